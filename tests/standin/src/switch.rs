//! What goes wrong on purpose. `GET /_/switches` shows them all, a `POST` there changes those that it names.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// See the module. Those that count are used up by one with each call.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "switches are on or off, each by itself")]
pub(crate) struct Switches {
    /// Each webhook comes so often, all at the same moment.
    pub(crate) repeat: u32,
    /// Webhooks wait until there are so many of them, and then come in one call; where the service has no such, at once.
    pub(crate) burst: usize,
    /// Webhooks wait until there are so many of them, and then come one by one, the last one first.
    pub(crate) reorder: usize,
    /// How often a webhook that failed is tried in all; none for as often as the service tells of.
    pub(crate) tries: Option<u32>,
    /// How long after that, at first; each time twice as long.
    pub(crate) retry_ms: u64,
    /// Answers to calls come so late; what they ask for is done at once.
    pub(crate) delay_ms: u64,
    /// So many calls are refused for being too many.
    pub(crate) rate_limit: u32,
    /// What is told then, where the service tells it.
    pub(crate) retry_after_s: u32,
    /// So many calls fail at the service, and nothing comes of them.
    pub(crate) broken: u32,
    /// So many calls are carried out, and nobody hears of it: the connection ends.
    pub(crate) cut: u32,
    /// So many of a hundred calls meet with one of these three, by `seed`.
    pub(crate) fail_percent: u32,
    /// Makes the same calls fail again.
    pub(crate) seed: u64,
    /// Tokens that were given out until now are over; one that was given to the owner, as long as this is on.
    pub(crate) tokens_expired: bool,
    /// Nobody wrote within any window.
    pub(crate) windows_closed: bool,
    /// The quota of the month or the day is used up.
    pub(crate) quota_used: bool,
    /// Calls come from an address that isn't on the account's list (`WeChat`).
    pub(crate) address_refused: bool,
    /// What can't be sent is accepted, and reported as failed later (`WhatsApp`).
    pub(crate) fails_later: bool,
    /// So many times a file that came isn't ready yet (LINE).
    pub(crate) files_later: u32,
    /// What is told of what was sent, where the service does.
    pub(crate) receipts: Receipts,
    /// Whether what was sent comes back (`Messenger`).
    pub(crate) echoes: bool,
    /// The stand-in's clock is so far ahead.
    pub(crate) clock_ms: i64,
}

/// See [`Switches::receipts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Receipts {
    /// Nothing.
    None,
    /// That it was delivered.
    Delivered,
    /// That it was read, too.
    Read,
}

/// How a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    RateLimit,
    Broken,
    /// After it was carried out.
    Cut,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            repeat: 1,
            burst: 1,
            reorder: 1,
            tries: None,
            retry_ms: 300,
            delay_ms: 0,
            rate_limit: 0,
            retry_after_s: 2,
            broken: 0,
            cut: 0,
            fail_percent: 0,
            seed: 1,
            tokens_expired: false,
            windows_closed: false,
            quota_used: false,
            address_refused: false,
            fails_later: false,
            files_later: 0,
            receipts: Receipts::Delivered,
            echoes: true,
            clock_ms: 0,
        }
    }
}

impl Switches {
    /// Those that `changes` names, as it says.
    ///
    /// # Errors
    /// When there is no such switch, or it can't be set so.
    pub(crate) fn change(&mut self, changes: &Value) -> Result<(), String> {
        let mut all = serde_json::to_value(&*self).map_err(|error| error.to_string())?;
        let changes = changes.as_object().ok_or("switches are an object")?;
        for (name, value) in changes {
            all[name] = value.clone();
        }
        *self = serde_json::from_value(all).map_err(|error| error.to_string())?;
        Ok(())
    }

    /// What becomes of the next call.
    pub(crate) fn failure(&mut self) -> Option<Failure> {
        let counted = [
            (&mut self.rate_limit, Failure::RateLimit),
            (&mut self.broken, Failure::Broken),
            (&mut self.cut, Failure::Cut),
        ];
        for (left, failure) in counted {
            if *left > 0 {
                *left -= 1;
                return Some(failure);
            }
        }
        if self.fail_percent == 0 {
            return None;
        }
        let drawn = self.draw();
        let failures = [Failure::RateLimit, Failure::Broken, Failure::Cut];
        let which = usize::try_from(drawn / 100 % 3).unwrap_or_default();
        (drawn % 100 < u64::from(self.fail_percent)).then(|| failures[which])
    }

    /// `SplitMix64`: a step of `seed`.
    fn draw(&mut self) -> u64 {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.seed ^ (self.seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) >> 11
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Failure, Switches};

    #[test]
    fn a_switch_that_nobody_knows_is_refused_and_changes_nothing() {
        let mut switches = Switches::default();
        assert!(switches.change(&json!({ "cut": 1, "cuts": 2 })).is_err());
        assert_eq!(switches.failure(), None);
    }

    #[test]
    fn what_counts_is_used_up() {
        let mut switches = Switches::default();
        switches.change(&json!({ "cut": 1, "broken": 1 })).expect("both are switches");
        let failures = [switches.failure(), switches.failure(), switches.failure()];
        assert_eq!(failures, [Some(Failure::Broken), Some(Failure::Cut), None]);
    }

    #[test]
    fn the_same_seed_fails_the_same_calls_and_about_as_many_as_it_should() {
        let drawn = |seed| {
            let mut switches = Switches { fail_percent: 30, seed, ..Switches::default() };
            (0..1_000).map(|_| switches.failure()).collect::<Vec<_>>()
        };
        assert_eq!(drawn(7), drawn(7));
        assert!((200..400).contains(&drawn(8).iter().flatten().count()));
    }
}
