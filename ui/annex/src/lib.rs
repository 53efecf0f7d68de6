//! The annex: what nobody needs to read and to write the first message. It is a module of its own, which the visitor's chat
//! and the dashboard load into their pages when it is first asked for; [`ui::annex`] is how they talk. Its texts are in
//! `text.rs`, its styles in `style/`; what buttons, fields and messages look like, the page has already.

mod form;
mod sheet;
mod text;
mod view;

use js_sys::Function;
use leptos::{mount::UnmountHandle, tachys::view::any_view::AnyViewState};
use ui::{
    annex::{FIRST_ID, SheetNews, SheetStart},
    read::from_text,
    view::{El, dom},
};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use self::sheet::Sheet;

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
