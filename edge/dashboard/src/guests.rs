//! Guests: modules of their own (`edge/console`, `edge/records`), which come into this page when somebody goes there. Here
//! they are fetched and started, told what they have to know, and heard; [`kit::host`] has the words of both sides.

use js_sys::Function;
use kit::host::{AskOfSpaces, Finder, Guest, News, Start, Wish};
use leptos::{prelude::*, task::spawn_local};
use ui::{read::from_text, view::dom};
use wasm_bindgen::{
    JsCast, JsValue,
    prelude::{Closure, wasm_bindgen},
};
use web_sys::HtmlElement;

use crate::{alert::Call, board::Board, desk::Desk, finding::Finding, place::Place, text};

#[wasm_bindgen(module = "/src/guests.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn load(script: &str, sheet: &str) -> Result<JsValue, JsValue>;
    fn dress(script: &str);
}

#[wasm_bindgen]
extern "C" {
    /// A guest's script.
    type Module;
    #[wasm_bindgen(method, catch)]
    fn mount(this: &Module, element: &HtmlElement, start: &str, tell: &Function) -> Result<Option<Drawn>, JsValue>;

    /// A guest, drawn.
    type Drawn;
    #[wasm_bindgen(method, catch)]
    fn hear(this: &Drawn, news: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn unmount(this: &Drawn) -> Result<(), JsValue>;
}

/// Where the page says that a part of the guest is.
fn address(guest: Guest, part: &str) -> String {
    let name = format!("data-{}{part}", guest.package());
    dom::document().body().and_then(|body| body.get_attribute(&name)).unwrap_or_default()
}

async fn module(guest: Guest) -> Result<Module, JsValue> {
    load(&address(guest, ""), &address(guest, "-style")).await.map(JsCast::unchecked_into)
}

/// Fetches it for somebody who may be about to go there.
pub(crate) fn warm_up(guest: Guest) {
    spawn_local(async move {
        // If it can't be had, they are told so when they are there.
        let _ = module(guest).await;
    });
}

/// A guest in the page; gone when dropped.
pub(crate) struct Mounted {
    drawn: Drawn,
    /// Called by the guest, until the end.
    _tell: Closure<dyn FnMut(String)>,
}

impl Mounted {
    /// Fetches it, if that was not done yet, and draws it into `element`. None if it could not be had.
    pub(crate) async fn into(element: HtmlElement, guest: Guest, desk: Desk) -> Option<Self> {
        let module = module(guest).await.ok()?;
        let place = match desk.navigation.place_untracked() {
            // Who went elsewhere while it was fetched.
            Place::Guest(there, place) if there == guest => place,
            Place::Guest(..) | Place::Desk { .. } => return None,
        };
        let start = desk.start_of(guest, place, None)?;
        dress(&address(guest, ""));
        Self::draw(&module, &element, guest, &start, desk)
    }

    /// The finder, which is drawn by the records: of all, or of a room.
    pub(crate) async fn finder(element: HtmlElement, finder: Finder, desk: Desk) -> Option<Self> {
        let module = module(Guest::Records).await.ok()?;
        // What is shown below it keeps its styles.
        dress(&address(desk.navigation.place_untracked().guest().unwrap_or_default(), ""));
        let start = desk.start_of(Guest::Records, String::new(), Some(finder))?;
        Self::draw(&module, &element, Guest::Records, &start, desk)
    }

    fn draw(module: &Module, element: &HtmlElement, guest: Guest, start: &Start, desk: Desk) -> Option<Self> {
        let start = serde_json::to_string(start).ok()?;
        let tell = Closure::new(move |wish: String| {
            // A wish of a newer guest, from after a deployment: this page is about to be told to reload.
            if let Some(wish) = from_text(&wish) {
                desk.grant(guest, wish);
            }
        });
        let drawn = module.mount(element, &start, tell.as_ref().unchecked_ref()).ok()??;
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
    fn start_of(self, guest: Guest, place: String, finder: Option<Finder>) -> Option<Start> {
        Some(Start {
            guest,
            service: self.requests.service(),
            me: self.board.with_untracked(|board| board.me().cloned())?,
            place,
            moved: self.navigation.has_moved(),
            ahead_ms: self.ahead_ms(),
            names: self.board.with_untracked(Board::names),
            finder,
        })
    }

    /// Takes a change of what is set up back.
    pub(crate) fn undo(self, change: u32) {
        spawn_local(async move {
            match self.requests.change::<()>("POST", &format!("changes/{change}/undo"), &()).await {
                Ok(()) => {
                    self.toasts.say(text::undone());
                    self.undone.update(|undone| *undone = undone.wrapping_add(1));
                }
                Err(fault) => self.toasts.complain(text::fault_of_undo(&fault)),
            }
        });
    }

    fn grant(self, guest: Guest, wish: Wish) {
        match wish {
            Wish::Go { place } => self.navigation.go(Place::Guest(guest, place)),
            Wish::Open { enquiry, seq } => self.open_at(enquiry, seq),
            Wish::Elsewhere { fragment } => self.navigation.go(Place::of_fragment(&fragment)),
            Wish::Done => self.finding.set(None),
            Wish::NewSpace => self.finding.set(Some(Finding::Spaces(AskOfSpaces::New))),
            Wish::Unsaved { unsaved } => self.navigation.set_unsaved(unsaved),
            Wish::Say { words } => self.toasts.say(words),
            Wish::Undoable { words, change } => self.toasts.offer_undo(words, change),
            Wish::Complain { words } => self.toasts.complain(words),
            Wish::Watch { on } => self.watch(on),
            Wish::Expired => self.expire(),
            Wish::AlertsChosen => self.alerts.look_again(),
            Wish::Ring => self.alerts.ring(Call::Offer),
            Wish::RingCall => self.alerts.ring(Call::Phone),
            Wish::TryAlert { title, words } => self.alerts.test(&title, &words),
        }
    }
}
