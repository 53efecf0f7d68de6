//! The annex: what nobody needs to read and to write the first message. It is a module of its own, which the visitor's chat
//! and the dashboard load into their pages when it is first asked for; [`ui::annex`] is how they talk. Its texts are in
//! `text.rs`, its styles in `style/`; what buttons, fields and messages look like, the page has already.

mod files;
mod form;
mod rating;
mod sheet;
mod text;
mod view;

use js_sys::{Array, Function, Promise};
use leptos::{mount::UnmountHandle, prelude::*, tachys::view::any_view::AnyViewState};
use ui::{
    annex::{
        FIRST_ID, RatingNews, RatingStart, SheetNews, SheetStart,
        files::{FileStart, FilesStart},
    },
    read::from_text,
    view::{El, dom},
};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::{File, HtmlElement};

use self::{
    files::{Door, Sending},
    rating::Rating,
    sheet::Sheet,
};

/// Puts the language of a tag in force. To be awaited before anything is drawn.
#[wasm_bindgen]
pub async fn prepare(tag: String) {
    let (language, tag) = ui::text::choose([tag.as_str()]);
    ui::text::set(language, &tag);
    ui::text::file::load("annex").await;
    dom::count_ids_from(FIRST_ID);
}

type Handle = UnmountHandle<AnyViewState>;

/// Draws into an element of the page.
fn drawn(element: HtmlElement, draw: impl FnOnce() -> El + 'static) -> Handle {
    leptos::mount::mount_to(element, move || draw().into_any())
}

/// A form, drawn.
#[wasm_bindgen(js_name = Sheet)]
pub struct DrawnSheet {
    sheet: Sheet,
    handle: Handle,
}

/// Draws a form. `start` is a [`SheetStart`], `news` a [`SheetNews`]; `tell` hears a [`ui::annex::SheetWish`], all as text.
/// Nothing is drawn where they can't be read: the page is of another version then.
#[wasm_bindgen]
#[must_use]
pub fn sheet(element: HtmlElement, start: &str, news: &str, tell: Function) -> Option<DrawnSheet> {
    let (start, news) = (from_text::<SheetStart>(start)?, from_text::<SheetNews>(news)?);
    let sheet = Sheet::new(start, news, tell);
    let handle = drawn(element, {
        let sheet = sheet.clone();
        move || view::sheet(&sheet)
    });
    Some(DrawnSheet { sheet, handle })
}

#[wasm_bindgen(js_class = Sheet)]
impl DrawnSheet {
    /// Takes a [`SheetNews`]. What a newer page says is skipped.
    pub fn hear(&self, news: &str) {
        if let Some(news) = from_text(news) {
            self.sheet.hear(news);
        }
    }

    /// Takes it out of the page, with all that it listens to.
    pub fn unmount(self) {
        drop(self.handle);
    }
}

/// The files that are sent in a room, drawn.
#[wasm_bindgen]
pub struct Files {
    sending: Sending,
    menu: ArcRwSignal<bool>,
    handle: Handle,
}

/// Draws what is sent in a room. `start` is a [`FilesStart`]; `access` gives a promise of a token; `tell` hears a
/// [`ui::annex::files::FilesWish`] and says whether it could be done.
#[wasm_bindgen]
#[must_use]
pub fn files(element: HtmlElement, start: &str, access: Function, tell: Function) -> Option<Files> {
    let start = from_text::<FilesStart>(start)?;
    let door = Door::new(&start.service, start.room, start.visitor, access);
    let (sending, menu) = (Sending::of(start, door, tell), ArcRwSignal::new(false));
    let handle = drawn(element, {
        let (sending, menu) = (sending.clone(), menu.clone());
        move || view::strip(&sending, &menu)
    });
    Some(Files { sending, menu, handle })
}

#[wasm_bindgen]
impl Files {
    /// Shows the ways to choose a file, or hides them.
    pub fn menu(&self) {
        let shows = !self.menu.get_untracked();
        self.menu.set(shows);
        if shows {
            dom::focus_soon("attach-first");
        }
    }

    /// Takes files that were dropped or pasted.
    pub fn add(&self, files: &Array) {
        self.sending.add(files);
    }

    /// Sends what waits, and then these words; whether they are taken care of.
    #[must_use]
    pub fn send(&self, words: &str) -> bool {
        self.sending.send(words)
    }

    /// Sends what was recorded of a call; `recording` and `call` are ids. Gives a promise of whether the browser keeps it until it is
    /// sent.
    pub fn record(&self, file: &File, recording: &str, call: &str) -> Promise {
        match (recording.parse(), call.parse()) {
            (Ok(recording), Ok(call)) => self.sending.record(file, recording, call),
            (_, _) => Promise::resolve(&JsValue::FALSE),
        }
    }

    /// Takes it out of the page; what is under way goes on.
    pub fn unmount(self) {
        drop(self.handle);
    }
}

/// A file of the log, drawn.
#[wasm_bindgen]
pub struct DrawnFile {
    handle: Handle,
}

/// Draws a file of the log. `start` is a [`FileStart`].
#[wasm_bindgen]
#[must_use]
pub fn file(element: HtmlElement, start: &str, access: Function) -> Option<DrawnFile> {
    let start = from_text::<FileStart>(start)?;
    let door = Door::new(&start.service, start.room, start.visitor, access);
    Some(DrawnFile { handle: drawn(element, move || view::file(&start, &door)) })
}

#[wasm_bindgen]
impl DrawnFile {
    /// Takes it out of the page.
    pub fn unmount(self) {
        drop(self.handle);
    }
}

/// What a chat that has ended is asked, drawn.
#[wasm_bindgen(js_name = Rating)]
pub struct DrawnRating {
    rating: Rating,
    handle: Handle,
}

/// Draws what a chat that has ended is asked. `start` is a [`RatingStart`], `news` a [`RatingNews`]; `tell` hears a
/// [`shared::rating::RateEnquiry`], all as text.
#[wasm_bindgen]
#[must_use]
pub fn rating(element: HtmlElement, start: &str, news: &str, tell: Function) -> Option<DrawnRating> {
    let (RatingStart { service, enquiry }, news) = (from_text(start)?, from_text::<RatingNews>(news)?);
    let rating = Rating::new(service, enquiry, news, tell);
    let handle = drawn(element, {
        let rating = rating.clone();
        move || view::rating(&rating)
    });
    Some(DrawnRating { rating, handle })
}

#[wasm_bindgen(js_class = Rating)]
impl DrawnRating {
    /// Takes a [`RatingNews`]. What a newer page says is skipped.
    pub fn hear(&self, news: &str) {
        if let Some(news) = from_text(news) {
            self.rating.hear(news);
        }
    }

    /// Takes it out of the page, with all that it listens to.
    pub fn unmount(self) {
        drop(self.handle);
    }
}
