//! WeChat Official Accounts: every answer has the status 200, and what it means is in its `errcode`.

mod event;
mod seal;
mod send;
mod token;

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use channel::http::encode;
use serde_json::{Value, json};

use crate::{
    client::{Answer, Call},
    hook::Event,
    person::{Person, Say, Shown},
    server::{Reply, Request},
    shape::{Fault, Wrong},
    stand::{Facts, Service, Stand, hex_digits},
    switch::{Failure, Switches},
};

/// What a visitor sees if the answer to the webhook isn't as it should be.
const OUT_OF_ORDER: &str = "该公众号暂时无法提供服务，请稍后再试";

static FACTS: Facts = Facts {
    name: "WeChat",
    colour: "#07c160",
    secrets: &[
        ("app_id", "wx0123456789abcdef"),
        ("app_secret", "0123456789abcdef0123456789abcdef"),
        ("token", "shoptoken2026"),
        // Empty for plaintext mode.
        ("aes_key", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFE"),
        ("original_id", "gh_0a1b2c3d4e5f"),
    ],
    tries: 3,
    patience_ms: 5_000,
    batches: false,
};

/// See the module.
#[derive(Default)]
pub(crate) struct WeChat(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// The tokens of the stable call and when each was given, oldest first.
    stable: Vec<(String, i64)>,
    /// That of the older call: each use of it ends the one before.
    older: Option<(String, i64)>,
    /// Tokens that were good once.
    ended: BTreeSet<String>,
    /// Messages that were answered with a reply, which is shown once.
    replied: BTreeSet<String>,
    /// To whom somebody is shown typing, and until when.
    typing: Option<(String, i64)>,
}

/// An error: its code and its words.
struct Error(i64, &'static str);

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        match fault.what {
            Wrong::Missing if fault.at == "touser" => Self(40_003, "invalid openid"),
            Wrong::Missing if fault.at.ends_with("media_id") => Self(40_007, "invalid media_id"),
            Wrong::Missing => Self(44_004, "text content is empty"),
            Wrong::Long(_) if fault.at.ends_with("title") => Self(45_003, "title size out of limit"),
            Wrong::Long(_) => Self(45_002, "content size out of limit"),
            Wrong::Invalid if fault.at == "msgtype" => Self(40_008, "invalid message type"),
            Wrong::Unknown | Wrong::Not(_) | Wrong::Invalid => Self(47_001, "data format error"),
        }
    }
}

impl WeChat {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn called(&self, stand: &Arc<Stand>, request: &Request) -> Result<Reply, Error> {
        let json = |value: Value| Ok(Reply::json(200, &value));
        let body = || request.json().ok_or(Error(47_001, "data format error"));
        let path = request.path.trim_start_matches('/').strip_prefix("cgi-bin/").unwrap_or_default();
        match (request.method.as_str(), path) {
            ("POST", "stable_token") => return self.token(stand, &body()?).and_then(json),
            ("GET", "token") => return self.older_token(stand, request).and_then(json),
            _ => self.allow(stand, request)?,
        }
        match (request.method.as_str(), path) {
            ("POST", "message/custom/send") => json(send::message(stand, &body()?)?),
            ("POST", "message/custom/typing") => json(send::typing(self, stand, &body()?)?),
            ("POST", "media/upload") => json(send::upload(stand, request)?),
            ("GET", "media/get") => media(stand, request),
            ("GET", "user/info") => json(user(stand, request)?),
            ("GET", "getcallbackip") => json(json!({ "ip_list": ["127.0.0.1"] })),
            ("POST", "clear_quota") => {
                stand.world().switches.quota_used = false;
                json(json!({ "errcode": 0, "errmsg": "ok" }))
            }
            _ => Ok(Reply::new(404, "text/plain", "")),
        }
    }
}

impl Service for WeChat {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn person(&self, name: &str) -> Person {
        let is_id = name.len() == 28 && name.starts_with('o');
        let id = if is_id { name.to_owned() } else { format!("o{}", hex_digits(name, 27)) };
        Person { id, name: name.to_owned(), follows: true, ..Person::default() }
    }

    fn api(&self, stand: &Arc<Stand>, request: &Request) -> Reply {
        self.called(stand, request).unwrap_or_else(|error| refused(&error))
    }

    fn refuse(&self, failure: Failure, _switches: &Switches) -> Reply {
        match failure {
            Failure::RateLimit => {
                refused(&Error(45_011, "api minute-quota reach limit, must slower, retry next minute"))
            }
            Failure::Broken | Failure::Cut => refused(&Error(-1, "system error")),
        }
    }

    fn act(&self, stand: &Stand, person: &str, say: &Say) -> Result<(Option<String>, Option<Value>), String> {
        event::made(stand, person, say)
    }

