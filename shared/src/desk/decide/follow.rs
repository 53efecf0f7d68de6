//! What a decision leads to for one enquiry: events, orders to its room, and who has to see its card come, change and go.

use std::collections::BTreeSet;

use super::Draft;
use crate::{
    desk::{Contact, Effect, Event, count, view::card_of},
    directory::Directory,
    enquiry::{self, Enquiry, Refusal, State},
    form::Told,
    id::{EnquiryId, StaffId, VisitorId},
    owed::Order,
    permission::{Rights, audience, may},
    routing::Served,
    script::Script,
    wire::GoneReason,
};

impl Draft<'_> {
    /// Gives an enquiry a command, and notes what it leads to.
    pub(super) fn put(&mut self, id: EnquiryId, command: enquiry::Command) -> Result<(), Refusal> {
        let Some(before) = self.enquiry(id).cloned() else { return Ok(()) };
        let Some(contact) = self.contact(before.raised.visitor).cloned() else { return Ok(()) };
        let events = before.decide(&self.scene(), command)?;
        self.follow(Some(&before), before.clone(), contact, events);
        Ok(())
    }

    /// Notes `events` of an enquiry, and who has to see it come, change and go by them.
    pub(super) fn follow(
        &mut self,
        before: Option<&Enquiry>,
        mut after: Enquiry,
        mut contact: Contact,
        events: Vec<enquiry::Event>,
    ) {
        for event in events {
            let rings = after.rings(self.now, &event);
            after.apply(self.now, &event);
            let alerts = self.alerts(&after, &contact, &event, rings);
            self.decision.effects.extend(alerts);
            self.note(&after, &contact, event);
        }
        self.count_rooms(before, &after, &mut contact);
        let old = if self.changed.contains_key(&after.id) { &*self.directory } else { &self.desk.directory };
        // Whoever sat in the room and has no place there any more, or another one.
        let moved = before.map_or_else(Vec::new, |before| moved(old, before, &self.directory, &after));
        if !moved.is_empty() {
            let order = Order::ComeBack { staff: moved };
            self.decision.effects.push(Effect::OrderRoom { enquiry: after.id, order });
        }
        let was_wanted = before.is_some_and(|before| old.wants_label(before));
        let before_in: BTreeSet<StaffId> = before.into_iter().flat_map(|enquiry| audience(old, enquiry)).collect();
        let now_in: BTreeSet<StaffId> = audience(&self.directory, &after).collect();
        let same = before.is_some_and(|enquiry| *enquiry == after);
        // Who it is offered to, and who is in the room, the directory alone may change.
        let people_changed = before.is_some_and(|enquiry| {
            let people = |directory, enquiry| {
                let card = card_of(directory, 0, enquiry, &contact);
                (card.offer, card.guests)
            };
            people(old, enquiry) != people(&self.directory, &after)
        });
        let show = if same && !people_changed { &now_in - &before_in } else { now_in.clone() };
        // Who was removed from the service has no panel any more.
        let known = &self.directory.staff;
        let from: Vec<StaffId> = (&before_in - &now_in).into_iter().filter(|staff| known.contains_key(staff)).collect();
        self.tell_of_label(was_wanted, &after);
        self.show(&after, &contact, show.into_iter().collect());
        if !from.is_empty() {
            let revision = card_of(&self.directory, self.changes, &after, &contact).revision;
            let reason = match &after.state {
                State::Engaged { owner } => GoneReason::Answered { by: owner.clone() },
                State::Open { .. } | State::Missed => GoneReason::MovedOn,
                State::Closed { .. } => GoneReason::Closed,
            };
            self.decision.effects.push(Effect::CardGone { enquiry: after.id, revision, from, reason });
        }
        if !same {
            self.changed.insert(after.id, after);
        }
    }

    /// Its room is closed by staff only once it has a label, if that is required: so the room has to know when that changes.
    fn tell_of_label(&mut self, was_wanted: bool, after: &Enquiry) {
        let wanted = self.directory.wants_label(after);
        if wanted != was_wanted && !matches!(after.state, State::Closed { .. }) {
            let order = Order::Label { wanted };
            self.decision.effects.push(Effect::OrderRoom { enquiry: after.id, order });
        }
    }

    /// Whose room an enquiry is now, and so who serves its contact.
    fn count_rooms(&mut self, before: Option<&Enquiry>, after: &Enquiry, contact: &mut Contact) {
        let (was, is) = (before.and_then(Enquiry::holder), after.holder());
        if was == is {
            return;
        }
        if let Some(staff) = was {
            count(self.rooms.to_mut(), staff, false);
        }
        if let Some(staff) = is {
            count(self.rooms.to_mut(), staff, true);
            self.busier.insert(staff);
            // Part of no card: its revision stays.
            contact.served = Some(Served { staff, at_ms: self.now });
            self.note_contact(after.raised.visitor, contact.clone());
        }
    }

    pub(super) fn note_contact(&mut self, visitor: VisitorId, contact: Contact) {
        self.contacts.insert(visitor, contact.clone());
        self.decision.events.push(Event::Contact { visitor, contact });
    }

    /// Notes that a contact has told more of themselves.
    pub(super) fn learned(&mut self, visitor: VisitorId, before: &Contact, contact: &mut Contact) {
        if contact.card.details != before.card.details {
            contact.revision = contact.revision.saturating_add(1);
            self.note_contact(visitor, contact.clone());
        }
    }

    /// Notes answers of a form.
    pub(super) fn note_told(&mut self, contact: &Contact, enquiry: EnquiryId, told: Vec<Told>) {
        if !told.is_empty() {
            self.decision.events.push(Event::Told { contact: contact.card.id, enquiry, told });
        }
    }

    /// Shows the visitor's other cards, which the contact stands on too.
    pub(super) fn show_others(&mut self, visitor: VisitorId, than: EnquiryId, contact: &Contact) {
        for other in self.desk.of_visitor(visitor).filter(|other| other.id != than) {
            self.show(other, contact, audience(&self.desk.directory, other).collect());
        }
    }

    pub(super) fn show(&mut self, enquiry: &Enquiry, contact: &Contact, to: Vec<StaffId>) {
        if !to.is_empty() {
            let card = Box::new(card_of(&self.directory, self.changes, enquiry, contact));
            self.decision.effects.push(Effect::ShowCard { card, to });
        }
    }

    /// Notes an event, and what the room has to know of it.
    pub(super) fn note(&mut self, enquiry: &Enquiry, contact: &Contact, event: enquiry::Event) {
        if let Some(order) = order(&self.directory, &event, contact) {
            self.decision.effects.push(Effect::OrderRoom { enquiry: enquiry.id, order });
        }
        self.decision.events.push(Event::Enquiry { enquiry: enquiry.id, at: self.now, event });
    }
}

