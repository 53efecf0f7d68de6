//! A labelled field that says what is wrong with what is in it.

use std::rc::Rc;

use leptos::prelude::{Get, RwSignal, Set};

use super::{
    dom,
    element::{El, el},
};
use crate::text;

/// One field of a form.
pub struct Field<'a> {
    /// Above it, and its name.
    pub label: &'a str,
    /// What is in it.
    pub value: RwSignal<String>,
    /// What is wrong with it, in words.
    pub error: Rc<dyn Fn() -> Option<String>>,
    /// Below it, while nothing is wrong.
    pub hint: Option<String>,
    /// `text`, `email`, `password` … or `lines` for more than one line.
    pub kind: &'a str,
    /// What a browser may fill in: a token of HTML's `autocomplete`.
    pub autocomplete: &'a str,
    /// Says that it may stay empty.
    pub optional: bool,
}

impl Field<'_> {
    /// The field with its label above and its words below; and the box in it, to put the focus there.
    #[must_use]
    pub fn draw(self) -> (El, El) {
        let text_box = if self.kind == "lines" {
            el("textarea", "").attr("rows", "3")
        } else {
            el("input", "").attr("type", self.kind).attr("autocomplete", self.autocomplete)
        };
        self.around(text_box)
    }

    /// The same with a box of another kind in it.
    #[must_use]
    pub fn around(self, text_box: El) -> (El, El) {
        let Self { label, value, error, hint, kind: _, autocomplete: _, optional } = self;
        let id = format!("field-{}", dom::next_id());
        let (text_box, below) = described(
            text_box.attr("id", &id).bound(move || value.get(), move |text| value.set(text)),
            &id,
            error,
            hint,
        );
        let label = el("label", "").attr("for", &id).text(label).text(" ").children(optional.then(optional_mark));
        (el("div", "field").child(label).child(text_box.clone()).child(below), text_box)
    }
}

/// Says that a field may stay empty.
pub(super) fn optional_mark() -> El {
    el("span", "field-optional").text(text::optional())
}

/// The box of a field, which says whether it is wrong, and the words below it.
pub(super) fn described(
    text_box: El,
    id: &str,
    error: Rc<dyn Fn() -> Option<String>>,
    hint: Option<String>,
) -> (El, El) {
    let below = format!("{id}-below");
    let (is_wrong, describes, says, has_hint) = (error.clone(), error.clone(), error.clone(), hint.is_some());
    let words = el("p", "field-below")
        .attr("id", &below)
        .class_by("is-wrong", move || error().is_some())
        .text_by(move || says().or_else(|| hint.clone()).unwrap_or_default());
    let text_box = text_box
        .attr_by("aria-invalid", move || is_wrong().map(|_| "true".to_owned()))
        .attr_by("aria-describedby", move || (has_hint || describes().is_some()).then(|| below.clone()));
    (text_box, words)
}
