//! Languages to be chosen among: each a button that is on or off.

use kit::{
    lean::{it, press},
    words,
};
use leptos::{ev::MouseEvent, prelude::*};
use shared::value::LanguageTag;
use ui::view::icon::{CHECK, icon};

/// The group.
#[component]
pub(super) fn LanguageButtons(
    /// What they are chosen for.
    legend: &'static str,
    /// What can be chosen.
    all: Vec<LanguageTag>,
    /// Which are on. One that can't be chosen any more stays.
    #[prop(into)]
    chosen: Signal<Vec<LanguageTag>>,
    /// Turns one on or off.
    #[prop(into)]
    toggle: Callback<LanguageTag>,
) -> AnyView {
    let mut all = all;
    all.extend(chosen.get_untracked().into_iter().filter(|language| !all.contains(language)).collect::<Vec<_>>());
    let buttons = all.into_iter().map(|language| {
        let name = words::language(language.as_str());
        let language = StoredValue::new(language);
        let on = Memo::new(move |_| chosen.with(|chosen| language.with_value(|it| chosen.contains(it))));
        let turn = move |_: MouseEvent| toggle.run(language.get_value());
        view! {
            <button class="person person-plain" type="button" aria-pressed=it(move || on.get().to_string()) on:click=press(turn)>
                <span>{name}</span>
                <span class="person-on">{icon(CHECK)}</span>
            </button>
        }
    });
    view! {
        <fieldset class="people">
            <legend>{legend}</legend>
            <div class="people-list">{buttons.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
