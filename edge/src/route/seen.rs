//! Where CTAs are seen: told by every chat that is opened, so most of it is known already and never reaches the Desk.

use std::{cell::RefCell, collections::BTreeMap};

use shared::{
    api::{MAX_CTAS_SEEN, SeenCtas},
    site,
    value::{ServiceSlug, Timestamp},
};
use worker::{Method, Response};

use super::{
    Incoming, body,
    limit::{self, Counted},
};
use crate::{access::Caller, answer, error::EdgeError};

/// As long as the Desk takes a page for known.
const KNOWN_MS: i64 = 60 * 60 * 1_000;

/// Most pages remembered in one isolate, some 200 bytes each.
const MOST: usize = 1_000;

thread_local! {
    static TOLD: RefCell<BTreeMap<String, Timestamp>> = const { RefCell::new(BTreeMap::new()) };
}

/// Notes which CTAs a page has.
///
/// # Errors
/// `malformed`, `too_fast` over the limit.
pub(super) async fn note(mut incoming: Incoming, service: ServiceSlug) -> Result<Response, EdgeError> {
    let seen: SeenCtas = serde_json::from_str(&body::text(&mut incoming.request, body::MAX_BYTES).await?)?;
    let Some(page) = site::place(&seen.page) else { return Ok(answer::done()) };
    let public = incoming.public(&service).await?;
    // Not before it is one: an element may be older than the CTA that it is for.
    let ctas: Vec<String> = public.named_ctas(&seen.ctas).map(ToString::to_string).take(MAX_CTAS_SEEN).collect();
    let is_stranger = !site::is_allowed(public.sites(), page.as_str());
    if ctas.is_empty() || is_stranger || is_told(&service, page.as_str(), &ctas, incoming.now) {
        return Ok(answer::done());
    }
    let text = serde_json::to_string(&SeenCtas { ctas, page })?;
    let desk = incoming.desk(service)?;
    limit::count(&incoming.env, &desk.facts, Counted::Visitor).await?;
    desk.ask(Method::Post, &incoming.path, &Caller::Anyone, Some(&text)).await
}

/// Whether that was told within the hour; from now on it was.
fn is_told(service: &ServiceSlug, place: &str, ctas: &[String], now: Timestamp) -> bool {
    let key = format!("{service} {place} {}", ctas.join(" "));
    TOLD.with_borrow_mut(|told| {
        if told.get(&key).is_some_and(|at| now.ms_since(*at) < KNOWN_MS) {
            return true;
        }
        if told.len() >= MOST {
            told.clear();
        }
        told.insert(key, now);
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_page_is_told_once_an_hour_and_memory_is_bounded() {
        let acme = ServiceSlug::try_from("acme").expect("a slug");
        let told = |place: &str, ms| is_told(&acme, place, &["summer".to_owned()], Timestamp::from_ms(ms));
        assert!(!told("https://a.example/", 0));
        assert!(told("https://a.example/", KNOWN_MS - 1));
        assert!(!told("https://a.example/b", 1));
        assert!(!told("https://a.example/", KNOWN_MS));
        for number in 0..=MOST {
            told(&format!("https://a.example/{number}"), 5);
        }
        assert!(TOLD.with_borrow(BTreeMap::len) <= MOST);
    }
}
