//! The lines of a talk that are no messages, in the words of a visitor.

use leptos::{ev::MouseEvent, prelude::*};
use shared::card::StaffCard;
use ui::{
    transcript::{EventLine, MessageState, What},
    view::Avatar,
};

use super::{app, room::Talk};
use crate::{form, place::Place, stage, text};

/// One line.
pub(super) fn happened(line: &EventLine) -> AnyView {
    match &line.what {
        What::Raised => earlier(),
        What::Answered(staff) | What::Joined(staff) => joined(staff),
        What::Missed => words(text::missed_line().to_owned()),
        What::Reopened => words(text::asked_again().to_owned()),
        What::Closed(by) => words(stage::ended(*by).to_owned()),
        What::DetailsLeft(details) => match line.state {
            MessageState::Failed { code } => words(format!("{}. {}", ui::text::not_sent(), ui::text::wrong(code))),
            MessageState::Sending => words(ui::text::sending().to_owned()),
            MessageState::Theirs | MessageState::Sent | MessageState::Delivered | MessageState::Read => {
                words(text::details_line(form::reach(details)))
            }
        },
    }
}

fn words(words: String) -> AnyView {
    view! { <span>{words}</span> }.into_any()
}

fn joined(staff: &StaffCard) -> AnyView {
    view! {
        <span class="joined">
            <Avatar name=staff.name.to_string() seed=staff.id.to_string() photo=staff.photo.clone() class="avatar-small" />
            {text::joined(staff.name.as_str())}
        </span>
    }
    .into_any()
}

/// At the top of a talk that goes on from another one: the way back to that.
fn earlier() -> AnyView {
    let (app, Talk { chat, room }) = (app(), expect_context::<Talk>());
    let former = room.transcript.with(|it| it.room().and_then(|room| room.former)).or(chat.former);
    let former = former.filter(|former| app.chat(*former).is_some());
    former
        .map(|former| {
            view! {
                <button class="link-button" type="button" on:click=move |_: MouseEvent| app.go(Place::Room(former))>
                    {text::earlier()}
                </button>
            }
        })
        .into_any()
}
