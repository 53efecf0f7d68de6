//! Answers to requests, made in one way everywhere.

use serde::Serialize;
use sha2::{Digest, Sha256};
use worker::{Headers, Request, Response, ResponseBuilder};

use crate::{access, error::EdgeError};

/// 200 with JSON.
///
/// # Errors
/// When the value has no JSON form.
pub(crate) fn json(value: &impl Serialize) -> Result<Response, EdgeError> {
    json_with_status(200, value)
}

/// JSON with a status of one's own.
///
/// # Errors
/// As for [`json`].
pub(crate) fn json_with_status(status: u16, value: &impl Serialize) -> Result<Response, EdgeError> {
    let text = serde_json::to_vec(value).map_err(|_| EdgeError::Broken("an answer has no JSON form"))?;
    let builder = ResponseBuilder::new().with_status(status).with_header("Content-Type", "application/json")?;
    Ok(builder.fixed(text))
}

/// Cuts what was found to a page, if there is more; says then where the one after it begins, as `place` has it of the last one
/// that stays. To be asked for one more than a page has.
pub(crate) fn cut<T, P>(found: &mut Vec<T>, page: usize, place: impl FnOnce(&T) -> P) -> Option<P> {
    let more = found.len() > page;
    found.truncate(page);
    found.last().filter(|_| more).map(place)
}

/// 200 with JSON that clients ask for again and again: who has it already is told so alone.
///
/// # Errors
/// When the value has no JSON form.
pub(crate) fn json_marked(request: &Request, value: &impl Serialize) -> Result<Response, EdgeError> {
    let text = serde_json::to_string(value).map_err(|_| EdgeError::Broken("an answer has no JSON form"))?;
    let headers = Headers::new();
    headers.set("Content-Type", "application/json")?;
    headers.set("Cache-Control", "no-cache")?;
    marked(request, headers, text)
}

/// A text with a mark of what is in it (`ETag`): 304 without the text for who has it already.
///
/// # Errors
/// When the runtime can't read the request.
pub(crate) fn marked(request: &Request, headers: Headers, text: String) -> Result<Response, EdgeError> {
    let tag = format!("\"{}\"", access::hex(Sha256::digest(text.as_bytes()).get(..16).unwrap_or_default()));
    headers.set("ETag", &tag)?;
    let known = request.headers().get("If-None-Match")?.unwrap_or_default();
    // Weak ones are the same to who compressed it on the way.
    if known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag) {
        return Ok(Response::empty()?.with_status(304).with_headers(headers));
    }
    Ok(Response::ok(text)?.with_headers(headers))
}

/// 204.
pub(crate) fn done() -> Response {
    ResponseBuilder::new().with_status(204).empty()
}
