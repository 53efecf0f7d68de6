//! Calls: the connections between browsers, and all that is seen of them. It is a module of its own, which the visitor's chat
//! and the dashboard load into their pages when there is a call; [`ui::calls`] is how they talk. Its texts are in `text.rs`,
//! its styles in `style/`; what buttons and pictures of people look like, the page has already.
//!
//! What is decided is in `core`; `engine` does it, with what `browser` names of the browser; `view` shows it.

mod browser;
mod check;
mod core;
mod engine;
mod tab;
mod text;
mod view;

use js_sys::Function;
use leptos::{mount::UnmountHandle, tachys::view::any_view::AnyViewState};
use ui::{
    calls::{CallStart, CheckStart},
    read::from_text,
    view::{El, dom},
};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use self::{check::Checking, engine::Engine};

/// The numbers in ids of our elements begin here: those of the annex, in the same document, begin a million before.
const FIRST_ID: u32 = ui::annex::FIRST_ID + 1_000_000;

/// Puts the language of a tag in force. To be awaited before anything is drawn.
#[wasm_bindgen]
pub async fn prepare(tag: String) {
    let (language, tag) = ui::text::choose([tag.as_str()]);
    ui::text::set(language, &tag);
    ui::text::file::load("calls").await;
    dom::count_ids_from(FIRST_ID);
}

type Handle = UnmountHandle<AnyViewState>;

/// Draws into an element of the page.
fn drawn(element: HtmlElement, draw: impl FnOnce() -> El + 'static) -> Handle {
    leptos::mount::mount_to(element, move || draw().into_any())
}

/// What is asked before a call, drawn.
#[wasm_bindgen]
pub struct Check {
    checking: Checking,
    handle: Handle,
}

/// Draws what is asked before a call. `start` is a [`CheckStart`]; `tell` hears a [`ui::calls::CheckWish`], all as text. Nothing
/// is drawn where it can't be read: the page is of another version then.
#[wasm_bindgen]
#[must_use]
pub fn check(element: HtmlElement, start: &str, tell: Function) -> Option<Check> {
    let checking = Checking::new(from_text::<CheckStart>(start)?, tell);
    let handle = drawn(element, {
        let checking = checking.clone();
        move || view::check(&checking)
    });
    Some(Check { checking, handle })
}

#[wasm_bindgen]
impl Check {
    /// Takes it out of the page, and lets the microphone go.
    pub fn unmount(self) {
        self.checking.end();
        drop(self.handle);
    }
}

/// The calls of a room, drawn.
#[wasm_bindgen]
pub struct Call {
    engine: Engine,
    handle: Handle,
}

/// Draws the calls of a room, and runs them. `start` is a [`CallStart`]; `access` gives a promise of a token; `tell` hears a
/// [`ui::calls::CallWish`] and says whether it could be done; `keep` takes a file that was recorded, with its own id
/// and that of the call, and gives true, or a promise of it, once it has it: until then the browser keeps it, for the next page too.
#[wasm_bindgen]
#[must_use]
pub fn call(element: HtmlElement, start: &str, access: Function, tell: Function, keep: Function) -> Option<Call> {
    let engine = Engine::new(from_text::<CallStart>(start)?, access, tell, keep);
    let handle = drawn(element, {
        let engine = engine.clone();
        move || view::call(&engine)
    });
    Some(Call { engine, handle })
}

#[wasm_bindgen]
impl Call {
    /// Takes a frame of the room. What is none about calls is skipped.
    pub fn hear(&self, frame: &str) {
        self.engine.hear(frame);
    }

    /// The room's connection was made, or lost.
    pub fn connected(&self, is: bool) {
        self.engine.connected(is);
    }

    /// Offers a call, or comes into the one that there is.
    pub fn offer(&self, video: bool) {
        self.engine.offer(video);
    }

    /// Comes into the call that there is.
    pub fn join(&self, listens: bool) {
        self.engine.join(listens, false);
    }

    /// Takes it out of the page; who is in the call leaves it.
    pub fn unmount(self) {
        self.engine.unmount();
        drop(self.handle);
    }
}
