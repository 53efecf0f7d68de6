//! The way to another object: a request is made anew for it, with our own headers only.

use serde::{Serialize, de::DeserializeOwned};
use shared::api::ErrorAnswer;
use worker::{Env, Headers, Method, Request, RequestInit, Response, console_error};

use crate::error::EdgeError;

/// An object: its binding, and what it is called.
pub(crate) type Object<'a> = (&'a str, &'a str);

/// Sends a request to an object.
///
/// # Errors
/// `unavailable` when it can't be reached.
pub(crate) async fn fetch(env: &Env, (binding, name): Object<'_>, request: Request) -> Result<Response, EdgeError> {
    let stub = env.durable_object(binding)?.get_by_name(name)?;
    stub.fetch_with_request(request).await.map_err(|error| {
        console_error!("{binding} {name} could not be reached: {error}");
        EdgeError::unavailable("This doesn't work at the moment. Please try again.")
    })
}

/// Makes a request and sends it; the answer comes back as it is, refusals too.
///
/// # Errors
/// As for [`fetch`].
pub(crate) async fn send(
    env: &Env,
    object: Object<'_>,
    (method, path): (Method, &str),
    headers: Headers,
    body: Option<&str>,
) -> Result<Response, EdgeError> {
    let mut init = RequestInit::new();
    init.with_method(method).with_headers(headers).with_body(body.map(Into::into));
    fetch(env, object, Request::new_with_init(&format!("https://object.invalid{path}"), &init)?).await
}

/// Posts something; a refusal becomes an error of the same code and words.
///
/// # Errors
/// The object's refusal, and as for [`fetch`].
pub(crate) async fn post(
    env: &Env,
    object: Object<'_>,
    path: &str,
    headers: Headers,
    body: &impl Serialize,
) -> Result<Response, EdgeError> {
    accepted(send(env, object, (Method::Post, path), headers, Some(&json(body)?)).await?).await
}

/// The same, and reads the answer.
///
/// # Errors
/// As for [`post`].
pub(crate) async fn ask<T: DeserializeOwned>(
    env: &Env,
    object: Object<'_>,
    path: &str,
    headers: Headers,
    body: &impl Serialize,
) -> Result<T, EdgeError> {
    read(post(env, object, path, headers, body).await?).await
}

/// Gets something, and reads it.
///
/// # Errors
/// As for [`post`].
pub(crate) async fn get<T: DeserializeOwned>(env: &Env, object: Object<'_>, path: &str) -> Result<T, EdgeError> {
    read(send(env, object, (Method::Get, path), Headers::new(), None).await?).await
}

/// What an answer holds.
///
/// # Errors
/// The refusal, if it is one.
pub(crate) async fn read<T: DeserializeOwned>(answer: Response) -> Result<T, EdgeError> {
    let text = accepted(answer).await?.text().await?;
    serde_json::from_str(&text).map_err(|_| EdgeError::Broken("an object answered in another shape"))
}

/// The answer, unless it is a refusal.
///
/// # Errors
/// The refusal.
pub(crate) async fn accepted(mut answer: Response) -> Result<Response, EdgeError> {
    if answer.status_code() >= 300 {
        return Err(refusal(&answer.text().await?));
    }
    Ok(answer)
}

/// What goes to an object.
///
/// # Errors
/// Never in practice.
pub(crate) fn json(body: &impl Serialize) -> Result<String, EdgeError> {
    serde_json::to_string(body).map_err(|_| EdgeError::Broken("a request has no JSON form"))
}

/// What an object's answer says went wrong.
pub(crate) fn refusal(text: &str) -> EdgeError {
    match serde_json::from_str::<ErrorAnswer>(text) {
        Ok(answer) => answer.error.into(),
        Err(_) => EdgeError::Broken("an object answered with something else than an error"),
    }
}
