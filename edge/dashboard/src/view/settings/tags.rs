//! Every topic, in the order that visitors see.

use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use shared::{
    api::{Reorder, Tag},
    id::TagId,
};
use ui::view::{
    EmptyState, dom,
    icon::{FORWARD, TAG, icon},
};

use super::super::lean::{each, it, press, shown};
use super::{
    super::{loaded::loaded, sign},
    head,
};
use crate::{
    desk::Desk,
    form::shift,
    place::{Page, Place},
    text,
};

/// The page.
#[component]
pub(super) fn TagsPage() -> AnyView {
    let desk = Desk::here();
    let all = loaded(move || desk.get::<Vec<Tag>>("tags"), |tags| view! { <Order tags=tags /> }.into_any());
    view! {
        {head(text::tags(), text::tags_words())}
        {all}
        <div class="settings-foot">
            <a class="button button-primary" href=Place::Settings(Some(Page::NewTag)).link()>{icon(sign::PLUS)} {text::new_tag()}</a>
        </div>
    }
    .into_any()
}

#[component]
fn Order(tags: Vec<Tag>) -> AnyView {
    let desk = Desk::here();
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
            let answer = desk.send_to::<()>("PUT", "tags/order", &order).await;
            busy.try_set_value(false);
            if let Err(fault) = answer {
                tags.try_set(before);
                desk.toasts.complain(text::fault(&fault));
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
                <a href=Place::Settings(Some(Page::Tag(id))).link()><strong>{name}</strong></a>
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
