//! A label, drawn.

use leptos::prelude::*;
use shared::label::Label;

/// The mark with its name.
#[must_use]
pub fn label_chip(label: &Label) -> AnyView {
    let name = label.name.to_string();
    let title = label.description.as_ref().map(ToString::to_string);
    view! {
        <span class="label-chip" data-color=label.color.as_str() class:is-archived=label.archived title=title>
            <bdi>{name}</bdi>
        </span>
    }
    .into_any()
}
