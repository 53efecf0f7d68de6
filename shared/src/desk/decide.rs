//! What each command leads to.

use std::collections::{BTreeMap, BTreeSet};

use super::{Command, Contact, Decision, Desk, Effect, Event, Raise, view::card_of};
use crate::{
    availability,
    card::{Availability, Entry, EntryCard, Phase, TagCard},
    directory::Directory,
    enquiry::{self, Enquiry, MAX_KEPT, MAX_RUNNING, MAX_WAITING, News, Raised, Refusal, State},
    id::{EnquiryId, StaffId},
    owed::{Order, RoomReport},
    permission::audience,
    routing::Scene,
    value::Timestamp,
    wire::GoneReason,
};

/// Most waits that end in one decision: after an outage there may be thousands, and others want their turn.
const WAITS_AT_ONCE: usize = 200;

impl Desk {
    /// Says what `command` leads to at `now`. Changes nothing: store the events, then [`Desk::apply`] them.
    ///
    /// # Errors
    /// [`Refusal`] says which command gets which; nothing is to be stored then.
    pub fn decide(&self, now: Timestamp, command: Command) -> Result<Decision, Refusal> {
        let mut draft = Draft { desk: self, now, changes: self.directory_changes, decision: Decision::default() };
        match command {
            Command::Raise(raise) => draft.raise(*raise)?,
            Command::Take { enquiry, staff } => {
                let enquiry = self.enquiry(enquiry).ok_or(Refusal::NotFound)?;
                let events = enquiry.decide(now, &self.scene(), enquiry::Command::Take(staff))?;
                draft.change(self.scene(), enquiry, events);
            }
            Command::TakeReport(report) => draft.take_report(*report)?,
            Command::Staff(what) => {
                let active = draft.settle_staff(what);
                draft.settle_enquiries(&active, &BTreeSet::new())?;
            }
            Command::DirectoryChanged(directory) => draft.take_directory(&directory)?,
            Command::Tick => {
                let due = self.people.iter().filter(|(_, person)| person.wake_at().is_some_and(|at| at <= now));
                let active = draft.settle_staff(due.map(|(staff, _)| (*staff, availability::Command::Tick)).collect());
                let over = self.waits.iter().take_while(|(until, _)| *until <= now).take(WAITS_AT_ONCE);
                draft.settle_enquiries(&active, &over.map(|(_, enquiry)| *enquiry).collect())?;
            }
        }
        Ok(draft.decision)
    }
}

/// A decision in the making. The desk stays as it was before: what changes is handed on.
struct Draft<'a> {
    desk: &'a Desk,
    now: Timestamp,
    /// How often the directory will have changed.
    changes: u32,
    decision: Decision,
}

