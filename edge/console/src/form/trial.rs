//! An enquiry that is only thought of, as it is typed.

use kit::form::{Problems, Reader};
use shared::{
    api::{Present, RoutingTrial},
    card::{Entry, Mode},
    id::StaffId,
    routing::Served,
    value::{CountryCode, LanguageTag, Timestamp},
};

use crate::text;

/// How long anything is remembered of who served a contact.
const MOST_DAYS: u16 = 365;

const DAY_MS: i64 = 86_400_000;

/// What is thought of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TrialDraft {
    /// Where the contact point leads.
    pub(crate) entry: Entry,
    /// What it is called.
    pub(crate) name: String,
    /// As a field for a day and time gives it, on the service's clock.
    pub(crate) at: String,
    /// A tag, or empty for one that nobody serves.
    pub(crate) language: String,
    pub(crate) country: String,
    pub(crate) served: Option<StaffId>,
    pub(crate) served_days: String,
    pub(crate) draw: String,
    pub(crate) present: Present,
}

impl TrialDraft {
    /// Of a contact point, at a moment.
    pub(crate) fn new(entry: Entry, name: String, at: String) -> Self {
        Self {
            entry,
            name,
            at,
            language: String::new(),
            country: String::new(),
            served: None,
            served_days: "1".to_owned(),
            draw: "0".to_owned(),
            present: Present::default(),
        }
    }

    /// The request, or what is wrong. `moment` reads what a field for a day and time gave.
    pub(crate) fn check(&self, moment: impl Fn(&str) -> Option<Timestamp>) -> Result<RoutingTrial, Problems> {
        let mut reader = Reader::default();
        let at = moment(&self.at);
        if at.is_none() {
            reader.blame("at_ms", text::problem_moment());
        }
        let country = self.country.trim().to_uppercase();
        let country = reader.optional::<CountryCode>("country", &country, text::problem_country());
        let days = self.served_days.trim().parse().ok().filter(|days: &u16| *days <= MOST_DAYS);
        if self.served.is_some() && days.is_none() {
            reader.blame("served", text::problem_days());
        }
        let draw = self.draw.trim().parse().ok().filter(|draw: &u8| *draw < 100);
        if draw.is_none() {
            reader.blame("draw", text::problem_draw());
        }
        let served = |at: Timestamp| {
            let ago = i64::from(days.unwrap_or_default()) * DAY_MS;
            self.served.map(|staff| Served { staff, at_ms: at.plus_ms(-ago) })
        };
        reader.done(at.map(|at_ms| RoutingTrial {
            entry: self.entry,
            mode: Mode::Chat,
            at_ms,
            language: LanguageTag::try_from(self.language.as_str()).ok(),
            country,
            served: served(at_ms),
            draw: draw.unwrap_or_default(),
            present: self.present,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> TrialDraft {
        let staff = "stf_00000000000070008000000000000000".parse().expect("an id");
        TrialDraft::new(Entry::Staff { staff }, "Ada".to_owned(), "2026-12-25T12:00".to_owned())
    }

    fn noon(text: &str) -> Option<Timestamp> {
        (text == "2026-12-25T12:00").then(|| Timestamp::from_ms(10 * DAY_MS))
    }

    #[test]
    fn what_may_be_left_out_is() {
        let trial = draft().check(noon).expect("nothing is wrong");
        assert_eq!((trial.language, trial.country, trial.served, trial.draw), (None, None, None, 0));
    }

    #[test]
    fn who_served_last_did_so_before_that_moment() {
        let mut draft = draft();
        draft.served = Some("stf_00000000000070008000000000000001".parse().expect("an id"));
        draft.served_days = "3".to_owned();
        draft.country = " jp".to_owned();
        let trial = draft.check(noon).expect("nothing is wrong");
        assert_eq!(trial.served.map(|served| served.at_ms), Some(Timestamp::from_ms(7 * DAY_MS)));
        assert_eq!(trial.country.map(String::from).as_deref(), Some("JP"));
    }

    #[test]
    fn what_is_wrong_is_told_at_once() {
        let mut draft = draft();
        draft.at = String::new();
        draft.country = "Japan".to_owned();
        draft.draw = "100".to_owned();
        let problems = draft.check(noon).expect_err("three fields are wrong");
        assert_eq!(problems.iter().map(|problem| &*problem.field).collect::<Vec<_>>(), ["at_ms", "country", "draw"]);
        // Of nobody no days are asked.
        draft.served_days = "x".to_owned();
        assert_eq!(draft.check(noon).expect_err("still three").len(), 3);
    }
}
