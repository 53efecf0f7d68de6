//! What a page's webhook brings.

use serde_json::Value;
use shared::value::Timestamp;

use crate::{
    graph::read::{
        at, control, id, ignored, inbound, integer, json, key, list, name, place, text, unnamed, unreadable,
        unsupported, unsupported_part, web, words,
    },
    inbound::{Content, Inbound, Media, MediaAt, MediaKind, Person, Reached, What},
    outbound::Profile,
};

/// The thumb, by its three sizes.
const THUMBS: &[&str] = &["369239263222822", "369239343222814", "369239383222810"];

/// What reactions look like, if only their names came.
const REACTIONS: &[(&str, &str)] =
    &[("smile", "😆"), ("angry", "😠"), ("sad", "😢"), ("wow", "😮"), ("love", "❤"), ("like", "👍"), ("dislike", "👎")];

/// What is about the account, or about who is in charge of a talk.
const CONTROLS: &[&str] = &[
    "pass_thread_control",
    "take_thread_control",
    "request_thread_control",
    "app_roles",
    "policy_enforcement",
    "policy-enforcement",
];

/// What a person does.
const KNOWN: &[&str] = &["message", "message_edit", "reaction", "postback", "referral", "delivery", "read"];

/// What nobody has to know of.
const IGNORED: &[&str] = &["optin", "account_linking"];

/// What every event may have beside what it is.
const ENVELOPE: &[&str] = &["sender", "recipient", "timestamp"];

pub(super) fn parse(page: &str, body: &[u8], now: Timestamp) -> Vec<Inbound> {
    let Some(body) = json(body) else { return unreadable(body, now) };
    if body["object"] != "page" {
        let object = text(&body["object"]).unwrap_or("unknown object");
        return vec![unnamed(None, now, object, &body, ignored(object))];
    }
    let events: Vec<_> = list(&body["entry"]).iter().flat_map(|it| entry(page, it, now)).collect();
    if events.is_empty() { vec![unnamed(None, now, "body", &body, unsupported(None, "body", &body))] } else { events }
}

fn entry(page: &str, entry: &Value, now: Timestamp) -> Vec<Inbound> {
    let now = at(&entry["time"]).unwrap_or(now);
    // One app may serve several pages at one address: what came for another is none of this account's.
    if id(&entry["id"]).is_some_and(|id| id != page) {
        return vec![unnamed(None, now, "another page", entry, ignored("another page"))];
    }
    let mut events: Vec<_> = list(&entry["messaging"]).iter().flat_map(|it| event(page, it, now)).collect();
    for name in ["standby", "changes"] {
        let others = list(&entry[name]).iter();
        events.extend(others.map(|it| unnamed(None, at(&it["timestamp"]).unwrap_or(now), name, it, ignored(name))));
    }
    if events.is_empty() {
        events.push(unnamed(None, now, "entry", entry, unsupported(None, "entry", entry)));
    }
    events
}

/// What an event holds; a button or a message that also says where the person comes from is two.
fn event(page: &str, event: &Value, now: Timestamp) -> Vec<Inbound> {
    let sender = id(&event["sender"]["id"]);
    let by_page = sender.as_deref() == Some(page) || event["message"]["is_echo"] == true;
    let person = if by_page { id(&event["recipient"]["id"]) } else { sender };
    let it = Event {
        value: event,
        kind: kind(event),
        person: person.map(|id| Person { id, ..Person::default() }),
        at_ms: at(&event["timestamp"]).unwrap_or(now),
    };
    match it.kind {
        kind if CONTROLS.contains(&kind) => {
            let name = kind.replace('-', "_");
            vec![it.nameless(&name, control(&name, it.inner()))]
        }
        kind if IGNORED.contains(&kind) => vec![it.nameless(kind, ignored(kind))],
        _ if it.person.is_none() => vec![it.odd()],
        "message" => it.message(by_page),
        "message_edit" => vec![it.edit()],
        // Those of the page are staff's, and no part of what the person says.
        kind @ ("reaction" | "postback" | "referral" | "delivery" | "read") if by_page => {
            vec![it.nameless(kind, ignored(&format!("{kind} by the page")))]
        }
        "reaction" => vec![it.reaction()],
        "postback" => it.postback(),
        kind @ "referral" => vec![referral(it.inner()).map_or_else(|| it.odd(), |what| it.nameless(kind, what))],
        kind @ "delivery" => vec![it.nameless(kind, receipt(it.inner(), Reached::Delivered))],
        kind @ "read" => vec![it.nameless(kind, receipt(it.inner(), Reached::Read))],
        _ => vec![it.odd()],
    }
}

