//! Stories in the words of the field. A story calls the core, moves its own clock, plays the rooms and the dashboards,
//! and checks after each step what must always hold.

mod check;
mod people;

use std::collections::{BTreeMap, BTreeSet};

use super::{Command, Contact, Desk, Effect, Event};
use crate::{
    api::{Destination, DestinationSettings, Supervision, Tag, TagSettings},
    availability::{self, Chosen, Kept},
    call::CallSign,
    card::{Availability, ContactDetails, EnquiryCard, Entry, Mode, Phase, Role, StaffCard},
    directory::{Directory, Member},
    enquiry::{self, Enquiry, Refusal},
    form::{Filled, Told},
    id::{ContactId, DestinationId, EnquiryId, LabelId, ScheduleId, StaffId, TagId, VisitorId},
    owed::Order,
    push::Alert,
    quiet::QuietHours,
    schedule::{Schedule, Weekday, Zone},
    script::Script,
    setup::{
        destination::{Conditions, Manner},
        messages::Automatic,
        schedule::{Hours, ScheduleSettings, Span},
    },
    texts::Texts,
    value::{CountryCode, DisplayName, Handle, LanguageTag, MessageBody, ShortText, Timestamp},
    wire::GoneReason,
};

pub(super) const START: Timestamp = Timestamp::from_ms(1_700_000_000_000);

fn bytes(name: &str) -> [u8; 10] {
    let mut bytes = [0; 10];
    for (to, from) in bytes.iter_mut().zip(name.bytes()) {
        *to = from;
    }
    bytes
}

pub(super) fn staff(name: &str) -> StaffId {
    StaffId::new(START, bytes(name))
}

pub(super) fn tag(name: &str) -> Entry {
    Entry::Tag { tag: TagId::new(START, bytes(name)) }
}

pub(super) fn label(name: &str) -> LabelId {
    LabelId::new(START, bytes(name))
}

pub(super) fn person(name: &str) -> Entry {
    Entry::Staff { staff: staff(name) }
}

fn name(text: &str) -> DisplayName {
    DisplayName::try_from(text).expect("a name")
}

/// An automatic message in English.
pub(super) fn saying(text: &str) -> Automatic {
    let text = MessageBody::try_from(text).expect("words");
    let english = LanguageTag::try_from("en").expect("a language");
    Automatic { on: true, text: Texts::from([(english, text)]), buttons: vec![] }
}

pub(super) fn on<const N: usize>(people: [&str; N]) -> Destination {
    let id = DestinationId::new(START, bytes(&people.concat()));
    let settings = DestinationSettings {
        name: name("Line"),
        staff: people.map(staff).to_vec(),
        wait_s: 60,
        call_wait_s: 30,
        manner: Manner::All,
        when: Conditions::default(),
    };
    Destination { id, settings }
}

impl Destination {
    pub(super) fn waits(mut self, seconds: u32) -> Self {
        self.settings.wait_s = seconds;
        self
    }

    pub(super) fn rings(mut self, seconds: u32) -> Self {
        self.settings.call_wait_s = seconds;
        self
    }

    pub(super) fn asks(mut self, manner: Manner) -> Self {
        self.settings.manner = manner;
        self
    }

    pub(super) fn speaks(mut self, language: &str) -> Self {
        self.settings.when.languages.push(LanguageTag::try_from(language).expect("a language"));
        self
    }

    pub(super) fn for_country(mut self, country: &str) -> Self {
        self.settings.when.countries.push(CountryCode::try_from(country).expect("a country"));
        self
    }

    pub(super) fn during(mut self, name: &str) -> Self {
        self.settings.when.schedule = Some(schedule(name));
        self
    }

    pub(super) fn share(mut self, share: u8) -> Self {
        self.settings.when.share = Some(share);
        self
    }

    pub(super) fn sticky(mut self, days: u16) -> Self {
        self.settings.when.sticky_days = Some(days);
        self
    }
}

pub(super) fn schedule(name: &str) -> ScheduleId {
    ScheduleId::new(START, bytes(name))
}

