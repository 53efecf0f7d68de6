//! The lines of a talk that are no messages, in the words of a visitor.

use shared::card::StaffCard;
use ui::{
    text::format,
    transcript::{EventLine, MessageState, What},
    view::{El, el, element::press_button, staff_avatar},
};

use super::room::Talk;
use crate::{place::Place, stage, text};

/// One line, if there is anything to say.
pub(super) fn happened(talk: &Talk, event: &EventLine) -> Option<El> {
    match &event.what {
        What::Raised => earlier(talk),
        What::Answered(staff) | What::Joined(staff) => Some(with_face(staff, &text::joined(staff.name.as_str()))),
        What::Left(staff) => Some(words(&text::left(staff.name.as_str()))),
        What::Passing(to) => Some(words(&text::passing(to.as_str()))),
        What::Returned { staff, failed } => {
            let told = if *failed { text::not_passed } else { text::returned };
            Some(with_face(staff, &told(staff.name.as_str())))
        }
        What::Missed => Some(words(text::missed_line())),
        What::Reopened => Some(words(text::asked_again())),
        What::Closing(at) => Some(words(&text::closing(&format::time(*at)))),
        What::Call(told) => Some(words(told)),
        What::Closed(by) => Some(words(stage::ended(*by))),
        What::DetailsLeft(details) => Some(match event.state {
            MessageState::Failed { code } => words(&format!("{}. {}", ui::text::not_sent(), ui::text::wrong(code))),
            MessageState::Sending => words(ui::text::sending()),
            MessageState::Theirs | MessageState::Sent | MessageState::Delivered | MessageState::Read => {
                match details.reach() {
                    "" => words(text::form_line()),
                    reach => words(&text::details_line(reach)),
                }
            }
        }),
    }
}

fn words(words: &str) -> El {
    el("span", "").text(words)
}

fn with_face(staff: &StaffCard, words: &str) -> El {
    el("span", "joined").child(staff_avatar(staff, "avatar-small")).text(words)
}

/// At the top of a talk that goes on from another one: the way back to that.
fn earlier(Talk { app, chat, room }: &Talk) -> Option<El> {
    let app = *app;
    let former = room.transcript.with(|it| it.room().and_then(|room| room.former)).or(chat.former)?;
    app.chat(former)?;
    Some(press_button("link-button", move || app.go(Place::Room(former))).text(text::earlier()))
}
