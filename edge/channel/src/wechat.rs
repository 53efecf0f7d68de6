//! WeChat Official Accounts: XML comes in, encrypted in safe mode; JSON goes out, under a token that is renewed.
//!
//! Every answer of WeChat has the status 200; what it means is in its `errcode`. There are no receipts, no quotes and no
//! files but pictures, sounds and videos, and nobody's name is told.

mod facts;
mod parse;
mod render;
mod rules;
mod seal;
mod xml;

#[cfg(test)]
mod tests;

use serde_json::{Value, json};
use shared::value::Timestamp;

use crate::{
    account::Account,
    adapter::{Adapter, Facts},
    http::{Answer, Call, Request, Response, encode},
    inbound::{Inbound, Media, MediaAt},
    outbound::{Fetched, Outbound, Part, Profile, Refused, Token},
    problem::{Class, Problem},
    proof::Proof,
    window::{Open, Talk, Window},
};

/// Where WeChat is called. A relay with a fixed address stands here if the desk has none: WeChat gives a token only to
/// addresses that the account lists.
const API: (&str, &str) = ("WECHAT_API_BASE", "https://api.weixin.qq.com");

/// See the module.
#[derive(Debug)]
pub struct WeChat;

impl Adapter for WeChat {
    fn facts(&self) -> &'static Facts {
        &facts::FACTS
    }

    fn trouble(&self, control: &str, _raw: &str) -> Option<Problem> {
        let words = "Messages come encrypted. Enter the EncodingAESKey here, or choose plain mode at WeChat.";
        (control == parse::ENCRYPTED).then(|| Problem::new(Class::Credentials, control, words))
    }

    fn verify(&self, account: &Account, call: &Call) -> Proof {
        seal::verify(account, call).unwrap_or(Proof::Refused)
    }

    fn parse(&self, _account: &Account, body: &[u8], now: Timestamp) -> Vec<Inbound> {
        parse::parse(body, now)
    }

    fn acknowledge(
        &self,
        account: &Account,
        events: &[Inbound],
        welcome: Option<&str>,
        now: Timestamp,
        noise: [u8; 16],
    ) -> Answer {
        // Anything but a reply, this word or nothing shows the visitor that the account is out of order.
        render::passive(account, events, welcome, now, noise).unwrap_or_else(|| Answer::text("success"))
    }

    fn welcomes_in_answer(&self) -> bool {
        true
    }

    fn token(&self, account: &Account) -> Option<Request> {
        // The older call ends the token before at each use, so that two systems with one AppID throw each other out.
        let body = json!({
            "grant_type": "client_credential",
            "appid": account.field("app_id"),
            "secret": account.field("app_secret"),
            "force_refresh": false,
        });
        Some(Request::post(account.address(API, "/cgi-bin/stable_token"), &body))
    }

    fn read_token(&self, response: &Response) -> Result<Token, Problem> {
        let answer = read(response, Asked::Token)?;
        let value = answer["access_token"].as_str().filter(|value| !value.is_empty());
        let good_for_s = answer["expires_in"].as_u64().and_then(|seconds| u32::try_from(seconds).ok());
        match (value, good_for_s) {
            (Some(value), Some(good_for_s)) => Ok(Token { value: value.to_owned(), good_for_s }),
            _ => Err(unreadable(response.status, Asked::Token)),
        }
    }

    fn check(&self, account: &Account, token: &str, check: &str, _webhook: &str) -> Request {
        match self.token(account) {
            // Whether our address is listed, and whether the secret is right, shows where a token is asked for alone.
            Some(request) if check == "address" || check == "token" => request,
            _ => Request::get(called(account, "getcallbackip", token, &[])),
        }
    }

    fn read_check(&self, _account: &Account, check: &str, response: &Response) -> Result<Option<String>, Problem> {
        let read = match check {
            "address" => match self.read_token(response) {
                // That is the next check's to say.
                Err(problem) if problem.class == Class::Credentials && problem.code != "40164" => Ok(()),
                read => read.map(drop),
            },
            "token" => self.read_token(response).map(drop),
            _ => read(response, Asked::Other).map(drop),
        };
        read.map(|()| None)
    }

    fn profile(&self, account: &Account, token: &str, person: &str) -> Option<Request> {
        Some(Request::get(called(account, "user/info", token, &[("openid", person), ("lang", "zh_CN")])))
    }

    fn read_profile(&self, response: &Response) -> Profile {
        let answer = read(response, Asked::Other).unwrap_or_default();
        let text = |name: &str| answer[name].as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned);
        // Since 27 December 2021 there is neither `nickname` nor `headimgurl`. The remark is the staff's own, in the console.
        Profile {
            name: text("remark").or_else(|| text("nickname")),
            picture: text("headimgurl"),
            language: text("language"),
        }
    }

    fn media(&self, account: &Account, token: &str, media: &Media) -> Request {
        match &media.at {
            MediaAt::Link(link) => Request::get(link.clone()),
            MediaAt::Id(id) => Request::get(called(account, "media/get", token, &[("media_id", id)])),
        }
    }

    fn read_media(&self, _account: &Account, _token: &str, response: &Response) -> Fetched {
        let answer = response.json();
        if let Some(link) = answer["video_url"].as_str().filter(|link| parse::is_link(link)) {
            return Fetched::Next(Request::get(link.to_owned()));
        }
        let media_type = (response.header)("content-type").unwrap_or_default().to_ascii_lowercase();
        let is_text = ["text/", "application/json"].iter().any(|start| media_type.trim_start().starts_with(start));
        if response.is_ok() && !is_text && errcode(&answer) == 0 {
            return Fetched::Bytes;
        }
        Fetched::Failed(match read(response, Asked::Other) {
            // JSON without an error, and without a file.
            Ok(_) => Problem::new(Class::Permanent, "no file", ""),
            Err(problem) => problem,
        })
    }

    fn window(&self, _account: &Account, talk: &Talk, now: Timestamp) -> Window {
        if talk.gone {
            return Window::of(Open::Gone);
        }
        // What was sent is counted since the later of the two. A message that came before a press on the menu may have fewer
        // left than this says: WeChat's 45047 tells, and nobody is kept from an answer that would have got through.
        let rules = [(talk.wrote_at_ms, rules::AFTER_MESSAGE), (talk.acted_at_ms, rules::AFTER_ACTION)];
        let open = rules.into_iter().filter_map(|(since, rule)| {
            let until = since?.plus_ms(rule.for_ms);
            let left = rule.messages.map_or(u32::MAX, |most| most.saturating_sub(talk.sent_since));
            (now < until).then_some((left, until))
        });
        match open.max() {
            None => Window::of(Open::Closed),
            Some((0, _)) => Window { left: Some(0), ..Window::of(Open::Closed) },
            Some((left, until)) => Window { until_ms: Some(until), left: Some(left), ..Window::of(Open::Free) },
        }
    }

    fn render(&self, account: &Account, message: &Outbound, talk: &Talk, now: Timestamp) -> Result<Vec<Part>, Refused> {
        render::parts(message, self.window(account, talk, now)).map_err(Refused)
    }

    fn upload(&self, account: &Account, token: &str, part: &Part) -> Option<Request> {
        render::upload(account, token, part)
    }

    fn read_upload(&self, response: &Response) -> Result<String, Problem> {
        let answer = read(response, Asked::Other)?;
        let id = answer["media_id"].as_str().filter(|id| !id.is_empty());
        id.map(str::to_owned).ok_or_else(|| unreadable(response.status, Asked::Other))
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
        let mut body = render::body(part, uploaded);
        body["touser"] = person.into();
        Request::post(called(account, "message/custom/send", token, &[]), &body)
    }

    fn read_sent(&self, _part: &Part, response: &Response) -> Result<Vec<String>, Problem> {
        // No id comes back: what was sent can be neither matched nor quoted.
        read(response, Asked::Send).map(|_| Vec::new())
    }

    fn typing(&self, account: &Account, token: &str, person: &str, talk: &Talk) -> Option<Request> {
        // It is refused some time after what the person wrote (45080), which does no harm.
        (!talk.gone && talk.wrote_at_ms.is_some()).then(|| {
            let body = json!({ "touser": person, "command": "Typing" });
            Request::post(called(account, "message/custom/typing", token, &[]), &body)
        })
    }
}

