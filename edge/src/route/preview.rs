//! What a page says of itself that somebody linked to in a room. The room says which page that is, so that nobody has others
//! fetched by asking; which may be, and what is shown of them, is decided in `shared::preview`. The runtime itself reaches
//! nothing but the public network (`global_fetch_strictly_public` in `wrangler.toml`).
//!
//! What was read is kept in the isolate's memory for a while, so that a room full of readers causes one request. Not by the
//! Cache API: it does nothing at `*.workers.dev`, where a deployment begins, and lets all who ask at once go and fetch.

use std::{cell::RefCell, collections::BTreeMap, time::Duration};

use js_sys::Promise;
use serde::Deserialize;
use shared::{
    api::route::Match,
    preview::{Head, LinkPreview, MOST_REDIRECTS, PATIENCE_MS, may_fetch},
    value::{ServiceSlug, Timestamp},
};
use wasm_bindgen::prelude::wasm_bindgen;
use worker::{Delay, Env, Response, Url, wasm_bindgen_futures::JsFuture};

use super::{Incoming, limit, room};
use crate::{answer, clock, error::EdgeError, switch};

/// How long a preview is good for: a page's title hardly ever changes while one talks of it.
const FRESH_MS: i64 = 30 * 60_000;

/// How long a page that couldn't be read is left alone.
const FAILED_MS: i64 = 60_000;

/// A request that takes longer was lost with who asked.
const LOST_MS: i64 = PATIENCE_MS + 1_000;

/// How often who waits for another's request looks whether it is over.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Most links remembered in one isolate, some 2 KB each with their previews.
const MOST: usize = 500;

#[wasm_bindgen(module = "/src/route/page.js")]
extern "C" {
    /// Reads the beginning of one page; JSON of [`Read`].
    #[wasm_bindgen(js_name = readHead)]
    fn read_head(address: &str, patience_ms: i32) -> Promise;
}

/// What was read of one page.
#[derive(Deserialize)]
struct Read {
    /// Where it leads on to.
    location: Option<String>,
    html: bool,
    #[serde(flatten)]
    head: Head,
}

thread_local! {
    static KNOWN: Known = const { Known::new() };
}

/// Answers with the preview of the first link in an entry.
///
/// # Errors
/// `not_found` where there is none, or none can be had; `too_fast` over the service's limit; and whatever the Desk and the room
/// have against the one who asks.
pub(super) async fn serve(incoming: Incoming, found: &Match<'_>, service: ServiceSlug) -> Result<Response, EdgeError> {
    let (env, own) = (incoming.env.clone(), incoming.request.url()?.origin().ascii_serialization());
    let mut said = room::ask(incoming, found, service.clone()).await?;
    if said.status_code() >= 300 {
        return Ok(said);
    }
    let link: String = serde_json::from_str(&said.text().await?)?;
    let preview = loop {
        match KNOWN.with(|known| known.take_up(&link, clock::now())) {
            Standing::Unknown => break look(&env, &service, &own, &link).await?,
            Standing::Awaited => Delay::from(LOOK_EVERY).await,
            Standing::Known(preview) => break preview,
        }
    };
    answer::json(&preview.ok_or_else(EdgeError::not_found)?)
}

async fn look(env: &Env, service: &ServiceSlug, own: &str, link: &str) -> Result<Option<LinkPreview>, EdgeError> {
    let allowed =
        |address: Url| Some(String::from(address)).filter(|address| may_fetch(address, own, switch::anywhere(env)));
    let preview = match Url::parse(link).ok().and_then(allowed) {
        Some(address) => {
            if let Err(refused) = limit::count_preview(env, service).await {
                KNOWN.with(|known| known.forget(link));
                return Err(refused);
            }
            read(link, address, allowed).await
        }
        None => None,
    };
    KNOWN.with(|known| known.note(link, preview.clone(), clock::now()));
    Ok(preview)
}

/// The preview of the page at an address, or where it leads, as far as that is allowed.
async fn read(link: &str, mut address: String, allowed: impl Fn(Url) -> Option<String>) -> Option<LinkPreview> {
    let until = clock::now().plus_ms(PATIENCE_MS);
    for _ in 0..=MOST_REDIRECTS {
        let patience = i32::try_from(until.ms_since(clock::now())).ok().filter(|ms| *ms > 0)?;
        // Whatever went wrong out there is no fault of ours to log.
        let read = JsFuture::from(read_head(&address, patience)).await.ok()?;
        let Read { location, html, head } = serde_json::from_str(&read.as_string()?).ok()?;
        let Some(location) = location else { return LinkPreview::of(link, &address, &head).filter(|_| html) };
        // What is judged must be what is fetched, so it is read as `fetch` reads it, once.
        address = allowed(Url::parse(&address).ok()?.join(&location).ok()?)?;
    }
    None
}

