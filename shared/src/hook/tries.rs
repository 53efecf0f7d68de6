//! When a delivery is tried again, and when that ends: for days, ever more seldom, and not by all at once.

use serde::{Deserialize, Serialize};

use crate::value::Timestamp;

/// Wait before the second try; doubled up to [`LONGEST_WAIT_MS`]. A receiver that restarts is back within some seconds.
const FIRST_WAIT_MS: i64 = 5_000;

/// Often enough that a receiver that was repaired gets what it missed on the same day.
const LONGEST_WAIT_MS: i64 = 6 * 60 * 60 * 1_000;

/// For how long something is tried: over a weekend on which nobody looks.
pub const GIVE_UP_MS: i64 = 3 * 24 * 60 * 60 * 1_000;

/// What came of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A status of 200 to 299.
    Taken,
    /// Any other status.
    Refused,
    /// It wanted to send us on, which is not followed: what is signed for one is not for another.
    Redirected,
    /// No answer within 10 seconds.
    TimedOut,
    /// No connection.
    Unreachable,
}

impl Outcome {
    /// What a status means.
    #[must_use]
    pub const fn of(status: u16) -> Self {
        match status {
            200..=299 => Self::Taken,
            300..=399 => Self::Redirected,
            _ => Self::Refused,
        }
    }

    /// As it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Refused => "refused",
            Self::Redirected => "redirected",
            Self::TimedOut => "timed_out",
            Self::Unreachable => "unreachable",
        }
    }
}

/// The tries of one delivery so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tries {
    /// When it was first due: when it happened, or when somebody wanted it again.
    pub since: Timestamp,
    /// How often it was tried since then, this time included.
    pub count: u32,
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It is there.
    Done,
    /// Tried again then.
    Again(Timestamp),
    /// Tried no more.
    GiveUp,
}

/// What comes after a try that ended at `now`. `jitter` is a random byte: what failed together is not tried again together.
#[must_use]
pub fn after(now: Timestamp, tries: Tries, outcome: Outcome, jitter: u8) -> Next {
    match outcome {
        Outcome::Taken => Next::Done,
        Outcome::Refused | Outcome::Redirected | Outcome::TimedOut | Outcome::Unreachable => {
            let doublings = tries.count.saturating_sub(1).min(20);
            let wait = FIRST_WAIT_MS.saturating_mul(1 << doublings).min(LONGEST_WAIT_MS);
            // Three quarters to five quarters of it.
            let at = now.plus_ms(wait - wait / 4 + wait / 2 * i64::from(jitter) / 255);
            if at.ms_since(tries.since) > GIVE_UP_MS { Next::GiveUp } else { Next::Again(at) }
        }
    }
}

/// Whether the whole hook is switched off when a delivery of it was given up: nothing else came through since that happened. One
/// event that the receiver chokes on must not silence the others.
#[must_use]
pub fn gives_up(since: Timestamp, last_taken: Option<Timestamp>) -> bool {
    last_taken.is_none_or(|taken| taken < since)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp::from_ms(1_800_000_000_000);
    const HOUR_MS: i64 = 3_600_000;

    /// Tries until `back`, from when on the receiver takes it; when it was there, and after how many tries.
    fn story(back: i64, mut jitter: impl FnMut() -> u8) -> (Option<i64>, u32) {
        let (mut now, mut count) = (NOW, 0);
        loop {
            count += 1;
            let outcome = if now.ms_since(NOW) >= back { Outcome::Taken } else { Outcome::TimedOut };
            match after(now, Tries { since: NOW, count }, outcome, jitter()) {
                Next::Done => return (Some(now.ms_since(NOW)), count),
                Next::Again(at) => now = at,
                Next::GiveUp => return (None, count),
            }
        }
    }

    #[test]
    fn who_is_back_after_a_restart_has_it_within_seconds() {
        let (at, count) = story(3_000, || 128);
        assert!(at.is_some_and(|at| at < 7_000) && count == 2);
    }

    #[test]
    fn who_is_back_after_a_day_has_it_within_hours() {
        let (at, count) = story(24 * HOUR_MS, || 255);
        assert!(at.is_some_and(|at| at < 32 * HOUR_MS), "{at:?}");
        assert!(count < 25, "{count} tries");
    }

    #[test]
    fn who_never_comes_back_is_tried_for_three_days() {
        assert_eq!(story(i64::MAX, || 0).0, None);
        assert!(story(i64::MAX, || 128).1 < 35);
    }

    #[test]
    fn one_event_that_chokes_the_receiver_silences_no_others() {
        assert!(gives_up(NOW, None) && gives_up(NOW, Some(NOW.plus_ms(-1))));
        assert!(!gives_up(NOW, Some(NOW.plus_ms(1))));
    }

    #[test]
    fn only_success_is_success() {
        for (status, meant) in [
            (200, Outcome::Taken),
            (204, Outcome::Taken),
            (301, Outcome::Redirected),
            (308, Outcome::Redirected),
            (400, Outcome::Refused),
            (410, Outcome::Refused),
            (503, Outcome::Refused),
            (101, Outcome::Refused),
        ] {
            assert_eq!(Outcome::of(status), meant);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn waits_grow_end_and_are_never_in_the_past(count in 1_u32..100_000, jitter in any::<u8>(), late in 0_i64..GIVE_UP_MS) {
            let now = NOW.plus_ms(late);
            match after(now, Tries { since: NOW, count }, Outcome::Refused, jitter) {
                Next::Again(at) => {
                    prop_assert!(at.ms_since(now) >= FIRST_WAIT_MS * 3 / 4);
                    prop_assert!(at.ms_since(now) <= LONGEST_WAIT_MS * 5 / 4);
                    prop_assert!(at.ms_since(NOW) <= GIVE_UP_MS);
                }
                Next::GiveUp => prop_assert!(late + LONGEST_WAIT_MS * 5 / 4 > GIVE_UP_MS),
                Next::Done => prop_assert!(false, "it was refused"),
            }
        }

        #[test]
        fn every_receiver_that_comes_back_in_time_is_told(back in 0_i64..GIVE_UP_MS - LONGEST_WAIT_MS * 5 / 4, seed in any::<u64>()) {
            let mut seed = seed;
            let jitter = || { seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1); seed.to_be_bytes()[0] };
            prop_assert!(story(back, jitter).0.is_some());
        }
    }
}
