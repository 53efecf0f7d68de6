//! What must hold after each step, and what a story can ask.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
};

use super::{
    super::{Desk, Event},
    Story, staff,
};
use crate::{
    api::{ErrorBody, TraceStep},
    card::{Availability, EnquiryCard, Phase},
    enquiry::{self, Enquiry, MAX_GUESTS, MAX_RUNNING, Refusal, State},
    id::EnquiryId,
    permission::may,
    push::Alert,
    routing::{Scene, Why},
    script::Script,
    value::LanguageTag,
};

const DAY_MS: i64 = 24 * 3_600_000;

impl Story {
    /// What must always hold.
    pub(in crate::desk) fn check(&self) {
        let mut again = self.base.clone();
        for event in &self.since {
            again.apply(event);
        }
        assert_eq!(again, self.desk, "the stored events tell another story");

        let mut indexed =
            Desk { people: BTreeMap::new(), active: BTreeSet::new(), there: BTreeSet::new(), ..self.desk.clone() };
        let contacts =
            |enquiry: &Enquiry| self.desk.contact(enquiry.raised.visitor).expect("who asks is known").clone();
        let enquiries = self.desk.enquiries.values().map(|enquiry| (enquiry.clone(), contacts(enquiry)));
        let woken = Desk::wake(self.now, self.desk.directory().clone(), self.desk.directory_changes, [], enquiries);
        indexed.people.clear();
        assert_eq!(woken, indexed, "an index is wrong");

        for staff in self.desk.directory().staff.keys() {
            let picture: BTreeMap<EnquiryId, EnquiryCard> =
                self.desk.picture(*staff).into_iter().map(|card| (card.enquiry, card)).collect();
            let mut shown = self.panels.get(staff).cloned().unwrap_or_default();
            // A card that only counts on isn't sent again.
            for (enquiry, card) in &mut shown {
                card.revision = picture.get(enquiry).map_or(card.revision, |now| now.revision.max(card.revision));
            }
            assert_eq!(shown, picture, "the changes don't add up to the picture");
            let rights = |enquiry: &&Enquiry| may(self.desk.directory(), enquiry, *staff).panel;
            assert_eq!(
                picture.len(),
                self.desk.enquiries.values().filter(rights).count(),
                "a card too few or too many"
            );
        }

        for enquiry in self.desk.enquiries.values() {
            let room = self.rooms.get(&enquiry.id).expect("every enquiry has a room");
            let (phase, owner) = enquiry.seen_by_visitor();
            assert_eq!((room.phase, room.owner), (phase, owner.map(|owner| owner.id)), "room and desk differ");
            let passing = enquiry.passing().filter(|passing| passing.sender().is_some());
            let passing = passing.map(|passing| passing.transfer.to.name().to_string());
            assert_eq!(room.passing, passing, "the visitor is told something else of where it goes");
            self.check_passing(enquiry);
            assert!(self.panels.values().any(|panel| panel.contains_key(&enquiry.id)), "an enquiry that nobody sees");
            assert!(
                enquiry.given_until().is_none_or(|until| until.plus_ms(DAY_MS) > self.now),
                "somebody was silent for a day and has it still"
            );
            assert_eq!(
                room.label_wanted,
                self.desk.directory().wants_label(enquiry),
                "a room closes without a label, or not with one"
            );
            let raised = &enquiry.raised;
            let script = Script::of(self.desk.directory(), raised.entry.entry(), raised.language.as_ref());
            assert_eq!(room.script, script, "a room says what isn't set any more");
            if let State::Open { .. } = &enquiry.state {
                let offered = enquiry.asked(self.desk.directory());
                assert!(!enquiry.free(&self.scene(), &offered).is_empty(), "offered to nobody who could take it");
            }
            let same: Vec<_> = self
                .desk
                .of_visitor(enquiry.raised.visitor)
                .filter(|other| other.raised.entry.entry() == enquiry.raised.entry.entry())
                .collect();
            assert_eq!(same.len(), 1, "an entry runs twice");
        }
        for party in self.desk.visitors.values() {
            let phases = party.enquiries.iter().filter_map(|id| self.desk.enquiry(*id)).map(Enquiry::phase);
            let running = phases.filter(|phase| matches!(phase, Phase::Open | Phase::Engaged)).count();
            // Missed ones that open again count from then on, and can't be refused.
            assert!(running <= MAX_RUNNING || self.stored.iter().any(is_reopened), "too many at once");
        }
    }
}

