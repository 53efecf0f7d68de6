//! Which enquiries a destination is for, as it is typed.

use kit::form::Reader;
use shared::{
    setup::destination::{Conditions, MAX_COUNTRIES, MAX_STICKY_DAYS},
    value::{CountryCode, LanguageTag},
};

use crate::text;

/// The conditions of a destination as they are typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ConditionsDraft {
    /// An id, or empty.
    pub(crate) schedule: String,
    pub(crate) languages: Vec<LanguageTag>,
    /// Codes with anything but letters between them: "JP, HK".
    pub(crate) countries: String,
    pub(crate) share: String,
    pub(crate) sticky_days: String,
}

impl From<&Conditions> for ConditionsDraft {
    fn from(conditions: &Conditions) -> Self {
        let Conditions { schedule, languages, countries, share, sticky_days } = conditions;
        let codes: Vec<String> = countries.iter().map(ToString::to_string).collect();
        Self {
            schedule: schedule.map(|id| id.to_string()).unwrap_or_default(),
            languages: languages.clone(),
            countries: codes.join(", "),
            share: share.map(|share| share.to_string()).unwrap_or_default(),
            sticky_days: sticky_days.map(|days| days.to_string()).unwrap_or_default(),
        }
    }
}

impl ConditionsDraft {
    /// Whether nothing is typed.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it is for those whom somebody served already.
    pub(crate) fn is_sticky(&self) -> bool {
        !self.sticky_days.trim().is_empty()
    }

    /// The codes of countries, as typed but for their case.
    pub(crate) fn codes(&self) -> impl Iterator<Item = String> {
        let codes = self.countries.split(|letter: char| !letter.is_alphanumeric()).filter(|code| !code.is_empty());
        codes.map(str::to_ascii_uppercase)
    }

    /// The conditions; what is wrong is told at `field`.
    pub(super) fn read(&self, field: impl Fn(&str) -> String, reader: &mut Reader) -> Conditions {
        let mut countries: Vec<CountryCode> = Vec::new();
        for code in self.codes() {
            let known = reader.read::<CountryCode>(field("when.countries"), &code, text::problem_countries());
            countries.extend(known.filter(|code| !countries.contains(code)));
        }
        if countries.len() > MAX_COUNTRIES {
            reader.blame(
                field("when.countries"),
                text::problem_too_many(u32::try_from(MAX_COUNTRIES).unwrap_or(u32::MAX)),
            );
        }
        let mut number = |name: &str, text: &str, most: u16, words: &str| {
            let text = text.trim();
            let number = text.parse::<u16>().ok().filter(|number| (1..=most).contains(number));
            if number.is_none() && !text.is_empty() {
                reader.blame(field(name), words);
            }
            number
        };
        let share = number("when.share", &self.share, 100, text::problem_share());
        let sticky_days = number("when.sticky_days", &self.sticky_days, MAX_STICKY_DAYS, text::problem_sticky());
        Conditions {
            schedule: self.schedule.parse().ok(),
            languages: self.languages.clone(),
            countries,
            share: share.and_then(|share| u8::try_from(share).ok()),
            sticky_days,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(draft: &ConditionsDraft) -> Result<Conditions, Vec<String>> {
        let mut reader = Reader::default();
        let read = draft.read(str::to_owned, &mut reader);
        reader.done(Some(read)).map_err(|problems| problems.into_iter().map(|one| one.field.into_owned()).collect())
    }

    #[test]
    fn what_was_saved_is_typed_and_read_again() {
        let draft = ConditionsDraft {
            countries: "jp;HK jp".into(),
            share: " 70 ".into(),
            sticky_days: "30".into(),
            ..ConditionsDraft::default()
        };
        let conditions = read(&draft).expect("nothing is wrong");
        assert_eq!(ConditionsDraft::from(&conditions).countries, "JP, HK");
        assert_eq!(read(&ConditionsDraft::from(&conditions)), Ok(conditions));
        assert_eq!(read(&ConditionsDraft::default()), Ok(Conditions::default()));
    }

    #[test]
    fn what_is_wrong_is_told_beside_its_field() {
        let draft = ConditionsDraft {
            countries: "Japan".into(),
            share: "0".into(),
            sticky_days: "many".into(),
            ..ConditionsDraft::default()
        };
        let wrong = ["when.countries", "when.share", "when.sticky_days"].map(str::to_owned);
        assert_eq!(read(&draft), Err(wrong.to_vec()));
    }
}
