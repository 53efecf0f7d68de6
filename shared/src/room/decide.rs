//! What a command leads to. Everything is worked out from the room as it stands, and nothing in it is changed.

use super::{Command, Event, MAX_ENTRIES, Opened, Refusal, Room, Speaker};
use crate::{
    card::{ClosedBy, ContactDetails, PageView, Phase, Side, StaffCard},
    id::{MessageId, SessionId, StaffId},
    owed::{Order, RoomOrder, RoomReport},
    value::{MessageBody, Seq, Timestamp},
    wire::{LogEntry, Logged, Mark},
};

/// What a command leads to: events to store and apply, then effects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// In this order.
    pub events: Vec<Event>,
    /// In this order.
    pub effects: Vec<Effect>,
}

/// What the shell does once the events are stored. Doing it twice does no harm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Show a new entry to everybody seated. May be lost: whoever comes back reads the log.
    Broadcast(Seq),
    /// Show an entry again to the one who sent it again.
    AnswerAgain(Seq),
    /// Show how far both sides got to everybody seated. May be lost: `welcome` says it too.
    ShowMarks,
    /// Owed to the Desk: store it with the events.
    Report(Box<RoomReport>),
    /// End these sockets.
    Unseat {
        /// Whose.
        staff: StaffId,
        /// Only that session's.
        session: Option<SessionId>,
    },
}

/// How soon the Desk has to hear of a change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Urgency {
    None,
    /// Within [`super::REPORT_EVERY_MS`].
    Soon,
    /// Somebody's waiting or a list depends on it.
    AtOnce,
}

impl Room {
    /// Says what `command` leads to at `now`. Changes nothing: store the events, then [`Room::apply`] them.
    ///
    /// # Errors
    /// See [`Refusal`]; nothing is to be stored then.
    pub fn decide(&self, now: Timestamp, command: Command) -> Result<Decision, Refusal> {
        match command {
            Command::Take(order) => self.take(now, order),
            Command::Say { speaker, message, body, known } => self.say(now, speaker, message, body, known.as_ref()),
            Command::Mark { side, delivered, read } => Ok(self.mark(now, side, delivered, read)),
            Command::LeaveDetails { speaker, message, details, known } => {
                self.leave_details(now, &speaker, message, details, known.as_ref())
            }
            Command::Close { speaker } => self.close(now, &speaker),
            Command::Page { speaker, page } => self.page(now, &speaker, page),
            Command::Tick => Ok(self.tick(now)),
        }
    }

    fn take(
        &self,
        now: Timestamp,
        RoomOrder { enquiry, revision, at_ms, order }: RoomOrder,
    ) -> Result<Decision, Refusal> {
        let Some((opened, _)) = &self.opened else {
            return match order {
                Order::Open { visitor, visitor_name, entry, former } => {
                    let opened = Opened { enquiry, visitor, visitor_name, entry, former, raised_at: at_ms };
                    let events = vec![Event::Opened(Box::new(opened)), Event::OrderTaken { revision }];
                    Ok(self.log(at_ms, events, [Logged::Raised]))
                }
                Order::Answered { .. } | Order::Missed | Order::Reopened | Order::Unseat { .. } => {
                    Err(Refusal::NotOpened)
                }
            };
        };
        if opened.enquiry != enquiry {
            return Err(Refusal::Forbidden);
        }
        if revision <= self.revision {
            return Ok(Decision::default());
        }
        let taken = vec![Event::OrderTaken { revision }];
        // A close is final: an order that crossed it on the way changes nothing any more.
        let entry = match order {
            Order::Unseat { staff, session } => {
                return Ok(Decision { events: taken, effects: vec![Effect::Unseat { staff, session }] });
            }
            _ if self.phase() == Some(Phase::Closed) => None,
            Order::Open { .. } => None,
            Order::Answered { staff } => Some(Logged::Answered { staff: in_the_log(staff) }),
            Order::Missed => (self.phase() != Some(Phase::Missed)).then_some(Logged::Missed),
            Order::Reopened => (self.phase() == Some(Phase::Missed)).then_some(Logged::Reopened),
        };
        Ok(self.log(now, taken, entry))
    }