impl Story {
    /// What is passed on is open and on a clock, is asked of nobody who is out of it, and leads back to somebody.
    fn check_passing(&self, enquiry: &Enquiry) {
        let owner = enquiry.owner().map(|owner| owner.id);
        assert!(owner.is_none_or(|owner| !enquiry.guests.contains(&owner)), "a guest in their own room");
        assert!(enquiry.guests.len() <= MAX_GUESTS + 1, "too many guests");
        let Some(passing) = enquiry.passing() else { return };
        let State::Open { until, .. } = enquiry.state else { panic!("passed on, and not open") };
        assert!(self.desk.waits.contains(&(until, enquiry.id)), "passed on without a clock");
        assert!(owner.is_none(), "passed on, and somebody's");
        let asked = enquiry.asked(self.desk.directory());
        assert!(!asked.iter().any(|staff| passing.out().contains(staff)), "asked again of who declined");
        for staff in self.desk.directory().staff.keys() {
            let rights = may(self.desk.directory(), enquiry, *staff);
            assert_eq!(rights.take, asked.contains(staff));
            assert!(!rights.reads_only || !enquiry.guests.contains(staff), "a guest may speak");
            assert!(rights.enter || !rights.panel, "a card whose talk can't be read");
        }
    }

    fn scene(&self) -> Scene<'_> {
        let Desk { directory, active, there, rooms, .. } = &self.desk;
        Scene { now: self.now, directory, active, there, rooms }
    }
}

fn is_reopened(event: &Event) -> bool {
    matches!(event, Event::Enquiry { event: enquiry::Event::Reopened, .. })
}

/// What is told of the current enquiry.
impl Story {
    fn phase(&self) -> Phase {
        let id = self.current();
        self.desk.enquiry(id).or_else(|| self.closed.get(&id)).expect("the enquiry is known").phase()
    }

    pub(in crate::desk) fn is_offered_to<const N: usize>(&mut self, people: [&str; N]) -> &mut Self {
        let card = self.desk.card(self.current()).expect("it runs");
        let offer = card.offer.unwrap_or_else(|| panic!("it is {:?}", card.phase));
        assert_same(offer.staff, people.map(staff));
        self.is_shown_to(people)
    }

    pub(in crate::desk) fn is_shown_to<const N: usize>(&mut self, people: [&str; N]) -> &mut Self {
        let id = self.current();
        let seeing = self.panels.iter().filter(|(_, panel)| panel.contains_key(&id)).map(|(staff, _)| *staff);
        assert_same(seeing, people.map(staff));
        self
    }

    /// Why places were passed over on its way.
    pub(in crate::desk) fn passed<const N: usize>(&mut self, reasons: [Why; N]) -> &mut Self {
        let id = self.current();
        let reason = |event: &Event| match event {
            Event::Enquiry { enquiry, event: enquiry::Event::Skipped { why, .. }, .. } if *enquiry == id => Some(*why),
            Event::Enquiry { .. }
            | Event::Contact { .. }
            | Event::News { .. }
            | Event::Told { .. }
            | Event::Availability { .. }
            | Event::Directory(_) => None,
        };
        assert_eq!(self.stored.iter().filter_map(reason).collect::<Vec<_>>(), reasons);
        self
    }

    pub(in crate::desk) fn is_engaged_with(&mut self, who: &str) -> &mut Self {
        let owner = self.desk.enquiry(self.current()).and_then(Enquiry::owner).map(|owner| owner.id);
        assert_eq!(owner, Some(staff(who)));
        self
    }

