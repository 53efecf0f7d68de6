//! A room: the ordered log of what was said, and who is seated.

use worker::{DurableObject, Env, Request, Response, State, durable_object};

/// See the module.
#[durable_object(fetch)]
pub struct Room {}

impl DurableObject for Room {
    fn new(_state: State, _env: Env) -> Self {
        Self {}
    }

    async fn fetch(&self, _request: Request) -> worker::Result<Response> {
        Response::error("", 404)
    }
}
