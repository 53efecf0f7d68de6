//! What a page sends: one endpoint for messages and for signs of life.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Facebook, Graph};
use crate::{
    form,
    meta::{is_open, report},
    person::{FileRow, Shown},
    server::Request,
    shape::{Object, Wrong, characters, utf16, wrong},
    stand::Stand,
    switch::Receipts,
};

/// The tags that there were until 2026-04-27, and what they are now.
const ENDED: &[&str] = &["CONFIRMED_EVENT_UPDATE", "ACCOUNT_UPDATE", "POST_PURCHASE_UPDATE"];

/// The endpoint.
pub(super) fn messages(facebook: &Facebook, stand: &Arc<Stand>, request: &Request) -> Result<Value, Graph> {
    let (body, upload) = read(stand, request)?;
    let may = ["messaging_type", "message", "sender_action", "tag", "persona_id", "reply_to", "payload"];
    let send = Object::of(&body, "", &["recipient"], &may)?;
    let person = send.object("recipient", &["id"], &[])?.text("id")?.to_owned();
    let (is_blocked, is_known) = {
        let world = stand.world();
        let found = world.people.get(&person);
        (found.is_some_and(|person| person.blocked), found.is_some())
    };
    if !is_known {
        return Err(Graph::new(400, 100, "No matching user found").sub(2_018_001));
    }
    if is_blocked {
        return Err(Graph::new(400, 551, "This person isn't available right now.").sub(1_545_041));
    }
    if send.has("sender_action") {
        return sign(stand, &body, &person);
    }
    let message = send.object("message", &[], &["text", "attachment", "metadata", "quick_replies"])?;
    if !message.has("text") && !message.has("attachment") {
        return Err(Graph::new(400, 100, "You must send a non-empty message.").sub(2_018_034));
    }
    if message.has("text") && message.has("attachment") {
        return wrong("message.attachment", Wrong::Unknown)?;
    }
    window(stand, &send, &person)?;
    if send.maybe("persona_id")?.is_some_and(|id| !facebook.kept().personas.contains_key(id)) {
        return wrong("persona_id", Wrong::Invalid)?;
    }
    let metadata = message.has("metadata").then(|| message.bounded("metadata", 1_000, characters)).transpose()?;
    let quotes = match send.value("reply_to") {
        None => None,
        Some(_) => Some(send.object("reply_to", &["mid"], &[])?.text("mid")?.to_owned()),
    };
    if quotes.as_ref().is_some_and(|mid| !stand.world().people.get(&person).is_some_and(|it| it.knows(mid))) {
        return wrong("reply_to.mid", Wrong::Invalid)?;
    }
    let mut shown = Shown { kind: "text".to_owned(), quotes, raw: body.clone(), ..Shown::default() };
    if message.has("text") {
        shown.text = Some(message.bounded("text", 2_000, utf16)?.to_owned());
    } else {
        let attachment = message.object("attachment", &["type", "payload"], &[])?;
        attachment.text("type")?.clone_into(&mut shown.kind);
        shown.file = Some(file(stand, &attachment, upload)?);
    }
    send.text("messaging_type").map(|kind| kind.clone_into(&mut shown.way)).unwrap_or_default();
    let (mid, now) = {
        let mut world = stand.world();
        (format!("m_STANDINOUT{:012}", world.number()), world.now_ms())
    };
    shown.message.clone_from(&mid);
    let told = told(stand, &person, &shown, metadata, now);
    stand.world().show(&person, shown);
    report(stand, &person, told);
    Ok(json!({ "recipient_id": person, "message_id": mid }))
}

/// What was asked as JSON, and the file if it was a form.
fn read(stand: &Stand, request: &Request) -> Result<(Value, Option<FileRow>), Graph> {
    let Some(parts) = form::parts(request) else { return Ok((super::body(request)?, None)) };
    let mut body = json!({});
    let mut upload = None;
    for part in parts {
        if part.name == "filedata" {
            let media_type = part.media_type.unwrap_or_default();
            let mut world = stand.world();
            let id = format!("uploaded-{}", world.number());
            upload = Some(world.keep(id, part.bytes, &media_type, &part.file_name.unwrap_or_default()));
        } else {
            let text = part.text();
            body[&part.name] = serde_json::from_str(&text).unwrap_or(Value::String(text));
        }
    }
    Ok((body, upload))
}

fn sign(stand: &Stand, body: &Value, person: &str) -> Result<Value, Graph> {
    // A published client says the type with signs, too.
    let sign = Object::of(body, "", &["recipient", "sender_action"], &["payload", "messaging_type"])?;
    let mut world = stand.world();
    let now = world.now_ms();
    let Some(them) = world.people.get_mut(person) else { return Err(super::absent()) };
    match sign.one_of("sender_action", &["typing_on", "typing_off", "mark_seen", "react", "unreact"])? {
        "typing_on" => them.typing_at_ms.push(now),
        "mark_seen" => {
            let last = them.said.iter().rev().find_map(|said| said.message.clone());
            them.seen.extend(last);
        }
        _ => {}
    }
    Ok(json!({ "recipient_id": person }))
}

