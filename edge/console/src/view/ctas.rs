//! Every CTA and greeting, with where each was seen last.

use kit::{
    lean::{each, it, shown},
    page::Page,
    sign,
    view::{loaded, part::head},
    words,
};
use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::{
    api::{CtaSeen, Saved},
    card::Role,
    setup::{
        ItemId,
        cta::{Cta, Place},
    },
    value::LanguageTag,
};
use ui::{
    http::Fault,
    view::{
        EmptyState,
        icon::{CHAT, FORWARD, icon},
    },
};

use super::{
    cta::CtaPage,
    order::{order_buttons, reordering},
    target::Targets,
};
use crate::{
    console::Console,
    form::{Where, id_of},
    text,
};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "ctas",
    sign: CHAT,
    name: text::calls_to_action,
    role: Role::Admin,
    has: &[
        text::new_cta,
        text::new_greeting,
        text::place_greeting,
        text::place_floating,
        text::cta_element,
        text::cta_rules,
        text::cta_seen,
    ],
    draw,
};

fn draw(rest: &[&str]) -> Option<AnyView> {
    match rest {
        [] => Some(view! { <CtasPage /> }.into_any()),
        ["new"] => Some(view! { <CtaPage place=Where::Bound /> }.into_any()),
        ["greeting"] => Some(view! { <CtaPage place=Where::Greeting /> }.into_any()),
        [id] => Some(view! { <CtaPage id=(*id).to_owned() /> }.into_any()),
        _ => None,
    }
}

/// What the page shows.
struct All {
    ctas: Vec<Saved<Cta>>,
    /// The newest of each.
    seen: BTreeMap<ItemId, CtaSeen>,
    targets: Targets,
    language: Option<LanguageTag>,
}

async fn fetch(console: Console) -> Result<All, Fault> {
    let ctas = console.items::<Cta>("ctas").await?;
    let mut seen = BTreeMap::new();
    for one in console.get::<Vec<CtaSeen>>("ctas/seen").await? {
        seen.entry(one.cta.clone()).or_insert(one);
    }
    let targets = Targets::known(console).await?;
    let service = console.get::<shared::api::ServiceSettings>("settings").await?;
    Ok(All { ctas, seen, targets, language: service.languages.into_iter().next() })
}

/// The page.
#[component]
pub(crate) fn CtasPage() -> AnyView {
    let console = Console::here();
    view! {
        {head(text::calls_to_action(), text::ctas_words())}
        {loaded(move || fetch(console), |all| view! { <List all=all /> }.into_any())}
        <div class="settings-foot">
            <a class="button button-primary" href=PAGE.below("new")>{icon(sign::PLUS)} {text::new_cta()}</a>
            <a class="button" href=PAGE.below("greeting")>{icon(sign::PLUS)} {text::new_greeting()}</a>
        </div>
    }
    .into_any()
}

#[component]
fn List(all: All) -> AnyView {
    let list = RwSignal::new(all.ctas.clone());
    let all = StoredValue::new(all);
    let reorder = reordering(list, |cta| cta.id.clone(), "ctas/order");
    let is_empty = move || list.with(Vec::is_empty);
    let draw = move |id: String| {
        let cta = list.with_untracked(|list| list.iter().find(|cta| cta.id.as_str() == id).cloned());
        let Some(cta) = cta else { return ().into_any() };
        let several = list.with_untracked(|list| list.len() > 1);
        let shift = Callback::new(move |earlier| reorder(&id, earlier));
        all.with_value(|all| row(all, &cta, several.then_some(shift)))
    };
    view! {
        {shown(is_empty, || view! {
            <EmptyState sign=CHAT title=text::no_ctas()><p>{text::no_ctas_words()}</p></EmptyState>
        }.into_any())}
        <section class="card card-flush" class:is-empty=it(is_empty) aria-label=text::all_ctas()>
            <ul class="items">
                {each(move || list.with(|list| list.iter().map(|cta| cta.id.to_string()).collect()), draw)}
            </ul>
        </section>
    }
    .into_any()
}

fn row(all: &All, cta: &Saved<Cta>, shift: Option<Callback<bool>>) -> AnyView {
    let now = Console::here().now;
    let id = cta.id.to_string();
    let Cta { name, target, text: says, place, on, .. } = &cta.settings;
    let name = name.to_string();
    let target = all.targets.find(&id_of(*target)).map(|target| target.name.clone());
    let says = says.pick(all.language.iter().map(LanguageTag::as_str)).map(ToString::to_string);
    let said: Vec<String> = says.into_iter().map(|says| format!("“{says}”")).chain(target).collect();
    let (place, is_off) = match place {
        Place::Bound => (text::place_bound(), false),
        Place::Greeting => (text::greeting(), !on),
        Place::FootStart | Place::FootMiddle | Place::FootEnd | Place::EdgeStart | Place::EdgeEnd => {
            (text::floating(), !on)
        }
    };
    let seen = all.seen.get(&cta.id).cloned();
    let seen = it(move || match &seen {
        Some(CtaSeen { page, at_ms, .. }) => text::seen_at(bare(page.as_str()), &words::ago(*at_ms, now.get())),
        None => text::not_seen().to_owned(),
    });
    let buttons = shift.map(|shift| order_buttons(&id, Signal::stored(name.clone()), shift, None));
    view! {
        <li class="item item-link">
            <span class="item-sign">{icon(CHAT)}</span>
            <div class="item-text">
                <a href=PAGE.below(&id)><strong>{name}</strong></a>
                <span class="one-line">{format!("{place} · {}", said.join(" → "))}</span>
                <span class="one-line">{seen}</span>
            </div>
            {is_off.then(|| view! { <span class="chip is-strong">{text::is_off()}</span> })}
            {buttons}
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}

/// An address as people say it.
pub(super) fn bare(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/')
}
