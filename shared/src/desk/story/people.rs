//! What people do in a story.

use super::{
    super::{Command, Contact, Desk, Raise},
    RoomModel, START, Story, bytes, label, name, staff,
};
use crate::{
    api::{RaiseEnquiry, TransferEnquiry},
    availability::{self, Chosen, Sockets},
    call::CallSign,
    card::{ClosedBy, ContactCard, ContactDetails, Entry, IfNobody, Phase},
    enquiry::{Act, Enquiry},
    form::{Filled, Known},
    id::{ContactId, EnquiryId, StaffId, VisitorId},
    label::{Label, LabelCard, LabelColor},
    owed::{Closing, RoomReport},
    value::LanguageTag,
};

impl Story {
    pub(in crate::desk) fn everybody_comes(mut self) -> Self {
        let everybody: Vec<StaffId> = self.desk.directory().staff.keys().copied().collect();
        for staff in everybody {
            self.does(staff, availability::Command::Connect);
        }
        self
    }

    pub(in crate::desk) fn does(&mut self, staff: StaffId, command: availability::Command) -> &mut Self {
        match command {
            availability::Command::Connect => self.there.insert(staff),
            availability::Command::Disconnect | availability::Command::SignOut => self.there.remove(&staff),
            availability::Command::Alive(_)
            | availability::Command::Lose
            | availability::Command::Input
            | availability::Command::Away
            | availability::Command::Choose(_)
            | availability::Command::Wakeable(_)
            | availability::Command::Quiet(_)
            | availability::Command::Tick => false,
        };
        self.turn(Command::Staff(vec![(staff, command)]))
    }

    pub(in crate::desk) fn comes(&mut self, who: &str) -> &mut Self {
        self.does(staff(who), availability::Command::Connect)
    }

    pub(in crate::desk) fn leaves(&mut self, who: &str) -> &mut Self {
        self.does(staff(who), availability::Command::SignOut)
    }

    /// Their tab is gone without a word.
    pub(in crate::desk) fn vanishes(&mut self, who: &str) -> &mut Self {
        self.there.remove(&staff(who));
        self
    }

    pub(in crate::desk) fn chooses(&mut self, who: &str, chosen: Chosen) -> &mut Self {
        self.does(staff(who), availability::Command::Choose(chosen))
    }

    /// Everybody who is there touches something.
    pub(in crate::desk) fn works(&mut self) -> &mut Self {
        let there: Vec<_> = self.there.iter().map(|staff| (*staff, availability::Command::Input)).collect();
        self.turn(Command::Staff(there))
    }

