//! When connections may be made: not before it is known whether they may tell anybody a network address.

/// So long are the servers waited for before that is said, or done without. The service itself waits for others meanwhile.
pub(crate) const PATIENCE_MS: u32 = 20_000;

/// Whether they may be made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Chance {
    /// It isn't known yet.
    #[default]
    Waits,
    /// They may be made.
    May,
    /// It isn't known, and nobody says.
    Unreachable,
}

/// What is known of the servers. Times are milliseconds of a clock that only goes forward.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Servers {
    /// Since when a call waits for an answer.
    asked: Option<f64>,
    /// Whether this call has had one.
    answered: bool,
    /// Whether the last answer demanded relays, in this call or one before.
    relay_only: Option<bool>,
}

impl Servers {
    /// A call begins.
    pub(crate) fn begin(&mut self, now: f64) {
        (self.asked, self.answered) = (Some(now), false);
    }

    /// An answer came.
    pub(crate) fn answer(&mut self, relay_only: bool) {
        (self.answered, self.relay_only) = (true, Some(relay_only));
    }

    /// The call is over.
    pub(crate) fn end(&mut self) {
        (self.asked, self.answered) = (None, false);
    }

    /// What may be done now.
    pub(crate) fn chance(&self, now: f64) -> Chance {
        let Some(asked) = self.asked else { return Chance::Waits };
        match self.relay_only {
            _ if self.answered => Chance::May,
            _ if now - asked < f64::from(PATIENCE_MS) => Chance::Waits,
            Some(false) => Chance::May,
            Some(true) | None => Chance::Unreachable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_connection_is_made_before_it_is_known_whether_it_may_tell_an_address() {
        let mut servers = Servers::default();
        assert_eq!(servers.chance(0.0), Chance::Waits);
        servers.begin(1_000.0);
        assert_eq!(servers.chance(20_999.0), Chance::Waits);
        assert_eq!(servers.chance(21_000.0), Chance::Unreachable);
        // A late answer is as good as another.
        servers.answer(true);
        assert_eq!(servers.chance(21_001.0), Chance::May);
    }

    #[test]
    fn only_who_was_told_before_that_addresses_may_be_told_goes_on_without_an_answer() {
        for (relay_only, then) in [(false, Chance::May), (true, Chance::Unreachable)] {
            let mut servers = Servers::default();
            servers.begin(0.0);
            servers.answer(relay_only);
            servers.end();
            servers.begin(60_000.0);
            assert_eq!(servers.chance(79_999.0), Chance::Waits);
            assert_eq!(servers.chance(80_000.0), then);
        }
    }
}
