//! One CTA: what it says, where, to whom it leads, and when it shows itself, with what it will be beside the form.

use kit::{
    form::{Problems, suggested_handle},
    lean::{it, memo, shown},
    view::{
        loaded,
        part::{card, head_below},
        wrong,
    },
    words as names,
};
use std::sync::Arc;

use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use shared::{
    api::{CtaSeen, Saved, ServiceSettings},
    card::Entry,
    setup::{appearance::Appearance, cta::Cta},
    value::LanguageTag,
};
use ui::{http::Fault, view::Field};

use super::{
    appearance::signs,
    bind::{bind, guard, suggest, switched},
    choice::{Choice, OneOf, words},
    copy::Copy,
    ctas::{PAGE, bare},
    preview::{Preview, Tried, Try},
    removal::Removal,
    rules::Rules,
    saving::{Foot, Saving},
    target::{TargetField, Targets},
    texts::TextsField,
};
use crate::{
    console::{Console, gone},
    form::{CtaDraft, FLOATING, Where, entry_of, on_device},
    text,
};

/// What the form needs to know.
#[derive(Clone)]
struct Known {
    cta: Option<Saved<Cta>>,
    /// How many there are.
    count: usize,
    seen: Vec<CtaSeen>,
    languages: Vec<LanguageTag>,
    appearance: Appearance,
    targets: Targets,
}

async fn fetch(console: Console, id: Option<String>) -> Result<Known, Fault> {
    let ctas = console.items::<Cta>("ctas").await?;
    let count = ctas.len();
    let (cta, seen) = match id {
        Some(id) => {
            let cta = ctas.into_iter().find(|cta| cta.id.as_str() == id).ok_or_else(gone)?;
            let seen = console.get::<Vec<CtaSeen>>("ctas/seen").await?;
            let seen = seen.into_iter().filter(|one| one.cta == cta.id).collect();
            (Some(cta), seen)
        }
        None => (None, Vec::new()),
    };
    let languages = console.item::<ServiceSettings>("settings").await?.settings.languages;
    let appearance = console.get::<Appearance>("appearance").await?;
    Ok(Known { cta, count, seen, languages, appearance, targets: Targets::known(console).await? })
}

/// The page of a CTA, or of one that isn't there yet and shall be at a place.
#[component]
pub(crate) fn CtaPage(
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] place: Option<Where>,
) -> AnyView {
    let console = Console::here();
    loaded(
        move || fetch(console, id.clone()),
        move |known| view! { <CtaForm known=known place=place.unwrap_or(Where::Bound) /> }.into_any(),
    )
}

