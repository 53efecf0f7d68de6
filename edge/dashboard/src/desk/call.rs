//! Calls in the rooms: who is in one sees it wherever they go in the dashboard.

use js_sys::Promise;
use leptos::prelude::*;
use shared::{
    call::CallRules,
    card::{EnquiryCard, Phase, Role},
    id::{EnquiryId, RoomId},
};
use ui::{
    calls::{CallState, host},
    connection::{Ending, RoomConnection, Status},
    live::Live,
    read::{Json, Read},
    view::{El, el, element::again},
    write::to_text,
};
use wasm_bindgen::JsValue;

use super::Desk;
use crate::place::{List, Place};

/// The calls of the rooms whose connections are open.
#[derive(Clone, Copy)]
pub(crate) struct Calls {
    /// The rooms in which this person is rung, rings, or is in a call.
    states: RwSignal<Vec<(RoomId, CallState)>>,
    /// The room whose call is to be answered as soon as it is heard of.
    wanted: RwSignal<Option<RoomId>>,
    /// Where they are drawn: one place for as long as the page lives, so that nothing of a call is moved or made anew.
    place: Live<El>,
}

impl Calls {
    pub(crate) fn new() -> Self {
        Self { states: RwSignal::new(Vec::new()), wanted: RwSignal::new(None), place: Live::new(el("div", "calls")) }
    }

    /// Where they are drawn.
    pub(crate) fn place(self) -> El {
        self.place.get_untracked()
    }

    /// How it stands with this person in a room.
    fn of(self, room: RoomId) -> CallState {
        self.states
            .with(|states| states.iter().find(|(id, _)| *id == room).map_or(CallState::None, |(_, state)| *state))
    }

    /// Whether this person is rung there, rings, or is in a call.
    pub(crate) fn holds(self, room: RoomId) -> bool {
        self.of(room) != CallState::None
    }

    fn stands(self, room: RoomId, state: CallState) {
        self.states.try_update(|states| {
            states.retain(|(id, _)| *id != room);
            if state != CallState::None {
                states.push((room, state));
            }
        });
    }
}

/// What this person can do about calls in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CallChance {
    /// Call the visitor.
    Offer,
    /// Listen to the one that there is. Who is in the room is asked by what is drawn of it.
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
            (true, false) => (rules.listen && self.may(Role::Supervisor)).then_some(CallChance::Listen),
            (false, true) => (card.phase == Phase::Engaged).then_some(CallChance::Offer),
            (true, true) | (false, false) => None,
        }
    }

    /// Does it.
    pub(crate) fn take_chance(self, enquiry: EnquiryId, chance: CallChance) {
        let Some(room) = untrack(|| self.room(enquiry)) else { return };
        match chance {
            CallChance::Offer => room.tell_calls("offer", &false.into()),
            CallChance::Listen => room.tell_calls("join", &true.into()),
        }
    }

    /// Goes to a room and comes into the call that rings there, as soon as that is heard of.
    pub(crate) fn answer_call(self, enquiry: EnquiryId) {
        self.navigation.go(Place::of_enquiry(List::Inbox, enquiry));
        match untrack(|| (self.room(enquiry), self.calls.of(enquiry.into()))) {
            (Some(room), CallState::Rings) => room.tell_calls("join", &false.into()),
            (_, _) => self.calls.wanted.set(Some(enquiry.into())),
        }
    }

    /// Where it is a visitor who calls in a room of this person's, that room is opened: its call says so wherever they are, can
    /// be answered there, and is gone when it has ended.
    pub(super) fn open_call(self, enquiry: EnquiryId) {
        if untrack(|| self.rings(enquiry)) {
            untrack(|| self.room(enquiry));
        }
    }

    /// Whether the visitor calls in a room of this person's, and they haven't come in.
    pub(crate) fn rings(self, enquiry: EnquiryId) -> bool {
        self.board.with(|board| board.is_called(enquiry)) && !self.is_in_call(enquiry)
    }

    fn is_in_call(self, enquiry: EnquiryId) -> bool {
        self.calls.of(enquiry.into()) == CallState::Ongoing
    }

    /// Follows the calls of a room for as long as its connection is open.
    pub(crate) fn follow_calls(self, room: RoomConnection) {
        let id = room.id();
        let Some(enquiry) = id.enquiry() else { return };
        room.hear_deliveries();
        let me = self.board.with_untracked(|board| board.me().map(|me| me.card.id.to_string())).unwrap_or_default();
        let service = self.requests.service();
        let whose = format!("{{\"service\":\"{service}\",\"room\":\"{id}\",\"visitor\":false,\"me\":\"{me}\"}}");
        host::follow(room, &self.calls.place(), &whose, move |what| match what {
            "with" => untrack(|| {
                let contact = self.board.with(|board| board.card(enquiry).map(|card| card.contact.id.to_string()));
                format!("{}\n{}", self.visitor_of(enquiry), contact.unwrap_or_default())
            })
            .into(),
            "rules" => {
                let rules = to_text(&untrack(|| self.call_rules()));
                format!("{{\"service\":{{\"calls\":{rules}}}}}").into()
            }
            "keep" => self.takes_recordings(id),
            // The session is in a cookie.
            "token" | "refused" => Promise::resolve(&JsValue::from_str("")).into(),
            wish => {
                match CallState::read(&Json::Text(wish.to_owned())) {
                    Some(state) => self.call_stands(room, state),
                    None => self.navigation.go(Place::of_room(id)),
                }
                JsValue::UNDEFINED
            }
        });
        again(Box::new(move || {
            let is_elsewhere = self.navigation.place().room() != Some(id);
            // Who only looks on is shown no call before they listen.
            let is_here = || self.board.with(|board| board.card(enquiry).is_some_and(|card| board.is_with_me(card)));
            room.tell_calls("away", &(is_elsewhere || !(self.calls.holds(id) || is_here())).into());
        }));
        again(Box::new(move || {
            // Who is out of the room is out of its call, and neither hears nor records what goes on there.
            if let Status::Ended(Ending::Forbidden | Ending::NotFound) = room.status.get() {
                room.tell_calls("end", &JsValue::UNDEFINED);
                self.calls.stands(id, CallState::None);
            }
        }));
        on_cleanup(move || self.calls.stands(id, CallState::None));
    }

    fn call_stands(self, room: RoomConnection, state: CallState) {
        self.calls.stands(room.id(), state);
        if state == CallState::Rings && self.calls.wanted.get_untracked() == Some(room.id()) {
            self.calls.wanted.set(None);
            room.tell_calls("join", &false.into());
        }
    }
}
