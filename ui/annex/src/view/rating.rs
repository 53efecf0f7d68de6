//! How it was: the question, the grades, and a box for more.

use std::rc::Rc;

use leptos::prelude::*;
use shared::{
    api::ErrorCode,
    rating::{RateEnquiry, RatingCard, Scale},
    value::{Note, ShortText},
};
use ui::{
    clock,
    view::{El, Look, el, element::press_button, field::Field, submit_button},
};

use crate::{rating::Rating, text};

/// What a grade is called, and how it looks.
fn drawn(scale: Scale, grade: u8) -> (&'static str, &'static str) {
    let words = match (scale, grade) {
        (Scale::Thumbs, 1) => text::thumb_down(),
        (Scale::Thumbs, _) => text::thumb_up(),
        (_, 1) => text::grade_1(),
        (_, 2) => text::grade_2(),
        (_, 3) => text::grade_3(),
        (_, 4) => text::grade_4(),
        (_, _) => text::grade_5(),
    };
    let sign = match (scale, grade) {
        (Scale::Stars, _) => "★",
        (Scale::Thumbs, 1) => "👎",
        (Scale::Thumbs, _) => "👍",
        (Scale::Faces, 1) => "😞",
        (Scale::Faces, 2) => "🙁",
        (Scale::Faces, 3) => "😐",
        (Scale::Faces, 4) => "🙂",
        (Scale::Faces, _) => "😀",
    };
    (words, sign)
}

/// All of it.
pub(crate) fn rating(rating: &Rating) -> El {
    let RatingCard { scale, question, until_ms, .. } = rating.card.get_untracked();
    let asks = question.as_ref().map_or(text::rate_question(), ShortText::as_str).to_owned();
    let is_over = move || clock::now() > until_ms;
    let given = {
        let rating = rating.clone();
        move || rating.card.with(|card| card.given.as_ref().map(|given| given.grade))
    };
    let mut grades = el("div", "rate-grades")
        .attr("role", "group")
        .attr("aria-labelledby", "rate-question")
        .attr("data-scale", scale.as_str());
    for &grade in scale.grades() {
        grades = grades.child(button(rating, scale, grade));
    }
    let (of_thanks, of_wrong, of_more) = (rating.clone(), rating.clone(), rating.clone());
    let thanks = el("p", "rate-thanks").attr("role", "status").text_by(move || {
        let said = of_thanks.sent.get() && of_thanks.refused.with(Option::is_none);
        if said { text::rate_thanks().to_owned() } else { String::new() }
    });
    let wrong = el("p", "rate-wrong")
        .attr("role", "alert")
        .text_by(move || of_wrong.refused.get().map_or("", |code| said_of(&code)).to_owned());
    el("section", "tail rate")
        .attr("aria-labelledby", "rate-question")
        .child(el("p", "tail-title").attr("id", "rate-question").attr("dir", "auto").text(&asks))
        .child(grades)
        .child(thanks)
        .child(wrong)
        .part(move || given().is_some() && !is_over(), move |is_given| is_given.then(|| comment(&of_more)))
}

/// Why the service didn't take it.
fn said_of(code: &str) -> &'static str {
    if ErrorCode::from_text(code) == ErrorCode::NotRated { text::rate_too_late() } else { text::rate_not_sent() }
}

/// One grade. Of stars, all up to the one that was given shine.
fn button(rating: &Rating, scale: Scale, grade: u8) -> El {
    let (words, sign) = drawn(scale, grade);
    let given = {
        let rating = rating.clone();
        move || rating.card.with(|card| card.given.as_ref().map(|given| given.grade))
    };
    let (of_pressed, of_lit) = (given.clone(), given);
    let until = rating.card.with_untracked(|card| card.until_ms);
    let of_press = rating.clone();
    let press = move || {
        if clock::now() <= until {
            let comment =
                of_press.card.with_untracked(|card| card.given.as_ref().and_then(|given| given.comment.clone()));
            of_press.send(RateEnquiry { scale, grade, comment });
        }
    };
    press_button("rate-grade", press)
        .attr("aria-label", words)
        .attr("title", words)
        .attr_by("aria-pressed", move || Some((of_pressed() == Some(grade)).to_string()))
        .class_by("is-lit", move || {
            of_lit().is_some_and(|given| given == grade || (scale == Scale::Stars && given > grade))
        })
        .child(el("span", "").attr("aria-hidden", "true").text(sign))
}

/// The box for more, once a grade was given.
fn comment(rating: &Rating) -> El {
    let before = rating.card.with_untracked(|card| card.given.as_ref().and_then(|given| given.comment.clone()));
    let before = before.map(|comment| comment.as_str().to_owned()).unwrap_or_default();
    let typed = RwSignal::new(rating.typed().unwrap_or(before));
    let wrong = RwSignal::new(String::new());
    let (of_keep, of_send) = (rating.clone(), rating.clone());
    ui::view::element::again(Box::new(move || typed.with(|typed| of_keep.keep_typed(typed))));
    let send = move || {
        let words = typed.with_untracked(|typed| typed.trim().to_owned());
        let comment = if words.is_empty() { None } else { Note::try_from(words).ok() };
        if comment.is_none() && !typed.with_untracked(|typed| typed.trim().is_empty()) {
            wrong.set(text::comment_too_long().to_owned());
            return;
        }
        wrong.set(String::new());
        let given = of_send.card.with_untracked(|card| card.given.clone());
        if let Some(given) = given {
            of_send.send(RateEnquiry { comment, ..given });
            of_send.keep_typed("");
        }
    };
    let error: Rc<dyn Fn() -> Option<String>> = Rc::new(move || Some(wrong.get()).filter(|wrong| !wrong.is_empty()));
    let field = Field {
        label: text::rate_more(),
        value: typed,
        error,
        hint: None,
        kind: "lines",
        autocomplete: "off",
        optional: true,
    };
    let (field, _) = field.draw();
    el("form", "rate-more")
        .attr("novalidate", "")
        .child(field)
        .child(submit_button(Look::Plain).text(text::rate_send()))
        .on("submit", move |event| {
            event.prevent_default();
            send();
        })
}
