//! The rules of items, and stories of what owners do with them.

use std::collections::BTreeMap;

use super::{
    destination::{Conditions, Manner},
    schedule::TagHours,
    *,
};
use crate::{
    api::{DestinationSettings, ErrorBody, MAX_STAFF_PER_DESTINATION, StaffUpdate, Supervision},
    call::CallRules,
    card::Role,
    id::DestinationId,
    value::{DisplayName, Handle, LanguageTag, ShortText, SitePattern},
};

fn person(number: u8) -> StaffId {
    StaffId::new(Timestamp::from_ms(1), [number; 10])
}

fn line(staff: &[u8], wait_s: u32) -> DestinationSettings {
    let staff = staff.iter().map(|number| person(*number)).collect();
    let name = DisplayName::try_from("Line").expect("a name");
    DestinationSettings { name, staff, wait_s, call_wait_s: 30, manner: Manner::All, when: Conditions::default() }
}

fn tag(handle: &str, lines: &[&[u8]]) -> Item {
    of_lines(handle, lines.iter().map(|staff| line(staff, 60)).collect())
}

fn of_lines(handle: &str, lines: Vec<DestinationSettings>) -> Item {
    let destinations = lines.into_iter().map(|settings| DestinationUpdate { id: None, settings }).collect();
    let name = DisplayName::try_from(handle).expect("a name");
    let settings = crate::api::TagSettings::new(Handle::try_from(handle).expect("a handle"), name);
    TagWithDestinations { settings, destinations }.into()
}

fn service(languages: &[&str], sites: &[&str]) -> Item {
    ServiceSettings {
        name: DisplayName::try_from("Acme").expect("a name"),
        time_zone: ShortText::try_from("UTC").expect("a text"),
        languages: languages.iter().map(|tag| LanguageTag::try_from(*tag).expect("a language")).collect(),
        sites: sites.iter().map(|site| SitePattern::try_from(*site).expect("a site")).collect(),
        show_online: true,
        hours: None,
        max_rooms: None,
        supervision: Supervision::default(),
        link_previews: false,
        calls: CallRules::default(),
    }
    .into()
}

/// An owner at work on a service with a handful of people.
struct Owner {
    setup: Setup,
    minted: u32,
}

impl Owner {
    fn new() -> Self {
        Self { setup: Setup::new([], (1..=60).map(person)), minted: 0 }
    }

    fn try_to(&mut self, command: Command) -> Result<Vec<Step>, Refusal> {
        let minted = &mut self.minted;
        let mut random = || {
            *minted += 1;
            let [a, b, c, d] = minted.to_be_bytes();
            [a, b, c, d, a, b, c, d, a, b]
        };
        let steps = self.setup.decide(command, &mut Mint { now: Timestamp::from_ms(1), random: &mut random })?;
        for step in &steps {
            self.setup.apply(step);
        }
        Ok(steps)
    }

    fn does(&mut self, command: Command) -> Vec<Step> {
        self.try_to(command).expect("nothing is in the way")
    }

    fn makes(&mut self, item: Item) -> ItemId {
        match self.does(Command::Make(Box::new(item))).first() {
            Some(Step::Put { id, .. }) => id.clone(),
            other => panic!("an item was made, not {other:?}"),
        }
    }

    fn put(&mut self, id: &ItemId, revision: Option<u32>, item: Item) -> Result<Vec<Step>, Refusal> {
        self.try_to(Command::Put { id: id.clone(), revision, item: Box::new(item) })
    }

    fn removes(&mut self, number: u8) -> Result<Vec<Step>, Refusal> {
        let before = Box::new(StaffUpdate {
            handle: Handle::try_from("somebody").expect("a handle"),
            name: DisplayName::try_from("Somebody").expect("a name"),
            title: None,
            role: Role::Agent,
            listed: true,
            max_rooms: None,
            photo: None,
            languages: vec![],
            reach: None,
            calls: false,
        });
        self.try_to(Command::RemoveStaff { staff: person(number), before })
    }

    fn handles(&self) -> Vec<String> {
        self.setup.tags().iter().map(|tag| tag.settings.handle.to_string()).collect()
    }
}

fn code(refused: Result<Vec<Step>, Refusal>) -> (&'static str, Option<String>) {
    let body = ErrorBody::from(refused.expect_err("it is refused"));
    (body.code.as_str(), body.field)
}

