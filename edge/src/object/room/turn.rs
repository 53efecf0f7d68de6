//! One turn of a room: decide and write, all or none. What it holds in memory is only ever ahead of the database within a
//! turn; if that fails, the memory is thrown away and read anew.

use std::{cell::RefCell, rc::Rc};

use shared::{
    id::{EnquiryId, MessageId, SessionId, StaffId},
    owed::RoomOrder,
    room::{Command, Decision, Effect, Event, Refusal, Room as Rules, Speaker},
    value::{ServiceSlug, Timestamp},
    wire::{LogEntry, RoomClientFrame},
};
use worker::Storage;

use super::seats::Place;
use crate::{
    error::EdgeError,
    fault::Fault,
    owed::{Outbox, Target},
    store::room::{RoomStore, message_of},
    turn::{Alarm, atomically},
};

/// What is asked of a room.
pub(super) enum Ask {
    /// A frame that may change something, from somebody seated.
    Frame(Place, Speaker, RoomClientFrame),
    /// An order of the Desk.
    Order(RoomOrder),
    /// Time has passed.
    Tick,
}

/// What a turn led to, to be shown once it is written.
#[derive(Default)]
pub(super) struct Done {
    /// New in the log.
    pub(super) entries: Vec<LogEntry>,
    /// A side got further.
    pub(super) marked: bool,
    /// Repeats get their entry again.
    pub(super) again: Vec<(Place, LogEntry)>,
    /// Refused, with the message id if there was one.
    pub(super) refused: Vec<(Place, Option<MessageId>, Refusal)>,
    /// What became of an order.
    pub(super) order_refused: Option<Refusal>,
    pub(super) unseated: Vec<(StaffId, Option<SessionId>)>,
    /// Something is owed to the Desk.
    pub(super) reported: bool,
}

/// A room's state with its database.
pub(super) struct Memory {
    storage: Storage,
    store: RoomStore,
    outbox: Rc<Outbox>,
    alarm: Rc<Alarm>,
    service: ServiceSlug,
    pub(super) enquiry: EnquiryId,
    /// None before it is read, and after a turn that failed.
    known: RefCell<Option<Known>>,
}

/// What is held of the database.
#[derive(Default)]
struct Known {
    rules: Rules,
    newest: Option<MessageId>,
    /// Whether there are tables.
    exists: bool,
}

impl Memory {
    pub(super) fn new(
        storage: Storage,
        outbox: Rc<Outbox>,
        alarm: Rc<Alarm>,
        service: ServiceSlug,
        enquiry: EnquiryId,
    ) -> Self {
        let store = RoomStore::new(storage.sql());
        Self { storage, store, outbox, alarm, service, enquiry, known: RefCell::default() }
    }

    pub(super) fn store(&self) -> &RoomStore {
        &self.store
    }

    /// Looks at the room as it stands.
    pub(super) fn look<T>(&self, at: impl FnOnce(&Rules) -> T) -> Result<T, EdgeError> {
        let mut known = self.known.borrow_mut();
        if known.is_none() {
            *known = Some(self.read()?);
        }
        known.as_ref().map(|known| at(&known.rules)).ok_or(EdgeError::Broken("a room was not read"))
    }

    /// Whether the room was ever opened.
    pub(super) fn exists(&self) -> Result<bool, EdgeError> {
        self.look(|room| room.card().is_some())
    }

    fn read(&self) -> Result<Known, EdgeError> {
        if !self.store.exists().map_err(EdgeError::Storage)? {
            return Ok(Known::default());
        }
        let woken = atomically(&self.storage, || {
            self.store.migrate()?;
            self.store.wake()
        });
        Ok(match woken.map_err(EdgeError::Storage)? {
            Some(woken) => Known { rules: Rules::restore(woken.stored), newest: woken.newest, exists: true },
            None => Known { exists: true, ..Known::default() },
        })
    }

    /// Does what is asked, in this order, in one commit.
    ///
    /// # Errors
    /// That of the database: then nothing of all this was done.
    pub(super) fn turn(&self, now: Timestamp, asks: &[Ask], fault: Option<Fault>) -> Result<Done, EdgeError> {
        let mut known = match self.known.take() {
            Some(known) => known,
            None => self.read()?,
        };
        let done = atomically(&self.storage, || {
            let mut done = Done::default();
            for ask in asks {
                self.one(now, &mut known, ask, &mut done)?;
                if fault == Some(Fault::HalfTurn) {
                    return Err(EdgeError::Broken("half a turn was asked for"));
                }
            }
            self.arm(&known, done.reported)?;
            Ok(done)
        });
        match &done {
            Ok(_) => {
                self.known.replace(Some(known));
            }
            Err(_) => self.alarm.forget(),
        }
        done
    }

