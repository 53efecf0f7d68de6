//! A guest's own side of [`crate::host`]: what every page of it gets at. Who is signed in, the server, the address, and the
//! dashboard around it.

use std::{cell::Cell, rc::Rc, time::Duration};

use js_sys::Function;
use leptos::{mount::UnmountHandle, prelude::*, tachys::view::any_view::AnyViewState};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, from_value};
use shared::{
    api::{ErrorBody, ErrorCode, Me, Saved},
    value::Timestamp,
};
use ui::{clock, http::Fault, read::Read, view::dom};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use crate::{
    host::{Finder, Names, News, Start, Wish},
    page,
    requests::Requests,
    view::Now,
};

/// What the pages of a guest get at, for as long as it is drawn.
#[derive(Clone, Copy)]
pub struct Visit {
    requests: Requests,
    tell: StoredValue<Function, LocalStorage>,
    place: RwSignal<String>,
    moved: StoredValue<bool>,
    unsaved: StoredValue<bool>,
    names: StoredValue<Names>,
    finder: StoredValue<Option<Finder>>,
    /// The last frame of the desk's that tells how it all stands; see [`Wish::Watch`].
    pub overview: RwSignal<String>,
    /// Who is signed in.
    pub me: RwSignal<Me>,
    /// The server's time, each second.
    pub now: RwSignal<Timestamp>,
}

impl Visit {
    /// Starts where the dashboard says.
    fn start(start: Start, tell: Function) -> Self {
        let Start { guest, service, me, place, moved, ahead_ms, names, finder } = start;
        page::put_below(guest);
        let tell = StoredValue::new_local(tell);
        let time = move || clock::now().plus_ms(ahead_ms);
        let visit = Self {
            requests: Requests::new(service, Callback::new(move |()| told(tell, &Wish::Expired))),
            tell,
            place: RwSignal::new(place),
            moved: StoredValue::new(moved),
            unsaved: StoredValue::new(false),
            names: StoredValue::new(names),
            finder: StoredValue::new(finder),
            overview: RwSignal::new(String::new()),
            me: RwSignal::new(me),
            now: RwSignal::new(time()),
        };
        if let Ok(ticking) = set_interval_with_handle(move || visit.now.set(time()), Duration::from_secs(1)) {
            on_cleanup(move || ticking.clear());
        }
        provide_context(visit);
        provide_context(Now(visit.now));
        visit
    }

    /// The one that the view is drawn in.
    #[must_use]
    pub fn here() -> Self {
        expect_context()
    }

    /// Takes what the dashboard says.
    pub fn hear(self, news: News) {
        match news {
            News::Place { place } => {
                if self.place.with_untracked(|before| *before != place) {
                    self.moved.set_value(true);
                    self.place.set(place);
                }
            }
            News::Me { me } => self.me.set(me),
            News::Undone => self.refresh(),
            News::Overview { frame } => self.overview.set(frame),
        }
    }

    /// Draws the page anew, with what the server has now; unless something typed would be lost with it.
    pub fn refresh(self) {
        if !self.unsaved.get_value() {
            self.place.update(|_| ());
        }
    }

    /// What a search can be narrowed to.
    #[must_use]
    pub fn names(self) -> Names {
        self.names.get_value()
    }

    /// What the finder begins with, if this is one.
    #[must_use]
    pub fn finder(self) -> Option<Finder> {
        self.finder.get_value()
    }

    /// The way to the service's interface.
    #[must_use]
    pub fn requests(self) -> Requests {
        self.requests
    }

    /// The service, as addresses name it.
    #[must_use]
    pub fn slug(self) -> String {
        self.requests.service().to_string()
    }

    /// Reads something below the service's address.
    ///
    /// # Errors
    /// What the request brought instead.
    pub async fn get<T: DeserializeOwned>(self, path: &str) -> Result<T, Fault> {
        self.requests.get(path).await
    }

    /// What there is one of, below the service's address.
    ///
    /// # Errors
    /// What the request brought instead.
    pub async fn item<T: DeserializeOwned>(self, path: &str) -> Result<Saved<T>, Fault> {
        saved(self.get::<Value>(path).await?)
    }

    /// The items in a list there.
    ///
    /// # Errors
    /// What the request brought instead.
    pub async fn items<T: DeserializeOwned>(self, path: &str) -> Result<Vec<Saved<T>>, Fault> {
        self.get::<Vec<Value>>(path).await?.into_iter().map(saved).collect()
    }

    /// One of the items in a list below the service's address, by its id; none stands for one that isn't there yet.
    ///
    /// # Errors
    /// [`gone`] if it isn't in the list.
    pub async fn one_of<T: DeserializeOwned>(self, path: &str, id: Option<String>) -> Result<Option<Saved<T>>, Fault> {
        let Some(id) = id else { return Ok(None) };
        let all = self.items::<T>(path).await?;
        all.into_iter().find(|one| one.id.as_str() == id).ok_or_else(gone).map(Some)
    }

