//! A topic and who serves it, as they are typed.

use std::fmt::Display;

use kit::form::{Problems, Reader, shift};
use shared::{
    api::{
        CALL_WAIT_S, DestinationSettings, DestinationUpdate, MAX_DESTINATIONS, MAX_STAFF_PER_DESTINATION, TagSettings,
        TagWithDestinations,
    },
    id::{DestinationId, StaffId},
    setup::{appearance::Icon, destination::Manner, schedule::TagHours},
    texts::Texts,
    value::{DisplayName, Handle, LanguageTag, ShortText},
};

use super::{ConditionsDraft, TextsDraft};
use crate::text;

/// Seconds that people on a destination have by default (design: a chat waits 60 s).
const USUAL_WAIT_S: u32 = 60;

/// The wait that the server takes, in seconds.
const WAIT_S: std::ops::RangeInclusive<u32> = 5..=3_600;

/// A tag as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TagDraft {
    /// In the service's languages, of which the first one has to be there.
    pub(crate) names: TextsDraft,
    pub(crate) handle: String,
    pub(crate) descriptions: TextsDraft,
    pub(crate) icon: Option<Icon>,
    pub(crate) picture: Option<String>,
    pub(crate) hours: TagHours,
    pub(crate) calls: bool,
    pub(crate) destinations: Vec<DestinationDraft>,
}

/// One of its destinations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DestinationDraft {
    /// Stays the same when the order changes, so that a field keeps its focus.
    pub(crate) key: u32,
    id: Option<DestinationId>,
    pub(crate) name: String,
    pub(crate) wait_s: String,
    pub(crate) call_wait_s: String,
    pub(crate) staff: Vec<StaffId>,
    pub(crate) manner: Manner,
    pub(crate) when: ConditionsDraft,
}

impl TagDraft {
    /// What is set, with room for words in each of the service's languages.
    pub(crate) fn of(tag: &TagWithDestinations, languages: &[LanguageTag]) -> Self {
        let destinations = (1..).zip(&tag.destinations).map(|(key, destination)| DestinationDraft {
            key,
            id: destination.id,
            name: destination.settings.name.to_string(),
            wait_s: destination.settings.wait_s.to_string(),
            call_wait_s: destination.settings.call_wait_s.to_string(),
            staff: destination.settings.staff.clone(),
            manner: destination.settings.manner,
            when: ConditionsDraft::from(&destination.settings.when),
        });
        Self {
            names: said(&tag.settings.names, Some(&tag.settings.name), languages),
            handle: tag.settings.handle.to_string(),
            descriptions: said(&tag.settings.descriptions, tag.settings.description.as_ref(), languages),
            icon: tag.settings.icon,
            picture: tag.settings.picture.clone(),
            hours: tag.settings.hours,
            calls: tag.settings.calls,
            destinations: destinations.collect(),
        }
    }

    /// Nothing but one destination with this name.
    pub(crate) fn new(destination: String, languages: &[LanguageTag]) -> Self {
        let mut draft = Self {
            names: TextsDraft::new(None::<&Texts<DisplayName>>, languages),
            handle: String::new(),
            descriptions: TextsDraft::new(None::<&Texts<ShortText>>, languages),
            icon: None,
            picture: None,
            hours: TagHours::default(),
            calls: false,
            destinations: Vec::new(),
        };
        draft.add(destination);
        draft
    }

    /// The destination with this key.
    pub(crate) fn destination(&self, key: u32) -> Option<&DestinationDraft> {
        self.destinations.iter().find(|destination| destination.key == key)
    }

    /// The destination with this key, to be changed.
    pub(crate) fn destination_mut(&mut self, key: u32) -> Option<&mut DestinationDraft> {
        self.destinations.iter_mut().find(|destination| destination.key == key)
    }

    /// Whether there may be one more destination.
    pub(crate) fn has_room(&self) -> bool {
        self.destinations.len() < MAX_DESTINATIONS
    }

    /// Adds a destination at the end.
    pub(crate) fn add(&mut self, name: String) {
        let key = 1 + self.destinations.iter().map(|destination| destination.key).max().unwrap_or(0);
        let (wait_s, call_wait_s) = (USUAL_WAIT_S.to_string(), CALL_WAIT_S.to_string());
        let (manner, when) = (Manner::default(), ConditionsDraft::default());
        self.destinations.push(DestinationDraft {
            key,
            id: None,
            name,
            wait_s,
            call_wait_s,
            staff: Vec::new(),
            manner,
            when,
        });
    }

