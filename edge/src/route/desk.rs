//! The way from the router to a service's Desk. A request is made anew for it, with our own headers only.

use serde::de::DeserializeOwned;
use shared::{api::ErrorAnswer, value::ServiceSlug};
use worker::{Env, Headers, Method, Request, RequestInit, Response, console_error};

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
        self.send(method, path, headers, body).await
    }

    /// Asks the Desk for a socket.
    ///
    /// # Errors
    /// As for [`Desk::ask`].
    pub(crate) async fn ask_for_socket(&self, path: &str, caller: &Caller) -> Result<Response, EdgeError> {
        let headers = self.headers(caller)?;
        headers.set("Upgrade", "websocket")?;
        self.send(Method::Get, path, headers, None).await
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
        let mut response = self.ask(method, path, caller, body).await?;
        let text = response.text().await?;
        if response.status_code() >= 300 {
            return Err(refusal(&text));
        }
        serde_json::from_str(&text).map_err(|_| EdgeError::Broken("an answer of the Desk has another shape"))
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
                return Err(refusal(&answer.text().await?));
            }
        }
        read
    }

    fn headers(&self, caller: &Caller) -> Result<Headers, EdgeError> {
        let headers = Headers::new();
        headers.set(access::CALLER_HEADER, &access::ascii(caller)?)?;
        headers.set(access::REQUEST_HEADER, &access::ascii(&self.facts)?)?;
        if let Some(fault) = &self.fault {
            headers.set(access::FAULT_HEADER, fault)?;
        }
        Ok(headers)
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        headers: Headers,
        body: Option<&str>,
    ) -> Result<Response, EdgeError> {
        let mut init = RequestInit::new();
        init.with_method(method).with_headers(headers).with_body(body.map(Into::into));
        let request = Request::new_with_init(&format!("https://object.invalid{path}"), &init)?;
        fetch(&self.env, "DESK", self.service.as_str(), request).await
    }
}

/// Sends a request to an object.
///
/// # Errors
/// `unavailable` when it can't be reached.
pub(crate) async fn fetch(env: &Env, binding: &str, name: &str, request: Request) -> Result<Response, EdgeError> {
    let stub = env.durable_object(binding)?.get_by_name(name)?;
    stub.fetch_with_request(request).await.map_err(|error| {
        console_error!("{binding} {name} could not be reached: {error}");
        EdgeError::unavailable("This doesn't work at the moment. Please try again.")
    })
}

/// What an object's answer says went wrong.
pub(crate) fn refusal(text: &str) -> EdgeError {
    match serde_json::from_str::<ErrorAnswer>(text) {
        Ok(answer) => answer.error.into(),
        Err(_) => EdgeError::Broken("an object answered with something else than an error"),
    }
}
