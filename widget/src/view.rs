//! What the visitor sees. Each view is a function to an element; all get the [`App`].

mod ask;
mod chats;
mod entry;
mod happened;
mod home;
mod notify;
mod rating;
mod room;
mod sheet;
mod tail;

use std::cell::Cell;

use ui::view::{El, dom, el};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use crate::{app::App, frame::Early, place::Place};

/// All of it: one view at a time.
pub(crate) fn chat(app: App) -> El {
    let is_first = Cell::new(true);
    el("main", "chat").child(app.calls()).part(
        move || app.drawn.get().then(|| app.place.get()),
        move |place| {
            let place = place.as_ref()?;
            let takes_focus = !is_first.replace(false);
            Some(match place {
                Place::Home => home::home(app, takes_focus),
                Place::Room(enquiry) => match app.chat(*enquiry) {
                    Some(chat) => room::room(app, &chat),
                    None => home::home(app, true),
                },
            })
        },
    )
}

/// The message box of the room that is shown.
pub(crate) fn message_box() -> Option<HtmlTextAreaElement> {
    dom::document().query_selector(".chat .composer textarea").ok().flatten()?.dyn_into().ok()
}

/// Puts the visitor where they were in what they are writing.
pub(crate) fn go_on_writing(early: &Early) {
    let Some(text_box) = message_box() else { return };
    let _ = text_box.focus();
    // Counted from the end, for a draft of an earlier visit stands before it.
    let place = text_box.text_length().saturating_sub(early.after);
    let _ = text_box.set_selection_range(place, place);
}
