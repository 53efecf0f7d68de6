//! What goes to WeChat: customer service messages as JSON, and the one reply in the answer to a call as XML.

use serde_json::{Value, json};
use sha1::{Digest, Sha1};
use shared::value::Timestamp;

use super::{
    called,
    facts::FACTS,
    rules,
    seal::{Safe, signature},
    xml,
};
use crate::{
    account::Account,
    http::{Answer, Body, Request},
    inbound::{Inbound, MediaKind},
    outbound::{OutFile, Outbound, Part, Piece, Said, Way},
    problem::{Class, Problem},
    split::{Unit, split},
    window::{Open, Window},
};

/// See [`crate::Adapter::render`].
pub(super) fn parts(message: &Outbound, window: Window) -> Result<Vec<Part>, Problem> {
    let none_left = || Problem::new(Class::WindowClosed, "45047", "");
    match (window.open, window.left) {
        (Open::Gone, _) => return Err(Problem::new(Class::Unavailable, "43004", "")),
        (Open::Closed, Some(_)) => return Err(none_left()),
        (Open::Closed, None) => return Err(Problem::new(Class::WindowClosed, "45015", "")),
        (Open::Free | Open::FreeReply | Open::Quota | Open::PersonOnly | Open::TemplatesOnly, _) => {}
    }
    let pieces = match &message.content {
        Said::Text { text } => texts(text).into_iter().map(|text| Piece::Text { text: text.to_owned() }).collect(),
        Said::File(file) if is_taken(file) => vec![Piece::File(file.clone())],
        Said::File(file) => vec![Piece::Link(file.clone())],
        Said::Template { .. } => return Err(Problem::new(Class::Permanent, "template", "")),
    };
    // Better nothing than the beginning of it.
    let count = u32::try_from(pieces.len()).unwrap_or(u32::MAX);
    match count {
        0 => Err(Problem::new(Class::Permanent, "44004", "")),
        _ if rules::AFTER_MESSAGE.messages.is_some_and(|most| count > most) => {
            Err(Problem::new(Class::Permanent, "45002", ""))
        }
        _ if window.left.is_some_and(|left| count > left) => Err(none_left()),
        _ => Ok(pieces.into_iter().map(|piece| part(piece, &message.message)).collect()),
    }
}

fn part(piece: Piece, message: &str) -> Part {
    Part { pieces: vec![piece], quotes: None, way: Way::Usual, message: message.to_owned() }
}

fn texts(text: &str) -> Vec<&str> {
    split(text, FACTS.abilities.text_unit, FACTS.abilities.text_limit)
}

/// Whether WeChat takes a file as one. A sound that may be too long goes as a link.
fn is_taken(file: &OutFile) -> bool {
    let fits = FACTS.abilities.files.iter().any(|limit| {
        limit.kind == file.kind && limit.media_types.contains(&&*file.media_type) && file.bytes <= limit.bytes
    });
    fits && (file.kind != MediaKind::Audio || file.duration_ms.is_some_and(|ms| ms <= rules::VOICE_MS.value))
}

/// What WeChat calls a kind of file; none where it has no such.
fn named(kind: MediaKind) -> Option<&'static str> {
    match kind {
        MediaKind::Image => Some("image"),
        MediaKind::Audio => Some("voice"),
        MediaKind::Video => Some("video"),
        MediaKind::File => None,
    }
}

/// See [`crate::Adapter::upload`].
pub(super) fn upload(account: &Account, token: &str, part: &Part) -> Option<Request> {
    let Some(Piece::File(file)) = part.pieces.first() else { return None };
    let url = called(account, "media/upload", token, &[("type", named(file.kind)?)]);
    let (file_name, media_type) = (file.name.clone(), file.media_type.clone());
    let body = Body::Upload { fields: Vec::new(), field: "media", file_name, media_type };
    Some(Request { method: "POST", url, headers: Vec::new(), body })
}

