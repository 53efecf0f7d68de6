//! What a turn is asked for, and what it comes to: worked out first, written after that, shown last.

use shared::{
    call::{Act, CallRules, Ended},
    card::Side,
    channel::{self, DeliveryCard, DeliveryState, ToDeliver, ToSay},
    file::FileCard,
    id::{MessageId, PeerId, SessionId, StaffId},
    owed::{NoteNews, RoomOrder, RoomReport, SpaceReport, VisitorCall},
    room::{Command, Decision, Effect, Event, Recording, Refusal, Room as Rules, Speaker},
    value::{Handle, MessageBody, Seq, Timestamp},
    wire::{LogEntry, Logged, RoomClientFrame},
};

use super::{frame::Subject, seats::Place};
use crate::{error::EdgeError, store::room::RoomStore};

/// What is asked of a room.
pub(super) enum Ask {
    /// A frame that may change something, from somebody seated.
    Frame(Place, Speaker, RoomClientFrame),
    /// What somebody seated does about a call, in a service where this may be done in calls.
    Call(Place, Speaker, CallRules, Act),
    /// These browsers in the call have a socket.
    Peers(Vec<PeerId>),
    /// Something that somebody says, and that goes to the visitor's account in another shape.
    SayAs(Speaker, MessageId, MessageBody, ToSay),
    /// An order of the Desk.
    Order(RoomOrder),
    /// Somebody shares a file, all of which is there; perhaps as the recording of a call.
    Share(Speaker, MessageId, Box<FileCard>, Option<Recording>),
    /// A shared file goes.
    DeleteFile(Option<StaffId>, MessageId),
    /// Time has passed.
    Tick,
}

impl Ask {
    /// Who asked on a socket, and about what.
    pub(super) fn asked_by(&self) -> Option<(Place, Subject)> {
        match self {
            Self::Frame(place, _, frame) => Some((*place, Subject::of(frame))),
            Self::Call(place, _, _, act) => Some((*place, Subject::Call(act.call()))),
            Self::Peers(_) | Self::SayAs(..) | Self::Order(_) | Self::Share(..) | Self::DeleteFile(..) | Self::Tick => {
                None
            }
        }
    }
}

/// What a turn led to, to be shown once it is written.
#[derive(Default)]
pub(super) struct Done {
    /// New in the log.
    pub(super) entries: Vec<LogEntry>,
    /// A side got further.
    pub(super) marked: bool,
    /// Members of a Space got further.
    pub(super) marked_of: Vec<StaffId>,
    /// Repeats get their entry again.
    pub(super) again: Vec<(Place, LogEntry)>,
    /// Refused, and what.
    pub(super) refused: Vec<(Place, Subject, Refusal)>,
    /// What became of an order, or of a file.
    pub(super) refused_ask: Option<Refusal>,
    pub(super) unseated: Vec<(StaffId, Option<SessionId>)>,
    pub(super) called_back: Vec<StaffId>,
    /// Whose browser a socket is from now on.
    pub(super) bound: Vec<(Place, PeerId)>,
    /// The sides that are shown the call.
    pub(super) call_shown: Vec<Side>,
    /// The one that has ended.
    pub(super) call_ended: Option<Ended>,
    /// Something is owed to others.
    pub(super) reported: bool,
    /// What goes to the visitor's social account.
    pub(super) deliveries: Vec<DeliveryCard>,
}

/// What a room's object holds of its database.
#[derive(Default)]
pub(super) struct Known {
    pub(super) rules: Rules,
    /// The highest message id in the log.
    pub(super) newest: Option<MessageId>,
    /// Whether there are tables.
    pub(super) exists: bool,
}

/// What is owed to others, most of it to the Desk.
pub(super) enum Owed {
    Report(Box<RoomReport>),
    SpaceReport(SpaceReport),
    Note(NoteNews),
    Call(VisitorCall),
    /// Not to the Desk, but to the Channel of this account.
    Deliver(Handle, Box<ToDeliver>),
}

/// A turn that is worked out and not written yet.
#[derive(Default)]
pub(super) struct Plan {
    /// To be written, in this order.
    pub(super) events: Vec<Event>,
    /// Owed to the Desk, in this order.
    pub(super) owed: Vec<Owed>,
    /// Whether the visitor has the chat in front of them.
    looks: bool,
    done: Done,
}