/// What a room has been told and has told.
#[derive(Clone, Debug)]
struct RoomModel {
    phase: Phase,
    owner: Option<StaffId>,
    /// What it is passed on to, and how often that came to nothing.
    passing: Option<String>,
    failed: u32,
    reports: u32,
    said_at: Option<Timestamp>,
    staff_said_at: Option<Timestamp>,
    asks: bool,
    call: Option<CallSign>,
    /// What it says by itself, and how many people it was told of last.
    script: Script,
    people: Option<u32>,
    /// Whether staff can close it only once it has a label.
    label_wanted: bool,
    /// Whether it is to be over.
    shut: bool,
    details: Option<ContactDetails>,
    form: Option<Filled>,
    forms: u32,
}

/// See the module.
pub(super) struct Story {
    pub(super) now: Timestamp,
    pub(super) desk: Desk,
    stored: Vec<Event>,
    /// The desk as it came up last, and what was stored since.
    base: Desk,
    since: Vec<Event>,
    kept: BTreeMap<StaffId, Kept>,
    /// Whose dashboards are open and ping.
    there: BTreeSet<StaffId>,
    panels: BTreeMap<StaffId, BTreeMap<EnquiryId, EnquiryCard>>,
    rooms: BTreeMap<EnquiryId, RoomModel>,
    pub(super) closed: BTreeMap<EnquiryId, Enquiry>,
    /// Contacts as they are stored.
    contacts: BTreeMap<VisitorId, Contact>,
    /// What was answered in forms, by whom.
    pub(super) told: Vec<(ContactId, Told)>,
    /// What is filled in by whoever raises the next enquiry.
    pub(super) filled: Option<Filled>,
    /// How whoever raises the next enquiry wants to be served.
    pub(super) mode: Mode,
    left: BTreeMap<(StaffId, EnquiryId), u32>,
    pub(super) gone: Vec<(StaffId, EnquiryId, GoneReason)>,
    /// Who lost their seat in a room.
    pub(super) unseated: Vec<(StaffId, EnquiryId)>,
    /// Whose browsers were to be woken, and what for.
    pub(super) alerts: Vec<(StaffId, Alert)>,
    /// The enquiry that the story is about.
    pub(super) current: Option<EnquiryId>,
    raised: u32,
    outcome: Result<(), Refusal>,
}

impl Story {
    /// A service with these agents, Olga who owns it and Sue who supervises. Nobody is there yet.
    pub(super) fn of<const N: usize>(agents: [&str; N]) -> Self {
        let roles = agents.map(|agent| (agent, Role::Agent)).into_iter();
        let everybody = roles.chain([("olga", Role::Owner), ("sue", Role::Supervisor)]);
        let member = |(who, role): (&str, Role)| {
            let handle = Handle::try_from(who).expect("a handle");
            let card = StaffCard {
                id: staff(who),
                handle,
                name: name(who),
                title: None,
                photo: None,
                online: None,
                integration: false,
                calls: false,
            };
            (
                staff(who),
                Member {
                    card,
                    role,
                    listed: true,
                    max_rooms: None,
                    languages: vec![],
                    reach: Supervision::default().reach(role, None),
                    calls: false,
                },
            )
        };
        let directory = Directory { staff: everybody.map(member).collect(), ..Directory::default() };
        Self {
            now: START,
            desk: Desk::new(directory.clone()),
            stored: vec![],
            base: Desk::new(directory),
            since: vec![],
            kept: BTreeMap::new(),
            there: BTreeSet::new(),
            panels: BTreeMap::new(),
            rooms: BTreeMap::new(),
            closed: BTreeMap::new(),
            contacts: BTreeMap::new(),
            told: vec![],
            filled: None,
            mode: Mode::Chat,
            left: BTreeMap::new(),
            gone: vec![],
            unseated: vec![],
            alerts: vec![],
            current: None,
            raised: 0,
            outcome: Ok(()),
        }
    }

    pub(super) fn tag(mut self, handle: &str, destinations: impl Into<Vec<Destination>>) -> Self {
        let destinations = destinations.into();
        let Entry::Tag { tag: id } = tag(handle) else { unreachable!("a tag is a tag") };
        let settings = TagSettings::new(Handle::try_from(handle).expect("a handle"), name(handle));
        self.directory(|directory| {
            directory.tags.push(Tag { id, settings, destinations });
        });
        self
    }

