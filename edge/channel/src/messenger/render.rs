//! What goes to a person of a page: one piece with a call, all calls to one address.

use serde_json::{Value, json};

use super::{facts::FACTS, rules};
use crate::{
    graph::{self, read},
    inbound::MediaKind,
    outbound::{OutFile, Outbound, Part, Piece, Refused, Said, Way},
    problem::{Class, Problem},
    window::Open,
};

pub(super) fn render(message: &Outbound, open: Open) -> Result<Vec<Part>, Refused> {
    let refused = |class, code| Err(Refused(Problem::new(class, code, "")));
    let way = match open {
        Open::Free | Open::FreeReply | Open::Quota => Way::Usual,
        Open::PersonOnly if message.by_person => Way::HumanTag,
        Open::Gone => return refused(Class::Unavailable, "gone"),
        Open::PersonOnly | Open::TemplatesOnly | Open::Closed => return refused(Class::WindowClosed, "window"),
    };
    if matches!(message.content, Said::Template { .. }) {
        return refused(Class::Permanent, "template");
    }
    let pieces = graph::pieces(&message.content, &FACTS.abilities)?;
    let part = |(at, piece)| Part {
        pieces: vec![piece],
        quotes: message.quotes.clone().filter(|_| at == 0),
        way: way.clone(),
        message: message.message.clone(),
    };
    Ok(pieces.into_iter().enumerate().map(part).collect())
}

/// The body of the call that sends a part.
pub(super) fn body(person: &str, part: &Part) -> Value {
    let mut message = part.pieces.first().map_or(json!({}), piece);
    message["metadata"] = read::cut(&part.message, rules::METADATA_CHARS.value).into();
    let mut body = json!({ "recipient": { "id": person }, "message": message });
    match part.way {
        Way::Usual | Way::Reply { .. } => body["messaging_type"] = "RESPONSE".into(),
        // The tag alone is passed over.
        Way::HumanTag => {
            body["messaging_type"] = "MESSAGE_TAG".into();
            body["tag"] = "HUMAN_AGENT".into();
        }
    }
    if let Some(quoted) = &part.quotes {
        body["reply_to"] = json!({ "mid": quoted.id });
    }
    body
}

fn piece(piece: &Piece) -> Value {
    match piece {
        Piece::Text { text } => json!({ "text": text }),
        Piece::File(file) => attachment(file),
        Piece::Link(file) => json!({ "text": graph::link_text(file) }),
        // `render` makes none.
        Piece::Template { .. } => json!({}),
    }
}

fn attachment(file: &OutFile) -> Value {
    let kind = match file.kind {
        MediaKind::Image => "image",
        MediaKind::Video => "video",
        MediaKind::Audio => "audio",
        MediaKind::File => "file",
    };
    json!({ "attachment": { "type": kind, "payload": { "url": file.link } } })
}

/// The body of a sign of life, which may hold nothing else.
pub(super) fn sign(person: &str, action: &str) -> Value {
    json!({ "recipient": { "id": person }, "sender_action": action })
}
