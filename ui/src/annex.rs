//! How an application and its annex talk. The annex (`ui/annex`) is a module of its own, with what nobody needs to read and to
//! write the first message: forms, and all about files. It comes into the page when it is first asked for. The two have a
//! memory each, so what passes between them is text, in the words of this file, which both compile; and elements, which are
//! the page's.

pub mod files;

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Promise};
use leptos::prelude::*;
use serde::Serialize;
use shared::{
    card::{ContactDetails, EntryCard},
    form::Filled,
    id::{EnquiryId, FieldId},
    rating::RatingCard,
    value::ServiceSlug,
};
use wasm_bindgen::{
    JsCast, JsValue,
    prelude::{Closure, wasm_bindgen},
};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

use crate::{
    live::Live,
    read::{Read, from_text},
    task::spawn,
    text,
    view::{El, Look, button, el, element::again, empty, icon, skeleton},
    write::to_text,
};

/// The numbers in ids of the annex's elements begin here: those of the application, in the same document, begin at nothing.
pub const FIRST_ID: u32 = 2_000_000;

#[wasm_bindgen]
extern "C" {
    /// The annex's script.
    #[derive(Clone, Debug)]
    pub type Module;
    /// Draws a form into an element; told by [`SheetStart`] and [`SheetNews`], it says a [`SheetWish`].
    #[wasm_bindgen(method, catch)]
    pub fn sheet(
        this: &Module,
        element: &HtmlElement,
        start: &str,
        news: &str,
        tell: &Function,
    ) -> Result<Option<Drawn>, JsValue>;

    /// Draws what is sent in a room; see [`files`].
    #[wasm_bindgen(method, catch)]
    pub fn files(
        this: &Module,
        element: &HtmlElement,
        start: &str,
        access: &Function,
        tell: &Function,
    ) -> Result<Option<Drawn>, JsValue>;
    /// Draws a file of the log.
    #[wasm_bindgen(method, catch)]
    pub fn file(this: &Module, element: &HtmlElement, start: &str, access: &Function)
    -> Result<Option<Drawn>, JsValue>;
    /// Draws what a chat that has ended is asked; told by [`RatingStart`] and [`RatingNews`], it says a
    /// [`shared::rating::RateEnquiry`].
    #[wasm_bindgen(method, catch)]
    pub fn rating(
        this: &Module,
        element: &HtmlElement,
        start: &str,
        news: &str,
        tell: &Function,
    ) -> Result<Option<Drawn>, JsValue>;

    /// Something of the annex, drawn.
    #[derive(Clone, Debug)]
    pub type Drawn;
    /// Takes news.
    #[wasm_bindgen(method, catch)]
    pub fn hear(this: &Drawn, news: &str) -> Result<(), JsValue>;
    /// Of files: shows the ways to choose one.
    #[wasm_bindgen(method, catch)]
    pub fn menu(this: &Drawn) -> Result<(), JsValue>;
    /// Of files: takes these.
    #[wasm_bindgen(method, catch)]
    pub fn add(this: &Drawn, files: &js_sys::Array) -> Result<(), JsValue>;
    /// Of files: sends them, and then these words; whether they are taken care of.
    #[wasm_bindgen(method, catch)]
    pub fn send(this: &Drawn, words: &str) -> Result<bool, JsValue>;
    /// Of files: sends a `File` that was recorded of a call; gives a promise of whether the browser keeps it until it is sent.
    #[wasm_bindgen(method, catch)]
    pub fn record(this: &Drawn, file: &JsValue, recording: &JsValue, call: &JsValue) -> Result<Promise, JsValue>;
    /// Takes it out of the page.
    #[wasm_bindgen(method, catch)]
    pub fn unmount(this: &Drawn) -> Result<(), JsValue>;
}

/// A form, and where it stands.
#[derive(Clone, Debug, Serialize)]
pub struct SheetStart {
    /// Whose.
    pub service: ServiceSlug,
    /// In which room.
    pub enquiry: EnquiryId,
    /// At what.
    pub entry: EntryCard,
    /// Asked because nobody could answer, rather than before the first message.
    pub offline: bool,
    /// Whether it takes the focus.
    pub takes_focus: bool,
}

crate::read_struct!(SheetStart { service, enquiry, entry, offline, takes_focus });

/// What a form is drawn from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetNews {
    /// The directory, which has the forms, as it came.
    pub directory: Rc<str>,
    /// Ids of the fields that aren't asked again, with a space before each.
    pub answered: String,
    /// The field whose answer the service refused.
    pub refused: Option<FieldId>,
    /// What was left before.
    pub left: Option<ContactDetails>,
    /// And all of it, in a form of the service's own.
    pub form: Option<Filled>,
}

crate::read_struct!(SheetNews { directory, answered, refused, left, form });

impl Read for Rc<str> {
    fn read(json: &crate::read::Json) -> Option<Self> {
        json.text().map(Self::from)
    }
}

/// A form was filled in.
#[derive(Clone, Debug, Serialize)]
pub struct SheetWish {
    /// What of it fills the contact.
    pub details: ContactDetails,
    /// All of it, if it is the service's own.
    pub form: Option<Filled>,
}

crate::read_struct!(SheetWish { details, form });

/// Of which chat somebody is asked how it was.
#[derive(Clone, Debug, Serialize)]
pub struct RatingStart {
    /// Whose.
    pub service: ServiceSlug,
    /// In which room.
    pub enquiry: EnquiryId,
}