/// What one isolate remembers of links, and until when.
struct Known(RefCell<BTreeMap<String, (Standing, Timestamp)>>);

/// How it stands with a link.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Standing {
    Unknown,
    /// Somebody is finding out.
    Awaited,
    /// None if there is none.
    Known(Option<LinkPreview>),
}

impl Known {
    const fn new() -> Self {
        Self(RefCell::new(BTreeMap::new()))
    }

    /// How it stands; who is told that it is unknown finds out, and others wait for them.
    fn take_up(&self, link: &str, now: Timestamp) -> Standing {
        if let Some((standing, _)) = self.0.borrow().get(link).filter(|(_, until)| now < *until) {
            return standing.clone();
        }
        self.keep(link, Standing::Awaited, now.plus_ms(LOST_MS));
        Standing::Unknown
    }

    fn note(&self, link: &str, preview: Option<LinkPreview>, now: Timestamp) {
        let until = now.plus_ms(if preview.is_some() { FRESH_MS } else { FAILED_MS });
        self.keep(link, Standing::Known(preview), until);
    }

    fn forget(&self, link: &str) {
        self.0.borrow_mut().remove(link);
    }

    fn keep(&self, link: &str, standing: Standing, until: Timestamp) {
        let mut all = self.0.borrow_mut();
        if all.len() >= MOST && !all.contains_key(link) {
            all.clear();
        }
        all.insert(link.to_owned(), (standing, until));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_ms(1_700_000_000_000);

    fn preview(link: &str) -> Option<LinkPreview> {
        LinkPreview::of(link, link, &Head { title: "Tents".to_owned(), ..Head::default() })
    }

    #[test]
    fn one_finds_out_while_the_others_wait() {
        let (known, link) = (Known::new(), "https://a.example/");
        assert_eq!(known.take_up(link, NOW), Standing::Unknown);
        assert_eq!(known.take_up(link, NOW), Standing::Awaited);
        assert_eq!(
            known.take_up(link, NOW.plus_ms(LOST_MS)),
            Standing::Unknown,
            "who never came back is not waited for"
        );
        known.note(link, preview(link), NOW);
        assert_eq!(known.take_up(link, NOW.plus_ms(FRESH_MS - 1)), Standing::Known(preview(link)));
        assert_eq!(known.take_up(link, NOW.plus_ms(FRESH_MS)), Standing::Unknown);
        known.note(link, None, NOW);
        assert_eq!(known.take_up(link, NOW.plus_ms(FAILED_MS - 1)), Standing::Known(None));
        assert_eq!(known.take_up(link, NOW.plus_ms(FAILED_MS)), Standing::Unknown);
        known.forget(link);
        assert_eq!(known.take_up(link, NOW), Standing::Unknown);
    }

    #[test]
    fn memory_is_bounded() {
        let known = Known::new();
        for number in 0..=MOST {
            known.note(&format!("https://{number}.example/"), None, NOW);
        }
        assert!(known.0.borrow().len() <= MOST);
    }

    #[test]
    fn an_address_is_judged_as_it_is_fetched() {
        let may =
            |link: &str| Url::parse(link).is_ok_and(|link| may_fetch(link.as_str(), "https://desk.example.com", false));
        assert!(may("https://www.example.com") && may("https://müller.example/") && may("https://ex%61mple.com/"));
        for bad in [
            "https://127.0.0.%31/",
            "https://１２７.0.0.1/",
            "https://127。0。0。1/",
            "https://①②⑦.⓪.⓪.①/",
            "https://0x7f.1/",
            "https://ⅼocalhost/",
            "https://LOC\u{ad}ALHOST/",
            "https:\\\\127.0.0.1/",
            "https://127.0.0.1\\@www.example.com/",
            "https://[::ffff:127.0.0.1]/",
            "https://desk。example。com/",
            "https:127.0.0.1",
        ] {
            assert!(!may(bad), "{bad}");
        }
    }
}
