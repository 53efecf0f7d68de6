//! The console: a module of its own (`edge/console`), which comes into this page when somebody goes to the settings. Here
//! it is fetched and started, told what it has to know, and heard; [`kit::host`] has the words of both.

use js_sys::Function;
use kit::host::{News, Start, Wish};
use leptos::{prelude::*, task::spawn_local};
use serde::de::IgnoredAny;
use ui::view::dom;
use wasm_bindgen::{
    JsCast, JsValue,
    prelude::{Closure, wasm_bindgen},
};
use web_sys::HtmlElement;

use crate::{alert::Call, desk::Desk, place::Place, text};

#[wasm_bindgen(module = "/src/settings.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn load(script: &str, sheet: &str) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// The console's script.
    type Module;
    #[wasm_bindgen(method, catch)]
    fn mount(this: &Module, element: &HtmlElement, start: &str, tell: &Function) -> Result<Option<Drawn>, JsValue>;

    /// The console, drawn.
    type Drawn;
    #[wasm_bindgen(method, catch)]
    fn hear(this: &Drawn, news: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn unmount(this: &Drawn) -> Result<(), JsValue>;
}

/// Where the page says that something of the build is.
fn address(name: &str) -> String {
    dom::document().body().and_then(|body| body.get_attribute(name)).unwrap_or_default()
}

async fn module() -> Result<Module, JsValue> {
    load(&address("data-console"), &address("data-console-style")).await.map(JsCast::unchecked_into)
}

/// Fetches it for somebody who may be about to go there.
pub(crate) fn warm_up() {
    spawn_local(async {
        // If it can't be had, they are told so when they are there.
        let _ = module().await;
    });
}

/// The console in the page; gone when dropped.
pub(crate) struct Mounted {
    drawn: Drawn,
    /// Called by the console, until the end.
    _tell: Closure<dyn FnMut(String)>,
}

impl Mounted {
    /// Fetches it, if that was not done yet, and draws it into `element`. None if it could not be had.
    pub(crate) async fn into(element: HtmlElement, desk: Desk) -> Option<Self> {
        let module = module().await.ok()?;
        let start = serde_json::to_string(&desk.console_start()?).ok()?;
        let tell = Closure::new(move |wish: String| {
            // A wish of a newer console, from after a deployment: this page is about to be told to reload.
            if let Ok(wish) = serde_json::from_str(&wish) {
                desk.grant(wish);
            }
        });
        let drawn = module.mount(&element, &start, tell.as_ref().unchecked_ref()).ok()??;
        Some(Self { drawn, _tell: tell })
    }

    /// Tells it something.
    pub(crate) fn tell(&self, news: &News) {
        if let Ok(news) = serde_json::to_string(news) {
            let _ = self.drawn.hear(&news);
        }
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = self.drawn.unmount();
    }
}

impl Desk {
    fn console_start(self) -> Option<Start> {
        Some(Start {
            service: self.requests.service(),
            me: self.board.with_untracked(|board| board.me().cloned())?,
            place: match self.navigation.place_untracked() {
                Place::Settings(place) => place,
                Place::Desk { .. } => return None,
            },
            moved: self.navigation.has_moved(),
            ahead_ms: self.ahead_ms(),
        })
    }

    /// Takes a change of what is set up back.
    pub(crate) fn undo(self, change: u32) {
        spawn_local(async move {
            match self.requests.send::<IgnoredAny>("POST", &format!("changes/{change}/undo"), &()).await {
                Ok(_) => {
                    self.toasts.say(text::undone());
                    self.undone.update(|undone| *undone = undone.wrapping_add(1));
                }
                Err(fault) => self.toasts.complain(text::fault_of_undo(&fault)),
            }
        });
    }

    fn grant(self, wish: Wish) {
        match wish {
            Wish::Go { place } => self.navigation.go(Place::Settings(place)),
            Wish::Unsaved { unsaved } => self.navigation.set_unsaved(unsaved),
            Wish::Say { words } => self.toasts.say(words),
            Wish::Undoable { words, change } => self.toasts.offer_undo(words, change),
            Wish::Complain { words } => self.toasts.complain(words),
            Wish::Expired => self.expire(),
            Wish::AlertsChosen => self.alerts.look_again(),
            Wish::Ring => self.alerts.ring(Call::Offer),
            Wish::TryAlert { title, words } => self.alerts.test(&title, &words),
        }
    }
}
