//! LINE's Messaging API. Its two hosts are two addresses here: `/data` before a path stands for the one that hands out files.

mod event;
mod send;
mod token;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use base64ct::{Base64, Encoding};
use channel::proof::hmac_sha256;
use serde_json::{Value, json};

use crate::{
    client::{self, Call},
    hook::Event,
    person::{Person, Say},
    server::{Reply, Request},
    shape::{Fault, Object, Wrong},
    stand::{Facts, Service, Stand, hex_digits},
    switch::{Failure, Switches},
};

/// The largest body of a call.
const MOST_BYTES: usize = 2_000_000;

/// How many messages a month there are.
const QUOTA: u64 = 200;

/// The header with the key that makes a call be carried out once.
const KEY: &str = "x-line-retry-key";

static FACTS: Facts = Facts {
    name: "LINE",
    colour: "#06c755",
    secrets: &[
        ("channel_id", "2000000001"),
        ("channel_secret", "5d0e8c2b7f4149a6b3c1d2e4f5061728"),
        ("access_token", "line-long-lived-token-of-the-stand-in-0000000000"),
        ("bot_user_id", "Ud0000000000000000000000000000001"),
    ],
    // Neither their number nor their pace is told.
    tries: 3,
    patience_ms: 2_000,
    batches: true,
};

/// See the module.
#[derive(Default)]
pub(crate) struct Line {
    kept: Mutex<Kept>,
    /// Pushes go one by one: of two at the same moment with one key, the second has to see the first.
    pushing: Mutex<()>,
}

#[derive(Default)]
struct Kept {
    /// When each token was given.
    tokens: BTreeMap<String, i64>,
    replies: BTreeMap<String, ReplyToken>,
    /// What was sent with a retry key, and in which request.
    keys: BTreeMap<String, (Value, String)>,
    /// The message that each token quotes.
    quotes: BTreeMap<String, String>,
    /// Who wrote the message that each token marks as read, and which it is.
    marks: BTreeMap<String, (String, String)>,
    /// Messages that were taken back.
    unsent: BTreeSet<String>,
    used: u64,
}

struct ReplyToken {
    person: String,
    /// From then on it is good for a minute.
    at_ms: i64,
    /// When what it answers happened.
    first_at_ms: i64,
    used: bool,
}

impl Line {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn called(&self, stand: &Arc<Stand>, request: &Request) -> Result<Reply, Reply> {
        let path = request.path.trim_start_matches('/');
        match (request.method.as_str(), path) {
            ("POST", "v2/bot/message/push") => send::push(self, stand, &body(request)?, request.headers.get(KEY)),
            ("POST", "v2/bot/message/reply") if request.headers.get(KEY).is_some() => {
                Err(refused("The retry key can't be used with this endpoint"))
            }
            ("POST", "v2/bot/message/reply") => send::reply(self, stand, &body(request)?),
            ("POST", "v2/bot/chat/loading/start") => send::loading(stand, &body(request)?),
            ("POST", "v2/bot/chat/markAsRead") => self.mark(stand, &body(request)?),
            ("GET", "v2/bot/info") => Ok(info(stand)),
            ("GET", "v2/bot/message/quota") => Ok(Reply::json(200, &json!({ "type": "limited", "value": QUOTA }))),
            ("GET", "v2/bot/message/quota/consumption") => {
                let used = if stand.world().switches.quota_used { QUOTA } else { self.kept().used };
                Ok(Reply::json(200, &json!({ "totalUsage": used })))
            }
            ("GET", "v2/bot/channel/webhook/endpoint") => match &stand.world().config.callback {
                Some(endpoint) => Ok(Reply::json(200, &json!({ "endpoint": endpoint, "active": true }))),
                None => Err(absent()),
            },
            ("PUT", "v2/bot/channel/webhook/endpoint") => set_endpoint(stand, &body(request)?),
            ("POST", "v2/bot/channel/webhook/test") => self.test(stand, request),
            ("GET", _) => match request.parts().as_slice() {
                ["v2", "bot", "profile", id] => profile(stand, id),
                ["data", "v2", "bot", "message", id, "content", rest @ ..] => self.content(stand, id, rest),
                _ => Err(absent()),
            },
            _ => Err(absent()),
        }
    }

