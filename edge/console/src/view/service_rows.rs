//! The lists among the settings of a service: the languages that it answers in, and the sites that may carry the widget.

use kit::{
    focus,
    form::{Problems, shift},
    lean::{each, it, maybe, memo, shown},
    sign,
    view::wrong,
    words,
};
use leptos::{
    ev::{Event, MouseEvent},
    prelude::*,
};
use ui::view::{Button, dom, icon::icon};

use crate::{
    form::{MOST_SITES, ServiceDraft},
    text,
};

/// What can be chosen: the languages that most of the web is written in. One that is set otherwise stays.
const COMMON: [&str; 38] = [
    "en", "zh-Hant", "zh-Hans", "ja", "ko", "ar", "bg", "bn", "cs", "da", "de", "el", "es", "fa", "fi", "fil", "fr",
    "he", "hi", "hu", "id", "it", "ms", "nb", "nl", "pl", "pt-BR", "pt-PT", "ro", "ru", "sk", "sv", "ta", "th", "tr",
    "uk", "ur", "vi",
];

/// The languages, the first one by default.
#[component]
pub(crate) fn Languages(draft: RwSignal<ServiceDraft>, problems: Memo<Problems>) -> AnyView {
    let tags = memo(move || draft.with(|draft| draft.languages.clone()));
    // Added by a button: arrow keys go through the choices of a closed list, and each would be added on the way.
    let chosen = RwSignal::new(String::new());
    let add = move |()| {
        let tag = chosen.get_untracked();
        if !tag.is_empty() {
            chosen.set(String::new());
            draft.update(|draft| draft.languages.push(tag));
        }
    };
    let choices = move || {
        let there = tags.get();
        let mut left: Vec<(String, &str)> = COMMON
            .iter()
            .filter(|tag| !there.iter().any(|one| one == *tag))
            .map(|&tag| (words::language(tag), tag))
            .collect();
        left.sort();
        left.into_iter().map(|(name, tag)| view! { <option value=tag>{name}</option> }).collect_view()
    };
    let problem = wrong(problems, "languages");
    view! {
        <fieldset class="list" id="languages" tabindex="-1">
            <legend>{text::languages()}</legend>
            <p class="field-below">{text::languages_words()}</p>
            <ol class="list-rows">
                {each(move || tags.get(), move |tag: String| language_row(draft, tags, tag))}
            </ol>
            <div class="list-row field-narrow">
                <div class="field">
                    <select
                        aria-label=text::add_language()
                        prop:value=chosen
                        on:change=move |event: Event| chosen.set(event_target_value(&event))
                    >
                        <option value="">{text::add_language()}</option>
                        {choices}
                    </select>
                </div>
                <Button on_press=add>{icon(sign::PLUS)} {text::add()}</Button>
            </div>
            <p class="field-below is-wrong" role="status">{problem}</p>
        </fieldset>
    }
    .into_any()
}

fn language_row(draft: RwSignal<ServiceDraft>, tags: Memo<Vec<String>>, tag: String) -> AnyView {
    let name = words::language(&tag);
    let id = format!("language-{tag}-up");
    let first = {
        let tag = tag.clone();
        move || tags.with(|tags| tags.first() == Some(&tag))
    };
    let earlier = {
        let (tag, id) = (tag.clone(), id.clone());
        move |_: MouseEvent| {
            draft.update(|draft| {
                if let Some(at) = draft.languages.iter().position(|one| *one == tag) {
                    shift(&mut draft.languages, at, true);
                }
            });
            dom::focus_soon(&id);
        }
    };
    let remove = {
        let tag = tag.clone();
        move |_: MouseEvent| {
            draft.update(|draft| draft.languages.retain(|one| *one != tag));
            focus::rescue("#languages");
        }
    };
    view! {
        <li class="list-row">
            <span class="list-text"><strong>{name.clone()}</strong> <span class="chip" dir="ltr">{tag}</span></span>
            {maybe(move || first().then(|| view! { <span class="chip is-strong">{text::default_language()}</span> }.into_any()))}
            <button class="icon-button" type="button" id=id aria-label=text::move_up(&name) on:click=earlier>{icon(sign::UP)}</button>
            <button class="icon-button" type="button" aria-label=text::remove_named(&name) on:click=remove>{icon(sign::BIN)}</button>
        </li>
    }
    .into_any()
}

/// The sites.
#[component]
pub(crate) fn Sites(draft: RwSignal<ServiceDraft>, problems: Memo<Problems>) -> AnyView {
    let count = memo(move || draft.with(|draft| draft.sites.len()));
    let add = move |()| {
        let at = count.get_untracked();
        draft.update(|draft| draft.sites.push(String::new()));
        dom::focus_soon(&format!("site-{at}"));
    };
    let problem = wrong(problems, "sites");
    view! {
        <fieldset class="list" id="sites" tabindex="-1">
            <legend>{text::sites()}</legend>
            <p class="field-below">{text::sites_words()}</p>
            <ul class="list-rows">
                {each(move || (0..count.get()).collect(), move |at: usize| site_row(draft, problems, at))}
            </ul>
            {shown(move || count.get() == 0, move || view! {<p class="list-none">{text::no_sites()}</p>}.into_any())}
            {shown(move || count.get() < MOST_SITES, move || view! {
                <Button on_press=add>{icon(sign::PLUS)} {text::add_site()}</Button>
            }.into_any())}
            <p class="field-below is-wrong" role="status">{problem}</p>
        </fieldset>
    }
    .into_any()
}

fn site_row(draft: RwSignal<ServiceDraft>, problems: Memo<Problems>, at: usize) -> AnyView {
    let value = move || draft.with(|draft| draft.sites.get(at).cloned().unwrap_or_default());
    let type_in = move |event: Event| {
        draft.update(|draft| {
            if let Some(site) = draft.sites.get_mut(at) {
                *site = event_target_value(&event);
            }
        });
    };
    let remove = move |_: MouseEvent| {
        draft.update(|draft| {
            if at < draft.sites.len() {
                draft.sites.remove(at);
            }
        });
        focus::rescue("#sites");
    };
    let problem = wrong(problems, format!("sites.{at}"));
    let id = format!("site-{at}");
    let below = format!("{id}-below");
    view! {
        <li class="list-row">
            <div class="field">
                <input
                    id=id
                    type="url"
                    inputmode="url"
                    dir="ltr"
                    spellcheck="false"
                    autocapitalize="none"
                    aria-label=text::site()
                    aria-describedby=below.clone()
                    aria-invalid=it(move || problem.with(Option::is_some).then_some("true"))
                    placeholder="https://www.example.com"
                    prop:value=value
                    on:input=type_in
                />
                <p class="field-below is-wrong" id=below>{problem}</p>
            </div>
            <button class="icon-button" type="button" aria-label=it(move || text::remove_named(&value())) on:click=remove>{icon(sign::BIN)}</button>
        </li>
    }
    .into_any()
}
