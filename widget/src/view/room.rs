//! One talk: who answers, what was said, and where to say more.

use std::rc::Rc;

use leptos::prelude::*;
use shared::card::EntryCard;
use ui::{
    annex::files::{Access, Files, FilesStart},
    calls, clock,
    connection::{Ending, RoomConnection, Status},
    live::Live,
    transcript::{Line, Transcript, Typing},
    view::{
        El, Look, Tone, about, about_key, banner, button,
        composer::Composer,
        dom, el,
        element::{again, press_button},
        icon, icon_button,
        message_list::MessageList,
        prose,
    },
};
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::{ask::ask, entry::face, happened::happened, home::hide_button, tail::tail};
use crate::{app::App, chat::Chat, place::Place, stage::Stage, text};

/// What the parts of a room share.
#[derive(Clone)]
pub(super) struct Talk {
    pub(super) app: App,
    pub(super) chat: Rc<Chat>,
    pub(super) room: RoomConnection,
}

/// One talk, with its room opened.
pub(super) fn room(app: App, chat: &Chat) -> El {
    app.room(chat);
    let (opened, chat) = (chat.room, Rc::new(chat.clone()));
    let stage = chat.clone();
    // The socket may have to be made anew; what is seen of it then too.
    el("div", "room-holder").part(
        move || (opened.get().map(|room| room.transcript), stage.stage() == Stage::Asking),
        move |(_, asks)| {
            let talk = Talk { app, chat: chat.clone(), room: opened.get_untracked()? };
            Some(if *asks { asking(&talk) } else { talking(&talk) })
        },
    )
}

/// Before it begins, while the service asks something first. Who was writing already goes on, and what they write waits; to
/// others, the form is all there is.
fn asking(talk: &Talk) -> El {
    let Talk { app, chat, room } = talk.clone();
    let writes = !room.draft().is_empty() || room.transcript.with_untracked(|it| !it.pending().is_empty());
    let dialog = close_dialog(room);
    el("div", "room")
        .child(head(app, &chat, &dialog))
        .child(dialog)
        .child(banner(Tone::Warn, move || trouble(app, room), || None))
        .child(ask(talk, !writes))
        .children(writes.then(|| composer(talk, &files(talk)).0))
}

fn talking(talk: &Talk) -> El {
    let Talk { app, chat, room } = talk.clone();
    let at_end = Live::new(true);
    again(Box::new(move || room.looking.set(app.shown.get() && at_end.get())));
    on_cleanup(move || {
        let _ = room.looking.try_set(false);
    });

    let files = files(talk);
    let list = MessageList {
        lines: Box::new(move || lines(room)),
        event: Box::new({
            let talk = talk.clone();
            move |line| happened(&talk, line)
        }),
        has_older: Box::new(move || room.transcript.with(Transcript::has_older)),
        on_older: Box::new(move || room.load_older()),
        at_end,
        unread: Box::new(move || room.transcript.with(Transcript::unread)),
        typing: Box::new({
            let chat = chat.clone();
            move || typing(&chat, room)
        }),
        on_retry: Box::new(move |message| room.retry(message)),
        on_discard: Box::new(move |message| room.discard(message)),
        // It was a button's words, so it is a message.
        on_reply: Some(Box::new(move |text| drop(room.say(text)))),
        file: Box::new({
            let files = files.clone();
            move |card| files.draw(card, false)
        }),
        delivery: None,
        acts: Some((room, {
            let chat = chat.clone();
            Box::new(move || !matches!(chat.stage(), Stage::Closed))
        })),
        verbs: Vec::new(),
        words: prose,
        tail: Some(tail(talk)),
    };
    let (composer, text_box) = composer(talk, &files);
    dom::focus_on_arrival(text_box);

    let dialog = close_dialog(room);
    let drawn = el("div", "room")
        .child(head(app, &chat, &dialog))
        .child(dialog)
        .child(banner(Tone::Warn, move || trouble(app, room), || None))
        .child(banner(Tone::Bad, move || ended(room), || None))
        .child(list.draw())
        .child(composer);
    files.zone(drawn)
}

/// What goes with files in this talk: nothing is sent before it began, nor after its end.
fn files(talk: &Talk) -> Files {
    let Talk { app, chat, room } = talk.clone();
    let start = FilesStart {
        service: app.service(),
        room: chat.enquiry.into(),
        visitor: true,
        who: "visitor".to_owned(),
        rules: app.directory.with_untracked(|it| it.as_ref().map(|it| it.service.files.clone())).unwrap_or_default(),
    };
    let of_access = chat.clone();
    let access: Access = Rc::new(move |refused| of_access.token(app.session(), refused));
    let can = move || match chat.stage() {
        Stage::Waiting | Stage::Engaged | Stage::Missed => true,
        Stage::Asking | Stage::NotStarted(_) | Stage::Closed => false,
    };
    Files::new(start, &access, can, move |words| room.say_as(words.message, &words.text))
}

