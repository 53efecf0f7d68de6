//! Answers to requests, made in one way everywhere.

use serde::Serialize;
use worker::{Response, ResponseBuilder};

use crate::error::EdgeError;

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

/// 204.
pub(crate) fn done() -> Response {
    ResponseBuilder::new().with_status(204).empty()
}
