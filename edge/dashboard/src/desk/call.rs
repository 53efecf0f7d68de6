//! Calls in the rooms: who is in one sees it wherever they go in the dashboard.

use std::rc::Rc;

use js_sys::Promise;
use leptos::prelude::*;
use shared::{
    call::CallRules,
    card::{EnquiryCard, Phase, Role},
    id::{EnquiryId, RoomId},
};
use ui::{
    calls::{
        CallState,
        host::{Host, RoomCall},
    },
    connection::RoomConnection,
    live::Live,
    view::{El, el},
    write::to_text,
};
use wasm_bindgen::{JsValue, prelude::Closure};

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
    wanted: RwSignal<Option<RoomId>>,
    /// Where they are drawn: one place for as long as the page lives, so that nothing of a call is moved or made anew.
    place: Live<El>,
}

impl Calls {
    pub(crate) fn new() -> Self {
        Self { known: RwSignal::new(Vec::new()), wanted: RwSignal::new(None), place: Live::new(el("div", "calls")) }
    }

    /// Where they are drawn.
    pub(crate) fn place(self) -> El {
        self.place.get_untracked()
    }

    /// Those of a room whose connection is open.
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
            (true, true) => None,
            (true, false) => (rules.listen && self.may(Role::Supervisor)).then_some(CallChance::Listen),
            (false, true) => (card.phase == Phase::Engaged).then_some(CallChance::Offer),
            (false, false) => None,
        }
    }

    /// Does it.
    pub(crate) fn take_chance(self, enquiry: EnquiryId, chance: CallChance) {
        let Some(call) = untrack(|| self.calls.of(enquiry.into())) else { return };
        match chance {
            CallChance::Offer => call.offer(),
            CallChance::Listen => call.join(true),
        }
    }

    /// Goes to a room and comes into the call that rings there, as soon as that is heard of.
    pub(crate) fn answer_call(self, enquiry: EnquiryId) {
        self.calls.wanted.set(Some(enquiry.into()));
        self.navigation.go(Place::of_enquiry(List::Inbox, enquiry));
        untrack(|| self.room(enquiry));
    }

    /// Where it is a visitor who calls in a room of this person's, that room is opened: it can be answered from anywhere then.
    pub(super) fn tell_call(self, enquiry: EnquiryId) {
        if untrack(|| self.rings(enquiry)) {
            untrack(|| self.room(enquiry));
            self.toasts.offer_call(text::calls_you(&self.visitor_of(enquiry)), enquiry);
        }
    }

    /// Whether the visitor calls in a room of this person's, and they haven't come in.
    pub(crate) fn rings(self, enquiry: EnquiryId) -> bool {
        self.board.with(|board| board.is_called(enquiry)) && !self.is_in_call(enquiry)
    }

    fn is_in_call(self, enquiry: EnquiryId) -> bool {
        self.calls.of(enquiry.into()).is_some_and(|call| call.state.get() == CallState::Ongoing)
    }

    /// Follows the calls of a room for as long as its connection is open.
    pub(crate) fn follow_calls(self, room: RoomConnection) {
        let id = room.id();
        let Some(enquiry) = id.enquiry() else { return };
        // A recording is sent by itself, whatever stands in the box of the room.
        let recordings = files(self, id, "-calls", || true);
        let strip = el("div", "call-files").child(recordings.strip());
        let _ = self.calls.place().element().append_child(strip.element());
        let keep = Closure::<dyn Fn(JsValue)>::new(move |file| recordings.send_file(&file)).into_js_value();
        let me = self.board.with_untracked(|board| board.me().map(|me| me.card.id.to_string())).unwrap_or_default();
        let service = self.requests.service();
        let call = RoomCall::new(Host {
            place: self.calls.place(),
            whose: format!("{{\"service\":\"{service}\",\"room\":\"{id}\",\"visitor\":false,\"me\":\"{me}\"}}"),
            room: Rc::new(move || Some(room)),
            is_away: Box::new(move || {
                let is_elsewhere = self.navigation.place().room() != Some(id);
                // Who only looks on is shown no call before they listen.
                let is_here =
                    || self.board.with(|board| board.card(enquiry).is_some_and(|card| board.is_with_me(card)));
                is_elsewhere || !(self.calls.holds(id) || is_here())
            }),
            answer: Rc::new(move |what| match what {
                "with" => {
                    self.board.track();
                    self.visitor_of(enquiry).into()
                }
                "rules" => {
                    let rules = to_text(&self.call_rules());
                    format!("{{\"service\":{{\"calls\":{rules}}}}}").into()
                }
                "keep" => keep.clone(),
                // The session is in a cookie.
                "token" | "refused" => Promise::resolve(&JsValue::from_str("")).into(),
                _ => {
                    self.navigation.go(Place::of_room(id));
                    JsValue::UNDEFINED
                }
            }),
        });
        room.hear_more(move |text| {
            room.take_deliveries(text);
            call.hear(text);
        });
        Effect::new(move |_| {
            if call.state.get() == CallState::Rings && self.calls.wanted.get() == Some(id) {
                self.calls.wanted.set(None);
                call.join(false);
            }
        });
        self.calls.known.update(|known| known.push((id, call)));
        let held = Live::new((call, strip));
        on_cleanup(move || {
            held.try_with_untracked(|(call, strip)| {
                call.end();
                strip.element().remove();
            });
            self.calls.known.try_update(|known| known.retain(|(other, _)| *other != id));
        });
    }
}
