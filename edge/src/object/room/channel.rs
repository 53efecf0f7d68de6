//! A room whose visitor writes to a social account: what the Channel of that account says in their name, and how far what was
//! said to them came.

use std::{cell::Cell, rc::Rc};

use serde::{Deserialize, Serialize};
use shared::{
    card::{Side, StaffCard},
    channel::{DeliveryCard, DeliveryNews, DeliveryState, follows},
    id::VisitorId,
    room::{Refusal, Room as Rules, Speaker},
    value::{Seq, Timestamp},
    wire::{LogEntry, RoomClientFrame, RoomServerFrame},
};
use worker::{Headers, Response};

use super::{Chat, seats::Place};
use crate::{
    answer, clock,
    error::EdgeError,
    object::channel::{Sign, SignAsked},
    owed::Target,
    route::object,
    turn::atomically,
};

/// Who types says so every three seconds; the Channel needs it less often, and knows how often.
const TYPING_EVERY_MS: i64 = 4_000;

/// What the visitor was shown last at their social account.
#[derive(Default)]
pub(super) struct ShownThere {
    typing_at: Cell<Timestamp>,
    read: Cell<Seq>,
}

/// What the Channel of the account asks of the room.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", content = "what", rename_all = "snake_case")]
pub(crate) enum ChannelCall {
    /// What the visitor did at the messaging service, as they would have done it here.
    Frame(VisitorId, RoomClientFrame),
    /// What the business did in the messaging service's own application.
    Elsewhere(Box<StaffCard>, RoomClientFrame),
    /// How far something came.
    Delivery(DeliveryNews),
}

impl Chat {
    /// Answers the Channel: with the entry of what was said, if it was.
    ///
    /// # Errors
    /// Every refusal, and that of the database.
    pub(super) fn channel_call(self: &Rc<Self>, body: &str) -> Result<Response, EdgeError> {
        let call: ChannelCall = serde_json::from_str(body)?;
        let memory = self.memory()?;
        if !memory.exists()? {
            return Err(Refusal::NotOpened.body().into());
        }
        // What was said before it stands before it.
        self.run_waiting();
        match call {
            ChannelCall::Frame(visitor, frame) => {
                if !memory.look(|room| room.is_of(visitor) && room.channel().is_some())? {
                    return Err(EdgeError::not_found());
                }
                self.do_there(Speaker::Visitor, frame)
            }
            ChannelCall::Elsewhere(card, frame) => {
                if !memory.look(|room| room.channel().is_some())? {
                    return Err(EdgeError::not_found());
                }
                self.do_there(Speaker::Elsewhere(*card), frame)
            }
            ChannelCall::Delivery(DeliveryNews { delivery, .. }) => self.note_delivery(delivery),
        }
    }

    /// What was taken back there may be a file.
    fn do_there(self: &Rc<Self>, speaker: Speaker, frame: RoomClientFrame) -> Result<Response, EdgeError> {
        if let RoomClientFrame::Revise { of, body: None, .. } = frame
            && let Some(answered) = self.take_back_file(&speaker, of)?
        {
            return Ok(answered);
        }
        self.do_as(clock::now(), speaker, frame, None)
    }

    /// What has arrived, or was read, is so for all before it: receipts of single messages may be lost.
    fn note_delivery(self: &Rc<Self>, card: DeliveryCard) -> Result<Response, EdgeError> {
        let (memory, now) = (self.memory()?, clock::now());
        let news = atomically(&self.state.storage(), || {
            let before = memory.store().delivery(card.seq)?;
            let Some(before) = before.filter(|before| follows(Some(before.state), card.state)) else { return Ok(None) };
            let card = card.after(&before);
            memory.store().deliver(&card)?;
            Ok::<_, worker::Error>(Some(card))
        });
        let Some(card) = news.map_err(EdgeError::Storage)? else { return Ok(answer::done()) };
        let (seq, state) = (card.seq, card.state);
        self.show_deliveries(vec![card])?;
        let marked = memory.look(Rules::marks)?.visitor;
        let mark = match state {
            DeliveryState::Read => RoomClientFrame::Mark { delivered: seq, read: seq },
            DeliveryState::Delivered => RoomClientFrame::Mark { delivered: seq, read: marked.read },
            DeliveryState::Waiting
            | DeliveryState::Accepted
            | DeliveryState::Sent
            | DeliveryState::Failed
            | DeliveryState::Unclear => return Ok(answer::done()),
        };
        self.do_as(now, Speaker::Visitor, mark, None)
    }

    /// Shows the visitor at their social account that somebody of the staff types.
    pub(super) fn show_typing_there(&self) {
        let now = clock::now();
        if now.ms_since(self.shown_there.typing_at.get()) >= TYPING_EVERY_MS {
            self.shown_there.typing_at.set(now);
            self.show_there(Sign::Typing);
        }
    }

    /// The same of what they wrote: it was read.
    pub(super) fn show_read_there(&self) {
        let read = self.memory().and_then(|memory| memory.look(Rules::marks)).map(|marks| marks.staff.read);
        if let Ok(read) = read
            && read > self.shown_there.read.get()
        {
            self.shown_there.read.set(read);
            self.show_there(Sign::Seen);
        }
    }

    /// Nobody waits for it, and it may be lost.
    fn show_there(&self, sign: Sign) {
        let of = |room: &Rules| Some((room.card()?.enquiry?, room.channel()?.account.clone()));
        let Ok(memory) = self.memory() else { return };
        let (Ok(Some((enquiry, account))), Target::Desk(service)) = (memory.look(of), memory.desk()) else { return };
        let (env, name) = (self.env.clone(), format!("{service}/{account}"));
        self.state.wait_until(async move {
            let (channel, asked) = (("CHANNEL", &*name), SignAsked { enquiry, sign });
            if let Err(error) = object::post(&env, channel, "/internal/sign", Headers::new(), &asked).await {
                error.log("A sign of typing or reading");
            }
        });
    }

    /// Tells the staff how far entries came.
    ///
    /// # Errors
    /// Never in practice: a frame has a JSON form.
    pub(super) fn show_deliveries(&self, deliveries: Vec<DeliveryCard>) -> Result<(), EdgeError> {
        if deliveries.is_empty() {
            return Ok(());
        }
        self.tell_side(Side::Staff, &RoomServerFrame::Deliveries { deliveries })
    }

    /// Tells one of the staff how far these entries came, where they go to a social account.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn send_deliveries(&self, place: Place, first: Option<Seq>, last: Option<Seq>) -> Result<(), EdgeError> {
        let memory = self.memory()?;
        let is_staff = self.seats(|seats| seats.get(place).is_some_and(|seated| seated.side() == Side::Staff));
        let (Some(first), Some(last), true) = (first, last, is_staff) else { return Ok(()) };
        if !memory.look(|room| room.channel().is_some())? {
            return Ok(());
        }
        let deliveries = memory.store().deliveries(first, last).map_err(EdgeError::Storage)?;
        if deliveries.is_empty() { Ok(()) } else { self.send(place, &RoomServerFrame::Deliveries { deliveries }) }
    }
}

/// The first and the last place of entries.
pub(super) fn ends(entries: &[LogEntry]) -> (Option<Seq>, Option<Seq>) {
    (entries.first().map(|entry| entry.seq), entries.last().map(|entry| entry.seq))
}