    fn mark(&self, stand: &Stand, body: &Value) -> Result<Reply, Reply> {
        let body = Object::of(body, "", &["markAsReadToken"], &[])?;
        let token = body.text("markAsReadToken")?;
        let marked = self.kept().marks.get(token).cloned().ok_or_else(|| refused("Invalid mark as read token"))?;
        if let Some(person) = stand.world().people.get_mut(&marked.0) {
            person.seen.push(marked.1);
        }
        Ok(Reply::json(200, &json!({})))
    }

    /// The test call: a webhook without events.
    fn test(&self, stand: &Stand, request: &Request) -> Result<Reply, Reply> {
        let given = if request.body.is_empty() { json!({}) } else { body(request)? };
        let given = Object::of(&given, "", &[], &["endpoint"])?;
        let mut call = self.hook(stand, &[], false);
        if let Some(endpoint) = given.maybe("endpoint")? {
            endpoint.clone_into(&mut call.url);
        }
        let hosts = stand.world().config.hosts.clone();
        let answer = client::call(&call, &hosts, Duration::from_millis(FACTS.patience_ms));
        let (ok, status, reason) = match &answer {
            Ok(answer) if (200..300).contains(&answer.status) => (true, answer.status, "OK"),
            Ok(answer) => (false, answer.status, "ERROR_STATUS_CODE"),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => (false, 0, "REQUEST_TIMEOUT"),
            Err(_) => (false, 0, "COULD_NOT_CONNECT"),
        };
        let detail = if status == 0 { String::new() } else { status.to_string() };
        let time = "2026-11-01T00:00:00Z";
        let answer =
            json!({ "success": ok, "timestamp": time, "statusCode": status, "reason": reason, "detail": detail });
        Ok(Reply::json(200, &answer))
    }

    fn content(&self, stand: &Stand, id: &str, rest: &[&str]) -> Result<Reply, Reply> {
        if self.kept().unsent.contains(id) {
            return Err(Reply::json(410, &json!({ "message": "The content has been unsent" })));
        }
        let mut world = stand.world();
        let (row, bytes) = world.files.get(id).cloned().ok_or_else(absent)?;
        match rest {
            [] if world.switches.files_later > 0 => {
                world.switches.files_later -= 1;
                Ok(Reply::new(202, "application/json", "{}"))
            }
            [] | ["preview"] => Ok(Reply::new(200, &row.media_type, bytes.to_vec())),
            ["transcoding"] => Ok(Reply::json(200, &json!({ "status": "succeeded" }))),
            _ => Err(absent()),
        }
    }
}

impl Service for Line {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn person(&self, name: &str) -> Person {
        let is_id = name.len() == 33 && name.starts_with('U') && name[1..].bytes().all(|it| it.is_ascii_hexdigit());
        let id = if is_id { name.to_owned() } else { format!("U{}", hex_digits(name, 32)) };
        Person { id, name: name.to_owned(), follows: true, ..Person::default() }
    }

    fn api(&self, stand: &Arc<Stand>, request: &Request) -> Reply {
        let id = hex_digits(&stand.world().number().to_string(), 32);
        let reply = match (request.method.as_str(), request.path.trim_start_matches('/')) {
            ("POST", "oauth2/v3/token") => self.token(stand, request),
            _ if !self.is_allowed(stand, request) => {
                let words =
                    "Authentication failed. Confirm that the access token in the authorization header is valid.";
                Reply::json(401, &json!({ "message": words }))
            }
            _ => self.called(stand, request).unwrap_or_else(|refused| refused),
        };
        reply.with("x-line-request-id", id)
    }

    fn refuse(&self, failure: Failure, _switches: &Switches) -> Reply {
        match failure {
            Failure::RateLimit => limit("The API rate limit has been exceeded. Try again later."),
            Failure::Broken | Failure::Cut => Reply::json(500, &json!({ "message": "Internal server error" })),
        }
    }

