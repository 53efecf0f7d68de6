//! The offline form, and that it was taken.

use std::rc::Rc;

use leptos::prelude::*;
use shared::card::{ContactDetails, EntryCard};
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
    tail::{title, words},
};
use crate::{
    form::{Typed, Wrong, reach},
    text,
};

/// The form; what was left, once it is.
pub(super) fn contact_form(talk: &Talk) -> El {
    let (room, talk) = (talk.room, talk.clone());
    let changes = RwSignal::new(false);
    let left = move || room.transcript.with(|it| it.details_left().cloned());
    el("div", "").part(
        move || (left(), changes.get()),
        move |(left, changes_it)| {
            Some(match left {
                Some(left) if !changes_it => thanks(left, changes),
                left => blank(&talk, left.as_ref(), changes),
            })
        },
    )
}

fn thanks(left: &ContactDetails, changes: RwSignal<bool>) -> El {
    el("div", "tail tail-good")
        .child(sign(icon::CHECK))
        .child(title(text::thanks()).attr("id", "thanks").attr("tabindex", "-1"))
        .child(words(&text::thanks_more(reach(left))))
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
    let away = match &chat.entry {
        // What the chat was raised with may be from yesterday.
        EntryCard::Tag(tag) => app.directory.with_untracked(|it| {
            let now = it.as_ref().and_then(|it| it.tags.iter().find(|now| now.id == tag.id));
            opens(now.unwrap_or(tag))
        }),
        EntryCard::Staff(_) => None,
    };
    let away = away.map_or_else(|| text::missed_more().to_owned(), |time| text::missed_until(&time));
    el("form", "tail tail-form")
        .attr("novalidate", "")
        .attr("aria-labelledby", "missed-title")
        .child(title(text::missed_title()).attr("id", "missed-title"))
        .child(words(&away))
        .child(name_field)
        .child(reach_field)
        .child(question_field)
        .child(submit_button(Look::Primary).text(text::leave_details()))
        .on("submit", move |event| {
            event.prevent_default();
            match untrack(typed).read() {
                Ok(details) => {
                    storage::forget(&key);
                    changes.set(false);
                    room.leave_details(details);
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
