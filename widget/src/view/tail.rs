//! What stands below the newest message: how long one waits, the offline form, the way on after the end.

use leptos::prelude::*;
use shared::{card::EntryCard, value::Timestamp};
use ui::{
    text::format,
    transcript::{Line, LineKind, What},
    view::{Button, Look, icon},
};

use super::{app, contact_form::ContactForm, entry::face, room::Talk};
use crate::{
    stage::{LONG_WAIT_MS, Stage, why_not},
    text,
};

/// What goes with the stage.
#[component]
pub(super) fn Tail(stage: Memo<Stage>, lines: Memo<Vec<Line>>) -> AnyView {
    let app = app();
    let talk = expect_context::<Talk>();
    let view = move || {
        let chat = talk.chat.clone();
        match stage.get() {
            Stage::Waiting => view! { <Waiting lines /> }.into_any(),
            Stage::Engaged => ().into_any(),
            Stage::Missed => view! { <ContactForm /> }.into_any(),
            Stage::Closed => view! {
                <div class="tail">
                    <Button look=Look::Primary on_press=move |()| app.start_again(&chat, None)>{text::start_again()}</Button>
                </div>
            }
            .into_any(),
            Stage::NotStarted(code) => view! {
                <div class="tail tail-bad" role="alert">
                    {icon(icon::ALERT)}
                    <p class="tail-title">{text::not_started()}</p>
                    <p>{why_not(code)}</p>
                    <Button on_press=move |()| app.try_again(&chat)>{ui::text::try_again()}</Button>
                </div>
            }
            .into_any(),
        }
    };
    view! { {view} }.into_any()
}

#[component]
fn Waiting(lines: Memo<Vec<Line>>) -> AnyView {
    let Talk { chat, room } = expect_context::<Talk>();
    let raised = move || room.transcript.with(|it| it.room().map(|room| room.raised_at_ms)).unwrap_or(chat.since);
    let since = Memo::new(move |_| lines.with(|lines| asked_again_at(lines)).unwrap_or_else(&raised));
    let waited = RwSignal::new(0);
    let look = move || waited.set(room.server_now().ms_since(since.get_untracked()));
    Effect::new(move |_| {
        since.track();
        look();
    });
    if let Ok(ticking) = set_interval_with_handle(look, std::time::Duration::from_secs(1)) {
        on_cleanup(move || ticking.clear());
    }
    let is_long = Memo::new(move |_| waited.get() >= LONG_WAIT_MS);
    let picture = face(&chat.entry, "avatar-large");
    let words = {
        let person = match &chat.entry {
            EntryCard::Tag(_) => None,
            EntryCard::Staff(staff) => Some(staff.name.to_string()),
        };
        move || match (&person, is_long.get()) {
            (_, true) => text::still_asking().to_owned(),
            (Some(name), false) => text::letting_know(name),
            (None, false) => text::letting_know_team().to_owned(),
        }
    };
    view! {
        <div class="tail">
            <span class="waiting-face">{picture}</span>
            // The words are read out when they change; the seconds are not.
            <p class="tail-title" role="status">{words}</p>
            <p class="waiting-clock" aria-hidden="true">{move || format::clock(waited.get())}</p>
            <p>{text::write_already()}</p>
        </div>
    }
    .into_any()
}

/// When the team was asked again, if it was.
fn asked_again_at(lines: &[Line]) -> Option<Timestamp> {
    lines.iter().rev().find_map(|line| match &line.kind {
        LineKind::Event(event) if event.what == What::Reopened => Some(event.at),
        LineKind::Event(_) | LineKind::Day(_) | LineKind::FirstUnread | LineKind::Message(_) => None,
    })
}
