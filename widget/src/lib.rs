//! The visitor's chat: in a frame on the owner's page, or a page of its own.

mod app;
mod arrival;
mod chat;
mod frame;
mod gate;
mod look;
mod notify;
mod place;
mod session;
mod sound;
mod stage;
mod tabs;
mod text;
mod view;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use js_sys::Promise;
use leptos::prelude::set_timeout;
use shared::{api::Directory, value::ServiceSlug};
#[cfg(target_arch = "wasm32")]
use ui::blocks::{Blocks, Browser};
use ui::{task::spawn, view::dom};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen, throw_str};
use wasm_bindgen_futures::JsFuture;

use crate::{
    app::App,
    arrival::Arrival,
    frame::{FromPage, ToPage},
    place::Target,
};

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: Blocks<Browser> = Blocks::new(Browser);

/// How long to wait for the page's first words, which say the language. They are there before this module, unless
/// something is wrong with the page; the chat can do without.
const PAGE_SPEAKS_WITHIN: Duration = Duration::from_millis(800);

/// Far more than it takes to draw a room. Where the visitor wanted none there is nothing to wait for.
const MOST_MICROTASKS: usize = 50;

/// Begins, as soon as the module is there.
#[wasm_bindgen(start)]
pub fn begin() {
    if !frame::is_framed() {
        spawn(async {
            match place::chat_of_fragment(&fragment()) {
                // Who the visitor is must be known before anything is asked in their name.
                Some(chat) => {
                    let copy = frame::handed().await;
                    start_alone(copy).await.seek(chat);
                }
                None => drop(start_alone(None).await),
            }
        });
        return;
    }
    let framed = Rc::new(Framed::default());
    frame::listen({
        let framed = framed.clone();
        move |message| framed.hear(message)
    });
    set_timeout(move || framed.begin(None, None, true), PAGE_SPEAKS_WITHIN);
}

/// The chat in a frame: what the page says before the chat is there is kept for it.
#[derive(Default)]
struct Framed {
    begun: Cell<bool>,
    app: Cell<Option<App>>,
    kept: RefCell<Vec<FromPage>>,
}

impl Framed {
    fn hear(self: &Rc<Self>, mut message: FromPage) {
        if let Some(app) = self.app.get() {
            app.hear(message);
            return;
        }
        if let FromPage::Init { token, language, .. } = &mut message {
            self.begin(token.take(), language.clone(), false);
        }
        self.kept.borrow_mut().push(message);
    }

    /// Begins, unless it has; `shown` where the page says nothing of it.
    fn begin(self: &Rc<Self>, token: Option<String>, language: Option<String>, shown: bool) {
        if self.begun.replace(true) {
            return;
        }
        let framed = self.clone();
        spawn(async move {
            let app = start(token, language.as_deref()).await;
            framed.app.set(Some(app));
            if shown {
                app.shown.set(true);
            }
            for message in framed.kept.take() {
                app.hear(message);
            }
        });
    }
}

/// Begins on a page of its own. `handed` is the token of the visitor whose frame opened it.
async fn start_alone(handed: Option<String>) -> App {
    let app = start(handed, None).await;
    let location = dom::window().location();
    let query = location.search().unwrap_or_default();
    if let Some(arrival) = Arrival::of(&location.origin().unwrap_or_default(), &query) {
        app.arrive(&arrival);
    }
    if let Some(target) = Target::of_address(&fragment(), &query) {
        app.open(target);
    }
    dom::on_window("hashchange", move |_| {
        if let Some(chat) = place::chat_of_fragment(&fragment()) {
            app.seek(chat);
        }
    });
    dom::on_window("frontdesk:left", move |_| app.forget_me());
    app.renew_notify();
    app
}

fn fragment() -> String {
    dom::window().location().hash().unwrap_or_default()
}

/// Begins. `copy` is the visitor's token as the page kept it.
async fn start(copy: Option<String>, language: Option<&str>) -> App {
    let directory = directory();
    let (asked, browser) = (asked_language(), dom::browser_languages());
    // What the service answers in by default is nearer than English, if the reader's own language is none of ours.
    let service =
        directory.iter().flat_map(|(it, _)| it.service.languages.iter().map(shared::value::LanguageTag::as_str));
    let wanted = asked.as_deref().into_iter().chain(language).chain(browser.iter().map(String::as_str)).chain(service);
    dom::settle_language(wanted);
    ui::text::file::load("widget").await;

    let slug = directory.as_ref().map(|(directory, _)| directory.service.slug.clone()).or_else(slug_of_address);
    // The page's boot script catches it, and says in words that the chat can't start.
    let slug = slug.unwrap_or_else(|| throw_str("there is no service in this page's address"));
    let started = Rc::new(Cell::new(None));
    if let Some(body) = dom::document().body() {
        let (started, of_chat) = (started.clone(), body.clone());
        // It draws nothing, as far as Leptos knows: what that keeps of a view is of no use to a chat that stays.
        let mounted = leptos::mount::mount_to_renderer(&body, move || {
            let app = App::start(&slug, directory, copy);
            started.set(Some(app));
            let _ = of_chat.append_child(view::chat(app).element());
        });
        mounted.forget();
    }
    let app = started.take().unwrap_or_else(|| throw_str("mounting is not done at once any more"));
    spawn(draw(app));
    app
}

/// Draws the chat where the page wants it: all that the page has said so far is heard by now. What the visitor wrote
/// meanwhile comes along.
async fn draw(app: App) {
    let early = frame::early().await;
    if let Some(early) = &early {
        app.adopt(early);
    }
    app.drawn.set(true);
    // Views hear of signals in microtasks. No longer than that: a key that is pressed between would go into a box that is
    // gone in a moment, and nobody is to find two of them.
    for _ in 0..MOST_MICROTASKS {
        if early.is_none() || view::message_box().is_some() {
            break;
        }
        let _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
    }
    if let Some(early) = early.filter(|early| early.focused) {
        view::go_on_writing(&early);
    }
    if let Some(room) = dom::document().get_element_by_id("boot-room") {
        room.remove();
    }
    if let Some(body) = dom::document().body() {
        let _ = body.dataset().set("started", "");
    }
    frame::say(&ToPage::Ready);
    // Until a room says otherwise.
    frame::say(&ToPage::Call { on: "" });
}

/// The directory that came with the page, and its text.
fn directory() -> Option<(Directory, String)> {
    let text = dom::document().get_element_by_id("directory")?.text_content()?;
    Some((ui::read::from_text(&text)?, text))
}

/// `/widget/{service}`, or a longer path that begins so.
fn slug_of_address() -> Option<ServiceSlug> {
    let path = dom::window().location().pathname().ok()?;
    ServiceSlug::try_from(path.split('/').nth(2)?).ok()
}

/// `?lang=`: for links to one language, and for tests.
fn asked_language() -> Option<String> {
    let query = dom::window().location().search().ok()?;
    query.trim_start_matches('?').split('&').find_map(|part| part.strip_prefix("lang=")).map(str::to_owned)
}
