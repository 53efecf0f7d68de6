//! WhatsApp Business: Cloud API. Rules are data up here; what comes is read in `parse`, what goes is written in `render`.

mod facts;
mod parse;
mod render;
mod templates;
#[cfg(test)]
mod tests;

use serde_json::json;
use shared::value::Timestamp;

use crate::{
    account::Account,
    adapter::{Abilities, Adapter, Facts, FileLimit},
    graph::{self, RETRY, Row, read},
    http::{Body, Call, Request, Response, encode},
    inbound::{Inbound, Media, MediaAt, MediaKind},
    outbound::{Fetched, Outbound, Part, Profile, Refused},
    pace::Pace,
    problem::{Class, Problem},
    proof::Proof,
    split::Unit,
    window::{Dated, Open, Rule, Talk, Window},
};

/// Everything, after what the person wrote or pressed; templates at any time.
const USUAL: Rule = Rule {
    for_ms: 24 * 3_600_000,
    messages: None,
    since: "2025-07-01",
    source: "WhatsApp Business Platform documentation, customer service windows, read 2026-11",
};

/// Each message is paid to Meta. Templates were before, since 2025-07-01; what was written within the window was free.
const CHARGED: Dated<bool> = Dated {
    value: true,
    since: "2026-10-01",
    source: "WhatsApp Business Platform documentation, pricing, read 2026-11",
};

/// Most characters of `biz_opaque_callback_data`. WhatsApp Business Platform documentation, messages, read 2026-11.
const CALLBACK_CHARS: usize = 512;

/// WhatsApp Business Platform documentation, messages, media and throughput, read 2026-11.
const ABILITIES: Abilities = Abilities {
    text_unit: Unit::Characters,
    text_limit: 4_096,
    files: &[
        FileLimit { kind: MediaKind::Image, media_types: &["image/jpeg", "image/png"], bytes: 5_000_000 },
        FileLimit { kind: MediaKind::Video, media_types: &["video/mp4", "video/3gpp"], bytes: 16_000_000 },
        FileLimit {
            kind: MediaKind::Audio,
            media_types: &["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"],
            bytes: 16_000_000,
        },
        FileLimit { kind: MediaKind::File, media_types: &[], bytes: 100_000_000 },
    ],
    quotes: true,
    typing_s: Some(25),
    typing_within_s: None,
    receipts: true,
    retry_key: false,
    // 20 a second if the number is shared with the phone's application. Bursts to one person are let through up to 45; after a
    // restart we don't know of the last one, so two of ours fit in.
    pace: Pace { per_second: 80, person_gap_ms: 6_000, person_burst: 22 },
};

/// Meta asks for 4^n seconds.
const SOON: Class = Class::Retry { after_ms: Some(4_000) };

/// Meta asks for hours.
const LATER: Class = Class::Retry { after_ms: Some(3_600_000) };

/// WhatsApp Business Platform documentation, error codes, read 2026-11.
const ERRORS: &[Row] = &[
    Row(131_047, 131_047, None, Class::WindowClosed),
    Row(130_429, 130_429, None, RETRY),
    Row(80_007, 80_007, None, RETRY),
    Row(4, 4, None, RETRY),
    Row(131_056, 131_056, None, SOON),
    Row(131_048, 131_048, None, LATER),
    Row(131_026, 131_026, None, Class::Unavailable),
    Row(131_064, 131_064, None, Class::QuotaUsed),
    Row(131_049, 131_050, None, Class::Permanent),
    Row(130_472, 130_472, None, Class::Permanent),
    Row(131_037, 131_037, None, Class::Permanent),
    Row(131_021, 131_021, None, Class::Permanent),
    Row(131_030, 131_030, None, Class::Permanent),
    Row(131_062, 131_062, None, Class::Permanent),
    Row(33, 33, None, Class::Permanent),
    Row(100, 100, None, Class::Permanent),
    Row(131_008, 131_009, None, Class::Permanent),
    Row(131_051, 131_052, None, Class::Permanent),
    Row(131_053, 131_053, None, RETRY),
    Row(132_000, 132_016, None, Class::Permanent),
    Row(0, 0, None, Class::Credentials),
    Row(190, 190, None, Class::Credentials),
    Row(3, 3, None, Class::Credentials),
    Row(10, 10, None, Class::Credentials),
    Row(200, 299, None, Class::Credentials),
    Row(131_005, 131_005, None, Class::Credentials),
    Row(131_042, 131_042, None, Class::Credentials),
    Row(131_031, 131_031, None, Class::Credentials),
    Row(368, 368, None, Class::Credentials),
    Row(131_045, 131_045, None, Class::Credentials),
    Row(133_010, 133_010, None, Class::Credentials),
    Row(130_497, 130_497, None, Class::Credentials),
    Row(1, 2, None, RETRY),
    Row(131_000, 131_000, None, RETRY),
    Row(131_016, 131_016, None, RETRY),
    Row(131_057, 131_057, None, RETRY),
    Row(133_016, 133_016, None, RETRY),
    Row(135_000, 135_000, None, RETRY),
];

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
        let answer = graph::looked(ERRORS, check, response)?;
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
            _ => Fetched::Failed(graph::lookup_problem(ERRORS, response)),
        }
    }

    fn window(&self, _account: &Account, talk: &Talk, now: Timestamp) -> Window {
        if talk.gone {
            return Window::of(Open::Gone);
        }
        // A button that is pressed is a message here.
        let until = talk.wrote_at_ms.max(talk.acted_at_ms).map(|at| at.plus_ms(USUAL.for_ms));
        let until_ms = until.filter(|end| now < *end);
        let open = if until_ms.is_some() { Open::Free } else { Open::TemplatesOnly };
        Window { until_ms, charged: CHARGED.value, ..Window::of(open) }
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
            _ => Err(graph::lookup_problem(ERRORS, response)),
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
        graph::read_sent(ERRORS, response, "/messages/0/id")
    }

    fn typing(&self, account: &Account, token: &str, _person: &str, talk: &Talk) -> Option<Request> {
        Some(graph::messages(account, token, "phone_number_id", &render::seen(talk, true)?))
    }

    fn seen(&self, account: &Account, token: &str, _person: &str, talk: &Talk) -> Option<Request> {
        Some(graph::messages(account, token, "phone_number_id", &render::seen(talk, false)?))
    }

    fn templates(&self, account: &Account, token: &str) -> Option<Request> {
        let business = encode(account.field("waba_id"));
        let path =
            format!("{business}/message_templates?fields=name,language,status,parameter_format,components&limit=250");
        Some(graph::get(account, token, &path))
    }

    fn read_templates(&self, response: &Response) -> Result<Vec<shared::channel::template::Template>, Problem> {
        let answer = response.json();
        if response.is_ok() && answer["data"].is_array() {
            Ok(templates::read(&answer))
        } else {
            Err(graph::lookup_problem(ERRORS, response))
        }
    }
}

/// The call for a file's bytes. Without a `User-Agent` some get a page that says that something went wrong.
fn file(account: &Account, token: &str, url: &str) -> Request {
    let request = Request::get(url.to_owned()).header("user-agent", "Frontdesk");
    if graph::may_have_token(account, url) { graph::bearer(request, account, token) } else { request }
}
