//! The stand-ins and the channels' adapters understand each other: what one writes, the other reads. Neither is made from the
//! other, so whatever they disagree in, one of them has misread the documentation.

use std::sync::Arc;

use channel::{
    Adapter,
    account::Account,
    http::{self, Body},
    inbound::{Content as Came, Inbound, Media, MediaKind, What},
    outbound::{Fetched, OutFile, Outbound, Quoted, Said, Token},
    proof::Proof,
    window::Talk,
};
use serde_json::json;
use shared::value::Timestamp;

use crate::{
    hook::Event,
    person::Say,
    server::{Headers, Reply, Request},
    stand::{Config, Stand},
};

const ORIGIN: &str = "http://127.0.0.1:1";

/// What needs somebody who answers.
const CALLS_BACK: &[(&str, &str)] = &[("line", "webhook_test"), ("whatsapp", "webhook")];

struct Story {
    stand: Arc<Stand>,
    adapter: &'static dyn Adapter,
}

impl Story {
    /// Runs a story with each adapter and its stand-in.
    fn each(story: impl Fn(&Self, &Account, &str)) {
        for adapter in channel::ADAPTERS {
            let service = crate::service(adapter.facts().kind).expect("each has a stand-in");
            let stand = Arc::new(Stand::new(service, ORIGIN.to_owned(), Config::default()));
            let fields = stand.world().config.secrets.clone();
            let base =
                |name: &str| Some(if name == "LINE_DATA_BASE" { format!("{ORIGIN}/data") } else { ORIGIN.into() });
            let bases = |name: &str| name.ends_with("_BASE").then(|| base(name)).flatten();
            let account = Account::new(&fields, &bases);
            let it = Self { stand, adapter: *adapter };
            let token = it.token(&account);
            story(&it, &account, &token.value);
        }
    }

    fn token(&self, account: &Account) -> Token {
        let Some(request) = self.adapter.token(account) else { return Token { value: String::new(), good_for_s: 0 } };
        read(&self.ask(&request, b""), |response| self.adapter.read_token(response)).expect("a token")
    }

    /// Carries out a request; `file` is what it uploads.
    fn ask(&self, request: &http::Request, file: &[u8]) -> Reply {
        let target = request.url.strip_prefix(ORIGIN).expect("it is for the stand-in");
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut headers: Vec<_> =
            request.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        let (media_type, body) = match &request.body {
            Body::Empty => (String::new(), Vec::new()),
            Body::Text(media_type, text) => ((*media_type).to_owned(), text.clone().into_bytes()),
            Body::Upload { fields, field, file_name, media_type } => {
                let part = |name: &str| format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"");
                let fields = fields.iter().map(|(name, value)| format!("{}\r\n\r\n{value}\r\n", part(name)));
                let file_head = format!("; filename=\"{file_name}\"\r\nContent-Type: {media_type}\r\n\r\n");
                let form = fields.collect::<String>() + &part(field) + &file_head;
                let body = [form.as_bytes(), file, b"\r\n--x--\r\n"].concat();
                ("multipart/form-data; boundary=x".to_owned(), body)
            }
        };
        headers.push(("content-type".to_owned(), media_type));
        let (method, path, query) = (request.method.to_owned(), path.to_owned(), query.to_owned());
        self.stand.answer(&Request { method, path, query, headers: Headers(headers), body })
    }

    /// What the adapter reads when somebody does something.
    fn says(&self, account: &Account, what: serde_json::Value) -> Vec<Inbound> {
        let say: Say = serde_json::from_value(what).expect("it can be done");
        let person = self.stand.meet("ana");
        self.stand.world().did(&person, None, json!({}), true);
        let (_, event) = self.stand.service.act(&self.stand, &person, &say).expect("it can be done");
        let Some(value) = event else { return Vec::new() };
        let call = self.stand.service.hook(&self.stand, &[Event { person, value }], false);
        let header = |wanted: &str| {
            let found = call.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
            found.map(|(_, value)| value.clone())
        };
        let query = call.url.split_once('?').map_or("", |(_, query)| query);
        let call = http::Call { is_post: true, query, header: &header, body: &call.body, now: self.now() };
        let Proof::Genuine(body) = self.adapter.verify(account, &call) else { panic!("its proof is refused") };
        self.adapter.parse(account, &body, self.now())
    }

    fn now(&self) -> Timestamp {
        Timestamp::from_ms(self.stand.world().now_ms())
    }

    fn talk(&self) -> Talk {
        Talk { wrote_at_ms: Some(self.now()), ..Talk::default() }
    }

    /// Sends something; gives how many parts went.
    fn sends(&self, account: &Account, token: &str, content: Said, quotes: Option<Quoted>) -> usize {
        let message = Outbound { message: "msg-1".into(), content, quotes, by_person: true };
        let parts = self.adapter.render(account, &message, &self.talk(), self.now()).expect("it can be sent");
        for part in &parts {
            let uploaded = self.adapter.upload(account, token, part).map(|request| {
                let reply = self.ask(&request, b"%PDF-1.4");
                read(&reply, |response| self.adapter.read_upload(response)).expect("it is uploaded")
            });
            let (person, key) = (self.stand.meet("ana"), "0f8b1c2d-3e4f-4a5b-8c6d-7e8f90a1b2c3");
            let request = self.adapter.send(account, token, &person, part, uploaded.as_deref(), key);
            let reply = self.ask(&request, b"%PDF-1.4");
            read(&reply, |response| self.adapter.read_sent(part, response)).expect("it is sent");
        }
        parts.len()
    }

    fn inbox(&self) -> Vec<crate::person::Shown> {
        let person = self.stand.meet("ana");
        self.stand.world().people[&person].inbox.clone()
    }
}

