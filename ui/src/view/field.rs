//! A labelled field that says what is wrong with what is in it.

use leptos::{ev::Event, html, prelude::*};

use super::dom;
use crate::text;

/// One field of a form: its label above, what is wrong below.
#[component]
pub fn Field(
    /// Above it, and its name.
    #[prop(into)]
    label: String,
    /// What is in it.
    value: RwSignal<String>,
    /// What is wrong with it, in words.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// Below it, while nothing is wrong.
    #[prop(into, optional)]
    hint: Option<String>,
    /// `text`, `email`, `password` … or `lines` for more than one line.
    #[prop(default = "text")]
    kind: &'static str,
    /// What a browser may fill in: a token of HTML's `autocomplete`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Says that it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// To put the focus into it.
    #[prop(optional)]
    input: NodeRef<html::Input>,
) -> AnyView {
    let id = dom::next_id();
    let (field, below) = (format!("field-{id}"), format!("field-{id}-below"));
    let described = {
        let (below, has_hint) = (below.clone(), hint.is_some());
        move || (has_hint || error.with(Option::is_some)).then(|| below.clone())
    };
    let invalid = move || error.with(Option::is_some).then_some("true");
    let type_in = move |event: Event| value.set(event_target_value(&event));
    let control = if kind == "lines" {
        view! {
            <textarea id=field.clone() rows="3" prop:value=value aria-invalid=invalid aria-describedby=described on:input=type_in></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                id=field.clone()
                node_ref=input
                type=kind
                autocomplete=autocomplete
                prop:value=value
                aria-invalid=invalid
                aria-describedby=described
                on:input=type_in
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=field>{label} {optional.then(|| view! { <span class="field-optional">{text::optional()}</span> })}</label>
            {control}
            <p class="field-below" id=below class:is-wrong=move || error.with(Option::is_some)>
                {move || error.get().or_else(|| hint.clone())}
            </p>
        </div>
    }
    .into_any()
}
