//! What stands below the newest message: how long one waits, the offline form, the way on after the end.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::prelude::*;
use shared::{card::EntryCard, value::Timestamp};
use ui::{
    annex::SheetWish,
    live::Live,
    text::format,
    transcript::{Line, LineKind, What},
    view::{
        El, Look, button, el,
        element::again,
        icon::{self, sign},
    },
};

use super::{
    entry::face,
    notify::notify,
    rating::rating,
    room::{Talk, lines},
    sheet::sheet,
};
use crate::{
    stage::{LONG_WAIT_MS, Stage, why_not},
    text,
};

/// What goes with the stage.
pub(super) fn tail(talk: &Talk) -> El {
    let (of_stage, of_notify, talk) = (talk.chat.clone(), talk.chat.clone(), talk.clone());
    let of_row = talk.clone();
    let tail = el("div", "").part(
        move || (of_stage.stage(), of_stage.card.with(|card| card.as_ref().is_some_and(|card| card.rating.is_some()))),
        move |(stage, is_asked)| {
            let Talk { app, chat, .. } = talk.clone();
            match stage {
                Stage::Waiting => Some(waiting(&talk)),
                Stage::Asking | Stage::Engaged => None,
                Stage::Missed => Some(sheet("", &talk, true, false, left)),
                Stage::Closed => {
                    let again = move || app.start_again(&chat, None);
                    let tail = el("div", "tail").child(button(Look::Primary, text::start_again(), again));
                    Some(el("div", "").children(is_asked.then(|| rating(&talk))).child(tail))
                }
                Stage::NotStarted(code) => {
                    let again = button(Look::Plain, ui::text::try_again(), move || app.try_again(&chat));
                    let tail = el("div", "tail tail-bad").attr("role", "alert").child(sign(icon::ALERT));
                    Some(tail.child(title(text::not_started())).child(words(why_not(*code))).child(again))
                }
            }
        },
    );
    // Somebody is still to answer.
    tail.part(
        move || matches!(of_notify.stage(), Stage::Waiting | Stage::Engaged | Stage::Missed),
        move |runs| runs.then(|| notify(&of_row)).flatten(),
    )
}

/// Takes what was left in the offline form.
fn left(Talk { app, room, .. }: &Talk, wish: SheetWish) {
    if let Some(form) = &wish.form {
        app.answered_now(form);
    }
    room.leave_details(wish.details, wish.form);
}

pub(super) fn title(words: &str) -> El {
    el("p", "tail-title").text(words)
}

pub(super) fn words(words: &str) -> El {
    el("p", "").text(words)
}

fn waiting(Talk { chat, room, .. }: &Talk) -> El {
    let (room, pressed) = (*room, chat.since);
    let since = Rc::new(Cell::new(pressed));
    // Turns over with every second.
    let tick = Live::new(false);
    again(Box::new({
        let since = since.clone();
        move || {
            let raised = room.transcript.with(|it| it.room().map(|room| room.raised_at_ms));
            since.set(asked_again_at(&lines(room)).or(raised).unwrap_or(pressed));
            tick.set(!tick.get_untracked());
        }
    }));
    if let Ok(ticking) = set_interval_with_handle(move || tick.set(!tick.get_untracked()), Duration::from_secs(1)) {
        on_cleanup(move || ticking.clear());
    }
    let waited = Rc::new(move || {
        tick.track();
        room.server_now().ms_since(since.get())
    });
    let of_words = waited.clone();
    let entry = chat.entry.clone();
    let picture = face(&entry, "avatar-large");
    // The words are read out when they change; the seconds are not.
    let status = el("p", "tail-title").attr("role", "status").part(
        move || of_words() >= LONG_WAIT_MS,
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
        .child(el("p", "waiting-clock").attr("aria-hidden", "true").text_by(move || format::clock(waited())))
        .child(words(text::write_already()))
}

/// When the team was asked again, if it was.
fn asked_again_at(lines: &[Line]) -> Option<Timestamp> {
    lines.iter().rev().find_map(|line| match &line.kind {
        LineKind::Event(event) if event.what == What::Reopened => Some(event.at),
        LineKind::Event(_)
        | LineKind::Day(_)
        | LineKind::FirstUnread
        | LineKind::Message(_)
        | LineKind::Automatic(_) => None,
    })
}
