//! The Desk: every running enquiry of a service, who is there, and who answers for what. It is the only judge of who
//! owns an enquiry. Closed enquiries have left it: the store keeps them.
//!
//! Commands come in, events and effects go out: store the events, [`Desk::apply`] them, then see to the effects. Knows
//! no sockets, no rows and no clock; that rooms are other machines shows only in that they report and are given orders.

#[cfg(test)]
mod call_stories;
mod command;
mod decide;
#[cfg(test)]
mod form_stories;
#[cfg(test)]
mod label_stories;
#[cfg(test)]
mod overview_stories;
#[cfg(test)]
mod privacy_stories;
#[cfg(test)]
mod quiet_stories;
#[cfg(test)]
mod random;
#[cfg(test)]
mod routing_stories;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod story;
#[cfg(test)]
mod supervision_stories;
#[cfg(test)]
mod transfer_stories;
mod trial;
mod view;

use std::collections::{BTreeMap, BTreeSet};

pub use command::{Command, Contact, Decision, Effect, Event, Raise};
pub use view::{Standing, visitor_card_of};

use crate::{
    availability::{Kept, Person, Sockets},
    card::{Availability, Entry},
    directory::Directory,
    enquiry::{self, Enquiry, State},
    id::{EnquiryId, StaffId, VisitorId},
    value::Timestamp,
};

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    directory: Directory,
    /// How often that changed: part of the revision of every card, for each change may move any card.
    directory_changes: u32,
    people: BTreeMap<StaffId, Person>,
    enquiries: BTreeMap<EnquiryId, Enquiry>,
    visitors: BTreeMap<VisitorId, Party>,
    // What follows can be worked out from the above. It is kept so that no command looks at every enquiry.
    /// Who is Active, and who isn't Offline.
    active: BTreeSet<StaffId>,
    there: BTreeSet<StaffId>,
    /// Open ones by the end of their wait, and given ones by when they are taken back.
    waits: BTreeSet<(Timestamp, EnquiryId)>,
    /// Missed ones by when they were missed.
    missed: BTreeSet<(Timestamp, EnquiryId)>,
    /// Open ones that are offered to somebody, engaged ones that are theirs, and those in whose room they are.
    hands: BTreeMap<StaffId, BTreeSet<EnquiryId>>,
    /// How many are somebody's; what they pass on is, until somebody has accepted.
    rooms: BTreeMap<StaffId, u32>,
}

/// Somebody who asks, while an enquiry of theirs runs.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Party {
    contact: Contact,
    enquiries: BTreeSet<EnquiryId>,
}

impl Desk {
    /// A desk with nobody there and nothing to do.
    #[must_use]
    pub fn new(directory: Directory) -> Self {
        Self { directory, ..Self::default() }
    }

    /// The desk as it is found when the server wakes: how often the directory changed so far, what was kept of each person,
    /// and every enquiry that isn't closed with the contact who asks. Give it [`Lose`] next for whoever was there and has
    /// no socket.
    ///
    /// [`Lose`]: crate::availability::Command::Lose
    pub fn wake(
        now: Timestamp,
        directory: Directory,
        directory_changes: u32,
        people: impl IntoIterator<Item = (StaffId, Kept, Sockets)>,
        enquiries: impl IntoIterator<Item = (Enquiry, Contact)>,
    ) -> Self {
        let mut desk = Self { directory_changes, ..Self::new(directory) };
        for (staff, kept, sockets) in people {
            if desk.directory.staff.contains_key(&staff) {
                let quiet = desk.directory.quiet_of(staff, now);
                desk.people.insert(staff, Person::wake(now, kept, sockets, quiet));
                desk.note_active(staff);
            }
        }
        for (enquiry, contact) in enquiries {
            desk.note_contact(enquiry.raised.visitor, contact);
            desk.take_in(enquiry);
        }
        desk
    }

    /// Who answers, and what for.
    #[must_use]
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// An enquiry that isn't closed.
    #[must_use]
    pub fn enquiry(&self, enquiry: EnquiryId) -> Option<&Enquiry> {
        self.enquiries.get(&enquiry)
    }

    /// Every enquiry that isn't closed.
    pub fn enquiries(&self) -> impl Iterator<Item = &Enquiry> {
        self.enquiries.values()
    }

    /// The visitor's running enquiry with this entry.
    #[must_use]
    pub fn running(&self, visitor: VisitorId, entry: Entry) -> Option<&Enquiry> {
        self.of_visitor(visitor).find(|enquiry| enquiry.raised.entry.entry() == entry)
    }

    /// The visitor's enquiries that aren't closed, oldest first.
    pub fn of_visitor(&self, visitor: VisitorId) -> impl Iterator<Item = &Enquiry> {
        let ids = self.visitors.get(&visitor).map(|party| &party.enquiries);
        ids.into_iter().flatten().filter_map(|enquiry| self.enquiries.get(enquiry))
    }

    /// The contact of a visitor with a running enquiry.
    #[must_use]
    pub fn contact(&self, visitor: VisitorId) -> Option<&Contact> {
        self.visitors.get(&visitor).map(|party| &party.contact)
    }

    /// How somebody is seen by others.
    #[must_use]
    pub fn availability(&self, staff: StaffId) -> Availability {
        self.people.get(&staff).map_or(Availability::Offline, Person::availability)
    }

    /// Whether a browser of somebody's is woken while they have no dashboard open.
    #[must_use]
    pub fn is_wakeable(&self, staff: StaffId) -> bool {
        self.people.get(&staff).is_some_and(Person::is_wakeable)
    }