    fn act(&self, stand: &Stand, person: &str, say: &Say) -> Result<(Option<String>, Option<Value>), String> {
        event::made(self, stand, person, say)
    }

    fn hook(&self, stand: &Stand, events: &[Event], again: bool) -> Call {
        let mut events: Vec<_> = events.iter().map(|event| event.value.clone()).collect();
        if again {
            let now = stand.world().now_ms();
            for event in &mut events {
                event["deliveryContext"]["isRedelivery"] = true.into();
                let token = event["replyToken"].as_str().unwrap_or_default();
                if let Some(token) = self.kept().replies.get_mut(token) {
                    token.at_ms = now;
                }
            }
        }
        let world = stand.world();
        let body = json!({ "destination": world.secret("bot_user_id"), "events": events }).to_string().into_bytes();
        let signature = hmac_sha256(world.secret("channel_secret").as_bytes(), &body);
        let headers = vec![
            ("Content-Type", "application/json; charset=utf-8".to_owned()),
            ("User-Agent", "LineBotWebhook/2.0".to_owned()),
            ("x-line-signature", Base64::encode_string(&signature)),
        ];
        Call { method: "POST", url: world.config.callback.clone().unwrap_or_default(), headers, body }
    }

    fn reset(&self) {
        *self.kept() = Kept::default();
    }

    fn expire(&self) {
        self.kept().tokens.clear();
    }
}

fn info(stand: &Stand) -> Reply {
    let world = stand.world();
    let info = json!({
        "userId": world.secret("bot_user_id"),
        "basicId": "@standin",
        "displayName": "The stand-in",
        "chatMode": "chat",
        "markAsReadMode": "manual",
    });
    Reply::json(200, &info)
}

fn set_endpoint(stand: &Stand, body: &Value) -> Result<Reply, Reply> {
    let body = Object::of(body, "", &["endpoint"], &[])?;
    let endpoint = body.bounded("endpoint", 500, crate::shape::characters)?;
    if !client::is_public(endpoint) {
        return Err(refused("Invalid webhook endpoint URL"));
    }
    stand.world().config.callback = Some(endpoint.to_owned());
    Ok(Reply::json(200, &json!({})))
}

fn profile(stand: &Stand, id: &str) -> Result<Reply, Reply> {
    let world = stand.world();
    let person = world.people.get(id).filter(|person| !person.blocked).ok_or_else(absent)?;
    let mut profile = json!({ "userId": person.id, "displayName": person.name, "language": "en" });
    if let Some(photo) = &person.photo {
        profile["pictureUrl"] = photo.as_str().into();
    }
    Ok(Reply::json(200, &profile))
}

fn body(request: &Request) -> Result<Value, Reply> {
    if request.body.len() > MOST_BYTES {
        return Err(Reply::json(413, &json!({ "message": "Request exceeds the max size of 2 MB" })));
    }
    if !request.is("application/json") {
        return Err(Reply::json(415, &json!({ "message": "Unsupported media type" })));
    }
    request.json().ok_or_else(|| refused("The request body could not be parsed as JSON"))
}

fn refused(words: &str) -> Reply {
    Reply::json(400, &json!({ "message": words }))
}

fn limit(words: &str) -> Reply {
    Reply::json(429, &json!({ "message": words }))
}

fn absent() -> Reply {
    Reply::json(404, &json!({ "message": "Not found" }))
}

impl From<Fault> for Reply {
    /// As LINE says it.
    fn from(fault: Fault) -> Self {
        let message = match fault.what {
            Wrong::Missing => "May not be empty".to_owned(),
            Wrong::Unknown => "Unknown property".to_owned(),
            Wrong::Not(kind) => format!("Must be of type {kind}"),
            Wrong::Long(most) => format!("Length must be between 0 and {most}"),
            Wrong::Invalid => "Must be one of the allowed values".to_owned(),
        };
        let details = json!([{ "message": message, "property": fault.at }]);
        Reply::json(400, &json!({ "message": "The request body has 1 error(s)", "details": details }))
    }
}
