//! Where staff write: a reply, which the visitor sees, or a note, which they never see. Each has a text of its own, so that
//! one is never sent as the other.

use kit::lean::{it, live, press};
use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    html,
    prelude::*,
};
use ui::{
    annex::files::RoomFiles,
    connection::{About, RoomConnection},
    view::Composer,
};

use super::{
    canned::{self, Choice},
    room::is_wide,
};
use crate::{desk::Desk, text};

/// The composer of a room, with the choice of what it writes.
#[component]
pub(super) fn Writing(
    room: RoomConnection,
    of: Option<String>,
    /// Whether only to that person.
    #[prop(optional)]
    whispers: bool,
    /// Whether it writes a note.
    notes: RwSignal<bool>,
    files: RoomFiles,
) -> AnyView {
    let desk = Desk::here();
    let reply = RwSignal::new(room.draft());
    let note = RwSignal::new(room.note_draft());
    Effect::new(move |_| reply.with(|text| room.keep_draft(text)));
    Effect::new(move |_| note.with(|text| room.keep_note_draft(text)));
    // Who was writing a note before a reload goes on with it.
    notes.set(whispers || (note.with_untracked(|text| !text.is_empty()) && reply.with_untracked(String::is_empty)));
    // Who chose what to write, or went to a room of theirs, means to write; but a phone would bring up its keyboard over the talk.
    let text_box = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if let Some(text_box) = text_box.get().filter(|_| is_wide()) {
            let _ = text_box.focus();
        }
    });
    // A note is edited as one; and a reply never by chance.
    Effect::new(move |_| {
        if let Some(about @ About::Edit(_)) = room.about.get()
            && let Some(message) = untrack(|| room.about_line(about))
        {
            // Set only if it changes: the composer would be drawn anew.
            if notes.get_untracked() != message.note {
                notes.set(message.note);
            }
        }
    });
    let (of_reply, of_note) = (Choice::of(desk, room, reply), Choice::of(desk, room, note));
    let write = move |is_note: bool| {
        // What is edited stays what it is.
        if matches!(room.about.get_untracked(), Some(About::Edit(_))) {
            room.about.set(None);
        }
        notes.set(is_note);
    };
    let toggle = move |event: KeyboardEvent| {
        if !whispers && event.key() == "." && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            write(!notes.get_untracked());
        }
    };
    let choice = move |is_note: bool, words: &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=it(move || (notes.get() == is_note).to_string())
                title=text::switch_writing()
                on:click=press(move |_: MouseEvent| write(is_note))
            >
                {words}
            </button>
        }
    };
    let placeholder = match &of {
        Some(of) if whispers => text::whisper(of),
        Some(_) | None => text::write_a_note().to_owned(),
    };
    let of = of.filter(|_| !whispers);
    view! {
        <div class="room-writing" class:is-note=move || notes.get() on:keydown=toggle>
            {of.map(|of| view! { <p class="room-note">{text::writing_beside(&of)}</p> })}
            <div class="room-modes">
                {(!whispers).then(|| view! {
                    <div role="group" aria-label=text::what_to_write()>
                        {choice(false, text::reply())} {choice(true, text::note())}
                    </div>
                })}
                {canned::button(move || {
                    if notes.get_untracked() { of_note.open() } else { of_reply.open() }
                    if let Some(text_box) = text_box.get_untracked() {
                        let _ = text_box.focus();
                    }
                })}
            </div>
            {live(move || if notes.get() { of_note.draw(text_box) } else { of_reply.draw(text_box) })}
            {live(move || {
                if notes.get() {
                    let send = move |words: String| if room.note(&words).is_err() {
                        note.set(words);
                    };
                    view! { <Composer value=note note=true on_key=move |key: String| of_note.key(&key) on_send=send placeholder=placeholder.clone() room=room text_box=text_box /> }.into_any()
                } else {
                    let send = move |words: String| if !files.with_value(|files| files.send(&words)) && room.say(&words).is_err() {
                        reply.set(words);
                    };
                    view! { <Composer value=reply on_key=move |key: String| of_reply.key(&key) on_send=send on_typing=move |()| room.typing() room=room text_box=text_box files=files /> }.into_any()
                }
            })}
        </div>
    }
    .into_any()
}
