//! Forms of the service's own: what of them is still to be asked, and what was typed into them. Both are kept in the browser,
//! so that a reload loses nothing, and who comes again isn't asked while the service is.

use leptos::prelude::*;
use shared::{
    card::EntryCard,
    form::{self, Answer, Filled},
    id::FieldId,
    setup::form::{Field, Moment, Questions},
};
use ui::storage;

use super::App;

impl App {
    /// The form of an entry at a moment.
    pub(crate) fn form(self, entry: &EntryCard, moment: Moment) -> Option<Questions> {
        self.directory.with(|it| form::asked(it.as_ref()?.forms.iter(), moment, entry.entry()).cloned())
    }

    /// The same with what is still to be asked; none if that is nothing.
    pub(crate) fn to_ask(self, entry: &EntryCard, moment: Moment) -> Option<Questions> {
        let mut form = self.form(entry, moment)?;
        form.fields.retain(|field| self.is_to_be_asked(field));
        Some(form).filter(|form| !form.fields.is_empty())
    }

    /// Whether the visitor hasn't answered it yet.
    pub(crate) fn is_to_be_asked(self, field: &Field) -> bool {
        self.learned.track();
        field.id.is_some_and(|id| !self.answered().contains(&id.to_string()))
    }

    /// What was typed into forms and not sent, field by field.
    pub(crate) fn typed(self) -> Vec<Answer> {
        storage::find::<Filled>(&self.answers_key("typed")).unwrap_or_default().answers
    }

    /// Keeps what is typed; what other forms hold stays.
    pub(crate) fn keep_typed(self, answers: &[Answer]) {
        let mut all = self.typed();
        for answer in answers {
            all.retain(|one| one.field != answer.field);
            if !answer.value.is_empty() {
                all.push(answer.clone());
            }
        }
        storage::keep(&self.answers_key("typed"), &Filled { language: None, answers: all });
    }

    /// The service has these answers.
    pub(crate) fn answered_now(self, form: &Filled) {
        let (mut answered, mut typed) = (self.answered(), self.typed());
        for answer in &form.answers {
            answered.push(' ');
            answered.push_str(&answer.field.to_string());
            typed.retain(|one| one.field != answer.field);
        }
        storage::keep(&self.answers_key("typed"), &Filled { language: None, answers: typed });
        self.set_answered(&answered);
    }

    /// The service said which.
    pub(super) fn learn(self, fields: &[FieldId]) {
        let mut answered = String::new();
        for field in fields {
            answered.push(' ');
            answered.push_str(&field.to_string());
        }
        self.set_answered(&answered);
    }

    pub(super) fn forget_answers(self) {
        storage::forget(&self.answers_key("typed"));
        self.set_answered("");
    }

    /// The ids of what isn't asked again. A text, for the less code that is made for it.
    fn answered(self) -> String {
        storage::find(&self.answers_key("answered")).unwrap_or_default()
    }

    fn set_answered(self, answered: &str) {
        if answered != self.answered() {
            storage::keep(&self.answers_key("answered"), &answered);
            self.learned.set(!self.learned.get_untracked());
        }
    }

    fn answers_key(self, what: &str) -> String {
        format!("frontdesk.{}.{what}", self.world().service)
    }
}
