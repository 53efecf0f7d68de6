//! How fast somebody may send: token buckets, so that a burst is fine and a flood isn't. Those of a [`Pace`] are kept in
//! memory only: an object sleeps after 10 s of silence at the earliest, and each of them is full again by then.

use crate::value::Timestamp;

/// A bucket's size, and how fast it fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// So many at once.
    pub burst: u32,
    /// And then one each so often.
    pub every_ms: u32,
}

/// Frames of every kind: marks, typing and pages beside messages, and a little for what is sent again after a break.
pub const FRAMES: Limit = Limit { burst: 30, every_ms: 100 };

/// Messages and forms: nobody types five a second; the burst is for those that were written without a network.
pub const MESSAGES: Limit = Limit { burst: 20, every_ms: 200 };

/// Sockets that are opened, `hello` and `history`: each may cost a page of the log. The burst is for somebody whose many
/// tabs all come back after a break.
pub const LOOKS: Limit = Limit { burst: 40, every_ms: 250 };

/// Enquiries raised from one network address; kept. An office or a mobile network shares one, and of all the people there
/// hardly one a minute asks the same business. A script asks as fast as it may.
pub const RAISES: Limit = Limit { burst: 30, every_ms: 60_000 };

/// Tests of push messages by one person; kept. Each is a request to a push service whose answer is waited for.
pub const PUSH_TESTS: Limit = Limit { burst: 10, every_ms: 6_000 };

/// Tests of a hook, and what is sent again by hand; kept. Each is a request to somebody's server whose answer is waited for.
pub const HOOK_TRIES: Limit = Limit { burst: 20, every_ms: 3_000 };

/// Joins, leaves and other changes of Spaces by one person; kept. The burst is for a Space of 500 that is filled one by one;
/// each leaves a line in its log that all its members read.
pub const SPACE_CHANGES: Limit = Limit { burst: 600, every_ms: 6_000 };

/// Exports of people by one member of staff; kept. Each is all that is held of somebody, files too.
pub const EXPORTS: Limit = Limit { burst: 10, every_ms: 30_000 };

/// Transcripts e-mailed of one room; kept. Five in any hour: a slip in the address and a second reader are within it, and nobody's
/// mailbox is filled by it. The service that carries the mail counts what bounces, too.
pub const MAILS: Limit = Limit { burst: 3, every_ms: 20 * 60_000 };

/// Signals between browsers in a call: each finds some twenty ways to each of three others, and again when a network changes.
pub const SIGNALS: Limit = Limit { burst: 300, every_ms: 50 };

/// Calls that one person offers in a room: each rings the others, wakes who looks elsewhere, and leaves two lines in the log for
/// good. Nobody means a fourth within a minute. All those in the room have to be silent for an object to sleep and forget this.
pub const OFFERS: Limit = Limit { burst: 3, every_ms: 20_000 };

/// Refused frames before the socket is ended: a slip of a newer or older client is told, a flood is cut off.
pub const REFUSED: Limit = Limit { burst: 100, every_ms: 100 };

/// How full one bucket is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bucket {
    /// When it is full again: the further ahead, the emptier it is.
    full_at: Timestamp,
}

impl Bucket {
    /// One that is full at this moment.
    #[must_use]
    pub const fn full_at(full_at: Timestamp) -> Self {
        Self { full_at }
    }

    /// When it is full again.
    #[must_use]
    pub const fn is_full_at(self) -> Timestamp {
        self.full_at
    }

    /// Takes one out at `now`.
    ///
    /// # Errors
    /// When it is empty; the milliseconds until it isn't.
    pub fn take(&mut self, now: Timestamp, limit: Limit) -> Result<(), u32> {
        let every_ms = i64::from(limit.every_ms);
        let size_ms = every_ms.saturating_mul(i64::from(limit.burst));
        // A clock that was set back must not lock anybody out for longer than an empty bucket does.
        self.full_at = self.full_at.clamp(now, now.plus_ms(size_ms));
        let full_at = self.full_at.plus_ms(every_ms);
        let over_ms = full_at.ms_since(now.plus_ms(size_ms));
        if over_ms > 0 {
            return Err(u32::try_from(over_ms).unwrap_or(u32::MAX));
        }
        self.full_at = full_at;
        Ok(())
    }

