//! What people do at a messaging service to something that stands in a room: they edit it, take it back, react to it.

use std::rc::Rc;

use channel::inbound::What;
use shared::{
    api::ErrorCode,
    id::{FileId, MessageId},
    value::MessageBody,
    wire::RoomClientFrame,
};

use super::{
    Inner,
    carry::{Step, passes},
};
use crate::{
    clock,
    error::EdgeError,
    object::room::channel::ChannelCall,
    store::channel::{
        event::{Came, Waiting},
        person::{self, Known},
        said::{self as places, By, Place},
    },
};

/// A change of something that isn't known waits so long: services bring things in any order.
const CHANGE_WAITS_MS: i64 = 60_000;

/// The name under which somebody's reaction to a message stands.
fn reaction_to(external: &str) -> String {
    format!("reaction {external}")
}

impl Inner {
    /// What was said there has other words now, or is gone with all its parts.
    pub(super) async fn change(self: &Rc<Self>, known: &Known, waiting: &Waiting) -> Result<Step, EdgeError> {
        let Came { inbound, ids } = &waiting.came;
        let (id, text) = if let What::Edited { id, text } = &inbound.what {
            (id, Some(text.trim()))
        } else if let What::Deleted { id } = &inbound.what {
            (id, None)
        } else {
            return Ok(Step::Done);
        };
        let places = places::all(&self.storage.sql(), id)?;
        let Some((message, _)) = ids.first() else { return Ok(Step::Done) };
        if places.is_empty() {
            let waits = clock::now().ms_since(waiting.came_at) < CHANGE_WAITS_MS;
            return Ok(if waits { Step::Later } else { Step::Done });
        }
        let body = text.map(MessageBody::try_from).transpose().ok();
        let Some(body) = body else { return Ok(Step::Done) };
        for (place, number) in places.iter().zip(0..) {
            match self.revise(known, place, message.part(number), body.clone()).await {
                // Of a picture with words below it, the words are what is edited.
                Ok(()) if body.is_some() => break,
                Err(error) if passes(error.body().code) => return Ok(Step::Later),
                Ok(()) | Err(_) => {}
            }
        }
        Ok(Step::Done)
    }

    /// Other words for what stands there, or none.
    ///
    /// # Errors
    /// Every refusal of the room; `not_found` where it isn't theirs to change.
    async fn revise(
        &self,
        known: &Known,
        place: &Place,
        message: MessageId,
        body: Option<MessageBody>,
    ) -> Result<(), EdgeError> {
        let frame = RoomClientFrame::Revise { message, of: place.seq, body };
        let call = match place.by {
            By::Us => return Err(EdgeError::not_found()),
            By::Them => ChannelCall::Frame(known.visitor, frame),
            By::Elsewhere => ChannelCall::Elsewhere(Box::new(self.card_elsewhere()?), frame),
        };
        self.call_room(place.enquiry, &call).await.map(drop)
    }

    /// Somebody reacted to a message, in another way than before perhaps, or takes that back. It is said in the room of that message
    /// while the room is open, and begins no other.
    pub(super) async fn react(
        self: &Rc<Self>,
        known: &Known,
        id: &str,
        emoji: Option<&str>,
        ids: &[(MessageId, FileId)],
    ) -> Result<Step, EdgeError> {
        let sql = self.storage.sql();
        let (Some(to), Some((message, _))) = (places::find(&sql, id)?, ids.first()) else { return Ok(Step::Done) };
        let reaction = reaction_to(id);
        let before = places::find(&sql, &reaction)?.filter(|before| before.message != Some(*message));
        if let Some(before) = before {
            match self.revise(known, &before, message.part(1), None).await {
                Err(error) if passes(error.body().code) => return Ok(Step::Later),
                Ok(()) | Err(_) => self.note(|| Ok(places::forget(&sql, &reaction)?))?,
            }
        }
        let Some(body) = emoji.and_then(|emoji| MessageBody::try_from(emoji).ok()) else { return Ok(Step::Done) };
        let frame = RoomClientFrame::Say { message: *message, body, quote: Some(to.seq) };
        match self.ask_room(to.enquiry, &ChannelCall::Frame(known.visitor, frame)).await {
            Ok(entry) => {
                let place =
                    Place { enquiry: to.enquiry, seq: entry.seq, message: entry.logged.message(), by: By::Them };
                if person::is_there(&sql, known)? {
                    places::note(&sql, clock::now(), &reaction, &known.id, &place, None)?;
                }
                Ok(Step::Done)
            }
            Err(error) if passes(error.body().code) => Ok(Step::Later),
            Err(error) if error.body().code == ErrorCode::EnquiryClosed => Ok(Step::Done),
            Err(error) => {
                error.log("A reaction");
                Ok(Step::Done)
            }
        }
    }
}
