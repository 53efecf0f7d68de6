//! Facebook Pages: Messenger Platform. Rules are data up here; what comes is read in `parse`, what goes is written in
//! `render`.

mod facts;
mod parse;
mod render;
#[cfg(test)]
mod tests;

use shared::value::Timestamp;

use crate::{
    account::Account,
    adapter::{Abilities, Adapter, Facts, FileLimit},
    graph::{self, RETRY, Row},
    http::{Body, Call, Request, Response, encode},
    inbound::{Inbound, Media, MediaAt, MediaKind},
    outbound::{Fetched, Outbound, Part, Profile, Refused},
    pace::Pace,
    problem::{Class, Problem},
    proof::Proof,
    split::Unit,
    window::{Open, Rule, Talk, Window},
};

/// Everything, after anything that the person did. All tags but the next ended on that day.
const USUAL: Rule = Rule {
    for_ms: 24 * 3_600_000,
    messages: None,
    since: "2026-04-27",
    source: "Messenger Platform documentation, messaging windows and tags, read 2026-11",
};

/// What a person wrote, under the tag `HUMAN_AGENT`, after the person's last message.
const HUMAN: Rule = Rule { for_ms: 7 * 24 * 3_600_000, ..USUAL };

/// Most characters of `metadata`. Messenger Platform documentation, send API, read 2026-11.
const METADATA_CHARS: usize = 1_000;

/// Messenger Platform documentation, send API, read 2026-11.
const ABILITIES: Abilities = Abilities {
    // No page says it, every integrator counts on it, none says in what: UTF-16 has the most.
    text_unit: Unit::Utf16,
    text_limit: 2_000,
    files: &[
        FileLimit { kind: MediaKind::Image, media_types: &["image/jpeg", "image/png", "image/gif"], bytes: 8_000_000 },
        FileLimit { kind: MediaKind::Video, media_types: &["video/mp4"], bytes: 25_000_000 },
        FileLimit { kind: MediaKind::Audio, media_types: &[], bytes: 25_000_000 },
        FileLimit { kind: MediaKind::File, media_types: &[], bytes: 25_000_000 },
    ],
    quotes: true,
    // Seen by integrators.
    typing_s: Some(20),
    typing_within_s: None,
    receipts: true,
    retry_key: false,
    // 300 for texts, 10 for audio and video, since 2026-03-23.
    pace: Pace { per_second: 10, person_gap_ms: 0, person_burst: 1 },
};

/// Messenger Platform documentation, error codes, read 2026-11.
const ERRORS: &[Row] = &[
    Row(10, 10, Some(2_018_278), Class::WindowClosed),
    Row(10, 10, Some(2_534_022), Class::WindowClosed),
    Row(10, 10, Some(2_018_065), Class::WindowClosed),
    Row(10, 10, Some(2_018_108), Class::Unavailable),
    Row(551, 551, None, Class::Unavailable),
    // It couldn't fetch our file: once more may do.
    Row(100, 100, Some(2_018_008), RETRY),
    Row(100, 100, None, Class::Permanent),
    // No consent yet: lookups alone.
    Row(230, 230, None, Class::Permanent),
    Row(190, 190, None, Class::Credentials),
    Row(10, 10, None, Class::Credentials),
    Row(200, 299, None, Class::Credentials),
    Row(368, 368, None, Class::Permanent),
    Row(4, 4, None, RETRY),
    Row(32, 32, None, RETRY),
    Row(613, 613, None, RETRY),
    Row(80_004, 80_004, None, RETRY),
    Row(1, 2, None, RETRY),
    Row(99, 99, None, RETRY),
    Row(1_200, 1_200, None, RETRY),
];

/// The adapter.
#[derive(Debug)]
pub struct Messenger;

