//! The visitor's own chats, running ones first.

use std::rc::Rc;

use shared::{
    card::{EntryCard, Side},
    id::EnquiryId,
    value::Timestamp,
};
use ui::{
    clock,
    text::{format, unread},
    view::{El, el, element::press_button},
};

use super::{entry::face, home::card};
use crate::{app::App, chat::Chat, place::Place, stage::Stage, text};

/// Closed ones beyond these are only reached from the chats that go on from them.
const CLOSED_SHOWN: usize = 3;

/// The list; hidden without chats.
pub(super) fn your_chats(app: App) -> El {
    let list = el("ul", "").each(move || sorted(app), move |enquiry| row(app, *enquiry));
    card("your-chats", text::your_chats())
        .attr_by("hidden", move || app.chats.with(Vec::is_empty).then(String::new))
        .child(list)
}

/// Running ones first, then by what was said last.
fn sorted(app: App) -> Vec<EnquiryId> {
    let mut rows: Vec<(bool, Timestamp, EnquiryId)> = Vec::new();
    app.chats.with(|chats| {
        for chat in chats {
            let row = (chat.stage() != Stage::Closed, newest(chat), chat.enquiry);
            // There are a dozen at most, and a sort of the library weighs as much as this file.
            let place = rows.iter().take_while(|other| **other > row).count();
            rows.insert(place, row);
        }
    });
    let running = rows.iter().filter(|(runs, ..)| *runs).count();
    rows.into_iter().take(running + CLOSED_SHOWN).map(|(.., enquiry)| enquiry).collect()
}

fn newest(chat: &Chat) -> Timestamp {
    chat.preview().map_or(chat.since, |(.., at)| at.max(chat.since))
}

fn row(app: App, enquiry: EnquiryId) -> El {
    let Some(chat) = app.chat(enquiry).map(Rc::new) else { return el("li", "") };
    let (of_face, of_name, of_words, of_time, of_count, of_class, of_unread) =
        (chat.clone(), chat.clone(), chat.clone(), chat.clone(), chat.clone(), chat.clone(), chat);
    let words = move || match (of_words.stage(), of_words.preview()) {
        (Stage::Asking, _) => ui::text::ask_title().to_owned(),
        (Stage::NotStarted(_), _) => text::not_started().to_owned(),
        (_, Some((Side::Visitor, said, _))) => text::you_said(&said),
        (_, Some((Side::Staff, said, _))) => said,
        (Stage::Missed, None) => text::was_missed().to_owned(),
        (Stage::Closed, None) => text::has_ended().to_owned(),
        (Stage::Waiting | Stage::Engaged, None) => text::waits().to_owned(),
    };
    let time = move || match of_time.stage() {
        Stage::Closed => text::has_ended().to_owned(),
        Stage::Asking | Stage::NotStarted(_) | Stage::Waiting | Stage::Engaged | Stage::Missed => {
            format::short(newest(&of_time), clock::now())
        }
    };
    let badge = |count: &u32| {
        let number = el("span", "").attr("aria-hidden", "true").text(&format::number(*count));
        (*count > 0).then(|| el("span", "badge").child(number).child(el("span", "unseen").text(&unread(*count))))
    };
    let top = el("span", "chat-row-top")
        .child(el("span", "chat-row-name one-line").text_by(move || of_name.with_whom().name().to_string()))
        .child(el("span", "chat-row-time").text_by(time));
    let below = el("span", "chat-row-top")
        .child(el("span", "chat-row-preview one-line").text_by(words))
        .part(move || of_count.unread(), badge);
    let button = press_button("chat-row", move || app.go(Place::Room(enquiry)))
        .class_by("is-closed", move || of_class.stage() == Stage::Closed)
        .class_by("is-unread", move || of_unread.unread() > 0)
        .part(move || of_face.with_whom(), |who: &EntryCard| Some(face(who, "")))
        .child(el("span", "chat-row-words").child(top).child(below));
    el("li", "").child(button)
}
