//! Who is meant: since 2026 by an id of the business's own, beside a phone number or without one.

use serde_json::Value;

use crate::{
    graph::read::{id, list, name},
    inbound::Person,
};

/// Those whom a change tells of.
pub(super) struct People<'a> {
    contacts: &'a [Value],
    /// The only one, of the only message.
    sole: Option<&'a Value>,
}

impl<'a> People<'a> {
    pub(super) fn of(value: &'a Value, messages: usize) -> Self {
        let contacts = list(&value["contacts"]);
        let sole = contacts.first().filter(|_| contacts.len() == 1 && messages == 1);
        Self { contacts, sole }
    }

    /// Who wrote a message.
    pub(super) fn sender(&self, message: &Value) -> Option<Person> {
        let user = id(&message["from_user_id"]);
        let phone = id(&message["from"]);
        // Numbers of Mexico, Brazil and Argentina have two spellings: the one contact of the one message is its sender.
        let sole = self.sole.filter(|it| user.is_none() || it["user_id"].is_null());
        person(self.find(user.as_deref(), phone.as_deref()).or(sole), user, Vec::new(), phone)
    }

    /// Whom staff wrote to.
    pub(super) fn receiver(&self, message: &Value) -> Option<Person> {
        self.named(id(&message["to_user_id"]), Vec::new(), id(&message["to"]))
    }

    /// To whom a message of ours went.
    pub(super) fn recipient(&self, status: &Value) -> Option<Person> {
        self.named(id(&status["recipient_user_id"]), Vec::new(), id(&status["recipient_id"]))
    }

    /// Who has this id, had those, and this number.
    pub(super) fn named(&self, user: Option<String>, former: Vec<String>, phone: Option<String>) -> Option<Person> {
        person(self.find(user.as_deref(), phone.as_deref()), user, former, phone)
    }

    fn find(&self, user: Option<&str>, phone: Option<&str>) -> Option<&'a Value> {
        let is = |value: &Value, wanted: Option<&str>| match value.as_str() {
            Some(text) => Some(text) == wanted,
            None => wanted.is_some() && id(value).as_deref() == wanted,
        };
        let by_user = self.contacts.iter().find(|it| is(&it["user_id"], user));
        by_user.or_else(|| self.contacts.iter().find(|it| is(&it["wa_id"], phone)))
    }
}

/// The business's own id comes first, for it is what remains; the others are aliases, whichever spelling they have.
fn person(contact: Option<&Value>, user: Option<String>, former: Vec<String>, phone: Option<String>) -> Option<Person> {
    let contact = contact.unwrap_or(&Value::Null);
    let ids = [user.or_else(|| id(&contact["user_id"])), id(&contact["wa_id"]), phone];
    let mut aliases: Vec<String> = Vec::new();
    for id in ids.into_iter().flatten().chain(former) {
        if !aliases.contains(&id) {
            aliases.push(id);
        }
    }
    let profile = &contact["profile"];
    let name = name(&profile["name"]).or_else(|| name(&profile["username"]));
    (!aliases.is_empty()).then(|| Person { id: aliases.remove(0), aliases, name })
}
