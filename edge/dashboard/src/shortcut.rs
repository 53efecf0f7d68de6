//! What keys do, wherever the focus is.

use kit::{focus, host::Guest};
use leptos::{ev::KeyboardEvent, prelude::*};
use shared::{card::Phase, id::EnquiryId};
use ui::view::dom;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::{desk::Desk, finding::Finding, guests, place::Place, preference};

/// Does what a key stands for, if anything.
pub(crate) fn press(desk: Desk, help: RwSignal<bool>, details: RwSignal<bool>, event: &KeyboardEvent) {
    let modified = event.ctrl_key() || event.meta_key();
    // What an input method or a dialog does with a key is its own business.
    if event.default_prevented()
        || event.is_composing()
        || dom::document().query_selector("dialog[open]").ok().flatten().is_some()
    {
        return;
    }
    if matches!(event.key().as_str(), "Control" | "Meta") {
        // A letter may follow.
        guests::warm_up(Guest::Records);
    }
    let done = if modified {
        !event.alt_key() && !event.shift_key() && find(desk, &event.key())
    } else if event.alt_key() {
        match event.key().as_str() {
            "ArrowDown" => step(desk, true),
            "ArrowUp" => step(desk, false),
            _ => false,
        }
    } else if event.key() == "Escape" {
        escape(desk)
    } else if is_typing(event) || !preference::single_keys() {
        false
    } else {
        match event.key().as_str() {
            "j" => step(desk, true),
            "k" => step(desk, false),
            "o" => focus::to(".enquiry .button"),
            "m" => focus::to(".composer textarea"),
            "t" => pass_on(desk),
            "l" => label(desk),
            "d" => {
                details.update(|shown| *shown = !*shown);
                preference::keep_details_shown(details.get_untracked());
                true
            }
            "?" => {
                help.set(true);
                true
            }
            _ => false,
        }
    };
    if done {
        event.prevent_default();
    }
}

/// Opens the finder; of a room that is shown the first time, for the second one is the browser's own.
fn find(desk: Desk, key: &str) -> bool {
    let shown = desk.finding.get_untracked();
    let wanted = match key {
        "k" => Some(Finding::All),
        "f" => desk.navigation.place_untracked().enquiry().map(Finding::In).filter(|it| shown != Some(*it)),
        _ => None,
    };
    if wanted.is_some() {
        desk.finding.set(wanted);
    }
    wanted.is_some()
}

/// Opens the dialog for passing on, in a room where that can be done.
fn pass_on(desk: Desk) -> bool {
    let here = desk.navigation.place_untracked().enquiry();
    let may = |enquiry: &EnquiryId| {
        desk.board.with_untracked(|board| {
            board.card(*enquiry).is_some_and(|card| card.phase == Phase::Engaged && board.leads(card))
        })
    };
    let here = here.filter(may);
    if here.is_some() {
        desk.passing_on.set(here);
    }
    here.is_some()
}

/// Opens the dialog for labels, in a room where they may be put on.
fn label(desk: Desk) -> bool {
    let here = desk.navigation.place_untracked().enquiry();
    let here = here.filter(|enquiry| {
        desk.board.with_untracked(|board| {
            board.card(*enquiry).is_some_and(|card| board.may_label(card) && !board.labels_for(card).is_empty())
        })
    });
    if here.is_some() {
        desk.labelling.set(here);
    }
    here.is_some()
}

fn step(desk: Desk, forward: bool) -> bool {
    desk.switch_room(forward);
    true
}

/// Out of the box where one writes; from elsewhere back to the list.
fn escape(desk: Desk) -> bool {
    if let Some(active) = dom::document().active_element().filter(takes_text) {
        if let Ok(active) = active.dyn_into::<HtmlElement>() {
            let _ = active.blur();
        }
        return true;
    }
    let place = desk.navigation.place_untracked();
    if matches!(place, Place::Desk { room: Some(_), .. }) {
        desk.navigation.go(place.up());
        return true;
    }
    false
}

fn is_typing(event: &KeyboardEvent) -> bool {
    event.target().and_then(|target| target.dyn_into::<Element>().ok()).is_some_and(|target| takes_text(&target))
}

fn takes_text(element: &Element) -> bool {
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}
