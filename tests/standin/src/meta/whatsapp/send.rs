//! What a number sends: one endpoint for messages, and for what was read.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Graph, WhatsApp, event::status, template};
use crate::{
    meta::{is_open, report},
    person::{Person, Shown},
    shape::{Fault, Object, Wrong, characters, wrong},
    stand::Stand,
    switch::Receipts,
};

/// A kind of file that is taken.
pub(super) struct Kind {
    name: &'static str,
    /// How its types begin; empty for all.
    types: &'static [&'static str],
    bytes: usize,
}

/// WhatsApp Business Platform documentation, media, read 2026-11.
pub(super) const KINDS: &[Kind] = &[
    Kind { name: "image", types: &["image/jpeg", "image/png"], bytes: 5_000_000 },
    Kind { name: "video", types: &["video/mp4", "video/3gpp"], bytes: 16_000_000 },
    Kind {
        name: "audio",
        types: &["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"],
        bytes: 16_000_000,
    },
    Kind { name: "document", types: &[""], bytes: 100_000_000 },
    Kind { name: "sticker", types: &["image/webp"], bytes: 500_000 },
];

impl Kind {
    /// Whether a file can be one.
    pub(super) fn takes(&self, media_type: &str, bytes: usize) -> bool {
        self.types.iter().any(|start| media_type.starts_with(start)) && bytes <= self.bytes
    }
}

/// To one person: a message each six seconds, 45 of them at once.
const PAIR: (i64, usize) = (6_000, 45);

/// Of which fault which error is told.
fn fault(Fault { at, what }: Fault) -> Graph {
    let details = format!("Parameter {at}: {what:?}");
    if ["template.name", "template.language.code"].contains(&at.as_str()) {
        return Graph::new(404, 132_001, "Template name does not exist in the translation").details(&details);
    }
    if at.starts_with("template.components") {
        return Graph::new(400, 132_000, "Number of parameters does not match the expected number of params")
            .details(&details);
    }
    match what {
        Wrong::Missing => Graph::new(400, 131_008, "Required parameter is missing").details(&details),
        Wrong::Invalid => Graph::new(400, 131_009, "Parameter value is not valid").details(&details),
        Wrong::Unknown | Wrong::Not(_) | Wrong::Long(_) => Graph::new(400, 100, "Invalid parameter").details(&details),
    }
}

/// The endpoint.
pub(super) fn messages(whatsapp: &WhatsApp, stand: &Arc<Stand>, body: &Value) -> Result<Value, Graph> {
    if body["messaging_product"] != "whatsapp" {
        return Err(fault(Fault { at: "messaging_product".to_owned(), what: Wrong::Missing }));
    }
    if body["status"].is_string() {
        return seen(stand, body);
    }
    let message = read(body).map_err(fault)?;
    let found = {
        let mut world = stand.world();
        world.find(&message.to).filter(|them| !message.is_phone || them.phone.is_some()).cloned()
    };
    let (now, switches, number) = {
        let mut world = stand.world();
        (world.now_ms(), world.switches.clone(), world.number())
    };
    let id = format!("wamid.STANDINOUT{number:012}");
    let mut contact = json!({ "input": message.to });
    let them = found.unwrap_or_else(|| Person { phone: Some(message.to.clone()), ..Person::default() });
    match &them.phone {
        Some(phone) if message.is_phone => contact["wa_id"] = phone.as_str().into(),
        _ => contact["user_id"] = them.id.as_str().into(),
    }
    let accepted = json!({ "messaging_product": "whatsapp", "contacts": [contact], "messages": [{ "id": id }] });
    let fail = |error: Graph, later: bool| {
        if !later {
            return Err(error);
        }
        let title = error.message.split_once(") ").map_or("", |(_, title)| title);
        let mut failed = status(&them, &id, "failed", now, message.callback.as_deref());
        failed["errors"] = json!([{
            "code": error.code,
            "title": title,
            "message": title,
            "error_data": { "details": error.details },
        }]);
        report(stand, &them.id, vec![json!({ "statuses": [failed] })]);
        Ok(accepted.clone())
    };
    // Who isn't on WhatsApp, or blocked the business, can't be told beforehand.
    if them.id.is_empty() || them.blocked {
        return fail(Graph::new(400, 131_026, "Message undeliverable").details("Message undeliverable."), true);
    }
    let is_template = message.shown.kind == "template";
    if !is_template && !is_open(&switches, now, them.wrote_at_ms.max(them.acted_at_ms), 24) {
        let details = "Message failed to send because more than 24 hours have passed since the customer last replied \
                       to this number.";
        return fail(Graph::new(400, 131_047, "Re-engagement message").details(details), switches.fails_later);
    }
    if switches.quota_used {
        let details = "The messaging limit of this account is reached.";
        return fail(Graph::new(400, 131_064, "Messaging limit reached").details(details), switches.fails_later);
    }
    pace(whatsapp, &them.id, now)?;
    if message.shown.quotes.as_ref().is_some_and(|quoted| !them.knows(quoted)) {
        return Err(fault(Fault { at: "context.message_id".to_owned(), what: Wrong::Invalid }));
    }
    let mut shown = Shown { message: id.clone(), raw: body.clone(), ..message.shown };
    if let Some(kind) = KINDS.iter().find(|kind| kind.name == shown.kind) {
        let row = match &message.file {
            File::Id(id) => {
                let row = stand.world().files.get(id).map(|(row, _)| row.clone());
                row.ok_or_else(|| fault(Fault { at: format!("{}.id", kind.name), what: Wrong::Invalid }))
            }
            File::Link(link) => {
                let error = |why: String| Graph::new(400, 131_053, "Media upload error").details(&why);
                stand.fetch(link).map_err(error)
            }
        };
        match row {
            Ok(row) if kind.takes(&row.media_type, row.bytes) => shown.file = Some(row),
            Ok(_) => return fail(Graph::new(400, 131_053, "Media upload error").details("Unsupported type."), true),
            Err(error) if error.code == 131_053 => return fail(error, true),
            Err(error) => return Err(error),
        }
    }
    stand.world().show(&them.id, shown);
    let kinds: &[&str] = match switches.receipts {
        Receipts::None => &[],
        Receipts::Delivered => &["sent", "delivered"],
        Receipts::Read => &["sent", "delivered", "read"],
    };
    let statuses = kinds.iter().map(|kind| status(&them, &id, kind, now, message.callback.as_deref()));
    report(stand, &them.id, statuses.map(|status| json!({ "statuses": [status] })).collect());
    Ok(accepted)
}

