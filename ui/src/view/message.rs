//! One line of a room: a day, a message, or something that happened.

use leptos::{ev, prelude::*};

use super::{Avatar, icon, message_list::Unsent, prose};
use crate::{
    clock,
    text::{self, format},
    transcript::{EventLine, Line, LineKind, MessageLine, MessageState},
};

/// The line in its element, which stays while the line changes.
pub(super) fn line_view(line: &ArcRwSignal<Line>, event: fn(&EventLine) -> AnyView, unsent: Unsent) -> AnyView {
    match line.get_untracked().kind {
        LineKind::Day(at) => {
            view! { <li class="message-day"><span>{format::day(at, clock::now())}</span></li> }.into_any()
        }
        LineKind::FirstUnread => view! { <li class="message-new"><span>{text::new_messages()}</span></li> }.into_any(),
        LineKind::Event(_) => {
            let line = line.clone();
            let happened = move || {
                line.with(|line| match &line.kind {
                    LineKind::Event(happened) => Some(event(happened)),
                    LineKind::Day(_) | LineKind::FirstUnread | LineKind::Message(_) => None,
                })
            };
            view! { <li class="message-event">{happened}</li> }.into_any()
        }
        LineKind::Message(message) => message_view(line.clone(), message, unsent),
    }
}

fn message_view(line: ArcRwSignal<Line>, message: MessageLine, unsent: Unsent) -> AnyView {
    let MessageLine { body, mine, staff, side: _, message: id, .. } = message;
    // What never changes is drawn once; the rest is asked of the line.
    let now = Memo::new(move |_| {
        line.with(|line| match &line.kind {
            LineKind::Message(message) => Some((message.first, message.last, message.at, message.state)),
            LineKind::Day(_) | LineKind::FirstUnread | LineKind::Event(_) => None,
        })
    });
    let is = move |what: fn(bool, bool, MessageState) -> bool| {
        move || now.get().is_some_and(|(first, last, _, state)| what(first, last, state))
    };
    let name = staff.as_ref().map(|staff| staff.name.to_string());
    let spoken = if mine { text::you().to_owned() } else { name.clone().unwrap_or_default() };
    let author = (!mine).then(|| {
        staff.map(|staff| {
            view! {
                <span class="message-author" aria-hidden="true">
                    <Avatar name=staff.name.to_string() seed=staff.id.to_string() photo=staff.photo.clone() class="avatar-small" />
                    <span class="message-name">{staff.name.to_string()}</span>
                </span>
            }
        })
    });
    let foot = move || {
        let (_, last, at, state) = now.get()?;
        match state {
            MessageState::Failed { code } => Some(failed(id, text::wrong(code), unsent)),
            MessageState::Theirs => last.then(|| view! { <time>{format::time(at)}</time> }.into_any()),
            MessageState::Sending | MessageState::Sent | MessageState::Delivered | MessageState::Read => last.then(|| {
                let (sign, words) = ticks(state);
                let is_read = state == MessageState::Read;
                view! {
                    <time>{format::time(at)}</time>
                    <span class="message-state" class:is-read=is_read title=words>{icon(sign)}<span class="unseen">{words}</span></span>
                }
                .into_any()
            }),
        }
    };
    view! {
        <li
            class="message"
            class:is-mine=mine
            class:is-first=is(|first, _, _| first)
            class:is-last=is(|_, last, _| last)
            class:is-sending=is(|_, _, state| state == MessageState::Sending)
            class:is-failed=is(|_, _, state| matches!(state, MessageState::Failed { .. }))
        >
            {author}
            <p class="message-bubble" dir="auto"><span class="unseen">{spoken} ": "</span>{prose(body.as_str())}</p>
            // Ticks that turn from sent to read are to be seen, not to be read out.
            <div class="message-foot" aria-live="off">{foot}</div>
        </li>
    }
    .into_any()
}

fn ticks(state: MessageState) -> (&'static str, &'static str) {
    match state {
        MessageState::Theirs | MessageState::Failed { .. } | MessageState::Sending => (icon::CLOCK, text::sending()),
        MessageState::Sent => (icon::CHECK, text::sent()),
        MessageState::Delivered => (icon::CHECKS, text::delivered()),
        MessageState::Read => (icon::CHECKS, text::read()),
    }
}

fn failed(id: shared::id::MessageId, why: &'static str, unsent: Unsent) -> AnyView {
    view! {
        <span class="message-failed" role="alert">{icon(icon::ALERT)} {text::not_sent()}"." <span>{why}</span></span>
        <button class="link-button" type="button" on:click=move |_: ev::MouseEvent| unsent.retry.run(id)>{text::try_again()}</button>
        <button class="link-button" type="button" on:click=move |_: ev::MouseEvent| unsent.discard.run(id)>{text::discard()}</button>
    }
    .into_any()
}
