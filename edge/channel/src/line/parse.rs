//! What LINE's webhook holds. Nothing in a body may keep the rest of it from being read.

use serde_json::Value;
use sha2::{Digest, Sha256};
use shared::value::Timestamp;

use super::rules;
use crate::{
    account::Account,
    inbound::{Content, Inbound, Media, MediaAt, MediaKind, Person, ReplyToken, What, raw},
    proof::hex,
};

/// Stickers' pictures aren't in the interface; others show them from here.
const STICKERS: (&str, &str) = ("LINE_STICKER_BASE", "https://stickershop.line-scdn.net");

/// Longer ids and tokens are none of LINE's.
const ID_CHARS: usize = 1_000;

/// Most characters of the name of a kind.
const NAME_CHARS: usize = 64;

/// About the account.
const CONTROLS: &[&str] = &["botSuspended", "botResumed", "activated", "deactivated", "module"];

/// Known, and nothing that the person would expect to be seen.
const IGNORED: &[&str] = &[
    "accountLink",
    "beacon",
    "delivery",
    "join",
    "leave",
    "memberJoined",
    "memberLeft",
    "membership",
    "videoPlayComplete",
];

pub(super) fn body(account: &Account, body: &[u8], now: Timestamp) -> Vec<Inbound> {
    // A byte that is no text costs its message a character, not the batch.
    let text = String::from_utf8_lossy(body);
    let document: Value = serde_json::from_str(&text).unwrap_or_default();
    let Some(events) = document["events"].as_array() else {
        let what = What::Unsupported { id: None, name: "body".into(), raw: raw(&text) };
        return vec![nobodys(format!("body/{}", hex(&Sha256::digest(body))), now, what)];
    };
    events.iter().map(|event| one(account, event, now)).collect()
}

fn nobodys(key: String, at_ms: Timestamp, what: What) -> Inbound {
    Inbound { key, person: None, at_ms, what, reply: None, read_token: None, quote_token: None }
}

fn one(account: &Account, event: &Value, now: Timestamp) -> Inbound {
    let at_ms = id(&event["timestamp"]).and_then(|ms| ms.parse().ok()).map_or(now, Timestamp::from_ms);
    let mut inbound = nobodys(key(event), at_ms, what(account, event));
    // In a group, an answer would be read by people who never wrote to us.
    if event["source"]["type"] == "user" && !is_verification(event) {
        inbound.person = id(&event["source"]["userId"]).map(|id| Person { id, ..Person::default() });
        inbound.reply = reply(event, at_ms, now);
        inbound.read_token = id(&event["message"]["markAsReadToken"]);
        inbound.quote_token = id(&event["message"]["quoteToken"]);
    }
    inbound
}

fn what(account: &Account, event: &Value) -> What {
    let name = name(event);
    if CONTROLS.contains(&name.as_str()) {
        return What::Control { name, raw: raw(event) };
    }
    let source = event["source"]["type"].as_str().unwrap_or_default();
    if matches!(source, "group" | "room") {
        return What::Ignored { name: format!("{name} in {source}") };
    }
    if is_verification(event) {
        return What::Ignored { name: "verification".into() };
    }
    if IGNORED.contains(&name.as_str()) {
        return What::Ignored { name };
    }
    let message = &event["message"];
    let has_person = source == "user" && id(&event["source"]["userId"]).is_some();
    let known = has_person.then(|| match name.as_str() {
        "message" => self::message(account, message),
        "messageEdited" => Some(What::Edited { id: id(&message["id"])?, text: text(&message["text"])? }),
        "unsend" => Some(What::Deleted { id: id(&event["unsend"]["messageId"])? }),
        "postback" => action(&event["postback"]),
        "follow" => Some(What::Followed { source: None }),
        "unfollow" => Some(What::Unfollowed),
        _ => None,
    });
    known.flatten().unwrap_or_else(|| What::Unsupported {
        id: id(&message["id"]),
        name: if name == "message" { self::name(message) } else { name },
        raw: raw(event),
    })
}

