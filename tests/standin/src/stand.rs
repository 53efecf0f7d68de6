//! What a stand-in is beside its service: its people and files, its settings, and the way that every call takes.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use channel::proof::hex;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    client::{self, Answer, Call},
    control,
    hook::{Event, Hook},
    person::{FileRow, Person, Said, Say, Shown},
    server::{Reply, Request},
    switch::{Failure, Switches},
};

/// How long a link may take.
const FETCH_MS: u64 = 10_000;

/// What there is to know of a service.
pub(crate) struct Facts {
    pub(crate) name: &'static str,
    /// In its own colour.
    pub(crate) colour: &'static str,
    /// What an account has, and how it is unless the start says otherwise; named as the owner's fields are.
    pub(crate) secrets: &'static [(&'static str, &'static str)],
    /// How often a webhook is tried in all.
    pub(crate) tries: u32,
    /// How long its answer may take.
    pub(crate) patience_ms: u64,
    /// Whether one webhook may hold several events.
    pub(crate) batches: bool,
}

/// A service, from the side of those who use it.
pub(crate) trait Service: Send + Sync {
    /// What there is to know of it.
    fn facts(&self) -> &'static Facts;

    /// Somebody by that name, with the ids that the service would give.
    fn person(&self, name: &str) -> Person;

    /// What another stand-in answers, if a call is for that one.
    fn passed_on(&self, _stand: &Stand, _request: &Request) -> Option<Reply> {
        None
    }

    /// A call to its interface.
    fn api(&self, stand: &Arc<Stand>, request: &Request) -> Reply;

    /// A call that is too many, or that breaks.
    fn refuse(&self, failure: Failure, switches: &Switches) -> Reply;

    /// What somebody does: the id of their message, and what the business is told of it, if anything.
    ///
    /// # Errors
    /// When nobody could do that.
    fn act(&self, stand: &Stand, person: &str, say: &Say) -> Result<(Option<String>, Option<Value>), String>;

    /// The webhook that tells of events; `again` if it failed before.
    fn hook(&self, stand: &Stand, events: &[Event], again: bool) -> Call;

    /// What the webhook was answered with a status of success.
    fn answered(&self, _stand: &Stand, _events: &[Event], _answer: &Answer) {}

    /// The webhook failed for the last time.
    fn gave_up(&self, _stand: &Stand, _events: &[Event]) {}

    /// What the service asks a callback before it uses it; none where it asks nothing.
    fn handshake(&self, _stand: &Stand, _callback: &str) -> Option<(Call, String)> {
        None
    }

    /// Forgets all that it kept.
    fn reset(&self);

    /// Ends all tokens that were given out.
    fn expire(&self) {}
}

/// The account, and where those who use it are.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Config {
    /// Where webhooks go.
    pub(crate) callback: Option<String>,
    /// Named as the owner's fields are.
    pub(crate) secrets: BTreeMap<String, String>,
    /// Where the other stand-in of Meta is. A deployment has one address for both its services, so calls under another token
    /// than this one's go there.
    pub(crate) beside: Option<String>,
    /// Where on this machine what is at a public address is: `https://desk.example` to `http://127.0.0.1:8787`.
    pub(crate) hosts: BTreeMap<String, String>,
}

/// All that changes.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) config: Config,
    pub(crate) switches: Switches,
    /// By their ids.
    pub(crate) people: BTreeMap<String, Person>,
    /// Files by their ids.
    pub(crate) files: BTreeMap<String, (FileRow, Arc<Vec<u8>>)>,
    /// Webhooks that were sent.
    pub(crate) hooks: Vec<Hook>,
    /// Events that wait for others.
    pub(crate) held: Vec<Event>,
    /// Calls to the interface.
    pub(crate) calls: Vec<Value>,
    count: u64,
}

impl World {
    /// The time on the stand-in's clock.
    pub(crate) fn now_ms(&self) -> i64 {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        i64::try_from(now).unwrap_or_default() + self.switches.clock_ms
    }

    /// A number that was not there before.
    pub(crate) fn number(&mut self) -> u64 {
        self.count += 1;
        self.count
    }

    /// A field of the account; empty if it has none.
    pub(crate) fn secret(&self, name: &str) -> &str {
        self.config.secrets.get(name).map_or("", String::as_str)
    }

    /// Somebody by their id, phone number or the name by which they were first asked for.
    pub(crate) fn find(&mut self, who: &str) -> Option<&mut Person> {
        if self.people.contains_key(who) {
            return self.people.get_mut(who);
        }
        self.people.values_mut().find(|person| person.phone.as_deref() == Some(who) || person.key == who)
    }

    /// Keeps a file.
    pub(crate) fn keep(&mut self, id: String, bytes: Vec<u8>, media_type: &str, name: &str) -> FileRow {
        let row = FileRow {
            path: format!("/_/files/{id}"),
            media_type: media_type.to_owned(),
            name: name.to_owned(),
            bytes: bytes.len(),
            sha256: hex(&Sha256::digest(&bytes)),
            id,
        };
        self.files.insert(row.id.clone(), (row.clone(), Arc::new(bytes)));
        row
    }

