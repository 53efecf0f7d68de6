//! Facebook Pages: Messenger Platform. Its rules are data, in `rules`; what comes is read in `parse`, what goes is
//! written in `render`.

mod facts;
mod parse;
mod render;
mod rules;
#[cfg(test)]
mod tests;

use shared::value::Timestamp;

use crate::{
    account::Account,
    adapter::{Adapter, Facts},
    graph,
    http::{Body, Call, Request, Response, encode},
    inbound::{Inbound, Media, MediaAt},
    outbound::{Fetched, Outbound, Part, Profile, Refused},
    problem::{Class, Problem},
    proof::Proof,
    window::{Open, Rule, Talk, Window},
};

/// The adapter.
#[derive(Debug)]
pub struct Messenger;

impl Adapter for Messenger {
    fn facts(&self) -> &'static Facts {
        &facts::FACTS
    }

    fn trouble(&self, control: &str, raw: &str) -> Option<Problem> {
        let is_blocked = control.starts_with("policy") && raw.contains("\"block\"");
        is_blocked
            .then(|| Problem::new(Class::Credentials, control, "Facebook has blocked the Page from sending messages."))
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
        let answer = graph::looked(rules::ERRORS.value, check, response)?;
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
        Fetched::Failed(graph::lookup_problem(rules::ERRORS.value, response))
    }

    fn window(&self, _account: &Account, talk: &Talk, now: Timestamp) -> Window {
        if talk.gone {
            return Window::of(Open::Gone);
        }
        let until =
            |since: Option<Timestamp>, rule: &Rule| since.map(|at| at.plus_ms(rule.for_ms)).filter(|end| now < *end);
        // `None` is before every time.
        let usual = until(talk.wrote_at_ms.max(talk.acted_at_ms), &rules::USUAL);
        let human = until(talk.wrote_at_ms, &rules::HUMAN);
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
        graph::read_sent(rules::ERRORS.value, response, "/message_id")
    }

    fn typing(&self, account: &Account, token: &str, person: &str, talk: &Talk) -> Option<Request> {
        (!talk.gone).then(|| graph::messages(account, token, "page_id", &render::sign(person, "typing_on")))
    }

    fn seen(&self, account: &Account, token: &str, person: &str, talk: &Talk) -> Option<Request> {
        (!talk.gone).then(|| graph::messages(account, token, "page_id", &render::sign(person, "mark_seen")))
    }
}
