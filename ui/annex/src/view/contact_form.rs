//! The offline form, and that it was taken.

use std::rc::Rc;

use leptos::prelude::*;
use shared::{
    card::ContactDetails,
    form::{Answer, Filled},
    setup::form::{Field as Asked, Questions},
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

use super::{questionnaire::Questionnaire, title, words};
use crate::{
    form::{Typed, Wrong},
    sheet::Sheet,
    text,
};

/// The form; what was left, once it is.
pub(super) fn contact_form(sheet: &Sheet) -> El {
    let (of_key, sheet) = (sheet.clone(), sheet.clone());
    let changes = RwSignal::new(false);
    let left = move || of_key.news.with(|told| told.news.left.clone().map(|left| (left, told.news.form.clone())));
    let form = sheet.clone();
    el("div", "").part(
        move || (left(), changes.get(), form.form()),
        move |(left, changes_it, form)| {
            Some(match (left, form) {
                (Some((left, _)), _) if !changes_it => thanks(left, changes),
                (left, Some(form)) => {
                    let before = left.as_ref().and_then(|(_, form)| form.clone()).unwrap_or_default().answers;
                    own(&sheet, form, before, changes)
                }
                (left, None) => blank(&sheet, left.as_ref().map(|(details, _)| details), changes),
            })
        },
    )
}

/// The service's own: what isn't known yet, or what was answered `before`, to change it.
fn own(sheet: &Sheet, form: &Questions, before: Vec<Answer>, changes: RwSignal<bool>) -> El {
    let is_asked = |field: &&Asked| {
        sheet.news.with_untracked(|told| told.is_to_be_asked(field))
            || before.iter().any(|answer| Some(answer.field) == field.id)
    };
    let fields: Vec<Asked> = form.fields.iter().filter(is_asked).cloned().collect();
    if fields.is_empty() {
        return el("div", "tail").child(title(ui::text::form::missed_title())).child(words(text::missed_known()));
    }
    let language = ui::text::in_force();
    let asked = Questionnaire {
        id: "missed-title",
        title: ui::text::form::missed_title(),
        words: form.introduction.pick([language.as_str()]).map_or_else(|| sheet.away(), ToString::to_string),
        fields,
        before,
        refused: None,
        button: ui::text::form::leave_details(),
    };
    let to = sheet.clone();
    let send = move |form: Filled, details| {
        changes.set(false);
        to.send(details, Some(form));
        dom::focus_soon("thanks");
    };
    asked.draw(sheet, Box::new(send)).0
}

fn thanks(left: &ContactDetails, changes: RwSignal<bool>) -> El {
    el("div", "tail tail-good")
        .child(sign(icon::CHECK))
        .child(title(text::thanks()).attr("id", "thanks").attr("tabindex", "-1"))
        .child(words(&match left.reach() {
            "" => text::thanks_known().to_owned(),
            reach => text::thanks_more(reach),
        }))
        .child(button(Look::Quiet, text::change_details(), move || changes.set(true)))
}

fn blank(sheet: &Sheet, left: Option<&ContactDetails>, changes: RwSignal<bool>) -> El {
    let (to, key) = (sheet.clone(), Rc::new(sheet.key()));
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
        .child(title(ui::text::form::missed_title()).attr("id", "missed-title"))
        .child(words(&sheet.away()))
        .child(name_field)
        .child(reach_field)
        .child(question_field)
        .child(submit_button(Look::Primary).text(ui::text::form::leave_details()))
        .on("submit", move |event| {
            event.prevent_default();
            match untrack(typed).read() {
                Ok(details) => {
                    storage::forget(&key);
                    changes.set(false);
                    to.send(details, None);
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
