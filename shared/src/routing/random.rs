//! Whatever rules pass the check, an enquiry finds somebody by them while its tag is open and everybody is there.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{Asker, Coming, Outcome, Scene, Served};
use crate::{
    api::{Destination, DestinationSettings, DestinationUpdate, Tag, TagSettings, TagWithDestinations},
    call::CallRules,
    card::{Entry, Mode, Reach, Role, StaffCard},
    directory::{Directory, Member},
    id::{DestinationId, ScheduleId, StaffId, TagId},
    schedule::{ClockTime, Schedule, Weekday, Zone},
    setup::{
        Kept, Settings, Setup,
        destination::{Conditions, Manner, splits},
        schedule::{Hours, ScheduleSettings, Span, TagHours},
    },
    value::{CountryCode, DisplayName, Handle, LanguageTag, Timestamp},
};

const NOW: Timestamp = Timestamp::from_ms(1_700_000_000_000);

fn person(number: u8) -> StaffId {
    StaffId::new(NOW, [number; 10])
}

fn day() -> ScheduleId {
    ScheduleId::new(NOW, [1; 10])
}

fn language(text: &str) -> LanguageTag {
    LanguageTag::try_from(text).expect("a language")
}

fn name(text: &str) -> DisplayName {
    DisplayName::try_from(text).expect("a name")
}

fn conditions() -> impl Strategy<Value = Conditions> {
    let share = prop::option::of(1..20_u8);
    let seldom = |chance| prop::bool::weighted(chance);
    (seldom(0.3), seldom(0.3), seldom(0.3), share, seldom(0.2)).prop_map(|(by_day, japanese, japan, share, sticky)| {
        Conditions {
            schedule: by_day.then(day),
            languages: japanese.then(|| language("ja")).into_iter().collect(),
            countries: japan.then(|| CountryCode::try_from("JP").expect("a country")).into_iter().collect(),
            share,
            sticky_days: sticky.then_some(1),
        }
    })
}

fn destination() -> impl Strategy<Value = DestinationSettings> {
    let manner = prop::sample::select(vec![Manner::All, Manner::InOrder, Manner::PickUp]);
    (prop::collection::btree_set(1..4_u8, 1..3), manner, conditions()).prop_map(|(staff, manner, when)| {
        DestinationSettings {
            name: name("Line"),
            staff: staff.into_iter().map(person).collect(),
            wait_s: 60,
            call_wait_s: 30,
            manner,
            when,
        }
    })
}

/// The last of neighbours gets what is left of the hundred: few lists of random shares add up.
fn added_up(mut destinations: Vec<DestinationSettings>) -> Vec<DestinationSettings> {
    for split in splits(destinations.iter().map(|one| one.when.share)) {
        let (last, others) = destinations[split].split_last_mut().expect("a split has somebody");
        let sum: u8 = others.iter().filter_map(|one| one.when.share).sum();
        last.when.share = Some(100 - sum);
    }
    destinations
}

fn directory(settings: TagSettings, destinations: Vec<DestinationSettings>) -> Directory {
    let member = |number: u8| {
        let handle = Handle::try_from(format!("s{number}")).expect("a handle");
        let card = StaffCard {
            id: person(number),
            handle,
            name: name("Ada"),
            title: None,
            photo: None,
            online: None,
            integration: false,
            calls: false,
        };
        (
            card.id,
            Member {
                card,
                role: Role::Agent,
                listed: true,
                max_rooms: None,
                languages: Vec::new(),
                reach: Reach::Team,
                calls: true,
            },
        )
    };
    let time = |text: &str| ClockTime::try_from(text).expect("a time");
    let hours = Hours { from: time("09:00"), to: time("18:00") };
    let week = Weekday::ALL.map(|day| Span { day, hours }).to_vec();
    let schedule = ScheduleSettings { name: name("Day"), time_zone: None, week, days: vec![] };
    let id = |place: usize| DestinationId::new(NOW, [u8::try_from(place).expect("few"); 10]);
    let destinations =
        destinations.into_iter().enumerate().map(|(place, settings)| Destination { id: id(place), settings }).collect();
    Directory {
        messages: vec![],
        languages: vec![],
        staff: (1..4).map(member).collect(),
        integrations: BTreeMap::new(),
        tags: vec![Tag { id: TagId::new(NOW, [1; 10]), settings, destinations }],
        schedules: BTreeMap::from([(day(), Schedule { settings: schedule, zone: Zone::fixed(0) })]),
        hours: None,
        forms: Vec::new(),
        quiet: BTreeMap::new(),
        labels: Vec::new(),
        label_required: false,
        rating: crate::setup::closing::Rating::default(),
        shows_lookers: false,
        calls: CallRules::default(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, max_global_rejects: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rules_that_pass_the_check_strand_nobody(
        destinations in prop::collection::vec(destination(), 1..6).prop_map(added_up),
        by_day in any::<bool>(),
        hour in 0..24_i64,
        draw in 0..100_u8,
        (tongue, country) in (prop::sample::select(vec!["ja", "en"]), prop::sample::select(vec!["JP", "US"])),
        served in prop::option::of((1..5_u8, 0..3_i64)),
    ) {
        let hours = if by_day { TagHours::Own { schedule: day() } } else { TagHours::Always };
        let handle = Handle::try_from("sales").expect("a handle");
        let settings = TagSettings { hours, ..TagSettings::new(handle, name("Sales")) };
        let updates = destinations.iter().cloned().map(|settings| DestinationUpdate { id: None, settings }).collect();
        let tag = TagWithDestinations { settings: settings.clone(), destinations: updates };
        let directory = directory(settings, destinations);
        let schedule = directory.schedules.get(&day()).expect("it is there").settings.clone();
        let schedule = Kept { id: day().into(), revision: 1, item: schedule.into() };
        let setup = Setup::new([schedule], directory.staff.keys().copied());
        prop_assume!(tag.check(&TagId::new(NOW, [1; 10]).into(), &setup).is_ok());

        let active: BTreeSet<StaffId> = directory.staff.keys().copied().collect();
        let now = NOW.plus_ms(hour * 3_600_000);
        let scene = Scene { now, directory: &directory, active: &active, there: &active, rooms: &BTreeMap::new() };
        let tongue = language(tongue);
        let silent = BTreeSet::new();
        let asker = Asker {
            silent: &silent,
            out: None,
            entry: Entry::Tag { tag: TagId::new(NOW, [1; 10]) },
            mode: Mode::Chat,
            language: Some(&tongue),
            country: Some(country),
            served: served.map(|(who, days)| Served { staff: person(who), at_ms: now.plus_ms(-days * 86_400_000) }),
            draw,
        };
        let mut next = scene.next(&asker, None);
        let open = !by_day || directory.schedules.get(&day()).expect("it is there").is_open(now);
        prop_assert_eq!(matches!(next.outcome, Outcome::OutOfHours { .. }), !open);
        prop_assert!(!open || next.outcome != Outcome::Nobody, "{:?}", next);
        // And the way ends: nobody is asked twice at the same place.
        let mut places = BTreeSet::new();
        while let Outcome::Offer(stop, free) = next.outcome {
            prop_assert!(!free.is_empty() && places.insert(stop.place));
            next = scene.next(&asker, Some(Coming::Past(&stop)));
        }
    }
}
