//! What WhatsApp's webhook brings: up to a thousand things at once. Receipts come last, so that nothing that is wrong with one
//! holds up a message.

mod content;
mod people;

use serde_json::Value;
use shared::value::Timestamp;

use self::people::People;
use super::rules::ERRORS;
use crate::{
    graph::{
        problem_of,
        read::{
            at, control, id, ignored, inbound, json, key, list, name, text, unnamed, unreadable, unsupported, words,
        },
    },
    inbound::{Inbound, Reached, What},
};

pub(super) fn parse(business: &str, number: &str, body: &[u8], now: Timestamp) -> Vec<Inbound> {
    let Some(body) = json(body) else { return unreadable(body, now) };
    if body["object"] != "whatsapp_business_account" {
        let object = text(&body["object"]).unwrap_or("unknown object");
        return vec![unnamed(None, now, object, &body, ignored(object))];
    }
    let mut events = Vec::new();
    let odd = |name: &str, value: &Value| unnamed(None, now, name, value, unsupported(None, name, value));
    for entry in list(&body["entry"]) {
        if id(&entry["id"]).is_some_and(|id| id != business) {
            events.push(unnamed(None, now, "another business", entry, ignored("another business")));
            continue;
        }
        for it in list(&entry["changes"]) {
            let before = events.len();
            events.extend(change(number, it, now));
            if events.len() == before {
                events.push(odd("change", it));
            }
        }
    }
    if events.is_empty() {
        events.push(odd("body", &body));
    }
    events.sort_by_key(|event| matches!(event.what, What::Receipt { .. }));
    events
}

fn change(number: &str, change: &Value, now: Timestamp) -> Vec<Inbound> {
    let value = &change["value"];
    // A business may have more numbers, each an account of its own.
    if id(&value["metadata"]["phone_number_id"]).is_some_and(|id| id != number) {
        return vec![unnamed(None, now, "another number", change, ignored("another number"))];
    }
    let messages = list(&value["messages"]);
    let people = People::of(value, messages.len());
    let ours = |name: &str, value: &Value| unnamed(None, now, name, value, control(name, value));
    match text(&change["field"]) {
        Some("messages") => {
            let messages = messages.iter().flat_map(|it| message(&people, it, now));
            let statuses = list(&value["statuses"]).iter().map(|it| status(&people, it, now));
            let errors = list(&value["errors"]).iter().map(|it| ours("errors", it));
            messages.chain(errors).chain(statuses).collect()
        }
        Some("smb_message_echoes") => list(&value["message_echoes"]).iter().map(|it| echo(&people, it, now)).collect(),
        Some("user_id_update") => list(&value["user_id_update"]).iter().map(|it| new_id(&people, it, now)).collect(),
        field => vec![ours(field.unwrap_or("unknown field"), change)],
    }
}

/// What a message holds; one that also says by which advertisement the person came is two.
fn message(people: &People, message: &Value, now: Timestamp) -> Vec<Inbound> {
    let at_ms = at(&message["timestamp"]).unwrap_or(now);
    let person = people.sender(message);
    let kind = text(&message["type"]).unwrap_or("message");
    let mid = id(&message["id"]);
    if message.get("group_id").is_some() {
        return vec![unnamed(person, at_ms, "group", message, ignored("group"))];
    }
    let (Some(mid), Some(person)) = (&mid, &person) else {
        return vec![unnamed(person, at_ms, kind, message, unsupported(mid, kind, message))];
    };
    let of = |key, what| inbound(key, Some(person.clone()), at_ms, what);
    // Marking as read and typing need the id of whatever came last, a pressed button too.
    let of = |key, what| Inbound { read_token: Some(mid.clone()), ..of(key, what) };
    let odd = || of(key("message", &[mid]), unsupported(Some(mid.clone()), kind, message));
    let one = |of_kind: &str, what: Option<What>| vec![what.map_or_else(odd, |what| of(key(of_kind, &[mid]), what))];
    match kind {
        "reaction" => one("reaction", reaction(message)),
        "edit" => one("edit", edited(message)),
        "revoke" => one("deleted", deleted(message)),
        "interactive" | "button" => one("action", action(message)),
        "system" => {
            system(mid, message).into_iter().map(|(key, what)| Inbound { read_token: None, ..of(key, what) }).collect()
        }
        "unsupported" | "unknown" => {
            let name = text(&message["unsupported"]["type"]).unwrap_or("unsupported");
            one("message", Some(unsupported(Some(mid.clone()), name, message)))
        }
        _ => {
            let Some(content) = content::read(kind, message) else { return vec![odd()] };
            let quotes = id(&message["context"]["id"]);
            let source = referral(&message["referral"]).map(|what| of(key("referral", &[mid]), what));
            source.into_iter().chain(one("message", Some(What::Message { id: mid.clone(), content, quotes }))).collect()
        }
    }
}

fn reaction(message: &Value) -> Option<What> {
    let reaction = &message["reaction"];
    Some(What::Reaction { id: id(&reaction["message_id"])?, emoji: name(&reaction["emoji"]) })
}

