//! LINE Official Accounts, by the Messaging API. What comes in costs nothing; an answer is free while the token of what came
//! is fresh, and counts against the month's quota after that.

use base64ct::{Base64, Encoding};
use serde_json::json;
use shared::{channel::Quota, value::Timestamp};

use crate::{
    account::Account,
    adapter::{Adapter, Facts},
    http::{Call, Request, Response},
    inbound::{Inbound, Media, MediaAt},
    outbound::{Fetched, Outbound, Part, Profile, Refused, Token},
    problem::{Class, Problem},
    proof::{Proof, equal, hmac_sha256},
    window::{Talk, Window},
};

mod facts;
mod parse;
mod read;
mod render;
pub mod rules;
#[cfg(test)]
mod tests;

/// All but files.
const API: (&str, &str) = ("LINE_API_BASE", "https://api.line.me");

/// Files. The same paths on the other host are 404.
const DATA: (&str, &str) = ("LINE_DATA_BASE", "https://api-data.line.me");

/// The adapter.
#[derive(Debug)]
pub struct Line;

impl Adapter for Line {
    fn facts(&self) -> &'static Facts {
        &facts::FACTS
    }

    fn trouble(&self, control: &str, _raw: &str) -> Option<Problem> {
        (control == "botSuspended")
            .then(|| Problem::new(Class::Credentials, control, "LINE has suspended the account."))
    }

    fn verify(&self, account: &Account, call: &Call) -> Proof {
        let secret = account.field("channel_secret");
        let signature = (call.header)("x-line-signature").unwrap_or_default();
        // The secret as a text, not the bytes that its digits spell; anybody can sign with an empty one.
        let expected = Base64::encode_string(&hmac_sha256(secret.as_bytes(), call.body));
        if call.is_post && !secret.is_empty() && equal(expected.as_bytes(), signature.as_bytes()) {
            Proof::Genuine(call.body.to_vec())
        } else {
            Proof::Refused
        }
    }

    fn parse(&self, account: &Account, body: &[u8], now: Timestamp) -> Vec<Inbound> {
        parse::body(account, body, now)
    }

    fn token(&self, account: &Account) -> Option<Request> {
        account.field("access_token").is_empty().then(|| read::token_request(account))
    }

    fn read_token(&self, response: &Response) -> Result<Token, Problem> {
        read::token(response)
    }

    fn check(&self, account: &Account, token: &str, check: &str, webhook: &str) -> Request {
        read::check_request(account, check, webhook).bearer(bearer(account, token))
    }

    fn read_check(&self, account: &Account, check: &str, response: &Response) -> Result<Option<String>, Problem> {
        read::check(account, check, response)
    }

    fn profile(&self, account: &Account, token: &str, person: &str) -> Option<Request> {
        let path = format!("v2/bot/profile/{}", crate::http::encode(person));
        Some(Request::get(account.address(API, &path)).bearer(bearer(account, token)))
    }

    fn read_profile(&self, response: &Response) -> Profile {
        read::profile(response)
    }

    fn media(&self, account: &Account, token: &str, media: &Media) -> Request {
        match &media.at {
            // Somebody else's host: our token is nothing for it.
            MediaAt::Link(address) => Request::get(address.clone()),
            MediaAt::Id(id) => {
                let path = format!("v2/bot/message/{}/content", crate::http::encode(id));
                Request::get(account.address(DATA, &path)).bearer(bearer(account, token))
            }
        }
    }

    fn read_media(&self, account: &Account, _token: &str, response: &Response) -> Fetched {
        match response.status {
            202 => Fetched::Later,
            200..300 => Fetched::Bytes,
            _ => {
                let mut problem = read::problem_of(account, response);
                // Without LINE's words it is the host of a link that says no, and the account is as it should be.
                if problem.words.is_empty() && matches!(problem.class, Class::RenewToken | Class::Credentials) {
                    problem.class = Class::Permanent;
                }
                Fetched::Failed(problem)
            }
        }
    }

    fn window(&self, _account: &Account, talk: &Talk, now: Timestamp) -> Window {
        render::window(talk, now)
    }

    fn render(
        &self,
        _account: &Account,
        message: &Outbound,
        talk: &Talk,
        now: Timestamp,
    ) -> Result<Vec<Part>, Refused> {
        render::parts(message, talk, now)
    }

    fn send(
        &self,
        account: &Account,
        token: &str,
        person: &str,
        part: &Part,
        _uploaded: Option<&str>,
        key: &str,
    ) -> Request {
        render::request(account, person, part, key).bearer(bearer(account, token))
    }

    fn read_sent(&self, part: &Part, response: &Response) -> Result<Vec<String>, Problem> {
        read::sent(part, response)
    }

    fn quota(&self, account: &Account, token: &str) -> Option<[Request; 2]> {
        let call = |check| read::check_request(account, check, "").bearer(bearer(account, token));
        Some(["quota", "quota_used"].map(call))
    }

    fn read_quota(&self, may: &Response, sent: &Response) -> Option<Quota> {
        read::quota(may, sent)
    }

    fn typing(&self, account: &Account, token: &str, person: &str, talk: &Talk) -> Option<Request> {
        let body = json!({ "chatId": person, "loadingSeconds": rules::TYPING_S.value });
        let request = || Request::post(account.address(API, "v2/bot/chat/loading/start"), &body);
        (!talk.gone).then(|| request().bearer(bearer(account, token)))
    }

    fn seen(&self, account: &Account, token: &str, _person: &str, talk: &Talk) -> Option<Request> {
        let body = json!({ "markAsReadToken": talk.read_token.as_deref()? });
        Some(Request::post(account.address(API, "v2/bot/chat/markAsRead"), &body).bearer(bearer(account, token)))
    }
}

/// The owner's token, where there is one.
fn bearer<'a>(account: &Account<'a>, token: &'a str) -> &'a str {
    let own = account.field("access_token");
    if own.is_empty() { token } else { own }
}