fn read<T>(reply: &Reply, read: impl FnOnce(&http::Response) -> T) -> T {
    let header = |wanted: &str| reply.headers.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.clone());
    read(&http::Response { status: reply.status, header: &header, body: &reply.body })
}

#[test]
fn an_account_passes_every_check() {
    Story::each(|it, account, token| {
        let facts = it.adapter.facts();
        for check in facts.checks.iter().filter(|check| !CALLS_BACK.contains(&(facts.kind, check.name))) {
            let request = it.adapter.check(account, token, check.name, "https://desk.example/hook");
            let read = read(&it.ask(&request, b""), |response| it.adapter.read_check(account, check.name, response));
            assert!(read.is_ok(), "{} {}: {read:?}", facts.kind, check.name);
        }
    });
}

#[test]
fn what_somebody_writes_is_read_and_its_file_is_had() {
    Story::each(|it, account, token| {
        let kind = it.adapter.facts().kind;
        let events = it.says(account, json!({ "text": "Grüße 你好 😀 ]]> <b>" }));
        let [Inbound { what: What::Message { content, .. }, person: Some(_), .. }] = events.as_slice() else {
            panic!("{kind}: it is no message")
        };
        assert_eq!(content[..], [Came::Text { text: "Grüße 你好 😀 ]]> <b>".into() }], "{kind}");
        for act in ["image", "audio"] {
            let events = it.says(account, json!({ act: true }));
            let [Inbound { what: What::Message { content, .. }, .. }] = events.as_slice() else {
                panic!("{kind}: {act}")
            };
            let Some(Came::Media(media)) = content.first() else { panic!("{kind}: {act}: {content:?}") };
            assert!(
                had(it, account, token, media).starts_with(if act == "image" { b"\x89PNG" } else { b"ID3" }),
                "{kind}"
            );
        }
    });
}

/// The bytes of a file that came.
fn had(it: &Story, account: &Account, token: &str, media: &Media) -> Vec<u8> {
    let reply = it.ask(&it.adapter.media(account, token, media), b"");
    match read(&reply, |response| it.adapter.read_media(account, token, response)) {
        Fetched::Bytes => reply.body,
        Fetched::Next(request) => it.ask(&request, b"").body,
        other @ (Fetched::Later | Fetched::Failed(_)) => panic!("{other:?}"),
    }
}

#[test]
fn whatever_else_somebody_does_is_known() {
    Story::each(|it, account, _| {
        let acts = [
            json!({ "sticker": true }),
            json!({ "location": { "latitude": 22.2819, "longitude": 114.1581, "title": "Shop" } }),
            json!({ "button": { "payload": "RED", "title": "Red" } }),
            json!({ "follow": true }),
            json!({ "unfollow": true }),
        ];
        for act in acts {
            let events = it.says(account, act.clone());
            let unknown = events.iter().any(|it| matches!(it.what, What::Unsupported { .. } | What::Ignored { .. }));
            assert!(!unknown, "{} {act}: {events:?}", it.adapter.facts().kind);
        }
    });
}

#[test]
fn what_is_sent_is_seen() {
    Story::each(|it, account, token| {
        it.says(account, json!({ "text": "Hi" }));
        assert_eq!(it.sends(account, token, Said::Text { text: "有货，六件。".into() }, None), 1);
        assert_eq!(it.inbox().last().and_then(|shown| shown.text.clone()).as_deref(), Some("有货，六件。"));
        // Messenger fetches a link, and here is nobody to answer.
        let kind = it.adapter.facts().kind;
        if kind != "facebook" && kind != "line" {
            let file = OutFile {
                kind: MediaKind::File,
                name: "invoice 42.pdf".into(),
                media_type: "application/pdf".into(),
                bytes: 8,
                link: "https://files.example.org/i/42".into(),
                duration_ms: None,
            };
            it.sends(account, token, Said::File(file), None);
            assert_eq!(it.inbox().len(), 2, "{kind}");
        }
        let talk = it.talk();
        let person = it.stand.meet("ana");
        for request in
            [it.adapter.typing(account, token, &person, &talk), it.adapter.seen(account, token, &person, &talk)]
        {
            let Some(request) = request else { continue };
            assert!((200..300).contains(&it.ask(&request, b"").status), "{kind}: {request:?}");
        }
    });
}

#[test]
fn a_person_is_told_of_by_the_name_they_have() {
    Story::each(|it, account, token| {
        let person = it.stand.meet("ana");
        it.says(account, json!({ "text": "Hi" }));
        let Some(request) = it.adapter.profile(account, token, &person) else { return };
        let profile = read(&it.ask(&request, b""), |response| it.adapter.read_profile(response));
        let named = it.adapter.facts().kind != "wechat";
        assert_eq!(profile.name.is_some(), named, "{}", it.adapter.facts().kind);
    });
}
