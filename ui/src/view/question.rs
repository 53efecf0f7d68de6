//! A field of a form that the service made, as its visitors see it. The console shows the same beside what it is made with.

use std::rc::Rc;

use leptos::prelude::*;
use shared::{
    form::{AGREED, Wrong},
    setup::form::{self, FieldKind, Fills},
    texts::Texts,
    value::{PageAddress, ShortText},
};

use super::{
    dom,
    element::{El, el},
    field::{Field, described, optional_mark},
};
use crate::text::form as text;

/// What is typed into a field, and what is wrong with that.
#[derive(Clone, Copy, Debug)]
pub struct Reply {
    /// As `shared::form::Answer` has it.
    pub typed: RwSignal<String>,
    /// In words; empty for nothing.
    pub wrong: RwSignal<String>,
}

/// The field in a language, and what in it takes the focus.
#[must_use]
pub fn question(field: &form::Field, language: &str, Reply { typed, wrong }: Reply) -> (El, El) {
    let say = |texts: &Texts<ShortText>| texts.pick([language]).map(ToString::to_string);
    let label = say(&field.label).unwrap_or_default();
    let error: Rc<dyn Fn() -> Option<String>> = Rc::new(move || Some(wrong.get()).filter(|wrong| !wrong.is_empty()));
    let (kind, autocomplete) = match (&field.kind, field.fills) {
        (FieldKind::Text, Fills::Name) => ("text", "name"),
        (FieldKind::Text | FieldKind::Choice { .. } | FieldKind::Consent { .. }, _) => ("text", "off"),
        (FieldKind::Lines, _) => ("lines", "off"),
        (FieldKind::Email, _) => ("email", "email"),
        (FieldKind::Phone, _) => ("tel", "tel"),
    };
    let hint = say(&field.hint);
    let optional = !field.required;
    let (drawn, control) = match &field.kind {
        FieldKind::Consent { text, link } => {
            let words = say(text).unwrap_or_default();
            consent(&label, optional, &words, link.as_ref(), typed, (error, hint))
        }
        FieldKind::Choice { options } => {
            let option = |value: &str, words: &str| el("option", "").attr("value", value).text(words);
            let all = options
                .iter()
                .filter_map(|one| Some(option(&one.id?.to_string(), &say(&one.words).unwrap_or_default())));
            let list = el("select", "").child(option("", text::choose_one())).children(all);
            Field { label: &label, value: typed, error, hint, kind, autocomplete, optional }.around(list)
        }
        FieldKind::Text | FieldKind::Lines | FieldKind::Email | FieldKind::Phone => {
            Field { label: &label, value: typed, error, hint, kind, autocomplete, optional }.draw()
        }
    };
    let required = field.required.then(|| "true".to_owned());
    (drawn, control.attr_by("aria-required", move || required.clone()))
}

type Below = (Rc<dyn Fn() -> Option<String>>, Option<String>);

fn consent(
    label: &str,
    optional: bool,
    words: &str,
    link: Option<&PageAddress>,
    typed: RwSignal<String>,
    (error, hint): Below,
) -> (El, El) {
    let id = format!("field-{}", dom::next_id());
    let tick = el("input", "").attr("type", "checkbox").attr("id", &id);
    let is_agreed = typed.with_untracked(|typed| typed == AGREED);
    let tick = if is_agreed { tick.attr("checked", "") } else { tick };
    let tick = tick.on("change", move |event| {
        typed.set(if event_target_checked(&event) { AGREED.to_owned() } else { String::new() });
    });
    let (tick, below) = described(tick, &id, error, hint);
    let link = link.map(|link| {
        let link = el("a", "").attr("href", link.as_str()).attr("target", "_blank").attr("rel", "noopener noreferrer");
        link.text(text::in_full())
    });
    let drawn = el("div", "field")
        .child(el("p", "field-name").text(label).text(" ").children(optional.then(optional_mark)))
        .child(el("label", "consent").child(tick.clone()).child(el("span", "").text(words)))
        .children(link.map(|link| el("p", "consent-link").child(link)))
        .child(below);
    (drawn, tick)
}

/// Why an answer won't do.
#[must_use]
pub fn in_words(wrong: Wrong) -> String {
    match wrong {
        Wrong::Missing | Wrong::NoOption => text::answer_missing().to_owned(),
        Wrong::NotAgreed => text::answer_not_agreed().to_owned(),
        Wrong::Email => text::wrong_email().to_owned(),
        Wrong::Phone => text::wrong_phone().to_owned(),
        Wrong::TooLong(most) => text::answer_too_long(u32::try_from(most).unwrap_or(u32::MAX)),
    }
}
