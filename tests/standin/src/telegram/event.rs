//! What people do in a chat with a bot, as an update.

use serde_json::{Value, json};

use super::{Telegram, bot_id};
use crate::{
    person::{Act, Attached, Content, Say},
    stand::Stand,
};

/// See [`crate::stand::Service::act`].
pub(super) fn made(
    telegram: &Telegram,
    stand: &Stand,
    person: &str,
    say: &Say,
) -> Result<(Option<String>, Option<Value>), String> {
    let (now, number, them) = {
        let mut world = stand.world();
        let them = world.people.get(person).cloned().unwrap_or_default();
        (world.now_ms() / 1_000, world.number(), them)
    };
    let id: u64 = person.parse().unwrap_or_default();
    let chat = json!({ "id": id, "type": "private", "first_name": them.name });
    let from = json!({ "id": id, "is_bot": false, "first_name": them.name, "language_code": "en" });
    let numbered = |message: &str| {
        let number = message.parse::<u64>().ok().filter(|_| them.knows(message));
        number.ok_or_else(|| "there is no such message".to_owned())
    };
    let mut own = None;
    let (name, mut value) = match &say.act {
        Act::Edit { message, text } => {
            let edited = json!({ "message_id": numbered(message)?, "edit_date": now, "text": text });
            ("edited_message", edited)
        }
        Act::Reaction { message, emoji } => {
            let new: Vec<_> = emoji.iter().map(|emoji| json!({ "type": "emoji", "emoji": emoji })).collect();
            let reaction = json!({
                "message_id": numbered(message)?, "user": from, "old_reaction": [], "new_reaction": new,
            });
            ("message_reaction", reaction)
        }
        Act::Button { payload, title } => {
            let title = title.as_deref().unwrap_or(payload);
            let press = format!("press-{number}");
            telegram.kept().presses.push(press.clone());
            let keyboard = json!({ "inline_keyboard": [[{ "text": title, "callback_data": payload }]] });
            let message = json!({ "message_id": number, "chat": chat, "date": now, "reply_markup": keyboard });
            let query = json!({ "id": press, "chat_instance": "1", "message": message, "data": payload });
            ("callback_query", query)
        }
        // Who comes back after having left does both: it shows as a change, and as the command.
        Act::Follow(source) => {
            stand.set_blocked(person, false);
            own = Some(number.to_string());
            let text = source.as_str().map_or_else(|| "/start".to_owned(), |source| format!("/start {source}"));
            ("message", json!({ "message_id": number, "text": text }))
        }
        Act::Unfollow(leaves) => {
            stand.set_blocked(person, *leaves);
            let bot = json!({ "id": bot_id(stand.world().secret("bot_token")), "is_bot": true });
            let member = |status: &str| json!({ "user": bot, "status": status });
            let change = json!({ "old_chat_member": member("member"), "new_chat_member": member("kicked") });
            ("my_chat_member", change)
        }
        // Nobody is told of it.
        Act::Unsend(_) => return Ok((None, None)),
        Act::Raw(update) => {
            let mut update = update.clone();
            if update["update_id"].is_null() {
                update["update_id"] = number.into();
            }
            return Ok((None, Some(update)));
        }
        Act::Message(content) => {
            stand.set_blocked(person, false);
            let mut message = said(stand, number, content)?;
            message["message_id"] = number.into();
            if let Some(quoted) = &say.quote {
                let quoted = numbered(quoted)?;
                message["reply_to_message"] = json!({ "message_id": quoted, "chat": chat, "date": now });
            }
            own = Some(number.to_string());
            ("message", message)
        }
    };
    if value["message"].is_null() {
        (value["chat"], value["date"]) = (chat, now.into());
    }
    if name != "message_reaction" {
        value["from"] = from;
    }
    let update = telegram.tells(name).then(|| json!({ "update_id": 700_000_000 + number, name: value }));
    Ok((own, update))
}

/// What a message says.
fn said(stand: &Stand, number: u64, content: &Content) -> Result<Value, String> {
    let with = |field: &str, act: &str, attached: &Attached| {
        let file = attached.open(act)?;
        let row = stand.world().keep(format!("file{number}"), file.bytes, &file.media_type, &file.name);
        let mut described = json!({ "file_id": row.id, "file_unique_id": row.id, "file_size": row.bytes });
        match field {
            "photo" => {
                (described["width"], described["height"]) = (64.into(), 64.into());
                described = json!([described]);
            }
            "sticker" => described["emoji"] = "👍".into(),
            _ => (described["mime_type"], described["file_name"]) = (row.media_type.into(), row.name.into()),
        }
        let mut message = json!({ field: described });
        if let Some(caption) = file.caption {
            message["caption"] = caption.into();
        }
        Ok(message)
    };
    match content {
        Content::Image(attached) => with("photo", "image", attached),
        Content::Video(attached) => with("video", "video", attached),
        Content::Audio(attached) => with("voice", "audio", attached),
        Content::File(attached) => with("document", "file", attached),
        Content::Sticker(_) => with("sticker", "image", &Attached::Sample(true)),
        Content::Location(place) => {
            let location = json!({ "latitude": place.latitude, "longitude": place.longitude });
            let mut message = json!({ "location": location });
            if let Some(title) = &place.title {
                message["venue"] = json!({ "location": location, "title": title, "address": "" });
            }
            Ok(message)
        }
        Content::Text(text) => Ok(json!({ "text": text })),
    }
}
