//! Where staff write: a reply, which the visitor sees, or a note, which they never see. Each has a text of its own, so that
//! one is never sent as the other.

use std::rc::Rc;

use kit::lean::{effect, it, live, press};
use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    html,
    prelude::*,
    task::spawn_local,
};
use shared::api::Draft;
use ui::{
    annex::files::RoomFiles,
    clock,
    connection::{About, RoomConnection},
    live::Live,
    view::Composer,
};

use super::{
    channel::{window, window_line},
    room::is_wide,
    suggest::Suggest,
    tools::{mark_key, opener, tools},
};
use crate::{desk::Desk, text};

/// How long after the last key what is typed is kept for one's other devices.
const KEEP_AFTER_MS: u32 = 1_500;

/// What one wrote here and didn't send comes along to one's other devices: what was typed in this browser stays, and where there
/// is nothing, what was typed elsewhere comes.
fn follow_devices(desk: Desk, room: RoomConnection, reply: Live<String>, note: Live<String>) {
    let typed = move || Draft { reply: reply.get(), note: note.get() };
    // What the desk has.
    let kept = StoredValue::new(None::<Draft>);
    let timer = StoredValue::new_local(None::<Rc<clock::Timer>>);
    spawn_local(async move {
        let Ok(there) = desk.draft(room.id()).await else { return };
        let nothing_here = reply.try_with_untracked(String::is_empty) == Some(true)
            && note.try_with_untracked(String::is_empty) == Some(true);
        kept.try_set_value(Some(there.clone()));
        if nothing_here && !there.is_empty() {
            reply.try_set(there.reply);
            note.try_set(there.note);
        }
    });
    let keep = move || {
        let Some(draft) = reply.try_get_untracked().zip(note.try_get_untracked()) else { return };
        let draft = Draft { reply: draft.0, note: draft.1 };
        // Not before it is known what is there: an empty box must not wipe out what another device wrote.
        let is_new = kept.try_with_value(|kept| kept.as_ref().is_some_and(|kept| *kept != draft)) == Some(true);
        if is_new && draft.fits() {
            spawn_local(async move {
                // Else it stays in this browser, and is tried again with the next key.
                if desk.keep_draft(room.id(), &draft).await.is_ok() {
                    kept.try_set_value(Some(draft));
                }
            });
        }
    };
    Effect::new(move |before: Option<Draft>| {
        let now = typed();
        if before.is_some_and(|before| before != now) {
            timer.set_value(Some(Rc::new(clock::after(KEEP_AFTER_MS, keep))));
        }
        now
    });
    // Who goes elsewhere takes it along at once.
    on_cleanup(keep);
}

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
    /// Whether it is a Space's: then there are no notes, and colleagues can be named.
    #[prop(optional)]
    space: bool,
) -> AnyView {
    let desk = Desk::here();
    let reply = Live::new(room.draft());
    let note = Live::new(room.note_draft());
    effect(move || reply.with(|text| room.keep_draft(text)));
    effect(move || note.with(|text| room.keep_note_draft(text)));
    follow_devices(desk, room, reply, note);
    // Who was writing a note before a reload goes on with it.
    notes.set(whispers || (note.with_untracked(|text| !text.is_empty()) && reply.with_untracked(String::is_empty)));
    // Who chose what to write, or went to a room of theirs, means to write; but a phone would bring up its keyboard over the talk.
    let text_box = NodeRef::<html::Textarea>::new();
    effect(move || {
        if let Some(text_box) = text_box.get().filter(|_| is_wide()) {
            let _ = text_box.focus();
        }
    });
    // A note is edited as one; and a reply never by chance.
    effect(move || {
        if let Some(about @ About::Edit(_)) = room.about.get()
            && let Some(message) = untrack(|| room.about_line(about))
        {
            // Set only if it changes: the composer would be drawn anew.
            if notes.get_untracked() != message.note {
                notes.set(message.note);
            }
        }
    });
    let (of_reply, of_note) = (Suggest::of(desk, room, reply, space), Suggest::of(desk, room, note, true));
    let write = move |is_note: bool| {
        // What is edited stays what it is.
        if matches!(room.about.get_untracked(), Some(About::Edit(_))) {
            room.about.set(None);
        }
        notes.set(is_note);
    };
    let to_note = Callback::new(move |()| write(true));
    let key = move |event: KeyboardEvent| {
        let value = if notes.get_untracked() { note } else { reply };
        if mark_key(&event, text_box, value) {
            return;
        }
        if !whispers && !space && event.key() == "." && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            write(!notes.get_untracked());
        }
    };
    let open = move |sign: char| {
        move || {
            if notes.get_untracked() {
                of_note.open(sign);
            } else {
                of_reply.open(sign);
            }
            if let Some(text_box) = text_box.get_untracked() {
                let _ = text_box.focus();
            }
        }
    };
    let window = window(desk, room);
    let placeholder = match &of {
        Some(of) if whispers => text::whisper(of),
        Some(_) | None => text::write_a_note().to_owned(),
    };
    let of = of.filter(|_| !whispers);
    view! {
        <div class="room-writing" class:is-note=move || notes.get() class:is-shut=move || !notes.get() && window.is_shut.get() on:keydown=key>
            {of.map(|of| view! { <p class="room-note">{text::writing_beside(&of)}</p> })}
            <div class="room-modes">
                {(!whispers && !space).then(|| view! {
                    <div role="group" aria-label=text::what_to_write()>
                        {choice(notes, false, text::reply(), write)} {choice(notes, true, text::note(), write)}
                    </div>
                })}
                <span class="room-tools">
                    {live(move || tools(text_box, if notes.get() { note } else { reply }))}
                    {opener("/", text::canned_responses(), open('/'))}
                    {opener("#", text::quick_links(), open('#'))}
                    {live(move || if space || notes.get() { opener("@", text::name_colleague(), open('@')) } else { ().into_any() })}
                </span>
            </div>
            {live(move || if notes.get() { of_note.draw(text_box) } else { of_reply.draw(text_box) })}
            {live(move || {
                if notes.get() {
                    let send = move |words: String| if room.note(&words).is_err() {
                        note.set(words);
                    };
                    view! { <Composer value=note note=true on_key=move |key: String| of_note.key(&key) on_send=send placeholder=placeholder.clone() room=room text_box=text_box /> }.into_any()
                } else {
                    let send = move |words: String| {
                        if window.is_shut.get_untracked() {
                            desk.toasts.complain(window.words.get_untracked().unwrap_or_default());
                        } else if files.with_untracked(|files| files.send(&words)) || room.say(&words).is_ok() {
                            return;
                        }
                        reply.set(words);
                    };
                    view! { {window_line(window, to_note)} <Composer value=reply on_key=move |key: String| of_reply.key(&key) on_send=send on_typing=move |()| room.typing() room=room text_box=text_box files=files /> }.into_any()
                }
            })}
        </div>
    }
    .into_any()
}

/// One of the two that can be written.
fn choice(notes: RwSignal<bool>, is_note: bool, words: &'static str, write: impl Fn(bool) + 'static) -> AnyView {
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
    .into_any()
}
