//! Requests to the worker: JSON there and back, refusals as [`ErrorBody`], and an answer always, if only that there is
//! no network.

use serde::{Serialize, de::DeserializeOwned};
use shared::api::{ErrorAnswer, ErrorBody};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit, Response};

use crate::read::{Read, from_text};

/// How long an answer may take: longer than a slow network needs, shorter than a person's patience.
const PATIENCE_MS: u32 = 15_000;

/// Why a request brought nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The worker said no, and why.
    Refused(Box<ErrorBody>),
    /// No answer within 15 seconds, or no network.
    Offline,
    /// The answer isn't what it should be: a proxy's page, or a newer server's.
    Unreadable,
}

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub enum Auth<'a> {
    /// Staff, by the session's cookie.
    Cookie,
    /// A visitor, by their token.
    Bearer(&'a str),
}

/// Reads something.
///
/// # Errors
/// See [`Fault`].
pub async fn get<T: DeserializeOwned>(path: &str, auth: Auth<'_>) -> Result<T, Fault> {
    read(&request("GET", path, None, auth).await?)
}

/// Changes something. `&()` sends no body; `T = ()` is for answers without one.
///
/// # Errors
/// See [`Fault`].
pub async fn send<T: DeserializeOwned>(
    method: &'static str,
    path: &str,
    body: &impl Serialize,
    auth: Auth<'_>,
) -> Result<T, Fault> {
    read(&request(method, path, written(body)?, auth).await?)
}

/// As [`send`], for answers that have a reader of [`crate::read`]: serde's are some kilobytes for each type.
///
/// # Errors
/// See [`Fault`].
pub async fn ask<T: Read>(method: &'static str, path: &str, body: &impl Serialize, auth: Auth<'_>) -> Result<T, Fault> {
    let text = request(method, path, written(body)?, auth).await?;
    from_text(if text.is_empty() { "null" } else { &text }).ok_or(Fault::Unreadable)
}

/// The text of an answer, for who reads it by [`crate::read`]: the way of the visitor's chat, which must be small.
///
/// # Errors
/// See [`Fault`].
pub async fn text(method: &str, path: &str, body: Option<String>, auth: Auth<'_>) -> Result<String, Fault> {
    request(method, path, body, auth).await
}

fn written(body: &impl Serialize) -> Result<Option<String>, Fault> {
    let body = serde_json::to_string(body).map_err(|_| Fault::Unreadable)?;
    Ok((body != "null").then_some(body))
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    let text = if text.is_empty() { "null" } else { text };
    serde_json::from_str(text).map_err(|_| Fault::Unreadable)
}

/// One copy for all types of bodies and answers, which would each cost their own in WebAssembly.
async fn request(method: &str, path: &str, body: Option<String>, auth: Auth<'_>) -> Result<String, Fault> {
    let response = fetch(method, path, body.as_deref(), auth).await.map_err(|_| Fault::Offline)?;
    let text = text_of(&response).await.map_err(|_| Fault::Offline)?;
    if response.ok() {
        return Ok(text);
    }
    match from_text::<ErrorAnswer>(&text) {
        Some(answer) => Err(Fault::Refused(Box::new(answer.error))),
        None => Err(Fault::Unreadable),
    }
}

async fn fetch(method: &str, path: &str, body: Option<&str>, auth: Auth<'_>) -> Result<Response, JsValue> {
    let headers = Headers::new()?;
    if let Auth::Bearer(token) = auth {
        headers.set("authorization", &format!("Bearer {token}"))?;
    }
    let options = RequestInit::new();
    options.set_method(method);
    if let Some(body) = body {
        headers.set("content-type", "application/json")?;
        options.set_body(&JsValue::from_str(body));
    }
    options.set_headers(&headers);
    options.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)));
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    JsFuture::from(window.fetch_with_str_and_init(path, &options)).await?.dyn_into()
}

async fn text_of(response: &Response) -> Result<String, JsValue> {
    JsFuture::from(response.text()?).await?.as_string().ok_or(JsValue::UNDEFINED)
}
