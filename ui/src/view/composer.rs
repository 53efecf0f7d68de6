//! Where a message is written.

use std::rc::Rc;

use leptos::prelude::*;
use shared::value::MessageBody;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::{
    dom,
    element::{El, again, el},
    icon::{self, sign},
};
use crate::{live::Live, text};

/// From here on, what is left of the limit is shown.
const COUNTS_FROM: usize = MessageBody::MAX_CHARS - 400;

/// A text box that grows with its text, and a button. Enter sends, Shift+Enter starts a line, and neither while an input
/// method is at work: its Enter picks a word.
pub struct Composer {
    /// What was written so far. Emptied when it is sent.
    pub value: Live<String>,
    /// Takes what was written: 1 to 4,000 characters, trimmed.
    pub on_send: Box<dyn Fn(String)>,
    /// At every change by hand.
    pub on_typing: Box<dyn Fn()>,
    /// In the empty box, if not the usual words.
    pub placeholder: Box<dyn Fn() -> Option<String>>,
    /// Whether something beside the words waits to be sent: then they may be empty.
    pub more: Box<dyn Fn() -> bool>,
    /// Before the box.
    pub start: Vec<El>,
    /// Asked at each key in the box, by its name; whether it did something by it.
    pub on_key: Box<dyn Fn(&str) -> bool>,
    /// Above the box.
    pub above: Vec<El>,
}

impl Composer {
    /// The composer, and the box in it, to put the focus there.
    #[must_use]
    pub fn draw(self) -> (El, El) {
        let Self { value, on_send, on_typing, placeholder, more, on_key, start, above } = self;
        let more: Rc<dyn Fn() -> bool> = more.into();
        let below = format!("composer-{}", dom::next_id());
        let count = move || value.with(|text| text.trim().chars().count());
        let too_long = move || count() > MessageBody::MAX_CHARS;
        let can_send = move || (1..=MessageBody::MAX_CHARS).contains(&count()) || (count() == 0 && more());
        let of_button = can_send.clone();

        let text_box = el("textarea", "")
            .attr("rows", "1")
            .attr("dir", "auto")
            .attr("enterkeyhint", "send")
            .attr("aria-label", text::message())
            .attr("aria-describedby", &below)
            .attr_by("aria-invalid", move || too_long().then(|| "true".to_owned()))
            .attr_by("placeholder", move || placeholder().or_else(|| Some(text::write_a_message().to_owned())))
            .bound(move || value.get(), move |text| value.set(text))
            .on("input", move |_| on_typing());
        let send = Rc::new({
            let text_box = text_box.clone();
            move || {
                if untrack(&can_send) {
                    let text = value.with_untracked(|text| text.trim().to_owned());
                    value.set(String::new());
                    on_send(text);
                }
                // Wherever it was pressed, the next words go into the box; and on a phone the keyboard stays.
                text_box.focus();
            }
        });
        let text_box = text_box.on("keydown", {
            let send = send.clone();
            move |event| {
                let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
                // 229: Safari says so of the Enter that ended a composition.
                if key.is_composing() || key.key_code() == 229 || key.shift_key() {
                    return;
                }
                if on_key(&key.key()) {
                    key.prevent_default();
                    key.stop_propagation();
                } else if key.key() == "Enter" {
                    key.prevent_default();
                    send();
                }
            }
        });
        again(Box::new({
            let element = text_box.element().clone();
            move || {
                value.track();
                fit(&element);
            }
        }));

        let button = el("button", "composer-send")
            .attr("type", "submit")
            .attr("aria-label", text::send())
            .attr("title", text::send())
            .class_by("is-ready", of_button)
            .child(sign(icon::SEND));
        let holder = el("div", "composer-box")
            .class_by("is-wrong", too_long)
            .children(start)
            .child(text_box.clone())
            .child(button);
        let remark = el("p", "composer-below")
            .attr("id", &below)
            .class_by("is-wrong", too_long)
            .text_by(move || remark(count()));
        let form = el("form", "composer").children(above).child(holder).child(remark).on("submit", move |event| {
            event.prevent_default();
            send();
        });
        (form, text_box)
    }
}

fn remark(count: usize) -> String {
    let small = |count| u32::try_from(count).unwrap_or(u32::MAX);
    match count {
        0..COUNTS_FROM => String::new(),
        COUNTS_FROM..=MessageBody::MAX_CHARS => text::characters_left(small(MessageBody::MAX_CHARS - count)),
        count => text::characters_over(small(count - MessageBody::MAX_CHARS)),
    }
}

/// Makes the box as high as its text; the stylesheet says when that is enough.
fn fit(text_box: &Element) {
    if let Some(text_box) = text_box.dyn_ref::<HtmlElement>() {
        let style = text_box.style();
        let _ = style.set_property("block-size", "auto");
        // Not in the document yet, it has no height, and one line is right.
        let height = text_box.scroll_height();
        if height > 0 {
            let _ = style.set_property("block-size", &format!("{height}px"));
        }
    }
}