/// Which of an event's keys says what it is: one that we know, whatever else is in there.
fn kind(event: &Value) -> &str {
    let keys = || event.as_object().into_iter().flat_map(|it| it.keys().map(String::as_str));
    let is_known = |key: &&str| KNOWN.contains(key) || CONTROLS.contains(key) || IGNORED.contains(key);
    keys().find(is_known).or_else(|| keys().find(|key| !ENVELOPE.contains(key))).unwrap_or("event")
}

struct Event<'a> {
    value: &'a Value,
    kind: &'a str,
    person: Option<Person>,
    at_ms: Timestamp,
}

impl Event<'_> {
    fn inner(&self) -> &Value {
        &self.value[self.kind]
    }

    fn of(&self, key: String, what: What) -> Inbound {
        inbound(key, self.person.clone(), self.at_ms, what)
    }

    fn nameless(&self, name: &str, what: What) -> Inbound {
        unnamed(self.person.clone(), self.at_ms, name, self.value, what)
    }

    fn odd(&self) -> Inbound {
        self.nameless(self.kind, unsupported(None, self.kind, self.value))
    }

    fn message(&self, is_echo: bool) -> Vec<Inbound> {
        let value = self.inner();
        let Some(mid) = id(&value["mid"]) else { return vec![self.odd()] };
        let (kind, what) = message(&mid, value, is_echo);
        let source = value.get("referral").filter(|_| !is_echo).and_then(referral);
        let source = source.map(|what| self.of(key("referral", &[&mid]), what));
        // A quick reply is the words that it shows.
        source.into_iter().chain([self.of(key(kind, &[&mid]), what)]).collect()
    }

    fn edit(&self) -> Inbound {
        let value = self.inner();
        let (Some(id), Some(text)) = (id(&value["mid"]), words(&value["text"])) else { return self.odd() };
        let times = integer(&value["num_edit"]).unwrap_or_default().to_string();
        self.of(key("edit", &[&id, &times]), What::Edited { id, text })
    }

    fn reaction(&self) -> Inbound {
        let value = self.inner();
        let reaction = text(&value["reaction"]);
        let named = || REACTIONS.iter().find(|(name, _)| Some(*name) == reaction).map(|(_, emoji)| (*emoji).to_owned());
        let emoji = name(&value["emoji"]).or_else(named).or_else(|| name(&value["reaction"]));
        let is_taken_back = value["action"] == "unreact";
        match id(&value["mid"]) {
            Some(id) if is_taken_back || emoji.is_some() => {
                let action = text(&value["action"]).unwrap_or_default();
                let key = key("reaction", &[&id, self.who(), action, &self.moment()]);
                self.of(key, What::Reaction { id, emoji: emoji.filter(|_| !is_taken_back) })
            }
            _ => self.odd(),
        }
    }

    fn postback(&self) -> Vec<Inbound> {
        let value = self.inner();
        let payload = words(&value["payload"]).unwrap_or_default();
        let title = words(&value["title"]);
        if payload.is_empty() && title.is_none() {
            return vec![self.odd()];
        }
        let source = value.get("referral").and_then(referral).map(|what| self.nameless("referral", what));
        let key = id(&value["mid"])
            .map_or_else(|| key("postback", &[self.who(), &self.moment(), &payload]), |mid| key("postback", &[&mid]));
        source.into_iter().chain([self.of(key, What::Action { title, payload })]).collect()
    }

    fn who(&self) -> &str {
        self.person.as_ref().map_or("", |person| &person.id)
    }

    /// Its own time, for keys: any other differs from one delivery to the next.
    fn moment(&self) -> String {
        at(&self.value["timestamp"]).map(|at| at.as_ms().to_string()).unwrap_or_default()
    }
}