impl Draft<'_> {
    fn raise(&mut self, raise: Raise) -> Result<(), Refusal> {
        let Raise { request, visitor, contact, country, device } = raise;
        // The answer was lost, and the client asks again.
        if let Some(known) = self.desk.enquiry(request.enquiry) {
            return if known.raised.visitor == visitor { Ok(()) } else { Err(Refusal::Taken) };
        }
        if self.desk.running(visitor, request.entry).is_some() {
            return Ok(());
        }
        let entry = drawn(&self.desk.directory, request.entry).ok_or(Refusal::NoSuchEntry)?;
        let running = self.desk.of_visitor(visitor).filter(|enquiry| match enquiry.phase() {
            Phase::Open | Phase::Engaged => true,
            Phase::Missed | Phase::Closed => false,
        });
        if running.count() >= MAX_RUNNING {
            return Err(Refusal::TooManyEnquiries);
        }
        if self.desk.of_visitor(visitor).count() >= MAX_WAITING {
            return Err(Refusal::TooManyWaiting);
        }
        if self.desk.enquiries.len() >= MAX_KEPT {
            return Err(Refusal::ServiceFull);
        }
        // A running enquiry's contact may be newer than what the caller knows.
        let known = self.desk.contact(visitor);
        if known.is_none() {
            self.decision.events.push(Event::Contact { visitor, contact: contact.clone() });
        }
        let contact = known.cloned().unwrap_or(contact);
        let steps = Enquiry::first_steps(self.now, &self.desk.scene(), &entry);
        let raised = Raised {
            visitor,
            contact: contact.card.id,
            entry,
            former: request.former,
            link: request.link,
            page: request.page,
            referrer: request.referrer,
            language: request.language,
            time_zone: request.time_zone,
            country,
            device,
        };
        let enquiry = Enquiry::new(request.enquiry, self.now, raised.clone());
        let first = enquiry::Event::Raised(Box::new(raised));
        self.note(&enquiry, &contact, first);
        self.follow(self.desk.scene(), None, enquiry, &contact, steps);
        Ok(())
    }

    fn take_report(&mut self, report: RoomReport) -> Result<(), Refusal> {
        let RoomReport { enquiry, report, visitor_said_at_ms, preview, unread, page, details, closed } = report;
        // Closed ones have left, and what a room told twice or too late is known.
        let Some(before) = self.desk.enquiry(enquiry).filter(|known| known.news.report < report) else { return Ok(()) };
        let Some(known) = self.desk.contact(before.raised.visitor) else { return Ok(()) };
        let contact = match details {
            Some(details) if details != known.card.details => {
                let mut contact = known.clone();
                contact.card.details = details;
                contact.revision = contact.revision.saturating_add(1);
                let visitor = before.raised.visitor;
                self.decision.events.push(Event::Contact { visitor, contact: contact.clone() });
                contact
            }
            Some(_) | None => known.clone(),
        };
        let command = match (closed, visitor_said_at_ms) {
            (Some(closing), _) => Some(enquiry::Command::Close(closing)),
            (None, Some(at)) => Some(enquiry::Command::VisitorSaid(at)),
            (None, None) => None,
        };
        let scene = self.desk.scene();
        let events = command.map_or(Ok(vec![]), |command| before.decide(self.now, &scene, command))?;
        let page = page.or_else(|| before.news.page.clone());
        let news = News { report, visitor_said_at: visitor_said_at_ms, preview, unread, page };
        self.decision.events.push(Event::News { enquiry, news: news.clone() });
        let after = Enquiry { news, ..before.clone() };
        self.follow(scene, Some((&self.desk.directory, before)), after, &contact, events);
        if contact != *known {
            for other in self.desk.of_visitor(before.raised.visitor).filter(|other| other.id != enquiry) {
                self.show(&self.desk.directory, other, &contact, audience(&self.desk.directory, other).collect());
            }
        }
        Ok(())
    }

    /// What happens to people, and who is Active after it.
    fn settle_staff(&mut self, what: Vec<(StaffId, availability::Command)>) -> BTreeSet<StaffId> {
        let mut active = self.desk.active.clone();
        let mut people = BTreeMap::new();
        let (mut changed, mut probed) = (BTreeSet::new(), BTreeSet::new());
        for (staff, command) in what {
            if !self.desk.directory.staff.contains_key(&staff) {
                continue;
            }
            let person =
                people.entry(staff).or_insert_with(|| self.desk.people.get(&staff).cloned().unwrap_or_default());
            for event in person.decide(self.now, command) {
                person.apply(event);
                self.decision.events.push(Event::Availability { staff, event });
                match event {
                    availability::Event::Became(Availability::Active) => active.insert(staff) | changed.insert(staff),
                    availability::Event::Became(_) => active.remove(&staff) | changed.insert(staff),
                    availability::Event::Probed => probed.insert(staff),
                    availability::Event::Chose(_)
                    | availability::Event::Connected { .. }
                    | availability::Event::Renewed { .. }
                    | availability::Event::Leaving { .. }
                    | availability::Event::Left
                    | availability::Event::Touched { .. } => false,
                };
            }
        }
        self.decision.effects.extend(changed.into_iter().map(Effect::ColleagueChanged));
        self.decision.effects.extend(probed.into_iter().map(Effect::Probe));
        active
    }

    /// What it means for enquiries that these are Active now, and that the waits of `over` are over.
    fn settle_enquiries(&mut self, active: &BTreeSet<StaffId>, over: &BTreeSet<EnquiryId>) -> Result<(), Refusal> {
        let scene = Scene { directory: &self.desk.directory, active };
        let left = self.desk.active.difference(active);
        let touched: BTreeSet<EnquiryId> =
            left.filter_map(|staff| self.desk.hands.get(staff)).flatten().chain(over).copied().collect();
        for enquiry in touched.iter().filter_map(|enquiry| self.desk.enquiry(*enquiry)) {
            let waited = over.contains(&enquiry.id);
            let command = if waited { enquiry::Command::Tick } else { enquiry::Command::Review };
            let events = enquiry.decide(self.now, &scene, command)?;
            self.change(scene, enquiry, events);
        }
        Ok(())
    }

    /// The one command that looks at every enquiry: seldom, and each may be concerned.
    fn take_directory(&mut self, directory: &Directory) -> Result<(), Refusal> {
        let before = &self.desk.directory;
        self.changes = self.changes.saturating_add(1);
        self.decision.events.push(Event::Directory(Box::new(directory.clone())));
        for (staff, member) in &directory.staff {
            if before.staff.get(staff) != Some(member) {
                self.decision.effects.push(Effect::ColleagueChanged(*staff));
            }
        }
        let removed = before.staff.keys().filter(|staff| !directory.staff.contains_key(staff));
        self.decision.effects.extend(removed.copied().map(Effect::ColleagueGone));
        let active = self.desk.active.iter().copied().filter(|staff| directory.staff.contains_key(staff)).collect();
        let scene = Scene { directory, active: &active };
        for enquiry in self.desk.enquiries.values() {
            let events = enquiry.decide(self.now, &scene, enquiry::Command::Review)?;
            self.change(scene, enquiry, events);
        }
        Ok(())
    }

    /// An enquiry that the desk knows, and what happens to it.
    fn change(&mut self, scene: Scene<'_>, before: &Enquiry, events: Vec<enquiry::Event>) {
        if let Some(contact) = self.desk.contact(before.raised.visitor) {
            self.follow(scene, Some((&self.desk.directory, before)), before.clone(), contact, events);
        }
    }

    /// Notes `events` of an enquiry, and who has to see it come, change and go by them.
    fn follow(
        &mut self,
        scene: Scene<'_>,
        before: Option<(&Directory, &Enquiry)>,
        mut after: Enquiry,
        contact: &Contact,
        events: Vec<enquiry::Event>,
    ) {
        for event in events {
            after.apply(self.now, &event);
            self.note(&after, contact, event);
        }
        let before_in: BTreeSet<StaffId> =
            before.into_iter().flat_map(|(old, enquiry)| audience(old, enquiry)).collect();
        let now_in: BTreeSet<StaffId> = audience(scene.directory, &after).collect();
        let same = before.is_some_and(|(_, enquiry)| *enquiry == after);
        let offer_changed = before.is_some_and(|(old, enquiry)| {
            card_of(old, 0, enquiry, contact).offer != card_of(scene.directory, 0, &after, contact).offer
        });
        let show = if same && !offer_changed { &now_in - &before_in } else { now_in.clone() };
        self.show(scene.directory, &after, contact, show.into_iter().collect());
        // Who was removed from the service has no panel any more.
        let known = &scene.directory.staff;
        let from: Vec<StaffId> = (&before_in - &now_in).into_iter().filter(|staff| known.contains_key(staff)).collect();
        if !from.is_empty() {
            let revision = card_of(scene.directory, self.changes, &after, contact).revision;
            let reason = match &after.state {
                State::Engaged { owner } => GoneReason::Answered { by: owner.clone() },
                State::Open { .. } | State::Missed => GoneReason::MovedOn,
                State::Closed { .. } => GoneReason::Closed,
            };
            self.decision.effects.push(Effect::CardGone { enquiry: after.id, revision, from, reason });
        }
    }

    fn show(&mut self, directory: &Directory, enquiry: &Enquiry, contact: &Contact, to: Vec<StaffId>) {
        if !to.is_empty() {
            let card = Box::new(card_of(directory, self.changes, enquiry, contact));
            self.decision.effects.push(Effect::ShowCard { card, to });
        }
    }

    /// Notes an event, and what the room has to know of it.
    fn note(&mut self, enquiry: &Enquiry, contact: &Contact, event: enquiry::Event) {
        if let Some(order) = order(&event, contact) {
            self.decision.effects.push(Effect::OrderRoom { enquiry: enquiry.id, order });
        }
        self.decision.events.push(Event::Enquiry { enquiry: enquiry.id, at: self.now, event });
    }
}

fn order(event: &enquiry::Event, contact: &Contact) -> Option<Order> {
    use enquiry::Event as E;
    match event {
        E::Raised(raised) => Some(Order::Open {
            visitor: raised.visitor,
            visitor_name: contact.card.details.name.clone().unwrap_or_else(|| contact.card.handle.clone()),
            entry: raised.entry.clone(),
            former: raised.former,
        }),
        E::Answered(staff) | E::FollowedUp(staff) => Some(Order::Answered { staff: (**staff).clone() }),
        E::Missed => Some(Order::Missed),
        E::Reopened => Some(Order::Reopened),
        E::Skipped { .. } | E::Offered(_) | E::WaitOver | E::EverybodyLeft | E::Closed { .. } => None,
    }
}

/// The entry as it is drawn, if it can be pressed: there is such a tag, or such a person in the public directory.
fn drawn(directory: &Directory, entry: Entry) -> Option<EntryCard> {
    match entry {
        Entry::Tag { tag } => directory.tag(tag).map(|tag| EntryCard::Tag(TagCard::from(tag))),
        Entry::Staff { staff } => {
            let member = directory.staff.get(&staff).filter(|member| member.listed)?;
            Some(EntryCard::Staff(member.card.clone()))
        }
    }
}