/// What was asked: the same error means another thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// For a token. There is no newer one that would help.
    Token,
    /// To send. It may have got through, whatever came back.
    Send,
    /// For anything else, which can be asked again.
    Other,
}

/// The address of a call under a token.
fn called(account: &Account, path: &str, token: &str, query: &[(&str, &str)]) -> String {
    let mut path = format!("/cgi-bin/{path}?access_token={}", encode(token));
    for (name, value) in query {
        path.extend(["&", name, "=", &encode(value)]);
    }
    account.address(API, &path)
}

/// The error that an answer tells of; 0 for none.
fn errcode(answer: &Value) -> i64 {
    let code = &answer["errcode"];
    code.as_i64().or_else(|| code.as_str()?.trim().parse().ok()).unwrap_or(0)
}

/// An answer that tells of no error.
fn read(response: &Response, asked: Asked) -> Result<Value, Problem> {
    let answer = response.json();
    match errcode(&answer) {
        0 if answer.is_object() && response.is_ok() => Ok(answer),
        0 => Err(unreadable(response.status, asked)),
        code => {
            let words = answer["errmsg"].as_str().unwrap_or_default();
            Err(Problem::new(class(code, asked), code.to_string(), words))
        }
    }
}

/// What is to be done about an error.
fn class(code: i64, asked: Asked) -> Class {
    let row = rules::ERRORS.value.iter().find(|(codes, _)| codes.contains(&code));
    let class = row.map_or(Class::Permanent, |(_, class)| *class);
    if asked == Asked::Token && class == Class::RenewToken { Class::Credentials } else { class }
}

/// Something between WeChat and us answered, such as the relay: nothing in it is WeChat's.
fn unreadable(status: u16, asked: Asked) -> Problem {
    let class = match status {
        200..300 | 500.. if asked == Asked::Send => Class::UnknownOutcome,
        200..300 | 429 | 500.. => Class::Retry { after_ms: None },
        _ => Class::Permanent,
    };
    Problem { class, ..Problem::of_status(status) }
}
