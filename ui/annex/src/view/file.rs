//! A file of the log, as it is shown.

use leptos::prelude::*;
use shared::{
    api::FileAddress,
    file::{FileCard, FileKind},
    value::Timestamp,
};
use ui::{
    annex::files::FileStart,
    clock,
    http::Fault,
    read::from_text,
    view::{
        El, Look, button, el,
        element::press_button,
        icon::{self, sign},
    },
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlDialogElement;

use super::light_box::{self, Picture};
use crate::{
    files::{Door, near},
    text,
};

/// A can.
const DELETE: &str = "M4.5 6.5h15M9.5 6.5v-3h5v3M6.5 6.5l1 14h9l1-14M10 10.5v6M14 10.5v6";

/// The address of a file, while somebody may want it.
#[derive(Clone)]
pub(super) struct Address {
    pub(super) url: ArcRwSignal<Option<String>>,
    door: Door,
    path: String,
    asked_at: ArcRwSignal<Option<Timestamp>>,
}

impl Address {
    fn new(card: &FileCard, door: &Door) -> Self {
        let (url, asked_at) = (ArcRwSignal::new(None), ArcRwSignal::new(None));
        Self { url, door: door.clone(), path: format!("/{}/address", card.file), asked_at }
    }

    /// Asks for it, if nobody did yet.
    pub(super) fn fetch_first(&self) {
        if self.asked_at.get_untracked().is_none() {
            self.fetch();
        }
    }

    /// Asks for it: at first, and when the last one doesn't do any more; but not in a ring.
    pub(super) fn fetch(&self) {
        let now = clock::now();
        if self.asked_at.get_untracked().is_some_and(|at| now.ms_since(at) < 5_000) {
            return;
        }
        self.asked_at.set(Some(now));
        let this = self.clone();
        spawn_local(async move {
            if let Ok(answer) = this.door.ask("POST", &this.path, &JsValue::NULL).await
                && let Some(FileAddress { url, .. }) = from_text(&answer)
            {
                this.url.set(Some(url));
            }
        });
    }
}

/// The file: its address is asked for when it comes near the view, and again when that ended.
pub(crate) fn file(start: &FileStart, door: &Door) -> El {
    let card = start.card.clone();
    if card.deleted {
        return el("p", "file-gone").child(sign(DELETE)).text(text::file_deleted());
    }
    let address = Address::new(&card, door);
    let drawn = content(&card, &address);
    let comes_near = Closure::once_into_js({
        let address = address.clone();
        move || address.fetch()
    });
    let shown = el("div", "file").child(drawn);
    let stop = StoredValue::new_local(near(shown.element(), comes_near.unchecked_ref()));
    on_cleanup(move || drop(stop.try_with_value(|stop| stop.call0(&JsValue::UNDEFINED))));
    let wrong = RwSignal::new(None::<&'static str>);
    let delete = start.may_delete.then(|| {
        let (door, path) = (door.clone(), format!("/{}", card.file));
        let within = shown.clone();
        let name = text::delete_named(card.name.as_str());
        press_button("icon-button file-delete", move || ask_to_delete(&within, &door, &path, wrong))
            .attr("aria-label", &name)
            .attr("title", &name)
            .child(sign(DELETE))
    });
    shown.children(delete).part(
        move || wrong.get(),
        |wrong| wrong.map(|wrong| el("p", "attach-notice").attr("role", "alert").text(wrong)),
    )
}

fn content(card: &FileCard, address: &Address) -> El {
    match card.kind {
        FileKind::Image => image(card, address),
        FileKind::Video => player(sized(el("video", ""), card).attr("playsinline", ""), card, address),
        FileKind::Audio => player(el("audio", ""), card, address),
        FileKind::Document => document(card, address),
    }
}

fn image(card: &FileCard, address: &Address) -> El {
    let (url, again) = (address.url.clone(), address.clone());
    let image = sized(el("img", ""), card)
        .attr("alt", card.name.as_str())
        .attr_by("src", move || url.get())
        .on("error", move |_| again.fetch());
    let opener = el("button", "file-open").attr("type", "button").attr("aria-label", &text::open(card.name.as_str()));
    let opener = opener.child(image);
    let element = opener.element().clone();
    light_box::know(Picture { opener: element.clone(), name: card.name.as_str().to_owned(), address: address.clone() });
    opener.on("click", move |_| light_box::open(&element))
}

fn player(element: El, card: &FileCard, address: &Address) -> El {
    let (url, again) = (address.url.clone(), address.clone());
    let name = if card.voice { text::voice_note() } else { card.name.as_str() };
    let element = element
        .attr("controls", "")
        .attr("preload", "metadata")
        .attr("aria-label", name)
        .attr_by("src", move || url.get())
        .on("error", move |_| again.fetch());
    if card.kind == FileKind::Video {
        return element;
    }
    let title = el("span", "file-title").attr("dir", "auto").text(name);
    el("div", "file-sound").child(title).child(element)
}

/// What isn't shown: a card, by which it is saved, or opened beside the talk if browsers can show it safely.
fn document(card: &FileCard, address: &Address) -> El {
    let url = address.url.clone();
    let link = el("a", "file-card").attr("rel", "noopener noreferrer").attr("target", "_blank");
    let link =
        if card.media_type.as_str() == "application/pdf" { link } else { link.attr("download", card.name.as_str()) };
    let words = el("span", "file-words")
        .child(el("span", "file-name").attr("dir", "auto").text(card.name.as_str()))
        .child(el("span", "file-size").text(&text::described(card.name.as_str(), f64::from(card.bytes))));
    link.attr_by("href", move || url.get()).child(el("span", "file-sign").child(sign(icon::FILE))).child(words)
}

fn sized(element: El, card: &FileCard) -> El {
    let element = element.attr("class", "file-media");
    match (card.width, card.height) {
        (Some(width), Some(height)) => element.attr("width", &width.to_string()).attr("height", &height.to_string()),
        (None, _) | (_, None) => element,
    }
}

/// Asks first: it is gone for everybody.
fn ask_to_delete(within: &El, door: &Door, path: &str, wrong: RwSignal<Option<&'static str>>) {
    let dialog = el("dialog", "file-question").attr("aria-label", text::delete_question());
    let element: HtmlDialogElement = dialog.element().clone().unchecked_into();
    let (close, gone) = (element.clone(), dialog.element().clone());
    let dismiss = move || close.close();
    let delete = {
        let (door, path, dismiss) = (door.clone(), path.to_owned(), dismiss.clone());
        move || {
            dismiss();
            let (door, path) = (door.clone(), path.clone());
            spawn_local(async move {
                // If it worked, the room says so.
                if let Err(fault) = door.ask("DELETE", &path, &JsValue::NULL).await {
                    wrong.try_set(Some(match fault {
                        Fault::Refused(error) => ui::text::wrong(error.code),
                        Fault::Offline | Fault::Unreadable => ui::text::offline(),
                    }));
                }
            });
        }
    };
    let buttons = el("div", "file-question-buttons")
        .child(button(Look::Plain, ui::text::cancel(), dismiss))
        .child(button(Look::Danger, text::delete_file(), delete));
    let dialog =
        dialog.child(el("p", "").text(text::delete_question())).child(buttons).on("close", move |_| gone.remove());
    let _ = within.element().append_child(dialog.element());
    let _ = element.show_modal();
}
