//! WhatsApp Business: the Cloud API.

mod event;
mod send;
mod template;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde_json::{Value, json};

use super::{Graph, PASSED_ON, absent, authorised, body, handshake, passed_on, refuse, signed};
use crate::{
    client::{self, Call},
    form,
    hook::{self, Event},
    person::{Person, Say},
    server::{Reply, Request},
    shape::Object,
    stand::{Facts, Service, Stand, digits},
    switch::{Failure, Switches},
};

/// How long the address of a file is good.
const LINK_MS: i64 = 5 * 60_000;

static FACTS: Facts = Facts {
    name: "WhatsApp",
    colour: "#128c7e",
    secrets: &[
        ("phone_number_id", "310600000000003"),
        ("waba_id", "210500000000002"),
        ("display_phone_number", "85255501234"),
        ("access_token", "EAAstandinwhatsapptoken000000000000000000000000000"),
        ("app_secret", "e2b7d90c41f84a5f9b6c3d1e0f7a8852"),
        ("verify_token", "our-verify-token"),
    ],
    // For seven days, in truth.
    tries: 5,
    patience_ms: 5_000,
    batches: true,
};

/// See the module.
#[derive(Default)]
pub(crate) struct WhatsApp(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// When each person was sent something.
    sent: BTreeMap<String, Vec<i64>>,
}

impl WhatsApp {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn called(&self, stand: &Arc<Stand>, request: &Request) -> Result<Reply, Graph> {
        let parts = authorised(stand, request, "access_token")?;
        let secret = |name: &str| stand.world().secret(name).to_owned();
        let (number, business) = (secret("phone_number_id"), secret("waba_id"));
        let answer = match (request.method.as_str(), parts.as_slice()) {
            ("POST", [id, "messages"]) if *id == number => send::messages(self, stand, &body(request)?)?,
            ("POST", [id, "media"]) if *id == number => upload(stand, request)?,
            ("POST", [id]) if *id == number => configure(stand, &body(request)?)?,
            ("GET", [id]) if *id == number => json!({
                "id": number,
                "verified_name": "The stand-in's shop",
                "display_phone_number": secret("display_phone_number"),
            }),
            ("GET", [id, "phone_numbers"]) if *id == business => json!({ "data": [{ "id": number }] }),
            ("POST", [id, "subscribed_apps"]) if *id == business => json!({ "success": true }),
            ("GET", [id, "message_templates"]) if *id == business => template::list(request),
            ("GET", ["files", id]) => return Ok(file(stand, request, id)),
            ("GET", [id]) => media(stand, request, id)?,
            ("DELETE", [id]) => {
                stand.world().files.remove(*id).ok_or_else(absent)?;
                json!({ "success": true })
            }
            _ => return Err(absent()),
        };
        Ok(Reply::json(200, &answer))
    }
}

impl Service for WhatsApp {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    /// A name that begins with `@` is a user name, of somebody whose number isn't told.
    fn person(&self, name: &str) -> Person {
        let is_phone = name.len() >= 8 && name.bytes().all(|byte| byte.is_ascii_digit());
        let phone = if is_phone { name.to_owned() } else { format!("8529{}", digits(name, 7)) };
        let id = if name.starts_with("HK.") { name.to_owned() } else { format!("HK.9{}", digits(name, 16)) };
        let phone = (!name.starts_with('@')).then_some(phone);
        Person { id, phone, name: name.to_owned(), follows: true, ..Person::default() }
    }

    fn passed_on(&self, stand: &Stand, request: &Request) -> Option<Reply> {
        passed_on(stand, request, "access_token")
    }

    fn api(&self, stand: &Arc<Stand>, request: &Request) -> Reply {
        let reply = self.called(stand, request).unwrap_or_else(|error| error.reply());
        reply.with("facebook-api-version", "v25.0")
    }

    fn refuse(&self, failure: Failure, _switches: &Switches) -> Reply {
        refuse(failure, 130_429)
    }

    fn act(&self, stand: &Stand, person: &str, say: &Say) -> Result<(Option<String>, Option<Value>), String> {
        event::made(stand, person, say)
    }

