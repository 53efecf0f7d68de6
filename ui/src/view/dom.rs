//! The small things that every view asks of the document.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Document, Event, HtmlElement, Window};

use crate::text::{self, Language};

/// The window.
///
/// # Panics
/// Outside of a browser's page, where nothing of this runs.
#[must_use]
#[expect(clippy::expect_used, reason = "views run in a window and nowhere else")]
pub fn window() -> Window {
    web_sys::window().expect("views run in a window")
}

/// The document.
///
/// # Panics
/// As for [`window`].
#[must_use]
#[expect(clippy::expect_used, reason = "every window has a document")]
pub fn document() -> Document {
    window().document().expect("a window has a document")
}

/// Hears an event of the window for as long as the page is there. The listeners of Leptos, which may end, bring threads along.
pub fn on_window(event: &str, what: impl Fn(Event) + 'static) {
    super::element::listen(&window(), event, Box::new(what));
}

thread_local!(static NEXT: Cell<u32> = const { Cell::new(0) });

/// A number that no other part of the document has for its `id`.
#[must_use]
pub fn next_id() -> u32 {
    NEXT.replace(NEXT.get() + 1)
}

/// Begins to count at `first`, unless that was passed: for a second application in one document.
pub fn count_ids_from(first: u32) {
    NEXT.set(NEXT.get().max(first));
}

/// Puts the focus on the element with this `id`, once what is being drawn is there.
pub fn focus_soon(id: &str) {
    let id = id.to_owned();
    leptos::prelude::request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id).and_then(|found| found.dyn_into::<HtmlElement>().ok())
        {
            // It was drawn where it belongs; the page need not jump to it.
            let _ = element.focus();
        }
    });
}

/// Puts the focus into a box that was just drawn in a room. With a keyboard one goes on typing. With a finger, the on-screen keyboard would jump up unasked and hide what is there.
pub fn focus_on_arrival(text_box: super::El) {
    let has_keyboard = window().match_media("(hover: hover)").ok().flatten().is_some_and(|it| it.matches());
    leptos::prelude::request_animation_frame(move || {
        if has_keyboard {
            text_box.focus();
        } else if document().active_element().as_ref() != Some(text_box.element()) {
            focus_soon("room-title");
        }
    });
}

/// Settles the language before anything is drawn: the first of `wanted` that we have. The document gets its language and
/// direction, by which browsers pick fonts, voices and line breaks.
pub fn settle_language<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Language {
    let (language, tag) = text::choose(wanted);
    text::set(language, &tag);
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", language.tag());
        let _ = root.set_attribute("dir", language.direction());
    }
    language
}

/// The languages that the browser's user reads, most wanted first.
#[must_use]
pub fn browser_languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}