    /// Puts one back.
    pub fn put_back(&mut self, limit: Limit) {
        self.full_at = self.full_at.plus_ms(-i64::from(limit.every_ms));
    }
}

/// What one person has sent lately, on all their sockets in one place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    frames: Bucket,
    messages: Bucket,
    looks: Bucket,
    signals: Bucket,
    offers: Bucket,
    refused: Bucket,
}

impl Pace {
    /// Counts a frame.
    ///
    /// # Errors
    /// Too many; the milliseconds to wait.
    pub fn frame(&mut self, now: Timestamp) -> Result<(), u32> {
        self.frames.take(now, FRAMES)
    }

    /// Counts a signal.
    ///
    /// # Errors
    /// Too many; the milliseconds to wait.
    pub fn signal(&mut self, now: Timestamp) -> Result<(), u32> {
        self.signals.take(now, SIGNALS)
    }

    /// Counts a call that is offered.
    ///
    /// # Errors
    /// Too many; the milliseconds to wait.
    pub fn offer(&mut self, now: Timestamp) -> Result<(), u32> {
        self.offers.take(now, OFFERS)
    }

    /// Counts a message or form.
    ///
    /// # Errors
    /// Too many; the milliseconds to wait.
    pub fn message(&mut self, now: Timestamp) -> Result<(), u32> {
        self.messages.take(now, MESSAGES)
    }

    /// Counts a look at the log.
    ///
    /// # Errors
    /// Too many; the milliseconds to wait.
    pub fn look(&mut self, now: Timestamp) -> Result<(), u32> {
        self.looks.take(now, LOOKS)
    }

    /// Counts a refused frame; whether the socket has to be ended.
    pub fn refused(&mut self, now: Timestamp) -> bool {
        self.refused.take(now, REFUSED).is_err()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_ms(1_700_000_000_000 + ms)
    }

    #[test]
    fn a_burst_passes_and_then_one_at_a_time() {
        let mut pace = Pace::default();
        assert!((0..20).all(|_| pace.message(at(0)).is_ok()));
        assert_eq!(pace.message(at(0)), Err(200));
        assert_eq!(pace.message(at(150)), Err(50));
        assert_eq!(pace.message(at(200)), Ok(()));
        assert_eq!(pace.message(at(200)), Err(200));
        assert!((0..20).all(|_| pace.message(at(60_000)).is_ok()), "a quiet minute fills it");
    }

    #[test]
    fn nobody_is_rung_over_and_over() {
        let mut pace = Pace::default();
        assert!((0..3).all(|_| pace.offer(at(0)).is_ok()));
        assert_eq!(pace.offer(at(5_000)), Err(15_000));
        assert_eq!(pace.offer(at(20_000)), Ok(()));
        assert_eq!(pace.message(at(20_000)), Ok(()), "who may not ring can write");
    }

    #[test]
    fn a_room_sends_five_mails_in_an_hour_at_most() {
        let mut bucket = Bucket::default();
        let minutes: Vec<i64> = (0..180).filter(|minute| bucket.take(at(minute * 60_000), MAILS).is_ok()).collect();
        assert_eq!(minutes.iter().filter(|minute| **minute < 60).count(), 5);
        assert!(minutes.windows(6).all(|six| six[5] - six[0] >= 60), "{minutes:?}");
    }

    #[test]
    fn a_clock_set_back_locks_nobody_out() {
        let mut pace = Pace::default();
        assert_eq!(pace.message(at(1_000_000_000)), Ok(()));
        assert_eq!(pace.message(at(0)), Err(200), "at worst it is empty");
        assert_eq!(pace.message(at(200)), Ok(()));
    }

    #[test]
    fn everything_is_full_again_before_an_object_may_sleep() {
        const SLEEPS_AFTER_MS: u32 = 10_000;
        for limit in [FRAMES, MESSAGES, LOOKS, REFUSED] {
            assert!(limit.burst * limit.every_ms <= SLEEPS_AFTER_MS, "{limit:?}");
        }
    }

    #[test]
    fn who_goes_on_sending_what_is_refused_is_cut_off() {
        let mut pace = Pace::default();
        assert!((0..100).all(|_| !pace.refused(at(0))));
        assert!(pace.refused(at(0)));
    }
}