#[test]
fn a_tag_needs_somebody_on_each_of_its_destinations() {
    let refused = |lines: Vec<DestinationSettings>| {
        let mut owner = Owner::new();
        owner
            .try_to(Command::Make(Box::new(of_lines("sales", lines))))
            .err()
            .map(|refusal| ErrorBody::from(refusal).field)
    };
    let at = |field: &str| Some(Some(field.to_owned()));
    assert_eq!(refused(vec![line(&[1, 2], 60), line(&[1], 5)]), None);
    assert_eq!(refused(vec![]), at("destinations"));
    assert_eq!(refused(vec![line(&[1], 60); 6]), at("destinations"));
    assert_eq!(refused(vec![line(&[1], 60), line(&[], 60)]), at("destinations.1.staff"));
    assert_eq!(refused(vec![line(&[1, 1], 60)]), at("destinations.0.staff"));
    assert_eq!(refused(vec![line(&[1, 99], 60)]), at("destinations.0.staff"));
    assert_eq!(refused(vec![line(&[1], 4)]), at("destinations.0.wait_s"));
    assert_eq!(refused(vec![line(&[1], 3_601)]), at("destinations.0.wait_s"));
    let crowd: Vec<u8> = (1..=u8::try_from(MAX_STAFF_PER_DESTINATION).expect("few") + 1).collect();
    assert_eq!(refused(vec![line(&crowd, 60)]), at("destinations.0.staff"));
}

#[test]
fn a_service_answers_in_some_language() {
    let mut owner = Owner::new();
    let id = Kind::Service.id("service").expect("there is one");
    assert!(owner.put(&id, None, service(&["en", "ja"], &[])).is_ok());
    let field = |refused: Result<Vec<Step>, Refusal>| code(refused).1;
    assert_eq!(field(owner.put(&id, None, service(&[], &[]))).as_deref(), Some("languages"));
    assert_eq!(field(owner.put(&id, None, service(&["en", "en"], &[]))).as_deref(), Some("languages"));
    let twice = service(&["en"], &["https://a.example", "https://a.example"]);
    assert_eq!(field(owner.put(&id, None, twice)).as_deref(), Some("sites"));
    assert_eq!(code(owner.try_to(Command::Remove { kind: Kind::Service, id })).0, "not_found");
}

#[test]
fn two_who_change_the_same_do_not_overwrite_each_other() {
    let mut owner = Owner::new();
    let id = owner.makes(tag("sales", &[&[1]]));
    assert!(owner.put(&id, Some(1), tag("sales", &[&[1, 2]])).is_ok());
    assert_eq!(code(owner.put(&id, Some(1), tag("sales", &[&[3]]))).0, "changed_meanwhile");
    assert!(owner.put(&id, Some(2), tag("sales", &[&[3]])).is_ok());
    assert!(owner.put(&id, None, tag("sales", &[&[4]])).is_ok(), "who has read nothing may write all the same");
}

#[test]
fn a_destination_keeps_its_id_and_no_other_tag_gets_it() {
    let mut owner = Owner::new();
    let sales = owner.makes(tag("sales", &[&[1]]));
    let first = owner.setup.tags().first().and_then(|tag| tag.destinations.first()).map(|one| one.id);
    let with = |handle: &str, ids: Vec<Option<crate::id::DestinationId>>| -> Item {
        let Item::Tag(mut tag) = tag(handle, &vec![[1].as_slice(); ids.len()]) else { unreachable!("it is a tag") };
        for (destination, id) in tag.destinations.iter_mut().zip(ids) {
            destination.id = id;
        }
        tag.into()
    };
    owner.put(&sales, None, with("sales", vec![None, first, first])).expect("it may");
    let ids: Vec<_> = owner.setup.tags().first().expect("sales").destinations.iter().map(|one| Some(one.id)).collect();
    assert_eq!(ids.get(1), Some(&first));
    assert!(ids.first() != Some(&first) && ids.get(2) != Some(&first));
    owner.makes(with("thief", vec![first]));
    assert_ne!(owner.setup.tags().last().and_then(|tag| tag.destinations.first()).map(|one| one.id), first);
}

#[test]
fn handles_are_taken_once_and_there_are_not_too_many() {
    let mut owner = Owner::new();
    owner.makes(tag("sales", &[&[1]]));
    let refused = owner.try_to(Command::Make(Box::new(tag("sales", &[&[2]]))));
    assert_eq!(code(refused), ("taken", Some("handle".into())));
    for number in 1..Kind::Tag.most() {
        owner.makes(tag(&format!("tag-{number}"), &[&[1]]));
    }
    assert_eq!(code(owner.try_to(Command::Make(Box::new(tag("more", &[&[1]]))))).0, "too_large");
}

#[test]
fn who_leaves_takes_empty_destinations_along_but_no_tag() {
    let mut owner = Owner::new();
    owner.makes(tag("sales", &[&[1], &[1, 2]]));
    owner.makes(tag("other", &[&[2]]));
    let refused = owner.removes(2).expect_err("nobody would serve other");
    assert!(refused.to_string().contains("serve other any more"), "{refused}");
    assert_eq!(owner.removes(1).expect("nobody else is needed").len(), 2);
    assert_eq!(owner.setup.tags().first().map(|tag| tag.destinations.len()), Some(1));
}

