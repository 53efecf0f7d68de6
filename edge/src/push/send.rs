//! One message to one browser: encrypted, brought to its push service, and what became of it noted. What the push service
//! doesn't know any more is removed.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use shared::{
    api::PushOutcome,
    id::EnquiryId,
    push::{Alert, origin},
    value::{LanguageTag, Timestamp},
};
use worker::{AbortController, Env, Fetch, Headers, Method, Request, RequestInit, RequestRedirect, SqlStorage};

use super::{Keys, Vapid, encrypt};
use crate::{
    clock,
    error::EdgeError,
    store::desk::push::{self as store, Address, Browser},
    token,
};

/// Push services answer within a second. Whoever waits for the test's answer waits no longer than this.
const PATIENCE: Duration = Duration::from_secs(8);

/// How long a push service keeps a message for a browser that can't be reached, where nothing shorter is known.
const LONGEST_MS: i64 = 60 * 60_000;

/// What is owed to a browser.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Push {
    pub(crate) alert: Alert,
    /// There is no use in it any more from then on.
    pub(crate) until: Timestamp,
}

impl Push {
    /// Of an alert of `now`.
    pub(crate) fn new(now: Timestamp, alert: Alert) -> Self {
        let until = alert.until().unwrap_or(now.plus_ms(LONGEST_MS));
        Self { alert, until }
    }
}

/// What the browser's service worker reads.
#[derive(Serialize)]
struct Message<'a> {
    #[serde(flatten)]
    alert: &'a Alert,
    language: &'a LanguageTag,
}

/// Push services that deployments let in beside those of the browsers: origins, with spaces between. For tests.
fn others(env: &Env) -> String {
    env.var("PUSH_SERVICES").map(|origins| origins.to_string()).unwrap_or_default()
}

/// The origin of the push service at an address, if it is one that is let in.
pub(crate) fn service_of<'a>(env: &Env, endpoint: &'a str) -> Option<&'a str> {
    origin(endpoint, &others(env).split_whitespace().collect::<Vec<_>>())
}

/// What became of a message, and what its push service answered, if it did.
type Outcome = (PushOutcome, Option<u16>);

/// Sends it. [`PushOutcome::Unreachable`] is worth another try.
///
/// # Errors
/// That of the database, and when the deployment lacks its secret.
pub(crate) async fn send(env: &Env, sql: &SqlStorage, browser: &Browser, push: &Push) -> Result<Outcome, EdgeError> {
    let Some(address) = store::address(sql, browser)? else { return Ok((PushOutcome::NotSubscribed, None)) };
    let (outcome, status) = match request(env, &address, push)? {
        Some(request) => deliver(request).await,
        None => (PushOutcome::Gone, None),
    };
    match outcome {
        PushOutcome::Gone => store::remove(sql, browser)?,
        PushOutcome::Taken | PushOutcome::Refused | PushOutcome::Unreachable | PushOutcome::NotSubscribed => {
            store::note(sql, clock::now(), browser, outcome, status)?;
        }
    }
    Ok((outcome, status))
}

/// None if the browser's keys or its push service aren't any that are taken now.
fn request(env: &Env, to: &Address, push: &Push) -> Result<Option<Request>, EdgeError> {
    let now = clock::now();
    let service = service_of(env, &to.endpoint);
    let (Some(keys), Some(service)) = (Keys::read(&to.p256dh, &to.auth), service) else { return Ok(None) };
    let message = serde_json::to_vec(&Message { alert: &push.alert, language: &to.language })?;
    let body = encrypt(&keys, &message, clock::random(), clock::random())?;
    let vapid = Vapid::of(&token::secret(env)?)?;
    let headers = Headers::new();
    headers.set("Authorization", &vapid.authorization(service, &to.contact, now)?)?;
    headers.set("Content-Encoding", "aes128gcm")?;
    headers.set("Content-Type", "application/octet-stream")?;
    headers.set("TTL", &(push.until.ms_since(now) / 1_000).to_string())?;
    // Somebody waits: it may wake a phone that saves its battery.
    headers.set("Urgency", "high")?;
    // What wasn't brought to the browser yet is replaced by what comes later of the same enquiry.
    if let Some(topic) = push.alert.enquiry().map(topic) {
        headers.set("Topic", &topic)?;
    }
    let mut init = RequestInit::new();
    // Where a push service would send us on to is nowhere that was let in.
    init.with_redirect(RequestRedirect::Manual)
        .with_method(Method::Post)
        .with_headers(headers)
        .with_body(Some(js_sys::Uint8Array::from(body.as_slice()).into()));
    Ok(Some(Request::new_with_init(&to.endpoint, &init)?))
}

/// The digits of its id: at most 32 characters of base64url are let in (RFC 8030, section 5.4).
fn topic(enquiry: EnquiryId) -> String {
    enquiry.to_string().chars().rev().take(32).collect::<Vec<_>>().into_iter().rev().collect()
}

async fn deliver(request: Request) -> Outcome {
    let abort = AbortController::default();
    let signal = abort.signal();
    let fetch = Fetch::Request(request);
    match clock::within(PATIENCE, fetch.send_with_signal(&signal)).await {
        Some(Ok(answer)) => (outcome(answer.status_code()), Some(answer.status_code())),
        Some(Err(_)) => (PushOutcome::Unreachable, None),
        None => {
            abort.abort();
            (PushOutcome::Unreachable, None)
        }
    }
}

/// RFC 8030, sections 5 and 7.3.
fn outcome(status: u16) -> PushOutcome {
    match status {
        200..=299 => PushOutcome::Taken,
        404 | 410 => PushOutcome::Gone,
        408 | 429 | 500..=599 => PushOutcome::Unreachable,
        _ => PushOutcome::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_whether_to_try_again() {
        for (status, meant) in [
            (201, PushOutcome::Taken),
            (404, PushOutcome::Gone),
            (410, PushOutcome::Gone),
            (429, PushOutcome::Unreachable),
            (503, PushOutcome::Unreachable),
            (307, PushOutcome::Refused),
            (403, PushOutcome::Refused),
            (413, PushOutcome::Refused),
        ] {
            assert_eq!(outcome(status), meant);
        }
    }
}
