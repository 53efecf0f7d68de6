//! One of a few, all of them in sight.

use kit::lean::it;
use leptos::{ev::Event, prelude::*};
use ui::view::dom;

/// One that can be chosen.
#[derive(Clone, Debug)]
pub(super) struct OneOf {
    /// Its word on the wire.
    pub(super) value: &'static str,
    /// What it is called.
    pub(super) words: &'static str,
    /// What is drawn instead of that: a path on a square of 26.
    pub(super) sign: Option<&'static str>,
}

/// Those with words.
pub(super) fn words<const N: usize>(all: [(&'static str, &'static str); N]) -> Vec<OneOf> {
    all.into_iter().map(|(value, words)| OneOf { value, words, sign: None }).collect()
}

/// The choice. Arrow keys go through it.
#[component]
pub(super) fn Choice(
    /// What is chosen.
    label: &'static str,
    /// The word of the chosen one.
    value: RwSignal<String>,
    options: Vec<OneOf>,
    /// Below it.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// Without a label in sight, where what it is about can be seen.
    #[prop(optional)]
    bare: bool,
) -> AnyView {
    let name = format!("choice-{}", dom::next_id());
    let one = |OneOf { value: own, words, sign }: OneOf| {
        let checked = it(move || value.with(|value| value == own));
        let choose = move |_: Event| value.set(own.to_owned());
        let drawn = match sign {
            Some(path) => view! {
                <svg class="choice-sign" viewBox="0 0 26 26" aria-hidden="true"><path d=path fill-rule="evenodd" /></svg>
                <span class="unseen">{words}</span>
            }
            .into_any(),
            None => view! { <span>{words}</span> }.into_any(),
        };
        view! {
            <label class="choice-one" title=sign.map(|_| words)>
                <input type="radio" name=name.clone() value=own prop:checked=checked on:change=choose />
                {drawn}
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="choice">
            <legend class:unseen=bare>{label}</legend>
            <div class="choice-row">{options.into_iter().map(one).collect_view()}</div>
            {hint.map(|hint| view! { <p class="field-below">{hint}</p> })}
        </fieldset>
    }
    .into_any()
}
