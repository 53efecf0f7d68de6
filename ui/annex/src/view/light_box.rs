//! A picture as large as the window, and from there to the others of the talk, by buttons or arrow keys. The browser ends it
//! by Escape, and gives the focus back.

use std::cell::RefCell;

use leptos::prelude::*;
use ui::view::{El, dom, el, element::press_button, icon, icon::sign, icon_button};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlDialogElement, HtmlElement, KeyboardEvent, Node, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use super::file::Address;
use crate::text;

/// A picture of a talk.
#[derive(Clone)]
pub(super) struct Picture {
    /// What opens it, in the talk.
    pub(super) opener: Element,
    pub(super) name: String,
    pub(super) address: Address,
}

thread_local! {
    static PICTURES: RefCell<Vec<Picture>> = const { RefCell::new(Vec::new()) };
}

/// Remembers a picture for as long as it is drawn.
pub(super) fn know(picture: Picture) {
    let opener = StoredValue::new_local(picture.opener.clone());
    PICTURES.with_borrow_mut(|pictures| pictures.push(picture));
    on_cleanup(move || {
        let Some(opener) = opener.try_get_value() else { return };
        PICTURES.with_borrow_mut(|pictures| pictures.retain(|picture| picture.opener != opener));
    });
}

/// The pictures of the talk in which this one is, as they stand there.
fn around(opener: &Element) -> Vec<Picture> {
    let Ok(Some(talk)) = opener.closest("[role=log]") else { return Vec::new() };
    let mut pictures: Vec<Picture> = PICTURES.with_borrow(|pictures| {
        pictures.iter().filter(|picture| talk.contains(Some(&picture.opener))).cloned().collect()
    });
    pictures.sort_by(|one, other| {
        let follows = one.opener.compare_document_position(&other.opener) & Node::DOCUMENT_POSITION_FOLLOWING != 0;
        if follows { std::cmp::Ordering::Less } else { std::cmp::Ordering::Greater }
    });
    pictures
}

/// Shows the picture that this opens.
pub(super) fn open(opener: &Element) {
    let pictures = around(opener);
    let Some(first) = pictures.iter().position(|picture| picture.opener == *opener) else { return };
    // Nothing around it owns what is drawn here: it ends with the dialog.
    let owner = Owner::new();
    let dialog = owner.with(|| draw(pictures, first));
    let element: HtmlDialogElement = dialog.element().clone().unchecked_into();
    let gone = RefCell::new(Some(owner));
    let dialog = dialog.on("close", {
        let element = element.clone();
        move |_| {
            element.remove();
            if let Some(owner) = gone.take() {
                owner.cleanup();
            }
        }
    });
    if let Some(body) = dom::document().body() {
        let _ = body.append_child(dialog.element());
        let _ = element.show_modal();
    }
}

fn draw(pictures: Vec<Picture>, first: usize) -> El {
    let (at, zoomed, count) = (RwSignal::new(first), RwSignal::new(false), pictures.len());
    let pictures = StoredValue::new_local(pictures);
    let dialog = el("dialog", "light-box");
    let element: HtmlDialogElement = dialog.element().clone().unchecked_into();
    let turn = move |step: isize| {
        let Some(next) = at.get_untracked().checked_add_signed(step).filter(|next| *next < count) else { return };
        zoomed.set(false);
        at.set(next);
        if let Some(picture) = pictures.with_value(|pictures| pictures.get(next).cloned()) {
            picture.address.fetch_first();
            // Who leaves finds the place in the talk, and the focus comes back there.
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Center);
            picture.opener.scroll_into_view_with_scroll_into_view_options(&options);
        }
    };
    let name = move || pictures.with_value(|all| all.get(at.get()).map(|one| one.name.clone())).unwrap_or_default();
    let url = move || pictures.with_value(|all| all.get(at.get()).and_then(|one| one.address.url.get()));
    let place = move || if count > 1 { text::picture_of(at.get() + 1, count) } else { String::new() };
    let step = |sign_of: &str, words: &str, class: &'static str, step: isize| {
        press_button("icon-button light-box-step", move || turn(step))
            .attr("aria-label", words)
            .attr("title", words)
            .attr_by("disabled", move || {
                at.get().checked_add_signed(step).is_none_or(|next| next >= count).then(String::new)
            })
            .class_by(class, || true)
            .child(sign(sign_of))
    };
    let bar = el("div", "light-box-bar")
        .child(el("span", "light-box-name one-line").attr("dir", "auto").text_by(name))
        .child(el("span", "light-box-place").attr("role", "status").text_by(place))
        .child(
            el("a", "icon-button")
                .attr_by("href", url)
                .attr_by("download", move || Some(name()))
                .attr("aria-label", text::download())
                .attr("title", text::download())
                .child(sign(DOWNLOAD)),
        )
        .child(icon_button(icon::CLOSE, ui::text::close(), {
            let element = element.clone();
            move || element.close()
        }));
    let picture = el("img", "")
        .attr_by("src", url)
        .attr_by("alt", move || Some(name()))
        .class_by("is-zoomed", move || zoomed.get())
        .on("click", move |_| zoomed.update(|zoomed| *zoomed = !*zoomed));
    let leave = element.clone();
    let stage = el("div", "light-box-stage").child(picture).on("click", move |event| {
        // Beside the picture, it ends.
        if event.target() == event.current_target() {
            leave.close();
        }
    });
    let steps = (count > 1)
        .then(|| [step(BEFORE, text::previous(), "is-before", -1), step(AFTER, text::next(), "is-after", 1)]);
    let (back, forth) = if is_mirrored() { (1, -1) } else { (-1, 1) };
    let opener = move || pictures.with_value(|all| all.get(at.get_untracked()).map(|one| one.opener.clone()));
    dialog
        .attr_by("aria-label", move || Some(name()))
        .child(bar)
        .child(stage)
        .children(steps.into_iter().flatten())
        .on("keydown", move |event| match event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key).as_deref() {
            Some("ArrowLeft") => turn(back),
            Some("ArrowRight") => turn(forth),
            Some(_) | None => {}
        })
        .on("close", move |_| {
            if let Some(opener) = opener().and_then(|opener| opener.dyn_into::<HtmlElement>().ok()) {
                let _ = opener.focus();
            }
        })
}

fn is_mirrored() -> bool {
    dom::document().document_element().and_then(|root| root.get_attribute("dir")).as_deref() == Some("rtl")
}

const BEFORE: &str = "M15 4.5l-7.5 7.5 7.5 7.5";
const AFTER: &str = "M9 4.5l7.5 7.5-7.5 7.5";
const DOWNLOAD: &str = "M12 3.5v12M7 11l5 5 5-5M4.5 20.5h15";
