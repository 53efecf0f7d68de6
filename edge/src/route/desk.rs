//! The way from the router to a service's Desk. A request is made anew for it, with our own headers only.

use serde::{Serialize, de::DeserializeOwned};
use shared::{id::RoomId, owed::Seat, value::ServiceSlug};
use worker::{Env, Headers, Method, Response};

use super::object::{self, Object};
use crate::{
    access::{self, Caller, Facts},
    error::EdgeError,
};

/// One service's Desk, as one request reaches it.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) env: Env,
    pub(crate) service: ServiceSlug,
    pub(crate) facts: Facts,
    /// How the object shall fail; only where the deployment allows it.
    pub(crate) fault: Option<String>,
}

impl Desk {
    /// Asks the Desk; its answer comes back as it is, refusals too.
    ///
    /// # Errors
    /// `unavailable` when it can't be reached.
    pub(crate) async fn ask(
        &self,
        method: Method,
        path: &str,
        caller: &Caller,
        body: Option<&str>,
    ) -> Result<Response, EdgeError> {
        let headers = self.headers(caller)?;
        if body.is_some() {
            headers.set("Content-Type", "application/json")?;
        }
        self.send(self.itself(), method, path, headers, body).await
    }

    /// Asks the Desk for a socket.
    ///
    /// # Errors
    /// As for [`Desk::ask`].
    pub(crate) async fn ask_for_socket(&self, path: &str, caller: &Caller) -> Result<Response, EdgeError> {
        let headers = self.headers(caller)?;
        headers.set("Upgrade", "websocket")?;
        self.send(self.itself(), Method::Get, path, headers, None).await
    }

    /// Refuses a visitor who was signed in once and is no more, where the Desk isn't asked anyway.
    ///
    /// # Errors
    /// `unauthenticated`, or `unavailable`.
    pub(crate) async fn admit(&self, caller: &Caller) -> Result<(), EdgeError> {
        match caller {
            Caller::Visitor { identity: Some(_), .. } => {
                self.ask_json(Method::Post, "/internal/visitor", caller, None).await
            }
            Caller::Visitor { identity: None, .. }
            | Caller::Anyone
            | Caller::SetUp { .. }
            | Caller::Session { .. }
            | Caller::Token { .. } => Ok(()),
        }
    }

    /// Asks the Desk and reads its answer; a refusal becomes an error of the same code and words.
    ///
    /// # Errors
    /// The Desk's refusal, or `unavailable`.
    pub(crate) async fn ask_json<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        caller: &Caller,
        body: Option<&str>,
    ) -> Result<T, EdgeError> {
        object::read(self.ask(method, path, caller, body).await?).await
    }

    /// What was read of a body that the router reads itself; but who may not ask at all is told that first, as everywhere.
    ///
    /// # Errors
    /// What the Desk has against the one who asks, and what was wrong with the body.
    pub(crate) async fn admitted_first<T>(
        &self,
        (method, path): (Method, &str),
        caller: &Caller,
        read: Result<T, EdgeError>,
    ) -> Result<T, EdgeError> {
        if read.is_err() {
            let mut answer = self.ask(method, path, caller, None).await?;
            if matches!(answer.status_code(), 401 | 403 | 429) {
                return Err(object::refusal(&answer.text().await?));
            }
        }
        read
    }

    /// Asks a room of the service, for who has `seat` in it; its answer comes back as it is, refusals too. `headers` are what
    /// else it has to know.
    ///
    /// # Errors
    /// `unavailable` when it can't be reached.
    pub(crate) async fn ask_room(
        &self,
        room: RoomId,
        (method, path): (Method, &str),
        headers: Headers,
        seat: &Seat,
        body: Option<&str>,
    ) -> Result<Response, EdgeError> {
        headers.set(access::SEAT_HEADER, &access::ascii(seat)?)?;
        self.send(("ROOM", &format!("{}/{room}", self.service)), method, path, headers, body).await
    }

    /// Posts something to a room of the service, for who has `seat` in it; a refusal becomes an error of the same code and words.
    ///
    /// # Errors
    /// The room's refusal, or `unavailable`.
    pub(crate) async fn post_to_room(
        &self,
        room: RoomId,
        path: &str,
        seat: &Seat,
        body: &impl Serialize,
    ) -> Result<Response, EdgeError> {
        let text = object::json(body)?;
        object::accepted(self.ask_room(room, (Method::Post, path), Headers::new(), seat, Some(&text)).await?).await
    }

    /// The same, and reads the answer.
    ///
    /// # Errors
    /// As for [`Desk::post_to_room`].
    pub(crate) async fn ask_room_json<T: DeserializeOwned>(
        &self,
        room: RoomId,
        path: &str,
        seat: &Seat,
        body: &impl Serialize,
    ) -> Result<T, EdgeError> {
        object::read(self.post_to_room(room, path, seat, body).await?).await
    }

    /// Reads something of a room for the service itself.
    ///
    /// # Errors
    /// `unavailable` when it can't be reached.
    pub(crate) async fn read_room(&self, room: RoomId, path: &str) -> Result<Response, EdgeError> {
        let name = format!("{}/{room}", self.service);
        self.send(("ROOM", &name), Method::Get, path, Headers::new(), None).await
    }

    fn headers(&self, caller: &Caller) -> Result<Headers, EdgeError> {
        let headers = Headers::new();
        headers.set(access::CALLER_HEADER, &access::ascii(caller)?)?;
        headers.set(access::REQUEST_HEADER, &access::ascii(&self.facts)?)?;
        Ok(headers)
    }

    fn itself(&self) -> Object<'_> {
        ("DESK", self.service.as_str())
    }

    async fn send(
        &self,
        object: Object<'_>,
        method: Method,
        path: &str,
        headers: Headers,
        body: Option<&str>,
    ) -> Result<Response, EdgeError> {
        if let Some(fault) = &self.fault {
            headers.set(access::FAULT_HEADER, fault)?;
        }
        object::send(&self.env, object, (method, path), headers, body).await
    }
}
