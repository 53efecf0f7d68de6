//! Becoming a visitor: a token, and nothing stored.

use shared::{id::VisitorId, value::ServiceSlug};
use worker::Response;

use super::{
    Incoming,
    limit::{self, Counted},
};
use crate::{access, answer, clock, error::EdgeError, token};

/// A new visitor, or the same one with a new token: who shows a token that is still valid stays who they are.
///
/// # Errors
/// `not_found` without such a service, `too_fast` over the limit.
pub(super) async fn become_one(incoming: Incoming, service: ServiceSlug) -> Result<Response, EdgeError> {
    let desk = incoming.desk(service.clone())?;
    limit::count(&incoming.env, &desk.facts, Counted::Visitor).await?;
    incoming.public(&service).await?;
    let secret = token::secret(&incoming.env)?;
    let shown = access::bearer(&incoming.request)?;
    // An old or foreign token is no error: its holder needs a new one all the same.
    let known = shown.and_then(|shown| token::check(&secret, &service, incoming.now, &shown).ok());
    let visitor = known.unwrap_or_else(|| VisitorId::new(incoming.now, clock::random()));
    answer::json(&token::issue(&secret, &service, visitor, incoming.now)?)
}
