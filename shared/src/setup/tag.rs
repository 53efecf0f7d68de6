//! Tags and their destinations.

use std::collections::BTreeSet;

use super::{
    Item, ItemId, Kind, Left, Mint, Problem, Settings, Setup,
    destination::{Conditions, check_together},
    service::has_twice,
    staff::check_picture,
};
use crate::{
    api::{
        Destination, DestinationSettings, DestinationUpdate, MAX_DESTINATIONS, MAX_STAFF_PER_DESTINATION, TagSettings,
        TagWithDestinations,
    },
    card::TagCard,
    id::{DestinationId, StaffId},
    texts::{Texts, key},
    value::{DisplayName, LanguageTag, ShortText},
};

/// Shorter, nobody can answer in time; longer, nobody waits.
const WAIT_S: std::ops::RangeInclusive<u32> = 5..=3_600;

impl Settings for TagWithDestinations {
    const KIND: Kind = Kind::Tag;

    fn check(&self, id: &ItemId, setup: &Setup) -> Result<(), Problem> {
        let Self { settings, destinations } = self;
        if setup.all::<Self>().any(|(other, tag)| other != id && tag.settings.handle == settings.handle) {
            return Err(Problem::taken("handle", "Another tag has this handle. Choose another one."));
        }
        if destinations.is_empty() {
            return Err(Problem::at("destinations", "Add a destination: somebody has to serve the tag."));
        }
        if destinations.len() > MAX_DESTINATIONS {
            return Err(Problem::at("destinations", "A tag has at most 5 destinations."));
        }
        check_picture(settings.picture.as_deref(), "picture")?;
        let own = settings.hours.or(None);
        if own.is_some_and(|schedule| !setup.has_schedule(schedule)) {
            return Err(Problem::at("hours", "There is no such schedule any more. Choose another one."));
        }
        for (place, DestinationUpdate { id: _, settings }) in destinations.iter().enumerate() {
            check_destination(settings, setup).map_err(|problem| problem.within(&format!("destinations.{place}")))?;
        }
        let hours = settings.hours.or(setup.service().and_then(|service| service.hours));
        let conditions: Vec<&Conditions> = destinations.iter().map(|destination| &destination.settings.when).collect();
        check_together(&conditions, hours)
    }

    /// One of another tag, or that was removed meanwhile, becomes a new one: an id stands for one place for ever.
    fn settle(&mut self, former: Option<&Self>, mint: &mut Mint<'_>) {
        let own: Vec<DestinationId> =
            former.into_iter().flat_map(|tag| &tag.destinations).filter_map(|one| one.id).collect();
        for destination in &mut self.destinations {
            destination.id = destination.id.filter(|id| own.contains(id));
        }
        self.tell_apart(&mut BTreeSet::new(), mint);
    }

    /// A destination that would be empty goes too, and its share to a neighbour. Those for whoever served a contact last
    /// may have had nobody of their own.
    fn replace_staff(&mut self, to: &dyn Fn(StaffId) -> Option<StaffId>) -> Left {
        let mut place = 0;
        while let Some(destination) = self.destinations.get_mut(place) {
            let staff = &mut destination.settings.staff;
            let were_some = !staff.is_empty();
            *staff = staff.iter().filter_map(|one| to(*one)).collect();
            if were_some && staff.is_empty() {
                let gone = self.destinations.remove(place);
                self.hand_on(place, gone.settings.when.share);
            } else {
                place += 1;
            }
        }
        if self.destinations.is_empty() { Left::Stranded } else { Left::Stays }
    }

    fn name(&self) -> Option<&str> {
        Some(self.settings.name.as_str())
    }

    fn of(item: &Item) -> Option<&Self> {
        if let Item::Tag(tag) = item { Some(tag) } else { None }
    }
}

impl TagWithDestinations {
    /// Gives ids to destinations that have none, or one that was `seen` before.
    pub(super) fn tell_apart(&mut self, seen: &mut BTreeSet<DestinationId>, mint: &mut Mint<'_>) {
        for destination in &mut self.destinations {
            let kept = destination.id.filter(|id| !seen.contains(id));
            let id = kept.unwrap_or_else(|| DestinationId::new(mint.now, (mint.random)()));
            seen.insert(id);
            destination.id = Some(id);
        }
    }