/// Whether anything may be sent now.
fn window(stand: &Stand, send: &Object, person: &str) -> Result<(), Graph> {
    // None is documented as needed; without one it counts as an answer.
    let kind = send.maybe("messaging_type")?.unwrap_or("RESPONSE");
    let tag = send.maybe("tag")?;
    let outside = || Graph::new(400, 10, "This message is sent outside of allowed window.").sub(2_018_278);
    let world = stand.world();
    let Some(them) = world.people.get(person) else { return Err(outside()) };
    let now = world.now_ms();
    let hours = match (kind, tag) {
        ("RESPONSE" | "UPDATE", _) => {
            let since = them.wrote_at_ms.max(them.acted_at_ms);
            return if is_open(&world.switches, now, since, 24) { Ok(()) } else { Err(outside()) };
        }
        ("MESSAGE_TAG", Some("HUMAN_AGENT")) => 7 * 24,
        ("MESSAGE_TAG", Some(tag)) if ENDED.contains(&tag) => {
            return Err(Graph::new(400, 100, "This message tag is no longer supported."));
        }
        ("MESSAGE_TAG", _) => return Ok(wrong("tag", Wrong::Invalid)?),
        _ => return Ok(wrong("messaging_type", Wrong::Invalid)?),
    };
    if is_open(&world.switches, now, them.wrote_at_ms, hours) { Ok(()) } else { Err(outside()) }
}

/// The file of an attachment: fetched before it is sent, as Meta does.
fn file(stand: &Stand, attachment: &Object, upload: Option<FileRow>) -> Result<FileRow, Graph> {
    let kind = attachment.one_of("type", &["image", "video", "audio", "file"])?;
    let payload = attachment.object("payload", &[], &["url", "attachment_id", "is_reusable"])?;
    let row = match (payload.maybe("url")?, payload.maybe("attachment_id")?, upload) {
        (Some(url), None, None) => stand.fetch(url).map_err(|why| {
            Graph::new(400, 100, &format!("Failed to fetch the file from the url: {why}")).sub(2_018_008)
        })?,
        (None, Some(id), None) => {
            let row = stand.world().files.get(id).map(|(row, _)| row.clone());
            row.ok_or_else(|| Graph::new(400, 100, "Invalid attachment_id").sub(2_018_074))?
        }
        (None, None, Some(row)) => row,
        _ => return wrong(attachment.place("payload"), Wrong::Invalid)?,
    };
    let most = if kind == "image" { 8_000_000 } else { 25_000_000 };
    let is_type = kind == "file" || row.media_type.starts_with(&format!("{kind}/"));
    if !is_type || row.bytes > most {
        return Err(Graph::new(400, 100, "Upload attachment failure.").sub(2_018_047));
    }
    Ok(row)
}

/// Uploads a file to be sent often.
pub(super) fn attachment(stand: &Stand, body: &Value) -> Result<Value, Graph> {
    let message = Object::of(body, "", &["message"], &[])?.object("message", &["attachment"], &[])?;
    let row = file(stand, &message.object("attachment", &["type", "payload"], &[])?, None)?;
    let mut world = stand.world();
    let id = format!("88000000{:07}", world.number());
    let bytes = world.files.get(&row.id).map(|(_, bytes)| bytes.to_vec()).unwrap_or_default();
    world.keep(id.clone(), bytes, &row.media_type, &row.name);
    Ok(json!({ "attachment_id": id }))
}

/// The echo, and what the receipts say.
fn told(stand: &Stand, person: &str, shown: &Shown, metadata: Option<&str>, now: i64) -> Vec<Value> {
    let world = stand.world();
    let page = world.secret("page_id");
    let app: u64 = world.secret("app_id").parse().unwrap_or_default();
    let mut message = json!({ "is_echo": true, "app_id": app, "mid": shown.message });
    if let Some(metadata) = metadata {
        message["metadata"] = metadata.into();
    }
    if let Some(text) = &shown.text {
        message["text"] = text.as_str().into();
    }
    if let Some(file) = &shown.file {
        let url = format!("{}{}", stand.origin, file.path);
        message["attachments"] = json!([{ "type": shown.kind, "payload": { "url": url } }]);
    }
    let between = |from: &str, to: &str| json!({ "sender": { "id": from }, "recipient": { "id": to } });
    let mut told = Vec::new();
    if world.switches.echoes {
        let mut echo = between(page, person);
        (echo["timestamp"], echo["message"]) = (now.into(), message);
        told.push(echo);
    }
    if world.switches.receipts >= Receipts::Delivered {
        let mut delivery = between(person, page);
        delivery["delivery"] = json!({ "mids": [shown.message], "watermark": now });
        told.push(delivery);
    }
    if world.switches.receipts == Receipts::Read {
        let mut read = between(person, page);
        (read["timestamp"], read["read"]) = (now.into(), json!({ "watermark": now }));
        told.push(read);
    }
    told
}
