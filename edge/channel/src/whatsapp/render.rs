//! What goes to a person at WhatsApp: one piece with a call, all calls to one address.

use serde_json::{Value, json};

use super::{facts::FACTS, rules, templates};
use crate::{
    graph::{self, read},
    http::Body,
    inbound::MediaKind,
    outbound::{OutFile, Outbound, Part, Piece, Refused, Said, Way},
    problem::{Class, Problem},
    window::{Open, Talk},
};

pub(super) fn render(message: &Outbound, open: Open) -> Result<Vec<Part>, Refused> {
    let refused = |class, code| Err(Refused(Problem::new(class, code, "")));
    let is_template = matches!(message.content, Said::Template { .. });
    match open {
        Open::Free | Open::FreeReply | Open::Quota => {}
        Open::TemplatesOnly if is_template => {}
        Open::Gone => return refused(Class::Unavailable, "gone"),
        Open::TemplatesOnly | Open::PersonOnly | Open::Closed => return refused(Class::WindowClosed, "window"),
    }
    let part = |(at, piece)| Part {
        pieces: vec![piece],
        quotes: message.quotes.clone().filter(|_| at == 0),
        way: Way::Usual,
        message: message.message.clone(),
    };
    let pieces = graph::pieces(&message.content, &FACTS.abilities)?;
    Ok(pieces.into_iter().enumerate().map(part).collect())
}

/// The body of the call that sends a part.
pub(super) fn body(person: &str, part: &Part, uploaded: Option<&str>) -> Value {
    let (kind, value) = part.pieces.first().map_or(("text", json!({})), |piece| self::piece(piece, uploaded));
    let mut body = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "type": kind,
        "biz_opaque_callback_data": read::cut(&part.message, rules::CALLBACK_CHARS.value),
    });
    // In each other's place both are lost without an error.
    body[if is_phone(person) { "to" } else { "recipient" }] = person.into();
    body[kind] = value;
    if let Some(quoted) = &part.quotes {
        body["context"] = json!({ "message_id": quoted.id });
    }
    body
}

/// Whether somebody's id is a phone number; else it is a country, a dot, and digits or letters.
fn is_phone(person: &str) -> bool {
    person.bytes().all(|byte| byte.is_ascii_digit() || byte == b'+')
}

fn piece(piece: &Piece, uploaded: Option<&str>) -> (&'static str, Value) {
    match piece {
        Piece::Text { text } => ("text", json!({ "preview_url": false, "body": text })),
        Piece::Link(file) => ("text", json!({ "preview_url": false, "body": graph::link_text(file) })),
        Piece::File(file) => self::file(file, uploaded),
        Piece::Template { name, language, filled } => ("template", templates::write(name, language, filled)),
    }
}

fn file(file: &OutFile, uploaded: Option<&str>) -> (&'static str, Value) {
    let kind = match file.kind {
        MediaKind::Image => "image",
        MediaKind::Video => "video",
        MediaKind::Audio => "audio",
        MediaKind::File => "document",
    };
    let mut value = uploaded.map_or_else(|| json!({ "link": file.link }), |id| json!({ "id": id }));
    if file.kind == MediaKind::File {
        value["filename"] = file.name.as_str().into();
    }
    (kind, value)
}

/// The form that brings a part's file to Meta.
pub(super) fn upload(part: &Part) -> Option<Body> {
    match part.pieces.first()? {
        Piece::File(file) => Some(Body::Upload {
            fields: vec![("messaging_product", "whatsapp".to_owned()), ("type", file.media_type.clone())],
            field: "file",
            file_name: file.name.clone(),
            media_type: file.media_type.clone(),
        }),
        Piece::Text { .. } | Piece::Link(_) | Piece::Template { .. } => None,
    }
}

/// The body of the call that marks what they sent last as read, and all before it; typing does that too.
pub(super) fn seen(talk: &Talk, typing: bool) -> Option<Value> {
    // What they pressed has an id as well, and is no message of ours.
    let last = talk.read_token.as_ref().or(talk.last_message.as_ref()).filter(|_| !talk.gone)?;
    let mut body = json!({ "messaging_product": "whatsapp", "status": "read", "message_id": last });
    if typing {
        body["typing_indicator"] = json!({ "type": "text" });
    }
    Some(body)
}
