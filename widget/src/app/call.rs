//! Calls: what is asked before one, and the calls of each room.

use std::rc::Rc;

use leptos::prelude::*;
use shared::card::{EntryCard, Mode};
use ui::{
    calls::{
        CallStart, CallState, CallWish, CheckWish,
        host::{Host, RoomCall, brings_call},
    },
    live::Live,
    view::element::again,
};

use super::App;
use crate::{
    chat::Chat,
    frame::{self, ToPage},
    place::Place,
    stage::Stage,
};

impl App {
    /// Takes what was chosen before a call.
    pub(crate) fn checked(self, entry: &EntryCard, wish: CheckWish) {
        self.checking.set(None);
        match wish {
            CheckWish::Close => {}
            CheckWish::Chat => self.press(entry.clone()),
            CheckWish::Call => match self.running(entry) {
                Some(chat) => {
                    self.go(Place::Room(chat.enquiry));
                    self.call(&chat).offer();
                }
                None => drop(self.raise(entry.clone(), None, Mode::Call)),
            },
        }
    }

    /// Whether the visitor can call in this chat now.
    pub(crate) fn can_call(self, chat: &Chat) -> bool {
        let rules = self.directory.with(|it| it.as_ref().is_some_and(|it| it.service.calls.voice));
        let calls = chat.call.get().is_some_and(|call| call.state.get() != CallState::None);
        rules && !calls && chat.stage() == Stage::Engaged
    }

    /// Tells the calls of a room one of its frames.
    pub(super) fn hear_call(self, chat: &Chat, text: &str) {
        if chat.call.get_untracked().is_some() || brings_call(text) {
            self.call(chat).hear(text);
        }
    }

    /// The calls of a room. What they draw is in sight while there is one, wherever one is.
    pub(crate) fn call(self, chat: &Chat) -> RoomCall {
        if let Some(call) = chat.call.get_untracked() {
            return call;
        }
        let call = untrack(|| chat.with_owner(|| self.begin_call(Rc::new(chat.clone()))));
        chat.call.set(Some(call));
        call
    }

    fn begin_call(self, chat: Rc<Chat>) -> RoomCall {
        let (of_room, of_start, of_access, of_ask) = (chat.room, chat.clone(), chat.clone(), chat.clone());
        let (call, drawn) = RoomCall::new(Host {
            room: Rc::new(move || of_room.get()),
            start: Box::new(move || CallStart {
                service: self.service(),
                room: of_start.enquiry.into(),
                visitor: true,
                me: None,
                rules: self.directory.with(|it| it.as_ref().map(|it| it.service.calls)).unwrap_or_default(),
                with: of_start.with_whom().name().to_string(),
            }),
            access: Rc::new(move |refused| of_access.token(self.session(), refused)),
            ask: Box::new(move |wish| {
                self.go(Place::Room(of_ask.enquiry));
                if wish == CallWish::VoiceMessage {
                    of_ask.records.set(true);
                }
            }),
            // Only staff record.
            keep: Box::new(|_| {}),
        });
        let enquiry = chat.enquiry;
        let is_away = move || call.state.get() == CallState::None && self.place.get() != Place::Room(enquiry);
        let drawn = drawn.attr_by("hidden", move || is_away().then(String::new));
        let _ = self.world().calls.element().append_child(drawn.element());
        let drawn = Live::new(drawn);
        on_cleanup(move || {
            drawn.try_with_untracked(|drawn| drawn.element().remove());
        });
        again(Box::new(move || {
            if call.state.get() == CallState::Rings && !self.shown.get_untracked() {
                self.shown.set(true);
                frame::say(&ToPage::Ring);
            }
        }));
        call
    }
}
