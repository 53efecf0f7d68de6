//! Where the keyboard goes when what it was on is gone: a browser drops it at the top of the page, and who can't see would
//! have to find the way back.

use leptos::prelude::request_animation_frame;
use ui::view::dom;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Whether nothing has the focus.
#[must_use]
pub fn is_lost() -> bool {
    dom::document().active_element().is_none_or(|active| active.tag_name() == "BODY")
}

/// Once what is being drawn is there: if nothing has the focus then, the first that `selector` finds gets it.
pub fn rescue(selector: &'static str) {
    request_animation_frame(move || {
        if is_lost() {
            let _ = to(selector);
        }
    });
}

/// Gives it to the first that `selector` finds.
#[must_use]
pub fn to(selector: &str) -> bool {
    let found = dom::document().query_selector(selector).ok().flatten();
    found.and_then(|found| found.dyn_into::<HtmlElement>().ok()).is_some_and(|found| found.focus().is_ok())
}
