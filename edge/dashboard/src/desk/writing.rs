//! What goes with writing: what is kept for one's other devices, weblinks to put in, words said again elsewhere, what is pinned,
//! and what may be sent to a social account.

use kit::clipboard;
use leptos::{html, prelude::*, task::spawn_local};
use shared::{
    api::{Draft, Pin, QuickLink, SendTemplate},
    channel::{ChannelView, template::Template},
    id::RoomId,
    value::{MessageBody, Seq},
    wire::LogEntry,
};
use ui::{http::Fault, live::Live, transcript::MessageLine};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use super::Desk;
use crate::text;

/// Words that are about to be said in another room, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Forward {
    /// Whose they are.
    pub(crate) from: String,
    /// What they are.
    pub(crate) words: String,
    /// Whether only staff read them: a note, or what was said in a Space. They are said to no visitor.
    pub(crate) inside: bool,
}

impl Forward {
    /// As it is said there; cut, if it would be too long for a message.
    pub(crate) fn body(&self) -> String {
        let head = text::forwarded_from(&self.from);
        let room = MessageBody::MAX_CHARS.saturating_sub(head.chars().count() + 2);
        let words: String = if self.words.chars().count() > room {
            self.words.chars().take(room.saturating_sub(1)).chain(['…']).collect()
        } else {
            self.words.clone()
        };
        format!("{head}\n{words}")
    }
}

impl Desk {
    /// Says words in another room, too.
    pub(crate) fn forward(self, forward: &Forward, to: RoomId, name: &str) {
        let said = untrack(|| self.room(to)).is_some_and(|room| room.say(&forward.body()).is_ok());
        if said {
            self.toasts.say(text::was_forwarded(name));
            self.forwarding.set(None);
        } else {
            self.toasts.complain(text::not_forwarded());
        }
    }

    /// Begins to.
    pub(crate) fn begin_forward(self, message: &MessageLine, from: String, in_space: bool) {
        let inside = message.note || in_space;
        self.forwarding.set(Some(Forward { from, words: message.body.as_str().to_owned(), inside }));
    }

    /// Reads weblinks; what was read before stays until they are there.
    pub(crate) fn look_up_links(self) {
        spawn_local(async move {
            if let Ok(all) = self.requests.read::<Vec<QuickLink>>("quick-links").await {
                self.quick_links.try_set(Some(all));
            }
        });
    }

    /// What this person wrote in a room and didn't send, on any device.
    pub(crate) async fn draft(self, room: RoomId) -> Result<Draft, Fault> {
        self.requests.read(&format!("rooms/{room}/draft")).await
    }

    /// Keeps it for their other devices.
    pub(crate) async fn keep_draft(self, room: RoomId, draft: &Draft) -> Result<(), Fault> {
        self.requests.change("PUT", &format!("rooms/{room}/draft"), draft).await
    }

    /// What is pinned in a room.
    pub(crate) async fn pins(self, room: RoomId) -> Result<Vec<Pin>, Fault> {
        self.requests.read(&format!("rooms/{room}/pins")).await
    }

    /// Pins an entry, or takes the pin away. The room tells everybody in it, and so this page.
    pub(crate) fn pin(self, room: RoomId, seq: Seq, on: bool) {
        spawn_local(async move {
            let path = format!("rooms/{room}/pins/{}", seq.0);
            let method = if on { "PUT" } else { "DELETE" };
            match self.requests.change::<()>(method, &path, &()).await {
                Ok(()) if on => self.toasts.say(text::was_pinned()),
                Ok(()) => {}
                Err(fault) => self.toasts.complain(kit::text::fault(&fault)),
            }
        });
    }

    /// What may be sent to the social account of a room's visitor.
    pub(crate) async fn window(self, room: RoomId) -> Result<ChannelView, Fault> {
        self.requests.read(&format!("rooms/{room}/channel")).await
    }

    /// Forms that may be sent to it at any time.
    ///
    /// # Errors
    /// See [`Fault`].
    pub(crate) async fn templates(self, room: RoomId) -> Result<Vec<Template>, Fault> {
        self.requests.read(&format!("rooms/{room}/templates")).await
    }

    /// Sends one of them. The room tells everybody in it, and so this page.
    ///
    /// # Errors
    /// See [`Fault`].
    pub(crate) async fn send_template(self, room: RoomId, template: &SendTemplate) -> Result<(), Fault> {
        let _: LogEntry = self.requests.change("POST", &format!("rooms/{room}/templates"), template).await?;
        Ok(())
    }

    /// Sends an entry there again. The room tells everybody in it how far it comes.
    pub(crate) fn send_again(self, room: RoomId, seq: Seq) {
        spawn_local(async move {
            let path = format!("rooms/{room}/deliveries/{}/retry", seq.0);
            if let Err(fault) = self.requests.change::<()>("POST", &path, &()).await {
                self.toasts.complain(kit::text::fault(&fault));
            }
        });
    }

    /// Puts the words of a message where other programs find them.
    pub(crate) fn copy(self, words: String) {
        spawn_local(async move {
            if clipboard::copy(&words).await {
                self.toasts.say(text::was_copied());
            } else {
                self.toasts.complain(text::not_copied());
            }
        });
    }
}

fn in_box(text_box: NodeRef<html::Textarea>) -> Option<HtmlTextAreaElement> {
    text_box.get_untracked()?.dyn_into().ok()
}

/// Where what is selected begins and ends, in UTF-16 units: both where the cursor is, if nothing is.
fn selection(text_box: &HtmlTextAreaElement) -> Option<(u32, u32)> {
    Some((text_box.selection_start().ok()??, text_box.selection_end().ok()??))
}

/// Puts words where the cursor is, in the place of what is selected.
pub(crate) fn insert(text_box: NodeRef<html::Textarea>, value: Live<String>, words: &str) {
    let Some(text_box) = in_box(text_box) else { return };
    let Some((start, end)) = selection(&text_box) else { return };
    let _ = text_box.set_range_text_with_start_and_end_and_mode(words, start, end, "end");
    value.set(text_box.value());
    let _ = text_box.focus();
}

/// Puts a mark on both sides of what is selected, or of the cursor.
pub(crate) fn wrap(text_box: NodeRef<html::Textarea>, value: Live<String>, mark: &str) {
    let Some(element) = in_box(text_box) else { return };
    let Some((start, end)) = selection(&element) else { return };
    let all = js_sys::JsString::from(element.value());
    let selected = String::from(all.slice(start, end));
    insert(text_box, value, &format!("{mark}{selected}{mark}"));
    if selected.is_empty() {
        let inside = start + u32::try_from(mark.encode_utf16().count()).unwrap_or_default();
        let _ = element.set_selection_range(inside, inside);
    }
}
