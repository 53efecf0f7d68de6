//! A connected social account. None can be connected yet, so there is nothing at any address; the class is here because a
//! deployment remembers the list of its classes.

use std::panic::{RefUnwindSafe, UnwindSafe};

use worker::{DurableObject, Env, Request, Response, State, WebSocket, WebSocketIncomingMessage, durable_object};

use crate::error::EdgeError;

/// See the module.
#[durable_object]
pub struct Channel {}

impl UnwindSafe for Channel {}
impl RefUnwindSafe for Channel {}

impl DurableObject for Channel {
    fn new(_: State, _: Env) -> Self {
        Self {}
    }

    async fn fetch(&self, request: Request) -> worker::Result<Response> {
        Ok(EdgeError::not_found().into_response(&request.path()))
    }

    async fn alarm(&self) -> worker::Result<Response> {
        Response::empty()
    }

    async fn websocket_message(&self, _: WebSocket, _: WebSocketIncomingMessage) -> worker::Result<()> {
        Ok(())
    }

    async fn websocket_close(&self, _: WebSocket, _: usize, _: String, _: bool) -> worker::Result<()> {
        Ok(())
    }

    async fn websocket_error(&self, _: WebSocket, _: worker::Error) -> worker::Result<()> {
        Ok(())
    }
}
