//! Stories in the words of the field. A story calls the core, moves its own clock, plays the rooms and the dashboards,
//! and checks after each step what must always hold.

mod check;

use std::collections::{BTreeMap, BTreeSet};

use super::{Command, Contact, Desk, Effect, Event, Raise};
use crate::{
    api::{Destination, DestinationSettings, RaiseEnquiry, Tag, TagSettings},
    availability::{self, Chosen, Kept, Sockets},
    card::{Availability, ClosedBy, ContactCard, ContactDetails, EnquiryCard, Entry, Phase, Role, StaffCard},
    directory::{Directory, Member},
    enquiry::{Enquiry, Refusal},
    id::{ContactId, DestinationId, EnquiryId, StaffId, TagId, VisitorId},
    owed::{Closing, Order, RoomReport},
    value::{DisplayName, Handle, Timestamp},
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

pub(super) fn person(name: &str) -> Entry {
    Entry::Staff { staff: staff(name) }
}

fn name(text: &str) -> DisplayName {
    DisplayName::try_from(text).expect("a name")
}

pub(super) fn on<const N: usize>(people: [&str; N]) -> Destination {
    let id = DestinationId::new(START, bytes(&people.concat()));
    let settings = DestinationSettings { name: name("Line"), staff: people.map(staff).to_vec(), wait_s: 60 };
    Destination { id, settings }
}

impl Destination {
    pub(super) fn waits(mut self, seconds: u32) -> Self {
        self.settings.wait_s = seconds;
        self
    }
}

/// What a room has been told and has told.
#[derive(Clone, Debug)]
struct RoomModel {
    phase: Phase,
    owner: Option<StaffId>,
    reports: u32,
    said_at: Option<Timestamp>,
    details: Option<ContactDetails>,
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
    pub(super) gone: Vec<(StaffId, EnquiryId, GoneReason)>,
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
            let card = StaffCard { id: staff(who), handle, name: name(who), title: None, photo: None, online: None };
            (staff(who), Member { card, role, listed: true })
        };
        let directory = Directory { staff: everybody.map(member).collect(), tags: vec![] };
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
            gone: vec![],
            current: None,
            raised: 0,
            outcome: Ok(()),
        }
    }

    pub(super) fn tag(mut self, handle: &str, destinations: impl Into<Vec<Destination>>) -> Self {
        let destinations = destinations.into();
        let Entry::Tag { tag: id } = tag(handle) else { unreachable!("a tag is a tag") };
        let settings =
            TagSettings { handle: Handle::try_from(handle).expect("a handle"), name: name(handle), description: None };
        self.directory(|directory| {
            directory.tags.push(Tag { id, settings, destinations });
        });
        self
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
            if let Event::Presence { staff, event } = event {
                self.keep(*staff, *event);
            }
            self.desk.apply(event);
        }
        self.stored.extend(decision.events.iter().cloned());
        self.since.extend(decision.events);
        for effect in decision.effects {
            self.see_to(effect);
        }
        // Pings alone come by the hundred, and change nothing that is checked.
        if self.since.last().is_none_or(|event| !matches!(event, Event::Presence { event, .. } if !event.is_kept())) {
            self.check();
        }
        self
    }

    fn keep(&mut self, staff: StaffId, event: availability::Event) {
        use availability::Event as E;
        let nothing =
            Kept { chosen: Chosen::Active, connected: false, leaving: None, availability: Availability::Offline };
        let kept = self.kept.entry(staff).or_insert(nothing);
        match event {
            E::Chose(chosen) => kept.chosen = chosen,
            E::Connected { .. } => (kept.connected, kept.leaving) = (true, None),
            E::Leaving { until } => kept.leaving = Some(until),
            E::Left => (kept.connected, kept.leaving) = (false, None),
            E::Became(availability) => kept.availability = availability,
            E::Renewed { .. } | E::Probed | E::Touched { .. } => assert!(!event.is_kept()),
        }
    }

    /// Plays the rooms and the dashboards.
    fn see_to(&mut self, effect: Effect) {
        match effect {
            Effect::OrderRoom { enquiry, order } => {
                let room = RoomModel { phase: Phase::Open, owner: None, reports: 0, said_at: None, details: None };
                if let Order::Open { .. } = order {
                    assert!(self.rooms.insert(enquiry, room).is_none(), "a room was opened twice");
                }
                let room = self.rooms.get_mut(&enquiry).expect("a room is opened first");
                (room.phase, room.owner) = match order {
                    Order::Open { .. } | Order::Reopened => (Phase::Open, None),
                    Order::Answered { staff } => (Phase::Engaged, Some(staff.id)),
                    Order::Missed => (Phase::Missed, None),
                    Order::Unseat { .. } => return,
                };
            }
            Effect::ShowCard { card, to } => {
                for staff in to {
                    let panel = self.panels.entry(staff).or_default();
                    if let Some(known) = panel.insert(card.enquiry, (*card).clone()) {
                        assert!(known.revision <= card.revision, "a card went back in time");
                        // Who is on a destination may change by itself; all else is an event of the enquiry's own.
                        let same = EnquiryCard { offer: card.offer.clone(), ..known.clone() } == *card;
                        assert!(known.revision < card.revision || same, "a card changed without a new revision");
                    }
                }
            }
            Effect::CardGone { enquiry, revision, from, reason } => {
                for staff in from {
                    let card = self.panels.entry(staff).or_default().remove(&enquiry);
                    assert!(card.expect("only what was shown can go").revision <= revision, "a card's end was stale");
                    self.gone.push((staff, enquiry, reason.clone()));
                }
            }
            Effect::ColleagueChanged(_) | Effect::ColleagueGone(_) | Effect::Probe(_) => {}
        }
    }
}

