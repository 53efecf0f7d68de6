//! Becoming a visitor: a token, and nothing stored but of whom the owner's backend signed who they are.

use shared::{
    api::{BecameVisitor, ErrorCode, IdentityProof},
    id::VisitorId,
    value::ServiceSlug,
};
use worker::{Method, Response};

use super::{
    Incoming, body,
    desk::Desk,
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
    let known = match known {
        Some(known) => still(&desk, known).await?,
        None => None,
    };
    let strange = || token::Claims::anonymous(&service, VisitorId::new(incoming.now, clock::random()), incoming.now);
    let claims = known.unwrap_or_else(strange);
    // Older widgets send no body, and so does who has nothing to show.
    let shown = body::optional_text(&mut incoming.request, body::MAX_BYTES).await?;
    let proof: Option<IdentityProof> = shown.map(|shown| serde_json::from_str(&shown)).transpose()?;
    let Some(identity) = proof.and_then(|proof| proof.identity) else {
        let token = token::issue(&secret, &claims.renewed(incoming.now))?;
        return answer::json(&BecameVisitor { token, identity: None });
    };
    let ask = serde_json::to_string(&Identify { visitor: claims.visitor, identity })?;
    let Identified { home, outcome } =
        desk.ask_json(Method::Post, "/internal/identify", &Caller::Anyone, Some(&ask)).await?;
    let claims = match home {
        Some(home) => token::Claims::signed(&service, home, incoming.now),
        None => claims.renewed(incoming.now),
    };
    answer::json(&BecameVisitor { token: token::issue(&secret, &claims)?, identity: Some(outcome) })
}

/// Who a token says that one is, unless that was signed and counts no more: then one is somebody new.
async fn still(desk: &Desk, claims: token::Claims) -> Result<Option<token::Claims>, EdgeError> {
    let caller = Caller::Visitor { visitor: claims.visitor, identity: claims.identity };
    match desk.admit(&caller).await {
        Ok(()) => Ok(Some(claims)),
        Err(EdgeError::Refused(body)) if body.code == ErrorCode::Unauthenticated => Ok(None),
        Err(error) => Err(error),
    }
}
