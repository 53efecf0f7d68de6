//! WhatsApp Business: Cloud API. Its rules are data, in `rules`; what comes is read in `parse`, what goes is written in
//! `render`.

mod facts;
mod parse;
mod render;
mod rules;
mod templates;
#[cfg(test)]
mod tests;

use serde_json::json;
use shared::{channel::template::Template, value::Timestamp};

use crate::{
    account::Account,
    adapter::{Adapter, Facts},
    graph::{self, read},
    http::{Body, Call, Request, Response, encode},
    inbound::{Inbound, Media, MediaAt},
    outbound::{Fetched, Outbound, Part, Profile, Refused},
    problem::{Class, Problem},
    proof::Proof,
    window::{Open, Talk, Window},
};

/// The adapter.
#[derive(Debug)]
pub struct WhatsApp;

impl Adapter for WhatsApp {
    fn facts(&self) -> &'static Facts {
        &facts::FACTS
    }

    fn verify(&self, account: &Account, call: &Call) -> Proof {
        graph::verify(account, call)
    }

    fn parse(&self, account: &Account, body: &[u8], now: Timestamp) -> Vec<Inbound> {
        parse::parse(account.field("waba_id"), account.field("phone_number_id"), body, now)
    }

    fn check(&self, account: &Account, token: &str, check: &str, webhook: &str) -> Request {
        let number = encode(account.field("phone_number_id"));
        let business = encode(account.field("waba_id"));
        match check {
            "secret" => graph::secret_check(account, token, &number),
            "permissions" => graph::get(account, token, &format!("{business}/phone_numbers?fields=id&limit=100")),
            "subscription" => graph::post(account, token, &format!("{business}/subscribed_apps"), Body::Empty),
            // For the number alone: another one of the business may be another account of ours.
            "webhook" => {
                let here = json!({ "override_callback_uri": webhook, "verify_token": account.field("verify_token") });
                graph::post_json(account, token, &number, &json!({ "webhook_configuration": here }))
            }
            _ => graph::get(account, token, &format!("{number}?fields=verified_name,display_phone_number")),
        }
    }

    fn read_check(&self, account: &Account, check: &str, response: &Response) -> Result<Option<String>, Problem> {
        let answer = graph::looked(rules::ERRORS.value, check, response)?;
        let wrong = |code| Err(Problem::new(Class::Credentials, code, ""));
        let is_ours = |number| read::id(&number).as_deref() == Some(account.field("phone_number_id"));
        match check {
            "token" => {
                let parts = [&answer["verified_name"], &answer["display_phone_number"]];
                let parts: Vec<_> = parts.into_iter().filter_map(read::name).collect();
                if parts.is_empty() { wrong("no number") } else { Ok(Some(parts.join(" · "))) }
            }
            "permissions" if !read::list(&answer["data"]).iter().any(|it| is_ours(it["id"].clone())) => {
                wrong("another number")
            }
            "subscription" | "webhook" if answer["success"] != true => wrong("not subscribed"),
            _ => Ok(None),
        }
    }

    /// The name is in the webhook, and a picture isn't to be had.
    fn profile(&self, _account: &Account, _token: &str, _person: &str) -> Option<Request> {
        None
    }

    fn read_profile(&self, _response: &Response) -> Profile {
        Profile::default()
    }

    fn media(&self, account: &Account, token: &str, media: &Media) -> Request {
        match &media.at {
            MediaAt::Id(id) => {
                let path = format!("{}?phone_number_id={}", encode(id), encode(account.field("phone_number_id")));
                graph::get(account, token, &path)
            }
            // `parse` makes none.
            MediaAt::Link(link) => file(account, token, link),
        }
    }

    fn read_media(&self, account: &Account, token: &str, response: &Response) -> Fetched {
        let answer = response.json();
        match read::web(&answer["url"]) {
            Some(url) if response.is_ok() && answer["messaging_product"] == "whatsapp" => {
                Fetched::Next(file(account, token, &url))
            }
            _ if response.is_ok() => Fetched::Bytes,
            // The address ends after five minutes: a new one is asked for.
            _ if response.status == 404 && answer["error"].is_null() => Fetched::Later,
            _ => Fetched::Failed(graph::lookup_problem(rules::ERRORS.value, response)),
        }
    }

    fn window(&self, _account: &Account, talk: &Talk, now: Timestamp) -> Window {
        if talk.gone {
            return Window::of(Open::Gone);
        }
        // A button that is pressed is a message here.
        let until = talk.wrote_at_ms.max(talk.acted_at_ms).map(|at| at.plus_ms(rules::USUAL.for_ms));
        let until_ms = until.filter(|end| now < *end);
        let open = if until_ms.is_some() { Open::Free } else { Open::TemplatesOnly };
        Window { until_ms, charged: rules::CHARGED.value, ..Window::of(open) }
    }

    fn render(&self, account: &Account, message: &Outbound, talk: &Talk, now: Timestamp) -> Result<Vec<Part>, Refused> {
        render::render(message, self.window(account, talk, now).open)
    }

    /// By its id a file arrives more surely than by a link that Meta has to follow.
    fn upload(&self, account: &Account, token: &str, part: &Part) -> Option<Request> {
        let body = render::upload(part)?;
        let path = format!("{}/media", encode(account.field("phone_number_id")));
        Some(graph::post(account, token, &path, body))
    }

    fn read_upload(&self, response: &Response) -> Result<String, Problem> {
        match read::id(&response.json()["id"]) {
            Some(id) if response.is_ok() => Ok(id),
            _ => Err(graph::lookup_problem(rules::ERRORS.value, response)),
        }
    }

    fn send(
        &self,
        account: &Account,
        token: &str,
        person: &str,
        part: &Part,
        uploaded: Option<&str>,
        _key: &str,
    ) -> Request {
        graph::messages(account, token, "phone_number_id", &render::body(person, part, uploaded))
    }

    fn read_sent(&self, _part: &Part, response: &Response) -> Result<Vec<String>, Problem> {
        graph::read_sent(rules::ERRORS.value, response, "/messages/0/id")
    }

    fn typing(&self, account: &Account, token: &str, _person: &str, talk: &Talk) -> Option<Request> {
        Some(graph::messages(account, token, "phone_number_id", &render::seen(talk, true)?))
    }

    fn seen(&self, account: &Account, token: &str, _person: &str, talk: &Talk) -> Option<Request> {
        Some(graph::messages(account, token, "phone_number_id", &render::seen(talk, false)?))
    }

    fn templates(&self, account: &Account, token: &str, after: Option<&str>) -> Option<Request> {
        let business = encode(account.field("waba_id"));
        let after = after.map(|after| format!("&after={}", encode(after))).unwrap_or_default();
        // A page of more may be longer than an answer that is read.
        let path = format!(
            "{business}/message_templates?fields=name,language,status,parameter_format,components&status=APPROVED&limit=50{after}"
        );
        Some(graph::get(account, token, &path))
    }

    fn read_templates(&self, response: &Response) -> Result<(Vec<Template>, Option<String>), Problem> {
        let answer = response.json();
        if response.is_ok() && answer["data"].is_array() {
            let paging = &answer["paging"];
            let after = paging["cursors"]["after"].as_str().filter(|_| paging["next"].is_string());
            Ok((templates::read(&answer), after.map(str::to_owned)))
        } else {
            Err(graph::lookup_problem(rules::ERRORS.value, response))
        }
    }
}

/// The call for a file's bytes. Without a `User-Agent` some get a page that says that something went wrong.
fn file(account: &Account, token: &str, url: &str) -> Request {
    let request = Request::get(url.to_owned()).header("user-agent", "Frontdesk");
    if graph::may_have_token(account, url) { graph::bearer(request, account, token) } else { request }
}
