//! What goes on by itself: the badge, the clock of the directory, the network, news in the rooms.

use std::cell::Cell;

use gloo_timers::callback::Interval;
use leptos::prelude::*;
use shared::{card::Side, id::EnquiryId, value::Seq};
use ui::{
    connection::{Ending, RoomConnection, Status},
    view::{dom, element::again},
};

use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::App;
use crate::{
    chat::Chat,
    frame::{self, Page, ToPage},
    place::Place,
    sound,
};

/// How often the directory is asked for anew while somebody looks at it: the owner may change it, and who is online changes.
const DIRECTORY_EVERY_MS: u32 = 15_000;

/// A room that isn't there yet although its enquiry was taken: the one is told by the other, which takes a moment.
const ROOM_APPEARS_WITHIN: u32 = 5;

impl App {
    pub(super) fn on_page(self, page: Page) {
        let view = page.view();
        // The referrer is said once, when the page was loaded.
        self.world().page.replace(page);
        let Some(view) = view else { return };
        for chat in self.chats.get_untracked() {
            if let Some(room) = chat.room.get_untracked() {
                room.page(view.clone());
            }
        }
    }

    /// What goes on for as long as the chat lives.
    pub(super) fn watch(self) {
        let (title, said) = (dom::document().title(), Cell::new(None));
        again(Box::new(move || {
            let count = self.unread();
            if said.replace(Some(count)) != Some(count) {
                frame::say(&ToPage::Unread { count });
                dom::document().set_title(&if count > 0 { format!("({count}) {title}") } else { title.clone() });
            }
        }));
        Interval::new(DIRECTORY_EVERY_MS, move || self.look_again()).forget();
        // And at once for who comes back to it: from a room, from another tab, or to the chat.
        again(Box::new(move || {
            if self.shown.get() && self.place.get() == Place::Home {
                self.look_again();
            }
        }));
        dom::on_window("visibilitychange", move |_| self.look_again());
        dom::on_window("keydown", move |event| {
            let Ok(event) = event.dyn_into::<KeyboardEvent>() else { return };
            // A question that is open takes it for itself.
            let asks = || dom::document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some());
            if event.key() == "Escape" && !event.default_prevented() && !event.is_composing() && !asks() {
                self.hide();
            }
        });
        dom::on_window("online", move |_| {
            self.online.set(true);
            self.fetch_chats();
        });
        dom::on_window("offline", move |_| self.online.set(false));
    }

    /// What goes on for as long as the room is open.
    pub(super) fn watch_room(self, chat: Chat, room: RoomConnection) {
        let enquiry = chat.enquiry;
        let heard = Cell::new(None);
        again(Box::new(move || {
            let newest = room.transcript.with(|it| {
                it.room()?;
                Some(it.newest_message().and_then(|line| Some((line.seq?, line.side))))
            });
            let Some(newest) = newest else { return };
            let (seq, side) = newest.unwrap_or((Seq(0), Side::Visitor));
            // What was there when the room was opened is no news.
            let before = heard.replace(Some(heard.get().unwrap_or(seq).max(seq)));
            if before.is_some_and(|before| seq > before) {
                untrack(|| self.news(enquiry, room, side));
            }
        }));
        self.watch_end(&chat);
        let tries = Cell::new(0);
        again(Box::new(move || {
            let missing = room.status.get() == Status::Ended(Ending::NotFound);
            if missing && tries.replace(tries.get() + 1) < ROOM_APPEARS_WITHIN {
                let chat = chat.clone();
                set_timeout(move || self.reopen(&chat), std::time::Duration::from_secs(1));
            }
        }));
    }

    /// Something was said.
    pub(super) fn news(self, enquiry: EnquiryId, room: RoomConnection, side: Side) {
        frame::say(&ToPage::Message { enquiry, from: side });
        let looks = room.looking.get() && !dom::document().hidden();
        if side == Side::Staff && !looks && !self.muted.get() {
            sound::play();
        }
    }

    pub(super) fn reopen(self, chat: &Chat) {
        if let Some(Some(room)) = chat.room.try_update(Option::take) {
            room.end();
            self.room(chat);
        }
    }
}