/// A message, and of which kind its key is.
fn message(mid: &str, message: &Value, is_echo: bool) -> (&'static str, What) {
    let id = mid.to_owned();
    if message["is_deleted"] == true {
        return ("deleted", What::Deleted { id });
    }
    let content = content(message);
    if is_echo {
        let content = if content.is_empty() { vec![unsupported_part("message", message)] } else { content };
        return ("echo", What::Echo { id, ours: words(&message["metadata"]), content });
    }
    if message["is_unsupported"] == true || content.is_empty() {
        return ("message", unsupported(Some(id), "message", message));
    }
    ("message", What::Message { id, content, quotes: self::id(&message["reply_to"]["mid"]) })
}

/// Its words, then each attachment.
fn content(message: &Value) -> Vec<Content> {
    let mut content: Vec<_> = words(&message["text"]).into_iter().map(|text| Content::Text { text }).collect();
    let attachments = list(&message["attachments"]);
    for (at, attachment) in attachments.iter().enumerate() {
        // Until 2026-08-30 a sticker came twice: as one, and as a picture.
        let sticker = sticker_id(attachment);
        let is_again = sticker.is_some() && attachments[..at].iter().any(|before| sticker_id(before) == sticker);
        if !is_again {
            content.push(self::attachment(attachment));
        }
    }
    content
}

fn sticker_id(attachment: &Value) -> Option<String> {
    id(&attachment["payload"]["sticker_id"])
}

fn attachment(attachment: &Value) -> Content {
    let payload = &attachment["payload"];
    let kind = text(&attachment["type"]).unwrap_or("attachment");
    let url = web(&payload["url"]).or_else(|| web(&attachment["url"]));
    let title = name(&payload["title"]).or_else(|| name(&attachment["title"]));
    let media = |kind| {
        let at = MediaAt::Link(url.clone()?);
        // The others are called what Meta's servers call them.
        let name = url.as_deref().filter(|_| kind == MediaKind::File).and_then(file_name);
        Some(Media { kind, at, name, media_type: None })
    };
    let read = match (kind, sticker_id(attachment)) {
        (_, Some(id)) if THUMBS.contains(&id.as_str()) => {
            Some(Content::Sticker { media: None, words: "👍".to_owned() })
        }
        ("sticker", _) | (_, Some(_)) => {
            media(MediaKind::Image).map(|media| Content::Sticker { media: Some(media), words: String::new() })
        }
        ("image", None) => media(MediaKind::Image).map(Content::Media),
        ("video", None) => media(MediaKind::Video).map(Content::Media),
        ("audio", None) => media(MediaKind::Audio).map(Content::Media),
        ("file", None) => media(MediaKind::File).map(Content::Media),
        ("location", None) => place(&payload["coordinates"]["lat"], &payload["coordinates"]["long"], title),
        _ => (url.is_some() || title.is_some()).then_some(Content::Link { title, url }),
    };
    read.unwrap_or_else(|| unsupported_part(kind, attachment))
}

/// The last part of an address's path, decoded.
fn file_name(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let segment = path.split_once("://")?.1.rsplit_once('/')?.1;
    // As the name of a form's field it decodes as a path does, but for these.
    let field = segment.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    form_urlencoded::parse(field.as_bytes()).next().map(|(name, _)| name.into_owned())
}

fn referral(value: &Value) -> Option<What> {
    let source = ["ref", "ad_id", "source"].into_iter().find_map(|name| id(&value[name]))?;
    Some(What::Referral { source })
}

fn receipt(value: &Value, state: Reached) -> What {
    let ids: Vec<_> = list(&value["mids"]).iter().filter_map(id).collect();
    let up_to_ms = at(&value["watermark"]);
    if ids.is_empty() && up_to_ms.is_none() {
        return ignored("receipt of nothing");
    }
    What::Receipt { ids, up_to_ms, state, ours: None }
}

/// Who a person is, as far as they let us know.
pub(super) fn profile(answer: &Value) -> Profile {
    let parts =
        [&answer["first_name"], &answer["last_name"]].into_iter().filter_map(name).collect::<Vec<_>>().join(" ");
    let whole = name(&answer["name"]).or_else(|| Some(parts).filter(|parts| !parts.is_empty()));
    Profile { name: whole, picture: web(&answer["profile_pic"]), language: None }
}
