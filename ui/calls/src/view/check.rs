//! The sheet before a call.

use leptos::prelude::With;
use ui::{
    calls::CheckWish,
    view::{El, Look, button, dom, el, element::svg, icon, icon::sign, icon_button},
};

use super::{more, signs};
use crate::{
    browser::tone,
    check::{Checking, Trial},
    text,
};

/// `id` of what gets the focus first.
const FIRST_ID: &str = "call-check-first";

/// All of it.
pub(crate) fn check(checking: &Checking) -> El {
    let (closes, this, trial) = (checking.clone(), checking.clone(), checking.trial.clone());
    let sheet = el("section", "call-check")
        .attr("aria-label", &text::check_title(&checking.start.with))
        .child(
            el("div", "call-more-head")
                .child(el("h2", "call-title").text(&text::check_title(&checking.start.with)))
                .child(icon_button(icon::CLOSE, ui::text::close(), move || closes.wish(CheckWish::Close))),
        )
        .part(move || trial.with(|trial| *trial), move |trial| Some(part(&this, *trial)));
    dom::focus_soon(FIRST_ID);
    sheet
}

fn part(checking: &Checking, trial: Trial) -> El {
    let place = el("div", "call-check-part");
    match trial {
        Trial::New => place
            .child(el("p", "").text(text::check_words()))
            .child(ways(checking, Some(ask(checking, text::allow_microphone())))),
        Trial::Asks => place
            .child(
                el("p", "call-notice")
                    .attr("role", "status")
                    .child(sign(signs::MICROPHONE))
                    .text(text::asks_microphone()),
            )
            .child(ways(checking, None)),
        Trial::Works => place.child(works(checking)).child(ways(checking, Some(start(checking)))),
        Trial::Fails(trouble) => {
            let words = el("p", "").attr("role", "alert").text(text::trouble(trouble));
            dom::focus_soon(FIRST_ID);
            let place = place.child(el("div", "call-notice is-wrong").child(sign(icon::ALERT)).child(words));
            if trouble.may_pass() {
                return place.child(ways(checking, Some(ask(checking, ui::text::try_again()))));
            }
            // The same chat, where no page is around it that could forbid anything.
            let alone = el("a", "button button-primary").attr("href", "?").attr("target", "_blank");
            place.child(ways(checking, Some(alone.attr("id", FIRST_ID).text(text::open_alone()))))
        }
    }
}

/// A level that moves, the devices, and a tone.
fn works(checking: &Checking) -> El {
    let chooses = checking.clone();
    el("div", "call-check-part")
        .child(el("p", "").attr("role", "status").text(text::say_something()))
        .child(meter(checking))
        .child(more::choices(&checking.devices, &checking.chosen, checking.start.video, move |kind, id| {
            chooses.choose(kind, &id);
        }))
        .child(button(Look::Quiet, text::play_tone(), || drop(tone("test"))))
}

fn meter(checking: &Checking) -> El {
    let (of_line, of_value) = (checking.level.clone(), checking.level.clone());
    let line =
        svg("path", "").attr_by("d", move || Some(format!("M2 4H{:.1}", 2.0 + 196.0 * of_line.with(|level| *level))));
    let drawing = svg("svg", "call-meter-line").attr("viewBox", "0 0 200 8").attr("preserveAspectRatio", "none");
    // Tenths: nobody is told of more.
    let value = move || Some(format!("{:.1}", of_value.with(|level| *level)));
    el("div", "call-meter")
        .attr("role", "meter")
        .attr("aria-label", text::level())
        .attr("aria-valuemin", "0")
        .attr("aria-valuemax", "1")
        .attr_by("aria-valuenow", value)
        .child(drawing.attr("aria-hidden", "true").child(line))
}

fn ask(checking: &Checking, words: &str) -> El {
    let begins = checking.clone();
    button(Look::Primary, words, move || begins.begin()).attr("id", FIRST_ID)
}

fn start(checking: &Checking) -> El {
    let calls = checking.clone();
    dom::focus_soon(FIRST_ID);
    button(Look::Primary, text::start_call(), move || calls.wish(CheckWish::Call)).attr("id", FIRST_ID)
}

/// What can be done, of which writing always can.
fn ways(checking: &Checking, first: Option<El>) -> El {
    let chats = checking.clone();
    let chat = button(Look::Plain, text::chat_instead(), move || chats.wish(CheckWish::Chat));
    el("div", "call-ways").children(first).child(chat)
}
