//! Above the composer: what the next words are about.

use leptos::prelude::*;
use shared::wire::Revision;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    element::{El, again, el, press_button},
    icon::{self, sign},
};
use crate::{
    connection::{About, RoomConnection},
    live::Live,
    text,
    transcript::MessageLine,
};

/// The strip, for a composer of `value`, which writes messages or notes. While one of these is edited, its words are in the
/// box; what was there comes back after.
#[must_use]
pub fn about(room: RoomConnection, value: Live<String>, note: bool) -> El {
    let strip = el("div", "about");
    let holder = strip.element().clone();
    let aside = Live::new(None::<String>);
    let bring_back = move || {
        if let Some(before) = aside.try_update(Option::take).flatten() {
            value.try_set(before);
        }
    };
    // Else a message that is edited would be left as what was begun.
    on_cleanup(bring_back);
    let now = move || {
        let about = room.about.get()?;
        let message = untrack(|| room.about_line(about))?;
        let is_ours = message.note == note || matches!(about, About::Quote(_));
        is_ours.then_some((about, message))
    };
    let mut known = None;
    again(Box::new(move || {
        let now = now();
        let about = now.as_ref().map(|(about, _)| *about);
        if about == known {
            return;
        }
        untrack(bring_back);
        if let Some((About::Edit(_), message)) = now {
            aside.set(Some(value.get_untracked()));
            value.set(message.body.as_str().to_owned());
        }
        known = about;
        // Whoever says what the next words are about means to write them.
        let form = holder.closest("form").ok().flatten();
        let text_box = form.and_then(|form| form.query_selector("textarea").ok().flatten());
        if let Some(text_box) = text_box.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = text_box.focus();
        }
    }));
    strip.part(
        move || now().map(|(about, _)| about),
        move |about| {
            let message = untrack(|| room.about_line((*about)?))?;
            Some(drawn(room, (*about)?, &message))
        },
    )
}

/// Escape writes about nothing any more, and an arrow up in the empty box edits the last message: for
/// [`Composer::on_key`](super::composer::Composer).
pub fn about_key(room: RoomConnection, value: Live<String>, key: &str) -> bool {
    match key {
        "Escape" => room.about.try_update(Option::take).flatten().is_some(),
        "ArrowUp" => {
            let is_idle = value.with_untracked(String::is_empty) && room.about.get_untracked().is_none();
            is_idle && room.edit_last()
        }
        _ => false,
    }
}

fn drawn(room: RoomConnection, about: About, message: &MessageLine) -> El {
    let (path, title) = match about {
        About::Quote(_) => (
            icon::REPLY,
            text::replying_to(&writer(
                message.mine,
                room.transcript.with_untracked(|it| it.name_of(message)).map(String::from),
            )),
        ),
        About::Edit(_) => (icon::PEN, text::editing().to_owned()),
    };
    let words = el("div", "about-words")
        .child(el("span", "about-title one-line").text(&title))
        .child(el("span", "about-text one-line").attr("dir", "auto").text(message.body.as_str()));
    let cancel = press_button("icon-button", move || room.about.set(None))
        .attr("aria-label", text::cancel())
        .attr("title", text::cancel())
        .child(sign(icon::CLOSE));
    el("div", "about-strip").child(sign(path)).child(words).child(cancel)
}

/// Who wrote something, as the reader knows them.
pub(super) fn writer(mine: bool, name: Option<String>) -> String {
    if mine { text::you().to_owned() } else { name.unwrap_or_default() }
}

/// The words of a message, or that they are gone.
pub(super) fn words_of(words: &str, revised: Option<Revision>) -> &str {
    if revised == Some(Revision::Recalled) { text::recalled() } else { words }
}
