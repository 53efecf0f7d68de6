//! What goes out: message objects, up to five in a call, by the free reply if there is one and by push otherwise.

use std::mem;

use serde_json::{Value, json};
use shared::value::Timestamp;

use super::{API, rules};
use crate::{
    account::Account,
    http::Request,
    inbound::{MediaKind, ReplyToken},
    outbound::{OutFile, Outbound, Part, Piece, Refused, Said, Way},
    problem::{Class, Problem},
    split::{Unit, split},
    still,
    window::{Open, Talk, Window},
};

pub(super) fn window(talk: &Talk, now: Timestamp) -> Window {
    match reply(talk, now) {
        _ if talk.gone => Window::of(Open::Gone),
        Some(reply) => Window { until_ms: Some(reply.until_ms), ..Window::of(Open::FreeReply) },
        None => Window::of(Open::Quota),
    }
}

pub(super) fn parts(message: &Outbound, talk: &Talk, now: Timestamp) -> Result<Vec<Part>, Refused> {
    if talk.gone {
        return Err(refused(Class::Unavailable, "gone"));
    }
    // Only texts and stickers can quote, and a reader needs to see it once.
    let mut quotes = None;
    let pieces: Vec<_> = match &message.content {
        Said::Text { text } => {
            quotes = message.quotes.clone().filter(|quoted| quoted.token.is_some());
            let texts = split(text, Unit::Utf16, rules::TEXT_UNITS.value).into_iter();
            texts.map(|text| Piece::Text { text: text.to_owned() }).collect()
        }
        Said::File(file) if goes_as_file(file) => vec![Piece::File(file.clone())],
        Said::File(file) => vec![Piece::Link(file.clone())],
        Said::Template { .. } => return Err(refused(Class::Permanent, "template")),
    };
    if pieces.is_empty() {
        return Err(refused(Class::Permanent, "empty"));
    }
    // A token is good for one call.
    let mut way = reply(talk, now).map_or(Way::Usual, |reply| Way::Reply { token: reply.token.clone() });
    let parts = pieces.chunks(rules::OBJECTS.value).map(|pieces| Part {
        pieces: pieces.to_vec(),
        quotes: quotes.take(),
        way: mem::replace(&mut way, Way::Usual),
        message: message.message.clone(),
    });
    Ok(parts.collect())
}

/// The token that still answers without cost.
fn reply(talk: &Talk, now: Timestamp) -> Option<&ReplyToken> {
    talk.reply.as_ref().filter(|reply| now <= reply.until_ms)
}

fn refused(class: Class, code: &str) -> Refused {
    Refused(Problem::new(class, code, ""))
}

/// Whether LINE takes a file as what it is. There is no upload: it and the person's phone fetch the address.
fn goes_as_file(file: &OutFile) -> bool {
    let fits = rules::FILES.value.iter().any(|limit| {
        limit.kind == file.kind && limit.media_types.contains(&file.media_type.as_str()) && file.bytes <= limit.bytes
    });
    let has_all = match file.kind {
        MediaKind::Image | MediaKind::Video => preview(file).is_some_and(|preview| is_fetchable(&preview)),
        MediaKind::Audio => file.duration_ms.is_some_and(|ms| ms > 0),
        MediaKind::File => false,
    };
    fits && has_all && is_fetchable(&file.link)
}

/// The small picture in front of a file: a small picture is its own, and all videos have the same.
fn preview(file: &OutFile) -> Option<String> {
    match file.kind {
        MediaKind::Image => (file.bytes <= rules::PREVIEW_BYTES.value).then(|| file.link.clone()),
        MediaKind::Video => still::beside(&file.link),
        MediaKind::Audio | MediaKind::File => None,
    }
}

fn is_fetchable(address: &str) -> bool {
    address.starts_with("https://") && address.chars().nth(rules::FILE_URL_CHARS.value).is_none()
}

pub(super) fn request(account: &Account, person: &str, part: &Part, key: &str) -> Request {
    let mut messages: Vec<_> = part.pieces.iter().map(object).collect();
    let quoted = part.quotes.as_ref().and_then(|quoted| quoted.token.as_deref());
    if let (Some(token), Some(first)) = (quoted, messages.first_mut()) {
        first["quoteToken"] = token.into();
    }
    match &part.way {
        // With a retry key, LINE refuses the whole reply.
        Way::Reply { token } => {
            let body = json!({ "replyToken": token, "messages": messages });
            Request::post(account.address(API, "v2/bot/message/reply"), &body)
        }
        Way::Usual | Way::HumanTag => {
            let body = json!({ "to": person, "messages": messages });
            Request::post(account.address(API, "v2/bot/message/push"), &body).header("x-line-retry-key", key)
        }
    }
}

fn object(piece: &Piece) -> Value {
    match piece {
        // LINE has no forms and `parts` makes none of them.
        Piece::Text { text } | Piece::Template { name: text, .. } => json!({ "type": "text", "text": text }),
        Piece::File(file) => match file.kind {
            MediaKind::Image => json!({
                "type": "image",
                "originalContentUrl": file.link,
                "previewImageUrl": preview(file),
            }),
            MediaKind::Video => json!({
                "type": "video",
                "originalContentUrl": file.link,
                "previewImageUrl": preview(file),
            }),
            MediaKind::Audio => json!({
                "type": "audio",
                "originalContentUrl": file.link,
                "duration": file.duration_ms,
            }),
            MediaKind::File => link(file),
        },
        Piece::Link(file) => link(file),
    }
}

/// A card with the file's name and a button; words where the address is too long for a button.
fn link(file: &OutFile) -> Value {
    let name = split(&file.name, Unit::Utf16, rules::ALT_UNITS.value).first().copied().unwrap_or("📎");
    if file.link.chars().nth(rules::ACTION_URL_CHARS.value).is_some() {
        return json!({ "type": "text", "text": format!("{name}\n{}", file.link) });
    }
    let open = json!({ "type": "uri", "label": "Open", "uri": file.link });
    json!({
        "type": "flex",
        "altText": name,
        "contents": {
            "type": "bubble",
            "body": {
                "type": "box",
                "layout": "vertical",
                "contents": [{ "type": "text", "text": name, "wrap": true }, { "type": "button", "action": open }],
            },
        },
    })
}
