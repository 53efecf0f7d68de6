//! A form of the service's own, wherever it is asked.

use std::rc::Rc;

use leptos::prelude::*;
use shared::{
    card::ContactDetails,
    form::{Answer, Filled, Wrong, fill},
    id::FieldId,
    setup::form::Field,
    value::LanguageTag,
};
use ui::view::{
    El, Look, el,
    element::again,
    question::{Reply, in_words, question},
    submit_button,
};

use super::{title, words};
use crate::sheet::Sheet;

/// What a form says and asks.
pub(super) struct Questionnaire {
    /// For its title's `id`.
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    /// What stands above the fields.
    pub(super) words: String,
    pub(super) fields: Vec<Field>,
    /// What was answered before, where nothing is typed.
    pub(super) before: Vec<Answer>,
    /// The field whose answer the service refused.
    pub(super) refused: Option<FieldId>,
    /// On the button.
    pub(super) button: &'static str,
}

impl Questionnaire {
    /// The form, and what in it takes the focus. `send` gets what was filled in, once all of it will do, and what of it fills
    /// the contact.
    pub(super) fn draw(self, sheet: &Sheet, send: Box<dyn Fn(Filled, ContactDetails)>) -> (El, Option<El>) {
        let language = ui::text::in_force();
        let kept = sheet.typed();
        let (mut rows, mut drawn, mut first) = (Vec::new(), Vec::new(), None);
        for field in self.fields {
            let Some(id) = field.id else { continue };
            let before = kept.iter().chain(&self.before).find(|answer| answer.field == id);
            let typed = before.map(|answer| answer.value.clone()).unwrap_or_default();
            let is_refused = self.refused == Some(id);
            let wrong = is_refused.then(|| in_words(field.read(&typed).err().unwrap_or(Wrong::Missing)));
            let reply = Reply { typed: RwSignal::new(typed), wrong: RwSignal::new(wrong.unwrap_or_default()) };
            let (row, control) = question(&field, &language, reply);
            drawn.push(row);
            if is_refused || first.is_none() {
                first = Some(control.clone());
            }
            rows.push((id, field, reply, control));
        }
        let rows = Rc::new(rows);
        let answers = {
            let rows = rows.clone();
            move || {
                let mut answers = Vec::new();
                for (field, _, reply, _) in &*rows {
                    answers.push(Answer { field: *field, value: reply.typed.get() });
                }
                answers
            }
        };
        again(Box::new({
            let (answers, sheet) = (answers.clone(), sheet.clone());
            move || sheet.keep_typed(&answers())
        }));
        let submit = move || {
            let mut details = ContactDetails::default();
            let mut wrong = None;
            for (_, field, reply, control) in &*rows {
                match reply.typed.with_untracked(|typed| field.read(typed)) {
                    Ok(said) => {
                        reply.wrong.set(String::new());
                        fill(&mut details, [(field, &said)]);
                    }
                    Err(why) => {
                        reply.wrong.set(in_words(why));
                        wrong = wrong.or(Some(control));
                    }
                }
            }
            if let Some(control) = wrong {
                control.focus();
            } else {
                let language = LanguageTag::try_from(language.as_str()).ok();
                send(Filled { language, answers: untrack(&answers) }, details);
            }
        };
        let form = el("form", "tail tail-form")
            .attr("novalidate", "")
            .attr("aria-labelledby", self.id)
            .child(title(self.title).attr("id", self.id))
            .child(words(&self.words))
            .children(drawn)
            .child(submit_button(Look::Primary).text(self.button))
            .on("submit", move |event| {
                event.prevent_default();
                submit();
            });
        (form, first)
    }
}
