//! What each command leads to.

mod alert;
mod follow;
mod script;

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use super::{Command, Contact, Decision, Desk, Effect, Event, Raise, keep};
use crate::{
    availability,
    call::{CallSign, RING_MS},
    card::{Availability, ClosedBy, Entry, EntryCard, Mode, Phase, TagCard},
    directory::Directory,
    enquiry::{self, Enquiry, MAX_KEPT, MAX_RUNNING, MAX_WAITING, News, Raised, Refusal},
    form,
    id::{EnquiryId, StaffId, VisitorId},
    owed::{Closing, Order, RoomReport},
    routing::Scene,
    value::Timestamp,
};

/// Most waits that end in one decision: after an outage there may be thousands, and others want their turn.
const WAITS_AT_ONCE: usize = 200;

impl Desk {
    /// Says what `command` leads to at `now`. Changes nothing: store the events, then [`Desk::apply`] them.
    ///
    /// # Errors
    /// [`Refusal`] says which command gets which; nothing is to be stored then.
    pub fn decide(&self, now: Timestamp, command: Command) -> Result<Decision, Refusal> {
        let mut draft = Draft {
            desk: self,
            now,
            changes: self.directory_changes,
            directory: Cow::Borrowed(&self.directory),
            active: Cow::Borrowed(&self.active),
            there: Cow::Borrowed(&self.there),
            rooms: Cow::Borrowed(&self.rooms),
            changed: BTreeMap::new(),
            contacts: BTreeMap::new(),
            busier: BTreeSet::new(),
            decision: Decision::default(),
        };
        match command {
            Command::Raise(raise) => draft.raise(*raise)?,
            Command::Take { enquiry, staff } => {
                self.enquiry(enquiry).ok_or(Refusal::NotFound)?;
                draft.put(enquiry, enquiry::Command::Take(staff))?;
            }
            Command::Act { enquiry, staff, act } => {
                self.enquiry(enquiry).ok_or(Refusal::NotFound)?;
                draft.put(enquiry, enquiry::Command::Act(staff, act))?;
            }
            Command::Shut { visitor, staff } => draft.shut(visitor, staff),
            Command::Forget { visitor, staff } => draft.forget(visitor, staff)?,
            Command::TakeReport(report) => draft.take_report(*report)?,
            Command::Staff(what) => {
                draft.settle_staff(what);
                draft.settle_enquiries(&BTreeSet::new())?;
            }
            Command::DirectoryChanged(directory) => draft.take_directory(*directory)?,
            Command::Tick => {
                let due = self.people.iter().filter(|(_, person)| person.wake_at().is_some_and(|at| at <= now));
                draft.settle_staff(due.map(|(staff, _)| (*staff, availability::Command::Tick)).collect());
                let over = self.waits.iter().take_while(|(until, _)| *until <= now).take(WAITS_AT_ONCE);
                draft.settle_enquiries(&over.map(|(_, enquiry)| *enquiry).collect())?;
            }
        }
        draft.settle_full()?;
        Ok(draft.decision)
    }
}

/// A decision in the making. The desk stays as it was before: what changes is kept here until the decision is made.
struct Draft<'a> {
    desk: &'a Desk,
    now: Timestamp,
    /// How often the directory will have changed.
    changes: u32,
    directory: Cow<'a, Directory>,
    active: Cow<'a, BTreeSet<StaffId>>,
    there: Cow<'a, BTreeSet<StaffId>>,
    rooms: Cow<'a, BTreeMap<StaffId, u32>>,
    /// Enquiries and contacts that this decision has changed so far.
    changed: BTreeMap<EnquiryId, Enquiry>,
    contacts: BTreeMap<VisitorId, Contact>,
    /// Who has got a room by it.
    busier: BTreeSet<StaffId>,
    decision: Decision,
}

