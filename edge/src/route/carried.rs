//! Which sites carry the widget: a browser says so when it asks for the service's script, or for the chat's frame, and who set
//! the widget up wants to know that it works. Anybody can say so, thus only the service's own sites count; the Desk hears of
//! each once an hour.

use std::{cell::RefCell, collections::BTreeMap};

use shared::{
    site::{self, Origin},
    value::{ServiceSlug, Timestamp},
};
use worker::Method;

use super::{
    Incoming, Public,
    limit::{self, Counted},
};
use crate::{access::Caller, error::EdgeError};

/// How long a site is taken for known.
const KNOWN_MS: i64 = 60 * 60 * 1_000;

/// Most sites remembered in one isolate, some 100 bytes each.
const MOST: usize = 1_000;

thread_local! {
    static TOLD: RefCell<BTreeMap<(ServiceSlug, String), Timestamp>> = const { RefCell::new(BTreeMap::new()) };
}

/// Notes the site that this request comes from, if it is one of the service's.
///
/// # Errors
/// When the request can't be read.
pub(crate) fn note_referrer(incoming: &Incoming, public: &Public) -> Result<(), EdgeError> {
    match incoming.request.headers().get("Referer")? {
        Some(referrer) => note(incoming, public, &referrer),
        None => Ok(()),
    }
}

/// Notes the site of an address, if it is one of the service's.
///
/// # Errors
/// When the deployment lacks its secret.
pub(crate) fn note(incoming: &Incoming, public: &Public, address: &str) -> Result<(), EdgeError> {
    let service = &public.directory.service.slug;
    let site = Origin::of(address).filter(|_| site::is_allowed(public.sites(), address)).map(|origin| origin.text());
    let Some(site) = site.filter(|site| !is_told(service, site, incoming.now)) else { return Ok(()) };
    let body = serde_json::to_string(&site)?;
    let (desk, env) = (incoming.desk(service.clone())?, incoming.env.clone());
    incoming.context.wait_until(async move {
        // Patterns stand for as many sites as somebody likes to make up.
        if limit::count(&env, &desk.facts, Counted::Visitor).await.is_err() {
            return;
        }
        if let Err(error) = desk.ask(Method::Post, "/internal/site", &Caller::Anyone, Some(&body)).await {
            error.log("telling of a site that carries the widget");
        }
    });
    Ok(())
}

/// Whether that was told within the hour; from now on it was.
fn is_told(service: &ServiceSlug, site: &str, now: Timestamp) -> bool {
    TOLD.with_borrow_mut(|told| {
        let key = (service.clone(), site.to_owned());
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
    fn a_site_is_told_once_an_hour_and_memory_is_bounded() {
        let acme = ServiceSlug::try_from("acme").expect("a slug");
        let told = |site: &str, ms| is_told(&acme, site, Timestamp::from_ms(ms));
        assert!(!told("https://a.example", 0) && told("https://a.example", KNOWN_MS - 1));
        assert!(!told("https://a.example", KNOWN_MS) && !told("https://b.example", 1));
        for number in 0..=MOST {
            told(&format!("https://{number}.example"), 5);
        }
        assert!(TOLD.with_borrow(BTreeMap::len) <= MOST);
    }
}
