//! Calls: what is asked before one, and the calls of each room.

use shared::card::{EntryCard, Mode};
use ui::{calls::host, connection::RoomConnection};
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
        host::check(&self.calls(), &whose, move |what| {
            match (what, self.running(&entry)) {
                ("with", _) => return entry.name().as_str().into(),
                ("call", Some(chat)) => {
                    self.go(Place::Room(chat.enquiry));
                    self.room(&chat).tell_calls("offer", &false.into());
                }
                ("call", None) => drop(self.raise(entry.clone(), None, Mode::Call)),
                ("chat", _) => self.press(entry.clone()),
                _ => {}
            }
            JsValue::UNDEFINED
        });
    }

    /// Whether the visitor can call in this chat now. While they do, the page shows no button for it.
    pub(crate) fn can_call(self, chat: &Chat) -> bool {
        let rules = self.directory.with(|it| it.as_ref().is_some_and(|it| it.service.calls.voice));
        rules && chat.stage() == Stage::Engaged
    }

    /// Follows the calls of a room. What they draw is in sight while there is one, wherever one is.
    pub(super) fn follow_calls(self, chat: Chat, room: RoomConnection) {
        let whose = format!("{{\"service\":\"{}\",\"room\":\"{}\",\"visitor\":true}}", self.service(), chat.enquiry);
        host::follow(room, &self.calls(), &whose, move |what| {
            match what {
                "with" => return chat.with_whom().name().as_str().into(),
                "rules" => return (*self.directory_text()).into(),
                "token" | "refused" => return chat.token(self.session(), what == "refused").into(),
                "none" => frame::say(&ToPage::Call { on: "" }),
                "rings" | "calling" | "ongoing" => {
                    self.shown.set(true);
                    self.go(Place::Room(chat.enquiry));
                    frame::say(&ToPage::Call { on: "1" });
                }
                // Only staff record.
                "keep" => {}
                _ => self.go(Place::Room(chat.enquiry)),
            }
            JsValue::UNDEFINED
        });
    }
}
