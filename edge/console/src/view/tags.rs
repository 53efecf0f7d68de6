//! Every topic, in the order that visitors see.

use kit::{
    form::shift,
    lean::{each, it, press, shown},
    sign,
    view::loaded,
};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use shared::{
    api::{Reorder, Tag},
    card::Role,
    id::TagId,
};
use ui::view::{
    EmptyState, dom,
    icon::{FORWARD, TAG, icon},
};

use super::{part::head, tag::TagPage};
use crate::{console::Console, page::Page, text};

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
    let console = Console::here();
    let tags = RwSignal::new(tags);
    let busy = StoredValue::new(false);
    let move_tag = move |id: TagId, earlier: bool| {
        let before = tags.get_untracked();
        let Some(at) = before.iter().position(|tag| tag.id == id).filter(|_| !busy.get_value()) else { return };
        tags.update(|tags| shift(tags, at, earlier));
        // The row moved in the document, and the focus was on it.
        dom::focus_soon(&button_id(id, earlier));
        let ids = |tags: &Vec<Tag>| tags.iter().map(|tag| tag.id.into()).collect::<Vec<_>>();
        let order = Reorder { order: tags.with_untracked(ids) };
        if order.order == ids(&before) {
            return;
        }
        busy.set_value(true);
        spawn_local(async move {
            let answer = console.send::<()>("PUT", "tags/order", &order).await;
            busy.try_set_value(false);
            if let Err(fault) = answer {
                tags.try_set(before);
                console.complain(text::fault(&fault));
            }
        });
    };
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
                        tag.map_or_else(|| ().into_any(), |tag| row(&tag, Callback::new(move |earlier| move_tag(id, earlier))))
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
    let (up, down) = (text::move_up(&name), text::move_down(&name));
    view! {
        <li class="item item-link">
            <span class="item-sign">{icon(TAG)}</span>
            <div class="item-text">
                <a href=PAGE.below(&id.to_string())><strong>{name}</strong></a>
                <span class="one-line">
                    {words}{lines}
                </span>
            </div>
            <span class="item-order">
                <button
                    class="icon-button"
                    type="button"
                    id=button_id(id, true)
                    aria-label=up
                    on:click=press(move |_: MouseEvent| shift.run(true))
                >
                    {icon(sign::UP)}
                </button>
                <button
                    class="icon-button"
                    type="button"
                    id=button_id(id, false)
                    aria-label=down
                    on:click=press(move |_: MouseEvent| shift.run(false))
                >
                    {icon(sign::FURTHER)}
                </button>
            </span>
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}

fn button_id(tag: TagId, earlier: bool) -> String {
    format!("{tag}-{}", if earlier { "up" } else { "down" })
}