    fn say(
        &self,
        now: Timestamp,
        speaker: Speaker,
        message: MessageId,
        body: MessageBody,
        known: Option<&LogEntry>,
    ) -> Result<Decision, Refusal> {
        let said = Logged::Said { message, author: speaker.author(), body };
        if let Some(known) = known {
            return again(known, &said);
        }
        let phase = self.room_for_more()?;
        let joined = match speaker {
            Speaker::Visitor => None,
            Speaker::Staff(_) if phase != Phase::Engaged => return Err(Refusal::NotAnswered),
            Speaker::Staff(card) => (!self.knows(card.id)).then(|| Logged::Joined { staff: in_the_log(card) }),
        };
        let visitors = said_by_visitor(&said);
        let urgent = visitors && phase == Phase::Missed && !self.book.wrote_since_missed();
        let decision = self.log(now, Vec::new(), joined.into_iter().chain([said]));
        Ok(self.tell(now, if urgent { Urgency::AtOnce } else { Urgency::Soon }, decision))
    }

    fn mark(&self, now: Timestamp, side: Side, delivered: Seq, read: Seq) -> Decision {
        let mut marks = self.marks;
        let mark = match side {
            Side::Visitor => &mut marks.visitor,
            Side::Staff => &mut marks.staff,
        };
        // Nobody can have seen what isn't there, and what was read has arrived.
        let read = read.min(self.last).max(mark.read);
        let delivered = delivered.min(self.last).max(mark.delivered).max(read);
        *mark = Mark { delivered, read };
        if marks == self.marks {
            return Decision::default();
        }
        let decision = Decision { events: vec![Event::Marked(marks)], effects: vec![Effect::ShowMarks] };
        let unread = self.book.unread();
        let urgency =
            if unread > 0 && marks.staff.read != self.marks.staff.read { Urgency::Soon } else { Urgency::None };
        self.tell(now, urgency, decision)
    }

    fn leave_details(
        &self,
        now: Timestamp,
        speaker: &Speaker,
        message: MessageId,
        details: ContactDetails,
        known: Option<&LogEntry>,
    ) -> Result<Decision, Refusal> {
        if *speaker != Speaker::Visitor {
            return Err(Refusal::Forbidden);
        }
        if details.email.is_none() && details.phone.is_none() {
            return Err(Refusal::NoWayBack);
        }
        let left = Logged::DetailsLeft { message, details };
        if let Some(known) = known {
            return again(known, &left);
        }
        self.room_for_more()?;
        if self.book.forms >= super::MAX_FORMS {
            return Err(Refusal::TooManyForms);
        }
        Ok(self.tell(now, Urgency::AtOnce, self.log(now, Vec::new(), [left])))
    }

    fn close(&self, now: Timestamp, speaker: &Speaker) -> Result<Decision, Refusal> {
        match self.phase() {
            None => Err(Refusal::NotOpened),
            // It is what they wanted, whoever did it: the last entry says so, for nothing comes after a close.
            Some(Phase::Closed) => Ok(Decision { events: Vec::new(), effects: vec![Effect::AnswerAgain(self.last)] }),
            Some(Phase::Open | Phase::Engaged | Phase::Missed) => {
                let closed = match speaker {
                    Speaker::Visitor => Logged::Closed { by: ClosedBy::Visitor, staff: None },
                    Speaker::Staff(card) => Logged::Closed { by: ClosedBy::Staff, staff: Some(card.id) },
                };
                Ok(self.tell(now, Urgency::AtOnce, self.log(now, Vec::new(), [closed])))
            }
        }
    }

    fn page(&self, now: Timestamp, speaker: &Speaker, page: PageView) -> Result<Decision, Refusal> {
        if *speaker != Speaker::Visitor {
            return Err(Refusal::Forbidden);
        }
        match self.phase() {
            None => Err(Refusal::NotOpened),
            // Of no use to anybody any more; the visitor needn't know.
            Some(Phase::Closed) => Ok(Decision::default()),
            Some(Phase::Open | Phase::Engaged | Phase::Missed) if self.book.page.as_ref() == Some(&page) => {
                Ok(Decision::default())
            }
            Some(Phase::Open | Phase::Engaged | Phase::Missed) => {
                let decision = Decision { events: vec![Event::Paged(Box::new(page))], effects: Vec::new() };
                Ok(self.tell(now, Urgency::Soon, decision))
            }
        }
    }