/// What people do.
impl Story {
    pub(super) fn everybody_comes(mut self) -> Self {
        let everybody: Vec<StaffId> = self.desk.directory().staff.keys().copied().collect();
        for staff in everybody {
            self.does(staff, availability::Command::Connect);
        }
        self
    }

    pub(super) fn does(&mut self, staff: StaffId, command: availability::Command) -> &mut Self {
        match command {
            availability::Command::Connect => self.there.insert(staff),
            availability::Command::Disconnect | availability::Command::SignOut => self.there.remove(&staff),
            availability::Command::Alive(_)
            | availability::Command::Lose
            | availability::Command::Input
            | availability::Command::Choose(_)
            | availability::Command::Tick => false,
        };
        self.turn(Command::Staff(vec![(staff, command)]))
    }

    pub(super) fn comes(&mut self, who: &str) -> &mut Self {
        self.does(staff(who), availability::Command::Connect)
    }

    pub(super) fn leaves(&mut self, who: &str) -> &mut Self {
        self.does(staff(who), availability::Command::SignOut)
    }

    /// Their tab is gone without a word.
    pub(super) fn vanishes(&mut self, who: &str) -> &mut Self {
        self.there.remove(&staff(who));
        self
    }

    pub(super) fn chooses(&mut self, who: &str, chosen: Chosen) -> &mut Self {
        self.does(staff(who), availability::Command::Choose(chosen))
    }

    /// Everybody who is there touches something.
    pub(super) fn works(&mut self) -> &mut Self {
        let there: Vec<_> = self.there.iter().map(|staff| (*staff, availability::Command::Input)).collect();
        self.turn(Command::Staff(there))
    }

    /// The clock goes on: dashboards ping, and an alarm comes whenever one was wished for.
    pub(super) fn later(&mut self, seconds: i64) -> &mut Self {
        let then = self.now.plus_ms(seconds * 1_000);
        let mut pings = self.now;
        loop {
            let alarm = self.desk.wake_at().map_or(then, |at| at.max(self.now));
            let next = alarm.min(pings.plus_ms(10_000)).min(then);
            self.now = next;
            if next == pings.plus_ms(10_000) {
                pings = next;
                let signs = self.there.iter().map(|staff| (*staff, availability::Command::Alive(next))).collect();
                self.turn(Command::Staff(signs));
            }
            if self.desk.wake_at().is_some_and(|at| at <= self.now) {
                self.turn(Command::Tick);
                assert!(self.desk.wake_at().is_none_or(|at| at > self.now), "wakes for nothing");
            } else if self.now == then {
                return self;
            }
        }
    }

