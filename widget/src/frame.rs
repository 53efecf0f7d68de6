//! The line to the owner's page: the loader on it and this frame each hold one end of a channel. The page's boot script
//! took our end before the module was there, and kept what came. `docs/protocol.md` and the loader's README list what is
//! said.

use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, JSON, Promise, Reflect};
use serde::Serialize;
use shared::{
    card::{PageView, Side},
    id::EnquiryId,
    value::{PageAddress, ShortText},
};
use ui::{
    read::{Json, Read, field, field_or_default, from_text},
    view::dom,
    write::to_text,
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, MessagePort};

use crate::place::Target;

/// What the owner's page says, each an object with its `type`.
#[derive(Debug)]
pub(crate) enum FromPage {
    /// First on every channel.
    Init {
        /// Where it is.
        page: Page,
        /// The copy of the visitor's token.
        token: Option<String>,
        /// The language that the owner wants, before the browser's.
        language: Option<String>,
        /// Whether the chat is on the screen.
        visible: bool,
        /// CTAs that the page has, by handle or id.
        ctas: Vec<String>,
    },
    /// It was opened, perhaps for somebody.
    Open {
        /// For whom.
        target: Option<Target>,
    },
    /// It was put away.
    Hide,
    /// The owner's page went to another address without loading anew.
    Page(Page),
    /// The owner's backend says who the visitor is.
    Identify {
        /// A signed token.
        token: String,
    },
    /// The visitor signed out of the owner's site.
    Logout,
    /// Something from a newer loader.
    Unknown,
}

impl Read for FromPage {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.get("type").text()? {
            "init" => Self::Init {
                page: field(json, "page")?,
                token: field(json, "token")?,
                language: field(json, "language")?,
                visible: field_or_default(json, "visible")?,
                ctas: field_or_default(json, "ctas")?,
            },
            "open" => Self::Open { target: field(json, "target")? },
            "hide" => Self::Hide,
            "page" => Self::Page(Page::read(json)?),
            "identify" => Self::Identify { token: field(json, "token")? },
            "logout" => Self::Logout,
            _ => Self::Unknown,
        })
    }
}

/// A page of the owner's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) url: String,
    pub(crate) title: String,
    pub(crate) referrer: String,
}

ui::read_struct!(Page {  } or_default { url, title, referrer });

impl Page {
    /// As the service is told, cut to what fits. None for a page without an address that can be told.
    pub(crate) fn view(&self) -> Option<PageView> {
        let title = ShortText::try_from(self.title.chars().take(ShortText::MAX_CHARS).collect::<String>()).ok();
        Some(PageView { url: address(&self.url)?, title })
    }

    /// Where the visitor came to it from.
    pub(crate) fn referrer(&self) -> Option<PageAddress> {
        address(&self.referrer)
    }
}

/// The site that frames this one, as the browser told: what the page says of itself may be anything.
pub(crate) fn embedder() -> Option<PageAddress> {
    address(&Reflect::get(&link(), &"embedder".into()).ok()?.as_string()?)
}

fn address(text: &str) -> Option<PageAddress> {
    // Addresses of browsers are ASCII: any place is a good one to cut.
    PageAddress::try_from(text.get(..PageAddress::MAX_CHARS).unwrap_or(text)).ok()
}

/// What this frame says.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum ToPage<'a> {
    /// It can be used.
    Ready,
    /// The visitor puts it away.
    Close,
    /// For the launcher's badge.
    Unread {
        /// Messages of staff that nobody read.
        count: u32,
    },
    /// A call began or rings, so that the chat is to be seen, and a page that is loaded meanwhile takes it up; or it is over.
    Call {
        /// What the page keeps of it: "1", or nothing.
        on: &'a str,
    },
    /// The visitor raised an enquiry.
    Enquiry {
        /// Which.
        id: EnquiryId,
        /// What was pressed.
        target: Pressed<'a>,
    },
    /// Something was said.
    Message {
        /// Where.
        enquiry: EnquiryId,
        /// By whom.
        from: Side,
    },
    /// The copy to keep; none: forget it.
    Token {
        /// Secret.
        token: Option<&'a str>,
    },
}

/// An entry by its handle, as pages know it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Pressed<'a> {
    /// A topic.
    Tag(&'a str),
    /// A person.
    Staff(&'a str),
}

/// What the visitor wrote before this module was there, in the box that came with the page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Early {
    /// Sent already, as far as the visitor knows.
    pub(crate) said: Vec<String>,
    /// In the box.
    pub(crate) text: String,
    /// How much of it, as scripts count, stands after the place where they write.
    pub(crate) after: u32,
    /// Whether they are writing now.
    pub(crate) focused: bool,
}

ui::read_struct!(Early { said, text, after, focused });

/// Takes over what was written; none if there was no box yet. Not while an input method is at work on it.
pub(crate) async fn early() -> Option<Early> {
    while Reflect::get(&link(), &"composing".into()).is_ok_and(|it| it.is_truthy()) {
        TimeoutFuture::new(50).await;
    }
    from_text(&JSON::stringify(&method("take")?.call0(&JsValue::UNDEFINED).ok()?).ok()?.as_string()?)
}

/// Who the visitor is, as the frame says that opened this window; none if no frame did.
pub(crate) async fn handed() -> Option<String> {
    let promise: Promise = Reflect::get(&link(), &"handed".into()).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.as_string()
}

/// Opens a window of our own at a place, and tells it who the visitor is; whether the browser let us.
pub(crate) fn open_window(place: &str, token: &str) -> bool {
    let opened = method("open").and_then(|open| open.call2(&JsValue::UNDEFINED, &place.into(), &token.into()).ok());
    opened.is_some_and(|opened| opened.is_truthy())
}

