//! What is asked of a room without a socket: by programs with tokens, and by whoever else asks over HTTP. One turn, as for a
//! frame, and the answer is what a socket would have been sent.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use shared::{
    api::{EntryList, RoomState},
    card::Side,
    channel::ToSay,
    id::MessageId,
    owed::Seat,
    preview,
    room::{Refusal, Speaker},
    value::{MessageBody, Seq, Timestamp},
    wire::{HISTORY_PAGE, LogEntry, RoomClientFrame},
};
use worker::{Request, Response};

use super::{
    Chat,
    plan::Ask,
    seats::{Place, speaker_of},
    show::seen_by,
};
use crate::{
    access::{self, SEAT_HEADER},
    answer, clock,
    error::EdgeError,
    fault::Fault,
};

/// What the router asks, for who has the seat in the header.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", content = "what", rename_all = "snake_case")]
pub(crate) enum RoomCall {
    /// How it stands.
    State,
    /// The page of the log before an entry, or the newest.
    Before(Option<Seq>),
    /// The page right after one.
    After(Seq),
    /// The same as the visitor sees it.
    VisitorsAfter(Seq),
    /// The page that begins with the first entry of a moment or later.
    At(Timestamp),
    /// What a socket would bring.
    Frame(RoomClientFrame),
    /// Says what a form of the visitor's messaging service becomes, and sends it there as that form.
    Template { message: MessageId, body: MessageBody, said: ToSay },
    /// What is pinned.
    Pins,
    /// Somebody pins an entry.
    Pin(Seq),
    /// Somebody takes a pin away.
    Unpin(Seq),
    /// The link that an entry is shown with.
    Link(Seq),
}

impl Chat {
    /// Answers the router.
    ///
    /// # Errors
    /// Every refusal, and that of the database.
    pub(super) fn call(
        self: &Rc<Self>,
        request: &Request,
        body: &str,
        fault: Option<Fault>,
    ) -> Result<Response, EdgeError> {
        let seat: Seat = access::internal(request, SEAT_HEADER)?;
        let speaker = speaker_of(&seat);
        if speaker == Speaker::Visitor {
            return Err(EdgeError::not_found());
        }
        if !self.memory()?.exists()? {
            return Err(EdgeError::from(Refusal::NotOpened.body()));
        }
        let now = clock::now();
        // What was said before it stands before it.
        self.run_waiting();
        match serde_json::from_str(body)? {
            RoomCall::State => self.state(&speaker),
            RoomCall::Pins => self.pins(),
            RoomCall::Pin(entry) => {
                self.count(now, &seat, None)?;
                self.pin(now, &speaker, entry)
            }
            RoomCall::Unpin(entry) => {
                self.count(now, &seat, None)?;
                self.unpin(&speaker, entry)
            }
            RoomCall::Link(entry) => self.link(entry),
            RoomCall::Before(before) => self.entries_before(before),
            RoomCall::After(after) => answer::json(&self.entries_after(after, Side::Staff)?),
            RoomCall::VisitorsAfter(after) => answer::json(&self.entries_after(after, Side::Visitor)?),
            RoomCall::At(at) => {
                let before = self.memory()?.store().before_moment(at).map_err(EdgeError::Storage)?;
                answer::json(&self.entries_after(before, Side::Staff)?)
            }
            RoomCall::Frame(frame) => {
                self.count(now, &seat, Some(&frame))?;
                self.do_as(now, speaker, frame, fault)
            }
            RoomCall::Template { message, body, said } => {
                let frame = RoomClientFrame::Say { message, body: body.clone(), quote: None };
                self.count(now, &seat, Some(&frame))?;
                self.run_ask(now, Some(message), Ask::SayAs(speaker, message, body, said), fault)
            }
        }
    }

    fn state(&self, speaker: &Speaker) -> Result<Response, EdgeError> {
        let staff = speaker.author().staff();
        let (room, marks, last) =
            self.memory()?.look(|room| (room.card().cloned(), room.marks_of(staff), room.last()))?;
        let room = room.ok_or(EdgeError::Broken("a room without a card was asked for it"))?;
        answer::json(&RoomState { room, marks, last })
    }

