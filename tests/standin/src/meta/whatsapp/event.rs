//! What people do on WhatsApp, as the webhook tells it.

use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    person::{Act, Attached, Content, Person, Say},
    stand::Stand,
};

/// See [`crate::stand::Service::act`].
pub(super) fn made(stand: &Stand, person: &str, say: &Say) -> Result<(Option<String>, Option<Value>), String> {
    let (now, number, them) = {
        let mut world = stand.world();
        let them = world.people.get(person).cloned().unwrap_or_default();
        (world.now_ms(), world.number(), them)
    };
    let knows = |message: &String| {
        if them.knows(message) { Ok(()) } else { Err("there is no such message".to_owned()) }
    };
    let mut message = match &say.act {
        Act::Message(content) => said(stand, number, content)?,
        Act::Reaction { message, emoji } => {
            knows(message)?;
            let mut reaction = json!({ "message_id": message });
            if let Some(emoji) = emoji {
                reaction["emoji"] = emoji.as_str().into();
            }
            json!({ "type": "reaction", "reaction": reaction })
        }
        Act::Edit { message, text } => {
            knows(message)?;
            let edited = json!({ "type": "text", "text": { "body": text } });
            json!({ "type": "edit", "edit": { "original_message_id": message, "message": edited } })
        }
        Act::Unsend(message) => {
            knows(message)?;
            json!({ "type": "revoke", "revoke": { "original_message_id": message } })
        }
        Act::Button { payload, title } => {
            let title = title.as_deref().unwrap_or(payload);
            json!({ "type": "button", "button": { "payload": payload, "text": title } })
        }
        // There is no following, and who blocks a business tells nobody.
        Act::Follow(_) => {
            stand.set_blocked(person, false);
            return Ok((None, None));
        }
        Act::Unfollow(leaves) => {
            stand.set_blocked(person, *leaves);
            return Ok((None, None));
        }
        // A whole value, such as one with `statuses` or `errors`.
        Act::Raw(value) if value["type"].is_null() => return Ok((None, Some(value.clone()))),
        Act::Raw(message) => message.clone(),
    };
    stand.set_blocked(person, false);
    let id = format!("wamid.STANDIN{number:012}");
    message["id"] = id.as_str().into();
    message["timestamp"] = (now / 1_000).to_string().into();
    message["from_user_id"] = them.id.as_str().into();
    if let Some(phone) = &them.phone {
        message["from"] = phone.as_str().into();
    }
    if let Some(quoted) = &say.quote {
        let from =
            if them.got(quoted) { stand.world().secret("display_phone_number").into() } else { json!(them.phone) };
        message["context"] = json!({ "from": from, "id": quoted });
    }
    Ok((Some(id), Some(json!({ "contacts": [contact(&them)], "messages": [message] }))))
}

fn contact(them: &Person) -> Value {
    let mut contact = json!({ "profile": { "name": them.name }, "user_id": them.id });
    match &them.phone {
        Some(phone) => contact["wa_id"] = phone.as_str().into(),
        None => contact["profile"]["username"] = them.name.as_str().into(),
    }
    contact
}

/// A receipt.
pub(super) fn status(them: &Person, message: &str, status: &str, now_ms: i64, callback: Option<&str>) -> Value {
    let mut receipt = json!({
        "id": message,
        "status": status,
        "timestamp": (now_ms / 1_000).to_string(),
        "recipient_user_id": them.id,
    });
    if let Some(phone) = &them.phone {
        receipt["recipient_id"] = phone.as_str().into();
    }
    if let Some(callback) = callback {
        receipt["biz_opaque_callback_data"] = callback.into();
    }
    if status != "failed" {
        receipt["pricing"] =
            json!({ "billable": true, "pricing_model": "PMP", "type": "regular", "category": "service" });
    }
    receipt
}

/// What a message says.
fn said(stand: &Stand, number: u64, content: &Content) -> Result<Value, String> {
    let file = |act: &str, attached: &Attached| {
        let file = attached.open(act)?;
        let digest = Base64::encode_string(&Sha256::digest(&file.bytes));
        let row = stand.world().keep(format!("41070000{number:07}"), file.bytes, &file.media_type, &file.name);
        let mut media = json!({ "id": row.id, "mime_type": row.media_type, "sha256": digest });
        if let Some(caption) = file.caption {
            media["caption"] = caption.into();
        }
        Ok::<_, String>(media)
    };
    Ok(match content {
        Content::Text(text) => json!({ "type": "text", "text": { "body": text } }),
        Content::Image(attached) => json!({ "type": "image", "image": file("image", attached)? }),
        Content::Video(attached) => json!({ "type": "video", "video": file("video", attached)? }),
        Content::Audio(attached) => {
            let mut audio = file("audio", attached)?;
            audio["voice"] = (audio["mime_type"] == "audio/ogg; codecs=opus").into();
            json!({ "type": "audio", "audio": audio })
        }
        Content::File(attached) => {
            let mut document = file("file", attached)?;
            document["filename"] = attached.open("file")?.name.into();
            json!({ "type": "document", "document": document })
        }
        Content::Sticker(_) => {
            let mut sticker = file("image", &Attached::Sample(true))?;
            sticker["animated"] = false.into();
            json!({ "type": "sticker", "sticker": sticker })
        }
        Content::Location(place) => {
            let mut location = json!({ "latitude": place.latitude, "longitude": place.longitude });
            if let Some(title) = &place.title {
                location["name"] = title.as_str().into();
            }
            json!({ "type": "location", "location": location })
        }
    })
}
