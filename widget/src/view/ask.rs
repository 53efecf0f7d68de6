//! A room before the first message, while the service asks something first.

use leptos::prelude::*;
use shared::form::Filled;
use ui::{
    connection::RoomConnection,
    transcript::Content,
    view::{El, el, element::again},
};

use super::{room::Talk, sheet::sheet};
use crate::stage::Raise;

/// The form; above it what the visitor wrote before it was there, which is sent after it.
pub(super) fn ask(talk: &Talk, takes_focus: bool) -> El {
    let Talk { app, chat, room } = talk.clone();
    let asks_first = {
        let chat = chat.clone();
        move || app.asks_first(&chat.entry)
    };
    again(Box::new({
        let (asks_first, chat) = (asks_first.clone(), chat.clone());
        move || {
            // All is known meanwhile. Who was refused presses themselves, or a form that we can't see would be asked for ever.
            if !asks_first() && chat.asked().refused.get().is_none() {
                let chat = chat.clone();
                request_animation_frame(move || {
                    if chat.raise.try_get_untracked() == Some(Raise::Asking) {
                        app.submit(&chat, Filled::default());
                    }
                });
            }
        }
    }));
    let of_form = talk.clone();
    let form = move |is_shown: &bool| {
        is_shown.then(|| {
            sheet("", &of_form, false, takes_focus, |Talk { app, chat, .. }, wish| {
                app.submit(chat, wish.form.unwrap_or_default());
            })
        })
    };
    let is_shown = move || asks_first() || chat.asked().refused.get().is_some();
    let waiting = move || room.transcript.with(|it| it.pending().len());
    el("div", "ask").part(waiting, move |_| Some(said(room))).child(el("div", "").part(is_shown, form))
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
