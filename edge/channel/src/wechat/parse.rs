//! What WeChat says: one message or event with each call.

use std::collections::BTreeMap;

use sha1::{Digest, Sha1};
use shared::value::Timestamp;

use super::{rules::ANSWER_WITHIN_MS, xml};
use crate::{
    inbound::{Content, Inbound, Media, MediaAt, MediaKind, Person, Reached, ReplyToken, What, raw},
    problem::{Class, Problem},
    proof::hex,
};

/// Longest dedupe key; a longer one is hashed. What a menu leads to is part of one.
const KEY_BYTES: usize = 200;

/// See [`crate::Adapter::parse`].
pub(super) fn parse(body: &[u8], now: Timestamp) -> Vec<Inbound> {
    let digest = hex(&Sha1::digest(body));
    let text = String::from_utf8_lossy(body);
    let Some(fields) = xml::read(body).map(Fields) else {
        let what = What::Unsupported { id: None, name: "not XML".to_owned(), raw: raw(&text) };
        let key = format!("body:{digest}");
        return vec![Inbound { key, person: None, at_ms: now, what, reply: None, read_token: None, quote_token: None }];
    };
    let found = fields.what(&digest, &text);
    let seconds = fields.get("CreateTime").and_then(|seconds| seconds.parse::<i64>().ok());
    let at_ms = seconds.and_then(|seconds| seconds.checked_mul(1_000)).map_or(now, Timestamp::from_ms);
    let person = fields.get("FromUserName").map(|id| Person { id: id.to_owned(), ..Person::default() });
    // A passive reply is from whom the message was to, and is taken for as long as the call waits.
    let reply = fields
        .get("ToUserName")
        .map(|to| ReplyToken { token: to.to_owned(), until_ms: now.plus_ms(ANSWER_WITHIN_MS.value) });
    let event = |(key, what)| Inbound {
        key: short(key),
        person: person.clone(),
        at_ms,
        what,
        reply: reply.clone(),
        read_token: None,
        quote_token: None,
    };
    found.into_iter().map(event).collect()
}

/// Whether a text is an address that a file can be fetched from. WeChat hands out `http` too.
pub(super) fn is_link(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// A key within bounds, and the same for the same thing.
fn short(key: String) -> String {
    if key.len() <= KEY_BYTES {
        return key;
    }
    let kind = key.split(':').next().unwrap_or_default();
    format!("{kind}:{}", hex(&Sha1::digest(&key)))
}

/// What a message is that we have no key for.
pub(super) const ENCRYPTED: &str = "Encrypt";

/// The fields of a body.
struct Fields(BTreeMap<String, String>);

impl Fields {
    /// A field that has something in it.
    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.trim().is_empty())
    }

    /// The same as the caller's own.
    fn owned(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    /// What happened, each with its dedupe key. `digest` is the body's.
    fn what(&self, digest: &str, text: &str) -> Vec<(String, What)> {
        match self.get("MsgType").unwrap_or_default() {
            "event" => vec![self.event()],
            "" if self.get("Encrypt").is_some() => {
                // The account is in safe mode there, and has no key here.
                let what = What::Control { name: ENCRYPTED.to_owned(), raw: String::new() };
                vec![(format!("body:{digest}"), what)]
            }
            kind => self.message(kind, digest, text),
        }
    }

    fn message(&self, kind: &str, digest: &str, text: &str) -> Vec<(String, What)> {
        // 64 bits: never read as a number, for one that went through a float is another's.
        let id = self.get("MsgId").map_or_else(|| digest.to_owned(), str::to_owned);
        let content = self.content(kind);
        let key = format!("message:{id}");
        let what = if content.is_empty() {
            What::Unsupported { id: self.owned("MsgId"), name: raw(&kind), raw: raw(&text) }
        } else {
            What::Message { id, content, quotes: None }
        };
        vec![(key, what)]
    }

    /// What a message holds; nothing if we can't read it.
    fn content(&self, kind: &str) -> Vec<Content> {
        let words = |name| self.owned(name).map(|text| Content::Text { text });
        let media = |kind, media_type: Option<&str>| {
            let at = MediaAt::Id(self.owned("MediaId")?);
            Some(Content::Media(Media { kind, at, name: None, media_type: media_type.map(str::to_owned) }))
        };
        match kind {
            "text" => words("Content").into_iter().collect(),
            "image" => {
                // The link needs no token; it is a copy's source, for it refuses a browser that comes from elsewhere.
                let link = self.owned("PicUrl").filter(|link| is_link(link)).map(MediaAt::Link);
                let by_link = |at| Content::Media(Media { kind: MediaKind::Image, at, name: None, media_type: None });
                link.map(by_link).or_else(|| media(MediaKind::Image, None)).into_iter().collect()
            }
            "voice" => {
                let media_type = match self.get("Format").unwrap_or_default().to_ascii_lowercase().as_str() {
                    "amr" => Some("audio/amr"),
                    "mp3" => Some("audio/mpeg"),
                    "speex" | "spx" => Some("audio/speex"),
                    _ => None,
                };
                let sound = media(MediaKind::Audio, media_type);
                // What WeChat heard in it, for the accounts that still have that.
                sound.into_iter().chain(words("Recognition")).collect()
            }
            "video" | "shortvideo" => media(MediaKind::Video, Some("video/mp4")).into_iter().collect(),
            "location" => self.location().into_iter().collect(),
            "link" => {
                let (title, url) = (self.owned("Title"), self.owned("Url"));
                let any = title.is_some() || url.is_some();
                any.then_some(Content::Link { title, url }).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn location(&self) -> Option<Content> {
        let degrees = |name| self.get(name).map(str::trim).filter(|it| it.parse().is_ok_and(f64::is_finite));
        // `X` is the latitude.
        let (latitude, longitude) = (degrees("Location_X")?.to_owned(), degrees("Location_Y")?.to_owned());
        Some(Content::Location { latitude, longitude, label: self.owned("Label") })
    }

    fn event(&self) -> (String, What) {
        let name = self.get("Event").unwrap_or_default();
        let event = name.to_ascii_lowercase();
        let event_key = self.owned("EventKey");
        // Events have no id.
        let parts = ["FromUserName", "CreateTime", "EventKey", "MsgID"].map(|name| self.get(name).unwrap_or_default());
        let key = format!("event:{event}:{}", parts.join(":"));
        let what = match (event.as_str(), event_key) {
            ("subscribe", source) => {
                let scene = |source: String| source.strip_prefix("qrscene_").unwrap_or(&source).to_owned();
                What::Followed { source: source.map(scene) }
            }
            ("unsubscribe", _) => What::Unfollowed,
            ("click", Some(payload)) => What::Action { title: None, payload },
            ("view" | "scan", Some(source)) => What::Referral { source },
            ("templatesendjobfinish", _) => {
                let ids = self.get("MsgID").or_else(|| self.get("MsgId")).map(str::to_owned);
                What::Receipt { ids: ids.into_iter().collect(), up_to_ms: None, state: self.reached(), ours: None }
            }
            _ => What::Ignored { name: raw(&name) },
        };
        (key, what)
    }

    /// How far a template message came.
    fn reached(&self) -> Reached {
        match self.get("Status").unwrap_or_default().trim() {
            "success" => Reached::Delivered,
            status => {
                let class = if status.contains("user") { Class::Unavailable } else { Class::Permanent };
                let code: String = status.chars().take(100).collect();
                Reached::Failed(Problem::new(class, code, ""))
            }
        }
    }
}
