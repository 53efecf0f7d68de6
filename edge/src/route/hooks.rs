//! Calls of messaging services to an account's webhook: handed to its Channel as they are, for what proves them is in every byte.

use shared::value::{Handle, ServiceSlug};
use worker::{Headers, Request, RequestInit, Response};

use super::{Incoming, object::fetch};
use crate::error::EdgeError;

/// Headers of ours, which nobody else may set.
const OURS: &str = "x-frontdesk-";

/// Answers one; the path is `/hooks/acme/acme-line`.
///
/// # Errors
/// `not_found` where there is no such account.
pub(super) async fn serve(incoming: Incoming) -> Result<Response, EdgeError> {
    let mut parts = incoming.path.split('/').skip(2);
    let (Some(service), Some(account), None) = (parts.next(), parts.next(), parts.next()) else {
        return Err(EdgeError::not_found());
    };
    let service = ServiceSlug::try_from(service).map_err(|_| EdgeError::not_found())?;
    let account = Handle::try_from(account).map_err(|_| EdgeError::not_found())?;
    let headers = Headers::new();
    for (name, value) in incoming.request.headers().entries() {
        if !name.to_ascii_lowercase().starts_with(OURS) {
            headers.set(&name, &value)?;
        }
    }
    let url = incoming.request.url()?;
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut init = RequestInit::new();
    init.with_method(incoming.request.method()).with_headers(headers);
    if let Some(body) = incoming.request.inner().body() {
        init.with_body(Some(body.into()));
    }
    let request = Request::new_with_init(&format!("https://object.invalid/hook{query}"), &init)?;
    fetch(&incoming.env, ("CHANNEL", &format!("{service}/{account}")), request).await
}
