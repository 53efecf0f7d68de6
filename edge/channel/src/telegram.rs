//! Telegram bots: JSON both ways, and the bot's token in the path of every address.
//!
//! Only private chats are enquiries: what is said in a group is not said to the desk. A bot can't write first, but may write as
//! long as the person hasn't blocked it.

mod facts;
mod parse;
mod rules;

#[cfg(test)]
mod tests;

use serde_json::{Value, json};
use shared::value::Timestamp;

use crate::{
    account::Account,
    adapter::{Adapter, Facts},
    http::{Body, Call, Request, Response, encode},
    inbound::{Inbound, Media, MediaAt, MediaKind},
    outbound::{Fetched, OutFile, Outbound, Part, Piece, Profile, Refused, Said, Way},
    problem::{Class, Problem},
    proof::{Proof, equal},
    split::split,
    window::{Open, Talk, Window},
};

/// Where Telegram is called: its own address, or a Bot API server of the owner's.
const API: (&str, &str) = ("TELEGRAM_API_BASE", "https://api.telegram.org");

/// What comes to the webhook; nothing else is parsed. Telegram Bot API, `Update`, read 2026-11.
const UPDATES: &[&str] = &["message", "edited_message", "callback_query", "my_chat_member"];

/// See the module.
#[derive(Debug)]
pub struct Telegram;

impl Adapter for Telegram {
    fn facts(&self) -> &'static Facts {
        &facts::FACTS
    }

    fn verify(&self, account: &Account, call: &Call) -> Proof {
        let proof = (call.header)("x-telegram-bot-api-secret-token").unwrap_or_default();
        if call.is_post && equal(account.field("secret_token").as_bytes(), proof.as_bytes()) {
            Proof::Genuine(call.body.to_vec())
        } else {
            Proof::Refused
        }
    }

    fn parse(&self, _account: &Account, body: &[u8], now: Timestamp) -> Vec<Inbound> {
        vec![parse::parse(body, now)]
    }

    fn check(&self, account: &Account, _token: &str, check: &str, webhook: &str) -> Request {
        match check {
            "webhook" => {
                let secret_token = account.field("secret_token");
                let body = json!({ "url": webhook, "secret_token": secret_token, "allowed_updates": UPDATES });
                Request::post(method(account, "setWebhook"), &body)
            }
            "delivery" => Request::get(method(account, "getWebhookInfo")),
            _ => Request::get(method(account, "getMe")),
        }
    }

    fn read_check(&self, _account: &Account, check: &str, response: &Response) -> Result<Option<String>, Problem> {
        let result = read(response, Asked::Other)?;
        let text = |name: &str| result[name].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        match check {
            "webhook" => Ok(None),
            // What went wrong the last time may be long over, so it is shown and is no failure.
            "delivery" if text("url").is_some() => Ok(text("last_error_message")),
            "delivery" => Err(Problem::new(Class::Permanent, "no webhook", "")),
            _ => Ok(text("username").map(|name| format!("@{name}")).or_else(|| text("first_name"))),
        }
    }

    fn profile(&self, _account: &Account, _token: &str, _person: &str) -> Option<Request> {
        // Every message has the name in it. A picture would take three calls.
        None
    }

    fn read_profile(&self, _response: &Response) -> Profile {
        Profile::default()
    }

    fn media(&self, account: &Account, _token: &str, media: &Media) -> Request {
        match &media.at {
            MediaAt::Link(link) => Request::get(link.clone()),
            MediaAt::Id(id) => Request::get(method(account, &format!("getFile?file_id={}", encode(id)))),
        }
    }

    fn read_media(&self, account: &Account, _token: &str, response: &Response) -> Fetched {
        if !response.is_ok() {
            let problem = read(response, Asked::File).err();
            return Fetched::Failed(problem.unwrap_or_else(|| Problem::of_status(response.status)));
        }
        // A file may be JSON, too, and say whatever its sender likes: Telegram's own errors have another status, and its files
        // another type.
        let media_type = (response.header)("content-type").unwrap_or_default();
        let answer = if media_type.starts_with("application/json") { response.json() } else { Value::Null };
        match answer["result"]["file_path"].as_str().map(inner_path) {
            Some(Some(path)) => {
                let token = account.field("bot_token");
                Fetched::Next(Request::get(account.address(API, &format!("/file/bot{token}/{path}"))))
            }
            // A server of one's own that keeps files to itself.
            Some(None) => Fetched::Failed(Problem::new(Class::Permanent, "file_path", "")),
            None => Fetched::Bytes,
        }
    }

    fn window(&self, _account: &Account, talk: &Talk, _now: Timestamp) -> Window {
        Window::of(if talk.gone { Open::Gone } else { Open::Free })
    }

    fn render(
        &self,
        _account: &Account,
        message: &Outbound,
        talk: &Talk,
        _now: Timestamp,
    ) -> Result<Vec<Part>, Refused> {
        if talk.gone {
            return Err(Refused(Problem::new(Class::Unavailable, "403", "")));
        }
        let abilities = facts::FACTS.abilities;
        let pieces: Vec<_> = match &message.content {
            Said::Text { text } => split(text, abilities.text_unit, abilities.text_limit)
                .into_iter()
                .map(|text| Piece::Text { text: text.to_owned() })
                .collect(),
            Said::File(file) if sent_as(file).is_some() => vec![Piece::File(file.clone())],
            Said::File(file) => vec![Piece::Link(file.clone())],
            Said::Template { .. } => Vec::new(),
        };
        if pieces.is_empty() {
            return Err(Refused(Problem::new(Class::Permanent, "nothing to send", "")));
        }
        // One quote is enough for what was one message.
        let mut quotes = message.quotes.clone();
        let part = |piece| Part {
            pieces: vec![piece],
            quotes: quotes.take(),
            way: Way::Usual,
            message: message.message.clone(),
        };
        Ok(pieces.into_iter().map(part).collect())
    }

    fn send(
        &self,
        account: &Account,
        _token: &str,
        person: &str,
        part: &Part,
        _uploaded: Option<&str>,
        _key: &str,
    ) -> Request {
        let quoted = part.quotes.as_ref().and_then(|quoted| parse::message_number(&quoted.id)).map(|number| {
            // What they took back can't be quoted any more, and is no reason not to send.
            json!({ "message_id": number, "allow_sending_without_reply": true })
        });
        let text = match part.pieces.first() {
            Some(Piece::File(file)) => {
                let (call, field) = sent_as(file).unwrap_or(DOCUMENT);
                let mut fields = vec![("chat_id", person.to_owned())];
                fields.extend(quoted.map(|quoted| ("reply_parameters", quoted.to_string())));
                let (file_name, media_type) = (file.name.clone(), file.media_type.clone());
                let body = Body::Upload { fields, field, file_name, media_type };
                return Request { method: "POST", url: method(account, call), headers: Vec::new(), body };
            }
            Some(Piece::Text { text }) => text.clone(),
            Some(Piece::Link(file)) => format!("{}\n{}", file.name, file.link).trim_start().to_owned(),
            // Neither is rendered.
            Some(Piece::Template { .. }) | None => String::new(),
        };
        let mut body = json!({ "chat_id": person, "text": text });
        if let Some(quoted) = quoted {
            body["reply_parameters"] = quoted;
        }
        Request::post(method(account, "sendMessage"), &body)
    }

    fn read_sent(&self, _part: &Part, response: &Response) -> Result<Vec<String>, Problem> {
        let result = read(response, Asked::Send)?;
        Ok(parse::message_id(&result).into_iter().collect())
    }

    fn typing(&self, account: &Account, _token: &str, person: &str, talk: &Talk) -> Option<Request> {
        let body = json!({ "chat_id": person, "action": "typing" });
        (!talk.gone).then(|| Request::post(method(account, "sendChatAction"), &body))
    }
}