    /// The clock goes on: dashboards ping, and an alarm comes whenever one was wished for.
    pub(in crate::desk) fn later(&mut self, seconds: i64) -> &mut Self {
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
    pub(in crate::desk) fn restarts(&mut self) -> &mut Self {
        let enquiries: Vec<_> = self.desk.enquiries.values().cloned().collect();
        let contact = |enquiry: &Enquiry| self.desk.contact(enquiry.raised.visitor).expect("who asks is known").clone();
        let enquiries: Vec<_> = enquiries.into_iter().map(|enquiry| (enquiry.clone(), contact(&enquiry))).collect();
        let people = self.kept.iter().map(|(staff, kept)| (*staff, *kept, Sockets::default()));
        let woken = Desk::wake(self.now, self.desk.directory().clone(), self.desk.directory_changes, people, enquiries);
        for staff in self.desk.directory().staff.keys() {
            assert_eq!(woken.availability(*staff), self.desk.availability(*staff));
        }
        (self.base, self.desk) = (woken.clone(), woken);
        self.since.clear();
        self.turn(Command::Staff(self.kept.keys().map(|staff| (*staff, availability::Command::Lose)).collect()))
    }

    pub(in crate::desk) fn raises(&mut self, visitor: &str, entry: Entry) -> &mut Self {
        self.raised += 1;
        let id = EnquiryId::new(self.now, bytes(&format!("{}", self.raised)));
        self.raises_as(visitor, entry, id)
    }

    pub(in crate::desk) fn raises_as(&mut self, visitor: &str, entry: Entry, enquiry: EnquiryId) -> &mut Self {
        self.raises_from(visitor, entry, enquiry, None, None)
    }

    pub(in crate::desk) fn raises_in(
        &mut self,
        visitor: &str,
        entry: Entry,
        language: &str,
        country: &str,
    ) -> &mut Self {
        self.raised += 1;
        let id = EnquiryId::new(self.now, bytes(&format!("{}", self.raised)));
        self.raises_from(visitor, entry, id, Some(language), Some(country))
    }

    fn raises_from(
        &mut self,
        visitor: &str,
        entry: Entry,
        enquiry: EnquiryId,
        language: Option<&str>,
        country: Option<&str>,
    ) -> &mut Self {
        let visitor_id = VisitorId::new(START, bytes(visitor));
        let language = language.map(|language| LanguageTag::try_from(language).expect("a language"));
        let country = country.map(str::to_owned);
        let request = RaiseEnquiry {
            enquiry,
            entry,
            mode: self.mode,
            page: None,
            referrer: None,
            language,
            time_zone: None,
            former: None,
            link: None,
            embedder: None,
            form: self.filled.take(),
        };
        let card = ContactCard {
            id: ContactId::new(START, bytes(visitor)),
            handle: name("Calm Otter 42"),
            details: ContactDetails::default(),
            photo: false,
        };
        let new = Contact { card, revision: 0, language: None, country: None, served: None };
        // As it was stored, when they come back.
        let contact = self.contacts.get(&visitor_id).cloned().unwrap_or(new);
        let known = Known::of(self.told.iter().filter(|(whose, _)| *whose == contact.card.id).map(|(_, told)| told));
        let raise = Raise { request, visitor: visitor_id, contact, known, country, device: None, channel: None };
        self.turn(Command::Raise(Box::new(raise)));
        if self.outcome.is_ok() {
            let known = self.desk.enquiry(enquiry).or_else(|| self.desk.running(visitor_id, entry));
            self.current = Some(known.expect("raised or running").id);
        }
        self
    }

    pub(in crate::desk) fn takes(&mut self, who: &str) -> &mut Self {
        let enquiry = self.current();
        self.turn(Command::Take { enquiry, staff: staff(who) })
    }

    pub(in crate::desk) fn acts(&mut self, who: &str, act: Act) -> &mut Self {
        let enquiry = self.current();
        self.turn(Command::Act { enquiry, staff: staff(who), act })
    }

    pub(in crate::desk) fn passes_on(&mut self, who: &str, to: Entry, if_nobody: IfNobody) -> &mut Self {
        self.passes_on_so(who, TransferEnquiry { to, note: None, if_nobody, keep_sight: false })
    }

    pub(in crate::desk) fn passes_on_so(&mut self, who: &str, wish: TransferEnquiry) -> &mut Self {
        self.acts(who, Act::Transfer(Box::new(wish)))
    }

    /// A second passes, and the visitor writes in the room.
    pub(in crate::desk) fn writes(&mut self) -> &mut Self {
        self.later(1);
        let now = self.now;
        self.report(|room| room.said_at = Some(now), None)
    }

    /// What the visitor wrote some seconds ago is reported only now.
    pub(in crate::desk) fn wrote_before(&mut self, seconds: i64) -> &mut Self {
        let at = self.now.plus_ms(-1_000 * seconds);
        self.report(|room| room.said_at = Some(at), None)
    }

    /// A second passes, and staff say something in the room.
    pub(in crate::desk) fn is_spoken_to(&mut self) -> &mut Self {
        self.later(1);
        let now = self.now;
        self.report(|room| room.staff_said_at = Some(now), None)
    }

    /// The room tells how it stands with its call.
    pub(in crate::desk) fn rings_with(&mut self, call: Option<CallSign>) -> &mut Self {
        self.report(|room| room.call = call, None)
    }

    /// The room wants to say how many people can take the enquiry.
    pub(in crate::desk) fn asks_for_people(&mut self) -> &mut Self {
        self.report(|room| room.asks = true, None);
        let enquiry = self.current();
        if let Some(room) = self.rooms.get_mut(&enquiry) {
            room.asks = false;
        }
        self
    }

    /// How many its room was told of.
    pub(in crate::desk) fn tells_of_people(&mut self, count: Option<u32>) -> &mut Self {
        let enquiry = self.current();
        assert_eq!(self.rooms.get_mut(&enquiry).and_then(|room| room.people.take()), count);
        self
    }

    pub(in crate::desk) fn leaves_details(&mut self, details: ContactDetails) -> &mut Self {
        self.leaves_form(details, None)
    }

    pub(in crate::desk) fn leaves_form(&mut self, details: ContactDetails, form: Option<Filled>) -> &mut Self {
        let left = |room: &mut RoomModel| {
            (room.details, room.form) = (Some(details), form);
            room.forms += 1;
        };
        self.report(left, None)
    }

    pub(in crate::desk) fn closes(&mut self, by: ClosedBy) -> &mut Self {
        let closing = Closing { by, staff: None, at_ms: self.now };
        self.report(|room| room.phase = Phase::Closed, Some(closing))
    }

    /// A member of staff doesn't want a visitor heard any more.
    pub(in crate::desk) fn blocks(&mut self, who: &str, visitor: &str) -> &mut Self {
        self.turn(Command::Shut { visitor: VisitorId::new(START, bytes(visitor)), staff: staff(who) })
    }

    /// Which rooms were told to end, in the order in which they were opened.
    pub(in crate::desk) fn are_shut(&self) -> Vec<bool> {
        self.rooms.values().map(|room| room.shut).collect()
    }

    /// An admin has a visitor erased.
    pub(in crate::desk) fn is_forgotten(&mut self, visitor: &str) -> &mut Self {
        self.turn(Command::Forget { visitor: VisitorId::new(START, bytes(visitor)), staff: Some(staff("sue")) })
    }

    /// The owner has these labels, in this order; "!" stands before one that is archived.
    pub(in crate::desk) fn has_labels<const N: usize>(&mut self, names: [&str; N]) -> &mut Self {
        let card = |written: &str| {
            let text = written.trim_start_matches('!');
            let (color, description, archived) = (LabelColor::default(), None, text != written);
            LabelCard { id: label(text), label: Label { name: name(text), color, description, archived } }
        };
        self.directory(|directory| directory.labels = names.map(card).to_vec())
    }

    /// Whether staff can close enquiries only with a label.
    pub(in crate::desk) fn requires_labels(&mut self, required: bool) -> &mut Self {
        self.directory(|directory| directory.label_required = required)
    }

    pub(in crate::desk) fn puts(&mut self, who: &str, what: &str) -> &mut Self {
        self.acts(who, Act::Label(label(what)))
    }

    pub(in crate::desk) fn takes_off(&mut self, who: &str, what: &str) -> &mut Self {
        self.acts(who, Act::Unlabel(label(what)))
    }

    /// Whether the room was told that staff can't close it yet.
    pub(in crate::desk) fn wants_label(&mut self, wanted: bool) -> &mut Self {
        let enquiry = self.current();
        assert_eq!(self.rooms.get(&enquiry).map(|room| room.label_wanted), Some(wanted));
        self
    }

    /// What its card shows.
    pub(in crate::desk) fn is_labelled<const N: usize>(&mut self, names: [&str; N]) -> &mut Self {
        let card = self.desk.card(self.current()).expect("it runs");
        assert_eq!(card.labels, names.map(label));
        self
    }

    pub(in crate::desk) fn reports_again(&mut self) -> &mut Self {
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
            staff_said_at_ms: room.staff_said_at,
            asks_for_people: room.asks,
            preview: None,
            unread: 0,
            page: None,
            details: room.details.clone(),
            form: room.form.clone(),
            forms: room.forms,
            closed,
            call: room.call,
        };
        self.turn(Command::TakeReport(Box::new(report)))
    }

    pub(in crate::desk) fn current(&self) -> EnquiryId {
        self.current.expect("an enquiry was raised")
    }
}