    /// Changes something below the service's address. `&()` sends no body; `T = ()` is for answers without one.
    ///
    /// # Errors
    /// What the request brought instead.
    pub async fn send<T: DeserializeOwned>(
        self,
        method: &'static str,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, Fault> {
        self.requests.send(method, path, body).await
    }

    /// As [`Self::get`], for what has a reader of [`ui::read`]: serde's of a large type is ten times as large.
    ///
    /// # Errors
    /// What the request brought instead.
    pub async fn read<T: Read>(self, path: &str) -> Result<T, Fault> {
        self.requests.read(path).await
    }

    /// As [`Self::send`], for answers that have a reader of [`ui::read`].
    ///
    /// # Errors
    /// What the request brought instead.
    pub async fn change<T: Read>(self, method: &'static str, path: &str, body: &impl Serialize) -> Result<T, Fault> {
        self.requests.change(method, path, body).await
    }

    /// What stands behind the guest's [`crate::host::Guest::root`].
    #[must_use]
    pub fn place(self) -> String {
        self.place.get()
    }

    /// Whether the person came to this page from another one, rather than by its address.
    #[must_use]
    pub fn has_moved(self) -> bool {
        self.moved.get_value()
    }

    /// Goes to a page; what it is may be asked about first.
    pub fn go(self, place: String) {
        told(self.tell, &Wish::Go { place });
    }

    /// Says whether a form holds what was not saved.
    pub fn set_unsaved(self, unsaved: bool) {
        if self.unsaved.get_value() != unsaved {
            self.unsaved.set_value(unsaved);
            told(self.tell, &Wish::Unsaved { unsaved });
        }
    }

    /// Says that something was done.
    pub fn say(self, words: impl Into<String>) {
        told(self.tell, &Wish::Say { words: words.into() });
    }

    /// Says that something was done, and offers to take that change back.
    pub fn offer_undo(self, words: impl Into<String>, change: u32) {
        told(self.tell, &Wish::Undoable { words: words.into(), change });
    }

    /// Says that something was not done.
    pub fn complain(self, words: impl Into<String>) {
        told(self.tell, &Wish::Complain { words: words.into() });
    }

    /// Asks the dashboard for something else.
    pub fn wish(self, wish: &Wish) {
        told(self.tell, wish);
    }
}

/// An item out of an answer. Settings are read from a value wherever there are any: from the text itself, and then again out of
/// what is left beside the revision, it would be the same code three times for each kind.
fn saved<T: DeserializeOwned>(mut answer: Value) -> Result<Saved<T>, Fault> {
    let mut take = |name: &str| answer.get_mut(name).map(Value::take).unwrap_or_default();
    let (id, revision) = (from_value(take("id")), from_value(take("revision")));
    let (Ok(id), Ok(revision), Ok(settings)) = (id, revision, from_value(answer)) else {
        return Err(Fault::Unreadable);
    };
    Ok(Saved { id, revision, settings })
}

/// Draws a guest into `element`. `start` is a [`Start`], and `tell` takes what [`Wish`] says, as text. Nothing is drawn when
/// `start` can't be read: the dashboard is of another version then.
#[must_use]
pub fn mount(element: HtmlElement, start: &str, tell: Function, draw: fn() -> AnyView) -> Option<Mounted> {
    let start: Start = serde_json::from_str(start).ok()?;
    // Once: the finder may be drawn above a page of the same module.
    if !COUNTING.replace(true) {
        dom::count_ids_from(FIRST_ID);
    }
    let made = Rc::new(Cell::new(None));
    let handle = leptos::mount::mount_to(element, {
        let made = made.clone();
        move || {
            made.set(Some(Visit::start(start, tell)));
            draw()
        }
    });
    Some(Mounted { visit: made.get()?, handle })
}

/// The numbers in ids of elements begin here: those of the dashboard, in the same document, begin at nothing.
const FIRST_ID: u32 = 1_000_000;

thread_local! {
    static COUNTING: Cell<bool> = const { Cell::new(false) };
}

/// A guest, drawn; gone from the page, with all that it listens to, when dropped.
pub struct Mounted {
    visit: Visit,
    #[expect(dead_code, reason = "held for what its end does")]
    handle: UnmountHandle<AnyViewState>,
}

impl Mounted {
    /// Takes what [`News`] says, as text. What a newer dashboard says is skipped.
    pub fn hear(&self, news: &str) {
        if let Ok(news) = serde_json::from_str::<News>(news) {
            self.visit.hear(news);
        }
    }
}

/// What is said of an item that isn't there any more, as the server says it of an address.
#[must_use]
pub fn gone() -> Fault {
    Fault::Refused(Box::new(ErrorBody::new(ErrorCode::NotFound, "")))
}

fn told(tell: StoredValue<Function, LocalStorage>, wish: &Wish) {
    // Also on the way out, when what belongs to the guest is being taken down.
    if let (Some(tell), Ok(wish)) = (tell.try_get_value(), serde_json::to_string(wish)) {
        let _ = tell.call1(&JsValue::NULL, &JsValue::from_str(&wish));
    }
}
