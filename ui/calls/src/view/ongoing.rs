//! A call that goes on: who is in it, how it stands, what is shown, and what can be done.

use leptos::prelude::{ArcRwSignal, Set, With};
use ui::view::{El, el, element::svg};

use super::{controls, more, people, signs, stand, tiles};
use crate::{core::quality::Quality, engine::Engine, text};

/// What is opened below the buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Open {
    Nothing,
    Devices,
    Details,
}

/// All of it.
pub(crate) fn ongoing(engine: &Engine) -> El {
    let open = ArcRwSignal::new(Open::Nothing);
    let (of_more, what) = (engine.clone(), open.clone());
    el("div", "call-ongoing")
        .child(tiles::tiles(engine))
        .child(el("div", "call-bar").child(head(engine, &open)).child(controls::controls(engine, &open)))
        .child(stand::notices(engine))
        .part(
            move || what.with(|open| *open),
            move |now| match now {
                Open::Nothing => None,
                Open::Devices => Some(more::devices(&of_more, &open)),
                Open::Details => Some(more::details(&of_more, &open)),
            },
        )
}

/// Faces, names, how it stands, and since when.
fn head(engine: &Engine, open: &ArcRwSignal<Open>) -> El {
    let (of_names, of_line, of_clock) = (engine.clone(), engine.clone(), engine.clone());
    let recorded = engine.seat.clone();
    let clock = move || {
        let since = of_clock.seat.with(|seat| seat.card().and_then(|card| card.started_at_ms));
        let now = of_clock.now.with(|now| *now);
        since.map_or_else(String::new, |since| ui::text::format::clock(now.ms_since(since)))
    };
    let is_recorded =
        move || recorded.with(|seat| seat.card().and_then(|card| card.recording.as_ref()).is_some_and(|it| it.on));
    el("div", "call-head")
        .child(people::faces(engine))
        .child(
            el("div", "call-words")
                .child(el("p", "call-title one-line").child(el("bdi", "").text_by(move || people::names(&of_names))))
                .child(
                    el("div", "call-state")
                        .part(is_recorded, |is| {
                            let dot = || el("span", "call-dot").attr("aria-hidden", "true");
                            let words = text::recorded();
                            is.then(|| el("span", "call-recorded").attr("role", "status").child(dot()).text(words))
                        })
                        .child(el("p", "call-line").attr("role", "status").text_by(move || stand::line(&of_line))),
                ),
        )
        .child(el("span", "call-clock").text_by(clock))
        .child(quality(engine, open))
}

/// How good the connection is, and more of it when it is pressed.
fn quality(engine: &Engine, open: &ArcRwSignal<Open>) -> El {
    let (of_name, toggles, is_open) = (engine.clone(), open.clone(), open.clone());
    let press = move || {
        let next = if toggles.with(|open| *open) == Open::Details { Open::Nothing } else { Open::Details };
        toggles.set(next);
        if next == Open::Details {
            ui::view::dom::focus_soon(more::FIRST_ID);
        }
    };
    let bar = |at: usize| {
        let engine = engine.clone();
        let strength = move || match stand::worst(&engine) {
            None => 0,
            Some(Quality::Poor) => 1,
            Some(Quality::Fair) => 2,
            Some(Quality::Good) => 3,
        };
        svg("path", "")
            .attr("d", signs::BARS[at])
            .attr_by("opacity", move || (strength() <= at).then(|| "0.25".to_owned()))
    };
    let drawing = svg("svg", "icon").attr("viewBox", "0 0 24 24").attr("aria-hidden", "true").children((0..3).map(bar));
    let (worst, of_class) = (engine.clone(), engine.clone());
    let name = move || {
        let quality = stand::worst(&of_name).map(text::quality).unwrap_or_default();
        Some(if quality.is_empty() { text::details().to_owned() } else { format!("{}: {quality}", text::details()) })
    };
    ui::view::element::press_button("icon-button call-quality", press)
        .attr("id", more::DETAILS_ID)
        .class_by("is-poor", move || stand::worst(&worst) == Some(Quality::Poor))
        .class_by("is-fair", move || stand::worst(&of_class) == Some(Quality::Fair))
        .attr_by("aria-label", name)
        .attr_by("aria-expanded", move || Some((is_open.with(|open| *open) == Open::Details).to_string()))
        .child(drawing)
}