    /// Writes down what somebody did, which opens the windows.
    pub(crate) fn did(&mut self, person: &str, message: Option<&str>, say: Value, wrote: bool) {
        let at_ms = self.now_ms();
        let Some(person) = self.people.get_mut(person) else { return };
        let time = if wrote { &mut person.wrote_at_ms } else { &mut person.acted_at_ms };
        *time = Some(at_ms);
        person.sent_since = 0;
        person.said.push(Said { message: message.map(str::to_owned), at_ms, what: say });
    }

    /// Shows somebody a message, unless they blocked the business.
    pub(crate) fn show(&mut self, person: &str, shown: Shown) {
        let at_ms = self.now_ms();
        if let Some(person) = self.people.get_mut(person).filter(|person| !person.blocked) {
            person.sent_since += 1;
            person.inbox.push(Shown { at_ms, ..shown });
        }
    }
}

/// A stand-in that runs.
pub(crate) struct Stand {
    /// Its address.
    pub(crate) origin: String,
    pub(crate) service: Box<dyn Service>,
    started: Config,
    world: Mutex<World>,
}

impl Stand {
    /// One with this account.
    pub(crate) fn new(service: Box<dyn Service>, origin: String, config: Config) -> Self {
        let stand = Self { origin, service, started: config, world: Mutex::default() };
        stand.reset();
        stand
    }

    /// As it was at the start.
    pub(crate) fn reset(&self) {
        let mut config = self.started.clone();
        for (name, value) in self.service.facts().secrets {
            config.secrets.entry((*name).to_owned()).or_insert_with(|| (*value).to_owned());
        }
        *self.world() = World { config, ..World::default() };
        self.service.reset();
    }

    /// All that changes. Nothing may wait for anybody while it is held.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody's id; they are made if they weren't there.
    pub(crate) fn meet(&self, who: &str) -> String {
        let mut world = self.world();
        if let Some(person) = world.find(who) {
            return person.id.clone();
        }
        let person = Person { key: who.to_owned(), ..self.service.person(who) };
        let id = person.id.clone();
        world.people.insert(id.clone(), person);
        id
    }

    /// Somebody leaves, or comes back; whether that is a change.
    pub(crate) fn set_blocked(&self, person: &str, blocked: bool) -> bool {
        let mut world = self.world();
        let Some(person) = world.people.get_mut(person) else { return false };
        person.follows = !blocked;
        std::mem::replace(&mut person.blocked, blocked) != blocked
    }

    /// Fetches what is at a link, and keeps it.
    ///
    /// # Errors
    /// When it can't be had.
    pub(crate) fn fetch(&self, link: &str) -> Result<FileRow, String> {
        let hosts = self.world().config.hosts.clone();
        let answer = client::call(&Call::get(link), &hosts, Duration::from_millis(FETCH_MS));
        let answer = answer.map_err(|error| error.to_string())?;
        if answer.status != 200 {
            return Err(format!("status {}", answer.status));
        }
        let media_type = answer.headers.get("content-type").unwrap_or("application/octet-stream").to_owned();
        let name = link.split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
        let mut world = self.world();
        let id = format!("fetched-{}", world.number());
        Ok(world.keep(id, answer.body, &media_type, name))
    }

    /// Answers whatever comes.
    pub(crate) fn answer(self: &Arc<Self>, request: &Request) -> Reply {
        if request.path == "/" || request.path.starts_with("/_/") {
            return control::answer(self, request);
        }
        // What goes wrong here is no business of another service.
        if let Some(reply) = self.service.passed_on(self, request) {
            return reply;
        }
        let (failure, delay_ms, switches) = {
            let mut world = self.world();
            (world.switches.failure(), world.switches.delay_ms, world.switches.clone())
        };
        let mut reply = match failure {
            Some(failure @ (Failure::RateLimit | Failure::Broken)) => self.service.refuse(failure, &switches),
            Some(Failure::Cut) | None => self.service.api(self, request),
        };
        reply.is_cut |= failure == Some(Failure::Cut);
        self.note(request, &reply);
        // Whoever doesn't wait for it has done it all the same.
        thread::sleep(Duration::from_millis(delay_ms));
        reply
    }

    fn note(&self, request: &Request, reply: &Reply) {
        let seen = |bytes: &[u8]| serde_json::from_slice(bytes).unwrap_or_else(|_| json!({ "bytes": bytes.len() }));
        let mut world = self.world();
        let at_ms = world.now_ms();
        world.calls.push(json!({
            "at_ms": at_ms,
            "method": request.method,
            "path": request.path,
            "query": request.query,
            "body": seen(&request.body),
            "status": reply.status,
            "answer": seen(&reply.body),
            "cut": reply.is_cut,
        }));
    }
}

/// So many digits that belong to a name.
pub(crate) fn digits(name: &str, count: usize) -> String {
    Sha256::digest(name).iter().cycle().take(count).map(|byte| char::from(b'0' + byte % 10)).collect()
}

/// So many hexadecimal digits that belong to a name.
pub(crate) fn hex_digits(name: &str, count: usize) -> String {
    hex(&Sha256::digest(name)).chars().cycle().take(count).collect()
}
