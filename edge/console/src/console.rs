//! What every page of the console gets at: who is signed in, the server, the address, and the dashboard around it.

use std::time::Duration;

use js_sys::Function;
use kit::{
    host::{News, Start, Wish},
    requests::Requests,
    view::Now,
};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use shared::{
    api::{ErrorBody, ErrorCode, Me, Saved},
    value::Timestamp,
};
use ui::{clock, http::Fault};
use wasm_bindgen::JsValue;

/// The console, for as long as it is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Console {
    requests: Requests,
    tell: StoredValue<Function, LocalStorage>,
    place: RwSignal<String>,
    moved: StoredValue<bool>,
    unsaved: StoredValue<bool>,
    /// Who is signed in.
    pub(crate) me: RwSignal<Me>,
    /// Whether the guide of a new service was put away.
    pub(crate) guide_away: RwSignal<bool>,
    /// The server's time, each second.
    pub(crate) now: RwSignal<Timestamp>,
}

impl Console {
    /// Starts where the dashboard says.
    pub(crate) fn start(start: Start, tell: Function) -> Self {
        let Start { service, me, place, moved, ahead_ms } = start;
        let tell = StoredValue::new_local(tell);
        let time = move || clock::now().plus_ms(ahead_ms);
        let guide_away = RwSignal::new(kit::guide::is_away(&service));
        let console = Self {
            guide_away,
            requests: Requests::new(service, Callback::new(move |()| told(tell, &Wish::Expired))),
            tell,
            place: RwSignal::new(place),
            moved: StoredValue::new(moved),
            unsaved: StoredValue::new(false),
            me: RwSignal::new(me),
            now: RwSignal::new(time()),
        };
        if let Ok(ticking) = set_interval_with_handle(move || console.now.set(time()), Duration::from_secs(1)) {
            on_cleanup(move || ticking.clear());
        }
        provide_context(console);
        provide_context(Now(console.now));
        console
    }

    /// The one that the view is drawn in.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// Takes what the dashboard says.
    pub(crate) fn hear(self, news: News) {
        match news {
            News::Place { place } => {
                if self.place.with_untracked(|before| *before != place) {
                    self.moved.set_value(true);
                    self.place.set(place);
                }
            }
            News::Me { me } => self.me.set(me),
            News::Undone => self.refresh(),
        }
    }

    /// Draws the page anew, with what the server has now; unless something typed would be lost with it.
    pub(crate) fn refresh(self) {
        if !self.unsaved.get_value() {
            self.place.update(|_| ());
        }
    }

    /// The way to the service's interface.
    pub(crate) fn requests(self) -> Requests {
        self.requests
    }

    /// The service, as addresses name it.
    pub(crate) fn slug(self) -> String {
        self.requests.service().to_string()
    }

    /// Reads something below the service's address.
    pub(crate) async fn get<T: DeserializeOwned>(self, path: &str) -> Result<T, Fault> {
        self.requests.get(path).await
    }

    /// One of the items in a list below the service's address, by its id; none stands for one that isn't there yet.
    ///
    /// # Errors
    /// [`gone`] if it isn't in the list.
    pub(crate) async fn one_of<T: DeserializeOwned>(
        self,
        path: &str,
        id: Option<String>,
    ) -> Result<Option<Saved<T>>, Fault> {
        let Some(id) = id else { return Ok(None) };
        let all = self.get::<Vec<Saved<T>>>(path).await?;
        all.into_iter().find(|one| one.id.as_str() == id).ok_or_else(gone).map(Some)
    }

    /// Changes something below the service's address. `&()` sends no body; `T = ()` is for answers without one.
    pub(crate) async fn send<T: DeserializeOwned>(
        self,
        method: &'static str,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, Fault> {
        self.requests.send(method, path, body).await
    }

    /// What stands behind `#/settings/`.
    pub(crate) fn place(self) -> String {
        self.place.get()
    }

    /// Whether the person came to this page from another one, rather than by its address.
    pub(crate) fn has_moved(self) -> bool {
        self.moved.get_value()
    }

    /// Goes to a page; what it is may be asked about first.
    pub(crate) fn go(self, place: String) {
        told(self.tell, &Wish::Go { place });
    }

    /// Says whether a form holds what was not saved.
    pub(crate) fn set_unsaved(self, unsaved: bool) {
        if self.unsaved.get_value() != unsaved {
            self.unsaved.set_value(unsaved);
            told(self.tell, &Wish::Unsaved { unsaved });
        }
    }

    /// Says that something was done.
    pub(crate) fn say(self, words: impl Into<String>) {
        told(self.tell, &Wish::Say { words: words.into() });
    }

    /// Says that something was done, and offers to take that change back.
    pub(crate) fn offer_undo(self, words: impl Into<String>, change: u32) {
        told(self.tell, &Wish::Undoable { words: words.into(), change });
    }

    /// Says that something was not done.
    pub(crate) fn complain(self, words: impl Into<String>) {
        told(self.tell, &Wish::Complain { words: words.into() });
    }

    /// Asks the dashboard for something else.
    pub(crate) fn wish(self, wish: &Wish) {
        told(self.tell, wish);
    }
}

/// What is said of an item that isn't there any more, as the server says it of an address.
pub(crate) fn gone() -> Fault {
    Fault::Refused(Box::new(ErrorBody::new(ErrorCode::NotFound, "")))
}

fn told(tell: StoredValue<Function, LocalStorage>, wish: &Wish) {
    // Also on the way out, when what belongs to the console is being taken down.
    if let (Some(tell), Ok(wish)) = (tell.try_get_value(), serde_json::to_string(wish)) {
        let _ = tell.call1(&JsValue::NULL, &JsValue::from_str(&wish));
    }
}