/// What a part is sent as, but for whom it is to.
pub(super) fn body(part: &Part, uploaded: Option<&str>) -> Value {
    match (part.pieces.first(), uploaded) {
        (Some(Piece::Text { text }), _) => json!({ "msgtype": "text", "text": { "content": text } }),
        (Some(Piece::File(file)), Some(id)) => match file.kind {
            MediaKind::Image => json!({ "msgtype": "image", "image": { "media_id": id } }),
            MediaKind::Audio => json!({ "msgtype": "voice", "voice": { "media_id": id } }),
            // Without `thumb_media_id`, which would be one more upload: WeChat then takes a picture from the video.
            MediaKind::Video => json!({
                "msgtype": "video",
                "video": { "media_id": id, "title": title(&file.name), "description": "" },
            }),
            MediaKind::File => article(file),
        },
        (Some(Piece::File(file) | Piece::Link(file)), _) => article(file),
        // Neither is rendered.
        (Some(Piece::Template { .. }) | None, _) => json!({ "msgtype": "text", "text": { "content": "" } }),
    }
}

/// A link to a file. More than one article is an error.
fn article(file: &OutFile) -> Value {
    let article = json!({ "title": title(&file.name), "description": described(file), "url": file.link });
    json!({ "msgtype": "news", "news": { "articles": [article] } })
}

fn title(name: &str) -> &str {
    split(name, Unit::Characters, rules::TITLE_CHARS).first().copied().unwrap_or_default()
}

/// `PDF, 21 KB`.
fn described(file: &OutFile) -> String {
    let (kb, mb) = (file.bytes.div_ceil(1_000), file.bytes.div_ceil(1_000_000));
    let size = if kb < 1_000 { format!("{kb} KB") } else { format!("{mb} MB") };
    match file.name.rsplit_once('.') {
        Some((_, ending)) if (1..=5).contains(&ending.len()) => format!("{}, {size}", ending.to_uppercase()),
        _ => size,
    }
}

/// See [`crate::Adapter::acknowledge`]; none if nothing is to be said.
pub(super) fn passive(
    account: &Account,
    events: &[Inbound],
    welcome: Option<&str>,
    now: Timestamp,
    noise: [u8; 16],
) -> Option<Answer> {
    // There is one reply with a call.
    let text = *texts(welcome?).first()?;
    let (person, from) = events.iter().find_map(|event| Some((event.person.as_ref()?, event.reply.as_ref()?)))?;
    let seconds = now.as_ms() / 1_000;
    let message = message(&person.id, &from.token, seconds, text);
    let body = if account.field("aes_key").is_empty() {
        message
    } else {
        // The noise is what keeps two equal messages from looking equal: what is shown of it is a digest.
        let [a, b, c, d, ..] = *Sha1::digest(noise).first_chunk::<4>()?;
        let nonce = u32::from_be_bytes([a, b, c, d]);
        sealed(account, &message, seconds, &nonce.to_string(), noise)?
    };
    Some(Answer { status: 200, content_type: "application/xml; charset=utf-8", body })
}

/// A reply: from and to have changed places.
pub(super) fn message(to: &str, from: &str, seconds: i64, text: &str) -> String {
    let (to, from) = (xml::field("ToUserName", to), xml::field("FromUserName", from));
    let (kind, content) = (xml::field("MsgType", "text"), xml::field("Content", text));
    format!("<xml>{to}{from}<CreateTime>{seconds}</CreateTime>{kind}{content}</xml>")
}

/// A reply in safe mode.
pub(super) fn sealed(account: &Account, message: &str, seconds: i64, nonce: &str, noise: [u8; 16]) -> Option<String> {
    let encrypted = Safe::of(account)?.seal(noise, message);
    let signature = signature(&mut [account.field("token"), &seconds.to_string(), nonce, &encrypted]);
    let (encrypted, signature) = (xml::field("Encrypt", &encrypted), xml::field("MsgSignature", &signature));
    let nonce = xml::field("Nonce", nonce);
    Some(format!("<xml>{encrypted}{signature}<TimeStamp>{seconds}</TimeStamp>{nonce}</xml>"))
}