/// What was asked: the same error means another thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// To send. It may have got through, whatever came back.
    Send,
    /// For a file, which may be gone.
    File,
    /// For anything else.
    Other,
}

/// The address of a method.
fn method(account: &Account, name: &str) -> String {
    account.address(API, &format!("/bot{}/{name}", account.field("bot_token")))
}

/// A path that stays below the bot's files.
fn inner_path(path: &str) -> Option<&str> {
    let is_plain = |part: &str| {
        !matches!(part, "" | "." | "..") && part.bytes().all(|it| it.is_ascii_alphanumeric() || b"._-".contains(&it))
    };
    path.split('/').all(is_plain).then_some(path)
}

const PHOTO: (&str, &str) = ("sendPhoto", "photo");
const VIDEO: (&str, &str) = ("sendVideo", "video");
const VOICE: (&str, &str) = ("sendVoice", "voice");
const DOCUMENT: (&str, &str) = ("sendDocument", "document");

/// The method and the field that a file is sent with; none if it is too large for each.
fn sent_as(file: &OutFile) -> Option<(&'static str, &'static str)> {
    let fits = |kind: MediaKind| {
        facts::FACTS.abilities.files.iter().any(|limit| {
            let of_type = limit.media_types.is_empty() || limit.media_types.contains(&&*file.media_type);
            limit.kind == kind && of_type && file.bytes <= limit.bytes
        })
    };
    match file.kind {
        MediaKind::Image if fits(MediaKind::Image) => Some(PHOTO),
        MediaKind::Video if fits(MediaKind::Video) => Some(VIDEO),
        MediaKind::Audio if fits(MediaKind::Audio) => Some(VOICE),
        MediaKind::Image | MediaKind::Video | MediaKind::Audio | MediaKind::File => {
            fits(MediaKind::File).then_some(DOCUMENT)
        }
    }
}

/// The result in an answer.
fn read(response: &Response, asked: Asked) -> Result<Value, Problem> {
    let mut answer = response.json();
    if response.is_ok() && answer["ok"] == true {
        return Ok(answer["result"].take());
    }
    let Some(code) = answer["error_code"].as_u64() else { return Err(unreadable(response.status, asked)) };
    let words = answer["description"].as_str().unwrap_or_default();
    let retry_after = answer["parameters"]["retry_after"].as_u64();
    let class = match code {
        429 => {
            let wait = retry_after.map(|seconds| u32::try_from(seconds.saturating_mul(1_000)).unwrap_or(u32::MAX));
            Class::Retry { after_ms: wait }
        }
        404 if asked == Asked::File => Class::Permanent,
        500.. => unreadable(500, asked).class,
        _ => {
            let lower = words.to_lowercase();
            let row = rules::ERRORS.value.iter().find(|(of, words, _)| *of == code && lower.contains(words));
            row.map_or(Class::Permanent, |(_, _, class)| *class)
        }
    };
    Err(Problem::new(class, code.to_string(), words))
}

/// An answer without an error of Telegram's, or one that doesn't say what became of the call.
fn unreadable(status: u16, asked: Asked) -> Problem {
    let class = match status {
        200..300 | 500.. if asked == Asked::Send => Class::UnknownOutcome,
        200..300 | 429 | 500.. => Class::Retry { after_ms: None },
        _ => Class::Permanent,
    };
    Problem { class, ..Problem::of_status(status) }
}
