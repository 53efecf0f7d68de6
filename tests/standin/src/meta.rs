//! What Facebook Pages and WhatsApp have in common at Meta: addresses, errors, the handshake, and how webhooks are written
//! and signed.

pub(crate) mod facebook;
pub(crate) mod whatsapp;

use std::{fmt::Write, io, sync::Arc, thread, time::Duration};

use channel::{
    http::encode,
    proof::{hex, hmac_sha256},
};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha1::Sha1;

use crate::{
    client::{self, Call},
    hook::{self, Event},
    server::{Reply, Request},
    shape::{Fault, Wrong},
    stand::Stand,
    switch::{Failure, Switches},
};

/// How much later than the answer to a send what became of it is told.
const LATER: Duration = Duration::from_millis(30);

/// What the answer to the handshake has to be.
const CHALLENGE: &str = "1158201444";

/// An error of the Graph API.
#[derive(Debug)]
struct Graph {
    status: u16,
    code: i64,
    subcode: Option<i64>,
    message: String,
    /// WhatsApp's.
    details: Option<String>,
}

impl Graph {
    fn new(status: u16, code: i64, message: &str) -> Self {
        Self { status, code, subcode: None, message: format!("(#{code}) {message}"), details: None }
    }

    fn sub(self, subcode: i64) -> Self {
        Self { subcode: Some(subcode), ..self }
    }

    fn details(self, details: &str) -> Self {
        Self { details: Some(details.to_owned()), ..self }
    }

    fn reply(&self) -> Reply {
        let mut error = json!({
            "message": self.message,
            "type": "OAuthException",
            "code": self.code,
            "fbtrace_id": "AbCdEf123",
        });
        if let Some(subcode) = self.subcode {
            error["error_subcode"] = subcode.into();
        }
        if let Some(details) = &self.details {
            error["error_data"] = json!({ "messaging_product": "whatsapp", "details": details });
        }
        Reply::json(self.status, &json!({ "error": error }))
    }
}

impl From<Fault> for Graph {
    fn from(Fault { at, what }: Fault) -> Self {
        let (param, key) = at.rsplit_once('.').unwrap_or(("", &at));
        let words = match what {
            Wrong::Missing => format!("The parameter {at} is required."),
            Wrong::Unknown => format!("Invalid keys \"{key}\" were found in param \"{param}\"."),
            Wrong::Not(kind) => format!("Param {at} must be a(n) {kind}."),
            Wrong::Long(most) => format!("Length of param {at} must be less than or equal to {most}"),
            Wrong::Invalid => format!("Param {at} is not one of the allowed values."),
        };
        Self::new(400, 100, &words)
    }
}

/// The path behind the version; an error if whoever asks isn't allowed to.
fn authorised<'a>(stand: &Stand, request: &'a Request, token: &str) -> Result<Vec<&'a str>, Graph> {
    let mut parts = request.parts();
    let is_version = |part: &&str| part.strip_prefix('v').is_some_and(|rest| rest.parse::<f32>().is_ok());
    if parts.first().is_some_and(is_version) {
        parts.remove(0);
    }
    let world = stand.world();
    let given = request.bearer().map(str::to_owned).or_else(|| request.param("access_token"));
    let is_right = given.as_deref() == Some(world.secret(token)) && !world.switches.tokens_expired;
    let Some(given) = given.filter(|_| is_right) else {
        let words = "Error validating access token: Session has expired or is invalid.";
        return Err(Graph { message: words.to_owned(), ..Graph::new(401, 190, "") });
    };
    let proof = hex(&hmac_sha256(world.secret("app_secret").as_bytes(), given.as_bytes()));
    match request.param("appsecret_proof") {
        Some(other) if other != proof => {
            Err(Graph::new(400, 100, "Invalid appsecret_proof provided in the API argument"))
        }
        _ => Ok(parts),
    }
}

/// The header that says which address a call was made to that another stand-in passed on.
const PASSED_ON: &str = "x-standin-origin";

