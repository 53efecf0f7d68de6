//! The sets of automatic messages.

use kit::{
    page::Page,
    sign,
    view::{loaded, part::head},
};
use leptos::prelude::*;
use shared::{
    api::{Saved, Tag},
    card::Role,
    script::Slot,
    setup::messages::Messages,
};
use ui::view::{
    EmptyState,
    icon::{FORWARD, LETTER, icon},
};

use super::message_set::MessageSetPage;
use crate::{console::Console, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "messages",
    sign: LETTER,
    name: text::messages,
    role: Role::Admin,
    has: &[
        text::slot_welcome,
        text::slot_waiting,
        text::slot_away,
        text::slot_idle,
        text::slot_close,
        text::buttons_below,
        text::auto_close,
    ],
    draw: |rest| match rest {
        [] => Some(view! { <MessagesPage /> }.into_any()),
        ["new"] => Some(view! { <MessageSetPage /> }.into_any()),
        [id] => Some(view! { <MessageSetPage id=*id /> }.into_any()),
        _ => None,
    },
};

#[component]
fn MessagesPage() -> AnyView {
    let console = Console::here();
    let all = loaded(
        move || async move { Ok((console.items::<Messages>("messages").await?, console.get::<Vec<Tag>>("tags").await?)) },
        |(all, tags): (Vec<Saved<Messages>>, Vec<Tag>)| {
            if all.is_empty() {
                return view! {
                    <EmptyState sign=LETTER title=text::no_messages()><p>{text::no_messages_words()}</p></EmptyState>
                }
                .into_any();
            }
            let rows = all.iter().map(|set| row(set, &tags)).collect_view();
            view! { <section class="card card-flush"><ul class="items">{rows}</ul></section> }.into_any()
        },
    );
    view! {
        {head(text::messages(), text::messages_words())}
        {all}
        <div class="settings-foot">
            <a class="button button-primary" href=PAGE.below("new")>{icon(sign::PLUS)} {text::new_messages_set()}</a>
        </div>
    }
    .into_any()
}

fn row(set: &Saved<Messages>, tags: &[Tag]) -> AnyView {
    let names = tags.iter().filter(|tag| set.settings.tags.contains(&tag.id));
    let names: Vec<String> = names.map(|tag| tag.settings.name.to_string()).collect();
    let for_whom =
        if set.settings.tags.is_empty() { text::for_all_others().to_owned() } else { kit::words::list(&names) };
    let on = set.settings.slots().into_iter().filter(|(.., automatic)| automatic.on);
    let closes = set.settings.auto_close.map(|_| text::auto_close().to_owned());
    let said: Vec<String> = on.map(|(slot, ..)| slot_name(slot).to_owned()).chain(closes).collect();
    let said = if said.is_empty() { text::nothing_is_on().to_owned() } else { kit::words::list(&said) };
    view! {
        <li class="item item-link">
            <span class="item-sign" aria-hidden="true">{icon(LETTER)}</span>
            <div class="item-text">
                <a href=PAGE.below(set.id.as_str())><strong>{set.settings.name.to_string()}</strong></a>
                <span>{for_whom}</span>
                <span>{said}</span>
            </div>
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}

/// What a message is called.
pub(super) fn slot_name(slot: Slot) -> &'static str {
    match slot {
        Slot::Welcome => text::slot_welcome(),
        Slot::Waiting => text::slot_waiting(),
        Slot::Away => text::slot_away(),
        Slot::Idle => text::slot_idle(),
        Slot::TransferFailed => text::slot_transfer(),
        Slot::Close | Slot::Unknown => text::slot_close(),
    }
}
