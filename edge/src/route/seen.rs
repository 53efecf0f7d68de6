//! Where CTAs are seen: told by every chat that is opened, so most of it is known already and never reaches the Desk.

use shared::{
    api::{MAX_CTAS_SEEN, SeenCtas},
    site,
    value::ServiceSlug,
};
use worker::{Method, Response};

use super::{
    Incoming, body,
    limit::{self, Counted},
    told::Told,
};
use crate::{access::Caller, answer, error::EdgeError};

/// Most names of one page that are looked up: ten times what is noted, since elements may be older than what they name.
const MOST_NAMES: usize = 10 * MAX_CTAS_SEEN;

thread_local! {
    static TOLD: Told = const { Told::new() };
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
    if ctas.is_empty() || is_stranger || TOLD.with(|all| all.knows(&told, incoming.now)) {
        return Ok(answer::done());
    }
    let text = serde_json::to_string(&SeenCtas { ctas, page })?;
    let desk = incoming.desk(service)?;
    limit::count(&incoming.env, &desk.facts, Counted::Visitor).await?;
    let answer = desk.ask(Method::Post, &incoming.path, &Caller::Anyone, Some(&text)).await?;
    if answer.status_code() < 300 {
        TOLD.with(|all| all.note(told, incoming.now));
    }
    Ok(answer)
}
