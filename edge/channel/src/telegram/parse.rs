//! What Telegram says: one update with each call.

use serde_json::{Map, Value};
use sha1::{Digest, Sha1};
use shared::value::Timestamp;

use crate::{
    inbound::{Content, Inbound, Media, MediaAt, MediaKind, Person, What, raw},
    proof::hex,
};

/// The fields that a file comes in, what it is, and its media type if the payload has none. An animation has a `document` beside
/// it, for older clients: the first that is there counts.
const FILES: &[(&str, MediaKind, Option<&str>)] = &[
    ("animation", MediaKind::Video, Some("video/mp4")),
    ("voice", MediaKind::Audio, Some("audio/ogg")),
    ("audio", MediaKind::Audio, None),
    ("video_note", MediaKind::Video, Some("video/mp4")),
    ("video", MediaKind::Video, Some("video/mp4")),
    ("document", MediaKind::File, None),
];

/// What happens in a chat without anybody having said it.
const SERVICE: &[&str] = &[
    "chat_background_set",
    "connected_website",
    "message_auto_delete_timer_changed",
    "pinned_message",
    "write_access_allowed",
];

/// What is beside that which a message says.
const BESIDE: &[&str] = &[
    "business_connection_id",
    "caption",
    "caption_entities",
    "chat",
    "date",
    "edit_date",
    "effect_id",
    "entities",
    "external_reply",
    "forward_origin",
    "from",
    "has_media_spoiler",
    "has_protected_content",
    "is_from_offline",
    "link_preview_options",
    "media_group_id",
    "message_id",
    "message_thread_id",
    "quote",
    "reply_markup",
    "reply_to_message",
    "reply_to_story",
    "sender_chat",
    "show_caption_above_media",
    "via_bot",
];

/// See [`crate::Adapter::parse`].
pub(super) fn parse(body: &[u8], now: Timestamp) -> Inbound {
    let update: Value = serde_json::from_slice(body).unwrap_or_default();
    let key = match id(&update["update_id"]) {
        Some(id) => format!("update:{id}"),
        None => format!("body:{}", hex(&Sha1::digest(body))),
    };
    let found = update.as_object().and_then(|update| read(update, now));
    let (person, at_ms, what) = found.unwrap_or_else(|| (None, now, unread(&update, body)));
    Inbound { key, person, at_ms, what, reply: None, read_token: None, quote_token: None }
}

/// What is said of what isn't ours to know of, and of what is no update.
fn unread(update: &Value, body: &[u8]) -> What {
    let Some(update) = update.as_object() else {
        let raw = raw(&String::from_utf8_lossy(body));
        return What::Unsupported { id: None, name: "not JSON".to_owned(), raw };
    };
    let name = update.keys().find(|name| *name != "update_id");
    What::Ignored { name: raw(&name.map_or("nothing", String::as_str)) }
}

/// Who did what, and when; none for what is not ours to know of.
fn read(update: &Map<String, Value>, now: Timestamp) -> Option<(Option<Person>, Timestamp, What)> {
    if let Some(query) = update.get("callback_query") {
        let person = private(&query["message"]["chat"], &query["from"])?;
        // The date is that of the message with the button: when it was pressed isn't said.
        return Some((Some(person), now, pressed(query)?));
    }
    let get = |name: &str| update.get(name).map(|value| (value, &value["chat"], &value["from"]));
    let (value, person, what) = if let Some((message, chat, from)) = get("message") {
        (message, private(chat, from)?, said(message))
    } else if let Some((message, chat, from)) = get("edited_message") {
        (message, private(chat, from)?, edited(message)?)
    } else {
        let (member, chat, from) = get("my_chat_member")?;
        let what = match member["new_chat_member"]["status"].as_str()? {
            "kicked" => What::Unfollowed,
            "member" => What::Followed { source: None },
            _ => return None,
        };
        (member, private(chat, from)?, what)
    };
    let seconds = value["date"].as_i64().and_then(|seconds| seconds.checked_mul(1_000));
    Some((Some(person), seconds.map_or(now, Timestamp::from_ms), what))
}

/// Who is at the other end of a private chat; none in a group, and for a bot.
fn private(chat: &Value, from: &Value) -> Option<Person> {
    if chat["type"] != "private" || from["is_bot"] == true {
        return None;
    }
    Some(Person { id: id(&chat["id"])?, aliases: Vec::new(), name: name(from) })
}

/// A number or a text as an id. No number goes through a float.
fn id(value: &Value) -> Option<String> {
    let number = value.as_i64().map(|it| it.to_string()).or_else(|| value.as_u64().map(|it| it.to_string()));
    number.or_else(|| text(value)).filter(|id| id.len() <= 64)
}

fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