    /// Takes a destination away.
    pub(crate) fn remove(&mut self, key: u32) {
        self.destinations.retain(|destination| destination.key != key);
    }

    /// Puts a destination one place nearer to the start, or to the end.
    pub(crate) fn shift(&mut self, key: u32, earlier: bool) {
        if let Some(at) = self.destinations.iter().position(|destination| destination.key == key) {
            shift(&mut self.destinations, at, earlier);
        }
    }

    /// Its hours as a list of choices has them: `service`, `always`, or a schedule's id.
    pub(crate) fn hours_choice(&self) -> String {
        match self.hours {
            TagHours::Service => "service".to_owned(),
            TagHours::Always => "always".to_owned(),
            TagHours::Own { schedule } => schedule.to_string(),
        }
    }

    /// Takes what was chosen there.
    pub(crate) fn choose_hours(&mut self, choice: &str) {
        self.hours = match choice.parse() {
            Ok(schedule) => TagHours::Own { schedule },
            Err(_) if choice == "always" => TagHours::Always,
            Err(_) => TagHours::Service,
        };
    }

    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<TagWithDestinations, Problems> {
        let mut reader = Reader::default();
        let first = self.names.languages().into_iter().next().unwrap_or_default();
        let mut names = self.names.check::<DisplayName>(&mut reader, "names", DisplayName::MAX_CHARS);
        let name = taken(&mut names, &first);
        if self.names.get(&first).trim().is_empty() {
            reader.blame(format!("names.{first}"), text::problem_name());
        }
        let handle = reader.read::<Handle>("handle", &self.handle, text::problem_handle());
        let Self { hours, calls, icon, picture, .. } = self.clone();
        let mut descriptions = self.descriptions.check::<ShortText>(&mut reader, "descriptions", ShortText::MAX_CHARS);
        let description = taken(&mut descriptions, &first);
        if self.destinations.is_empty() {
            reader.blame("destinations", text::problem_missing());
        }
        let destinations: Option<Vec<DestinationUpdate>> =
            self.destinations.iter().enumerate().map(|(at, destination)| destination.read(at, &mut reader)).collect();
        let made = name.zip(handle).zip(destinations);
        reader.done(made.map(|((name, handle), destinations)| TagWithDestinations {
            settings: TagSettings { handle, name, description, names, descriptions, icon, picture, hours, calls },
            destinations,
        }))
    }
}

/// Texts with what is said in the service's first language among them.
fn said<T: Clone + Display>(others: &Texts<T>, first: Option<&T>, languages: &[LanguageTag]) -> TextsDraft {
    let mut all = others.clone();
    if let (Some(language), Some(text)) = (languages.first(), first) {
        all.0.entry(language.clone()).or_insert_with(|| text.clone());
    }
    TextsDraft::new(Some(&all), languages)
}

/// What is said in one language, taken out of the texts.
fn taken<T>(texts: &mut Texts<T>, language: &str) -> Option<T> {
    texts.0.remove(&LanguageTag::try_from(language).ok()?)
}

impl DestinationDraft {
    fn read(&self, at: usize, reader: &mut Reader) -> Option<DestinationUpdate> {
        let field = |name: &str| format!("destinations.{at}.{name}");
        let name = reader.read::<DisplayName>(field("name"), &self.name, text::problem_name());
        let mut seconds = |name: &str, typed: &str| {
            let wait = typed.trim().parse().ok().filter(|wait| WAIT_S.contains(wait));
            if wait.is_none() {
                reader.blame(field(name), text::problem_wait());
            }
            wait
        };
        let both = seconds("wait_s", &self.wait_s).zip(seconds("call_wait_s", &self.call_wait_s));
        let most = u32::try_from(MAX_STAFF_PER_DESTINATION).unwrap_or(u32::MAX);
        if self.staff.is_empty() && !self.when.is_sticky() {
            reader.blame(field("staff"), text::problem_nobody());
        } else if self.staff.len() > MAX_STAFF_PER_DESTINATION {
            reader.blame(field("staff"), text::problem_too_many(most));
        }
        let (manner, when) = (self.manner, self.when.read(field, reader));
        let (name, (wait_s, call_wait_s)) = name.zip(both)?;
        let settings = DestinationSettings { name, staff: self.staff.clone(), wait_s, call_wait_s, manner, when };
        Some(DestinationUpdate { id: self.id, settings })
    }
}

