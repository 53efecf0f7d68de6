//! What the visitor sees. Each view is a function to an element; all get the [`App`].

mod chats;
mod contact_form;
mod entry;
mod happened;
mod home;
mod room;
mod tail;

use std::cell::Cell;

use leptos::prelude::*;
use ui::view::{El, el};

use crate::{app::App, place::Place};

/// All of it: one view at a time.
pub(crate) fn chat(app: App) -> El {
    let is_first = Cell::new(true);
    el("main", "chat").part(
        move || app.place.get(),
        move |place| {
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