/// Those who sat in the room by right and have another right there now, or none.
fn moved(old: &Directory, before: &Enquiry, directory: &Directory, after: &Enquiry) -> Vec<StaffId> {
    let is_moved = |staff: &StaffId| {
        let (was, is) = (may(old, before, *staff), may(directory, after, *staff));
        // That somebody looks on at a colleague's is noted when they come in.
        let seat = |rights: Rights, of: &Enquiry| {
            (rights.enter, rights.reads_only, rights.looks_on, rights.looks_on && of.holder().is_some())
        };
        was.enter && seat(was, before) != seat(is, after)
    };
    directory.staff.keys().copied().filter(is_moved).collect()
}

fn order(directory: &Directory, event: &enquiry::Event, contact: &Contact) -> Option<Order> {
    use enquiry::Event as E;
    match event {
        E::Raised(raised) => Some(Order::Open {
            visitor: raised.visitor,
            visitor_name: contact.name().clone(),
            entry: raised.entry.clone(),
            mode: raised.mode,
            former: raised.former,
            script: Box::new(Script::of(directory, raised.entry.entry(), raised.language.as_ref())),
            channel: raised.channel.clone(),
        }),
        E::Answered(staff) | E::FollowedUp(staff) | E::PickedUp { staff, .. } | E::TakenOver { staff, .. } => {
            Some(Order::Answered { staff: (**staff).clone() })
        }
        E::Missed => Some(Order::Missed),
        E::Reopened | E::TakenBack { .. } | E::SenderAway { .. } => Some(Order::Reopened),
        E::Transferred(transfer) => Some(Order::Passing { to: transfer.to.clone() }),
        E::Returned { staff, by } => Some(Order::Returned { staff: (**staff).clone(), failed: by.is_none() }),
        E::Left { staff, .. } => Some(Order::Left { staff: *staff }),
        E::OutOfHours { .. }
        | E::Drawn { .. }
        | E::Skipped { .. }
        | E::Offered(_)
        | E::WaitOver
        | E::EverybodyLeft
        | E::Declined { .. }
        | E::Invited { .. }
        | E::Labelled { .. }
        | E::Unlabelled { .. }
        | E::Rated(_)
        | E::Closed { .. } => None,
    }
}
