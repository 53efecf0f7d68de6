//! The visitor's own chats, running ones first.

use leptos::{ev::MouseEvent, prelude::*};
use shared::{
    card::{EntryCard, Side},
    value::Timestamp,
};
use ui::{
    clock,
    text::{format, unread},
};

use super::{app, entry::face};
use crate::{chat::Chat, place::Place, stage::Stage, text};

/// Closed ones beyond these are only reached from the chats that go on from them.
const CLOSED_SHOWN: usize = 3;

/// The list; nothing without chats.
#[component]
pub(super) fn YourChats() -> AnyView {
    let app = app();
    let sorted = Memo::new(move |_| {
        app.chats.with(|chats| {
            let mut rows: Vec<_> =
                chats.iter().map(|chat| (chat.stage() == Stage::Closed, newest(chat), chat.enquiry)).collect();
            rows.sort_by_key(|(closed, at, _)| (*closed, std::cmp::Reverse(*at)));
            let running = rows.iter().filter(|(closed, ..)| !closed).count();
            rows.into_iter().take(running + CLOSED_SHOWN).map(|(.., enquiry)| enquiry).collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || sorted.with(|rows| !rows.is_empty())>
            <section class="card" aria-labelledby="your-chats">
                <h2 id="your-chats">{text::your_chats()}</h2>
                <ul>
                    <For each=move || sorted.get() key=|enquiry| *enquiry let:enquiry>
                        {untrack(|| app.chat(enquiry)).map(row)}
                    </For>
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

fn newest(chat: &Chat) -> Timestamp {
    chat.preview().map_or(chat.since, |(.., at)| at.max(chat.since))
}

fn row(chat: Chat) -> AnyView {
    let app = app();
    let enquiry = chat.enquiry;
    let who = {
        let chat = chat.clone();
        Memo::new(move |_| chat.owner_card().map_or_else(|| chat.entry.clone(), EntryCard::Staff))
    };
    let (of_stage, of_unread, of_time) = (chat.clone(), chat.clone(), chat.clone());
    let stage = Memo::new(move |_| of_stage.stage());
    let count = Memo::new(move |_| of_unread.unread());
    let words = move || match (stage.get(), chat.preview()) {
        (Stage::NotStarted(_), _) => text::not_started().to_owned(),
        (_, Some((Side::Visitor, said, _))) => text::you_said(&said),
        (_, Some((Side::Staff, said, _))) => said,
        (Stage::Missed, None) => text::was_missed().to_owned(),
        (Stage::Closed, None) => text::has_ended().to_owned(),
        (Stage::Waiting | Stage::Engaged, None) => text::waits().to_owned(),
    };
    let time = move || match stage.get() {
        Stage::Closed => text::has_ended().to_owned(),
        Stage::NotStarted(_) | Stage::Waiting | Stage::Engaged | Stage::Missed => {
            format::short(newest(&of_time), clock::now())
        }
    };
    view! {
        <li>
            <button
                class="chat-row"
                class:is-closed=move || stage.get() == Stage::Closed
                class:is-unread=move || count.get() != 0
                type="button"
                on:click=move |_: MouseEvent| app.go(Place::Room(enquiry))
            >
                {move || who.with(|who| face(who, ""))}
                <span class="chat-row-words">
                    <span class="chat-row-top">
                        <span class="chat-row-name one-line">{move || who.with(|who| who.name().to_string())}</span>
                        <span class="chat-row-time">{time}</span>
                    </span>
                    <span class="chat-row-top">
                        <span class="chat-row-preview one-line">{words}</span>
                        {move || {
                            let count = count.get();
                            (count > 0)
                                .then(|| view! { <span class="badge"><span aria-hidden="true">{format::number(count)}</span><span class="unseen">{unread(count)}</span></span> })
                        }}
                    </span>
                </span>
            </button>
        </li>
    }
    .into_any()
}