/// What the stand-in beside this one answers, if the call is for that one.
fn passed_on(stand: &Stand, request: &Request, token: &str) -> Option<Reply> {
    let (beside, hosts) = {
        let world = stand.world();
        let given = request.bearer().map(str::to_owned).or_else(|| request.param("access_token"));
        let is_ours = given.is_none_or(|given| given == world.secret(token));
        let beside = world.config.beside.clone().filter(|_| !is_ours && request.headers.get(PASSED_ON).is_none())?;
        (beside, world.config.hosts.clone())
    };
    let method = ["GET", "POST", "DELETE"].into_iter().find(|known| *known == request.method)?;
    let kept = ["authorization", "content-type", "user-agent"].into_iter();
    let mut headers: Vec<_> = kept.filter_map(|name| Some((name, request.headers.get(name)?.to_owned()))).collect();
    headers.push((PASSED_ON, stand.origin.clone()));
    let url = format!("{beside}{}?{}", request.path, request.query);
    let call = Call { method, url, headers, body: request.body.clone() };
    match client::call(&call, &hosts, Duration::from_secs(10)) {
        Ok(answer) => {
            let media_type = answer.headers.get("content-type").unwrap_or_default();
            Some(Reply::new(answer.status, media_type, answer.body))
        }
        // If nobody is there, it is as if there were none.
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => None,
        // What that one cuts is cut here.
        Err(_) => Some(Reply { is_cut: true, ..Reply::new(502, "text/plain", "") }),
    }
}

/// An object that isn't there, or not for who asks.
fn absent() -> Graph {
    let words = "Unsupported request. Object does not exist, or cannot be loaded due to missing permissions.";
    Graph { message: words.to_owned(), ..Graph::new(400, 100, "") }.sub(33)
}

fn refuse(failure: Failure, too_many: i64) -> Reply {
    match failure {
        Failure::RateLimit => Graph::new(429, too_many, "Rate limit hit").reply(),
        Failure::Broken | Failure::Cut => Graph::new(500, 2, "Service temporarily unavailable").reply(),
    }
}

/// The whole of what a request says; with a form, its fields.
fn body(request: &Request) -> Result<Value, Graph> {
    request.json().ok_or_else(|| Graph::new(400, 100, "The request body is no valid JSON."))
}

/// A webhook, signed over its bytes.
fn signed(stand: &Stand, body: &Value) -> Call {
    let world = stand.world();
    let body = written(body).into_bytes();
    let secret = world.secret("app_secret").as_bytes();
    let sha256 = hex(&hmac_sha256(secret, &body));
    let sha1 = Hmac::<Sha1>::new_from_slice(secret).map_or_else(
        |_| String::new(),
        |mut mac| {
            mac.update(&body);
            hex(&mac.finalize().into_bytes())
        },
    );
    let headers = vec![
        ("Content-Type", "application/json".to_owned()),
        ("User-Agent", "facebookexternalua".to_owned()),
        ("X-Hub-Signature", format!("sha1={sha1}")),
        ("X-Hub-Signature-256", format!("sha256={sha256}")),
    ];
    Call { method: "POST", url: world.config.callback.clone().unwrap_or_default(), headers, body }
}

/// JSON as Meta writes it: all ASCII, with `\/` and small hexadecimal digits.
fn written(value: &Value) -> String {
    let mut text = String::new();
    for character in value.to_string().chars() {
        match character {
            '/' => text.push_str("\\/"),
            _ if character.is_ascii() => text.push(character),
            _ => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let _ = write!(text, "\\u{unit:04x}");
                }
            }
        }
    }
    text
}

/// What a callback is asked before it is used, and what it has to answer.
fn handshake(stand: &Stand, callback: &str, token: Option<&str>) -> (Call, String) {
    let token = encode(token.unwrap_or(stand.world().secret("verify_token")));
    let query = format!("hub.mode=subscribe&hub.challenge={CHALLENGE}&hub.verify_token={token}");
    (Call::get(format!("{callback}?{query}")), CHALLENGE.to_owned())
}

/// Tells what became of a message, in order, a moment after the answer to the call that sent it.
fn report(stand: &Arc<Stand>, person: &str, values: Vec<Value>) {
    let (stand, person) = (Arc::clone(stand), person.to_owned());
    thread::spawn(move || {
        thread::sleep(LATER);
        for value in values {
            hook::tell(&stand, Event { person: person.clone(), value });
        }
    });
}

/// Whether a window that a time opened is open.
fn is_open(switches: &Switches, now_ms: i64, since_ms: Option<i64>, hours: i64) -> bool {
    !switches.windows_closed && since_ms.is_some_and(|since| now_ms < since + hours * 3_600_000)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::written;

    #[test]
    fn a_body_is_written_as_metas_are() {
        let text = "Grüße 你好 😀 https://example.com/a?b=1";
        let meta = r#"{"text":"Gr\u00fc\u00dfe \u4f60\u597d \ud83d\ude00 https:\/\/example.com\/a?b=1"}"#;
        assert_eq!(written(&json!({ "text": text })), meta);
    }
}
