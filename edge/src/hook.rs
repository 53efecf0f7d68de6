//! One request of a webhook: signed, sent to its receiver, and what came of it. What is told, and when again, is decided in
//! `shared::hook`.
//!
//! The address is the owner's to choose, so it must not become a way to where only this deployment gets: it is looked at anew
//! for each request, no answer leads on, and the runtime itself reaches nothing but the public network
//! (`global_fetch_strictly_public` in `wrangler.toml`).

use std::time::Duration;

use base64ct::{Base64UrlUnpadded, Encoding};
use futures_util::TryStreamExt;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use shared::{
    hook::{ANSWER_BYTES, Outcome, SECRET_PREFIX, check_address},
    value::Timestamp,
};
use worker::{AbortController, AbortSignal, Env, Fetch, Headers, Method, Request, RequestInit, RequestRedirect};

use crate::{
    access::hex,
    clock,
    error::EdgeError,
    store::desk::hook::{Due, Kept, Tried},
    switch, token,
};

/// Who has more to do than to take a message note it down first.
const PATIENCE: Duration = Duration::from_secs(10);

/// A header's name: `Frontdesk-Signature: t=1803153936,v1=5257…`.
const SIGNATURE: &str = "Frontdesk-Signature";

/// The text of a secret. It follows from the deployment's own and a salt, so that the database holds none.
///
/// # Errors
/// When the deployment lacks its secret.
pub(crate) fn secret(env: &Env, salt: &str) -> Result<String, EdgeError> {
    Ok(secret_of(&token::secret(env)?, salt))
}

fn secret_of(deployment: &str, salt: &str) -> String {
    let text = Base64UrlUnpadded::encode_string(&mac(deployment, &["secret of a webhook\n", salt]));
    format!("{SECRET_PREFIX}{text}")
}

/// HMAC-SHA256. A key may have any length.
fn mac(key: &str, parts: &[&str]) -> Vec<u8> {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else { return Vec::new() };
    for part in parts {
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().to_vec()
}

/// The header's value: when it was signed, in seconds, and the HMAC-SHA256 of `t`, a point and the body by each secret that is
/// good now, the newest first.
fn signature(now: Timestamp, secrets: &[String], body: &str) -> String {
    let at = now.as_ms().div_euclid(1_000).to_string();
    let signed = secrets.iter().map(|secret| format!(",v1={}", hex(&mac(secret, &[&at, ".", body]))));
    std::iter::once(format!("t={at}")).chain(signed).collect()
}

/// Sends it once.
///
/// # Errors
/// When the deployment lacks its secret, or the runtime can't make a request.
pub(crate) async fn send(env: &Env, hook: &Kept, due: &Due) -> Result<Tried, EdgeError> {
    let began = clock::now();
    let (outcome, status, answer) = match request(env, began, hook, due)? {
        Some(request) => deliver(request).await,
        None => (Outcome::Unreachable, None, None),
    };
    let at = clock::now();
    let took_ms = u32::try_from(at.ms_since(began)).unwrap_or(0);
    Ok(Tried { at, outcome, status, took_ms, answer })
}

/// None if its address is one that isn't let in any more.
fn request(env: &Env, now: Timestamp, hook: &Kept, due: &Due) -> Result<Option<Request>, EdgeError> {
    let address = hook.settings.address.as_str();
    if check_address(address, "", switch::anywhere(env)).is_err() {
        return Ok(None);
    }
    let mut secrets = vec![secret(env, &hook.salt)?];
    if let Some((salt, _)) = hook.former.as_ref().filter(|(_, until)| *until > now) {
        secrets.push(secret(env, salt)?);
    }
    let headers = Headers::new();
    headers.set("Content-Type", "application/json")?;
    headers.set("User-Agent", "Frontdesk-Webhook/1")?;
    headers.set("Frontdesk-Event", &due.event_id.to_string())?;
    headers.set(SIGNATURE, &signature(now, &secrets, &due.body))?;
    let mut init = RequestInit::new();
    init.with_redirect(RequestRedirect::Manual)
        .with_method(Method::Post)
        .with_headers(headers)
        .with_body(Some(due.body.as_str().into()));
    Ok(Some(Request::new_with_init(address, &init)?))
}

type Came = (Outcome, Option<u16>, Option<String>);

async fn deliver(request: Request) -> Came {
    let abort = AbortController::default();
    let came = clock::within(PATIENCE, answered(request, abort.signal())).await;
    // Whatever else it has to say is not waited for.
    abort.abort();
    came.unwrap_or((Outcome::TimedOut, None, None))
}

async fn answered(request: Request, signal: AbortSignal) -> Came {
    let fetch = Fetch::Request(request);
    let Ok(mut answer) = fetch.send_with_signal(&signal).await else { return (Outcome::Unreachable, None, None) };
    let status = answer.status_code();
    let mut bytes = Vec::new();
    if let Ok(mut stream) = answer.stream() {
        while bytes.len() < ANSWER_BYTES
            && let Ok(Some(chunk)) = stream.try_next().await
        {
            bytes.extend_from_slice(&chunk);
        }
    }
    (Outcome::of(status), Some(status), beginning(&bytes))
}

/// How an answer begins, as text that can be shown.
fn beginning(bytes: &[u8]) -> Option<String> {
    let cut = bytes.get(..bytes.len().min(ANSWER_BYTES)).unwrap_or_default();
    let shown = |character: char| if character.is_control() && character != '\n' { ' ' } else { character };
    let text: String = String::from_utf8_lossy(cut).trim().chars().map(shown).collect();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_what_others_work_out() {
        // printf '1800000000.{}' | openssl dgst -sha256 -hmac whsec_test
        let header = signature(Timestamp::from_ms(1_800_000_000_999), &["whsec_test".to_owned()], "{}");
        assert_eq!(header, format!("t=1800000000,v1={}", hex(&mac("whsec_test", &["1800000000.{}"]))));
        let both = signature(Timestamp::from_ms(0), &["a".to_owned(), "b".to_owned()], "x");
        assert_eq!(both.matches(",v1=").count(), 2);
        // RFC 4231, test case 2.
        let known = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hex(&mac("Jefe", &["what do ya want ", "for nothing?"])), known);
    }

    #[test]
    fn each_salt_and_each_deployment_has_its_secret() {
        let secret = secret_of("deployment", "salt");
        assert!(secret.starts_with("whsec_") && secret.len() == 49, "{secret}");
        assert_ne!(secret, secret_of("deployment", "other"));
        assert_ne!(secret, secret_of("other", "salt"));
    }

    #[test]
    fn of_an_answer_the_beginning_is_kept_whatever_it_is() {
        assert_eq!(beginning(b""), None);
        assert_eq!(beginning(b" ok\n").as_deref(), Some("ok"));
        assert_eq!(beginning(b"a\x00\x1bb").as_deref(), Some("a  b"));
        let long = beginning("é".repeat(1_000).as_bytes()).expect("it has text");
        assert!(long.chars().count() <= ANSWER_BYTES);
        assert!(beginning(&[0xff; 2_000]).is_some());
    }
}
