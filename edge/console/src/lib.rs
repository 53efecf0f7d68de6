//! The owner's console: everything that a business sets up. It is a module of its own, which the dashboard loads into its
//! page when somebody goes to the settings, so that staff who only answer don't wait for it; [`kit::host`] is how the two
//! talk.
//!
//! # How a page is added
//!
//! 1. A file in `view/`, like `view/tags.rs`. It has a constant `PAGE` of type `kit::page::Page`: its address, sign, name, who
//!    may see it, what the search finds in it, and the function that draws it. `PAGE.link()` and `PAGE.below("…")` are the
//!    addresses of the page and of what is below it (`#/settings/tags/new`), whose rest `draw` gets.
//! 2. An entry in the table of `navigation.rs`, in the section where its owner would look for it.
//! 3. Its texts in a file in `text/`, in all four languages.
//!
//! A view gets at the rest by `console::Console::here`: requests, toasts, who is signed in, the way to other pages. What
//! is typed is a draft in `form/`, checked there; [`kit::view::Submission`] sends it. What is an item (it has a revision) is
//! saved by `view::saving::Saving`, which does all that may come between. Styles are in `style/`, a file for each
//! part; what cards, lists, fields and switches look like is there already.

#![allow(clippy::large_types_passed_by_value, reason = "a set of signals is copied, as Leptos wants it")]

mod change;
mod check;
mod console;
mod difference;
mod form;
mod install;
mod navigation;
mod search;
mod text;
mod upload;
#[allow(unreachable_pub, reason = "the macro for components turns every visibility into `pub`")]
mod view;

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

/// The console, drawn.
#[wasm_bindgen]
pub struct Mounted(kit::guest::Mounted);

/// Brings the texts of the language that the dashboard's reader chose. To be awaited before anything is drawn.
#[wasm_bindgen]
pub async fn prepare() {
    kit::language::put_in_force("console").await;
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
