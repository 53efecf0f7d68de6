//! Calls: what is asked before one, and the calls of each room.

use std::{cell::Cell, rc::Rc};

use shared::card::{EntryCard, Mode};
use ui::{
    calls::{
        CallState,
        host::{self, Host, RoomCall},
    },
    view::element::again,
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
        let whose = format!("{{\"service\":\"{}\"}}", self.service());
        host::check(&self.world().calls, &whose, move |what| {
            match (what, self.running(&entry)) {
                ("with", _) => return entry.name().as_str().into(),
                ("call", Some(chat)) => {
                    self.go(Place::Room(chat.enquiry));
                    if let Some(call) = chat.call.get_untracked() {
                        call.offer();
                    }
                }
                ("call", None) => drop(self.raise(entry.clone(), None, Mode::Call)),
                ("chat", _) => self.press(entry.clone()),
                _ => {}
            }
            JsValue::UNDEFINED
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
        let (room, enquiry, of_answer) = (chat.room, chat.enquiry, chat.clone());
        let call = RoomCall::new(Host {
            place: self.world().calls.clone(),
            whose: format!("{{\"service\":\"{}\",\"room\":\"{enquiry}\",\"visitor\":true}}", self.service()),
            room: Rc::new(move || room.get()),
            is_away: Box::new(move || self.place.get() != Place::Room(enquiry)),
            answer: Rc::new(move |what| match what {
                "with" => of_answer.with_whom().name().as_str().into(),
                "rules" => (*self.directory_text()).into(),
                // Only staff record.
                "keep" => JsValue::UNDEFINED,
                "token" | "refused" => of_answer.token(self.session(), what == "refused").into(),
                wish => {
                    self.go(Place::Room(enquiry));
                    if wish == "voice_message"
                        && let Some(files) = &*of_answer.asked().files.borrow()
                    {
                        files.record();
                    }
                    JsValue::UNDEFINED
                }
            }),
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
