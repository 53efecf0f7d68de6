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

use leptos::prelude::With;
use ui::view::{El, el};

pub(crate) use self::check::check;
use crate::{
    core::seat::{Over, Seat, Stage},
    engine::Engine,
    text,
};

/// The calls of a room; nothing while there is none.
pub(crate) fn call(engine: &Engine) -> El {
    let (seat, this) = (engine.seat.clone(), engine.clone());
    let own = engine.own.clone();
    // Who offers one is asked for the microphone first; before that, there is nothing else to be seen.
    let asks = move || own.with(|own| own.asks || own.trouble.is_some());
    let stage = move || {
        let stage = seat.with(Seat::stage);
        (stage, seat.with(|seat| seat.over().cloned()), stage == Stage::Quiet && asks())
    };
    el("div", "call-place").part(stage, move |(stage, over, asks)| drawn(&this, *stage, over.as_ref(), *asks))
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
