//! One talk: who answers, what was said, and where to say more.

use leptos::{ev::MouseEvent, html, prelude::*};
use shared::{card::EntryCard, id::MessageId};
use ui::{
    connection::{Ending, RoomConnection, Status},
    transcript::{Transcript, Typing},
    view::{Banner, Button, Composer, IconButton, Look, MessageList, Tone, dom, icon},
};

use super::{app, entry::face, happened::happened, home::HideButton, tail::Tail};
use crate::{chat::Chat, place::Place, stage::Stage, text};

/// What the parts of a room share.
#[derive(Clone)]
pub(super) struct Talk {
    pub(super) chat: Chat,
    pub(super) room: RoomConnection,
}

/// One talk, with its room opened.
#[component]
pub(super) fn Room(
    /// Which.
    chat: Chat,
) -> AnyView {
    app().room(&chat);
    let title = {
        let chat = chat.clone();
        // The socket may have to be made anew; what is seen of it then too.
        move || chat.room.get().map(|room| view! { <Talking chat=chat.clone() room /> })
    };
    view! { <div class="room">{title}</div> }.into_any()
}

#[component]
fn Talking(chat: Chat, room: RoomConnection) -> AnyView {
    let app = app();
    provide_context(Talk { chat: chat.clone(), room });
    let stage = {
        let chat = chat.clone();
        Memo::new(move |_| chat.stage())
    };
    let at_end = RwSignal::new(true);
    Effect::new(move |_| room.looking.set(app.shown.get() && at_end.get()));
    on_cleanup(move || {
        let _ = room.looking.try_set(false);
    });

    let draft = RwSignal::new(room.draft());
    Effect::new(move |_| room.keep_draft(&draft.read()));
    let send = {
        let chat = chat.clone();
        move |text: String| match stage.get_untracked() {
            Stage::Closed => app.start_again(&chat, Some(&text)),
            // The composer lets nothing through that is no message.
            Stage::NotStarted(_) | Stage::Waiting | Stage::Engaged | Stage::Missed => drop(room.say(&text)),
        }
    };
    let text_box = NodeRef::<html::Textarea>::new();
    focus_on_arrival(text_box);

    let typing = {
        let chat = chat.clone();
        Signal::derive(move || {
            let typing = room.transcript.with(Transcript::typing)?;
            let known = match typing {
                Typing::Staff(Some(staff)) => Some(staff.name.to_string()),
                Typing::Staff(None) | Typing::Visitor => None,
            };
            known
                .or_else(|| chat.owner_card().map(|owner| owner.name.to_string()))
                .map(|name| ui::text::is_typing(&name))
        })
    };
    let lines = room.lines();
    let placeholder =
        Signal::derive(move || (stage.get() == Stage::Closed).then(|| text::write_to_start_again().to_owned()));
    view! {
        <Head chat=chat.clone() stage />
        <Trouble room />
        <MessageList
            lines
            event=happened
            has_older=Signal::derive(move || room.transcript.with(Transcript::has_older))
            on_older=move |()| room.load_older()
            at_end
            unread=Signal::derive(move || room.transcript.with(Transcript::unread))
            typing
            on_retry=move |message: MessageId| room.retry(message)
            on_discard=move |message: MessageId| room.discard(message)
        >
            <Tail stage lines />
        </MessageList>
        <Composer value=draft on_send=send on_typing=Callback::new(move |()| room.typing()) placeholder text_box />
    }
    .into_any()
}

/// Who it is with, and the ways out.
#[component]
fn Head(chat: Chat, stage: Memo<Stage>) -> AnyView {
    let app = app();
    let who = {
        let chat = chat.clone();
        Memo::new(move |_| chat.owner_card().map_or_else(|| chat.entry.clone(), EntryCard::Staff))
    };
    let below = move || match stage.get() {
        Stage::Engaged => who.with(|who| match who {
            EntryCard::Staff(staff) => staff.title.as_ref().map(std::string::ToString::to_string),
            EntryCard::Tag(tag) => tag.description.as_ref().map(std::string::ToString::to_string),
        }),
        Stage::Waiting => Some(text::waits().to_owned()),
        Stage::Missed => Some(text::was_missed().to_owned()),
        Stage::Closed => Some(text::has_ended().to_owned()),
        Stage::NotStarted(_) => Some(text::not_started().to_owned()),
    };
    let dialog = NodeRef::<html::Dialog>::new();
    let ask = move |_: MouseEvent| {
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    };
    let dismiss = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let close = move |()| {
        dismiss();
        if let Some(room) = chat.room.get_untracked() {
            room.close();
        }
    };
    view! {
        <header class="room-head">
            <IconButton sign=icon::BACK name=ui::text::back().to_owned() on_press=move |()| app.go(Place::Home) />
            {move || who.with(|who| face(who, ""))}
            <div class="room-who">
                <h1 class="one-line" id="room-title" tabindex="-1">{move || who.with(|who| who.name().to_string())}</h1>
                <p class="one-line">{below}</p>
            </div>
            <Show when=move || stage.get().can_close()>
                <button class="room-close" type="button" on:click=ask>{text::close_chat()}</button>
            </Show>
            <HideButton />
        </header>
        <dialog class="dialog" node_ref=dialog aria-labelledby="close-question">
            <h2 id="close-question">{text::close_question()}</h2>
            <p>{text::close_more()}</p>
            <div class="dialog-buttons">
                <Button on_press=move |()| dismiss()>{text::keep_chatting()}</Button>
                <Button look=Look::Danger on_press=close>{text::close_chat()}</Button>
            </div>
        </dialog>
    }
    .into_any()
}

/// What is wrong with the connection, if anything is.
#[component]
fn Trouble(room: RoomConnection) -> AnyView {
    let app = app();
    let passing = Signal::derive(move || match room.status.get() {
        Status::Offline { .. } if !app.online.get() => Some(ui::text::offline().to_owned()),
        Status::Offline { .. } => Some(ui::text::connecting().to_owned()),
        Status::Connecting | Status::Online | Status::Ended(_) => None,
    });
    let ended = Signal::derive(move || match room.status.get() {
        Status::Ended(Ending::TooOld) => Some(ui::text::wrong_too_old().to_owned()),
        Status::Ended(Ending::SignIn) => Some(ui::text::wrong_session_ended().to_owned()),
        Status::Ended(Ending::Forbidden | Ending::NotFound) => Some(ui::text::wrong_not_found().to_owned()),
        Status::Connecting | Status::Online | Status::Offline { .. } => None,
    });
    view! {
        <Banner tone=Tone::Warn text=passing />
        <Banner tone=Tone::Bad text=ended />
    }
    .into_any()
}

/// With a keyboard one goes on typing. With a finger, the on-screen keyboard would jump up unasked and hide what is there.
fn focus_on_arrival(text_box: NodeRef<html::Textarea>) {
    let has_keyboard = dom::window().match_media("(hover: hover)").ok().flatten().is_some_and(|it| it.matches());
    if has_keyboard {
        text_box.on_load(|text_box| {
            request_animation_frame(move || drop(text_box.focus()));
        });
    } else {
        dom::focus_soon("room-title");
    }
}
