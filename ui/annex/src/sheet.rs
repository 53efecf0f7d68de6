//! A form of the room: what it is drawn from, what was typed into it, and where it is sent.

use std::rc::Rc;

use js_sys::Function;
use leptos::prelude::*;
use shared::{
    api::Directory,
    card::{ContactDetails, EntryCard},
    form::{self, Answer, Filled},
    setup::form::{Field, Moment, Questions},
};
use ui::{
    annex::{SheetNews, SheetStart, SheetWish},
    read::{Json, Read, field_or_default},
    storage,
    write::to_text,
};
use wasm_bindgen::JsValue;

use crate::text;

/// A form in the page; a handle to be copied around.
#[derive(Clone)]
pub(crate) struct Sheet {
    /// What does not change.
    pub(crate) start: Rc<SheetStart>,
    /// What does.
    pub(crate) news: ArcRwSignal<Told>,
    tell: Function,
}

/// What was told, with the directory read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) news: SheetNews,
    directory: Option<Rc<(Directory, Vec<Questions>)>>,
}

impl Told {
    fn of(news: SheetNews) -> Self {
        let json = Json::parse(&news.directory);
        let directory = json.and_then(|json| Some((Directory::read(&json)?, field_or_default(&json, "forms")?)));
        Self { directory: directory.map(Rc::new), news }
    }

    /// Whether the visitor hasn't answered it yet.
    pub(crate) fn is_to_be_asked(&self, field: &Field) -> bool {
        field.id.is_some_and(|id| !self.news.answered.contains(&id.to_string()))
    }
}

impl Sheet {
    pub(crate) fn new(start: SheetStart, news: SheetNews, tell: Function) -> Self {
        Self { start: Rc::new(start), news: ArcRwSignal::new(Told::of(news)), tell }
    }

    pub(crate) fn hear(&self, news: SheetNews) {
        let told = Told::of(news);
        if self.news.with_untracked(|known| *known != told) {
            self.news.set(told);
        }
    }

    /// The form, if the service has one here.
    pub(crate) fn form(&self) -> Option<Questions> {
        let moment = if self.start.offline { Moment::Offline } else { Moment::PreChat };
        self.news.with(|told| form::asked(told.directory.as_ref()?.1.iter(), moment, self.start.entry.entry()).cloned())
    }

    /// The same with what is still to be asked; none if that is nothing.
    pub(crate) fn to_ask(&self) -> Option<Questions> {
        let mut form = self.form()?;
        self.news.with(|told| form.fields.retain(|field| told.is_to_be_asked(field)));
        Some(form).filter(|form| !form.fields.is_empty())
    }

    /// What is said to who has to leave something, as the service has set nothing else.
    pub(crate) fn away(&self) -> String {
        let away = match &self.start.entry {
            // What the chat was raised with may be from yesterday.
            EntryCard::Tag(tag) => self.news.with_untracked(|told| {
                let now = told.directory.as_ref().and_then(|it| it.0.tags.iter().find(|now| now.id == tag.id));
                ui::text::format::opens(now.unwrap_or(tag).opening.as_ref(), ui::clock::now())
            }),
            EntryCard::Staff(_) => None,
        };
        away.map_or_else(|| ui::text::form::missed_more().to_owned(), |time| text::missed_until(&time))
    }

    /// Sends what was filled in.
    pub(crate) fn send(&self, details: ContactDetails, form: Option<Filled>) {
        let _ = self.tell.call1(&JsValue::UNDEFINED, &to_text(&SheetWish { details, form }).into());
    }

    /// Where what is typed into the usual form is kept.
    pub(crate) fn key(&self) -> String {
        format!("frontdesk.{}.{}.form", self.start.service, self.start.enquiry)
    }

    /// What was typed into forms of the service's own and not sent, field by field.
    pub(crate) fn typed(&self) -> Vec<Answer> {
        storage::find::<Filled>(&self.typed_key()).unwrap_or_default().answers
    }

    /// Keeps what is typed; what other forms hold stays.
    pub(crate) fn keep_typed(&self, answers: &[Answer]) {
        let mut all = self.typed();
        for answer in answers {
            all.retain(|one| one.field != answer.field);
            if !answer.value.is_empty() {
                all.push(answer.clone());
            }
        }
        storage::keep(&self.typed_key(), &Filled { language: None, answers: all });
    }

    fn typed_key(&self) -> String {
        format!("frontdesk.{}.typed", self.start.service)
    }
}
