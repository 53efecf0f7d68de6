//! What pages are put together from.

use leptos::prelude::*;
use ui::{
    text as shared_text,
    view::icon::{BACK, icon},
};

use crate::{
    focus,
    guest::Visit,
    page::{Page, link},
};

/// The head of a page: back, what it is, and what it is for.
#[must_use]
pub fn head(title: impl Into<String>, words: &'static str) -> AnyView {
    // "Back" leads to the list of pages, which is beside it but on a phone.
    drawn_head(title.into(), words, link(""), false)
}

/// The head of what is below a page.
#[must_use]
pub fn head_below(page: &Page, title: impl Into<String>, words: &'static str) -> AnyView {
    drawn_head(title.into(), words, page.link(), true)
}

/// The same, below a page that is seen in many ways: back to the one that one came from.
#[must_use]
pub fn head_below_at(up: String, title: impl Into<String>, words: &'static str) -> AnyView {
    drawn_head(title.into(), words, up, true)
}

fn drawn_head(title: String, words: &'static str, up: String, below: bool) -> AnyView {
    // Who came from a page that is gone now, by its button or its way back, goes on here.
    if Visit::here().has_moved() {
        focus::rescue(".settings-title");
    }
    view! {
        <header class="settings-head">
            <a class="icon-button settings-back" class:is-below=below href=up aria-label=shared_text::back()>
                {icon(BACK)}
            </a>
            <div>
                <h2 class="settings-title" tabindex="-1">{title}</h2>
                <p>{words}</p>
            </div>
        </header>
    }
    .into_any()
}

/// A part of a page, with its own frame.
#[must_use]
pub fn card(title: &'static str, words: Option<&'static str>, body: AnyView) -> AnyView {
    view! {
        <section class="card">
            <header class="card-head">
                <h3>{title}</h3>
                {words.map(|words| view! { <p>{words}</p> })}
            </header>
            {body}
        </section>
    }
    .into_any()
}

/// Something that is on or off.
#[must_use]
pub fn switch(name: &'static str, words: &'static str, on: Signal<bool>, turn: Callback<bool>) -> AnyView {
    view! {
        <label class="switch">
            <input
                type="checkbox"
                role="switch"
                prop:checked=on
                on:change=move |event: leptos::ev::Event| turn.run(event_target_checked(&event))
            />
            <span class="switch-text"><strong>{name}</strong> <span>{words}</span></span>
        </label>
    }
    .into_any()
}
