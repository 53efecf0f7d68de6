//! How quickly a service takes messages.

use shared::value::Timestamp;

/// See the module.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Most calls a second for the account.
    pub per_second: u32,
    /// Least ms between two to one person in the long run.
    pub person_gap_ms: u32,
    /// So many may go to one person at once, if there were none for a while. At least 1.
    pub person_burst: u32,
}

impl Pace {
    /// What follows from a message that just went to somebody: when all of a burst may go to them again, and for how many ms
    /// the next one has to wait. `rested_at` is what this said of the message before, if there was one.
    #[must_use]
    pub fn after_one(&self, rested_at: Option<Timestamp>, now: Timestamp) -> (Timestamp, i64) {
        let gap = i64::from(self.person_gap_ms);
        let rested_at = rested_at.unwrap_or(now).max(now).plus_ms(gap);
        let ahead = gap * i64::from(self.person_burst.saturating_sub(1));
        (rested_at, (rested_at.ms_since(now) - ahead).max(0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp::from_ms(1_790_000_000_000);
    const PACE: Pace = Pace { per_second: 80, person_gap_ms: 6_000, person_burst: 3 };

    #[test]
    fn a_burst_goes_at_once_and_then_one_goes_each_time() {
        let (mut rested, mut now, mut waits) = (None, NOW, Vec::new());
        for _ in 0..5 {
            let (at, wait) = PACE.after_one(rested, now);
            (rested, now) = (Some(at), now.plus_ms(wait));
            waits.push(wait);
        }
        assert_eq!(waits, [0, 0, 6_000, 6_000, 6_000]);
    }

    #[test]
    fn who_was_left_alone_for_long_enough_is_sent_a_burst_again() {
        let (rested, wait) = PACE.after_one(Some(NOW.plus_ms(-1)), NOW);
        assert_eq!((rested, wait), (NOW.plus_ms(6_000), 0));
    }

    #[test]
    fn without_a_burst_each_waits_for_the_one_before() {
        let pace = Pace { person_burst: 1, ..PACE };
        assert_eq!(pace.after_one(None, NOW).1, 6_000);
        let free = Pace { person_gap_ms: 0, ..pace };
        assert_eq!(free.after_one(None, NOW).1, 0);
    }

    proptest! {
        #[test]
        fn in_no_span_of_time_there_is_more_than_it_and_a_burst_allow(
            burst in 1_u32..6,
            pauses in prop::collection::vec(0_i64..20_000, 1..60),
        ) {
            let pace = Pace { person_burst: burst, ..PACE };
            let (mut rested, mut now, mut sent) = (None, NOW, Vec::new());
            for pause in pauses {
                sent.push(now);
                let (at, wait) = pace.after_one(rested, now);
                (rested, now) = (Some(at), now.plus_ms(wait + pause));
            }
            for (first, from) in sent.iter().enumerate() {
                for (last, to) in sent.iter().enumerate().skip(first) {
                    let allowed = i64::from(burst) + to.ms_since(*from) / 6_000;
                    prop_assert!(i64::try_from(last - first + 1).unwrap_or(i64::MAX) <= allowed);
                }
            }
        }
    }
}
