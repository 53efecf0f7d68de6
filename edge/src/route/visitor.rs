//! Becoming a visitor: a token, and nothing stored but of whom the owner's backend signed who they are.

use shared::{
    api::{BecameVisitor, IdentityProof},
    id::VisitorId,
    value::ServiceSlug,
};
use worker::{Method, Response};

use super::{
    Incoming, body,
    limit::{self, Counted},
};
use crate::{
    access::{self, Caller},
    answer, clock,
    error::EdgeError,
    object::desk::identity::{Identified, Identify},
    token,
};

/// A new visitor, or the same one with a new token: who shows a token that is still valid stays who they are.
///
/// # Errors
/// `not_found` without such a service, `too_fast` over the limit, `malformed` for a body that is none.
pub(super) async fn become_one(mut incoming: Incoming, service: ServiceSlug) -> Result<Response, EdgeError> {
    let desk = incoming.desk(service.clone())?;
    limit::count(&incoming.env, &desk.facts, Counted::Visitor).await?;
    incoming.public(&service).await?;
    let secret = token::secret(&incoming.env)?;
    let shown = access::bearer(&incoming.request)?;
    // An old or foreign token is no error: its holder needs a new one all the same.
    let known = shown.and_then(|shown| token::check(&secret, &service, incoming.now, &shown).ok());
    let visitor = known.unwrap_or_else(|| VisitorId::new(incoming.now, clock::random()));
    // Older widgets send no body, and so does who has nothing to show.
    let shown = body::optional_text(&mut incoming.request, body::MAX_BYTES).await?;
    let proof: Option<IdentityProof> = shown.map(|shown| serde_json::from_str(&shown)).transpose()?;
    let Some(identity) = proof.and_then(|proof| proof.identity) else {
        let token = token::issue(&secret, &service, visitor, incoming.now)?;
        return answer::json(&BecameVisitor { token, identity: None });
    };
    let ask = serde_json::to_string(&Identify { visitor, identity })?;
    let Identified { visitor, outcome } =
        desk.ask_json(Method::Post, "/internal/identify", &Caller::Anyone, Some(&ask)).await?;
    let token = token::issue(&secret, &service, visitor, incoming.now)?;
    answer::json(&BecameVisitor { token, identity: Some(outcome) })
}