#[test]
fn who_leaves_hands_their_share_on_and_never_takes_the_last_place_for_everybody() {
    let with = |lines: &[&[u8]], conditions: Vec<Conditions>| {
        let lines = lines.iter().zip(conditions).map(|(staff, when)| DestinationSettings { when, ..line(staff, 60) });
        of_lines("sales", lines.collect())
    };
    let share = |share| Conditions { share: Some(share), ..Conditions::default() };
    let shares = |gone: u8| {
        let mut owner = Owner::new();
        owner.makes(with(&[&[1], &[2], &[3]], vec![share(50), share(30), share(20)]));
        owner.removes(gone).expect("others serve it");
        let tags = owner.setup.tags();
        tags.iter().flat_map(|tag| &tag.destinations).map(|one| one.settings.when.share).collect::<Vec<_>>()
    };
    assert_eq!((shares(1), shares(2)), (vec![Some(80), Some(20)], vec![Some(50), Some(50)]));
    assert_eq!(shares(3), [Some(50), Some(50)]);

    let mut owner = Owner::new();
    let sticky = Conditions { sticky_days: Some(9), ..Conditions::default() };
    owner.makes(with(&[&[], &[1]], vec![sticky, Conditions::default()]));
    assert_eq!(code(owner.removes(1)), ("malformed", Some("destinations.0.when".into())), "only who came before");
}

#[test]
fn a_schedule_stays_while_something_goes_by_it() {
    let mut owner = Owner::new();
    let settings = r#"{"name":"Day","week":[{"day":"mon","from":"09:00","to":"18:00"}]}"#;
    let day = owner.makes(Kind::Schedule.read(&mut serde_json::Deserializer::from_str(settings)).expect("a schedule"));
    let goes_by = |schedule: &ItemId| {
        let Item::Tag(mut tag) = tag("sales", &[&[1]]) else { unreachable!("it is a tag") };
        tag.settings.hours = TagHours::Own { schedule: schedule.parse().expect("its own kind of id") };
        Item::from(tag)
    };
    let sales = owner.makes(goes_by(&day));
    let removal = Command::Remove { kind: Kind::Schedule, id: day.clone() };
    assert_eq!(code(owner.try_to(removal.clone())).0, "would_strand");
    owner.put(&sales, None, tag("sales", &[&[1]])).expect("it may");
    owner.does(removal);
    assert_eq!(code(owner.put(&sales, None, goes_by(&day))), ("malformed", Some("hours".into())));
}

#[test]
fn an_order_has_each_item_once() {
    let mut owner = Owner::new();
    let [a, b, c] = ["a", "b", "c"].map(|handle| owner.makes(tag(&format!("tag-{handle}"), &[&[1]])));
    let order = |ids: &[&ItemId]| Command::Order { kind: Kind::Tag, ids: ids.iter().map(|id| (*id).clone()).collect() };
    owner.does(order(&[&c, &a, &b]));
    assert_eq!(owner.handles(), ["tag-c", "tag-a", "tag-b"]);
    assert_eq!(owner.does(order(&[&c, &a, &b])), []);
    for wrong in [order(&[&a, &b]), order(&[&a, &a, &b]), order(&[&a, &b, &c, &c])] {
        assert_eq!(code(owner.try_to(wrong)).0, "malformed");
    }
}

#[test]
fn every_change_can_be_undone_and_redone_until_something_else_changes_it() {
    let mut owner = Owner::new();
    let sales = owner.makes(tag("sales", &[&[1]]));
    let help = owner.makes(tag("help", &[&[1]]));
    for command in [
        Command::Make(Box::new(tag("more", &[&[2]]))),
        Command::Put { id: sales.clone(), revision: None, item: Box::new(tag("offers", &[&[2]])) },
        Command::Remove { kind: Kind::Tag, id: sales.clone() },
        Command::Order { kind: Kind::Tag, ids: vec![help.clone(), sales.clone()] },
    ] {
        let before = owner.setup.exported();
        let steps = owner.does(command);
        let after = owner.setup.exported();
        assert_ne!(after, before);
        let back = owner.does(Command::Undo(steps));
        assert_eq!(owner.setup.exported(), before);
        let again = owner.does(Command::Undo(back));
        assert_eq!(owner.setup.exported(), after);
        owner.does(Command::Undo(again));
    }
    let steps = owner.put(&help, None, tag("helpers", &[&[1]])).expect("it may");
    owner.put(&help, None, tag("helping", &[&[1]])).expect("it may");
    assert_eq!(code(owner.try_to(Command::Undo(steps))).0, "changed_meanwhile");
}

