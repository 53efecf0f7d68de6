//! Reading what Meta writes: ids and times in more than one form, and nothing that can be relied on to be there.

use serde_json::Value;
use sha2::{Digest, Sha256};
use shared::value::Timestamp;

use crate::{
    inbound::{Content, Inbound, Person, What, raw},
    proof::hex,
};

/// Most characters of an id; Meta's own have at most some 200.
const ID_CHARS: usize = 1_000;

/// Most characters of a person's name.
const NAME_CHARS: usize = 200;

/// A body as JSON. Half a surrogate pair, as a name has that was cut within an emoji, becomes U+FFFD: one alone would lose the
/// whole body.
pub(crate) fn json(body: &[u8]) -> Option<Value> {
    serde_json::from_slice(body).or_else(|_| serde_json::from_str(&mended(&String::from_utf8_lossy(body)))).ok()
}

fn mended(text: &str) -> String {
    let unit = |text: &str| u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok();
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        let next = escape.get(6..).unwrap_or_default();
        let (kept, len) = match (unit(escape), unit(next)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (&escape[..12], 12),
            (Some(0xD800..=0xDFFF), _) => ("\\ufffd", 6),
            // `\\` is one: what follows it begins no other.
            (Some(_) | None, _) => {
                let len = escape.char_indices().nth(2).map_or(escape.len(), |(at, _)| at);
                (&escape[..len], len)
            }
        };
        whole.push_str(before);
        whole.push_str(kept);
        rest = &escape[len..];
    }
    whole + rest
}

/// An id, written as text or as a whole number.
pub(crate) fn id(value: &Value) -> Option<String> {
    let id = match value {
        Value::String(text) => text.clone(),
        // One beyond 64 bits was rounded already, and would be another's.
        Value::Number(number) if number.is_u64() || number.is_i64() => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    (!id.is_empty() && id.chars().count() <= ID_CHARS).then_some(id)
}

/// A whole number, written as one or as text.
pub(crate) fn integer(value: &Value) -> Option<i64> {
    id(value)?.parse().ok()
}

/// A text with something in it.
pub(crate) fn text(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| !text.trim().is_empty())
}

/// Likewise, to be kept.
pub(crate) fn words(value: &Value) -> Option<String> {
    text(value).map(str::to_owned)
}

/// What somebody calls themselves.
pub(crate) fn name(value: &Value) -> Option<String> {
    text(value).map(|name| cut(name.trim(), NAME_CHARS))
}

/// The first `most` characters.
pub(crate) fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// What a list holds; nothing if it is none.
pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// An address that a browser may be led to.
pub(crate) fn web(value: &Value) -> Option<String> {
    words(value).filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}

/// A time, in seconds or milliseconds: below 10^12 ms is before September 2001.
pub(crate) fn at(value: &Value) -> Option<Timestamp> {
    let number = integer(value).filter(|number| *number > 0)?;
    Some(Timestamp::from_ms(if number < 1_000_000_000_000 { number * 1_000 } else { number }))
}

/// A key from what names a thing. The kind comes first, so that a message and its edit have two.
pub(crate) fn key(kind: &str, ids: &[&str]) -> String {
    let key = format!("{kind}:{}", ids.join(":"));
    if key.len() <= ID_CHARS { key } else { hashed(kind, &key) }
}

/// A key for what has no id: the same for the same value.
pub(crate) fn hashed(kind: &str, value: &impl ToString) -> String {
    format!("{kind}:{}", hex(&Sha256::digest(value.to_string())))
}

/// Something without a name of its own.
pub(crate) fn unnamed(person: Option<Person>, at_ms: Timestamp, name: &str, value: &Value, what: What) -> Inbound {
    inbound(hashed(&cut(name, 100), value), person, at_ms, what)
}

/// An event without a token.
pub(crate) fn inbound(key: String, person: Option<Person>, at_ms: Timestamp, what: What) -> Inbound {
    Inbound { key, person, at_ms, what, reply: None, read_token: None, quote_token: None }
}

/// A genuine body that is no JSON.
pub(crate) fn unreadable(body: &[u8], now: Timestamp) -> Vec<Inbound> {
    let text = String::from_utf8_lossy(body);
    let what = What::Unsupported { id: None, name: "body".to_owned(), raw: raw(&text) };
    vec![inbound(hashed("body", &text), None, now, what)]
}

/// Something that we can't read.
pub(crate) fn unsupported(id: Option<String>, name: &str, value: &Value) -> What {
    What::Unsupported { id, name: cut(name, 100), raw: raw(value) }
}

/// A part of a message that we can't read.
pub(crate) fn unsupported_part(name: &str, value: &Value) -> Content {
    Content::Unsupported { name: cut(name, 100), raw: raw(value) }
}

/// Something about the account.
pub(crate) fn control(name: &str, value: &Value) -> What {
    What::Control { name: cut(name, 100), raw: raw(value) }
}

/// Nothing that anybody has to know of.
pub(crate) fn ignored(name: &str) -> What {
    What::Ignored { name: cut(name, 100) }
}

/// A place, if it is one.
pub(crate) fn place(latitude: &Value, longitude: &Value, label: Option<String>) -> Option<Content> {
    let degrees = |value: &Value| match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if text.parse::<f64>().is_ok() => Some(text.clone()),
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => None,
    };
    Some(Content::Location { latitude: degrees(latitude)?, longitude: degrees(longitude)?, label })
}