#[component]
fn CtaForm(known: Known, place: Where) -> AnyView {
    let console = Console::here();
    let Known { cta, count, seen, languages, appearance, targets } = known;
    let id = cta.as_ref().map(|cta| cta.id.to_string());
    let saving = Saving::among("ctas", cta.as_ref().map(|cta| (cta.id.to_string(), cta.revision)));
    let settings = cta.map(|cta| cta.settings);
    let spoken = StoredValue::new(languages.clone());
    let read = move |cta: &Cta| spoken.with_value(|languages| CtaDraft::new(cta, languages));
    let start = settings.as_ref().map_or_else(|| CtaDraft::empty(place, &languages), read);
    let (saved, draft) = (RwSignal::new(start.clone()), RwSignal::new(start));
    let unsaved = guard(draft, saved);
    let name = bind(draft, |draft| draft.name.clone(), |draft, text| draft.name = text);
    let handle = bind(draft, |draft| draft.handle.clone(), |draft, text| draft.handle = text);
    let target = bind(draft, |draft| draft.target.clone(), |draft, text| draft.target = text);
    let is_new = id.is_none();
    if is_new {
        let suggested = move |name: &String| match suggested_handle(name) {
            // A name without Latin letters gives none.
            none if none.is_empty() && !name.trim().is_empty() => format!("cta-{}", count + 1),
            handle => handle,
        };
        suggest(handle, Box::new(move || name.with(suggested)));
    }
    let check = move || draft.with(CtaDraft::check);
    let problems = saving.problems(check);
    let submit = move |event: SubmitEvent| {
        saving.run(&event, untrack(check), move |now: Saved<Cta>| {
            saved.set(draft.get_untracked());
            console.set_unsaved(false);
            if is_new {
                console.go(PAGE.place_below(now.id.as_str()));
            }
        });
    };
    let title = settings.as_ref().map(|cta| cta.name.to_string());
    let title = title
        .unwrap_or_else(|| if place == Where::Greeting { text::new_greeting() } else { text::new_cta() }.to_owned());
    let anybody: Option<Entry> = targets.tags.iter().chain(&targets.staff).find_map(|one| entry_of(&one.id));
    let targets = StoredValue::new(targets);
    let own = RwSignal::new("own".to_owned());
    let more = it(move || if own.with(|own| own == "own") { "" } else { "&own=off" });
    let accent = appearance.accents().0;
    let tried: Try = Arc::new(move |language, dark| {
        let cta = spoken.with_value(|languages| draft.with(|draft| draft.as_seen(language, languages, anybody)));
        Some(Tried { appearance: Some(on_device(appearance.clone(), dark)), cta: Some(cta?) })
    });
    let is_bound = move || draft.with(CtaDraft::is_at) == Where::Bound;
    let element = {
        let languages = languages.clone();
        move || view! { <Element draft=draft own=own accent=accent languages=languages.clone() /> }.into_any()
    };
    let removal = id.map(|id| {
        let seen = card(text::cta_seen(), Some(text::cta_seen_words()), seen_on(&seen));
        view! {
            {seen}
            <Removal
                title=text::remove_cta()
                path=format!("ctas/{id}")
                question=text::remove_cta_question(&title)
                words=text::remove_cta_words()
                removed=text::cta_removed(&title)
                list=PAGE
            />
        }
    });
    view! {
        {head_below(&PAGE, title.clone(), text::cta_page_words())}
        <form class="form beside" novalidate on:submit=submit>
            <div class="form">
                {saving.above(check, draft, saved, read)}
                <section class="card form">
                    <Field label=text::name() hint=text::only_staff_see_it() value=name error=wrong(problems, "name") />
                    {is_new.then(|| view! { <Field label=text::handle() hint=text::cta_handle_hint() value=handle error=wrong(problems, "handle") /> })}
                    <TargetField value=target problems=problems targets=targets />
                    <PlaceFields draft=draft problems=problems />
                </section>
                {card(text::cta_says(), None, view! { <Says draft=draft problems=problems /> }.into_any())}
                {shown(move || !is_bound(), move || card(text::cta_rules(), Some(text::cta_rules_words()), view! { <Rules draft=draft problems=problems /> }.into_any()))}
                {shown(is_bound, move || card(text::cta_element(), Some(text::cta_element_words()), element()))}
            </div>
            <Preview tried=tried languages=languages more=more nothing=text::preview_nothing() />
            <Foot busy=saving.busy() unsaved=unsaved back=PAGE.link() />
        </form>
        {removal}
    }
    .into_any()
}

#[component]
fn PlaceFields(draft: RwSignal<CtaDraft>, problems: Memo<Problems>) -> AnyView {
    let place = bind(draft, |draft| draft.place.clone(), |draft, text| draft.place = text);
    let spot = bind(draft, |draft| draft.spot.clone(), |draft, text| draft.spot = text);
    let at = memo(move || draft.with(CtaDraft::is_at));
    view! {
        <Choice label=text::cta_place() value=place options=words([
            ("bound", text::place_bound()),
            ("greeting", text::place_greeting()),
            (FLOATING, text::place_floating()),
        ]) />
        {shown(move || at.get() == Where::Floating, move || view! {
            <Choice label=text::spot() value=spot options=words([
                ("foot_start", text::spot_foot_start()),
                ("foot_middle", text::spot_foot_middle()),
                ("foot_end", text::spot_foot_end()),
                ("edge_start", text::spot_edge_start()),
                ("edge_end", text::spot_edge_end()),
            ]) />
        }.into_any())}
        {shown(move || at.get() != Where::Bound, move || view! {
            {switched(draft, text::is_on(), text::cta_on_words(), |draft| draft.on, |draft, on| draft.on = on)}
            <p class="field-below is-wrong" role="status">{wrong(problems, "on")}</p>
        }.into_any())}
    }
    .into_any()
}

