//! The table of addresses: each reads a request, asks `access`, and hands over to an object or draws a page.

use worker::{Env, Request, Response};

use crate::error::EdgeError;

/// Answers a request from outside.
pub(crate) async fn serve(request: Request, _env: &Env) -> Response {
    let path = request.path();
    match path.as_str() {
        "/health" => health(),
        _ => Err(EdgeError::not_found()),
    }
    .unwrap_or_else(|error| error.into_response(&path))
}

fn health() -> Result<Response, EdgeError> {
    Ok(Response::ok("ok")?)
}
