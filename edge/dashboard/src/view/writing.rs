//! Where staff write: a reply, which the visitor sees, or a note, which they never see. Each has a text of its own, so that
//! one is never sent as the other.

use kit::lean::{it, live, press};
use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    html,
    prelude::*,
};
use ui::{annex::files::RoomFiles, connection::RoomConnection, view::Composer};

use super::room::is_wide;
use crate::text;

/// The composer of a room, with the choice of what it writes.
#[component]
pub(super) fn Writing(
    room: RoomConnection,
    of: Option<String>,
    /// Whether it writes a note.
    notes: RwSignal<bool>,
    files: RoomFiles,
) -> AnyView {
    let reply = RwSignal::new(room.draft());
    let note = RwSignal::new(room.note_draft());
    Effect::new(move |_| reply.with(|text| room.keep_draft(text)));
    Effect::new(move |_| note.with(|text| room.keep_note_draft(text)));
    // Who was writing a note before a reload goes on with it.
    notes.set(note.with_untracked(|text| !text.is_empty()) && reply.with_untracked(String::is_empty));
    // Who chose what to write, or went to a room of theirs, means to write; but a phone would bring up its keyboard over the talk.
    let text_box = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if let Some(text_box) = text_box.get().filter(|_| is_wide()) {
            let _ = text_box.focus();
        }
    });
    let toggle = move |event: KeyboardEvent| {
        if event.key() == "." && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            notes.update(|notes| *notes = !*notes);
        }
    };
    let choice = move |is_note: bool, words: &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=it(move || (notes.get() == is_note).to_string())
                title=text::switch_writing()
                on:click=press(move |_: MouseEvent| notes.set(is_note))
            >
                {words}
            </button>
        }
    };
    view! {
        <div class="room-writing" class:is-note=move || notes.get() on:keydown=toggle>
            {of.map(|of| view! { <p class="room-note">{text::writing_beside(&of)}</p> })}
            <div class="room-modes" role="group" aria-label=text::what_to_write()>
                {choice(false, text::reply())} {choice(true, text::note())}
            </div>
            {live(move || {
                if notes.get() {
                    let send = move |words: String| if room.note(&words).is_err() {
                        note.set(words);
                    };
                    view! { <Composer value=note on_send=send placeholder=text::write_a_note() text_box=text_box /> }.into_any()
                } else {
                    let send = move |words: String| if !files.with_value(|files| files.send(&words)) && room.say(&words).is_err() {
                        reply.set(words);
                    };
                    view! { <Composer value=reply on_send=send on_typing=move |()| room.typing() text_box=text_box files=files /> }.into_any()
                }
            })}
        </div>
    }
    .into_any()
}
