//! Facebook Pages: the Messenger Platform.

mod event;
mod send;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde_json::{Value, json};

use super::{Graph, absent, authorised, body, handshake, passed_on, refuse, signed};
use crate::{
    client::Call,
    hook::Event,
    person::{Person, Say},
    server::{Reply, Request},
    shape::Object,
    stand::{Facts, Service, Stand, digits},
    switch::{Failure, Switches},
};

static FACTS: Facts = Facts {
    name: "Messenger",
    colour: "#0a7cff",
    secrets: &[
        ("page_id", "104200000000001"),
        ("page_access_token", "EAAstandinpagetoken0000000000000000000000000000000"),
        ("app_id", "1200000000000009"),
        ("app_secret", "7c1e5f0ab94d4f62a3d8e6b1904c27fd"),
        ("verify_token", "our-verify-token"),
    ],
    // At once a few times, then ever more seldom for an hour.
    tries: 4,
    patience_ms: 5_000,
    batches: true,
};

/// The fields of a page that there are to subscribe to. Messenger Platform documentation, webhooks, read 2026-11.
const FIELDS: &[&str] = &[
    "messages",
    "messaging_postbacks",
    "message_echoes",
    "message_deliveries",
    "message_reads",
    "message_reactions",
    "message_edits",
    "messaging_referrals",
    "messaging_handovers",
    "messaging_optins",
    "standby",
    "messaging_policy_enforcement",
];

/// See the module.
#[derive(Default)]
pub(crate) struct Facebook(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// How often each message was edited.
    edits: BTreeMap<String, u32>,
    /// Names of the personas that were made.
    personas: BTreeMap<String, String>,
}

impl Facebook {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn called(&self, stand: &Arc<Stand>, request: &Request) -> Result<Value, Graph> {
        let parts = authorised(stand, request, "page_access_token")?;
        let page = stand.world().secret("page_id").to_owned();
        match (request.method.as_str(), parts.as_slice()) {
            ("GET", [id]) if *id == "me" || *id == page => Ok(json!({ "id": page, "name": "The stand-in's page" })),
            ("GET", [id]) => profile(stand, request, id),
            ("POST", [id, "messages"]) if *id == "me" || *id == page => send::messages(self, stand, request),
            ("POST", [id, "message_attachments"]) if *id == "me" || *id == page => {
                send::attachment(stand, &body(request)?)
            }
            ("POST", [id, "subscribed_apps"]) if *id == page => subscribe(request),
            ("GET", [id, "subscribed_apps"]) if *id == page => {
                let app = stand.world().secret("app_id").to_owned();
                Ok(json!({ "data": [{ "id": app, "subscribed_fields": FIELDS }] }))
            }
            ("POST", [id, "personas"]) if *id == page => self.persona(stand, &body(request)?),
            ("POST", ["me", "messenger_profile"]) => {
                Object::of(&body(request)?, "", &[], &["get_started", "greeting", "ice_breakers", "persistent_menu"])?;
                Ok(json!({ "result": "success" }))
            }
            _ => Err(absent()),
        }
    }

    fn persona(&self, stand: &Stand, body: &Value) -> Result<Value, Graph> {
        let persona = Object::of(body, "", &["name", "profile_picture_url"], &[])?;
        let name = persona.bounded("name", 50, crate::shape::characters)?;
        let id = format!("99000000{:07}", stand.world().number());
        self.kept().personas.insert(id.clone(), name.to_owned());
        Ok(json!({ "id": id }))
    }
}

impl Service for Facebook {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn person(&self, name: &str) -> Person {
        let is_id = name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_digit());
        let id = if is_id { name.to_owned() } else { format!("73{}", digits(name, 14)) };
        Person { id, name: name.to_owned(), follows: true, ..Person::default() }
    }

    fn passed_on(&self, stand: &Stand, request: &Request) -> Option<Reply> {
        passed_on(stand, request, "page_access_token")
    }

    fn api(&self, stand: &Arc<Stand>, request: &Request) -> Reply {
        let reply = self.called(stand, request).map_or_else(|error| error.reply(), |body| Reply::json(200, &body));
        reply.with("facebook-api-version", "v25.0")
    }

    fn refuse(&self, failure: Failure, _switches: &Switches) -> Reply {
        refuse(failure, 613)
    }

    fn act(&self, stand: &Stand, person: &str, say: &Say) -> Result<(Option<String>, Option<Value>), String> {
        event::made(self, stand, person, say)
    }

    fn hook(&self, stand: &Stand, events: &[Event], _again: bool) -> Call {
        let (page, now) = {
            let world = stand.world();
            (world.secret("page_id").to_owned(), world.now_ms())
        };
        let entry = |event: &Event| json!({ "id": page, "time": now, "messaging": [event.value] });
        let entries: Vec<_> = events.iter().map(entry).collect();
        signed(stand, &json!({ "object": "page", "entry": entries }))
    }

    fn handshake(&self, stand: &Stand, callback: &str) -> Option<(Call, String)> {
        Some(handshake(stand, callback, None))
    }

    fn reset(&self) {
        *self.kept() = Kept::default();
    }
}

fn profile(stand: &Stand, request: &Request, id: &str) -> Result<Value, Graph> {
    let world = stand.world();
    let person = world.people.get(id).ok_or_else(|| absent().sub(33))?;
    if person.said.is_empty() {
        return Err(Graph::new(400, 230, "User consent is required to access user profile"));
    }
    let (first, last) = person.name.split_once(' ').unwrap_or((&person.name, ""));
    let mut known = vec![("id", id), ("name", &person.name), ("first_name", first), ("last_name", last)];
    known.extend(person.photo.as_deref().map(|photo| ("profile_pic", photo)));
    let fields = request.param("fields").unwrap_or_default();
    if let Some(field) =
        fields.split(',').find(|field| !["id", "name", "first_name", "last_name", "profile_pic"].contains(field))
    {
        return Err(Graph::new(400, 100, &format!("Tried accessing nonexisting field ({field})")));
    }
    let asked = known.into_iter().filter(|(name, _)| *name == "id" || fields.split(',').any(|field| field == *name));
    Ok(asked.map(|(name, value)| (name.to_owned(), Value::from(value))).collect::<serde_json::Map<_, _>>().into())
}

fn subscribe(request: &Request) -> Result<Value, Graph> {
    let given = request.json().and_then(|body| Some(body["subscribed_fields"].as_str()?.to_owned()));
    let fields = request.param("subscribed_fields").or(given).unwrap_or_default();
    match fields.split(',').find(|field| !FIELDS.contains(field)) {
        Some(field) => {
            let words = format!("Param subscribed_fields[0] must be one of the known fields - got \"{field}\".");
            Err(Graph::new(400, 100, &words))
        }
        None => Ok(json!({ "success": true })),
    }
}
