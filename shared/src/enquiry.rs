//! The life of one enquiry: raised, offered from destination to destination, answered by one, missed and followed up,
//! closed. Its events are also its trace: why it went where it went. Time, who is Active and what was said in the room
//! come in; what others have to know of the outcome is the Desk's business (`desk.rs`).

mod event;
mod refusal;
mod trace;

pub use event::{Event, News, Offered, Raised};
pub use refusal::{MAX_KEPT, MAX_RUNNING, MAX_WAITING, Refusal};

use crate::{
    card::{ClosedBy, Phase, StaffCard},
    directory::Directory,
    id::{EnquiryId, StaffId},
    owed::Closing,
    permission::may,
    routing::{Asker, Next, Outcome, Scene, Step, Stop, draw},
    value::Timestamp,
};

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

/// What may happen to an enquiry that was raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// A member of staff answers it, or follows it up: whichever it takes now, for a click may come just too late.
    Take(StaffId),
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
    /// How many events it has seen: part of its card's revision.
    pub steps: u32,
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
        let news = News { page: raised.page.clone(), ..News::default() };
        Self { id, raised, raised_at: at, changed_at: at, state: State::Missed, news, steps: 1 }
    }

    /// What follows the raising of this enquiry: an offer, or that it is missed at once, for waiting for nobody helps
    /// nobody.
    #[must_use]
    pub fn first_steps(&self, scene: &Scene<'_>) -> Vec<Event> {
        self.onward(scene, None)
    }

    /// What routing has to know of it.
    fn asker(&self) -> Asker<'_> {
        Asker {
            entry: self.raised.entry.entry(),
            language: self.raised.language.as_ref(),
            country: self.raised.country.as_deref(),
            served: self.raised.served,
            draw: draw(self.id),
        }
    }

    /// Says what `command` leads to. Changes nothing: store the events, then [`Enquiry::apply`] them.
    ///
    /// # Errors
    /// Only [`Command::Take`] is refused: [`Refusal::AlreadyAnswered`] to who could have had it and came second,
    /// [`Refusal::EnquiryClosed`] after the close, [`Refusal::NotFound`] to who can't have it.
    pub fn decide(&self, scene: &Scene<'_>, command: Command) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Take(staff) => self.taken_by(scene.directory, staff),
            Command::VisitorSaid(at) => Ok(self.written_to_again(scene, at)),
            Command::Close(Closing { by, staff, .. }) => Ok(match self.state {
                State::Closed { .. } => vec![],
                State::Open { .. } | State::Engaged { .. } | State::Missed => vec![Event::Closed { by, staff }],
            }),
            Command::Review => Ok(self.reviewed(scene)),
            Command::Tick => Ok(match &self.state {
                State::Open { stop, until, .. } if *until <= scene.now => {
                    let mut events = vec![Event::WaitOver];
                    events.extend(self.onward(scene, Some(stop)));
                    events
                }
                State::Open { .. } | State::Engaged { .. } | State::Missed | State::Closed { .. } => vec![],
            }),
        }
    }

    fn taken_by(&self, directory: &Directory, staff: StaffId) -> Result<Vec<Event>, Refusal> {
        let rights = may(directory, self, staff);
        let member = directory.staff.get(&staff).ok_or(Refusal::NotFound)?;
        let card = Box::new(member.card.clone());
        match &self.state {
            State::Open { .. } if rights.take => Ok(vec![Event::Answered(card)]),
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
                let asked = scene.directory.on(self.raised.entry.entry(), stop);
                if !scene.eligible(&asked).is_empty() {
                    return vec![];
                }
                events.extend(self.onward(scene, Some(stop)));
            }
            State::Engaged { owner } if !scene.directory.staff.contains_key(&owner.id) => {
                events.extend(self.reopened(scene).unwrap_or_else(|| vec![Event::Missed]));
            }
            State::Engaged { .. } | State::Missed | State::Closed { .. } => return vec![],
        }
        events
    }

    /// Offered again from the first place on; none if nobody could take it.
    fn reopened(&self, scene: &Scene<'_>) -> Option<Vec<Event>> {
        let onward = self.onward(scene, None);
        let taken = onward.iter().any(|event| matches!(event, Event::Offered(_) | Event::PickedUp { .. }));
        taken.then(|| std::iter::once(Event::Reopened).chain(onward).collect())
    }

    /// To the next place with somebody eligible; else it is missed.
    fn onward(&self, scene: &Scene<'_>, from: Option<&Stop>) -> Vec<Event> {
        let Next { steps, outcome } = scene.next(&self.asker(), from);
        let mut events: Vec<Event> = steps.into_iter().map(Event::from).collect();
        match outcome {
            Outcome::Offer(stop, eligible) => {
                let until = scene.now.plus_ms(i64::from(stop.wait_s).saturating_mul(1_000));
                events.push(Event::Offered(Box::new(Offered { stop, eligible, until })));
            }
            Outcome::PickUp(Stop { destination, name, .. }, staff) => {
                events.push(Event::PickedUp { destination, name, staff });
            }
            Outcome::Nobody => events.push(Event::Missed),
            Outcome::OutOfHours { schedule, opens } => {
                events.extend([Event::OutOfHours { schedule, opens }, Event::Missed]);
            }
        }
        events
    }

    /// Makes `event`, which happened at `at`, true.
    pub fn apply(&mut self, at: Timestamp, event: &Event) {
        self.steps = self.steps.saturating_add(1);
        match event {
            // The first event made it (see `new`), and the others are steps to the next offer, in the same decision.
            Event::Raised(_)
            | Event::OutOfHours { .. }
            | Event::Drawn { .. }
            | Event::Skipped { .. }
            | Event::WaitOver
            | Event::EverybodyLeft
            | Event::Reopened => {}
            Event::Offered(offered) => {
                let Offered { stop, until, eligible: _ } = (**offered).clone();
                self.state = State::Open { stop, since: at, until };
            }
            Event::Answered(owner) | Event::FollowedUp(owner) | Event::PickedUp { staff: owner, .. } => {
                self.state = State::Engaged { owner: (**owner).clone() };
                self.changed_at = at;
            }
            Event::Missed => {
                self.state = State::Missed;
                self.changed_at = at;
            }
            Event::Closed { by, staff: _ } => {
                self.state = State::Closed { by: *by, owner: self.owner().cloned() };
                self.changed_at = at;
            }
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
