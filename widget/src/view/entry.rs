//! One tag or person of the directory.

use leptos::{ev::MouseEvent, prelude::*};
use shared::card::EntryCard;
use ui::view::{Avatar, dom, icon};

use super::app;
use crate::text;

/// The picture of an entry: a person's face, a topic's sign.
pub(super) fn face(entry: &EntryCard, class: &'static str) -> AnyView {
    match entry {
        EntryCard::Tag(tag) => view! {
            <span class=format!("tag-sign {class}") aria-hidden="true">
                {icon(icon::TAG)}
                {tag.online.map(|online| view! { <span class="avatar-dot" class:is-online=online></span> })}
            </span>
        }
        .into_any(),
        EntryCard::Staff(staff) => view! {
            <Avatar name=staff.name.to_string() seed=staff.id.to_string() photo=staff.photo.clone() online=staff.online class />
        }
        .into_any(),
    }
}

/// A row with the entry's name and a button beside it. Both do the same; the keyboard stops once.
#[component]
pub(super) fn EntryRow(
    /// What it is for.
    entry: EntryCard,
) -> AnyView {
    let app = app();
    let id = format!("entry-{}", dom::next_id());
    let more_id = format!("{id}-more");
    let (more, online) = match &entry {
        EntryCard::Tag(tag) => (tag.description.clone(), tag.online),
        EntryCard::Staff(staff) => (staff.title.clone(), staff.online),
    };
    let name = entry.name().to_string();
    let picture = face(&entry, "");
    let press = StoredValue::new(entry);
    let press = move |_: MouseEvent| app.press(press.get_value());
    view! {
        <li class="entry">
            {picture}
            <div class="entry-words">
                <button class="entry-name" id=id.clone() type="button" aria-describedby=more_id.clone() on:click=press>{name}</button>
                <p class="entry-more" id=more_id>
                    {more.map(|more| more.to_string())}
                    <span class="unseen">{(online == Some(true)).then(ui::text::online)}</span>
                </p>
            </div>
            <button class="entry-chat" type="button" tabindex="-1" aria-describedby=id on:click=press>{text::chat()}</button>
        </li>
    }
    .into_any()
}