    fn hook(&self, stand: &Stand, events: &[Event], _again: bool) -> Call {
        let (business, metadata) = {
            let world = stand.world();
            let metadata = json!({
                "display_phone_number": world.secret("display_phone_number"),
                "phone_number_id": world.secret("phone_number_id"),
            });
            (world.secret("waba_id").to_owned(), metadata)
        };
        let change = |event: &Event| {
            let mut value = json!({ "messaging_product": "whatsapp", "metadata": metadata });
            for (name, part) in event.value.as_object().into_iter().flatten() {
                value[name] = part.clone();
            }
            let field = if event.value["message_echoes"].is_array() { "smb_message_echoes" } else { "messages" };
            json!({ "field": field, "value": value })
        };
        let changes: Vec<_> = events.iter().map(change).collect();
        let entry = json!([{ "id": business, "changes": changes }]);
        signed(stand, &json!({ "object": "whatsapp_business_account", "entry": entry }))
    }

    fn handshake(&self, stand: &Stand, callback: &str) -> Option<(Call, String)> {
        Some(handshake(stand, callback, None))
    }

    fn reset(&self) {
        *self.kept() = Kept::default();
    }
}

/// Sets where this number's webhooks go, if somebody there answers as they should.
fn configure(stand: &Stand, body: &Value) -> Result<Value, Graph> {
    let body = Object::of(body, "", &["webhook_configuration"], &[])?;
    let wanted = body.object("webhook_configuration", &["override_callback_uri"], &["verify_token"])?;
    let callback = wanted.text("override_callback_uri")?;
    let asked = handshake(stand, callback, wanted.maybe("verify_token")?);
    if !client::is_public(callback) || hook::shake(stand, &asked)["ok"] != true {
        return Err(Graph::new(400, 2_200, "Callback verification failed."));
    }
    stand.world().config.callback = Some(callback.to_owned());
    Ok(json!({ "success": true }))
}

fn upload(stand: &Stand, request: &Request) -> Result<Value, Graph> {
    let parts = form::parts(request).ok_or_else(|| Graph::new(400, 100, "The parameter file is required."))?;
    let part = |name: &str| parts.iter().find(|part| part.name == name);
    let words = |name: &str| Graph::new(400, 100, &format!("The parameter {name} is required."));
    if part("messaging_product").ok_or_else(|| words("messaging_product"))?.text() != "whatsapp" {
        return Err(words("messaging_product"));
    }
    let file = part("file").ok_or_else(|| words("file"))?;
    let media_type = file.media_type.clone().or_else(|| part("type").map(form::Part::text)).unwrap_or_default();
    if !send::KINDS.iter().any(|kind| kind.takes(&media_type, file.bytes.len())) {
        return Err(Graph::new(400, 131_053, "Media upload error").details("Unsupported type or size of the file."));
    }
    let name = file.file_name.clone().unwrap_or_default();
    let mut world = stand.world();
    let id = format!("51080000{:07}", world.number());
    world.keep(id.clone(), file.bytes.clone(), &media_type, &name);
    Ok(json!({ "id": id }))
}

/// Where a file is, for five minutes.
fn media(stand: &Stand, request: &Request, id: &str) -> Result<Value, Graph> {
    let world = stand.world();
    let number = world.secret("phone_number_id");
    let (row, _) = world.files.get(id).ok_or_else(absent)?;
    if request.param("phone_number_id").is_some_and(|other| other != number) {
        return Err(absent());
    }
    let origin = request.headers.get(PASSED_ON).unwrap_or(&stand.origin);
    let url = format!("{origin}/files/{id}?ext={}", world.now_ms() + LINK_MS);
    Ok(json!({
        "messaging_product": "whatsapp",
        "url": url,
        "mime_type": row.media_type,
        "sha256": row.sha256,
        "file_size": row.bytes,
        "id": id,
    }))
}

fn file(stand: &Stand, request: &Request, id: &str) -> Reply {
    if request.headers.get("user-agent").is_none_or(str::is_empty) {
        return Reply::new(400, "text/html", "<!doctype html><title>Error</title>Sorry, something went wrong.");
    }
    let world = stand.world();
    let is_over = request.param("ext").and_then(|end| end.parse().ok()).is_none_or(|end: i64| world.now_ms() > end);
    match world.files.get(id).filter(|_| !is_over) {
        Some((row, bytes)) => Reply::new(200, &row.media_type, bytes.to_vec()),
        None => Reply::new(404, "text/plain", "Not found"),
    }
}