    /// A schedule with these hours on every day, in UTC. Stories start at 22:13.
    pub(super) fn schedule(mut self, handle: &str, hours: &str) -> Self {
        let (from, to) = hours.split_once('-').expect("two times");
        let time = |text: &str| text.try_into().expect("a time");
        let hours = Hours { from: time(from), to: time(to) };
        let week = Weekday::ALL.map(|day| Span { day, hours }).to_vec();
        let settings = ScheduleSettings { name: name(handle), time_zone: None, week, days: vec![] };
        self.directory(|directory| {
            directory.schedules.insert(schedule(handle), Schedule { settings, zone: Zone::fixed(0) });
        });
        self
    }

    /// Somebody isn't to be woken in these hours of every day, in UTC.
    pub(super) fn is_quiet(&mut self, who: &str, hours: &str) -> &mut Self {
        self.is_quiet_in(who, hours, "UTC")
    }

    pub(super) fn is_quiet_in(&mut self, who: &str, hours: &str, zone: &str) -> &mut Self {
        let (from, to) = hours.split_once('-').expect("two times");
        let time = |text: &str| text.try_into().expect("a time");
        let hours = Hours { from: time(from), to: time(to) };
        let week = Weekday::ALL.map(|day| Span { day, hours }).to_vec();
        let quiet = QuietHours { on: true, time_zone: ShortText::try_from(zone).expect("a name"), week };
        assert_eq!(quiet.check(), Ok(()));
        let hours = quiet.schedule(Zone::named(zone).expect("a zone")).expect("there are hours");
        self.directory(|directory| {
            directory.quiet.insert(staff(who), hours);
        })
    }

    pub(super) fn takes_at_most(&mut self, who: &str, rooms: u32) -> &mut Self {
        self.directory(|directory| {
            directory.staff.get_mut(&staff(who)).expect("a member of staff").max_rooms = Some(rooms);
        })
    }

    pub(super) fn knows(&mut self, who: &str, languages: &[&str]) -> &mut Self {
        let language = |tag: &&str| LanguageTag::try_from(*tag).expect("a language");
        self.directory(|directory| {
            directory.staff.get_mut(&staff(who)).expect("a member of staff").languages =
                languages.iter().map(language).collect();
        })
    }

    pub(super) fn directory(&mut self, change: impl FnOnce(&mut Directory)) -> &mut Self {
        let mut directory = self.desk.directory().clone();
        change(&mut directory);
        self.there.retain(|staff| directory.staff.contains_key(staff));
        self.panels.retain(|staff, _| directory.staff.contains_key(staff));
        self.turn(Command::DirectoryChanged(Box::new(directory)))
    }

    pub(super) fn turn(&mut self, command: Command) -> &mut Self {
        let decision = match self.desk.decide(self.now, command) {
            Ok(decision) => decision,
            Err(refusal) => {
                self.outcome = Err(refusal);
                return self;
            }
        };
        self.outcome = Ok(());
        for event in &decision.events {
            if let Event::Enquiry { enquiry, at, event } = event
                && let Some(known) = self.desk.enquiry(*enquiry)
            {
                let mut after = known.clone();
                after.apply(*at, event);
                if after.phase() == Phase::Closed {
                    self.closed.insert(*enquiry, after);
                }
            }
            if let Event::Availability { staff, event } = event {
                self.keep(*staff, *event);
            }
            if let Event::Contact { visitor, contact } = event {
                self.contacts.insert(*visitor, contact.clone());
            }
            if let Event::Told { contact, told, .. } = event {
                self.told.extend(told.iter().map(|told| (*contact, told.clone())));
            }
            if let Event::Enquiry { event: enquiry::Event::PickedUp { staff, .. }, .. } = event {
                let most = self.desk.directory().staff.get(&staff.id).and_then(|member| member.max_rooms);
                let rooms = self.desk.rooms.get(&staff.id).copied().unwrap_or(0);
                assert!(most.is_none_or(|most| rooms < most), "somebody was given more rooms than they take");
            }
            self.desk.apply(event);
        }
        self.stored.extend(decision.events.iter().cloned());
        self.since.extend(decision.events);
        for effect in decision.effects {
            self.see_to(effect);
        }
        // Pings alone come by the hundred, and change nothing that is checked.
        if self.since.last().is_none_or(|event| !matches!(event, Event::Availability { event, .. } if !event.is_kept()))
        {
            self.check();
        }
        self
    }