impl Adapter for Messenger {
    fn facts(&self) -> &'static Facts {
        &facts::FACTS
    }

    fn verify(&self, account: &Account, call: &Call) -> Proof {
        graph::verify(account, call)
    }

    fn parse(&self, account: &Account, body: &[u8], now: Timestamp) -> Vec<Inbound> {
        parse::parse(account.field("page_id"), body, now)
    }

    fn check(&self, account: &Account, token: &str, check: &str, _webhook: &str) -> Request {
        match check {
            "secret" => graph::secret_check(account, token, "me"),
            "subscription" => {
                let path = format!(
                    "{}/subscribed_apps?subscribed_fields={}",
                    encode(account.field("page_id")),
                    facts::SUBSCRIBED.join(",")
                );
                graph::post(account, token, &path, Body::Empty)
            }
            // Who the token is for: a person's, or another page's, would be let in elsewhere too.
            _ => graph::get(account, token, "me?fields=id,name"),
        }
    }

    fn read_check(&self, account: &Account, check: &str, response: &Response) -> Result<Option<String>, Problem> {
        let answer = graph::looked(ERRORS, check, response)?;
        let id = graph::read::id(&answer["id"]);
        match check {
            "token" if id.as_deref() != Some(account.field("page_id")) => {
                Err(Problem::new(Class::Credentials, "another page", ""))
            }
            "token" => Ok(graph::read::name(&answer["name"])),
            "subscription" if answer["success"] != true => Err(Problem::new(Class::Credentials, "not subscribed", "")),
            _ => Ok(None),
        }
    }

    fn profile(&self, account: &Account, token: &str, person: &str) -> Option<Request> {
        let path = format!("{}?fields=id,name,first_name,last_name,profile_pic", encode(person));
        Some(graph::get(account, token, &path))
    }

    fn read_profile(&self, response: &Response) -> Profile {
        parse::profile(&response.json())
    }

    /// A link that was handed out is signed itself, and ends soon.
    fn media(&self, account: &Account, token: &str, media: &Media) -> Request {
        match &media.at {
            MediaAt::Link(link) => Request::get(link.clone()),
            MediaAt::Id(id) => graph::get(account, token, &encode(id)),
        }
    }

    fn read_media(&self, _account: &Account, _token: &str, response: &Response) -> Fetched {
        if response.is_ok() {
            return Fetched::Bytes;
        }
        Fetched::Failed(graph::lookup_problem(ERRORS, response))
    }

    fn window(&self, _account: &Account, talk: &Talk, now: Timestamp) -> Window {
        if talk.gone {
            return Window::of(Open::Gone);
        }
        let until =
            |since: Option<Timestamp>, rule: Rule| since.map(|at| at.plus_ms(rule.for_ms)).filter(|end| now < *end);
        // `None` is before every time.
        let usual = until(talk.wrote_at_ms.max(talk.acted_at_ms), USUAL);
        let human = until(talk.wrote_at_ms, HUMAN);
        match (usual, human) {
            (Some(_), _) => Window { until_ms: usual, ..Window::of(Open::Free) },
            (None, Some(_)) => Window { until_ms: human, ..Window::of(Open::PersonOnly) },
            (None, None) => Window::of(Open::Closed),
        }
    }

    fn render(&self, account: &Account, message: &Outbound, talk: &Talk, now: Timestamp) -> Result<Vec<Part>, Refused> {
        render::render(message, self.window(account, talk, now).open)
    }

    fn send(
        &self,
        account: &Account,
        token: &str,
        person: &str,
        part: &Part,
        _uploaded: Option<&str>,
        _key: &str,
    ) -> Request {
        graph::messages(account, token, "page_id", &render::body(person, part))
    }

    fn read_sent(&self, _part: &Part, response: &Response) -> Result<Vec<String>, Problem> {
        graph::read_sent(ERRORS, response, "/message_id")
    }

    fn typing(&self, account: &Account, token: &str, person: &str, talk: &Talk) -> Option<Request> {
        (!talk.gone).then(|| graph::messages(account, token, "page_id", &render::sign(person, "typing_on")))
    }

    fn seen(&self, account: &Account, token: &str, person: &str, talk: &Talk) -> Option<Request> {
        (!talk.gone).then(|| graph::messages(account, token, "page_id", &render::sign(person, "mark_seen")))
    }
}
