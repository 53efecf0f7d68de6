//! The picture of somebody who writes by a messaging service, for staff who may see them: the Desk says whose it is, and it never
//! passes through there.

use serde::{Deserialize, Serialize};
use shared::{api::route::Match, id::VisitorId, value::ServiceSlug};
use worker::{Response, ResponseBuilder};

use super::{Incoming, limit};
use crate::{access::Caller, error::EdgeError, owed::photo_key};

/// For an hour: it is copied once, and goes when the person is erased.
const CACHE: &str = "private, max-age=3600";

/// Whose it is.
#[derive(Serialize, Deserialize)]
pub(crate) struct PhotoOf {
    pub(crate) visitor: VisitorId,
}

/// Answers with it.
///
/// # Errors
/// `not_found` where there is none, and whatever the Desk has against the one who asks.
pub(super) async fn serve(incoming: Incoming, found: &Match<'_>, service: ServiceSlug) -> Result<Response, EdgeError> {
    let caller = Caller::identify(&incoming.request, &incoming.env, incoming.now, found.route.caller, &service)?;
    let desk = incoming.desk(service.clone())?;
    let asked = desk.ask_json(incoming.request.method(), &incoming.path, &caller, None).await;
    let PhotoOf { visitor } = limit::count_strangers(&desk, asked).await?;
    let kept = incoming.env.bucket("FILES")?.get(photo_key(&service, visitor)).execute().await?;
    let kept = kept.ok_or_else(EdgeError::not_found)?;
    let media_type = kept.http_metadata().content_type.ok_or_else(EdgeError::not_found)?;
    let body = kept.body().ok_or_else(EdgeError::not_found)?;
    let builder = ResponseBuilder::new()
        .with_header("Content-Type", &media_type)?
        .with_header("Cache-Control", CACHE)?
        .with_header("Content-Security-Policy", "default-src 'none'; sandbox")?;
    Ok(builder.body(body.response_body()?))
}