    fn tick(&self, now: Timestamp) -> Decision {
        let idle = self.phase() == Some(Phase::Engaged) && now >= self.moved_at.plus_ms(super::IDLE_CLOSE_MS);
        if idle {
            let closed = Logged::Closed { by: ClosedBy::Idle, staff: None };
            return self.tell(now, Urgency::AtOnce, self.log(now, Vec::new(), [closed]));
        }
        let due = self.book.due_at.is_some_and(|at| at <= now);
        self.tell(now, if due { Urgency::AtOnce } else { Urgency::None }, Decision::default())
    }

    /// The phase, if something may still be said.
    fn room_for_more(&self) -> Result<Phase, Refusal> {
        match self.phase() {
            None => Err(Refusal::NotOpened),
            Some(Phase::Closed) => Err(Refusal::EnquiryClosed),
            Some(_) if self.last.0 >= MAX_ENTRIES => Err(Refusal::RoomFull),
            Some(phase @ (Phase::Open | Phase::Engaged | Phase::Missed)) => Ok(phase),
        }
    }

    fn knows(&self, staff: StaffId) -> bool {
        self.card().is_some_and(|card| card.people.iter().any(|known| known.id == staff))
    }

    /// Adds entries to the log, after `events`, and shows them.
    fn log(&self, now: Timestamp, mut events: Vec<Event>, entries: impl IntoIterator<Item = Logged>) -> Decision {
        // A clock that was set back must not make a talk look shuffled.
        let at_ms = now.max(self.last_at);
        let mut seq = self.last;
        let mut effects = Vec::new();
        for logged in entries {
            seq = seq.next();
            events.push(Event::Logged(Box::new(LogEntry { seq, at_ms, logged })));
            effects.push(Effect::Broadcast(seq));
        }
        Decision { events, effects }
    }

    /// Adds what the Desk hears of `decision`.
    fn tell(&self, now: Timestamp, urgency: Urgency, mut decision: Decision) -> Decision {
        let Some((opened, _)) = &self.opened else { return decision };
        let at = self.book.may_report_at().unwrap_or(now);
        match urgency {
            Urgency::None => decision,
            Urgency::Soon if self.book.due_at.is_some() => decision,
            // A clock that was set back must not silence a room.
            Urgency::Soon if at > now && at <= now.plus_ms(super::REPORT_EVERY_MS) => {
                decision.events.push(Event::ReportDue { at });
                decision
            }
            Urgency::Soon | Urgency::AtOnce => {
                let mut after = self.book.clone();
                for event in &decision.events {
                    match event {
                        Event::Logged(entry) => after.log(entry),
                        Event::Marked(marks) => after.read(marks.staff.read),
                        Event::Paged(page) => after.page = Some(page.as_ref().clone()),
                        Event::Opened(_)
                        | Event::OrderTaken { .. }
                        | Event::ReportDue { .. }
                        | Event::Reported { .. } => {}
                    }
                }
                let report = after.write(opened);
                decision.events.push(Event::Reported { report: report.report, at: now });
                decision.effects.push(Effect::Report(Box::new(report)));
                decision
            }
        }
    }
}

/// The same thing sent again gets the same entry; something else under its id is refused, and learns nothing of it.
fn again(known: &LogEntry, sent: &Logged) -> Result<Decision, Refusal> {
    if known.logged == *sent {
        Ok(Decision { events: Vec::new(), effects: vec![Effect::AnswerAgain(known.seq)] })
    } else {
        Err(Refusal::Taken)
    }
}

fn said_by_visitor(logged: &Logged) -> bool {
    matches!(logged, Logged::Said { author, .. } if author.side() == Side::Visitor)
}

/// Whether somebody is online now is of no use in a log that is read for years.
fn in_the_log(card: StaffCard) -> StaffCard {
    StaffCard { online: None, ..card }
}