    pub(in crate::desk) fn is_missed(&mut self) -> &mut Self {
        assert_eq!(self.phase(), Phase::Missed);
        self
    }

    pub(in crate::desk) fn is_closed(&mut self) -> &mut Self {
        assert_eq!(self.phase(), Phase::Closed);
        self.is_shown_to([])
    }

    pub(in crate::desk) fn wins(&mut self) -> &mut Self {
        assert_eq!(self.outcome, Ok(()));
        self
    }

    pub(in crate::desk) fn loses_to(&mut self, who: &str) -> &mut Self {
        let refusal = self.outcome.clone().expect_err("came second");
        let body = ErrorBody::from(refusal);
        assert_eq!(body.by.map(|by| by.id), Some(staff(who)), "{}", body.message);
        self
    }

    pub(in crate::desk) fn is_refused(&mut self, refusal: &Refusal) -> &mut Self {
        assert_eq!(self.outcome.as_ref(), Err(refusal));
        self
    }

    pub(in crate::desk) fn says_of(&mut self, who: &str, availability: Availability) -> &mut Self {
        assert_eq!(self.desk.availability(staff(who)), availability);
        self
    }

    /// The steps of its way, by their names.
    pub(in crate::desk) fn went<const N: usize>(&mut self, steps: [&str; N]) -> &mut Self {
        let name = |step| serde_json::to_value(step).expect("a step has a JSON form")["step"].to_string();
        assert_eq!(self.way().into_iter().map(name).collect::<Vec<_>>(), steps.map(|step| format!("\"{step}\"")));
        self
    }

    /// That it was given to somebody without asking, and for which language.
    pub(in crate::desk) fn was_picked_for(&mut self, wanted: Option<&str>) -> &mut Self {
        let Some(TraceStep::PickedUp { language, .. }) = self.way().pop() else { panic!("it was not picked up") };
        assert_eq!(language.as_ref().map(LanguageTag::as_str), wanted);
        self
    }

    fn way(&self) -> Vec<TraceStep> {
        let id = self.current();
        let step = |event: &Event| match event {
            Event::Enquiry { enquiry, at, event } if *enquiry == id => Some(event.traced(*at).step),
            Event::Enquiry { .. }
            | Event::Contact { .. }
            | Event::News { .. }
            | Event::Told { .. }
            | Event::Availability { .. }
            | Event::Directory(_) => None,
        };
        self.stored.iter().filter_map(step).collect()
    }
}

fn assert_same<T: Ord + Debug>(left: impl IntoIterator<Item = T>, right: impl IntoIterator<Item = T>) {
    assert_eq!(left.into_iter().collect::<BTreeSet<T>>(), right.into_iter().collect());
}

impl Story {
    /// Whose browsers were woken since it was asked last, and what for: "offered ada".
    pub(in crate::desk) fn wakes(&mut self, expected: &[&str]) -> &mut Self {
        let told = self.alerts.drain(..).map(|(staff, alert)| {
            let what = match alert {
                Alert::Offered(_) => "offered",
                Alert::Missed(_) => "missed",
                Alert::Invited(_) => "invited",
                Alert::Returned(_) => "returned",
                Alert::Called(_) => "called",
                Alert::Answered(_) => "answered",
                Alert::Reminder(_) => "reminder",
                Alert::Mentioned(_) => "mentioned",
                Alert::Test => "test",
            };
            format!("{what} {}", self.base.directory().staff[&staff].card.handle)
        });
        let mut told: Vec<String> = told.collect();
        told.sort();
        assert_eq!(told, expected);
        self
    }

    /// Until when the alerts since it was asked last are of use, from now on, in seconds.
    pub(in crate::desk) fn alerts_last(&mut self, expected: &[i64]) -> &mut Self {
        let ends = self.alerts.drain(..).filter_map(|(_, alert)| alert.until());
        let left: Vec<i64> = ends.map(|until| until.ms_since(self.now) / 1_000).collect();
        assert_eq!(left, expected);
        self
    }
}
