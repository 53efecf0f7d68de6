//! Every topic, in the order that visitors see.

use kit::{
    lean::{each, it, shown},
    page::Page,
    sign,
    view::{loaded, part::head},
};
use leptos::prelude::*;
use shared::{api::Tag, card::Role, id::TagId};
use ui::view::{
    EmptyState,
    icon::{FORWARD, TAG, icon},
};

use super::{
    order::{order_buttons, reordering},
    tag::TagPage,
};
use crate::{console::Console, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "tags",
    sign: TAG,
    name: text::tags,
    role: Role::Admin,
    has: &[text::new_tag, text::handle, text::description, text::destinations, text::wait_label, text::who_serves],
    draw,
};

fn draw(rest: &[&str]) -> Option<AnyView> {
    match rest {
        [] => Some(view! { <TagsPage /> }.into_any()),
        ["new"] => Some(view! { <TagPage /> }.into_any()),
        [id] => id.parse::<TagId>().ok().map(|tag| view! { <TagPage tag=tag /> }.into_any()),
        _ => None,
    }
}

/// The page.
#[component]
pub(crate) fn TagsPage() -> AnyView {
    let console = Console::here();
    let all = loaded(move || console.get::<Vec<Tag>>("tags"), |tags| view! { <Order tags=tags /> }.into_any());
    view! {
        {head(text::tags(), text::tags_words())}
        {all}
        <div class="settings-foot">
            <a class="button button-primary" href=PAGE.below("new")>{icon(sign::PLUS)} {text::new_tag()}</a>
        </div>
    }
    .into_any()
}

#[component]
fn Order(tags: Vec<Tag>) -> AnyView {
    let tags = RwSignal::new(tags);
    let move_tag = reordering(tags, |tag| tag.id.into(), "tags/order");
    view! {
        {shown(move || tags.with(Vec::is_empty), move || view! {
            <EmptyState sign=TAG title=text::no_tags()><p>{text::no_tags_words()}</p></EmptyState>
        }.into_any())}
        <section class="card card-flush" class:is-empty=it(move || tags.with(Vec::is_empty))>
            <ul class="items">
                {each(
                    move || tags.with(|tags| tags.iter().map(|tag| tag.id).collect()),
                    move |id: TagId| {
                        let tag = tags.with_untracked(|tags| tags.iter().find(|tag| tag.id == id).cloned());
                        tag.map_or_else(|| ().into_any(), |tag| row(&tag, Callback::new(move |earlier| move_tag(&id.to_string(), earlier))))
                    },
                )}
            </ul>
        </section>
    }
    .into_any()
}

fn row(tag: &Tag, shift: Callback<bool>) -> AnyView {
    let id = tag.id;
    let name = tag.settings.name.to_string();
    let lines = text::destinations_count(u32::try_from(tag.destinations.len()).unwrap_or(u32::MAX));
    let words = tag.settings.description.as_ref().map(|words| format!("{words} · "));
    view! {
        <li class="item item-link">
            <span class="item-sign">{icon(TAG)}</span>
            <div class="item-text">
                <a href=PAGE.below(&id.to_string())><strong>{name.clone()}</strong></a>
                <span class="one-line">
                    {words}{lines}
                </span>
            </div>
            {order_buttons(&id.to_string(), Signal::stored(name), shift, None)}
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}
