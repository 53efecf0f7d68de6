//! Several to be chosen among: each a button that is on or off.

use kit::{
    form::toggle,
    lean::{it, memo, press},
    words,
};
use leptos::{ev::MouseEvent, prelude::*};
use shared::{api::Tag, id::TagId, value::LanguageTag};
use ui::view::{
    dom,
    icon::{CHECK, icon},
};

/// Languages.
#[component]
pub(super) fn LanguageButtons(
    /// What they are chosen for.
    legend: &'static str,
    /// What can be chosen.
    all: Vec<LanguageTag>,
    /// Which are on. One that can't be chosen any more stays.
    chosen: RwSignal<Vec<LanguageTag>>,
) -> AnyView {
    let mut all = all;
    all.extend(chosen.get_untracked().into_iter().filter(|language| !all.contains(language)).collect::<Vec<_>>());
    let buttons = all.into_iter().map(|language| {
        let name = words::language(language.as_str());
        toggle_button(chosen, language, name, None)
    });
    view! {
        <fieldset class="toggles">
            <legend>{legend}</legend>
            <div class="toggle-list">{buttons.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// Tags.
#[component]
pub(super) fn TagButtons(
    /// What they are chosen for.
    legend: &'static str,
    /// What it means that none is chosen.
    hint: &'static str,
    /// What can be chosen.
    all: Vec<Tag>,
    /// Which are on.
    chosen: RwSignal<Vec<TagId>>,
    /// What is wrong with them, in words.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> AnyView {
    let buttons = all.into_iter().map(|tag| toggle_button(chosen, tag.id, tag.settings.name.to_string(), None));
    let below = format!("tags-{}-below", dom::next_id());
    view! {
        <fieldset class="toggles" aria-describedby=below>
            <legend>{legend}</legend>
            <div class="toggle-list">{buttons.collect_view()}</div>
            <p class="field-below" id=below.clone()>{hint}</p>
            <p class="field-below is-wrong" role="status">{error}</p>
        </fieldset>
    }
    .into_any()
}

/// One of them, by its name, behind its face if it has one.
pub(super) fn toggle_button<T: Clone + PartialEq + Send + Sync + 'static>(
    chosen: RwSignal<Vec<T>>,
    one: T,
    name: String,
    face: Option<AnyView>,
) -> AnyView {
    let one = StoredValue::new(one);
    let on = memo(move || chosen.with(|chosen| one.with_value(|one| chosen.contains(one))));
    let turn = move |_: MouseEvent| chosen.update(|chosen| toggle(chosen, one.get_value()));
    let class = if face.is_some() { "toggle" } else { "toggle toggle-plain" };
    view! {
        <button
            class=class
            type="button"
            aria-pressed=it(move || on.get().to_string())
            on:click=press(turn)
        >
            {face}
            <span>{name}</span>
            <span class="toggle-on">{icon(CHECK)}</span>
        </button>
    }
    .into_any()
}
