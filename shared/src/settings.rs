//! The rules of what a service can set.

use crate::{
    api::{
        Destination, DestinationUpdate, MAX_DESTINATIONS, MAX_STAFF_PER_DESTINATION, ServiceSettings, Tag,
        TagWithDestinations,
    },
    id::{StaffId, TagId},
    value::{DisplayName, InvalidValue},
};

/// Most languages that a service answers in.
pub const MAX_LANGUAGES: usize = 20;

/// Most sites that may carry a service's widget: their list is a header of every page of it, of at most 13 KiB.
pub const MAX_SITES: usize = 50;

/// Most tags of one service: far more than a visitor reads.
pub const MAX_TAGS: usize = 100;

/// Shorter, nobody can answer in time; longer, nobody waits.
pub const WAIT_S: std::ops::RangeInclusive<u32> = 5..=3_600;

/// Checks what the types leave open; the time zone's name is for the one who knows them all.
///
/// # Errors
/// In words for the person who filled in the form.
pub fn check_service(settings: &ServiceSettings) -> Result<(), InvalidValue> {
    let ServiceSettings { name: _, time_zone: _, languages, sites, show_online: _ } = settings;
    if languages.is_empty() || languages.len() > MAX_LANGUAGES {
        return Err(InvalidValue("Choose 1 to 20 languages."));
    }
    if has_twice(languages) {
        return Err(InvalidValue("A language stands in the list twice."));
    }
    if sites.len() > MAX_SITES {
        return Err(InvalidValue("A service has at most 50 sites."));
    }
    if has_twice(sites) {
        return Err(InvalidValue("A site stands in the list twice."));
    }
    Ok(())
}

/// Checks the destinations of a tag; `is_staff` knows who answers for the service.
///
/// # Errors
/// In words for the person who filled in the form.
pub fn check_tag(tag: &TagWithDestinations, is_staff: impl Fn(StaffId) -> bool) -> Result<(), InvalidValue> {
    let TagWithDestinations { settings: _, destinations } = tag;
    if destinations.is_empty() {
        return Err(InvalidValue("Add a destination: somebody has to serve the tag."));
    }
    if destinations.len() > MAX_DESTINATIONS {
        return Err(InvalidValue("A tag has at most 5 destinations."));
    }
    let ids: Vec<_> = destinations.iter().filter_map(|destination| destination.id).collect();
    if has_twice(&ids) {
        return Err(InvalidValue("A destination stands in the list twice."));
    }
    for DestinationUpdate { id: _, settings } in destinations {
        if settings.staff.is_empty() {
            return Err(InvalidValue("Every destination needs somebody on it."));
        }
        if settings.staff.len() > MAX_STAFF_PER_DESTINATION {
            return Err(InvalidValue("A destination has at most 50 people."));
        }
        if has_twice(&settings.staff) {
            return Err(InvalidValue("Somebody stands on a destination twice."));
        }
        if !settings.staff.iter().all(|staff| is_staff(*staff)) {
            return Err(InvalidValue("Somebody on a destination isn't staff of this service any more."));
        }
        if !WAIT_S.contains(&settings.wait_s) {
            return Err(InvalidValue("A wait is 5 to 3,600 seconds."));
        }
    }
    Ok(())
}

/// Checks a new order of the tags.
///
/// # Errors
/// Unless it has each of them once.
pub fn check_order(known: &[TagId], wanted: &[TagId]) -> Result<(), InvalidValue> {
    let complete = known.len() == wanted.len() && known.iter().all(|tag| wanted.contains(tag));
    if complete { Ok(()) } else { Err(InvalidValue("The tags have changed meanwhile. Reload, and order them again.")) }
}

/// The tags on which `staff` stands, without them; a destination that would be empty goes too.
///
/// # Errors
/// The names of the tags that nobody would serve.
pub fn without(tags: &[Tag], staff: StaffId) -> Result<Vec<Tag>, Vec<DisplayName>> {
    let on = |destination: &Destination| destination.settings.staff.contains(&staff);
    let changed: Vec<Tag> =
        tags.iter().filter(|tag| tag.destinations.iter().any(on)).map(|tag| without_one(tag, staff)).collect();
    let stranded: Vec<DisplayName> =
        changed.iter().filter(|tag| tag.destinations.is_empty()).map(|tag| tag.settings.name.clone()).collect();
    if stranded.is_empty() { Ok(changed) } else { Err(stranded) }
}

fn without_one(tag: &Tag, staff: StaffId) -> Tag {
    let mut tag = tag.clone();
    for destination in &mut tag.destinations {
        destination.settings.staff.retain(|one| *one != staff);
    }
    tag.destinations.retain(|destination| !destination.settings.staff.is_empty());
    tag
}

