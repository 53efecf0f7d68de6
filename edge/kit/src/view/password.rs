//! A field for a password or another secret, which can be looked at: a long one is not typed blindly twice.

use leptos::{ev::Event, html, prelude::*};
use ui::{
    text as shared_text,
    view::{dom, icon::icon},
};

use crate::{
    lean::{it, live, press},
    sign, text,
};

/// A password as it is typed.
#[component]
pub fn PasswordField(
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
    /// `current-password` or `new-password`, for password managers; `off` for what isn't theirs.
    autocomplete: &'static str,
    /// Says that it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Name of the button that shows it.
    #[prop(optional, into)]
    show: Option<String>,
    /// To put the focus into it.
    #[prop(optional)]
    input: NodeRef<html::Input>,
) -> AnyView {
    let id = dom::next_id();
    let (field, below) = (format!("password-{id}"), format!("password-{id}-below"));
    let show = show.unwrap_or_else(|| text::show_password().to_owned());
    let shown = RwSignal::new(false);
    let wrong = it(move || error.with(Option::is_some));
    let described = {
        let (below, has_hint) = (below.clone(), hint.is_some());
        it(move || (has_hint || wrong.get()).then(|| below.clone()))
    };
    view! {
        <div class="field">
            <label for=field.clone()>
                {label} " " {optional.then(|| view! { <span class="field-optional">{shared_text::optional()}</span> })}
            </label>
            <div class="password">
                <input
                    id=field
                    node_ref=input
                    type=it(move || if shown.get() { "text" } else { "password" })
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    prop:value=value
                    aria-invalid=it(move || wrong.get().then_some("true"))
                    aria-describedby=described
                    on:input=move |event: Event| value.set(event_target_value(&event))
                />
                <button
                    class="icon-button"
                    type="button"
                    aria-pressed=it(move || shown.get().to_string())
                    aria-label=show.clone()
                    title=show
                    on:click=press(move |_| shown.update(|shown| *shown = !*shown))
                >
                    {live(move || icon(if shown.get() { sign::NO_EYE } else { sign::EYE }))}
                </button>
            </div>
            <p class="field-below" id=below class:is-wrong=wrong>{it(move || error.get().or_else(|| hint.clone()))}</p>
        </div>
    }
    .into_any()
}