fn pace(whatsapp: &WhatsApp, person: &str, now: i64) -> Result<(), Graph> {
    let mut kept = whatsapp.kept();
    let sent = kept.sent.entry(person.to_owned()).or_default();
    let (every_ms, burst) = PAIR;
    sent.retain(|at| now < at + every_ms * i64::try_from(burst).unwrap_or_default());
    if sent.len() >= burst {
        return Err(Graph::new(429, 131_056, "(Business Account, Consumer Account) pair rate limit hit"));
    }
    sent.push(now);
    Ok(())
}

fn seen(stand: &Stand, body: &Value) -> Result<Value, Graph> {
    let needs = ["messaging_product", "status", "message_id"];
    let seen = Object::of(body, "", &needs, &["typing_indicator"]).map_err(fault)?;
    let message = seen.text("message_id").map_err(fault)?;
    seen.one_of("status", &["read"]).map_err(fault)?;
    let mut world = stand.world();
    let now = world.now_ms();
    let wrote = |them: &&mut Person| them.said.iter().any(|said| said.message.as_deref() == Some(message));
    let them = world.people.values_mut().find(wrote);
    let them = them.ok_or_else(|| fault(Fault { at: "message_id".to_owned(), what: Wrong::Invalid }))?;
    them.seen.push(message.to_owned());
    if seen.has("typing_indicator") {
        let typing = seen.object("typing_indicator", &["type"], &[]).map_err(fault)?;
        typing.one_of("type", &["text"]).map_err(fault)?;
        them.typing_at_ms.push(now);
    }
    Ok(json!({ "success": true }))
}

enum File {
    Id(String),
    Link(String),
}

/// A message as it was asked for.
struct Message {
    to: String,
    is_phone: bool,
    callback: Option<String>,
    file: File,
    shown: Shown,
}

fn read(body: &Value) -> Result<Message, Fault> {
    let kind = body["type"].as_str().unwrap_or("text");
    let known =
        ["text", "image", "video", "audio", "document", "sticker", "location", "reaction", "interactive", "template"];
    if !known.contains(&kind) {
        return wrong("type", Wrong::Invalid);
    }
    let may = ["recipient_type", "to", "recipient", "type", "context", "biz_opaque_callback_data"];
    let send = Object::of(body, "", &["messaging_product", kind], &may)?;
    if send.has("recipient_type") {
        send.one_of("recipient_type", &["individual"])?;
    }
    // If both are there, the number counts.
    let is_phone = send.has("to");
    let to = if is_phone { send.text("to")?.trim_start_matches('+') } else { send.text("recipient")? };
    if is_phone && to.bytes().any(|byte| !byte.is_ascii_digit()) {
        return wrong("to", Wrong::Invalid);
    }
    if send.has("biz_opaque_callback_data") {
        send.bounded("biz_opaque_callback_data", 512, characters)?;
    }
    let quotes = match send.value("context") {
        None => None,
        Some(_) => Some(send.object("context", &["message_id"], &[])?.text("message_id")?.to_owned()),
    };
    let mut file = File::Id(String::new());
    let text = match kind {
        "text" => {
            let text = send.object("text", &["body"], &["preview_url"])?;
            Some(text.bounded("body", 4_096, characters)?)
        }
        "location" => {
            let place = send.object("location", &["latitude", "longitude"], &["name", "address"])?;
            place.number("latitude")?;
            place.number("longitude")?;
            place.maybe("name")?
        }
        "reaction" => {
            let reaction = send.object("reaction", &["message_id", "emoji"], &[])?;
            reaction.text("message_id")?;
            Some(reaction.text("emoji")?)
        }
        "interactive" => {
            let interactive = send.object("interactive", &["type", "body", "action"], &["header", "footer"])?;
            let text = interactive.object("body", &["text"], &[])?;
            Some(text.bounded("text", 1_024, characters)?)
        }
        "template" => None,
        _ => {
            let may: &[&str] = match kind {
                "document" => &["id", "link", "caption", "filename"],
                "image" | "video" => &["id", "link", "caption"],
                _ => &["id", "link"],
            };
            let media = send.object(kind, &[], may)?;
            file = match (media.maybe("id")?, media.maybe("link")?) {
                (Some(id), None) => File::Id(id.to_owned()),
                (None, Some(link)) => File::Link(link.to_owned()),
                _ => return wrong(media.place("id"), Wrong::Missing),
            };
            media.has("caption").then(|| media.bounded("caption", 1_024, characters)).transpose()?
        }
    };
    let shown = Shown {
        kind: kind.to_owned(),
        text: if kind == "template" { Some(template::read(&send)?) } else { text.map(str::to_owned) },
        quotes,
        way: if kind == "template" { "template" } else { "message" }.to_owned(),
        ..Shown::default()
    };
    let callback = send.maybe("biz_opaque_callback_data")?.map(str::to_owned);
    Ok(Message { to: to.to_owned(), is_phone, callback, file, shown })
}
