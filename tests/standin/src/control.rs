//! What is at `/_/`: people, switches, the account, and what happened. It is no part of any service.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::{
    hook::{self, Event},
    page,
    person::{Act, Say},
    server::{Reply, Request},
    stand::{Config, Stand},
};

/// Answers a call to it.
pub(crate) fn answer(stand: &Arc<Stand>, request: &Request) -> Reply {
    let parts = request.parts();
    let is_post = request.method == "POST";
    match parts.as_slice() {
        [] => page::show(stand, request),
        ["_", "page"] if is_post => page::said(stand, request),
        ["_", "files", id] => file(stand, id),
        ["_", "people"] => {
            let people: Vec<_> = stand.world().people.values().cloned().collect();
            Reply::json(200, &json!(people))
        }
        ["_", "people", who] => {
            let who = decoded(who);
            if is_post {
                stand.meet(&who);
            }
            stand.world().find(&who).map_or_else(absent, |person| Reply::json(200, &json!(person)))
        }
        ["_", "people", who, "say"] if is_post => {
            let say = serde_json::from_slice(&request.body).map_err(|error| error.to_string());
            let what = request.json().unwrap_or_default();
            result(say.and_then(|say| self::say(stand, &decoded(who), &say, what)))
        }
        ["_", "switches"] => {
            if is_post {
                let changed = stand.world().switches.change(&request.json().unwrap_or_default());
                if let Err(error) = changed {
                    return result(Err(error));
                }
                if stand.world().switches.tokens_expired {
                    stand.service.expire();
                }
                hook::flush(stand);
            }
            let switches = json!(stand.world().switches);
            Reply::json(200, &switches)
        }
        ["_", "config"] => {
            let changed = if is_post { configure(stand, request) } else { Ok(()) };
            let config = json!(stand.world().config);
            result(changed.map(|()| config))
        }
        ["_", "verify"] if is_post => Reply::json(200, &hook::verify(stand)),
        ["_", "flush"] if is_post => Reply::json(200, &json!(hook::flush(stand))),
        ["_", "hooks"] => {
            let hooks = json!(stand.world().hooks);
            Reply::json(200, &hooks)
        }
        ["_", "calls"] => {
            let calls = json!(stand.world().calls);
            Reply::json(200, &calls)
        }
        ["_", "reset"] if is_post => {
            stand.reset();
            Reply::json(200, &json!({}))
        }
        _ => absent(),
    }
}

/// Does something as somebody, and tells the business: the message's id, and what was answered.
///
/// # Errors
/// When nobody could do that.
pub(crate) fn say(stand: &Arc<Stand>, who: &str, say: &Say, what: Value) -> Result<Value, String> {
    let person = stand.meet(who);
    if let (Some(name), Some(person)) = (&say.name, stand.world().people.get_mut(&person)) {
        person.name.clone_from(name);
    }
    if let Some(photo) = &say.photo {
        let file = photo.open("image")?;
        let mut world = stand.world();
        let row = world.keep(format!("face-{person}"), file.bytes, &file.media_type, &file.name);
        let link = format!("{}{}", stand.origin, row.path);
        if let Some(person) = world.people.get_mut(&person) {
            person.photo = Some(link);
        }
    }
    let (message, event) = stand.service.act(stand, &person, say)?;
    let wrote = matches!(say.act, Act::Message(_));
    let opens = wrote || matches!(say.act, Act::Button { .. } | Act::Follow(_) | Act::Reaction { .. });
    if opens {
        stand.world().did(&person, message.as_deref(), what, wrote);
    }
    let hooks = match event {
        // Nobody is told of it.
        None => Vec::new(),
        Some(value) => {
            let event = Event { person: person.clone(), value };
            if say.wait == Some(false) {
                hook::tell_later(stand, event);
                Vec::new()
            } else {
                hook::tell(stand, event)
            }
        }
    };
    Ok(json!({ "person": person, "message": message, "hooks": hooks }))
}

fn configure(stand: &Stand, request: &Request) -> Result<(), String> {
    let change: Config = serde_json::from_slice(&request.body).map_err(|error| error.to_string())?;
    let mut world = stand.world();
    world.config.callback = change.callback.or(world.config.callback.take());
    world.config.beside = change.beside.or(world.config.beside.take());
    world.config.secrets.extend(change.secrets);
    world.config.hosts.extend(change.hosts);
    Ok(())
}

fn file(stand: &Stand, id: &str) -> Reply {
    let found = stand.world().files.get(&decoded(id)).cloned();
    found.map_or_else(absent, |(row, bytes)| Reply::new(200, &row.media_type, bytes.to_vec()))
}

fn result(result: Result<Value, String>) -> Reply {
    match result {
        Ok(value) => Reply::json(200, &value),
        Err(error) => Reply::json(400, &json!({ "error": error })),
    }
}

fn absent() -> Reply {
    Reply::json(404, &json!({ "error": "there is nothing here" }))
}

/// A part of a path.
fn decoded(part: &str) -> String {
    let escaped = part.replace('+', "%2B");
    form_urlencoded::parse(format!("part={escaped}").as_bytes()).next().map_or_else(String::new, |(_, it)| it.into())
}
