//! The offline form, and that it was taken.

use std::rc::Rc;

use leptos::prelude::*;
use shared::{
    card::{ContactDetails, EntryCard},
    form::{Answer, Filled},
    setup::form::{Field as Asked, Moment, Questions},
};
use ui::{
    storage,
    view::{
        El, Look, button, dom, el,
        element::again,
        field::Field,
        icon::{self, sign},
        submit_button,
    },
};

use super::{
    entry::opens,
    room::Talk,
    sheet::Sheet,
    tail::{title, words},
};
use crate::{
    app::App,
    form::{Typed, Wrong, reach},
    text,
};

/// The form; what was left, once it is.
pub(super) fn contact_form(talk: &Talk) -> El {
    let (room, talk, of_form) = (talk.room, talk.clone(), talk.clone());
    let changes = RwSignal::new(false);
    let left =
        move || room.transcript.with(|it| it.details_left().map(|(details, form)| (details.clone(), form.cloned())));
    el("div", "").part(
        move || (left(), changes.get(), of_form.app.form(&of_form.chat.entry, Moment::Offline)),
        move |(left, changes_it, form)| {
            Some(match (left, form) {
                (Some((left, _)), _) if !changes_it => thanks(left, changes),
                (left, Some(form)) => {
                    let before = left.as_ref().and_then(|(_, form)| form.clone()).unwrap_or_default().answers;
                    own(&talk, form, before, changes)
                }
                (left, None) => blank(&talk, left.as_ref().map(|(details, _)| details), changes),
            })
        },
    )
}

/// The service's own: what isn't known yet, or what was answered `before`, to change it.
fn own(Talk { app, chat, room }: &Talk, form: &Questions, before: Vec<Answer>, changes: RwSignal<bool>) -> El {
    let (app, room) = (*app, *room);
    let is_asked = |field: &&Asked| {
        untrack(|| app.is_to_be_asked(field)) || before.iter().any(|answer| Some(answer.field) == field.id)
    };
    let fields: Vec<Asked> = form.fields.iter().filter(is_asked).cloned().collect();
    if fields.is_empty() {
        return el("div", "tail").child(title(ui::text::missed_title())).child(words(text::missed_known()));
    }
    let language = ui::text::in_force();
    let sheet = Sheet {
        id: "missed-title",
        title: ui::text::missed_title(),
        words: form.introduction.pick([language.as_str()]).map_or_else(|| away(app, &chat.entry), ToString::to_string),
        fields,
        before,
        refused: None,
        button: ui::text::leave_details(),
    };
    let send = move |form: Filled, details| {
        changes.set(false);
        app.answered_now(&form);
        room.leave_details(details, Some(form));
        dom::focus_soon("thanks");
    };
    sheet.draw(app, Box::new(send)).0
}

/// What is said to who has to leave something, as the service has set nothing else.
fn away(app: App, entry: &EntryCard) -> String {
    let away = match entry {
        // What the chat was raised with may be from yesterday.
        EntryCard::Tag(tag) => app.directory.with_untracked(|it| {
            let now = it.as_ref().and_then(|it| it.tags.iter().find(|now| now.id == tag.id));
            opens(now.unwrap_or(tag))
        }),
        EntryCard::Staff(_) => None,
    };
    away.map_or_else(|| ui::text::missed_more().to_owned(), |time| text::missed_until(&time))
}

fn thanks(left: &ContactDetails, changes: RwSignal<bool>) -> El {
    el("div", "tail tail-good")
        .child(sign(icon::CHECK))
        .child(title(text::thanks()).attr("id", "thanks").attr("tabindex", "-1"))
        .child(words(&match reach(left) {
            "" => text::thanks_known().to_owned(),
            reach => text::thanks_more(reach),
        }))
        .child(button(Look::Quiet, text::change_details(), move || changes.set(true)))
}

fn blank(Talk { app, chat, room }: &Talk, left: Option<&ContactDetails>, changes: RwSignal<bool>) -> El {
    let (room, key) = (*room, Rc::new(app.key(chat.enquiry, "form")));
    let kept = storage::find::<Typed>(&key).or_else(|| left.map(Typed::of)).unwrap_or_default();
    let [name, reach, question] = [kept.name, kept.reach, kept.question].map(RwSignal::new);
    let typed = move || Typed { name: name.get(), reach: reach.get(), question: question.get() };
    again(Box::new({
        let key = key.clone();
        move || {
            let typed = typed();
            if typed != Typed::default() {
                storage::keep(&key, &typed);
            }
        }
    }));
    let wrong = [(); 3].map(|()| RwSignal::new(String::new()));
    let field = |label, value, wrong: RwSignal<String>, kind, autocomplete, optional| {
        let error = Rc::new(move || Some(wrong.get()).filter(|wrong| !wrong.is_empty()));
        Field { label, value, error, hint: None, kind, autocomplete, optional }.draw()
    };
    let (name_field, name_box) = field(text::name(), name, wrong[0], "text", "name", true);
    let (reach_field, reach_box) = field(text::reach(), reach, wrong[1], "text", "email", false);
    let (question_field, question_box) = field(text::question(), question, wrong[2], "lines", "off", true);
    let boxes = [name_box, reach_box, question_box];
    el("form", "tail tail-form")
        .attr("novalidate", "")
        .attr("aria-labelledby", "missed-title")
        .child(title(ui::text::missed_title()).attr("id", "missed-title"))
        .child(words(&away(*app, &chat.entry)))
        .child(name_field)
        .child(reach_field)
        .child(question_field)
        .child(submit_button(Look::Primary).text(ui::text::leave_details()))
        .on("submit", move |event| {
            event.prevent_default();
            match untrack(typed).read() {
                Ok(details) => {
                    storage::forget(&key);
                    changes.set(false);
                    room.leave_details(details, None);
                    dom::focus_soon("thanks");
                }
                Err(Wrong { name, reach, question }) => {
                    let found = [name, reach, question];
                    if let Some(first) = found.iter().position(Option::is_some) {
                        boxes[first].focus();
                    }
                    for (signal, found) in wrong.into_iter().zip(found) {
                        signal.set(found.unwrap_or_default().to_owned());
                    }
                }
            }
        })
}