#[cfg(test)]
mod tests {
    use kit::form::Problem;
    use shared::{id::ScheduleId, value::Timestamp};

    use super::*;

    fn ada() -> StaffId {
        StaffId::new(Timestamp::from_ms(0), [1; 10])
    }

    fn languages() -> [LanguageTag; 2] {
        ["en", "ja"].map(|tag| LanguageTag::try_from(tag).expect("a language"))
    }

    fn filled() -> TagDraft {
        let mut draft = TagDraft::new("First line".into(), &languages());
        draft.names.set("en", "Sales".into());
        draft.handle = "sales".into();
        draft.destination_mut(1).expect("there is one").staff.push(ada());
        draft
    }

    #[test]
    fn a_new_tag_is_told_what_it_lacks() {
        let problems = TagDraft::new("First line".into(), &languages()).check().expect_err("nothing is typed");
        assert_eq!(
            problems,
            [
                Problem::new("names.en", text::problem_name()),
                Problem::new("handle", text::problem_handle()),
                Problem::new("destinations.0.staff", text::problem_nobody())
            ]
        );
    }

    #[test]
    fn the_first_language_is_the_plain_name_and_the_others_are_beside_it() {
        let mut draft = filled();
        draft.names.set("ja", "営業".into());
        draft.descriptions.set("ja", "価格".into());
        let made = draft.check().expect("nothing is wrong");
        assert_eq!((made.settings.name.as_str(), made.settings.names.0.len()), ("Sales", 1));
        assert_eq!((made.settings.description.as_ref(), made.settings.descriptions.0.len()), (None, 1));
        let DestinationUpdate { id, .. } = made.destinations.first().expect("there is one");
        assert_eq!((*id, TagDraft::of(&made, &languages())), (None, draft.clone()));
        draft.names.set("en", " ".into());
        assert_eq!(draft.check().expect_err("no name"), [Problem::new("names.en", text::problem_name())]);
    }

    #[test]
    fn a_wait_is_a_whole_number_of_seconds_within_the_hour() {
        for (wait, fits) in [("5", true), (" 3600 ", true), ("4", false), ("3601", false), ("1.5", false), ("", false)]
        {
            let mut draft = filled();
            draft.destination_mut(1).expect("there is one").wait_s = wait.into();
            assert_eq!(draft.check().is_ok(), fits, "{wait}");
            let mut draft = filled();
            draft.destination_mut(1).expect("there is one").call_wait_s = wait.into();
            assert_eq!(draft.check().is_ok(), fits, "{wait} for a call");
        }
    }

    #[test]
    fn hours_are_chosen_from_a_list() {
        let own = TagHours::Own { schedule: ScheduleId::new(Timestamp::from_ms(0), [2; 10]) };
        for hours in [TagHours::Service, TagHours::Always, own] {
            let chosen = TagDraft { hours, ..filled() }.hours_choice();
            let mut draft = filled();
            draft.choose_hours(&chosen);
            assert_eq!(draft.hours, hours);
        }
    }

    #[test]
    fn destinations_keep_their_keys_when_they_change_places() {
        let mut draft = filled();
        draft.add("Second line".into());
        draft.add("Third line".into());
        draft.shift(3, true);
        draft.shift(1, true);
        draft.remove(2);
        let keys: Vec<u32> = draft.destinations.iter().map(|destination| destination.key).collect();
        assert_eq!(keys, [1, 3]);
        draft.add("Last".into());
        assert!(draft.destination(4).is_some());
        assert!(draft.has_room());
        draft.remove(3);
        draft.remove(4);
        assert_eq!(draft, filled());
    }

    #[test]
    fn a_tag_that_nobody_serves_at_all_is_told_so() {
        let mut draft = filled();
        draft.remove(1);
        assert_eq!(
            draft.check().expect_err("nobody serves it"),
            [Problem::new("destinations", text::problem_missing())]
        );
    }
}
