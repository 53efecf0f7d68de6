//! A form in the room, which the annex draws.

use ui::{
    annex::{self, SheetNews, SheetStart, SheetWish},
    view::El,
};

use super::room::Talk;

/// The form that is asked before the first message, or else the offline form; `send` takes what is filled in.
pub(super) fn sheet(
    class: &str,
    talk: &Talk,
    offline: bool,
    takes_focus: bool,
    send: impl Fn(&Talk, SheetWish) + 'static,
) -> El {
    let Talk { app, chat, room } = talk.clone();
    let start =
        SheetStart { service: app.service(), enquiry: chat.enquiry, entry: chat.entry.clone(), offline, takes_focus };
    let news = move || {
        app.learned.track();
        app.directory.track();
        let left = room.transcript.with(|it| it.details_left().map(|(details, form)| (details.clone(), form.cloned())));
        let (left, form) = left.unzip();
        SheetNews {
            directory: app.directory_text(),
            answered: app.answered(),
            refused: chat.asked().refused.get(),
            left,
            form: form.flatten(),
        }
    };
    let talk = talk.clone();
    annex::sheet(class, &start, news, move |wish| send(&talk, wish))
}
