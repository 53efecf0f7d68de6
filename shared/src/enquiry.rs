//! The life of one enquiry: raised, offered from destination to destination, answered by one, missed and followed up,
//! passed on, closed. Its events are also its trace: why it went where it went. Time, who is Active and what was said in the
//! room come in; what others have to know of the outcome is the Desk's business (`desk.rs`).

mod event;
mod given;
mod refusal;
mod trace;
mod transfer;

use std::collections::{BTreeMap, BTreeSet};

pub use event::{Event, News, Offered, Raised};
pub use refusal::{MAX_KEPT, MAX_RUNNING, MAX_WAITING, Refusal};
pub use transfer::{Act, MAX_GUESTS, Passing, Transfer};

use crate::{
    card::{ClosedBy, Entry, Mode, Phase, StaffCard},
    directory::Directory,
    id::{EnquiryId, LabelId, StaffId},
    owed::Closing,
    permission::may,
    rating::Rated,
    routing::{Asker, Coming, Next, Outcome, Scene, Step, Stop, draw},
    value::Timestamp,
};

use given::Given;

/// Where an enquiry is in its life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Offered.
    Open {
        /// Where.
        stop: Stop,
        /// Since when.
        since: Timestamp,
        /// When the wait ends.
        until: Timestamp,
    },
    /// Somebody's.
    Engaged {
        /// Whose.
        owner: StaffCard,
    },
    /// Nobody's: no place was left. Also between being raised and the first offer, within one decision.
    Missed,
    /// Over.
    Closed {
        /// Who ended it.
        by: ClosedBy,
        /// Whose it was.
        owner: Option<StaffCard>,
    },
}

/// After so long an enquiry that comes round to the same people again calls them again.
pub const CALL_AGAIN_MS: i64 = 10 * 60_000;

/// What may happen to an enquiry that was raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// A member of staff answers it, or follows it up: whichever it takes now, for a click may come just too late.
    Take(StaffId),
    /// A member of staff does something else with it.
    Act(StaffId, Act),
    /// The visitor said something then.
    VisitorSaid(Timestamp),
    /// The room was closed.
    Close(Closing),
    /// Somebody went away, or the directory changed.
    Review,
    /// Time went by.
    Tick,
}

/// One enquiry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enquiry {
    /// Which; its room has the same id.
    pub id: EnquiryId,
    /// From its first moment.
    pub raised: Raised,
    /// When that was.
    pub raised_at: Timestamp,
    /// When it was answered, missed or closed last.
    pub changed_at: Timestamp,
    /// Where it is now.
    pub state: State,
    /// What the room told last.
    pub news: News,
    /// How its visitor wants to be served: who writes again after a call that nobody took writes.
    mode: Mode,
    /// That its owner was given it without being asked.
    given: Option<Given>,
    /// Who was given it and said nothing, since it was raised or opened again.
    silent: BTreeSet<StaffId>,
    /// That it is passed on, and nobody has accepted yet.
    passing: Option<Box<Passing>>,
    /// Where it was passed on to last: who is there may have it as who serves what was pressed.
    passed: Option<Entry>,
    /// Who of the staff is in the room beside its owner.
    pub guests: BTreeSet<StaffId>,
    /// What staff put on it, first put first; also what was removed from the service since.
    pub labels: Vec<LabelId>,
    /// How its visitor rated it.
    pub rated: Option<Box<Rated>>,
    /// How often they did.
    pub(crate) ratings: u8,
    /// How many events it has seen: part of its card's revision.
    pub steps: u32,
    /// Whom it called since it was opened, and when last: coming round to them again a moment later is no news to them.
    called: BTreeMap<StaffId, Timestamp>,
}