impl Draft<'_> {
    fn scene(&self) -> Scene<'_> {
        let Self { now, directory, active, there, rooms, .. } = self;
        Scene { now: *now, directory, active, there, rooms }
    }

    fn enquiry(&self, id: EnquiryId) -> Option<&Enquiry> {
        self.changed.get(&id).or_else(|| self.desk.enquiry(id))
    }

    fn contact(&self, visitor: VisitorId) -> Option<&Contact> {
        self.contacts.get(&visitor).or_else(|| self.desk.contact(visitor))
    }

    fn raise(&mut self, raise: Raise) -> Result<(), Refusal> {
        let Raise { request, visitor, contact, known: told_before, country, device, channel } = raise;
        // The answer was lost, and the client asks again.
        if let Some(known) = self.desk.enquiry(request.enquiry) {
            return if known.raised.visitor == visitor { Ok(()) } else { Err(Refusal::Taken) };
        }
        if self.desk.running(visitor, request.entry).is_some() {
            return Ok(());
        }
        let entry = drawn(&self.desk.directory, request.entry).ok_or(Refusal::NoSuchEntry)?;
        if request.mode == Mode::Call && !(channel.is_none() && self.desk.directory.can_be_called(request.entry)) {
            return Err(Refusal::NoCalls);
        }
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
        let is_new = known.is_none();
        let before = known.cloned().unwrap_or(contact);
        let mut contact = before.clone();
        let questions = self.desk.directory.asked_first(request.entry).filter(|_| channel.is_none());
        let fields = questions.map(|questions| questions.fields.as_slice()).unwrap_or_default();
        let told = form::take(fields, request.form.as_ref(), &told_before, &mut contact.card.details, self.now)
            .map_err(|(field, why)| Refusal::Answer { field, why })?;
        self.learned(visitor, &before, &mut contact);
        if is_new && contact == before {
            self.note_contact(visitor, contact.clone());
        }
        let raised = Raised {
            visitor,
            contact: contact.card.id,
            entry,
            mode: request.mode,
            former: request.former,
            link: request.link,
            page: request.page,
            referrer: request.referrer,
            language: request.language,
            time_zone: request.time_zone,
            country,
            device,
            served: contact.served,
            channel,
        };
        let enquiry = Enquiry::new(request.enquiry, self.now, raised.clone());
        let first = enquiry::Event::Raised(Box::new(raised));
        self.note(&enquiry, &contact, first);
        self.note_told(&contact, request.enquiry, told);
        let steps = enquiry.first_steps(&self.scene());
        self.follow(None, enquiry, contact.clone(), steps);
        if contact != before {
            self.show_others(visitor, request.enquiry, &contact);
        }
        Ok(())
    }

    /// The rooms are told, and tell of their end as of any other.
    fn shut(&mut self, visitor: VisitorId, staff: StaffId) {
        for enquiry in self.desk.of_visitor(visitor).map(|enquiry| enquiry.id) {
            self.decision.effects.push(Effect::OrderRoom { enquiry, order: Order::Close { staff } });
        }
    }

    fn forget(&mut self, visitor: VisitorId, staff: Option<StaffId>) -> Result<(), Refusal> {
        let running: Vec<EnquiryId> = self.desk.of_visitor(visitor).map(|enquiry| enquiry.id).collect();
        for enquiry in running {
            let closing = Closing { by: ClosedBy::Staff, staff, at_ms: self.now };
            self.put(enquiry, enquiry::Command::Close(closing))?;
        }
        Ok(())
    }

    fn take_report(&mut self, report: RoomReport) -> Result<(), Refusal> {
        let RoomReport {
            enquiry,
            report,
            visitor_said_at_ms,
            staff_said_at_ms,
            asks_for_people,
            preview,
            unread,
            page,
            details,
            form,
            forms,
            closed,
            call,
        } = report;
        // Closed ones have left, and what a room told twice or too late is known.
        let Some(before) = self.desk.enquiry(enquiry).filter(|known| known.news.report < report) else { return Ok(()) };
        let visitor = before.raised.visitor;
        let Some(known) = self.desk.contact(visitor) else { return Ok(()) };
        let mut contact = known.clone();
        // Reports from before forms were counted.
        let forms = forms.max(u32::from(details.is_some()));
        let is_news = forms > before.news.forms;
        if let Some(details) = details.filter(|_| is_news) {
            contact.card.details.take(details);
            self.learned(visitor, known, &mut contact);
        }
        if let Some(form) = form.filter(|_| is_news) {
            let fields = self.desk.directory.forms.iter().flat_map(|form| &form.questions.fields);
            self.note_told(&contact, enquiry, form::take_what_fits(fields, &form, self.now));
        }
        let command = match (closed, visitor_said_at_ms) {
            (Some(closing), _) => Some(enquiry::Command::Close(closing)),
            (None, Some(at)) => Some(enquiry::Command::VisitorSaid(at)),
            (None, None) => None,
        };
        let events = command.map_or(Ok(vec![]), |command| before.decide(&self.scene(), command))?;
        let page = page.or_else(|| before.news.page.clone());
        // Who is in a call, or rings, need write nothing.
        let speaks = (call == Some(CallSign::Ongoing)).then_some(self.now);
        let staff_said_at = speaks.or(before.news.staff_said_at).max(staff_said_at_ms);
        let visitor_said_at = visitor_said_at_ms;
        let rings = call == Some(CallSign::Rings) && before.news.call.is_none();
        let was_woken = before.news.woken_at.is_some_and(|at| self.now.ms_since(at) < RING_MS);
        let wakes = rings && !was_woken;
        let woken_at = if wakes { Some(self.now) } else { before.news.woken_at };
        let news = News { report, visitor_said_at, staff_said_at, preview, unread, page, forms, call, woken_at };
        self.decision.events.push(Event::News { enquiry, news: news.clone() });
        let mut after = before.clone();
        after.news = news;
        if wakes {
            self.call_in(&after, &contact);
        }
        let told = contact != *known;
        self.follow(Some(before), after, contact.clone(), events);
        if asks_for_people {
            self.tell_people(enquiry);
        }
        if told {
            self.show_others(visitor, enquiry, &contact);
        }
        Ok(())
    }

    /// What happens to people, and so who is Active.
    fn settle_staff(&mut self, what: Vec<(StaffId, availability::Command)>) {
        let mut people = BTreeMap::new();
        let (mut changed, mut probed, mut hushed) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for (staff, command) in what {
            if !self.desk.directory.staff.contains_key(&staff) {
                continue;
            }
            let known = self.desk.people.get(&staff);
            let person = people.entry(staff).or_insert_with(|| known.cloned().unwrap_or_default());
            let is_stale = known.is_none() || person.quiet().has_turned(self.now);
            let quiet = is_stale.then(|| availability::Command::Quiet(self.directory.quiet_of(staff, self.now)));
            let mut events = quiet.map(|quiet| person.decide(self.now, quiet)).unwrap_or_default();
            for event in &events {
                person.apply(*event);
            }
            events.extend(person.decide(self.now, command).into_iter().inspect(|event| person.apply(*event)));
            for event in events {
                self.decision.events.push(Event::Availability { staff, event });
                if let availability::Event::Became(availability) = event {
                    keep(self.there.to_mut(), staff, availability != Availability::Offline);
                }
                match event {
                    availability::Event::Became(Availability::Active) => {
                        self.active.to_mut().insert(staff) | changed.insert(staff)
                    }
                    availability::Event::Became(_) => self.active.to_mut().remove(&staff) | changed.insert(staff),
                    availability::Event::Probed => probed.insert(staff),
                    availability::Event::Quiet(_) => hushed.insert(staff),
                    availability::Event::Chose(_)
                    | availability::Event::Connected { .. }
                    | availability::Event::Renewed { .. }
                    | availability::Event::Leaving { .. }
                    | availability::Event::Left
                    | availability::Event::Wakeable(_)
                    | availability::Event::AtHand(_)
                    | availability::Event::Touched { .. } => false,
                };
            }
        }
        self.decision.effects.extend(changed.into_iter().map(Effect::ColleagueChanged));
        self.decision.effects.extend(probed.into_iter().map(Effect::Probe));
        self.decision.effects.extend(hushed.into_iter().map(Effect::QuietChanged));
    }

    /// What it means for enquiries that others are Active now, and that the waits of `over` are over.
    fn settle_enquiries(&mut self, over: &BTreeSet<EnquiryId>) -> Result<(), Refusal> {
        let left = self.desk.active.difference(&self.active);
        let touched: BTreeSet<EnquiryId> =
            left.filter_map(|staff| self.desk.hands.get(staff)).flatten().chain(over).copied().collect();
        for enquiry in touched {
            let waited = over.contains(&enquiry);
            self.put(enquiry, if waited { enquiry::Command::Tick } else { enquiry::Command::Review })?;
        }
        Ok(())
    }

    /// Who has as many rooms as they take can't be given what is offered to them, so that goes on if nobody else can.
    /// Ends, for each room that somebody gets by it is one enquiry less that is offered.
    fn settle_full(&mut self) -> Result<(), Refusal> {
        while let Some(staff) = self.busier.pop_first() {
            if !self.scene().is_full(staff) {
                continue;
            }
            let hands = self.desk.hands.get(&staff).into_iter().flatten();
            let offered: BTreeSet<EnquiryId> = hands.chain(self.changed.keys()).copied().collect();
            for enquiry in offered {
                let open = self.enquiry(enquiry).is_some_and(|enquiry| enquiry.phase() == Phase::Open);
                if open {
                    self.put(enquiry, enquiry::Command::Review)?;
                }
            }
        }
        Ok(())
    }

    /// The one command that looks at every enquiry: seldom, and each may be concerned.
    fn take_directory(&mut self, directory: Directory) -> Result<(), Refusal> {
        let before = &self.desk.directory;
        self.changes = self.changes.saturating_add(1);
        for (staff, member) in &directory.staff {
            if before.staff.get(staff) != Some(member) {
                self.decision.effects.push(Effect::ColleagueChanged(*staff));
            }
        }
        let removed = before.staff.keys().filter(|staff| !directory.staff.contains_key(staff));
        self.decision.effects.extend(removed.copied().map(Effect::ColleagueGone));
        self.active.to_mut().retain(|staff| directory.staff.contains_key(staff));
        self.there.to_mut().retain(|staff| directory.staff.contains_key(staff));
        self.decision.events.push(Event::Directory(Box::new(directory.clone())));
        self.directory = Cow::Owned(directory);
        self.hand_out_scripts();
        let (before, after) = (&self.desk.directory.quiet, &self.directory.quiet);
        let others = self.directory.staff.keys().filter(|staff| before.get(staff) != after.get(staff));
        let quiet =
            others.map(|staff| (*staff, availability::Command::Quiet(self.directory.quiet_of(*staff, self.now))));
        self.settle_staff(quiet.collect());
        for enquiry in self.desk.enquiries.keys() {
            self.put(*enquiry, enquiry::Command::Review)?;
        }
        Ok(())
    }
}

/// The entry as it is drawn, if it can be pressed: there is such a tag, or such a person in the public directory.
pub(super) fn drawn(directory: &Directory, entry: Entry) -> Option<EntryCard> {
    match entry {
        Entry::Tag { tag } => directory.tag(tag).map(|tag| EntryCard::Tag(TagCard::from(tag))),
        Entry::Staff { staff } => {
            let member = directory.staff.get(&staff).filter(|member| member.listed)?;
            Some(EntryCard::Staff(member.card.clone()))
        }
    }
}
