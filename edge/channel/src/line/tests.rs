//! The stories of LINE. The fixtures are the examples and vectors of `docs/channels.md`, as they stand there.

use std::collections::BTreeMap;

use serde_json::Value;
use shared::value::Timestamp;

use super::Line;
use crate::{
    account::Account,
    http::{Body, Request, Response},
    inbound::{Content, Inbound, Media, MediaAt, MediaKind, What},
    outbound::Part,
};

mod broken;
mod facts;
mod proof;
mod random;
mod read;
mod reading;
mod send;
mod window;

const L0: &str = include_str!("fixture/l0.json");
const L1: &str = include_str!("fixture/l1.json");
const TEXT: &str = include_str!("fixture/text.json");
const MESSAGES: &str = include_str!("fixture/messages.jsonl");
const EVENTS: &str = include_str!("fixture/events.jsonl");
const BATCH: &str = include_str!("fixture/batch.json");
const OBJECTS: &str = include_str!("fixture/objects.jsonl");
const REPLY: &str = include_str!("fixture/reply.json");
const PUSH: &str = include_str!("fixture/push.json");
const SENT: &str = include_str!("fixture/sent.json");

const SECRET: &str = "5d0e8c2b7f4149a6b3c1d2e4f5061728";
const OWN_TOKEN: &str = "ownTokenOfTheAccountWithoutAnyEndWhichIsLong/1O=";
const PERSON: &str = "U10000000000000000000000000000abc";
const KEY: &str = "0f8b1c2d-3e4f-4a5b-8c6d-7e8f90a1b2c3";

/// When the example's text was written.
const WRITTEN: Timestamp = Timestamp::from_ms(1_790_000_200_123);

/// When it came.
const NOW: Timestamp = Timestamp::from_ms(1_790_000_200_900);

fn account_of<T>(fields: &[(&str, &str)], act: impl FnOnce(&Account) -> T) -> T {
    let fields: BTreeMap<_, _> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    act(&Account::new(&fields, &|_| None))
}

/// The usual account: no token of the owner's.
fn account<T>(act: impl FnOnce(&Account) -> T) -> T {
    account_of(&[("channel_id", "2000000001"), ("channel_secret", SECRET)], act)
}

/// One whose owner filled in a token.
fn owned_account<T>(act: impl FnOnce(&Account) -> T) -> T {
    account_of(&[("channel_secret", SECRET), ("access_token", OWN_TOKEN)], act)
}

fn no_header(_: &str) -> Option<String> {
    None
}

fn response(status: u16, body: &str) -> Response<'_> {
    Response { status, header: &no_header, body: body.as_bytes() }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(json).collect()
}

fn body_of(request: &Request) -> Value {
    match &request.body {
        Body::Text("application/json; charset=utf-8", text) => json(text),
        Body::Empty | Body::Text(..) | Body::Upload { .. } => panic!("no JSON"),
    }
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
}

fn parse(body: &str) -> Vec<Inbound> {
    account(|account| crate::Adapter::parse(&Line, account, body.as_bytes(), NOW))
}

/// The one event in a body around it.
fn parse_one(event: &Value) -> Inbound {
    let [inbound] = parse(&serde_json::json!({ "events": [event] }).to_string()).try_into().unwrap();
    inbound
}

/// An event with the keys that all have, and those of `event`.
fn event(event: &Value) -> Value {
    let mut all = serde_json::json!({
        "mode": "active",
        "timestamp": WRITTEN.as_ms(),
        "webhookEventId": "01K5ZZZZZZZZZZZZZZZZZZZZZ9",
        "deliveryContext": { "isRedelivery": false },
        "source": { "type": "user", "userId": PERSON },
    });
    all.as_object_mut().unwrap().extend(event.as_object().unwrap().clone());
    all
}

fn message(message: &Value) -> Value {
    event(&serde_json::json!({ "type": "message", "replyToken": "rt01", "message": message }))
}

fn is_unsupported(inbound: &Inbound) -> bool {
    matches!(inbound.what, What::Unsupported { .. })
}

fn send(part: &Part) -> Request {
    account(|account| crate::Adapter::send(&Line, account, "TOKEN", PERSON, part, None, KEY))
}

fn file(kind: MediaKind, at: MediaAt, name: Option<&str>) -> Content {
    Content::Media(Media { kind, at, name: name.map(str::to_owned), media_type: None })
}

fn said(id: &str, content: Content) -> What {
    What::Message { id: id.into(), content: vec![content], quotes: None }
}