impl Enquiry {
    /// The enquiry that these events tell of, oldest first. None unless they begin with [`Event::Raised`].
    #[must_use]
    pub fn replay<'a>(id: EnquiryId, events: impl IntoIterator<Item = (Timestamp, &'a Event)>) -> Option<Self> {
        let mut events = events.into_iter();
        let (at, Event::Raised(raised)) = events.next()? else { return None };
        let mut enquiry = Self::new(id, at, (**raised).clone());
        events.for_each(|(at, event)| enquiry.apply(at, event));
        Some(enquiry)
    }

    /// As it is between being raised and the first offer.
    #[must_use]
    pub fn new(id: EnquiryId, at: Timestamp, raised: Raised) -> Self {
        let news = News::of(&raised);
        Self {
            id,
            mode: raised.mode,
            raised,
            raised_at: at,
            changed_at: at,
            state: State::Missed,
            news,
            given: None,
            silent: BTreeSet::new(),
            passing: None,
            passed: None,
            guests: BTreeSet::new(),
            labels: Vec::new(),
            rated: None,
            ratings: 0,
            called: BTreeMap::new(),
            steps: 1,
        }
    }

    /// What follows the raising of this enquiry: an offer, or that it is missed at once, for waiting for nobody helps
    /// nobody.
    #[must_use]
    pub fn first_steps(&self, scene: &Scene<'_>) -> Vec<Event> {
        self.onward(scene, None)
    }

    /// What routing has to know of it.
    fn asker(&self, passed: Option<Entry>) -> Asker<'_> {
        Asker {
            entry: passed.unwrap_or_else(|| self.raised.entry.entry()),
            mode: self.mode(),
            language: self.raised.language.as_ref(),
            country: self.raised.country.as_deref(),
            served: self.raised.served,
            silent: &self.silent,
            out: self.passing.as_ref().map(|passing| passing.out()),
            draw: draw(self.id),
        }
    }

    /// Says what `command` leads to. Changes nothing: store the events, then [`Enquiry::apply`] them.
    ///
    /// # Errors
    /// What staff ask for may be refused: see `Enquiry::act`. [`Command::Take`]: [`Refusal::AlreadyAnswered`] to who could have
    /// had it and came second, [`Refusal::EnquiryClosed`] after the close, [`Refusal::NotFound`] to who can't have it.
    pub fn decide(&self, scene: &Scene<'_>, command: Command) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Take(staff) => self.taken_by(scene.directory, staff),
            Command::Act(by, act) => self.act(scene, by, act),
            Command::VisitorSaid(at) => Ok(self.written_to_again(scene, at)),
            Command::Close(Closing { by, staff, .. }) => Ok(match self.state {
                State::Closed { .. } => vec![],
                State::Open { .. } | State::Engaged { .. } | State::Missed => vec![Event::Closed { by, staff }],
            }),
            Command::Review => Ok(self.reviewed(scene)),
            Command::Tick => Ok(match &self.state {
                State::Open { stop, until, .. } if *until <= scene.now => {
                    let mut events = vec![Event::WaitOver];
                    events.extend(self.onward(scene, Some(Coming::Past(stop))));
                    events
                }
                State::Engaged { owner } if self.given_until().is_some_and(|until| until <= scene.now) => {
                    self.taken_back(scene, owner.id)
                }
                State::Open { .. } | State::Engaged { .. } | State::Missed | State::Closed { .. } => vec![],
            }),
        }
    }

    fn taken_by(&self, directory: &Directory, staff: StaffId) -> Result<Vec<Event>, Refusal> {
        let rights = may(directory, self, staff);
        let card = Box::new(directory.card(staff).ok_or(Refusal::NotFound)?.clone());
        match &self.state {
            State::Open { .. } if rights.take => {
                Ok(std::iter::once(Event::Answered(card)).chain(self.stay(directory, Some(staff))).collect())
            }
            State::Open { .. } if rights.take_back => self.called_back(directory, staff, rights),
            State::Missed if rights.take => Ok(vec![Event::FollowedUp(card)]),
            // Their first click, again: the answer was lost on its way.
            State::Engaged { owner } if owner.id == staff => Ok(vec![]),
            State::Engaged { owner } if rights.lose => Err(Refusal::AlreadyAnswered { by: Box::new(owner.clone()) }),
            State::Closed { .. } if rights.read => Err(Refusal::EnquiryClosed),
            State::Open { .. } | State::Engaged { .. } | State::Missed | State::Closed { .. } => Err(Refusal::NotFound),
        }
    }

    /// A missed enquiry is offered again when its visitor says something new. If nobody could take it, it stays as it
    /// is: being missed twice would tell nobody anything.
    fn written_to_again(&self, scene: &Scene<'_>, at: Timestamp) -> Vec<Event> {
        let news = self.news.visitor_said_at.is_none_or(|before| before < at) && self.changed_at < at;
        match self.state {
            State::Missed if news => self.reopened(scene).unwrap_or_default(),
            State::Open { .. } | State::Engaged { .. } | State::Missed | State::Closed { .. } => vec![],
        }
    }

    fn reviewed(&self, scene: &Scene<'_>) -> Vec<Event> {
        let mut events = vec![Event::EverybodyLeft];
        match &self.state {
            State::Open { stop, .. } => {
                if !self.free(scene, &self.asked(scene.directory)).is_empty() {
                    return vec![];
                }
                events.extend(self.onward(scene, Some(Coming::Past(stop))));
            }
            State::Engaged { owner } if scene.directory.card(owner.id).is_none() => {
                events.extend(self.reopened(scene).unwrap_or_else(|| vec![Event::Missed]));
            }
            State::Engaged { .. } | State::Missed | State::Closed { .. } => return vec![],
        }
        events
    }

    /// Those of `people` who can be given it.
    #[must_use]
    pub fn free(&self, scene: &Scene<'_>, people: &[StaffId]) -> Vec<StaffId> {
        scene.free_for(&self.asker(None), people)
    }

    /// Offered again from the first place on; none if nobody could take it.
    fn reopened(&self, scene: &Scene<'_>) -> Option<Vec<Event>> {
        // A new try: whoever was silent may be there by now.
        let mut anew = self.clone();
        anew.apply(scene.now, &Event::Reopened);
        let onward = anew.onward(scene, None);
        let taken = onward.iter().any(|event| matches!(event, Event::Offered(_) | Event::PickedUp { .. }));
        taken.then(|| std::iter::once(Event::Reopened).chain(onward).collect())
    }

    /// To the next place with somebody eligible; else it is missed.
    fn onward(&self, scene: &Scene<'_>, from: Option<Coming<'_>>) -> Vec<Event> {
        let passed = from.map_or(self.passed, |coming| coming.stop().passed);
        self.onward_to(scene, passed, from)
    }

    /// The same for what it was passed on to, or for what was pressed.
    fn onward_to(&self, scene: &Scene<'_>, passed: Option<Entry>, from: Option<Coming<'_>>) -> Vec<Event> {
        let Next { steps, outcome } = scene.next(&self.asker(passed), from);
        let mut events: Vec<Event> = steps.into_iter().map(Event::from).collect();
        match outcome {
            Outcome::Offer(stop, eligible) => {
                let stop = Stop { passed, ..stop };
                let until = scene.now.plus_ms(i64::from(stop.wait_s).saturating_mul(1_000));
                events.push(Event::Offered(Box::new(Offered { stop, eligible, until })));
            }
            Outcome::PickUp(stop, staff, language) => {
                let stop = Stop { passed, ..stop };
                let until = scene.now.plus_ms(i64::from(stop.wait_s).saturating_mul(1_000));
                events.push(Event::PickedUp { stop: Box::new(stop), staff, until: Some(until), language });
            }
            Outcome::Nobody => events.extend(self.at_the_end(scene, passed)),
            Outcome::OutOfHours { schedule, opens } => {
                events.push(Event::OutOfHours { schedule, opens });
                events.extend(self.at_the_end(scene, passed));
            }
        }
        events
    }

    /// For whom an event that comes next is an offer of which they weren't told a moment ago.
    #[must_use]
    pub fn rings(&self, now: Timestamp, event: &Event) -> Vec<StaffId> {
        let Event::Offered(offered) = event else { return vec![] };
        let was_called = |staff: &StaffId| self.called.get(staff).is_some_and(|at| now.ms_since(*at) < CALL_AGAIN_MS);
        offered.eligible.iter().copied().filter(|staff| !was_called(staff)).collect()
    }

    /// Makes `event`, which happened at `at`, true.
    pub fn apply(&mut self, at: Timestamp, event: &Event) {
        self.steps = self.steps.saturating_add(1);
        self.note_given(event);
        match event {
            // The first event made it (see `new`), and the others are steps to the next offer, in the same decision.
            Event::Raised(_)
            | Event::OutOfHours { .. }
            | Event::Drawn { .. }
            | Event::Skipped { .. }
            | Event::WaitOver
            | Event::EverybodyLeft
            | Event::TakenBack { .. } => {}
            Event::Reopened => self.mode = Mode::Chat,
            Event::Offered(offered) => {
                self.called.extend(self.rings(at, event).into_iter().map(|staff| (staff, at)));
                let Offered { stop, until, eligible: _ } = (**offered).clone();
                self.state = State::Open { stop, since: at, until };
            }
            Event::Answered(owner)
            | Event::FollowedUp(owner)
            | Event::PickedUp { staff: owner, .. }
            | Event::TakenOver { staff: owner, .. } => {
                self.state = State::Engaged { owner: (**owner).clone() };
                self.guests.remove(&owner.id);
                self.passing = None;
                self.changed_at = at;
                self.called.clear();
            }
            Event::Missed => {
                self.state = State::Missed;
                self.news.call = None;
                self.passing = None;
                self.changed_at = at;
                self.called.clear();
            }
            Event::Transferred(transfer) => {
                self.passing = Some(Box::new(Passing::new(at, (**transfer).clone(), self.passed)));
                self.passed = Some(transfer.to.entry());
                self.called.clear();
            }
            Event::Declined { staff } => {
                if let Some(passing) = &mut self.passing {
                    passing.decline(*staff);
                }
            }
            // Not changed for lists: it is where it was.
            Event::Returned { staff, by: _ } => {
                self.state = State::Engaged { owner: (**staff).clone() };
                self.passed = self.passing.take().and_then(|passing| passing.before);
                self.called.clear();
            }
            Event::SenderAway { .. } => {
                if let Some(passing) = &mut self.passing {
                    passing.lose_sender();
                    self.passed = passing.before;
                }
            }
            Event::Invited { staff, by: _ } => drop(self.guests.insert(*staff)),
            Event::Left { staff, by: _ } => drop(self.guests.remove(staff)),
            Event::Labelled { label, .. } => {
                self.labels.retain(|other| other != label);
                self.labels.push(*label);
            }
            Event::Unlabelled { label, .. } => self.labels.retain(|other| other != label),
            Event::Rated(rated) => {
                self.rated = Some(rated.clone());
                self.ratings = self.ratings.saturating_add(1);
            }
            Event::Closed { by, staff: _ } => {
                let owner = self.owner().or_else(|| self.passing.as_ref()?.sender()).cloned();
                self.state = State::Closed { by: *by, owner };
                self.news.call = None;
                self.passing = None;
                self.changed_at = at;
            }
        }
    }

    /// How it is to be served now: what is open is a call as long as there is one, and what is passed on becomes one by it.
    #[must_use]
    pub fn mode(&self) -> Mode {
        let waits = matches!(self.state, State::Open { .. });
        match (&self.passing, self.news.call) {
            (Some(_), Some(_)) => Mode::Call,
            (Some(_), None) => Mode::Chat,
            (None, None) if waits => Mode::Chat,
            (None, _) => self.mode,
        }
    }

    /// That it is passed on, and nobody has accepted yet.
    #[must_use]
    pub fn passing(&self) -> Option<&Passing> {
        self.passing.as_deref()
    }

    /// Where it was passed on to last.
    #[must_use]
    pub fn passed(&self) -> Option<Entry> {
        self.passed
    }

    /// As its visitor sees it: while it is passed on, it is still with whose it was.
    #[must_use]
    pub fn seen_by_visitor(&self) -> (Phase, Option<&StaffCard>) {
        match self.passing.as_ref().and_then(|passing| passing.sender()) {
            Some(sender) => (Phase::Engaged, Some(sender)),
            None => (self.phase(), self.owner()),
        }
    }

    /// Where it is in its life.
    #[must_use]
    pub fn phase(&self) -> Phase {
        match self.state {
            State::Open { .. } => Phase::Open,
            State::Engaged { .. } => Phase::Engaged,
            State::Missed => Phase::Missed,
            State::Closed { .. } => Phase::Closed,
        }
    }

    /// Whose it is, or was.
    #[must_use]
    pub fn owner(&self) -> Option<&StaffCard> {
        match &self.state {
            State::Engaged { owner } => Some(owner),
            State::Closed { owner, .. } => owner.as_ref(),
            State::Open { .. } | State::Missed => None,
        }
    }
}

impl From<Step> for Event {
    fn from(step: Step) -> Self {
        match step {
            Step::Passed(Stop { destination, name, turn, .. }, why) => Self::Skipped { destination, name, turn, why },
            Step::Drawn { stop: Stop { destination, name, .. }, share } => Self::Drawn { destination, name, share },
        }
    }
}
