//! How the staff of a destination are asked, and which enquiries it is for.

use kit::{form::Problems, lean::it, view::wrong_by, words};
use leptos::{ev::Event, prelude::*};
use shared::{setup::destination::Manner, value::LanguageTag};
use ui::view::Field;

use super::{destination::bind_in, hours_choice::Known, toggles::LanguageButtons};
use crate::{form::TagDraft, text};

/// What can be chosen from.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    pub(super) schedules: Known,
    pub(super) languages: Vec<LanguageTag>,
}

/// How they are asked.
#[component]
pub(super) fn MannerField(key: u32, draft: RwSignal<TagDraft>) -> AnyView {
    let chosen = draft.with_untracked(|draft| draft.destination(key).map(|one| one.manner).unwrap_or_default());
    let all = [
        ("all", Manner::All, text::asked_all_at_once()),
        ("in_order", Manner::InOrder, text::asked_in_order()),
        ("pick_up", Manner::PickUp, text::asked_nobody()),
    ];
    let options = all.map(|(value, manner, name)| {
        view! { <option value=value selected=manner == chosen>{name}</option> }
    });
    let choose = move |event: Event| {
        let value = event_target_value(&event);
        let manner = all.iter().find(|(known, ..)| *known == value).map(|(_, manner, _)| *manner).unwrap_or_default();
        draft.update(|draft| {
            if let Some(one) = draft.destination_mut(key) {
                one.manner = manner;
            }
        });
    };
    view! {
        <label class="field">
            <span>{text::manner()}</span>
            <select on:change=choose>{options}</select>
        </label>
    }
    .into_any()
}

/// Which enquiries it is for; folded away while there are no conditions.
#[component]
pub(super) fn ConditionsFields(
    key: u32,
    draft: RwSignal<TagDraft>,
    problems: Memo<Problems>,
    /// Which of the tag's it is, from 1.
    place: Memo<usize>,
    choices: StoredValue<Choices>,
) -> AnyView {
    let countries = bind_in(draft, key, |one| one.when.countries.clone(), |one, text| one.when.countries = text);
    let share = bind_in(draft, key, |one| one.when.share.clone(), |one, text| one.when.share = text);
    let sticky = bind_in(draft, key, |one| one.when.sticky_days.clone(), |one, text| one.when.sticky_days = text);
    let schedule = bind_in(draft, key, |one| one.when.schedule.clone(), |one, text| one.when.schedule = text);
    // Of the service; none stands for all.
    let languages = bind_in(draft, key, |one| one.when.languages.clone(), |one, all| one.when.languages = all);
    let spoken = choices.with_value(|choices| choices.languages.clone());
    let wrong = move |name: &'static str| {
        wrong_by(problems, move || format!("destinations.{}.when{name}", place.get().saturating_sub(1)).into())
    };
    let is_open = draft.with_untracked(|draft| draft.destination(key).is_some_and(|one| !one.when.is_empty()));
    let named = move || {
        let names: Vec<String> = draft
            .with(|draft| draft.destination(key).map(|one| one.when.codes().collect::<Vec<_>>()))
            .unwrap_or_default()
            .iter()
            .filter(|code| code.len() == 2)
            .map(|code| words::country(code))
            .collect();
        words::list(&names)
    };
    let schedules = choices.with_value(|choices| choices.schedules.clone()).into_iter().map(|(id, name)| {
        let selected = id == schedule.get_untracked();
        view! { <option value=id selected=selected>{name}</option> }
    });
    view! {
        <details class="conditions" open=is_open>
            <summary>{text::conditions()}</summary>
            <p class="card-words">{text::conditions_words()}</p>
            <div class="conditions-fields">
                <label class="field">
                    <span>{text::raised_while()}</span>
                    <select on:change=move |event: Event| schedule.set(event_target_value(&event))>
                        <option value="">{text::at_any_time()}</option>
                        {schedules.collect_view()}
                    </select>
                </label>
                <div>
                    <Field label=text::from_countries() optional=true hint=text::from_countries_hint() value=countries error=wrong(".countries") />
                    <p class="conditions-named">{it(named)}</p>
                </div>
                <Field label=text::share_percent() kind="number" optional=true hint=text::share_hint() value=share error=wrong(".share") />
                <Field label=text::sticky_days() kind="number" optional=true hint=text::sticky_hint() value=sticky error=wrong(".sticky_days") />
            </div>
            <LanguageButtons legend=text::in_languages() all=spoken chosen=languages />
        </details>
        <p class="field-below is-wrong" role="status">{wrong("")}</p>
    }
    .into_any()
}
