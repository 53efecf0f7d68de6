//! Looking at a page of the owner's, to say whether it carries the widget rightly. Nothing of it is given out but what
//! [`shared::install`] says of it.
//!
//! The address is the owner's to choose, so it must not become a way to where only this deployment gets: only public names
//! are asked for, each one that a page leads on to is looked at anew, and time and size are limited. The runtime itself reaches
//! nothing but the public network (`global_fetch_strictly_public` in `wrangler.toml`).

use js_sys::Promise;
use serde::Deserialize;
use shared::{
    api::route::Match,
    install::{CheckInstall, Finding, InstallCheck, ReadPage, ReadScript, is_public, judge},
    setup::Problem,
    site::Origin,
    value::ServiceSlug,
};
use wasm_bindgen::prelude::wasm_bindgen;
use worker::{Response, Url, wasm_bindgen_futures::JsFuture};

use super::{
    Incoming, body, carried,
    limit::{self, Counted},
};
use crate::{access::Caller, answer, error::EdgeError, switch};

/// Pages that one may lead on to: browsers follow 20; who needs more than 5 has another problem.
const MOST_REDIRECTS: usize = 5;

#[wasm_bindgen(module = "/src/route/page.js")]
extern "C" {
    /// Reads one page; JSON of [`Read`].
    #[wasm_bindgen(js_name = readPage)]
    fn read_page(address: &str) -> Promise;
}

/// What was read of one page.
#[derive(Deserialize)]
struct Read {
    status: u16,
    /// Where it leads on to.
    location: Option<String>,
    html: bool,
    policies: Vec<String>,
    scripts: Vec<Script>,
}

#[derive(Deserialize)]
struct Script {
    src: String,
    service: Option<String>,
    nonce: Option<String>,
}

/// Says whether a page carries the widget rightly.
///
/// # Errors
/// `malformed` for an address that isn't one of the public network, `too_fast` over the limit, and whatever the Desk has
/// against the one who asks.
pub(super) async fn check(
    mut incoming: Incoming,
    found: &Match<'_>,
    service: ServiceSlug,
) -> Result<Response, EdgeError> {
    let text = body::text(&mut incoming.request, body::MAX_BYTES).await?;
    let caller = Caller::identify(&incoming.request, &incoming.env, incoming.now, found.route.caller, &service)?;
    let desk = incoming.desk(service.clone())?;
    // The Desk knows who it is, and has nothing else to do with it.
    let leave = desk.ask(incoming.request.method(), &incoming.path, &caller, Some(&text)).await?;
    if leave.status_code() >= 300 {
        return Ok(leave);
    }
    let CheckInstall { address } = serde_json::from_str(&text)?;
    limit::count(&incoming.env, &desk.facts, Counted::Check).await?;
    let own = incoming.request.url()?.origin().ascii_serialization();
    let anywhere = switch::anywhere(&incoming.env);
    let public = incoming.public(&service).await?;
    let checked = match read(address.as_str(), &own, anywhere).await? {
        Ok(page) => judge(&page, &own, &service, public.sites()),
        Err((address, finding)) => InstallCheck { address, snippet: None, findings: vec![finding] },
    };
    if checked.findings.is_empty() {
        carried::note(&incoming, &public, &checked.address)?;
    }
    answer::json(&checked)
}

/// The page at an address, or where it leads; or why it can't be read.
async fn read(address: &str, own: &str, anywhere: bool) -> Result<Result<ReadPage, (String, Finding)>, EdgeError> {
    // What is judged must be what is fetched, so it is read as `fetch` reads it, once.
    let mut address = Url::parse(address).map_or_else(|_| address.to_owned(), |address| address.to_string());
    for _ in 0..=MOST_REDIRECTS {
        let origin = Origin::of(&address).filter(|origin| anywhere || is_public(origin));
        if origin.is_none_or(|origin| origin.is_at(own)) {
            let words = "Enter the address of a page on a public site, like `https://www.example.com/`.";
            return Err(Problem::at("address", words).into());
        }
        let Some(read) = one(&address).await else { return Ok(Err((address, Finding::Unreachable { status: None }))) };
        match read.location.as_deref().and_then(|location| Url::parse(&address).ok()?.join(location).ok()) {
            Some(next) => address = next.to_string(),
            None if read.status != 200 => {
                return Ok(Err((address, Finding::Unreachable { status: Some(read.status) })));
            }
            None if !read.html => return Ok(Err((address, Finding::NoPage))),
            None => {
                let scripts =
                    read.scripts.into_iter().map(|Script { src, service, nonce }| ReadScript { src, service, nonce });
                return Ok(Ok(ReadPage { address, scripts: scripts.collect(), policies: read.policies }));
            }
        }
    }
    Ok(Err((address, Finding::Unreachable { status: None })))
}

async fn one(address: &str) -> Option<Read> {
    // Whatever went wrong out there is no fault of ours to log.
    let read = JsFuture::from(read_page(address)).await.ok()?;
    serde_json::from_str(&read.as_string()?).ok()
}