fn edited(message: &Value) -> Option<What> {
    let edit = &message["edit"];
    let new = &edit["message"];
    let kind = text(&new["type"]).unwrap_or("text");
    let text = words(&new[kind]["body"]).or_else(|| words(&new[kind]["caption"]))?;
    Some(What::Edited { id: id(&edit["original_message_id"])?, text })
}

fn deleted(message: &Value) -> Option<What> {
    Some(What::Deleted { id: id(&message["revoke"]["original_message_id"])? })
}

/// A button that was pressed, a line of a list that was chosen, or a form that was filled in.
fn action(message: &Value) -> Option<What> {
    let (title, payload) = match text(&message["interactive"]["type"]) {
        Some(kind @ ("button_reply" | "list_reply")) => {
            let reply = &message["interactive"][kind];
            (words(&reply["title"]), words(&reply["id"]))
        }
        Some("nfm_reply") => {
            let reply = &message["interactive"]["nfm_reply"];
            (words(&reply["body"]), words(&reply["response_json"]))
        }
        _ => (words(&message["button"]["text"]), words(&message["button"]["payload"])),
    };
    (title.is_some() || payload.is_some()).then(|| What::Action { title, payload: payload.unwrap_or_default() })
}

/// By what the person came.
fn referral(referral: &Value) -> Option<What> {
    let source = ["source_id", "source_url", "ctwa_clid"].into_iter().find_map(|name| id(&referral[name]))?;
    Some(What::Referral { source })
}

/// A new phone number, a new id, or both.
fn system(mid: &str, message: &Value) -> Vec<(String, What)> {
    let system = &message["system"];
    let kind = text(&system["type"]).unwrap_or("system");
    if kind == "customer_identity_changed" {
        return vec![(key("system", &[mid]), ignored(kind))];
    }
    let former_phone = id(&message["from"]).or_else(|| id(&message["from_user_id"]));
    let former_id = id(&message["from_user_id"]).or_else(|| id(&message["from"]));
    let changed: Vec<_> = [("wa_id", former_phone), ("user_id", former_id)]
        .into_iter()
        .filter_map(|(name, former)| {
            let what = What::IdentityChanged { former: former?, now: id(&system[name])? };
            Some((key("identity", &[mid, name]), what))
        })
        .collect();
    if changed.is_empty() {
        return vec![(key("system", &[mid]), unsupported(None, kind, message))];
    }
    changed
}

/// The field for the same.
fn new_id(people: &People, update: &Value, now: Timestamp) -> Inbound {
    let at_ms = at(&update["timestamp"]).unwrap_or(now);
    let ids = &update["user_id"];
    let (Some(former), Some(new)) = (id(&ids["previous"]), id(&ids["current"])) else {
        return unnamed(None, at_ms, "user_id_update", update, control("user_id_update", update));
    };
    let person = people.named(Some(new.clone()), vec![former.clone()], id(&update["wa_id"]));
    inbound(key("identity", &[&former, &new]), person, at_ms, What::IdentityChanged { former, now: new })
}

/// What staff wrote on the phone that shares the number.
fn echo(people: &People, message: &Value, now: Timestamp) -> Inbound {
    let at_ms = at(&message["timestamp"]).unwrap_or(now);
    let person = people.receiver(message);
    let kind = text(&message["type"]).unwrap_or("message");
    let Some(mid) = id(&message["id"]) else {
        return unnamed(person, at_ms, kind, message, unsupported(None, kind, message));
    };
    let of = |kind, what| inbound(key(kind, &[&mid]), person.clone(), at_ms, what);
    let read = match kind {
        "edit" => edited(message),
        "revoke" => deleted(message),
        // A sign of staff's, which no room shows.
        "reaction" => Some(ignored("reaction by the business")),
        _ => None,
    };
    read.map_or_else(
        || {
            let content = content::read(kind, message).unwrap_or_else(|| content::odd(kind, message));
            of("echo", What::Echo { id: mid.clone(), ours: None, content })
        },
        |what| of(kind, what),
    )
}

/// How far a message of ours came.
fn status(people: &People, status: &Value, now: Timestamp) -> Inbound {
    let at_ms = at(&status["timestamp"]).unwrap_or(now);
    let person = people.recipient(status);
    let name = text(&status["status"]).unwrap_or("status");
    let state = match name {
        "sent" => Reached::Sent,
        "delivered" => Reached::Delivered,
        "read" | "played" => Reached::Read,
        // What comes later has no status of its own.
        "failed" => Reached::Failed(problem_of(ERRORS.value, &status["errors"][0], 400)),
        _ => return unnamed(person, at_ms, name, status, ignored(name)),
    };
    let Some(mid) = id(&status["id"]) else {
        return unnamed(person, at_ms, name, status, ignored("receipt of nothing"));
    };
    let ours = words(&status["biz_opaque_callback_data"]);
    let key = key("status", &[&mid, name]);
    inbound(key, person, at_ms, What::Receipt { ids: vec![mid], up_to_ms: None, state, ours })
}
