//! What calls need of a room's object beside its rules: which socket is whose browser, signals between them, and how the call
//! is shown. What is said in a call goes past us.

use shared::{
    api::ErrorCode,
    call::{Act, CallEnd, Ended, MAX_SIGNAL_BYTES},
    card::{Phase, Side},
    id::{CallId, PeerId},
    owed::Seat,
    room::Refusal,
    wire::{CallClientFrame, CallServerFrame},
};

use worker::Response;

use super::{
    Chat, frame,
    plan::Ask,
    seats::{Place, rules_of},
};
use crate::{answer, clock, error::EdgeError};

/// What a frame does about a call; `peer` is the browser on its socket.
pub(super) fn act_of(frame: &CallClientFrame, peer: Option<PeerId>) -> Option<Act> {
    Some(match frame {
        CallClientFrame::Offer { call, peer, video } => Act::Offer { call: *call, peer: *peer, video: *video },
        CallClientFrame::Join { call, peer, listens } => Act::Join { call: *call, peer: *peer, listens: *listens },
        CallClientFrame::Decline { call } => Act::Decline { call: *call },
        CallClientFrame::Leave { call } => Act::Leave { call: *call, peer },
        CallClientFrame::Record { call, step } => Act::Record { call: *call, peer, step: *step },
        CallClientFrame::Signal { .. } => return None,
    })
}

impl Chat {
    /// Whether who has this seat may be in a call here now, or offer one: relays are for them alone, and not for whoever wrote
    /// once.
    ///
    /// # Errors
    /// As for a socket; `no_calls` where there are none, `forbidden` while there is none and none can be offered.
    pub(super) fn may_call(&self, seat: &Seat) -> Result<Response, EdgeError> {
        // Unlike for a socket, nobody comes back for it.
        if !self.memory()?.exists()? {
            return Err(EdgeError::not_found());
        }
        self.require_right(seat)?;
        let (has_none, may) = self.memory()?.look(|room| {
            // Browsers ask before they offer one, and an offer is for an enquiry that somebody has.
            let may_offer = room.card().is_some_and(|card| card.phase == Phase::Engaged);
            (room.channel().is_some() || room.is_space(), room.call().is_some() || may_offer)
        })?;
        if has_none || !rules_of(seat).voice {
            return Err(Refusal::NoCalls.body().into());
        }
        if !may {
            return Err(EdgeError::refused(
                ErrorCode::Forbidden,
                "There is no call here now, and none can be offered.",
            ));
        }
        Ok(answer::done())
    }

    /// Hands a signal on, if both are in the call and may be in touch. To whoever is gone it is lost without a word, for that
    /// happens whenever somebody leaves: they come back and begin anew.
    ///
    /// # Errors
    /// `too_large`; `not_found` to who isn't in the call, or may not be in touch with that one.
    pub(super) fn signal(&self, place: Place, call: CallId, to: PeerId, signal: String) -> Result<(), EdgeError> {
        if signal.len() > MAX_SIGNAL_BYTES {
            return Err(EdgeError::refused(ErrorCode::TooLarge, "A signal has at most 24 KiB."));
        }
        let from = self.seats(|seats| seats.get(place).and_then(|seated| seated.peer));
        let way = self.memory()?.look(|room| {
            let running = room.call().filter(|running| running.id == call)?;
            let from = from.filter(|from| running.author(*from).is_some())?;
            Some((from, running.author(to).is_some(), running.may_signal(from, to)))
        })?;
        let from = match way {
            Some((from, true, true)) => from,
            Some((_, false, _)) => return Ok(()),
            Some((_, true, false)) | None => {
                let words = "You aren't in this call, or can't be in touch with them there.";
                return Err(EdgeError::refused(ErrorCode::NotFound, words));
            }
        };
        let text = frame::write(&CallServerFrame::Signal { call, from, signal })?;
        self.seats(|seats| {
            if let Some(place) = seats.place_of(to) {
                seats.send(place, &text);
            }
        });
        Ok(())
    }

    /// Shows the call as it stands to these sides, to each what it may see.
    pub(super) fn show_call(&self, sides: &[Side], ended: Option<Ended>) -> Result<(), EdgeError> {
        for side in [Side::Visitor, Side::Staff].into_iter().filter(|side| sides.contains(side)) {
            let text = self.call_frame(side, ended)?;
            self.seats(|seats| seats.tell_side(side, &text));
        }
        Ok(())
    }

    /// The room is about to be no more: its call is over, and browsers that only saw their sockets end would wait for it.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn end_call_of_emptied(&self) -> Result<(), EdgeError> {
        let Some(call) = self.memory()?.look(|room| room.call().map(|call| call.id))? else { return Ok(()) };
        let ended = Some(Ended { call, why: CallEnd::Closed });
        let text = frame::write(&CallServerFrame::Call { call: None, ended })?;
        self.seats(|seats| seats.tell(&text));
        Ok(())
    }

    /// Shows the call to who has just come, if there is one.
    pub(super) fn show_call_to(&self, place: Place, side: Side) -> Result<(), EdgeError> {
        let there_is_one = self.memory()?.look(|room| room.call().is_some())?;
        if there_is_one {
            let text = self.call_frame(side, None)?;
            self.seats(|seats| seats.send(place, &text));
        }
        Ok(())
    }

    fn call_frame(&self, side: Side, ended: Option<Ended>) -> Result<String, EdgeError> {
        let call = self.memory()?.look(|room| room.call().map(|call| Box::new(call.seen_by(side))))?;
        frame::write(&CallServerFrame::Call { call, ended })
    }

    /// Which browsers of the call have a socket: to be asked before the room looks at the time, and when a socket has ended.
    pub(super) fn look_at_peers(&self) -> Option<Ask> {
        let runs = self.memory().and_then(|memory| memory.look(|room| room.call().is_some())).unwrap_or(false);
        runs.then(|| Ask::Peers(self.seats(|seats| seats.peers(clock::now()))))
    }

    /// Sockets have ended, of the call too perhaps.
    pub(super) fn miss_peers(&self) {
        self.run(clock::now(), self.look_at_peers().into_iter().collect());
    }
}
