//! What is seen of calls. Each view is a function to an element.

mod check;
mod controls;
mod more;
mod ongoing;
mod people;
mod rest;
mod ring;
mod signs;
mod stand;
mod tiles;

use std::{cell::Cell, rc::Rc};

use leptos::prelude::{With, request_animation_frame};
use ui::view::{El, dom, el};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

pub(crate) use self::check::check;
use crate::{
    core::seat::{Over, Seat, Stage},
    engine::Engine,
    text,
};

/// What gets the focus when it was in a part that has gone: the first of these that is there.
const NEXT: &str = ".call-controls button, .call-ways button, .call-rest button";

/// The calls of a room; nothing while there is none.
pub(crate) fn call(engine: &Engine) -> El {
    let (seat, own, this) = (engine.seat.clone(), engine.own.clone(), engine.clone());
    let place = el("div", "call-place");
    let (element, had_focus) = (place.element().clone(), Rc::new(Cell::new(false)));
    let (root, had) = (element.clone(), had_focus.clone());
    let stage = move || {
        // Asked before the part goes that has it.
        had.set(dom::document().active_element().is_some_and(|active| root.contains(Some(&active))));
        let stage = seat.with(Seat::stage);
        // Who offers one is asked for the microphone first; before that, there is nothing else to be seen.
        let asks = stage == Stage::Quiet && own.with(|own| own.asks || own.trouble.is_some());
        (stage, seat.with(|seat| seat.over().cloned()), asks)
    };
    place.part(stage, move |(stage, over, asks)| {
        if had_focus.get() {
            focus_next(element.clone());
        }
        drawn(&this, *stage, over.as_ref(), *asks)
    })
}

/// Whoever goes by keyboard stays where they were.
fn focus_next(place: Element) {
    request_animation_frame(move || {
        let next = place.query_selector(NEXT).ok().flatten();
        if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
            let _ = next.focus();
        }
    });
}

fn drawn(engine: &Engine, stage: Stage, over: Option<&Over>, asks: bool) -> Option<El> {
    let inner = match stage {
        Stage::Quiet if asks => rest::waits(engine),
        Stage::Quiet => return None,
        Stage::Rings { video } => ring::rings(engine, video),
        Stage::Calling => ring::calling(engine),
        Stage::Ongoing => ongoing::ongoing(engine),
        Stage::Elsewhere => rest::elsewhere(engine),
        Stage::Others => rest::others(engine),
        Stage::Over => rest::over(engine, over?),
    };
    Some(el("section", "call").attr("aria-label", text::call()).child(inner))
}