#[test]
fn undoing_strands_nothing() {
    let mut owner = Owner::new();
    let sales = owner.makes(tag("sales", &[&[1]]));
    let steps = owner.put(&sales, None, tag("sales", &[&[2]])).expect("it may");
    owner.removes(1).expect("nobody else is needed");
    assert_eq!(code(owner.try_to(Command::Undo(steps))).0, "malformed", "who served it is gone");
}

#[test]
fn an_export_comes_back_as_it_was_also_elsewhere() {
    let mut owner = Owner::new();
    owner.put(&Kind::Service.id("service").expect("there is one"), None, service(&["en"], &[])).expect("it may");
    for handle in ["one", "two", "three"] {
        owner.makes(tag(handle, &[&[1, 2], &[3]]));
    }
    let handles = ["ada", "bo", "cleo"];
    let name = |text: &str| Handle::try_from(text).expect("a handle");
    let export = Export {
        frontdesk: EXPORT_FORMAT,
        service: "acme".try_into().expect("a slug"),
        at_ms: Timestamp::from_ms(1),
        staff: (1..)
            .zip(handles)
            .map(|(number, handle)| ExportedStaff { id: person(number), handle: name(handle) })
            .collect(),
        items: owner.setup.exported(),
    };
    let import = |leave_out_missing| Import { export: export.clone(), trial: false, leave_out_missing };
    let text = serde_json::to_string(&import(false)).expect("it has a JSON form");
    assert_eq!(serde_json::from_str::<Import>(&text).expect("it reads back"), import(false));

    let mut elsewhere = Owner::new();
    let here = |people: &[(&str, u8)]| -> BTreeMap<Handle, StaffId> {
        people.iter().map(|(handle, number)| (name(handle), person(*number))).collect()
    };
    let refused = import(false).incoming(&here(&[("ada", 11), ("bo", 12)])).expect_err("cleo isn't there");
    assert!(refused.to_string().contains("cleo"), "{refused}");
    let incoming = import(true).incoming(&here(&[("ada", 11), ("bo", 12)])).expect("without cleo");
    elsewhere.does(Command::Import(incoming.clone()));
    assert_eq!(elsewhere.handles(), ["one", "two", "three"]);
    let first = elsewhere.setup.tags().first().expect("one").destinations.clone();
    assert_eq!(first.len(), 1, "the line that only cleo served is gone");
    assert_eq!(first.first().map(|line| line.settings.staff.clone()), Some(vec![person(11), person(12)]));
    assert_eq!(elsewhere.does(Command::Import(incoming)), [], "twice changes nothing");
    let nobody = import(true).incoming(&here(&[("dan", 14)])).expect("nobody is known");
    assert_eq!(code(elsewhere.try_to(Command::Import(nobody))).0, "malformed", "tags without anybody are refused");
}

#[test]
fn an_import_that_was_written_by_hand_strands_no_enquiry() {
    let mut owner = Owner::new();
    let written = |number: u8, handle: &str, places: &[Option<u8>]| {
        let Item::Tag(mut tag) = of_lines(handle, vec![line(&[1], 60); places.len()]) else { panic!("a tag") };
        for (destination, place) in tag.destinations.iter_mut().zip(places) {
            destination.id = place.map(|place| DestinationId::new(Timestamp::from_ms(1), [place; 10]));
        }
        let id = Kind::Tag.id(&format!("tag_{number:032x}")).expect("an id");
        Incoming { id, item: tag.into() }
    };
    owner.does(Command::Import(vec![
        written(1, "one", &[None, Some(100), Some(100)]),
        written(2, "two", &[Some(100), Some(101)]),
    ]));
    let places: Vec<DestinationId> =
        owner.setup.tags().iter().flat_map(|tag| &tag.destinations).map(|destination| destination.id).collect();
    assert_eq!(places.len(), 5, "each is somebody's");
    assert_eq!(places.iter().collect::<std::collections::BTreeSet<_>>().len(), 5, "and has a place of its own");
}

#[test]
fn an_import_of_more_than_there_may_be_is_refused_before_the_work() {
    let export = Export {
        frontdesk: EXPORT_FORMAT,
        service: "acme".try_into().expect("a slug"),
        at_ms: Timestamp::from_ms(1),
        staff: Vec::new(),
        items: vec![
            Incoming { id: Kind::Tag.id(&format!("tag_{:032x}", 1)).expect("an id"), item: tag("one", &[&[1]]) };
            101
        ],
    };
    let refused = Import { export, trial: true, leave_out_missing: true }.incoming(&BTreeMap::new());
    assert_eq!(refused.expect_err("it is refused"), Refusal::Full(Kind::Tag));
}