    /// The server restarts, and the dashboards come back.
    pub(super) fn restarts(&mut self) -> &mut Self {
        let enquiries: Vec<_> = self.desk.enquiries.values().cloned().collect();
        let contact = |enquiry: &Enquiry| self.desk.contact(enquiry.raised.visitor).expect("who asks is known").clone();
        let enquiries: Vec<_> = enquiries.into_iter().map(|enquiry| (enquiry.clone(), contact(&enquiry))).collect();
        let people = self.kept.iter().map(|(staff, kept)| (*staff, *kept, Sockets::default()));
        let woken = Desk::wake(self.now, self.desk.directory().clone(), people, enquiries);
        for staff in self.desk.directory().staff.keys() {
            assert_eq!(woken.availability(*staff), self.desk.availability(*staff));
        }
        (self.base, self.desk) = (woken.clone(), woken);
        self.since.clear();
        self.turn(Command::Staff(self.kept.keys().map(|staff| (*staff, availability::Command::Lose)).collect()))
    }

    pub(super) fn raises(&mut self, visitor: &str, entry: Entry) -> &mut Self {
        self.raised += 1;
        let id = EnquiryId::new(self.now, bytes(&format!("{}", self.raised)));
        self.raises_as(visitor, entry, id)
    }

    pub(super) fn raises_as(&mut self, visitor: &str, entry: Entry, enquiry: EnquiryId) -> &mut Self {
        let visitor_id = VisitorId::new(START, bytes(visitor));
        let request =
            RaiseEnquiry { enquiry, entry, page: None, referrer: None, language: None, time_zone: None, former: None };
        let card = ContactCard {
            id: ContactId::new(START, bytes(visitor)),
            handle: name("Calm Otter 42"),
            details: ContactDetails::default(),
        };
        let contact = Contact { card, revision: 0, language: None, country: None };
        let raise = Raise { request, visitor: visitor_id, contact, country: None, device: None };
        self.turn(Command::Raise(Box::new(raise)));
        if self.outcome.is_ok() {
            let known = self.desk.enquiry(enquiry).or_else(|| self.desk.running(visitor_id, entry));
            self.current = Some(known.expect("raised or running").id);
        }
        self
    }

    pub(super) fn takes(&mut self, who: &str) -> &mut Self {
        let enquiry = self.current();
        self.turn(Command::Take { enquiry, staff: staff(who) })
    }

    /// A second passes, and the visitor writes in the room.
    pub(super) fn writes(&mut self) -> &mut Self {
        self.later(1);
        let now = self.now;
        self.report(|room| room.said_at = Some(now), None)
    }

    /// What the visitor wrote some seconds ago is reported only now.
    pub(super) fn wrote_before(&mut self, seconds: i64) -> &mut Self {
        let at = self.now.plus_ms(-1_000 * seconds);
        self.report(|room| room.said_at = Some(at), None)
    }

    pub(super) fn leaves_details(&mut self, details: ContactDetails) -> &mut Self {
        self.report(|room| room.details = Some(details), None)
    }

    pub(super) fn closes(&mut self, by: ClosedBy) -> &mut Self {
        let closing = Closing { by, staff: None, at_ms: self.now };
        self.report(|room| room.phase = Phase::Closed, Some(closing))
    }

    pub(super) fn reports_again(&mut self) -> &mut Self {
        self.report(|room| room.reports = room.reports.saturating_sub(1), None)
    }

    fn report(&mut self, change: impl FnOnce(&mut RoomModel), closed: Option<Closing>) -> &mut Self {
        let enquiry = self.current();
        let room = self.rooms.get_mut(&enquiry).expect("the enquiry has a room");
        change(room);
        room.reports += 1;
        let report = RoomReport {
            enquiry,
            report: room.reports,
            visitor_said_at_ms: room.said_at,
            preview: None,
            unread: 0,
            page: None,
            details: room.details.clone(),
            closed,
        };
        self.turn(Command::TakeReport(Box::new(report)))
    }

    pub(super) fn current(&self) -> EnquiryId {
        self.current.expect("an enquiry was raised")
    }
}
