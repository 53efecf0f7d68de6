//! The language of what is drawn.

use leptos::{ev::Event, prelude::*};
use ui::text;

use crate::language::{LANGUAGES, choose};

/// Chooses it; the page starts over then.
#[component]
pub fn LanguageChoice() -> AnyView {
    let now = text::current().tag();
    view! {
        <select on:change=|event: Event| choose(&event_target_value(&event))>
            {LANGUAGES.map(|(tag, name)| view! { <option value=tag lang=tag selected=tag == now>{name}</option> }).collect_view()}
        </select>
    }
    .into_any()
}