    fn one(&self, now: Timestamp, known: &mut Known, ask: &Ask, done: &mut Done) -> Result<(), EdgeError> {
        let decided = match self.command(known, ask)? {
            Some(command) => known.rules.decide(now, command),
            None => return Ok(()),
        };
        match decided {
            Ok(decision) => self.carry_out(now, known, ask, decision, done),
            Err(refusal) => {
                match ask {
                    Ask::Frame(place, _, frame) => done.refused.push((*place, frame.message(), refusal)),
                    Ask::Order(_) => done.order_refused = Some(refusal),
                    Ask::Tick => {}
                }
                Ok(())
            }
        }
    }

    fn command(&self, known: &Known, ask: &Ask) -> Result<Option<Command>, EdgeError> {
        let (speaker, frame) = match ask {
            Ask::Order(order) => return Ok(Some(Command::Take(order.clone()))),
            Ask::Tick => return Ok(Some(Command::Tick)),
            Ask::Frame(_, speaker, frame) => (speaker.clone(), frame),
        };
        Ok(Some(match frame {
            RoomClientFrame::Say { message, body } => {
                let known = self.find(known, *message)?;
                Command::Say { speaker, message: *message, body: body.clone(), known }
            }
            RoomClientFrame::LeaveDetails { message, details } => {
                let known = self.find(known, *message)?;
                Command::LeaveDetails { speaker, message: *message, details: details.clone(), known }
            }
            RoomClientFrame::Mark { delivered, read } => {
                Command::Mark { side: speaker.side(), delivered: *delivered, read: *read }
            }
            RoomClientFrame::Page { page } => Command::Page { speaker, page: page.clone() },
            RoomClientFrame::Close => Command::Close { speaker },
            RoomClientFrame::Hello { .. } | RoomClientFrame::Typing | RoomClientFrame::History { .. } => {
                return Ok(None);
            }
        }))
    }

    /// The entry with this message id. Ids made later are higher, so nearly none has to be looked up.
    fn find(&self, known: &Known, message: MessageId) -> Result<Option<LogEntry>, EdgeError> {
        if known.newest.is_none_or(|newest| message > newest) {
            return Ok(None);
        }
        self.store.find(message).map_err(EdgeError::Storage)
    }

    fn carry_out(
        &self,
        now: Timestamp,
        known: &mut Known,
        ask: &Ask,
        Decision { events, effects }: Decision,
        done: &mut Done,
    ) -> Result<(), EdgeError> {
        if !known.exists && !events.is_empty() {
            self.store.migrate().map_err(EdgeError::Storage)?;
            known.exists = true;
        }
        for event in events {
            self.store.append(&event).map_err(EdgeError::Storage)?;
            known.rules.apply(&event);
            if let Event::Logged(entry) = event {
                known.newest = known.newest.max(message_of(&entry.logged));
                done.entries.push(*entry);
            }
        }
        for effect in effects {
            match effect {
                // Every entry of the turn is shown, in one go.
                Effect::Broadcast(_) => {}
                Effect::AnswerAgain(seq) => {
                    if let (Ask::Frame(place, ..), Some(entry)) = (ask, self.store.entry(seq)?) {
                        done.again.push((*place, entry));
                    }
                }
                Effect::ShowMarks => done.marked = true,
                Effect::Report(report) => {
                    let desk = Target::Desk(self.service.clone());
                    self.outbox.owe(now, &desk, "/internal/report", &report).map_err(EdgeError::Storage)?;
                    done.reported = true;
                }
                Effect::Unseat { staff, session } => done.unseated.push((staff, session)),
            }
        }
        Ok(())
    }

    /// Sees to it that the alarm fires in time. What is owed is looked at only when that may have changed.
    fn arm(&self, known: &Known, reported: bool) -> Result<(), EdgeError> {
        if !known.exists {
            return Ok(());
        }
        let own = known.rules.wakes_at();
        let owed = if reported || !self.alarm.is_known() { self.outbox.next_at() } else { Ok(None) };
        let earliest = own.into_iter().chain(owed.map_err(EdgeError::Storage)?).min();
        self.alarm.wake_at(&self.storage, earliest).map_err(EdgeError::Storage)
    }
}