crate::read_struct!(RatingStart { service, enquiry });

/// What is asked, and what became of the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RatingNews {
    /// As the service told it last.
    pub card: RatingCard,
    /// The code by which the last answer was refused.
    pub refused: Option<String>,
}

crate::read_struct!(RatingNews { card, refused });

/// Fetches it, if that wasn't done yet.
///
/// # Errors
/// When it can't be had; the next call tries again.
pub async fn module() -> Result<Module, JsValue> {
    let load: Function = js_sys::Reflect::get(&js_sys::global(), &"frontdeskAnnex".into())?.dyn_into()?;
    let module = load.call1(&JsValue::UNDEFINED, &language_tag().into())?;
    JsFuture::from(module.dyn_into::<Promise>()?).await.map(JsCast::unchecked_into)
}

/// The language in which what is loaded is to speak.
pub(crate) fn language_tag() -> String {
    let mirrored = text::current() == text::Language::Mirrored;
    if mirrored { text::current().tag().to_owned() } else { text::in_force() }
}

/// Fetches it for somebody who may be about to need it.
pub fn warm_up() {
    spawn(async {
        // If it can't be had, they are told so when they need it.
        let _ = module().await;
    });
}

/// How it stands with a part that the annex draws.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Here,
    Failed,
}

/// An element that the annex draws into: what is seen until it is there, and words and a way to try again if it can't be had.
/// What is drawn ends with the owner of this.
#[must_use]
pub fn place(class: &str, draw: impl Fn(&Module, &HtmlElement) -> Option<Drawn> + 'static) -> El {
    placed(class, Rc::new(draw))
}

/// Draws something of the annex into an element.
type DrawInto = Rc<dyn Fn(&Module, &HtmlElement) -> Option<Drawn>>;

/// Compiled once, whatever is drawn.
fn placed(class: &str, draw: DrawInto) -> El {
    let holder = el("div", "");
    let element: HtmlElement = holder.element().clone().unchecked_into();
    let state = Live::new(State::Waiting);
    let drawn = Rc::new(RefCell::new(None::<Drawn>));
    let fetch: Rc<dyn Fn()> = Rc::new({
        let drawn = drawn.clone();
        move || {
            state.set(State::Waiting);
            let (drawn, draw, element) = (drawn.clone(), draw.clone(), element.clone());
            spawn(async move {
                let module = module().await;
                // Who went elsewhere meanwhile needs none of it.
                if state.is_disposed() {
                    return;
                }
                let made = module.ok().and_then(|module| draw(&module, &element));
                state.set(if made.is_some() { State::Here } else { State::Failed });
                drawn.replace(made);
            });
        }
    });
    fetch();
    let drawn = Live::new(drawn);
    on_cleanup(move || {
        if let Some(drawn) = drawn.try_get_untracked().and_then(|drawn| drawn.take()) {
            let _ = drawn.unmount();
        }
    });
    el("div", class).child(holder).part(
        move || state.get(),
        move |state| match state {
            State::Here => None,
            State::Waiting => Some(skeleton(3)),
            State::Failed => {
                let fetch = fetch.clone();
                let again = button(Look::Plain, text::try_again(), move || fetch());
                Some(empty(icon::ALERT, text::annex_failed()).attr("role", "alert").child(again))
            }
        },
    )
}

/// How a part of the annex is drawn: into an element, from its start and the news so far, and whom it tells.
type Draw = fn(&Module, &HtmlElement, &str, &str, &Function) -> Result<Option<Drawn>, JsValue>;

/// A part of the annex in its place: `news` is told again whenever it changes, and `hear` gets what it says.
fn told(class: &str, start: String, news: Box<dyn Fn() -> String>, hear: Box<dyn Fn(String)>, draw: Draw) -> El {
    let tell = Closure::wrap(hear).into_js_value();
    let drawn = Rc::new(RefCell::new(None::<Drawn>));
    let now = Live::new(String::new());
    again(Box::new({
        let drawn = drawn.clone();
        move || {
            let news = news();
            if let Some(drawn) = &*drawn.borrow() {
                let _ = drawn.hear(&news);
            }
            now.set(news);
        }
    }));
    place(class, move |module, element| {
        let made = draw(module, element, &start, &now.get_untracked(), tell.unchecked_ref()).ok()??;
        drawn.replace(Some(made.clone()));
        Some(made)
    })
}

/// A form in its place: `news` is told again whenever it changes, and `send` hears what was filled in.
#[must_use]
pub fn sheet(
    class: &str,
    start: &SheetStart,
    news: impl Fn() -> SheetNews + 'static,
    send: impl Fn(SheetWish) + 'static,
) -> El {
    let hear = move |wish: String| {
        if let Some(wish) = from_text(&wish) {
            send(wish);
        }
    };
    told(class, to_text(start), Box::new(move || to_text(&news())), Box::new(hear), Module::sheet)
}

/// How it was, in its place; `send` gets a [`shared::rating::RateEnquiry`] as it is sent on.
#[must_use]
pub fn rating(
    start: &RatingStart,
    news: impl Fn() -> Option<RatingNews> + 'static,
    send: impl Fn(String) + 'static,
) -> El {
    let news = move || news().map(|news| to_text(&news)).unwrap_or_default();
    told("", to_text(start), Box::new(news), Box::new(send), Module::rating)
}
