//! Pages that the worker serves.

use worker::Response;

use crate::{error::EdgeError, route::Incoming};

/// Answers what isn't the HTTP interface.
///
/// # Errors
/// `not_found`.
pub(crate) async fn answer(_incoming: &Incoming) -> Result<Response, EdgeError> {
    Err(EdgeError::not_found())
}