    /// Until when an alert for somebody is of use that is of use until `until`; none while it is quiet for them, or while they
    /// have a dashboard in front of them.
    #[must_use]
    pub fn wakes(&self, staff: StaffId, now: Timestamp, until: Timestamp) -> Option<Timestamp> {
        let quiet = self.directory.quiet_of(staff, now);
        let is_at_hand = self.people.get(&staff).is_some_and(|person| person.is_at_hand(now));
        // A push service that can't reach a browser must not keep it into the night.
        (!quiet.is_now && !is_at_hand).then(|| quiet.turns_at.map_or(until, |quiet| quiet.min(until)))
    }

    /// Until when somebody's quiet hours last, if it is quiet.
    #[must_use]
    pub fn quiet_until(&self, staff: StaffId) -> Option<Timestamp> {
        self.people.get(&staff).and_then(|person| person.quiet().until())
    }

    /// When a [`Command::Tick`] will have something to do. Later is allowed, and makes people wait.
    #[must_use]
    pub fn wake_at(&self) -> Option<Timestamp> {
        let wait = self.waits.first().map(|(until, _)| *until);
        self.people.values().filter_map(Person::wake_at).chain(wait).min()
    }

    /// Makes `event` true.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::Contact { visitor, contact } => self.note_contact(*visitor, contact.clone()),
            // The store has it; nothing is decided by it but what its shell hands in.
            Event::Told { .. } => {}
            Event::Enquiry { enquiry, at, event: enquiry::Event::Raised(raised) } => {
                self.take_in(Enquiry::new(*enquiry, *at, (**raised).clone()));
            }
            Event::Enquiry { enquiry, at, event } => self.change(*enquiry, |enquiry| enquiry.apply(*at, event)),
            Event::News { enquiry, news } => self.change(*enquiry, |enquiry| enquiry.news = news.clone()),
            Event::Availability { staff, event } => {
                self.people.entry(*staff).or_default().apply(*event);
                self.note_active(*staff);
            }
            Event::Directory(directory) => {
                self.directory = (**directory).clone();
                self.directory_changes = self.directory_changes.saturating_add(1);
                let staff = &self.directory.staff;
                self.people.retain(|person, _| staff.contains_key(person));
                self.active.retain(|person| staff.contains_key(person));
                self.there.retain(|person| staff.contains_key(person));
                self.hands.clear();
                self.rooms.clear();
                let ids: Vec<EnquiryId> = self.enquiries.keys().copied().collect();
                for enquiry in ids {
                    self.index(enquiry, true);
                }
            }
        }
    }

    fn note_contact(&mut self, visitor: VisitorId, contact: Contact) {
        let party = Party { contact: contact.clone(), enquiries: BTreeSet::new() };
        self.visitors.entry(visitor).or_insert(party).contact = contact;
    }

    fn note_active(&mut self, staff: StaffId) {
        let availability = self.availability(staff);
        keep(&mut self.active, staff, availability == Availability::Active);
        keep(&mut self.there, staff, availability != Availability::Offline);
    }

    fn take_in(&mut self, enquiry: Enquiry) {
        let Some(party) = self.visitors.get_mut(&enquiry.raised.visitor) else { return };
        let id = enquiry.id;
        party.enquiries.insert(id);
        self.enquiries.insert(id, enquiry);
        self.index(id, true);
    }

    fn change(&mut self, id: EnquiryId, how: impl FnOnce(&mut Enquiry)) {
        self.index(id, false);
        let Some(enquiry) = self.enquiries.get_mut(&id) else { return };
        how(enquiry);
        if let State::Closed { .. } = enquiry.state {
            let visitor = enquiry.raised.visitor;
            self.enquiries.remove(&id);
            self.forget(visitor, id);
        }
        self.index(id, true);
    }

    fn forget(&mut self, visitor: VisitorId, enquiry: EnquiryId) {
        let Some(party) = self.visitors.get_mut(&visitor) else { return };
        party.enquiries.remove(&enquiry);
        if party.enquiries.is_empty() {
            self.visitors.remove(&visitor);
        }
    }

    /// Puts an enquiry into the indexes, or takes it out.
    fn index(&mut self, id: EnquiryId, put: bool) {
        let Some(enquiry) = self.enquiries.get(&id) else { return };
        if let Some(holder) = enquiry.holder() {
            count(&mut self.rooms, holder, put);
        }
        match &enquiry.state {
            State::Open { until, .. } => keep(&mut self.waits, (*until, id), put),
            State::Engaged { .. } => {
                if let Some(until) = enquiry.given_until() {
                    keep(&mut self.waits, (until, id), put);
                }
            }
            State::Missed => keep(&mut self.missed, (enquiry.changed_at, id), put),
            State::Closed { .. } => {}
        }
        for holder in enquiry.hands(&self.directory) {
            let hand = self.hands.entry(holder).or_default();
            keep(hand, id, put);
            if hand.is_empty() {
                self.hands.remove(&holder);
            }
        }
    }
}

/// One room more, or one less.
fn count(rooms: &mut BTreeMap<StaffId, u32>, staff: StaffId, more: bool) {
    let known = rooms.get(&staff).copied().unwrap_or(0);
    match if more { known.saturating_add(1) } else { known.saturating_sub(1) } {
        0 => rooms.remove(&staff),
        now => rooms.insert(staff, now),
    };
}

fn keep<T: Ord>(set: &mut BTreeSet<T>, item: T, put: bool) {
    if put {
        set.insert(item);
    } else {
        set.remove(&item);
    }
}
