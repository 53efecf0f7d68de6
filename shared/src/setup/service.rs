//! The business itself.

use super::{Item, ItemId, Kind, Problem, Settings, Setup};
use crate::api::ServiceSettings;

/// Most languages that a service answers in.
pub const MAX_LANGUAGES: usize = 20;

/// Most sites that may carry a service's widget: their list is a header of every page of it, of at most 13 KiB.
pub const MAX_SITES: usize = 50;

/// How many rooms a person may be given at once: nobody reads a hundred.
pub const MAX_ROOMS: std::ops::RangeInclusive<u32> = 1..=100;

impl Settings for ServiceSettings {
    const KIND: Kind = Kind::Service;

    /// What the types leave open; the time zone's name is for the one who knows them all.
    fn check(&self, _: &ItemId, setup: &Setup) -> Result<(), Problem> {
        let Self {
            name: _,
            time_zone: _,
            languages,
            sites,
            show_online: _,
            hours,
            max_rooms,
            supervision: _,
            link_previews: _,
            calls: _,
        } = self;
        if languages.is_empty() || languages.len() > MAX_LANGUAGES {
            return Err(Problem::at("languages", "Choose 1 to 20 languages."));
        }
        if has_twice(languages) {
            return Err(Problem::at("languages", "A language stands in the list twice."));
        }
        if sites.len() > MAX_SITES {
            return Err(Problem::at("sites", "A service has at most 50 sites."));
        }
        if has_twice(sites) {
            return Err(Problem::at("sites", "A site stands in the list twice."));
        }
        if hours.is_some_and(|schedule| !setup.has_schedule(schedule)) {
            return Err(Problem::at("hours", "There is no such schedule any more. Choose another one."));
        }
        if max_rooms.is_some_and(|rooms| !MAX_ROOMS.contains(&rooms)) {
            return Err(Problem::at("max_rooms", "Enter 1 to 100 rooms."));
        }
        Ok(())
    }

    fn of(item: &Item) -> Option<&Self> {
        if let Item::Service(settings) = item { Some(settings) } else { None }
    }
}

/// Whether something stands in a list twice.
pub(super) fn has_twice<T: PartialEq>(values: &[T]) -> bool {
    values.iter().enumerate().any(|(place, value)| values.iter().skip(place + 1).any(|other| other == value))
}