fn has_twice<T: PartialEq>(values: &[T]) -> bool {
    values.iter().enumerate().any(|(place, value)| values.iter().skip(place + 1).any(|other| other == value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        api::{DestinationSettings, TagSettings},
        id::DestinationId,
        value::{Handle, LanguageTag, ShortText, SitePattern, Timestamp},
    };

    fn person(number: u8) -> StaffId {
        StaffId::new(Timestamp::from_ms(1), [number; 10])
    }

    fn line(staff: &[u8], wait_s: u32) -> DestinationSettings {
        let staff = staff.iter().map(|number| person(*number)).collect();
        DestinationSettings { name: DisplayName::try_from("Line").expect("a name"), staff, wait_s }
    }

    fn update(lines: Vec<DestinationSettings>) -> TagWithDestinations {
        let destinations = lines.into_iter().map(|settings| DestinationUpdate { id: None, settings }).collect();
        TagWithDestinations { settings: named("sales"), destinations }
    }

    fn named(handle: &str) -> TagSettings {
        TagSettings {
            handle: Handle::try_from(handle).expect("a handle"),
            name: DisplayName::try_from(handle).expect("a name"),
            description: None,
        }
    }

    fn tag(handle: &str, lines: &[&[u8]]) -> Tag {
        let destinations = lines
            .iter()
            .enumerate()
            .map(|(place, staff)| Destination {
                id: DestinationId::new(Timestamp::from_ms(1), [u8::try_from(place).expect("few"); 10]),
                settings: line(staff, 60),
            })
            .collect();
        Tag { id: TagId::new(Timestamp::from_ms(1), [1; 10]), settings: named(handle), destinations }
    }

    #[test]
    fn a_tag_needs_somebody_on_each_of_its_destinations() {
        let check = |lines| check_tag(&update(lines), |staff| staff != person(9)).map_err(|error| error.0);
        assert_eq!(check(vec![line(&[1, 2], 60), line(&[1], 5)]), Ok(()));
        assert!(check(vec![]).is_err());
        assert!(check(vec![line(&[1], 60); 6]).is_err());
        assert!(check(vec![line(&[], 60)]).is_err());
        assert!(check(vec![line(&[1, 1], 60)]).is_err());
        assert!(check(vec![line(&[1, 9], 60)]).is_err());
        assert!(check(vec![line(&[1], 4)]).is_err());
        assert!(check(vec![line(&[1], 3_601)]).is_err());
        let crowd: Vec<u8> = (0..=u8::try_from(MAX_STAFF_PER_DESTINATION).expect("few")).map(|one| one + 10).collect();
        assert!(check(vec![line(&crowd, 60)]).is_err());
    }

    #[test]
    fn who_leaves_takes_empty_destinations_along_but_no_tag() {
        let tags = [tag("sales", &[&[1], &[1, 2]]), tag("other", &[&[2]])];
        let changed = without(&tags, person(1)).expect("sales keeps its second line");
        assert_eq!(changed.len(), 1);
        assert_eq!(changed.first().map(|tag| tag.destinations.len()), Some(1));
        let stranded = without(&tags, person(2)).expect_err("nobody would serve other");
        assert_eq!(stranded.iter().map(DisplayName::as_str).collect::<Vec<_>>(), ["other"]);
    }

    #[test]
    fn an_order_has_each_tag_once() {
        let id = |number| TagId::new(Timestamp::from_ms(1), [number; 10]);
        assert!(check_order(&[id(1), id(2)], &[id(2), id(1)]).is_ok());
        assert!(check_order(&[id(1), id(2)], &[id(1), id(1)]).is_err());
        assert!(check_order(&[id(1), id(2)], &[id(1)]).is_err());
        assert!(check_order(&[id(1)], &[id(2)]).is_err());
    }

    #[test]
    fn a_service_answers_in_some_language() {
        let settings = |languages: &[&str], sites: &[&str]| ServiceSettings {
            name: DisplayName::try_from("Acme").expect("a name"),
            time_zone: ShortText::try_from("UTC").expect("a text"),
            languages: languages.iter().map(|tag| LanguageTag::try_from(*tag).expect("a language")).collect(),
            sites: sites.iter().map(|site| SitePattern::try_from(*site).expect("a site")).collect(),
            show_online: true,
        };
        assert!(check_service(&settings(&["en", "ja"], &[])).is_ok());
        assert!(check_service(&settings(&[], &[])).is_err());
        assert!(check_service(&settings(&["en", "en"], &[])).is_err());
        assert!(check_service(&settings(&["en"], &["https://a.example", "https://a.example"])).is_err());
    }
}
