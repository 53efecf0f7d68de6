//! Bodies of requests: limited before they are read to the end, and text.

use futures_util::TryStreamExt;
use serde::de::DeserializeOwned;
use shared::api::ErrorCode;
use worker::Request;

use crate::error::EdgeError;

/// The largest body: a tag with 5 destinations of 50 people takes 10 KiB, and messages don't come this way.
pub(crate) const MAX_BYTES: usize = 64 * 1024;

/// The largest document with everything that a service has set up: a thousand weblinks and a hundred tags take some 600 KiB.
pub(crate) const MAX_SETUP_BYTES: usize = 2 * 1024 * 1024;

/// The body as text.
///
/// # Errors
/// `too_large`, or `malformed` when it isn't UTF-8 or isn't marked as JSON. The mark matters: a form of another site
/// can't set it.
pub(crate) async fn text(request: &mut Request, most: usize) -> Result<String, EdgeError> {
    let text = optional_text(request, most).await?;
    text.ok_or_else(|| EdgeError::refused(ErrorCode::Malformed, "This request needs a body."))
}

/// The same where there may be none.
///
/// # Errors
/// As for [`text`].
pub(super) async fn optional_text(request: &mut Request, most: usize) -> Result<Option<String>, EdgeError> {
    let kind = request.headers().get("Content-Type")?.unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let bytes = bytes(request, most).await?;
    if bytes.is_empty() {
        return Ok(None);
    }
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(EdgeError::refused(ErrorCode::Malformed, "Send the body as `Content-Type: application/json`."));
    }
    String::from_utf8(bytes).map(Some).map_err(|_| EdgeError::refused(ErrorCode::Malformed, "The body isn't UTF-8."))
}

/// The body as what it should be.
///
/// # Errors
/// As for [`text`], and `malformed` when it is something else.
pub(crate) async fn json<T: DeserializeOwned>(request: &mut Request) -> Result<T, EdgeError> {
    Ok(serde_json::from_str(&text(request, MAX_BYTES).await?)?)
}

/// The body as it is.
///
/// # Errors
/// `too_large`.
pub(crate) async fn bytes(request: &mut Request, most: usize) -> Result<Vec<u8>, EdgeError> {
    let told = request.headers().get("Content-Length")?.and_then(|length| length.parse::<usize>().ok());
    if told.is_some_and(|told| told > most) {
        return Err(too_large(most));
    }
    let mut bytes = Vec::with_capacity(told.unwrap_or(0));
    if request.inner().body().is_none() {
        return Ok(bytes);
    }
    let mut stream = request.stream()?;
    while let Some(chunk) = stream.try_next().await? {
        if bytes.len() + chunk.len() > most {
            return Err(too_large(most));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn too_large(most: usize) -> EdgeError {
    EdgeError::refused(ErrorCode::TooLarge, format!("A request has at most {} KiB.", most / 1024))
}
