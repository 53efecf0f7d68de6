//! A room before the first message, while the service asks something first.

use leptos::prelude::*;
use shared::{
    form::Filled,
    setup::form::{Moment, Questions},
};
use ui::{
    connection::RoomConnection,
    transcript::Content,
    view::{El, el, element::again},
};

use super::{
    room::{Talk, focus_on_arrival},
    sheet::Sheet,
};
use crate::stage::Raise;

/// The form; above it what the visitor wrote before it was there, which is sent after it.
pub(super) fn ask(talk: &Talk, takes_focus: bool) -> El {
    let Talk { app, chat, room } = talk.clone();
    let to_ask = {
        let chat = chat.clone();
        move || app.to_ask(&chat.entry, Moment::PreChat)
    };
    again(Box::new({
        let (to_ask, chat) = (to_ask.clone(), chat.clone());
        move || {
            // All is known meanwhile. Who was refused presses themselves, or a form that we can't see would be asked for ever.
            if to_ask().is_none() && chat.asked().refused.get().is_none() {
                let chat = chat.clone();
                request_animation_frame(move || {
                    if chat.raise.try_get_untracked() == Some(Raise::Asking) {
                        app.submit(&chat, Filled::default());
                    }
                });
            }
        }
    }));
    let form = move |form: &Option<Questions>| {
        let refused = chat.asked().refused.get();
        if form.is_none() && refused.is_none() {
            return None;
        }
        let language = ui::text::in_force();
        let introduction = form.as_ref().and_then(|form| form.introduction.pick([language.as_str()]));
        let sheet = Sheet {
            id: "ask-title",
            title: ui::text::ask_title(),
            words: introduction.map_or_else(|| ui::text::ask_words().to_owned(), ToString::to_string),
            fields: form.as_ref().map(|form| form.fields.clone()).unwrap_or_default(),
            before: Vec::new(),
            refused,
            button: ui::text::start_chat(),
        };
        let chat = chat.clone();
        let (drawn, first) = sheet.draw(app, Box::new(move |form, _| app.submit(&chat, form)));
        if let Some(first) = first.filter(|_| takes_focus) {
            focus_on_arrival(first);
        }
        Some(drawn)
    };
    let waiting = move || room.transcript.with(|it| it.pending().len());
    el("div", "ask").part(waiting, move |_| Some(said(room))).child(el("div", "").part(to_ask, form))
}

/// What waits to be said, as the room draws it.
fn said(room: RoomConnection) -> El {
    let mut list = el("ol", "messages");
    room.transcript.with_untracked(|it| {
        for pending in it.pending() {
            if let Content::Say(body) = &pending.content {
                let bubble = el("p", "message-bubble").attr("dir", "auto").text(body.as_str());
                list = list.clone().child(el("li", "message is-mine").child(bubble));
            }
        }
    });
    list
}
