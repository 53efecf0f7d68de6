//! The service's desk: directory, staff, enquiries, claims, alerts to dashboards.

pub(crate) mod accounts;
mod call;
pub(crate) mod settings;

use worker::{DurableObject, Env, Request, Response, State, durable_object};

/// See the module.
#[durable_object(fetch)]
pub struct Desk {}

impl DurableObject for Desk {
    fn new(_state: State, _env: Env) -> Self {
        Self {}
    }

    async fn fetch(&self, _request: Request) -> worker::Result<Response> {
        Response::error("", 404)
    }
}
