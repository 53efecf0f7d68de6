//! The way to be notified while one looks elsewhere.

use ui::view::{El, Look, button, el};

use super::{room::Talk, tail::words};
use crate::{
    notify::{Notify, is_possible},
    text,
};

/// The way there, how it stands, and the way back; none where it can't be.
pub(super) fn notify(Talk { app, chat, .. }: &Talk) -> Option<El> {
    let (app, enquiry) = (*app, chat.enquiry);
    let row = el("div", "notify").attr("role", "status").part(
        move || app.notify.get(),
        move |state| {
            let said = match state {
                Notify::Off | Notify::Busy => None,
                Notify::On => Some(text::notify_on()),
                Notify::Denied => Some(text::notify_denied()),
                Notify::Failed => Some(text::notify_failed()),
                Notify::Blocked => Some(text::notify_blocked()),
            };
            let way = if *state == Notify::On {
                button(Look::Quiet, text::notify_stop(), move || app.notify_no_more())
            } else {
                let words = if app.is_framed { text::notify_window() } else { text::notify_me() };
                button(Look::Plain, words, move || app.notify_me(enquiry))
            };
            Some(el("div", "notify-row").children(said.map(words)).child(way))
        },
    );
    is_possible().then_some(row)
}
