//! What is pinned in a room: above the talk, and what can be done about it.

use kit::{
    lean::{effect, it, live, maybe, memo, press, shown},
    sign,
};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use shared::{
    api::Pin,
    value::Seq,
    wire::{Logged, Revision},
};
use ui::{
    connection::RoomConnection,
    text as shared_text,
    transcript::MessageLine,
    view::{Verb, icon::icon},
};

use crate::{desk::Desk, text};

/// What is pinned, as it was read last, and read again when it changes.
pub(super) fn pinned(desk: Desk, room: RoomConnection) -> RwSignal<Vec<Pin>> {
    let pins = RwSignal::new(Vec::new());
    effect(move || {
        room.pinned.track();
        spawn_local(async move {
            // Without an answer nothing is shown as pinned; the next change asks again.
            if let Ok(all) = desk.pins(room.id()).await {
                pins.try_set(all);
            }
        });
    });
    pins
}

/// What staff can do to messages beside answering them.
pub(super) fn verbs(desk: Desk, room: RoomConnection, pins: RwSignal<Vec<Pin>>, may_pin: Signal<bool>) -> Vec<Verb> {
    let is_there = |line: &MessageLine| line.seq.is_some() && line.revised != Some(Revision::Recalled);
    let has_words = move |line: &MessageLine| is_there(line) && line.file.is_none();
    let is_pinned = move |line: &MessageLine| pins.with(|pins| pins.iter().any(|pin| Some(pin.entry.seq) == line.seq));
    let pin = move |on: bool| {
        move |line: &MessageLine| {
            if let Some(seq) = line.seq {
                desk.pin(room.id(), seq, on);
            }
        }
    };
    let forward = move |line: &MessageLine| {
        let from = room.transcript.with_untracked(|it| it.name_of(line)).map(String::from);
        desk.begin_forward(line, from.unwrap_or_else(|| text::somebody().to_owned()), room.id().space().is_some());
    };
    vec![
        Verb {
            words: text::copy_words(),
            fits: Box::new(has_words),
            act: Box::new(move |line| desk.copy(line.body.as_str().to_owned())),
        },
        Verb { words: text::forward(), fits: Box::new(has_words), act: Box::new(forward) },
        Verb {
            words: text::pin(),
            fits: Box::new(move |line| may_pin.get() && is_there(line) && !is_pinned(line)),
            act: Box::new(pin(true)),
        },
        Verb {
            words: text::unpin(),
            fits: Box::new(move |line| may_pin.get() && is_there(line) && is_pinned(line)),
            act: Box::new(pin(false)),
        },
    ]
}

/// The strip above the talk, if anything is pinned; opened, all that is.
pub(super) fn strip(desk: Desk, room: RoomConnection, pins: RwSignal<Vec<Pin>>, may_pin: Signal<bool>) -> AnyView {
    let open = RwSignal::new(false);
    let count = memo(move || pins.with(Vec::len));
    shown(
        move || count.get() > 0,
        move || {
            view! {
                <section class="pins" aria-label=text::pinned()>
                    <button class="pins-head" type="button" aria-expanded=it(move || open.get().to_string()) on:click=press(move |_: MouseEvent| open.update(|open| *open = !*open))>
                        {icon(sign::PIN)}
                        <span>{it(move || text::pinned_count(u32::try_from(count.get()).unwrap_or_default()))}</span>
                        {maybe(move || (!open.get()).then(|| pins.with(|pins| pins.first().map(|pin| {
                            view! { <span class="pins-first one-line" dir="auto">{words_of(pin)}</span> }.into_any()
                        })))?)}
                    </button>
                    {shown(move || open.get(), move || view! {
                        <ul class="pins-list">{live(move || pins.get().iter().map(|pin| row(desk, room, pin, may_pin)).collect_view().into_any())}</ul>
                    }.into_any())}
                </section>
            }
            .into_any()
        },
    )
}

fn row(desk: Desk, room: RoomConnection, pin: &Pin, may_pin: Signal<bool>) -> AnyView {
    let seq: Seq = pin.entry.seq;
    let id = room.id();
    let name = desk.name_of_staff(pin.by);
    let unpins = words_of(pin);
    view! {
        <li class="pins-row">
            <button class="pins-words" type="button" on:click=press(move |_: MouseEvent| desk.jump.set(Some((id, seq))))>
                <span class="pins-text" dir="auto">{words_of(pin)}</span>
                <span class="pins-by">{text::pinned_by(&name)}</span>
            </button>
            {shown(move || may_pin.get(), move || view! {
                <button class="link-button" type="button" on:click=press(move |_: MouseEvent| desk.pin(id, seq, false))>{text::unpin()} <span class="unseen">" "{unpins.clone()}</span></button>
            }.into_any())}
        </li>
    }
    .into_any()
}

/// How a pinned entry begins.
fn words_of(pin: &Pin) -> String {
    let said = |body: &str, revised: Option<Revision>| {
        if revised == Some(Revision::Recalled) { shared_text::recalled().to_owned() } else { body.to_owned() }
    };
    #[expect(clippy::wildcard_enum_match_arm, reason = "a room pins what was said, and nothing else")]
    match &pin.entry.logged {
        Logged::Said { body, revised, .. } | Logged::Noted { body, revised, .. } => said(body.as_str(), *revised),
        Logged::Shared { file, .. } => file.name.as_str().to_owned(),
        _ => String::new(),
    }
}
