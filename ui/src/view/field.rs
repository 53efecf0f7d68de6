//! A labelled field that says what is wrong with what is in it.

use std::rc::Rc;

use leptos::prelude::RwSignal;

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
        let Self { label, value, error, hint, kind, autocomplete, optional } = self;
        let id = dom::next_id();
        let (id, below) = (format!("field-{id}"), format!("field-{id}-below"));
        let text_box = if kind == "lines" {
            el("textarea", "").attr("rows", "3")
        } else {
            el("input", "").attr("type", kind).attr("autocomplete", autocomplete)
        };
        let (is_wrong, describes, says, has_hint) = (error.clone(), error.clone(), error.clone(), hint.is_some());
        let text_box = text_box
            .attr("id", &id)
            .attr_by("aria-invalid", move || is_wrong().map(|_| "true".to_owned()))
            .attr_by("aria-describedby", {
                let below = below.clone();
                move || (has_hint || describes().is_some()).then(|| below.clone())
            })
            .bound(value);
        let label = el("label", "").attr("for", &id).text(label).text(" ");
        let label = label.children(optional.then(|| el("span", "field-optional").text(text::optional())));
        let below = el("p", "field-below")
            .attr("id", &below)
            .class_by("is-wrong", move || error().is_some())
            .text_by(move || says().or_else(|| hint.clone()).unwrap_or_default());
        (el("div", "field").child(label).child(text_box.clone()).child(below), text_box)
    }
}
