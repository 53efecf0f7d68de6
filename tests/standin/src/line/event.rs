//! What people do on LINE, as the webhook tells it.

use serde_json::{Value, json};

use super::{Line, ReplyToken};
use crate::{
    person::{Act, Content, Say},
    stand::{Stand, hex_digits},
};

/// See [`crate::stand::Service::act`].
pub(super) fn made(
    line: &Line,
    stand: &Stand,
    person: &str,
    say: &Say,
) -> Result<(Option<String>, Option<Value>), String> {
    let mut message = None;
    let (event, can_be_answered) = match &say.act {
        Act::Unfollow(leaves) => {
            stand.set_blocked(person, *leaves);
            (json!({ "type": "unfollow" }), false)
        }
        Act::Follow(_) => {
            let unblocked = stand.set_blocked(person, false);
            (json!({ "type": "follow", "follow": { "isUnblocked": unblocked } }), true)
        }
        Act::Unsend(id) => {
            if !stand.world().people.get(person).is_some_and(|person| person.knows(id)) {
                return Err("there is no such message".to_owned());
            }
            line.kept().unsent.insert(id.clone());
            (json!({ "type": "unsend", "unsend": { "messageId": id } }), false)
        }
        Act::Button { payload, .. } => (json!({ "type": "postback", "postback": { "data": payload } }), true),
        // In a chat with an account nobody is told of either.
        Act::Reaction { .. } | Act::Edit { .. } => return Ok((None, None)),
        Act::Raw(event) => (event.clone(), event["replyToken"].is_null()),
        Act::Message(content) => {
            stand.set_blocked(person, false);
            let (id, said) = said(line, stand, person, content, say.quote.as_deref())?;
            message = Some(id);
            (json!({ "type": "message", "message": said }), true)
        }
    };
    Ok((message, Some(dressed(line, stand, person, event, can_be_answered))))
}

/// A message object: its id, and all of it.
fn said(
    line: &Line,
    stand: &Stand,
    person: &str,
    content: &Content,
    quote: Option<&str>,
) -> Result<(String, Value), String> {
    let number = stand.world().number();
    let id = format!("570{number:015}");
    let file = |kind, attached: &crate::person::Attached| {
        let file = attached.open(kind)?;
        Ok::<_, String>(stand.world().keep(id.clone(), file.bytes, &file.media_type, &file.name))
    };
    let provider = json!({ "type": "line" });
    let mut message = match content {
        Content::Text(text) => json!({ "type": "text", "text": text }),
        Content::Image(attached) => {
            file("image", attached)?;
            json!({ "type": "image", "contentProvider": provider })
        }
        Content::Video(attached) => {
            file("video", attached)?;
            json!({ "type": "video", "duration": 15_000, "contentProvider": provider })
        }
        Content::Audio(attached) => {
            file("audio", attached)?;
            json!({ "type": "audio", "duration": 3_000, "contentProvider": provider })
        }
        Content::File(attached) => {
            let row = file("file", attached)?;
            json!({ "type": "file", "fileName": row.name, "fileSize": row.bytes })
        }
        Content::Location(place) => {
            let mut message = json!({ "type": "location", "latitude": place.latitude, "longitude": place.longitude });
            if let Some(title) = &place.title {
                message["title"] = title.as_str().into();
            }
            message
        }
        Content::Sticker(_) => json!({
            "type": "sticker",
            "packageId": "446",
            "stickerId": "1988",
            "stickerResourceType": "STATIC",
            "keywords": ["happy"],
        }),
    };
    message["id"] = id.as_str().into();
    let mark = format!("mrtok-{number}");
    message["markAsReadToken"] = mark.as_str().into();
    let mut kept = line.kept();
    kept.marks.insert(mark, (person.to_owned(), id.clone()));
    // A sound, a file and a place can't be quoted.
    if matches!(content, Content::Text(_) | Content::Image(_) | Content::Video(_) | Content::Sticker(_)) {
        let token = format!("qtok-{number}");
        message["quoteToken"] = token.as_str().into();
        kept.quotes.insert(token, id.clone());
    }
    if let Some(quoted) = quote.filter(|_| matches!(content, Content::Text(_) | Content::Sticker(_))) {
        message["quotedMessageId"] = quoted.into();
    }
    Ok((id, message))
}

/// An event with all that each has.
fn dressed(line: &Line, stand: &Stand, person: &str, mut event: Value, can_be_answered: bool) -> Value {
    let (now, number) = {
        let mut world = stand.world();
        (world.now_ms(), world.number())
    };
    let common = json!({
        "mode": "active",
        "timestamp": now,
        "webhookEventId": ulid(number),
        "deliveryContext": { "isRedelivery": false },
        "source": { "type": "user", "userId": person },
    });
    for (name, value) in common.as_object().into_iter().flatten() {
        if event[name].is_null() {
            event[name] = value.clone();
        }
    }
    if can_be_answered {
        let token = hex_digits(&format!("{now} {number}"), 32);
        event["replyToken"] = token.as_str().into();
        let reply = ReplyToken { person: person.to_owned(), at_ms: now, first_at_ms: now, used: false };
        line.kept().replies.insert(token, reply);
    }
    event
}

/// 26 characters that sort as their numbers do.
fn ulid(number: u64) -> String {
    format!("01K5Z{number:021}")
}