fn message(account: &Account, message: &Value) -> Option<What> {
    let id = id(&message["id"])?;
    let content = match message["type"].as_str()? {
        "text" => Content::Text { text: text(&message["text"])? },
        "image" => media(&id, MediaKind::Image, message)?,
        "video" => media(&id, MediaKind::Video, message)?,
        "audio" => media(&id, MediaKind::Audio, message)?,
        "file" => media(&id, MediaKind::File, message)?,
        "location" => location(message)?,
        "sticker" => sticker(account, message),
        _ => return None,
    };
    Some(What::Message { id, content: vec![content], quotes: self::id(&message["quotedMessageId"]) })
}

/// A file behind LINE's interface has the id of its message; one that a page sent in the person's name has an address.
fn media(id: &str, kind: MediaKind, message: &Value) -> Option<Content> {
    let provider = &message["contentProvider"];
    let at = if provider["type"] == "external" {
        MediaAt::Link(text(&provider["originalContentUrl"])?)
    } else {
        MediaAt::Id(id.to_owned())
    };
    Some(Content::Media(Media { kind, at, name: text(&message["fileName"]), media_type: None }))
}

fn sticker(account: &Account, message: &Value) -> Content {
    let number = id(&message["stickerId"]).filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()));
    let media = number.map(|id| Media {
        kind: MediaKind::Image,
        at: MediaAt::Link(account.address(STICKERS, &format!("stickershop/v1/sticker/{id}/android/sticker.png"))),
        name: None,
        media_type: Some("image/png".into()),
    });
    let words = text(&message["text"]).unwrap_or_else(|| {
        let keywords = message["keywords"].as_array().into_iter().flatten();
        keywords.filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
    });
    Content::Sticker { media, words }
}

fn location(message: &Value) -> Option<Content> {
    let label =
        [text(&message["title"]), text(&message["address"])].into_iter().flatten().collect::<Vec<_>>().join(", ");
    Some(Content::Location {
        latitude: degrees(&message["latitude"])?,
        longitude: degrees(&message["longitude"])?,
        label: Some(label).filter(|label| !label.is_empty()),
    })
}

fn degrees(value: &Value) -> Option<String> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= 180.0).then_some(text)
}

fn action(postback: &Value) -> Option<What> {
    let params = &postback["params"];
    // What they chose in a picker of dates; other buttons don't say what stood on them.
    let title = ["datetime", "date", "time"].iter().find_map(|picker| text(&params[picker]));
    Some(What::Action { title, payload: text(&postback["data"])? })
}

fn reply(event: &Value, at: Timestamp, now: Timestamp) -> Option<ReplyToken> {
    if event["mode"] == "standby" {
        return None;
    }
    let until_ms = now.plus_ms(rules::REPLY.for_ms).min(at.plus_ms(rules::REDELIVERED.for_ms));
    let token = id(&event["replyToken"]).filter(|_| now <= until_ms)?;
    Some(ReplyToken { token, until_ms })
}

/// The button "Verify" of an older console sent a greeting of nobody, with a token of one digit.
fn is_verification(event: &Value) -> bool {
    let token = event["replyToken"].as_str().unwrap_or_default();
    token.len() == 32 && (token.bytes().all(|byte| byte == b'0') || token.bytes().all(|byte| byte == b'f'))
}

/// The same when it comes again: nothing but the context of the delivery differs then.
fn key(event: &Value) -> String {
    let name = name(event);
    if let Some(id) = id(&event["webhookEventId"]) {
        return format!("{name}/{id}");
    }
    let mut event = event.clone();
    if let Some(fields) = event.as_object_mut() {
        fields.remove("deliveryContext");
    }
    format!("{name}/sha256/{}", hex(&Sha256::digest(event.to_string())))
}

/// What LINE calls an event or a message.
fn name(value: &Value) -> String {
    let name: String = value["type"].as_str().unwrap_or_default().chars().take(NAME_CHARS).collect();
    if name.is_empty() { "unknown".into() } else { name }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// An id or a token. One page of LINE's says that ids are numbers; one that went through a float is another number.
fn id(value: &Value) -> Option<String> {
    let id = value.as_str().map(str::to_owned).or_else(|| value.as_u64().map(|number| number.to_string()));
    id.filter(|id| !id.is_empty() && id.chars().nth(ID_CHARS).is_none())
}

/// The ids in an answer to a send.
pub(super) fn sent(answer: &Value) -> Vec<String> {
    answer["sentMessages"].as_array().into_iter().flatten().filter_map(|message| id(&message["id"])).collect()
}
