//! The records: what happened, and with whom. A module of its own, which the dashboard loads into its page when somebody goes
//! there, as it does with the console; [`kit::host`] is how they talk.
//!
//! # How a page is added
//!
//! 1. A file in `view/`, like `view/reports.rs`. It has a constant `PAGE` of type `kit::page::Page`: its address, sign, name,
//!    who may see it, and the function that draws it. `PAGE.link()` and `PAGE.below("…")` are the addresses of the page and of
//!    what is below it (`#/records/reports/2026-11-01/2026-11-28`), whose rest `draw` gets.
//! 2. An entry in the table of `navigation.rs`.
//! 3. Its texts in a file in `text/`, in all four languages.
//!
//! A view gets at the rest by `kit::guest::Visit::here`: requests, toasts, who is signed in, the way to other pages. Styles are
//! in `style/`, a file for each part; what cards, lists and items look like is in the kit's `page-style/`.

#![allow(clippy::large_types_passed_by_value, reason = "a set of signals is copied, as Leptos wants it")]

mod navigation;
mod report;
mod text;
#[allow(unreachable_pub, reason = "the macro for components turns every visibility into `pub`")]
mod view;

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

/// The records, drawn.
#[wasm_bindgen]
pub struct Mounted(kit::guest::Mounted);

/// Brings the texts of the language that the dashboard's reader chose. To be awaited before anything is drawn.
#[wasm_bindgen]
pub async fn prepare() {
    kit::language::put_in_force("records").await;
}

/// [`kit::guest::mount`].
#[wasm_bindgen]
#[must_use]
pub fn mount(element: HtmlElement, start: &str, tell: js_sys::Function) -> Option<Mounted> {
    kit::guest::mount(element, start, tell, || view! { <view::App /> }.into_any()).map(Mounted)
}

#[wasm_bindgen]
impl Mounted {
    /// [`kit::guest::Mounted::hear`].
    pub fn hear(&self, news: &str) {
        self.0.hear(news);
    }

    /// Takes it out of the page.
    pub fn unmount(self) {}
}
