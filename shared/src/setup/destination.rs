//! Who is asked and how, and which enquiries a destination is for.

use serde::{Deserialize, Serialize};

use super::{Problem, Setup};
use crate::{
    id::ScheduleId,
    value::{CountryCode, LanguageTag},
};

/// Most languages that a destination is for.
pub const MAX_LANGUAGES: usize = 20;

/// Most countries that a destination is for: those of a continent.
pub const MAX_COUNTRIES: usize = 60;

/// How long it is remembered at most who served a contact.
pub const MAX_STICKY_DAYS: u16 = 365;

/// How the staff of a destination are asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// All at once: the first to answer has it.
    #[default]
    All,
    /// One after another, each for the whole wait.
    InOrder,
    /// Nobody is asked: of those who can be given work and speak the visitor's language, if anybody does, it becomes that of
    /// who has the fewest rooms.
    PickUp,
}

/// Which enquiries a destination is for: those that meet all of these. An empty one is for every enquiry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Conditions {
    /// Raised while this is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<ScheduleId>,
    /// In one of these languages; `zh` stands for all of its kinds. In any, if empty; at most [`MAX_LANGUAGES`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
    /// From one of these countries. From any, if empty; at most [`MAX_COUNTRIES`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<CountryCode>,
    /// Of neighbours with a share, one is first, as often as its share says, and the others follow: 1 to 100, and 100 for
    /// all neighbours together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<u8>,
    /// Of contacts that somebody on it served within so many days, for that person alone: 1 to [`MAX_STICKY_DAYS`]. With
    /// no staff on it, anybody's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sticky_days: Option<u16>,
}

impl Conditions {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether they let every enquiry pass that is raised while `schedule` is open; at any time, if that is none.
    #[must_use]
    pub fn is_for_everybody(&self, schedule: Option<ScheduleId>) -> bool {
        let Self { schedule: own, languages, countries, share: _, sticky_days } = self;
        let in_time = own.is_none() || *own == schedule;
        in_time && languages.is_empty() && countries.is_empty() && sticky_days.is_none()
    }

    pub(super) fn check(&self, setup: &Setup) -> Result<(), Problem> {
        let Self { schedule, languages, countries, share, sticky_days } = self;
        if schedule.is_some_and(|schedule| !setup.has_schedule(schedule)) {
            return Err(Problem::at("schedule", "There is no such schedule any more. Choose another one."));
        }
        if languages.len() > MAX_LANGUAGES {
            return Err(Problem::at("languages", format!("A destination is for at most {MAX_LANGUAGES} languages.")));
        }
        if countries.len() > MAX_COUNTRIES {
            return Err(Problem::at("countries", format!("A destination is for at most {MAX_COUNTRIES} countries.")));
        }
        if share.is_some_and(|share| !(1..=100).contains(&share)) {
            return Err(Problem::at("share", "A share is 1 to 100 percent."));
        }
        if sticky_days.is_some_and(|days| !(1..=MAX_STICKY_DAYS).contains(&days)) {
            return Err(Problem::at("sticky_days", format!("Enter 1 to {MAX_STICKY_DAYS} days.")));
        }
        Ok(())
    }
}

/// Checks the conditions of a tag's destinations together: that whoever asks while `schedule` is open, or at any time if
/// that is none, is somebody's.
///
/// # Errors
/// In words for the person who filled in the form, with the place of what is wrong.
pub(super) fn check_together(all: &[&Conditions], schedule: Option<ScheduleId>) -> Result<(), Problem> {
    for split in splits(all.iter().map(|conditions| conditions.share)) {
        let shares = all.get(split.clone()).unwrap_or_default().iter().filter_map(|conditions| conditions.share);
        let sum: u32 = shares.map(u32::from).sum();
        if sum != 100 {
            let words = format!("The shares of neighbours add up to {sum} percent. Make it 100.");
            return Err(Problem::at(format!("destinations.{}.when.share", split.start), words));
        }
    }
    if all.iter().any(|conditions| conditions.is_for_everybody(schedule)) {
        return Ok(());
    }
    let last = all.len().saturating_sub(1);
    let words =
        "Some enquiries would find nobody, for every destination has a condition. Add one without any, as the last.";
    Err(Problem::at(format!("destinations.{last}.when"), words))
}

/// The runs of neighbours that have a share.
pub(crate) fn splits(shares: impl Iterator<Item = Option<u8>>) -> Vec<std::ops::Range<usize>> {
    let mut splits: Vec<std::ops::Range<usize>> = Vec::new();
    for (place, _) in shares.enumerate().filter(|(_, share)| share.is_some()) {
        match splits.last_mut() {
            Some(split) if split.end == place => split.end += 1,
            Some(_) | None => splits.push(place..place + 1),
        }
    }
    splits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Timestamp;

    fn nine_to_five() -> ScheduleId {
        ScheduleId::new(Timestamp::from_ms(1), [9; 10])
    }

    fn share(share: u8) -> Conditions {
        Conditions { share: Some(share), ..Conditions::default() }
    }

    fn check(all: &[Conditions]) -> Result<(), String> {
        check_together(&all.iter().collect::<Vec<_>>(), None).map_err(|problem| problem.field)
    }

    #[test]
    fn rules_by_which_an_enquiry_finds_nobody_are_told() {
        let everybody = Conditions::default();
        let japanese =
            Conditions { languages: vec![LanguageTag::try_from("ja").expect("a language")], ..Conditions::default() };
        let by_day = Conditions { schedule: Some(nine_to_five()), ..Conditions::default() };
        let theirs = Conditions { sticky_days: Some(30), ..Conditions::default() };
        for conditions in [&japanese, &by_day, &theirs] {
            assert_eq!(check(std::slice::from_ref(conditions)), Err("destinations.0.when".into()));
            assert_eq!(check(&[everybody.clone(), conditions.clone()]), Ok(()));
        }
        assert_eq!(check(&[japanese, by_day.clone(), theirs]), Err("destinations.2.when".into()));
        // Outside of the tag's own hours nobody is asked anyway.
        assert!(check_together(&[&by_day], Some(nine_to_five())).is_ok());
    }

    #[test]
    fn shares_of_neighbours_add_up() {
        assert_eq!(check(&[share(70), share(30)]), Ok(()));
        assert_eq!(check(&[share(70), share(20)]), Err("destinations.0.when.share".into()));
        let one = Conditions::default();
        assert_eq!(check(&[one.clone(), share(50), one, share(50)]), Err("destinations.1.when.share".into()));
        assert_eq!(share(0).check(&Setup::default()).map_err(|problem| problem.field), Err("share".into()));
    }

    #[test]
    fn conditions_that_were_never_stored_are_none() {
        assert_eq!(serde_json::from_str::<Conditions>("{}").expect("it reads"), Conditions::default());
        assert_eq!(serde_json::to_string(&Conditions::default()).expect("it has a form"), "{}");
    }
}