fn name(value: &Value) -> Option<String> {
    let parts = [&value["first_name"], &value["last_name"]];
    let parts: Vec<_> = parts.into_iter().filter_map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The id of a message: its number says which it is within its chat alone.
pub(super) fn message_id(message: &Value) -> Option<String> {
    id_in(&message["chat"], message)
}

fn id_in(chat: &Value, message: &Value) -> Option<String> {
    Some(format!("{}:{}", id(&chat["id"])?, id(&message["message_id"])?))
}

/// The number in such an id.
pub(super) fn message_number(id: &str) -> Option<i64> {
    id.rsplit(':').next()?.parse().ok()
}

fn said(message: &Value) -> What {
    if let Some(what) = message["text"].as_str().and_then(started) {
        return what;
    }
    let content = content(message);
    match message_id(message) {
        Some(id) if !content.is_empty() => {
            What::Message { id, content, quotes: id_in(&message["chat"], &message["reply_to_message"]) }
        }
        id => match kind(message) {
            name if SERVICE.contains(&name) => What::Ignored { name: name.to_owned() },
            name => What::Unsupported { id, name: raw(&name), raw: raw(message) },
        },
    }
}

/// What a message is, as its fields have it.
fn kind(message: &Value) -> &str {
    let mut names = message.as_object().into_iter().flat_map(Map::keys);
    names.find(|name| !BESIDE.contains(&name.as_str())).map_or("message", String::as_str)
}

/// What the button says that opens a chat, with the end of the link (`t.me/bot?start=shelf7`) that led there.
fn started(text: &str) -> Option<What> {
    let mut words = text.split_whitespace();
    let command = words.next()?.split('@').next();
    let source = words.next().map(str::to_owned);
    (command == Some("/start") && words.next().is_none()).then_some(What::Followed { source })
}

fn edited(message: &Value) -> Option<What> {
    // A place that moves comes so, too.
    let text = text(&message["text"]).or_else(|| text(&message["caption"]))?;
    Some(What::Edited { id: message_id(message)?, text })
}

fn pressed(query: &Value) -> Option<What> {
    let payload = text(&query["data"])?;
    let rows = query["message"]["reply_markup"]["inline_keyboard"].as_array();
    let mut buttons = rows.into_iter().flatten().filter_map(Value::as_array).flatten();
    let title = buttons.find(|button| button["callback_data"] == payload.as_str());
    Some(What::Action { title: title.and_then(|button| text(&button["text"])), payload })
}

fn content(message: &Value) -> Vec<Content> {
    let words = |name: &str| text(&message[name]).map(|text| Content::Text { text });
    let file = photo(&message["photo"]).or_else(|| {
        let (name, kind, media_type) = FILES.iter().find(|(name, ..)| message[*name].is_object())?;
        media(&message[*name], *kind, *media_type).map(Content::Media)
    });
    let what = words("text")
        .or(file)
        .or_else(|| sticker(&message["sticker"]))
        .or_else(|| place(message))
        .or_else(|| card(&message["contact"]));
    let Some(caption) = words("caption") else { return what.into_iter().collect() };
    let unread = || Content::Unsupported { name: raw(&kind(message)), raw: raw(message) };
    vec![what.unwrap_or_else(unread), caption]
}

fn media(file: &Value, kind: MediaKind, media_type: Option<&str>) -> Option<Media> {
    let media_type = text(&file["mime_type"]).or_else(|| media_type.map(str::to_owned));
    Some(Media { kind, at: MediaAt::Id(text(&file["file_id"])?), name: text(&file["file_name"]), media_type })
}

/// The largest of a photo's sizes.
fn photo(sizes: &Value) -> Option<Content> {
    let area = |size: &Value| {
        let side = |name: &str| size[name].as_u64().unwrap_or_default();
        side("width").saturating_mul(side("height"))
    };
    let sizes = sizes.as_array()?.iter().filter(|size| text(&size["file_id"]).is_some());
    media(sizes.max_by_key(|size| area(size))?, MediaKind::Image, Some("image/jpeg")).map(Content::Media)
}

fn sticker(sticker: &Value) -> Option<Content> {
    let words = sticker.as_object()?.get("emoji").and_then(text).unwrap_or_default();
    let media = if sticker["is_animated"] == true {
        // Lottie: nothing shows that but Telegram.
        media(&sticker["thumbnail"], MediaKind::Image, None)
    } else if sticker["is_video"] == true {
        media(sticker, MediaKind::Video, Some("video/webm"))
    } else {
        media(sticker, MediaKind::Image, Some("image/webp"))
    };
    Some(Content::Sticker { media, words })
}

fn place(message: &Value) -> Option<Content> {
    let degrees = |name: &str| message["location"][name].as_number().map(ToString::to_string);
    let (latitude, longitude) = (degrees("latitude")?, degrees("longitude")?);
    let venue = &message["venue"];
    let label: Vec<_> = [&venue["title"], &venue["address"]].into_iter().filter_map(text).collect();
    let label = (!label.is_empty()).then(|| label.join(", "));
    Some(Content::Location { latitude, longitude, label })
}

fn card(contact: &Value) -> Option<Content> {
    let lines: Vec<_> = [name(contact), text(&contact["phone_number"])].into_iter().flatten().collect();
    (!lines.is_empty()).then(|| Content::Card { text: lines.join("\n") })
}