#[component]
fn Says(draft: RwSignal<CtaDraft>, problems: Memo<Problems>) -> AnyView {
    let says = bind(draft, |draft| draft.text.clone(), |draft, texts| draft.text = texts);
    let icon = bind(draft, |draft| draft.icon.clone(), |draft, text| draft.icon = text);
    let style = bind(draft, |draft| draft.style.clone(), |draft, text| draft.style = text);
    let most = memo(move || draft.with(CtaDraft::most_chars));
    let mut all = vec![OneOf { value: "", words: text::icon_none(), sign: None }];
    all.extend(signs());
    view! {
        <div class="form">
            <TextsField label=text::cta_text() value=says field="text" most=most problems=problems />
            <Choice label=text::button_sign() value=icon options=all />
            // A greeting is said, not drawn as a button.
            {shown(move || draft.with(CtaDraft::is_at) != Where::Greeting, move || view! {
                <Choice label=text::cta_style() value=style options=words([
                    ("filled", text::style_filled()),
                    ("outline", text::style_outline()),
                    ("plain", text::style_plain()),
                ]) />
            }.into_any())}
        </div>
    }
    .into_any()
}

/// What is copied into a page.
#[component]
fn Element(
    draft: RwSignal<CtaDraft>,
    own: RwSignal<String>,
    accent: shared::color::Color,
    languages: Vec<LanguageTag>,
) -> AnyView {
    let language = RwSignal::new(languages.first().map(ToString::to_string).unwrap_or_default());
    let options = languages.iter().map(|tag| {
        view! { <option value=tag.to_string()>{names::language(tag.as_str())}</option> }
    });
    let choice = (languages.len() > 1).then(|| {
        view! {
            <label class="field field-narrow">
                <span class="field-label">{text::element_language()}</span>
                <select on:change=move |event: Event| language.set(event_target_value(&event))>{options.collect_view()}</select>
            </label>
        }
    });
    let element = memo(move || {
        let cta = draft.with(CtaDraft::check).ok()?;
        let wanted = language.get();
        let says = cta.text.pick([wanted.as_str()].into_iter().chain(languages.iter().map(LanguageTag::as_str)))?;
        Some(cta.element(says.as_str(), own.with(|own| own == "own").then_some(accent)))
    });
    let text = it(move || element.get().unwrap_or_default());
    view! {
        <div class="form">
            <Choice label=text::element_look() value=own options=words([("own", text::element_own()), ("plain", text::element_plain())]) />
            {choice}
            {shown(move || element.with(Option::is_some), move || view! { <Copy name=text::cta_element() text=text /> }.into_any())}
            {shown(move || element.with(Option::is_none), || view! { <p class="list-none">{text::element_later()}</p> }.into_any())}
        </div>
    }
    .into_any()
}

/// The pages that have it, newest first.
fn seen_on(seen: &[CtaSeen]) -> AnyView {
    if seen.is_empty() {
        return view! { <p class="list-none">{text::not_seen()}</p> }.into_any();
    }
    let now = Console::here().now;
    let row = |CtaSeen { page, at_ms, .. }: &CtaSeen| {
        let at = *at_ms;
        let address = page.as_str().to_owned();
        view! {
            <li class="seen">
                <a href=address.clone() target="_blank" rel="noopener noreferrer" dir="ltr">{bare(&address).to_owned()}</a>
                <span>{it(move || names::ago(at, now.get()))}</span>
            </li>
        }
    };
    view! { <ul class="list-rows">{seen.iter().map(row).collect_view()}</ul> }.into_any()
}
