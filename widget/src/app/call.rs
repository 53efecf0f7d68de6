//! Calls: what is asked before one, and the calls of each room.

use std::{cell::Cell, rc::Rc};

use shared::card::{EntryCard, Mode};
use ui::{
    calls::{
        CallStart, CallState, CheckStart,
        host::{self, Host, RoomCall},
    },
    view::element::again,
    write::to_text,
};
use wasm_bindgen::JsValue;

use super::App;
use crate::{
    chat::Chat,
    frame::{self, ToPage},
    place::Place,
    stage::Stage,
};

impl App {
    /// A tag or person is to be called: first it is asked whether that works.
    pub(crate) fn check(self, entry: EntryCard) {
        let start = CheckStart { service: self.service(), with: entry.name().to_string(), video: false };
        host::check(&self.world().calls, to_text(&start), move |chosen| match (chosen, self.running(&entry)) {
            ("call", Some(chat)) => {
                self.go(Place::Room(chat.enquiry));
                if let Some(call) = chat.call.get_untracked() {
                    call.offer();
                }
            }
            ("call", None) => drop(self.raise(entry.clone(), None, Mode::Call)),
            ("chat", _) => self.press(entry.clone()),
            _ => {}
        });
    }

    /// Whether the visitor can call in this chat now.
    pub(crate) fn can_call(self, chat: &Chat) -> bool {
        let rules = self.directory.with(|it| it.as_ref().is_some_and(|it| it.service.calls.voice));
        let is_quiet = chat.call.get().is_some_and(|call| call.state.get() == CallState::None);
        rules && is_quiet && chat.stage() == Stage::Engaged
    }

    /// Follows the calls of a room. What they draw is in sight while there is one, wherever one is.
    pub(super) fn follow_calls(self, chat: &Rc<Chat>) -> RoomCall {
        let (room, of_start, of_access, of_ask) = (chat.room, chat.clone(), chat.clone(), chat.clone());
        let enquiry = chat.enquiry;
        let call = RoomCall::new(Host {
            place: self.world().calls.clone(),
            room: Rc::new(move || room.get()),
            start: Rc::new(move || {
                let rules = self.directory.with(|it| it.as_ref().map(|it| it.service.calls)).unwrap_or_default();
                let with = of_start.with_whom().name().to_string();
                to_text(&CallStart {
                    service: self.service(),
                    room: enquiry.into(),
                    visitor: true,
                    me: None,
                    rules,
                    with,
                })
            }),
            access: Rc::new(move |refused| of_access.token(self.session(), refused)),
            is_away: Box::new(move || self.place.get() != Place::Room(enquiry)),
            ask: Box::new(move |wish| {
                self.go(Place::Room(enquiry));
                if wish == "voice_message"
                    && let Some(files) = &*of_ask.asked().files.borrow()
                {
                    files.record();
                }
            }),
            // Only staff record.
            keep: JsValue::UNDEFINED,
        });
        let was_on = Cell::new(false);
        again(Box::new(move || {
            let state = call.state.get();
            if state == CallState::Rings && !self.shown.get_untracked() {
                self.shown.set(true);
                frame::say(&ToPage::Ring);
            }
            let on = matches!(state, CallState::Calling | CallState::Ongoing);
            if was_on.replace(on) != on {
                frame::say(&ToPage::Call { on });
            }
        }));
        call
    }
}
