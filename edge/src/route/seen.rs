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

/// Most names of one page that are looked up: ten times what is noted, since elements may be older than what they name.
const MOST_NAMES: usize = 10 * MAX_CTAS_SEEN;

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
    let mut seen: SeenCtas = serde_json::from_str(&body::text(&mut incoming.request, body::MAX_BYTES).await?)?;
    let Some(page) = site::place(&seen.page) else { return Ok(answer::done()) };
    seen.ctas.truncate(MOST_NAMES);
    let public = incoming.public(&service).await?;
    // Not before it is one: an element may be older than the CTA that it is for.
    let ctas: Vec<String> = public.named_ctas(&seen.ctas).map(ToString::to_string).take(MAX_CTAS_SEEN).collect();
    let is_stranger = !site::is_allowed(public.sites(), page.as_str());
    let told = format!("{service} {} {}", page.as_str(), ctas.join(" "));
    if ctas.is_empty() || is_stranger || is_told(&told, incoming.now) {
        return Ok(answer::done());
    }
    let text = serde_json::to_string(&SeenCtas { ctas, page })?;
    let desk = incoming.desk(service)?;
    limit::count(&incoming.env, &desk.facts, Counted::Visitor).await?;
    let answer = desk.ask(Method::Post, &incoming.path, &Caller::Anyone, Some(&text)).await?;
    // What was refused is told by the next visitor.
    if answer.status_code() < 300 {
        remember(told, incoming.now);
    }
    Ok(answer)
}

/// Whether that was told within the hour.
fn is_told(told: &str, now: Timestamp) -> bool {
    TOLD.with_borrow(|all| all.get(told).is_some_and(|at| now.ms_since(*at) < KNOWN_MS))
}

fn remember(told: String, now: Timestamp) {
    TOLD.with_borrow_mut(|all| {
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(told, now);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_page_is_told_once_an_hour_and_memory_is_bounded() {
        let at = Timestamp::from_ms;
        assert!(!is_told("acme https://a.example/ summer", at(0)));
        remember("acme https://a.example/ summer".to_owned(), at(0));
        assert!(is_told("acme https://a.example/ summer", at(KNOWN_MS - 1)));
        assert!(!is_told("acme https://a.example/b summer", at(1)));
        assert!(!is_told("acme https://a.example/ summer", at(KNOWN_MS)));
        for number in 0..=MOST {
            remember(format!("acme https://a.example/{number} summer"), at(5));
        }
        assert!(TOLD.with_borrow(BTreeMap::len) <= MOST);
    }
}
