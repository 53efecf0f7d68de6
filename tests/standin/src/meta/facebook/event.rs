//! What people do on Messenger, as the webhook tells it.

use serde_json::{Value, json};

use super::Facebook;
use crate::{
    person::{Act, Attached, Content, Say},
    stand::Stand,
};

/// See [`crate::stand::Service::act`].
pub(super) fn made(
    facebook: &Facebook,
    stand: &Stand,
    person: &str,
    say: &Say,
) -> Result<(Option<String>, Option<Value>), String> {
    let (now, number, page) = {
        let mut world = stand.world();
        (world.now_ms(), world.number(), world.secret("page_id").to_owned())
    };
    let mid = format!("m_STANDIN{number:012}");
    let knows = |message: &String| {
        let world = stand.world();
        let known = world.people.get(person).is_some_and(|person| person.knows(message));
        if known { Ok(()) } else { Err("there is no such message".to_owned()) }
    };
    let mut own = None;
    let mut event = match &say.act {
        Act::Reaction { message, emoji } => {
            knows(message)?;
            let emoji = emoji.as_deref();
            let action = if emoji.is_some() { "react" } else { "unreact" };
            let name = if emoji == Some("❤") { "love" } else { "other" };
            let emoji = emoji.unwrap_or("❤");
            json!({ "reaction": { "reaction": name, "emoji": emoji, "action": action, "mid": message } })
        }
        Act::Edit { message, text } => {
            knows(message)?;
            let mut kept = facebook.kept();
            let count = kept.edits.entry(message.clone()).or_default();
            if *count == 5 {
                return Err("a message is edited five times at most".to_owned());
            }
            *count += 1;
            json!({ "message_edit": { "mid": message, "text": text, "num_edit": *count } })
        }
        Act::Unsend(message) => {
            knows(message)?;
            json!({ "message": { "mid": message, "is_deleted": true } })
        }
        Act::Button { payload, title } => {
            json!({ "postback": { "mid": mid, "title": title.as_deref().unwrap_or(payload), "payload": payload } })
        }
        // There is no following: who presses this button comes nearest to it.
        Act::Follow(from) => {
            let mut postback = json!({ "mid": mid, "title": "Get Started", "payload": "GET_STARTED" });
            if let Some(source) = from.as_str() {
                postback["referral"] = json!({ "ref": source, "source": "SHORTLINK", "type": "OPEN_THREAD" });
            }
            json!({ "postback": postback })
        }
        Act::Unfollow(leaves) => {
            stand.set_blocked(person, *leaves);
            return Ok((None, None));
        }
        Act::Raw(event) => event.clone(),
        Act::Message(content) => {
            stand.set_blocked(person, false);
            let mut message = said(stand, number, content)?;
            message["mid"] = mid.as_str().into();
            if let Some(quoted) = &say.quote {
                let own = stand.world().people.get(person).is_some_and(|person| !person.got(quoted));
                message["reply_to"] = json!({ "mid": quoted, "is_self_reply": own });
            }
            own = Some(mid);
            json!({ "message": message })
        }
    };
    let common = json!({ "sender": { "id": person }, "recipient": { "id": page }, "timestamp": now });
    for (name, value) in common.as_object().into_iter().flatten() {
        if event[name].is_null() {
            event[name] = value.clone();
        }
    }
    Ok((own, Some(event)))
}

/// What a message says.
fn said(stand: &Stand, number: u64, content: &Content) -> Result<Value, String> {
    let file = |kind: &str, attached: &Attached| {
        let file = attached.open(kind)?;
        // The name is the last part of the link, and nowhere else.
        let id = format!("{number}-{}", file.name.replace(['/', '?', '#'], "_"));
        stand.world().keep(id.clone(), file.bytes, &file.media_type, &file.name);
        let url = format!("{}/_/files/{}", stand.origin, channel::http::encode(&id));
        let mut message = json!({ "attachments": [{ "type": kind, "payload": { "url": url } }] });
        if let Some(caption) = file.caption {
            message["text"] = caption.into();
        }
        Ok::<_, String>(message)
    };
    Ok(match content {
        Content::Text(text) => json!({ "text": text }),
        Content::Image(attached) => file("image", attached)?,
        Content::Video(attached) => file("video", attached)?,
        Content::Audio(attached) => file("audio", attached)?,
        Content::File(attached) => file("file", attached)?,
        Content::Sticker(id) => {
            let sticker = file("image", &Attached::Sample(true))?;
            let url = &sticker["attachments"][0]["payload"]["url"];
            let id = id.as_u64().unwrap_or(369_239_263_222_822);
            json!({ "attachments": [{ "type": "sticker", "payload": { "url": url, "sticker_id": id } }] })
        }
        Content::Location(place) => {
            let coordinates = json!({ "lat": place.latitude, "long": place.longitude });
            json!({ "attachments": [{ "type": "location", "payload": { "coordinates": coordinates } }] })
        }
    })
}