    /// The event is the XML itself.
    fn hook(&self, stand: &Stand, events: &[Event], _again: bool) -> Call {
        let event = events.first();
        let (person, xml) = event.map_or(("", ""), |it| (it.person.as_str(), it.value.as_str().unwrap_or_default()));
        let mut world = stand.world();
        let timestamp = (world.now_ms() / 1_000).to_string();
        let number = world.number();
        let nonce = format!("7{number:08}");
        let token = world.secret("token");
        let signature = seal::signature(&[token, &timestamp, &nonce]);
        let mut query = format!("signature={signature}&timestamp={timestamp}&nonce={nonce}&openid={person}");
        let body = match seal::Safe::of(world.secret("aes_key"), world.secret("app_id")) {
            None => xml.to_owned(),
            Some(safe) => {
                let sealed = safe.seal(xml, number);
                let signature = seal::signature(&[token, &timestamp, &nonce, &sealed]);
                query.extend(["&encrypt_type=aes&msg_signature=", &signature]);
                let to = event::field("ToUserName", world.secret("original_id"));
                format!("<xml>{to}{}</xml>", event::field("Encrypt", &sealed))
            }
        };
        let url = format!("{}?{query}", world.config.callback.as_deref().unwrap_or_default());
        let headers = vec![("Content-Type", "text/xml".to_owned()), ("User-Agent", "Mozilla/4.0".to_owned())];
        Call { method: "POST", url, headers, body: body.into_bytes() }
    }

    /// Nothing, `success`, or a reply: all else shows that the account is out of order.
    fn answered(&self, stand: &Stand, events: &[Event], answer: &Answer) {
        let Some(event) = events.first() else { return };
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        if text.is_empty() || text == "success" {
            return;
        }
        let sealed_for = stand.world().config.secrets.clone();
        let reply = event::passive(&text, &event.person, &sealed_for);
        let key = event.value.as_str().unwrap_or_default().to_owned();
        // A message that came twice has the same reply twice: one is shown.
        if reply.is_ok() && !self.kept().replied.insert(key) {
            return;
        }
        match reply {
            Ok((kind, text, raw)) => {
                show(stand, &event.person, Shown { kind, text: Some(text), raw, ..Shown::default() });
            }
            Err(why) => show_fault(stand, &event.person, &why),
        }
    }

    fn gave_up(&self, stand: &Stand, events: &[Event]) {
        if let Some(event) = events.first() {
            show_fault(stand, &event.person, "there was no answer");
        }
    }

    fn handshake(&self, stand: &Stand, callback: &str) -> Option<(Call, String)> {
        let echo = "5921000447013357291";
        let world = stand.world();
        let (timestamp, nonce) = ((world.now_ms() / 1_000).to_string(), "738291046");
        let signature = seal::signature(&[world.secret("token"), &timestamp, nonce]);
        let query = format!("signature={signature}&timestamp={timestamp}&nonce={nonce}&echostr={}", encode(echo));
        Some((Call::get(format!("{callback}?{query}")), echo.to_owned()))
    }

    fn reset(&self) {
        *self.kept() = Kept::default();
    }

    fn expire(&self) {
        let mut kept = self.kept();
        let tokens: Vec<_> = kept.stable.drain(..).map(|(token, _)| token).collect();
        let older = kept.older.take().map(|(token, _)| token);
        kept.ended.extend(tokens.into_iter().chain(older));
    }
}

/// Shows what was in the answer to a webhook. It counts against nothing.
fn show(stand: &Stand, person: &str, shown: Shown) {
    let mut world = stand.world();
    let message = format!("passive-{}", world.number());
    let sent = world.people.get(person).map_or(0, |person| person.sent_since);
    world.show(person, Shown { message, way: "passive".to_owned(), ..shown });
    if let Some(person) = world.people.get_mut(person) {
        person.sent_since = sent;
    }
}

fn show_fault(stand: &Stand, person: &str, why: &str) {
    let text = Some(OUT_OF_ORDER.to_owned());
    show(stand, person, Shown { kind: "fault".to_owned(), text, raw: why.into(), ..Shown::default() });
}

fn refused(Error(code, words): &Error) -> Reply {
    Reply::json(200, &json!({ "errcode": code, "errmsg": format!("{words} rid: 6a-standin") }))
}

/// A file that came; of a video, where it is.
fn media(stand: &Stand, request: &Request) -> Result<Reply, Error> {
    let id = request.param("media_id").unwrap_or_default();
    let world = stand.world();
    let (row, bytes) = world.files.get(&id).ok_or(Error(40_007, "invalid media_id"))?;
    if row.media_type.starts_with("video/") {
        return Ok(Reply::json(200, &json!({ "video_url": format!("{}{}", stand.origin, row.path) })));
    }
    let disposition = format!("attachment; filename=\"{}\"", row.name);
    Ok(Reply::new(200, &row.media_type, bytes.to_vec()).with("content-disposition", disposition))
}

fn user(stand: &Stand, request: &Request) -> Result<Value, Error> {
    let id = request.param("openid").unwrap_or_default();
    let world = stand.world();
    let person = world.people.get(&id).ok_or(Error(40_003, "invalid openid"))?;
    if !person.follows {
        return Ok(json!({ "subscribe": 0, "openid": id }));
    }
    Ok(json!({
        "subscribe": 1,
        "openid": id,
        "nickname": "",
        "headimgurl": "",
        "language": "zh_CN",
        "remark": "",
        "subscribe_scene": "ADD_SCENE_QR_CODE",
    }))
}