/// Tells that window that the visitor signed out.
pub(crate) fn leave_window() {
    method("leave").map(|leave| leave.call0(&JsValue::UNDEFINED));
}

/// Calls the script that notifies; what it says in a word. Asks at once, for the browser lets us only while one presses.
pub(crate) fn notify(what: &str, token: &str, language: &str) -> impl Future<Output = Option<String>> + use<> {
    let [what, token, language] = [what, token, language].map(JsValue::from_str);
    let answer = method("notify").and_then(|notify| notify.call3(&JsValue::UNDEFINED, &what, &token, &language).ok());
    async move { JsFuture::from(answer?.dyn_into::<Promise>().ok()?).await.ok()?.as_string() }
}

fn method(name: &str) -> Option<Function> {
    Reflect::get(&link(), &name.into()).ok()?.dyn_into().ok()
}

/// Whether there is a page around this one at all: a weblink opens the chat as a page of its own.
pub(crate) fn is_framed() -> bool {
    let window = dom::window();
    window.parent().ok().flatten().is_some_and(|parent| parent != window)
}

/// Hears the page from now on, and what it said before.
pub(crate) fn listen(hear: impl Fn(FromPage) + 'static) {
    let hear = Closure::<dyn Fn(JsValue)>::new(move |data: JsValue| {
        let text = JSON::stringify(&data).ok().and_then(|text| text.as_string());
        if let Some(message) = text.and_then(|text| from_text(&text)) {
            hear(message);
        }
    });
    let hear: JsValue = hear.into_js_value();
    let on_message = {
        let hear = hear.clone();
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| call(&hear, &event.data())).into_js_value()
    };
    let take_over = move || {
        let Some(port) = port() else { return };
        port.set_onmessage(on_message.dyn_ref());
        let queue: Option<Array> = Reflect::get(&link(), &"queue".into()).ok().and_then(|queue| queue.dyn_into().ok());
        if let Some(queue) = queue {
            for message in queue.splice(0, queue.length(), &JsValue::UNDEFINED).iter().filter(JsValue::is_truthy) {
                call(&hear, &message);
            }
        }
    };
    take_over();
    // The loader connects again after its side was made anew; the last channel counts.
    EventListener::new(&dom::window(), "frontdesk:connected", move |_| take_over()).forget();
}

/// Says something to the page; nothing, if there is none.
pub(crate) fn say(message: &ToPage<'_>) {
    let Some(port) = port() else { return };
    if let Ok(data) = JSON::parse(&to_text(message)) {
        let _ = port.post_message(&data);
    }
}

fn call(hear: &JsValue, message: &JsValue) {
    if let Some(hear) = hear.dyn_ref::<js_sys::Function>() {
        let _ = hear.call1(&JsValue::UNDEFINED, message);
    }
}

fn link() -> JsValue {
    Reflect::get(&dom::window(), &"__frontdesk".into()).unwrap_or_default()
}

fn port() -> Option<MessagePort> {
    // Not a method on `undefined`: without a page around there is no link at all.
    Reflect::get(&link(), &"port".into()).ok()?.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_loaders_messages_are_read_and_newer_ones_skipped() {
        let read = |message: serde_json::Value| from_text::<FromPage>(&message.to_string()).expect("a message");
        let init = json!({ "type": "init", "page": { "url": "https://shop.example/", "title": "Shop", "referrer": "" },
            "token": null, "language": "ja", "visible": true, "color": "red" });
        assert!(
            matches!(read(init), FromPage::Init { visible: true, language: Some(language), .. } if language == "ja")
        );
        assert!(matches!(
            read(json!({ "type": "open", "target": { "cta": "1" } })),
            FromPage::Open { target: Some(_) }
        ));
        assert!(matches!(
            read(json!({ "type": "open", "target": { "tag": "sales", "mode": "call" } })),
            FromPage::Open { target: Some(Target { mode: shared::card::Mode::Call, .. }) }
        ));
        assert!(matches!(
            read(json!({ "type": "page", "url": "https://shop.example/a", "title": "A" })),
            FromPage::Page(_)
        ));
        assert!(
            matches!(read(json!({ "type": "identify", "token": "x" })), FromPage::Identify { token } if token == "x")
        );
        assert!(matches!(read(json!({ "type": "dance" })), FromPage::Unknown));
    }

    #[test]
    fn what_the_frame_says_keeps_its_form() {
        let text = |message: &ToPage<'_>| serde_json::to_string(message).expect("it is plain");
        assert_eq!(text(&ToPage::Ready), r#"{"type":"ready"}"#);
        assert_eq!(text(&ToPage::Token { token: None }), r#"{"type":"token","token":null}"#);
        let id = EnquiryId::new(shared::value::Timestamp::from_ms(0), [0; 10]);
        let enquiry = text(&ToPage::Enquiry { id, target: Pressed::Tag("sales") });
        assert_eq!(enquiry, format!(r#"{{"type":"enquiry","id":"{id}","target":{{"tag":"sales"}}}}"#));
    }

    #[test]
    fn a_page_is_told_as_far_as_it_fits() {
        let page = |url: String| Page { url, title: "t".repeat(400), referrer: String::new() };
        let long = page(format!("https://shop.example/?{}", "q".repeat(3_000))).view().expect("an address");
        assert_eq!(long.url.as_str().len(), 2_000);
        assert_eq!(page("about:blank".into()).view(), None);
    }
}