impl Plan {
    /// Works out `asks` one after the other; `looks` says whether the visitor has the chat in front of them. `known` is ahead of the database from here on.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn make(
        store: &RoomStore,
        now: Timestamp,
        known: &mut Known,
        asks: &[Ask],
        looks: bool,
    ) -> Result<Self, EdgeError> {
        let mut plan = Self { looks, ..Self::default() };
        for ask in asks {
            let Some(command) = plan.command(store, known, ask)? else { continue };
            match known.rules.decide(now, command) {
                Ok(decision) => plan.add(store, known, ask, decision)?,
                Err(refusal) => match ask.asked_by() {
                    Some((place, subject)) => plan.done.refused.push((place, subject, refusal)),
                    None => plan.done.refused_ask = Some(refusal),
                },
            }
        }
        Ok(plan)
    }

    /// The entries to be written, if they are messages and there is nothing else.
    pub(super) fn talk(&self) -> Option<Vec<&LogEntry>> {
        if self.owed.is_empty() { self.events.iter().map(said).collect() } else { None }
    }

    /// Whether the Index is to read on: as often as the Desk is told, and when something goes of which the Desk isn't.
    pub(super) fn is_read(&self) -> bool {
        let goes = |event| logged(event).is_some_and(|entry| matches!(entry.logged, Logged::FileDeleted { .. }));
        self.owed.iter().any(|owed| matches!(owed, Owed::Report(_))) || self.events.iter().any(goes)
    }

    /// What there is to show. The plan must be written by now.
    pub(super) fn done(self) -> Done {
        let reported = self.is_read() || !self.owed.is_empty();
        let entry = |event| if let Event::Logged(entry) = event { Some(*entry) } else { None };
        let entries = self.events.into_iter().filter_map(entry).collect();
        Done { entries, reported, ..self.done }
    }

    fn command(&self, store: &RoomStore, known: &Known, ask: &Ask) -> Result<Option<Command>, EdgeError> {
        let (speaker, frame) = match ask {
            Ask::Order(order) => return Ok(Some(Command::Take { order: order.clone(), looks: self.looks })),
            Ask::Tick => return Ok(Some(Command::Tick)),
            Ask::Call(_, speaker, rules, act) => {
                let (speaker, rules, act, looks) = (speaker.clone(), *rules, *act, self.looks);
                return Ok(Some(Command::Call { speaker, rules, act, looks }));
            }
            Ask::Peers(here) => return Ok(Some(Command::Peers { here: here.clone() })),
            Ask::SayAs(speaker, message, body, _) => {
                let known = self.find(store, known, *message)?;
                let (speaker, body, looks) = (speaker.clone(), body.clone(), self.looks);
                return Ok(Some(Command::Say { speaker, message: *message, body, quote: None, known, looks }));
            }
            Ask::Share(speaker, message, file, of) => {
                let known = self.find(store, known, *message)?;
                let (speaker, file, looks) = (speaker.clone(), file.clone(), self.looks);
                return Ok(Some(Command::Share { speaker, message: *message, file, of: *of, known, looks }));
            }
            Ask::DeleteFile(staff, message) => {
                let known = self.find(store, known, *message)?;
                return Ok(Some(Command::DeleteFile { staff: *staff, message: *message, known }));
            }
            Ask::Frame(_, speaker, frame) => (speaker.clone(), frame),
        };
        Ok(Some(match frame {
            RoomClientFrame::Say { message, body, quote } => {
                let known = self.find(store, known, *message)?;
                let (body, quote) = (body.clone(), *quote);
                Command::Say { speaker, message: *message, body, quote, known, looks: self.looks }
            }
            RoomClientFrame::Note { message, body, quote } => {
                let known = self.find(store, known, *message)?;
                Command::Note { speaker, message: *message, body: body.clone(), quote: *quote, known }
            }
            RoomClientFrame::Revise { message, of, body } => {
                let known = self.find(store, known, *message)?;
                let (body, target) = (body.clone(), self.kept(store, *of)?);
                Command::Revise { speaker, message: *message, of: *of, body, known, target }
            }
            RoomClientFrame::LeaveDetails { message, details, form } => {
                let known = self.find(store, known, *message)?;
                let (details, form) = (details.clone(), form.clone());
                Command::LeaveDetails { speaker, message: *message, details, form, known }
            }
            RoomClientFrame::Mark { delivered, read } => Command::Mark { speaker, delivered: *delivered, read: *read },
            RoomClientFrame::Page { page } => Command::Page { speaker, page: page.clone() },
            RoomClientFrame::Close => Command::Close { speaker },
            RoomClientFrame::Hello { .. }
            | RoomClientFrame::Typing
            | RoomClientFrame::Looking { .. }
            | RoomClientFrame::History { .. } => {
                return Ok(None);
            }
        }))
    }

    /// The entry with this message id. Ids made later are higher, so nearly none has to be looked up.
    fn find(&self, store: &RoomStore, known: &Known, message: MessageId) -> Result<Option<LogEntry>, EdgeError> {
        if known.newest.is_none_or(|newest| message > newest) {
            return Ok(None);
        }
        let found = match self.pending(|entry| entry.logged.message() == Some(message)) {
            Some(entry) => Some(entry.clone()),
            None => store.find(message).map_err(EdgeError::Storage)?,
        };
        Ok(found.map(|entry| self.learned(entry)))
    }

    /// One entry as it is after all that this turn changes.
    fn kept(&self, store: &RoomStore, seq: Seq) -> Result<Option<LogEntry>, EdgeError> {
        let found = match self.pending(|entry| entry.seq == seq) {
            Some(entry) => Some(entry.clone()),
            None => store.entry(seq).map_err(EdgeError::Storage)?,
        };
        Ok(found.map(|entry| self.learned(entry)))
    }

    fn learned(&self, mut entry: LogEntry) -> LogEntry {
        self.events.iter().filter_map(logged).for_each(|later| entry.learn(&later.logged));
        entry
    }

    fn pending(&self, which: impl Fn(&LogEntry) -> bool) -> Option<&LogEntry> {
        self.events.iter().rev().filter_map(logged).find(|entry| which(entry))
    }

    fn add(
        &mut self,
        store: &RoomStore,
        known: &mut Known,
        ask: &Ask,
        Decision { events, effects }: Decision,
    ) -> Result<(), EdgeError> {
        for event in events {
            known.rules.apply(&event);
            if let Event::Logged(entry) = &event {
                known.newest = known.newest.max(entry.logged.message());
            }
            self.events.push(event);
        }
        if let Ask::Call(place, _, _, Act::Offer { peer, .. } | Act::Join { peer, .. }) = ask {
            self.done.bound.push((*place, *peer));
        }
        for effect in effects {
            match effect {
                // Every entry of the turn is shown, in one go.
                Effect::Broadcast(_) => {}
                Effect::AnswerAgain(seq) => self.answer_again(store, ask, seq)?,
                Effect::Deliver(seq) => self.deliver(store, known, ask, seq)?,
                Effect::ShowMarks => self.done.marked = true,
                Effect::ShowMarksOf(staff) => self.done.marked_of.push(staff),
                Effect::Report(report) => self.owed.push(Owed::Report(report)),
                Effect::ReportSpace(report) => self.owed.push(Owed::SpaceReport(*report)),
                Effect::TellNote(news) => self.owed.push(Owed::Note(*news)),
                Effect::CallVisitor(visitor) => {
                    let enquiry = known.rules.card().and_then(|card| card.enquiry);
                    self.owed.extend(enquiry.map(|enquiry| Owed::Call(VisitorCall { enquiry, visitor })));
                }
                Effect::ShowCall { to, ended } => {
                    self.done.call_shown.push(to);
                    self.done.call_ended = ended.or(self.done.call_ended);
                }
                Effect::Unseat { staff, session } => self.done.unseated.push((staff, session)),
                Effect::ComeBack(staff) => self.done.called_back.extend(staff),
            }
        }
        Ok(())
    }

    /// Owes an entry of this turn to the visitor's account.
    fn deliver(&mut self, store: &RoomStore, known: &Known, ask: &Ask, seq: Seq) -> Result<(), EdgeError> {
        let card = known.rules.card().and_then(|card| Some((card.enquiry?, card.channel.as_ref()?.account.clone())));
        let Some((enquiry, account)) = card else { return Ok(()) };
        let Some(entry) = self.pending(|entry| entry.seq == seq).cloned() else { return Ok(()) };
        let Some(mut said) = channel::outgoing(&entry.logged) else { return Ok(()) };
        if let Ask::SayAs(_, message, _, shape) = ask
            && entry.logged.message() == Some(*message)
        {
            said = shape.clone();
        }
        let quote = if let Logged::Said { quote, .. } = &entry.logged { *quote } else { None };
        let by = if let Logged::Said { author, .. } | Logged::Shared { author, .. } = &entry.logged {
            author.staff()
        } else {
            None
        };
        let older = quote.map(|quote| self.kept(store, quote)).transpose()?.flatten();
        let quotes = older.and_then(|entry| entry.logged.message());
        let (message, at_ms) = (entry.logged.message(), entry.at_ms);
        let to = ToDeliver { enquiry, seq, message, by, said, quotes, at_ms };
        self.owed.push(Owed::Deliver(account, Box::new(to)));
        self.done.deliveries.push(DeliveryCard::new(seq, DeliveryState::Waiting, at_ms, None));
        Ok(())
    }

    fn answer_again(&mut self, store: &RoomStore, ask: &Ask, seq: Seq) -> Result<(), EdgeError> {
        let place = match ask {
            Ask::Frame(place, ..) => *place,
            Ask::SayAs(..) => Place::NOWHERE,
            Ask::Call(..) | Ask::Peers(_) | Ask::Order(_) | Ask::Share(..) | Ask::DeleteFile(..) | Ask::Tick => {
                return Ok(());
            }
        };
        let entry = self.kept(store, seq)?;
        self.done.again.extend(entry.map(|entry| (place, entry)));
        Ok(())
    }
}

fn logged(event: &Event) -> Option<&LogEntry> {
    if let Event::Logged(entry) = event { Some(entry) } else { None }
}

fn said(event: &Event) -> Option<&LogEntry> {
    logged(event).filter(|entry| matches!(entry.logged, Logged::Said { quote: None, .. }))
}
