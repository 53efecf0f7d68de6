//! How long a ring is heard: no longer than the room rings, and not while nobody can say whether it still does.

use shared::{call::RING_MS, id::CallId, value::Timestamp};

/// So long after the room's connection was lost is it still heard.
const LOST_MS: i64 = 5_000;

/// See the module. Times are of this browser's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bell {
    /// What rings, and until when by the server's clock, if it ends by itself.
    ring: Option<(CallId, Option<Timestamp>)>,
    ends: Option<Timestamp>,
    lost: Option<Timestamp>,
}

impl Bell {
    /// The room's connection is there, or isn't.
    pub(crate) fn line(&mut self, is: bool, now: Timestamp) {
        self.lost = if is { None } else { Some(self.lost.unwrap_or(now)) };
    }

    /// What rings now; `None` for nothing.
    pub(crate) fn ring(&mut self, ring: Option<(CallId, Option<Timestamp>)>, now: Timestamp) {
        if self.ring != ring {
            self.ring = ring;
            self.ends = ring.and_then(|(_, until)| until).map(|until| now.plus_ms(length_ms(until, now)));
        }
    }

    /// In how many milliseconds it falls silent, 0 if it has; `None` if it doesn't by itself.
    pub(crate) fn left_ms(&self, now: Timestamp) -> Option<i64> {
        let lost = self.lost.map(|lost| lost.plus_ms(LOST_MS));
        let ends = self.ends.into_iter().chain(lost).min()?;
        Some(ends.ms_since(now))
    }
}

/// How long it rings from now on. Where that can't be, the two clocks differ, and it has just begun.
const fn length_ms(until: Timestamp, now: Timestamp) -> i64 {
    let left = until.ms_since(now);
    if left > 0 && left <= RING_MS { left } else { RING_MS }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::cards::{at, call_id};

    #[test]
    fn it_rings_until_the_room_rings_no_more_whatever_the_clocks_say() {
        let ring = |until: i64| Some((call_id(1), Some(at(until))));
        for (until, length) in [(31_000, 30_000), (9_000_000, 45_000), (500, 45_000)] {
            let mut bell = Bell::default();
            assert_eq!(bell.left_ms(at(0)), None);
            bell.ring(ring(until), at(1_000));
            assert_eq!(bell.left_ms(at(1_000)), Some(length));
            // The same ring, shown again, is not a longer one; that of somebody else is.
            bell.ring(ring(until), at(2_000));
            assert_eq!(bell.left_ms(at(2_000)), Some(length - 1_000));
            bell.ring(ring(until + 5_000_000), at(2_000));
            assert_eq!(bell.left_ms(at(2_000)), Some(45_000));
            assert_eq!(bell.left_ms(at(60_000)), Some(0));
        }
        let mut bell = Bell::default();
        bell.ring(Some((call_id(1), None)), at(0));
        assert_eq!(bell.left_ms(at(90_000)), None);
    }

    #[test]
    fn without_the_room_it_falls_silent_soon_and_begins_again_with_it() {
        let mut bell = Bell::default();
        bell.ring(Some((call_id(1), Some(at(45_000)))), at(0));
        bell.line(false, at(1_000));
        bell.line(false, at(3_000));
        assert_eq!((bell.left_ms(at(3_000)), bell.left_ms(at(6_000))), (Some(3_000), Some(0)));
        bell.line(true, at(7_000));
        assert_eq!(bell.left_ms(at(7_000)), Some(38_000));
    }
}
