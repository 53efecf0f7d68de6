//! The buttons of a call that goes on.

use leptos::prelude::{ArcRwSignal, Set, With};
use shared::call::RecordStep;
use ui::view::{
    El, Look, button, dom, el,
    element::{press_button, svg},
    icon::sign,
};

use super::{more, ongoing::Open, signs};
use crate::{
    browser::{can_record, can_share},
    engine::Engine,
    text,
};

/// A button that is a sign; its name and whether it is pressed may change.
fn control(class: &str, name: impl Fn() -> &'static str + Clone + 'static, press: impl Fn() + 'static) -> El {
    let title = name.clone();
    press_button(&format!("call-control {class}"), press)
        .attr_by("aria-label", move || Some(name().to_owned()))
        .attr_by("title", move || Some(title().to_owned()))
}

/// The same, which stays pressed.
fn switch(path: &str, name: &'static str, is: impl Fn() -> bool + 'static, press: impl Fn() + 'static) -> El {
    control("", move || name, press).attr_by("aria-pressed", move || Some(is().to_string())).child(sign(path))
}

/// A button whose sign changes with it.
fn changing(
    is: impl Fn() -> bool + Clone + 'static,
    [off, on]: [(&'static str, &'static str); 2],
    press: impl Fn() + 'static,
) -> El {
    let (of_name, of_class) = (is.clone(), is.clone());
    control("", move || if of_name() { on.1 } else { off.1 }, press)
        .class_by("is-on", of_class)
        .part(is, move |is| Some(sign(if *is { on.0 } else { off.0 })))
}

/// All of them.
pub(crate) fn controls(engine: &Engine, open: &ArcRwSignal<Open>) -> El {
    let listens = engine.seat.with(|seat| seat.wanted().is_some_and(|(_, listens)| listens));
    let leaves = engine.clone();
    let group = el("div", "call-controls").attr("role", "group").attr("aria-label", text::call());
    if listens {
        return group.child(button(Look::Danger, text::stop_listening(), move || leaves.hang_up()));
    }
    let rules = engine.start.with(|start| start.rules);
    let is_staff = engine.start.with(|start| !start.visitor);
    group
        .child(mute(engine))
        .child(hold(engine))
        .children(rules.video.then(|| camera(engine)))
        .children((rules.screen && can_share()).then(|| screen(engine)))
        .child(devices(open))
        .children((rules.record && is_staff && can_record()).then(|| record(engine)))
        .child(control("is-end", text::hang_up, move || leaves.hang_up()).child(sign(signs::HANG_UP)))
}

/// The microphone fills up as one speaks into it.
fn mute(engine: &Engine) -> El {
    let (own, of_level, toggles) = (engine.own.clone(), engine.levels.clone(), engine.clone());
    let is = move || own.with(|own| own.notes.muted);
    let level = move || {
        let level = of_level.with(|levels| levels.get(&None).copied().unwrap_or_default());
        // The upper half of the sign is 8 of its 24 high.
        Some(format!("M12 12V{:.1}", 12.0 - 7.0 * level.min(1.0)))
    };
    let fill = move || svg("svg", "icon call-level").attr("viewBox", "0 0 24 24").attr("aria-hidden", "true");
    let (pressed, muted) = (is.clone(), is.clone());
    control("", text::mute, move || toggles.mute())
        .attr_by("aria-pressed", move || Some(pressed().to_string()))
        .child(fill().child(svg("path", "").attr_by("d", level)))
        .part(muted, |is| Some(sign(if *is { signs::MICROPHONE_OFF } else { signs::MICROPHONE })))
}

fn hold(engine: &Engine) -> El {
    let (own, holds) = (engine.own.clone(), engine.clone());
    switch(signs::PAUSE, text::hold(), move || own.with(|own| own.notes.held), move || holds.hold())
}

fn camera(engine: &Engine) -> El {
    let (own, switches) = (engine.own.clone(), engine.clone());
    let faces = [(signs::CAMERA, text::camera_on()), (signs::CAMERA_OFF, text::camera_off())];
    changing(move || own.with(|own| own.notes.camera), faces, move || switches.switch_camera())
}

fn screen(engine: &Engine) -> El {
    let (own, switches) = (engine.own.clone(), engine.clone());
    let faces = [(signs::SCREEN, text::share_screen()), (signs::SCREEN, text::stop_sharing())];
    changing(move || own.with(|own| own.notes.screen), faces, move || switches.switch_screen())
}

fn devices(open: &ArcRwSignal<Open>) -> El {
    let (opens, is) = (open.clone(), open.clone());
    let press = move || {
        let next = if opens.with(|open| *open) == Open::Devices { Open::Nothing } else { Open::Devices };
        opens.set(next);
        if next == Open::Devices {
            dom::focus_soon(more::FIRST_ID);
        }
    };
    control("", text::devices, press)
        .attr("id", more::DEVICES_ID)
        .attr_by("aria-expanded", move || Some((is.with(|open| *open) == Open::Devices).to_string()))
        .child(sign(signs::DEVICES))
}

/// Asks whether it may be recorded, gives that up, or ends it.
fn record(engine: &Engine) -> El {
    let (seat, records) = (engine.seat.clone(), engine.clone());
    let is = move || seat.with(|seat| seat.card().is_some_and(|card| card.recording.is_some()));
    let is_now = is.clone();
    let press = move || records.record(if is_now() { RecordStep::Stop } else { RecordStep::Ask });
    let faces = [(signs::RECORD, text::record()), (signs::RECORD, text::stop_recording())];
    changing(is, faces, press)
}