    /// Gives the share of the destination that stood at `place` to one beside it.
    fn hand_on(&mut self, place: usize, share: Option<u8>) {
        let share_of: fn(&mut DestinationUpdate) -> Option<&mut u8> = |one| one.settings.when.share.as_mut();
        let (ahead, behind) = self.destinations.split_at_mut(place);
        let neighbour = behind.first_mut().and_then(share_of).or_else(|| ahead.last_mut().and_then(share_of));
        if let (Some(neighbour), Some(share)) = (neighbour, share) {
            *neighbour = neighbour.saturating_add(share);
        }
    }
}

fn check_destination(settings: &DestinationSettings, setup: &Setup) -> Result<(), Problem> {
    let DestinationSettings { name: _, staff, wait_s, call_wait_s, manner: _, when } = settings;
    if staff.is_empty() && when.sticky_days.is_none() {
        return Err(Problem::at("staff", "Every destination needs somebody on it."));
    }
    if staff.len() > MAX_STAFF_PER_DESTINATION {
        return Err(Problem::at("staff", format!("A destination has at most {MAX_STAFF_PER_DESTINATION} people.")));
    }
    if has_twice(staff) {
        return Err(Problem::at("staff", "Somebody stands on a destination twice."));
    }
    if !staff.iter().all(|staff| setup.is_staff(*staff)) {
        return Err(Problem::at("staff", "Somebody on a destination isn't staff of this service any more."));
    }
    if !WAIT_S.contains(wait_s) {
        return Err(Problem::at("wait_s", "A wait is 5 to 3,600 seconds."));
    }
    if !WAIT_S.contains(call_wait_s) {
        return Err(Problem::at("call_wait_s", "A wait is 5 to 3,600 seconds."));
    }
    when.check(setup).map_err(|problem| problem.within("when"))
}

impl DestinationUpdate {
    /// As the rules read it; none before it has an id.
    #[must_use]
    pub fn settled(self) -> Option<Destination> {
        self.id.map(|id| Destination { id, settings: self.settings })
    }
}

impl TagSettings {
    /// Its name for somebody who reads the `wanted` languages, best first. `own` is the one that `name` is in.
    #[must_use]
    pub fn name_for(&self, wanted: &[&str], own: &str) -> &DisplayName {
        said(&self.names, Some(&self.name), wanted, own).unwrap_or(&self.name)
    }

    /// What it is for, likewise.
    #[must_use]
    pub fn description_for(&self, wanted: &[&str], own: &str) -> Option<&ShortText> {
        said(&self.descriptions, self.description.as_ref(), wanted, own).or(self.description.as_ref())
    }
}

/// The first of the wanted languages that there is something in.
fn said<'a, T>(texts: &'a Texts<T>, plain: Option<&'a T>, wanted: &[&str], own: &str) -> Option<&'a T> {
    wanted.iter().find_map(|tag| texts.in_language(tag).or(plain.filter(|_| key(tag) == key(own))))
}

impl Setup {
    /// Says tags in the languages of a reader, best first, where the owner wrote them so.
    pub fn translate(&self, tags: &mut [TagCard], wanted: &[&str]) {
        let own = self.service().and_then(|service| service.languages.first()).map_or("", LanguageTag::as_str);
        for (id, tag) in self.all::<TagWithDestinations>() {
            let Some(card) = tags.iter_mut().find(|card| id.parse() == Some(card.id)) else { continue };
            card.name = tag.settings.name_for(wanted, own).clone();
            card.description = tag.settings.description_for(wanted, own).cloned();
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_tag_is_said_in_the_readers_language_and_else_in_the_services_first() {
        let tag: TagSettings = serde_json::from_value(json!({
            "handle": "sales", "name": "Sales", "description": "Prices",
            "names": { "ja": "営業", "zh-Hant": "業務" }, "descriptions": { "ja": "価格" },
        }))
        .expect("a tag");
        let told = |wanted: &[&str]| {
            let about = tag.description_for(wanted, "en").map(ShortText::as_str).unwrap_or_default();
            format!("{}: {about}", tag.name_for(wanted, "en").as_str())
        };
        assert_eq!(told(&["ja-JP", "en"]), "営業: 価格");
        // Who reads English first isn't told in Japanese, though both are there.
        assert_eq!(told(&["en-GB", "ja"]), "Sales: Prices");
        assert_eq!(told(&["zh-TW"]), "業務: Prices");
        assert_eq!(told(&["fr", "ja"]), "営業: 価格");
        assert_eq!(told(&["fr"]), "Sales: Prices");
    }
}