/// The box to write in, and what in it takes the focus.
fn composer(talk: &Talk, files: &Files) -> (El, El) {
    let Talk { app, chat, room } = talk.clone();
    let stage = {
        let chat = chat.clone();
        move || chat.stage()
    };
    let draft = Live::new(room.draft());
    again(Box::new(move || draft.with(|draft| room.keep_draft(draft))));
    Composer {
        value: draft,
        on_send: Box::new({
            let (chat, files) = (chat.clone(), files.clone());
            move |text| match untrack(|| chat.stage()) {
                Stage::Waiting | Stage::Engaged | Stage::Missed if files.send(&text) => {}
                Stage::Closed => app.start_again(&chat, Some(&text)),
                // The composer lets nothing through that is no message.
                Stage::Asking | Stage::NotStarted(_) | Stage::Waiting | Stage::Engaged | Stage::Missed => {
                    drop(room.say(&text));
                }
            }
        }),
        on_typing: Box::new(move || room.typing()),
        placeholder: Box::new(move || (stage() == Stage::Closed).then(|| text::write_to_start_again().to_owned())),
        more: Box::new({
            let files = files.clone();
            move || files.is_ready()
        }),
        on_key: Box::new(move |key| about_key(room, draft, key)),
        start: vec![files.button()],
        above: vec![files.strip(), about(room, draft, false)],
    }
    .draw()
}

/// The talk as it is drawn.
pub(super) fn lines(room: RoomConnection) -> Vec<Line> {
    room.transcript.with(|transcript| transcript.lines(clock::local_day))
}

/// Who it is with, and the ways out.
fn head(app: App, chat: &Rc<Chat>, dialog: &El) -> El {
    let (of_face, of_name, of_words, of_close) = (chat.clone(), chat.clone(), chat.clone(), chat.clone());
    let (of_call, called) = (chat.clone(), chat.clone());
    let offer = move || app.room(&called).tell_calls("offer", &false.into());
    let call = icon_button(icon::PHONE, calls::text::call(), offer).attr("id", "room-call");
    let dialog = dialog.clone();
    let close = move || {
        let dialog = dialog.clone();
        press_button("room-close", move || {
            if let Some(dialog) = dialog.element().dyn_ref::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
            }
        })
        .text(text::close_chat())
    };
    let name = el("h1", "one-line").attr("id", "room-title").attr("tabindex", "-1");
    let who = el("div", "room-who")
        .child(name.text_by(move || of_name.with_whom().name().to_string()))
        .child(el("p", "one-line").text_by(move || below(&of_words)));
    el("header", "room-head")
        .child(icon_button(icon::BACK, ui::text::back(), move || app.go(Place::Home)))
        .part(move || of_face.with_whom(), |who: &EntryCard| Some(face(who, "")))
        .child(who)
        .child(call.attr_by("hidden", move || (!app.can_call(&of_call)).then(String::new)))
        .part(move || of_close.stage().can_close(), move |can| can.then(&close))
        .children(hide_button(app))
}

/// What stands below the name.
fn below(chat: &Chat) -> String {
    match chat.stage() {
        Stage::Asking | Stage::Engaged => match chat.with_whom() {
            EntryCard::Staff(staff) => staff.title.map(String::from).unwrap_or_default(),
            EntryCard::Tag(tag) => tag.description.map(String::from).unwrap_or_default(),
        },
        Stage::Waiting => text::waits().to_owned(),
        Stage::Missed => text::was_missed().to_owned(),
        Stage::Closed => text::has_ended().to_owned(),
        Stage::NotStarted(_) => text::not_started().to_owned(),
    }
}

/// Asks before it closes.
fn close_dialog(room: RoomConnection) -> El {
    let dialog = el("dialog", "dialog").attr("aria-labelledby", "close-question");
    let element = dialog.element().clone();
    let dismiss = Rc::new(move || {
        if let Some(dialog) = element.dyn_ref::<HtmlDialogElement>() {
            dialog.close();
        }
    });
    let close = {
        let dismiss = dismiss.clone();
        move || {
            dismiss();
            room.close();
        }
    };
    dialog
        .child(el("h2", "").attr("id", "close-question").text(text::close_question()))
        .child(el("p", "").text(text::close_more()))
        .child(
            el("div", "dialog-buttons")
                .child(button(Look::Plain, text::keep_chatting(), move || dismiss()))
                .child(button(Look::Danger, text::close_chat(), close)),
        )
}

fn typing(chat: &Chat, room: RoomConnection) -> Option<String> {
    let known = match room.transcript.with(Transcript::typing)? {
        Typing::Staff(Some(staff)) => Some(staff.name.to_string()),
        Typing::Staff(None) | Typing::Visitor => chat.owner_card().map(|owner| owner.name.to_string()),
    };
    known.map(|name| ui::text::is_typing(&name))
}

/// What is wrong with the connection for now.
fn trouble(app: App, room: RoomConnection) -> Option<String> {
    match room.status.get() {
        // A socket takes seconds to notice; the device knows at once.
        Status::Connecting | Status::Online | Status::Offline { .. } if !app.online.get() => {
            Some(ui::text::offline().to_owned())
        }
        Status::Offline { .. } => Some(ui::text::connecting().to_owned()),
        Status::Connecting | Status::Online | Status::Ended(_) => None,
    }
}

/// Why there is no connection any more.
fn ended(room: RoomConnection) -> Option<String> {
    let words = match room.status.get() {
        Status::Ended(Ending::TooOld) => ui::text::wrong_too_old(),
        Status::Ended(Ending::SignIn) => ui::text::wrong_session_ended(),
        Status::Ended(Ending::Forbidden | Ending::NotFound) => ui::text::wrong_not_found(),
        Status::Connecting | Status::Online | Status::Offline { .. } => return None,
    };
    Some(words.to_owned())
}
