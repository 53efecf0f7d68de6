//! What stands below the newest message: how long one waits, the offline form, the way on after the end.

use std::time::Duration;

use leptos::prelude::*;
use shared::{card::EntryCard, value::Timestamp};
use ui::{
    text::format,
    transcript::{Line, LineKind, What},
    view::{
        El, Look, button, el,
        element::again,
        icon::{self, sign},
    },
};

use super::{contact_form::contact_form, entry::face, room::Talk};
use crate::{
    stage::{LONG_WAIT_MS, Stage, why_not},
    text,
};

/// What goes with the stage.
pub(super) fn tail(talk: &Talk, lines: Memo<Vec<Line>>) -> El {
    let (of_stage, talk) = (talk.chat.clone(), talk.clone());
    el("div", "").part(
        move || of_stage.stage(),
        move |stage| {
            let Talk { app, chat, .. } = talk.clone();
            match stage {
                Stage::Waiting => Some(waiting(&talk, lines)),
                Stage::Engaged => None,
                Stage::Missed => Some(contact_form(&talk)),
                Stage::Closed => {
                    let again = move || app.start_again(&chat, None);
                    Some(el("div", "tail").child(button(Look::Primary, text::start_again(), again)))
                }
                Stage::NotStarted(code) => {
                    let again = button(Look::Plain, ui::text::try_again(), move || app.try_again(&chat));
                    let tail = el("div", "tail tail-bad").attr("role", "alert").child(sign(icon::ALERT));
                    Some(tail.child(title(text::not_started())).child(words(why_not(*code))).child(again))
                }
            }
        },
    )
}

pub(super) fn title(words: &str) -> El {
    el("p", "tail-title").text(words)
}

pub(super) fn words(words: &str) -> El {
    el("p", "").text(words)
}

fn waiting(Talk { chat, room, .. }: &Talk, lines: Memo<Vec<Line>>) -> El {
    let (room, pressed) = (*room, chat.since);
    let raised = move || room.transcript.with(|it| it.room().map(|room| room.raised_at_ms)).unwrap_or(pressed);
    let since = move || lines.with(|lines| asked_again_at(lines)).unwrap_or_else(raised);
    let waited = RwSignal::new(0);
    again(Box::new(move || waited.set(room.server_now().ms_since(since()))));
    let tick = move || waited.set(room.server_now().ms_since(untrack(since)));
    if let Ok(ticking) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || ticking.clear());
    }
    let entry = chat.entry.clone();
    let picture = face(&entry, "avatar-large");
    // The words are read out when they change; the seconds are not.
    let status = el("p", "tail-title").attr("role", "status").part(
        move || waited.get() >= LONG_WAIT_MS,
        move |is_long| {
            Some(el("span", "").text(&match (&entry, is_long) {
                (_, true) => text::still_asking().to_owned(),
                (EntryCard::Staff(staff), false) => text::letting_know(staff.name.as_str()),
                (EntryCard::Tag(_), false) => text::letting_know_team().to_owned(),
            }))
        },
    );
    el("div", "tail")
        .child(el("span", "waiting-face").child(picture))
        .child(status)
        .child(el("p", "waiting-clock").attr("aria-hidden", "true").text_by(move || format::clock(waited.get())))
        .child(words(text::write_already()))
}

/// When the team was asked again, if it was.
fn asked_again_at(lines: &[Line]) -> Option<Timestamp> {
    lines.iter().rev().find_map(|line| match &line.kind {
        LineKind::Event(event) if event.what == What::Reopened => Some(event.at),
        LineKind::Event(_) | LineKind::Day(_) | LineKind::FirstUnread | LineKind::Message(_) => None,
    })
}
