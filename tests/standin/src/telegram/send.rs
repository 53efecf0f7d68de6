//! What a bot sends.

use serde_json::{Value, json};

use super::{Error, bot_id};
use crate::{
    person::{FileRow, Shown},
    shape::{Object, Wrong, utf16, wrong},
    stand::Stand,
};

/// The field of each method's file, its most bytes, and how its types begin. Bot API, read 2026-11.
const FILES: &[(&str, &str, usize, &str)] = &[
    ("sendPhoto", "photo", 10_000_000, "image/"),
    ("sendVideo", "video", 50_000_000, ""),
    ("sendVoice", "voice", 50_000_000, ""),
    ("sendAudio", "audio", 50_000_000, ""),
    ("sendDocument", "document", 50_000_000, ""),
];

/// The most of a text, in UTF-16 units, and of a caption.
const TEXT: (usize, usize) = (4_096, 1_024);

/// Shows what a bot does.
pub(super) fn action(stand: &Stand, params: &Value) -> Result<Value, Error> {
    let asked = Object::of(params, "", &["chat_id", "action"], &[])?;
    let actions = ["typing", "upload_photo", "upload_video", "record_voice", "upload_voice", "upload_document"];
    let action = asked.one_of("action", &actions)?;
    let person = chat(stand, &asked)?;
    let mut world = stand.world();
    let now = world.now_ms();
    if let Some(person) = world.people.get_mut(&person).filter(|_| action == "typing") {
        person.typing_at_ms.push(now);
    }
    Ok(json!(true))
}

/// Sends a text or a file.
pub(super) fn message(
    stand: &Stand,
    method: &str,
    params: &Value,
    upload: Option<(String, FileRow)>,
) -> Result<Value, Error> {
    let kind = FILES.iter().find(|(name, ..)| *name == method);
    let may: &[&str] = &["reply_parameters", "disable_notification", "protect_content", "reply_markup", "parse_mode"];
    let (needs, more): (&[&str], &[&str]) = match kind {
        None => (&["chat_id", "text"], &["link_preview_options", "entities"]),
        Some((_, field, ..)) => (&["chat_id"], &[field, "caption"]),
    };
    let asked = Object::of(params, "", needs, &[may, more].concat())?;
    let mut shown = Shown { way: method.to_owned(), raw: params.clone(), ..Shown::default() };
    match kind {
        None => {
            "text".clone_into(&mut shown.kind);
            shown.text = Some(asked.bounded("text", TEXT.0, utf16)?.to_owned());
        }
        Some((_, field, most, types)) => {
            (*field).clone_into(&mut shown.kind);
            let row = file(stand, &asked, field, upload)?;
            if row.bytes > *most {
                return Err(Error(413, "Request Entity Too Large".to_owned()));
            }
            if !row.media_type.starts_with(types) {
                return Err(Error::bad("IMAGE_PROCESS_FAILED"));
            }
            shown.file = Some(row);
            let caption = asked.has("caption").then(|| asked.bounded("caption", TEXT.1, utf16)).transpose()?;
            shown.text = caption.map(str::to_owned);
        }
    }
    let person = chat(stand, &asked)?;
    if asked.has("reply_parameters") {
        let reply = asked.object("reply_parameters", &["message_id"], &["allow_sending_without_reply", "chat_id"])?;
        let Some(number) = reply.value("message_id").and_then(Value::as_u64) else {
            return wrong("reply_parameters.message_id", Wrong::Not("number"))?;
        };
        let is_known = stand.world().people.get(&person).is_some_and(|it| it.knows(&number.to_string()));
        if !is_known && reply.value("allow_sending_without_reply") != Some(&Value::Bool(true)) {
            return Err(Error::bad("message to be replied not found"));
        }
        shown.quotes = is_known.then(|| number.to_string());
    }
    let mut world = stand.world();
    let number = world.number();
    let sent = sent(&world, &person, number, &shown);
    shown.message = number.to_string();
    world.show(&person, shown);
    Ok(sent)
}

/// A message as Telegram tells of it.
fn sent(world: &crate::stand::World, person: &str, number: u64, shown: &Shown) -> Value {
    let chat: u64 = person.parse().unwrap_or_default();
    let mut sent = json!({
        "message_id": number,
        "from": { "id": bot_id(world.secret("bot_token")), "is_bot": true, "first_name": "The stand-in" },
        "chat": { "id": chat, "type": "private" },
        "date": world.now_ms() / 1_000,
    });
    if let Some(file) = &shown.file {
        let described = json!({ "file_id": file.id, "file_unique_id": file.id, "file_size": file.bytes });
        sent[&shown.kind] = if shown.kind == "photo" { json!([described]) } else { described };
    }
    if let Some(text) = &shown.text {
        sent[if shown.kind == "text" { "text" } else { "caption" }] = text.as_str().into();
    }
    sent
}

/// The file that is sent: one that comes with the call, one that was sent before, or one at a link.
fn file(stand: &Stand, asked: &Object, field: &str, upload: Option<(String, FileRow)>) -> Result<FileRow, Error> {
    if let Some((_, row)) = upload.filter(|(name, _)| name == field) {
        return Ok(row);
    }
    let given = asked.maybe(field)?.ok_or_else(|| Error::bad(&format!("there is no {field} in the request")))?;
    if given.contains("://") {
        return stand.fetch(given).map_err(|_| Error::bad("failed to get HTTP URL content"));
    }
    let row = stand.world().files.get(given).map(|(row, _)| row.clone());
    row.ok_or_else(|| Error::bad("wrong file identifier/HTTP URL specified"))
}

/// To whom.
fn chat(stand: &Stand, asked: &Object) -> Result<String, Error> {
    let id = asked.value("chat_id").map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
    let id = id.unwrap_or_default();
    let world = stand.world();
    // A bot can't write first.
    let them = world.people.get(&id).filter(|person| person.wrote_at_ms.is_some() || person.acted_at_ms.is_some());
    match them {
        None => Err(Error::bad("chat not found")),
        Some(them) if them.blocked => Err(Error(403, "Forbidden: bot was blocked by the user".to_owned())),
        Some(_) => Ok(id),
    }
}
