//! A connected social account.

use worker::{DurableObject, Env, Request, Response, State, durable_object};

/// See the module.
#[durable_object(fetch)]
pub struct Channel {}

impl DurableObject for Channel {
    fn new(_state: State, _env: Env) -> Self {
        Self {}
    }

    async fn fetch(&self, _request: Request) -> worker::Result<Response> {
        Response::error("", 404)
    }
}
