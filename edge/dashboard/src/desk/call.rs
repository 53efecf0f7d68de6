//! Calls in the rooms: who is in one sees it wherever they go in the dashboard.

use leptos::prelude::*;
use shared::{
    call::{CallRules, CallSign},
    card::{EnquiryCard, Phase, Role},
    id::{EnquiryId, RoomId},
};
use ui::{
    annex::files::by_session,
    calls::{
        CallStart, CallState,
        host::{Host, RoomCall, brings_call},
    },
    connection::RoomConnection,
    live::Live,
    view::{El, el},
};

use super::Desk;
use crate::{
    place::{List, Place},
    text,
    view::files,
};

/// The calls of the rooms whose connections are open.
#[derive(Clone, Copy)]
pub(crate) struct Calls {
    known: RwSignal<Vec<(RoomId, RoomCall)>>,
    /// The room whose call is to be answered as soon as it is heard of.
    wanted: StoredValue<Option<RoomId>>,
    /// Where they are drawn: one place for as long as the page lives, so that nothing of a call is moved or made anew.
    place: Live<El>,
}

impl Calls {
    pub(crate) fn new() -> Self {
        Self { known: RwSignal::new(Vec::new()), wanted: StoredValue::new(None), place: Live::new(el("div", "calls")) }
    }

    /// Where they are drawn.
    pub(crate) fn place(self) -> El {
        self.place.get_untracked()
    }

    /// Those of a room, if there ever was one since its connection was opened.
    pub(crate) fn of(self, room: RoomId) -> Option<RoomCall> {
        self.known.with(|known| known.iter().find(|(id, _)| *id == room).map(|(_, call)| *call))
    }

    /// Whether this person is rung there, rings, or is in a call.
    pub(crate) fn holds(self, room: RoomId) -> bool {
        self.of(room).is_some_and(|call| call.state.get() != CallState::None)
    }
}

/// What this person can do about calls in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CallChance {
    /// Call the visitor.
    Offer,
    /// Come into the one that there is.
    Join,
    /// Listen to it.
    Listen,
}

impl Desk {
    /// What may be done in calls here.
    pub(crate) fn call_rules(self) -> CallRules {
        self.board.with(|board| board.service().map_or(CallRules::NONE, |service| service.calls))
    }

    /// What this person can do about calls in a room now; nothing while they are in one there.
    pub(crate) fn call_chance(self, card: &EnquiryCard) -> Option<CallChance> {
        let (rules, room) = (self.call_rules(), RoomId::from(card.enquiry));
        let is_here = self.board.with(|board| board.is_with_me(card));
        if !rules.voice || card.channel.is_some() || self.calls.holds(room) {
            return None;
        }
        match (card.call.is_some(), is_here) {
            (true, true) => Some(CallChance::Join),
            (true, false) => (rules.listen && self.may(Role::Supervisor)).then_some(CallChance::Listen),
            (false, true) => (card.phase == Phase::Engaged).then_some(CallChance::Offer),
            (false, false) => None,
        }
    }

    /// Does it.
    pub(crate) fn take_chance(self, enquiry: EnquiryId, chance: CallChance) {
        let Some(call) = self.call_in(enquiry) else { return };
        match chance {
            CallChance::Offer => call.offer(),
            CallChance::Join => call.join(false),
            CallChance::Listen => call.join(true),
        }
    }

    /// Goes to a room and comes into the call that rings there.
    pub(crate) fn answer_call(self, enquiry: EnquiryId) {
        self.navigation.go(Place::of_enquiry(List::Inbox, enquiry));
        match self.call_in(enquiry) {
            Some(call) if call.state.get_untracked() == CallState::Rings => call.join(false),
            // It is still to be heard of.
            Some(_) | None => self.calls.wanted.set_value(Some(enquiry.into())),
        }
    }

    /// The visitor calls: their room is opened, so that it can be answered wherever this person is.
    pub(super) fn is_called(self, enquiry: EnquiryId) {
        untrack(|| self.room(enquiry));
        self.toasts.offer_call(text::calls_you(&self.visitor_of(enquiry)), enquiry);
    }

    /// Whether the visitor rings in a room of this person's.
    pub(crate) fn rings(self, card: &EnquiryCard) -> bool {
        let is_mine = card.phase == Phase::Engaged && self.board.with(|board| board.is_with_me(card));
        is_mine && card.call == Some(CallSign::Rings) && !self.is_in_call(card.enquiry)
    }

    fn is_in_call(self, enquiry: EnquiryId) -> bool {
        self.calls.of(enquiry.into()).is_some_and(|call| call.state.get() == CallState::Ongoing)
    }

    /// Takes a frame of a room that the room's connection has no use for.
    pub(crate) fn hear_call(self, room: RoomConnection, text: &str) {
        let known = untrack(|| self.calls.of(room.id()));
        let call = known.or_else(|| brings_call(text).then(|| self.begin_call(room)).flatten());
        let Some(call) = call else { return };
        call.hear(text);
        if self.calls.wanted.get_value() == Some(room.id()) && brings_call(text) {
            self.calls.wanted.set_value(None);
            call.join(false);
        }
    }

    fn call_in(self, enquiry: EnquiryId) -> Option<RoomCall> {
        let room = untrack(|| self.room(enquiry))?;
        untrack(|| self.calls.of(room.id())).or_else(|| self.begin_call(room))
    }

    /// The calls of a room, which end with its connection.
    fn begin_call(self, room: RoomConnection) -> Option<RoomCall> {
        let (id, enquiry) = (room.id(), room.id().enquiry()?);
        self.rooms.with_owner(id, || untrack(|| self.draw_call(room, id, enquiry)))
    }

    fn draw_call(self, room: RoomConnection, id: RoomId, enquiry: EnquiryId) -> RoomCall {
        // A recording is sent by itself, whatever stands in the box of the room.
        let recordings = files(self, id, "-calls", || true);
        let strip = recordings.strip();
        let start = move || CallStart {
            service: self.requests.service(),
            room: id,
            visitor: false,
            me: self.board.with(|board| board.me().map(|me| me.card.id)),
            rules: self.call_rules(),
            with: self.visitor_of(enquiry),
        };
        let (call, drawn) = RoomCall::new(Host {
            room: std::rc::Rc::new(move || Some(room)),
            start: Box::new(start),
            access: by_session(),
            ask: Box::new(move |_| self.navigation.go(Place::of_room(id))),
            keep: Box::new(move |file| recordings.send_file(&file)),
        });
        let is_away = move || self.navigation.place().room() != Some(id);
        let drawn = drawn
            .child(strip)
            .class_by("is-away", is_away)
            .attr_by("hidden", move || (is_away() && call.state.get() == CallState::None).then(String::new));
        let _ = self.calls.place().element().append_child(drawn.element());
        let drawn = Live::new(drawn);
        self.calls.known.update(|known| known.push((id, call)));
        on_cleanup(move || {
            drawn.try_with_untracked(|drawn| drawn.element().remove());
            self.calls.known.try_update(|known| known.retain(|(other, _)| *other != id));
        });
        call
    }
}