    /// Only what was really said here is ever fetched by who asks.
    fn link(&self, entry: Seq) -> Result<Response, EdgeError> {
        let entry = self.memory()?.store().entry(entry).map_err(EdgeError::Storage)?;
        let link = entry.and_then(|entry| preview::link_of(&entry.logged));
        answer::json(&link.ok_or_else(EdgeError::not_found)?)
    }

    fn entries_before(&self, before: Option<Seq>) -> Result<Response, EdgeError> {
        let memory = self.memory()?;
        let last = memory.look(shared::room::Room::last)?;
        let entries = memory.store().before(before.unwrap_or_else(|| last.next())).map_err(EdgeError::Storage)?;
        let next = entries.first().map(|entry| entry.seq).filter(|first| first.0 > 1);
        answer::json(&EntryList { entries: seen_by(Side::Staff, entries), last, next })
    }

    /// The page after an entry, as one side sees it.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn entries_after(&self, after: Seq, side: Side) -> Result<EntryList, EdgeError> {
        let memory = self.memory()?;
        let last = memory.look(shared::room::Room::last)?;
        let entries = memory.store().after(after).map_err(EdgeError::Storage)?;
        let next = entries.last().map(|entry| entry.seq).filter(|end| *end < last && entries.len() >= HISTORY_PAGE);
        Ok(EntryList { entries: seen_by(side, entries), last, next })
    }

    /// The same for the Desk, which tells hooks: a path that ends with the number of the entry.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn read_on(&self, path: &str) -> Result<Response, EdgeError> {
        let after = path.rsplit('/').next().and_then(|text| text.parse().ok()).ok_or_else(EdgeError::not_found)?;
        if !self.memory()?.exists()? {
            return Err(EdgeError::from(Refusal::NotOpened.body()));
        }
        answer::json(&self.entries_after(Seq(after), Side::Staff)?)
    }

    /// As fast as on a socket.
    fn count(&self, now: Timestamp, seat: &Seat, frame: Option<&RoomClientFrame>) -> Result<(), EdgeError> {
        if !self.limits {
            return Ok(());
        }
        let paced = self.seats(|seats| {
            let pace = seats.pace(seat);
            pace.frame(now).and_then(|()| {
                if frame.and_then(RoomClientFrame::message).is_some() { pace.message(now) } else { Ok(()) }
            })
        });
        paced.map_err(|ms| EdgeError::too_fast("Too fast. Wait a moment, then try again.", i64::from(ms)))
    }

    /// Does what a frame of `speaker` would, and answers with the entry that it led to.
    ///
    /// # Errors
    /// Every refusal, and that of the database.
    pub(super) fn do_as(
        self: &Rc<Self>,
        now: Timestamp,
        speaker: Speaker,
        frame: RoomClientFrame,
        fault: Option<Fault>,
    ) -> Result<Response, EdgeError> {
        self.run_ask(now, frame.message(), Ask::Frame(Place::NOWHERE, speaker, frame), fault)
    }

    fn run_ask(
        self: &Rc<Self>,
        now: Timestamp,
        message: Option<MessageId>,
        ask: Ask,
        fault: Option<Fault>,
    ) -> Result<Response, EdgeError> {
        let looks = self.seats(|seats| seats.visitor_looks());
        let mut done = self.memory()?.turn(now, &[ask], looks, fault)?;
        if let Some(refusal) = done.refused.pop().map(|(.., refusal)| refusal).or(done.refused_ask.take()) {
            return Err(refusal.body().into());
        }
        let is_it = |entry: &&LogEntry| message.is_some() && entry.logged.message() == message;
        let again = done.again.iter().map(|(_, entry)| entry);
        let entry = done.entries.iter().chain(again).find(is_it).cloned();
        self.show(done);
        self.report_in_time();
        match entry {
            Some(entry) => answer::json(&entry.seen_by(Side::Staff)),
            None => Ok(answer::done()),
        }
    }
}