    fn keep(&mut self, staff: StaffId, event: availability::Event) {
        use availability::Event as E;
        let nothing = Kept {
            chosen: Chosen::Active,
            connected: false,
            leaving: None,
            wakeable: false,
            availability: Availability::Offline,
        };
        let kept = self.kept.entry(staff).or_insert(nothing);
        match event {
            E::Chose(chosen) => kept.chosen = chosen,
            E::Connected { .. } => (kept.connected, kept.leaving) = (true, None),
            E::Leaving { until } => kept.leaving = Some(until),
            E::Left => (kept.connected, kept.leaving) = (false, None),
            E::Wakeable(wakeable) => kept.wakeable = wakeable,
            E::Became(availability) => kept.availability = availability,
            E::Renewed { .. } | E::Probed | E::Touched { .. } | E::Quiet(_) | E::AtHand(_) => assert!(!event.is_kept()),
        }
    }

    /// Plays the rooms and the dashboards.
    fn see_to(&mut self, effect: Effect) {
        match effect {
            Effect::OrderRoom { enquiry, order } => {
                if let Order::Open { script, mode, .. } = &order {
                    let room = RoomModel {
                        phase: Phase::Open,
                        owner: None,
                        passing: None,
                        failed: 0,
                        reports: 0,
                        said_at: None,
                        staff_said_at: None,
                        asks: false,
                        call: (*mode == Mode::Call).then_some(CallSign::Rings),
                        script: (**script).clone(),
                        people: None,
                        label_wanted: false,
                        shut: false,
                        details: None,
                        form: None,
                        forms: 0,
                    };
                    assert!(self.rooms.insert(enquiry, room).is_none(), "a room was opened twice");
                }
                let room = self.rooms.get_mut(&enquiry).expect("a room is opened first");
                let now = match order {
                    Order::Open { .. } | Order::Reopened => (Phase::Open, None),
                    Order::Answered { staff } => (Phase::Engaged, Some(staff.id)),
                    Order::Missed => (Phase::Missed, None),
                    Order::Passing { to } => {
                        room.passing = Some(to.name().to_string());
                        return;
                    }
                    Order::Returned { staff, failed } => {
                        room.failed += u32::from(failed);
                        assert_eq!(room.owner, Some(staff.id), "it was somebody else's meanwhile");
                        (Phase::Engaged, Some(staff.id))
                    }
                    Order::OpenSpace { .. } | Order::Joined { .. } => panic!("no Space was made"),
                    Order::Left { .. } => return,
                    Order::Close { .. } => {
                        room.shut = true;
                        return;
                    }
                    Order::ComeBack { staff } => {
                        self.unseated.extend(staff.into_iter().map(|staff| (staff, enquiry)));
                        return;
                    }
                    Order::Script(script) => {
                        room.script = *script;
                        return;
                    }
                    Order::People { count } => {
                        room.people = Some(count);
                        return;
                    }
                    Order::Label { wanted } => {
                        room.label_wanted = wanted;
                        return;
                    }
                    Order::Unseat { staff, .. } => {
                        self.unseated.push((staff, enquiry));
                        return;
                    }
                };
                (room.phase, room.owner) = now;
                room.passing = None;
            }
            Effect::ShowCard { card, to } => {
                for staff in to {
                    let panel = self.panels.entry(staff).or_default();
                    if let Some(known) = panel.insert(card.enquiry, (*card).clone()) {
                        assert!(
                            known.revision < card.revision || known == *card,
                            "a card changed without a new revision"
                        );
                    }
                    let left = self.left.get(&(staff, card.enquiry)).copied();
                    assert!(left.is_none_or(|left| left < card.revision), "a card came back without a new revision");
                }
            }
            Effect::CardGone { enquiry, revision, from, reason } => {
                for staff in from {
                    let card = self.panels.entry(staff).or_default().remove(&enquiry);
                    assert!(card.expect("only what was shown can go").revision <= revision, "a card's end was stale");
                    self.left.insert((staff, enquiry), revision);
                    self.gone.push((staff, enquiry, reason.clone()));
                }
            }
            Effect::Alert { to, alert } => self.alerts.push((to, alert)),
            Effect::ColleagueChanged(_) | Effect::ColleagueGone(_) | Effect::Probe(_) | Effect::QuietChanged(_) => {}
        }
    }
}
