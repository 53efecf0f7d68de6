//! What a page says of itself that somebody linked to, below their words. Its place is there before it is, so that no talk
//! jumps under its reader; where there is nothing to show, the place closes. What fills it is a script: from Rust the same
//! would be four times as large.

use leptos::prelude::Get;
use shared::links;
use ui::view::{El, el};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

use super::words::words;
use crate::desk::Desk;

#[wasm_bindgen(module = "/src/view/linked_page.js")]
extern "C" {
    #[wasm_bindgen(js_name = fillCard)]
    fn fill_card(place: &Element, link: &str, entries: &str);
}

/// Adds the words of a message, and the card of the first page that they lead to.
pub(super) fn words_and_card(to: El, text: &str) -> El {
    let to = words(to, text);
    // What the room says by itself are words of the owner, and its entry is none to ask about.
    let link = links::first_page(text).filter(|_| to.element().class_name() == "message-words");
    let Some(link) = link else { return to };
    let desk = Desk::here();
    to.part(move || desk.previews.get(), move |on| if *on { place(desk, &link) } else { None })
}

fn place(desk: Desk, link: &str) -> Option<El> {
    let room = desk.navigation.place_untracked().room()?;
    // It comes by itself: to be seen, not to be read out.
    let place = el("span", "linked-page").attr("aria-live", "off");
    fill_card(place.element(), link, &desk.requests.path(&format!("rooms/{room}/entries")));
    Some(place)
}
