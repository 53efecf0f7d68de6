//! What the service asks before the first message.

use leptos::prelude::*;
use shared::setup::form::Questions;
use ui::view::{El, dom, el};

use super::questionnaire::Questionnaire;
use crate::sheet::Sheet;

/// The form.
pub(super) fn ask(sheet: &Sheet) -> El {
    let (of_key, sheet) = (sheet.clone(), sheet.clone());
    let key = move || (of_key.to_ask(), of_key.news.with(|told| told.news.refused));
    el("div", "").part(key, move |(form, refused): &(Option<Questions>, _)| {
        if form.is_none() && refused.is_none() {
            return None;
        }
        let language = ui::text::in_force();
        let introduction = form.as_ref().and_then(|form| form.introduction.pick([language.as_str()]));
        let asked = Questionnaire {
            id: "ask-title",
            title: ui::text::ask_title(),
            words: introduction.map_or_else(|| ui::text::form::ask_words().to_owned(), ToString::to_string),
            fields: form.as_ref().map(|form| form.fields.clone()).unwrap_or_default(),
            before: Vec::new(),
            refused: *refused,
            button: ui::text::form::start_chat(),
        };
        let to = sheet.clone();
        let (drawn, first) = asked.draw(&sheet, Box::new(move |form, details| to.send(details, Some(form))));
        if let Some(first) = first.filter(|_| sheet.start.takes_focus) {
            dom::focus_on_arrival(first);
        }
        Some(drawn)
    })
}
