//! What LINE answers, and the calls that look at a new account.

use serde_json::{Value, json};
use shared::channel::Quota;

use super::{API, rules};
use crate::{
    account::Account,
    http::{Request, Response},
    outbound::{Part, Profile, Token, Way},
    problem::{Class, Problem},
};

/// What an answer that isn't a success means.
pub(super) fn problem(response: &Response) -> Problem {
    let words = words(&response.json());
    let searched = words.to_lowercase();
    let row = rules::ERRORS.value.iter().find(|row| row.status == response.status && searched.contains(row.words));
    let other = if response.status >= 500 { Class::Retry { after_ms: None } } else { Class::Permanent };
    let code = if words.is_empty() { format!("status {}", response.status) } else { response.status.to_string() };
    Problem::new(row.map_or(other, |row| row.class), code, &words)
}

/// The same for who knows the account: a token that the owner filled in can't be renewed.
pub(super) fn problem_of(account: &Account, response: &Response) -> Problem {
    let mut problem = problem(response);
    if problem.class == Class::RenewToken && !account.field("access_token").is_empty() {
        problem.class = Class::Credentials;
    }
    problem
}

/// LINE's message, and which part of the request its details blame.
fn words(answer: &Value) -> String {
    let own = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let details = answer["details"].as_array().into_iter().flatten().take(5);
    details.fold(own(&answer["message"]), |words, detail| {
        format!("{words}; {}: {}", own(&detail["property"]), own(&detail["message"]))
    })
}

pub(super) fn token_request(account: &Account) -> Request {
    let fields = [
        ("grant_type", "client_credentials"),
        ("client_id", account.field("channel_id")),
        ("client_secret", account.field("channel_secret")),
    ];
    Request::form(account.address(API, "oauth2/v3/token"), &fields)
}

pub(super) fn token(response: &Response) -> Result<Token, Problem> {
    let answer = response.json();
    if !response.is_ok() {
        // Its errors are those of OAuth: 400 or 401 says that id and secret don't belong together.
        let class = match response.status {
            429 | 500.. => Class::Retry { after_ms: None },
            _ => Class::Credentials,
        };
        let code = answer["error"].as_str().map_or_else(|| format!("status {}", response.status), cut);
        return Err(Problem::new(class, code, answer["error_description"].as_str().unwrap_or_default()));
    }
    let value = answer["access_token"].as_str().filter(|token| !token.is_empty());
    let good_for_s = answer["expires_in"].as_u64().and_then(|seconds| u32::try_from(seconds).ok());
    match (value, good_for_s) {
        (Some(value), Some(good_for_s)) => Ok(Token { value: value.to_owned(), good_for_s }),
        _ => Err(Problem::of_status(response.status)),
    }
}

/// The ids of what was sent. An accepted retry has those of the first attempt.
pub(super) fn sent(part: &Part, response: &Response) -> Result<Vec<String>, Problem> {
    let ids = super::parse::sent(&response.json());
    if response.is_ok() || (response.status == 409 && !ids.is_empty()) {
        return Ok(ids);
    }
    let mut problem = problem(response);
    // A push is repeated with its key. Of a reply, only LINE itself can say that it wasn't sent.
    if response.status >= 500 && problem.words.is_empty() && matches!(part.way, Way::Reply { .. }) {
        problem.class = Class::UnknownOutcome;
    }
    Err(problem)
}

pub(super) fn profile(response: &Response) -> Profile {
    if !response.is_ok() {
        return Profile::default();
    }
    let answer = response.json();
    let text = |name: &str| answer[name].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    Profile { name: text("displayName"), picture: text("pictureUrl"), language: text("language") }
}

pub(super) fn check_request(account: &Account, check: &str, webhook: &str) -> Request {
    let endpoint = json!({ "endpoint": webhook });
    let address = |path| account.address(API, path);
    match check {
        "webhook" => Request { method: "PUT", ..Request::post(address("v2/bot/channel/webhook/endpoint"), &endpoint) },
        "webhook_on" => Request::get(address("v2/bot/channel/webhook/endpoint")),
        // With the address, for LINE goes on using the former one for up to a minute.
        "webhook_test" => Request::post(address("v2/bot/channel/webhook/test"), &endpoint),
        "quota" => Request::get(address("v2/bot/message/quota")),
        "quota_used" => Request::get(address("v2/bot/message/quota/consumption")),
        _ => Request::get(address("v2/bot/info")),
    }
}

pub(super) fn check(account: &Account, check: &str, response: &Response) -> Result<Option<String>, Problem> {
    if !response.is_ok() {
        return Err(problem_of(account, response));
    }
    let answer = response.json();
    match check {
        "webhook" => Ok(None),
        "webhook_on" if answer["active"] == true => Ok(None),
        "webhook_on" => Err(Problem::new(Class::Credentials, "webhook off", "")),
        "webhook_test" if answer["success"] == true => Ok(None),
        "webhook_test" => Err(unreached(&answer)),
        "quota" if answer["type"] == "none" => Ok(Some("∞".into())),
        "quota" => Ok(answer["value"].as_u64().map(|limit| limit.to_string())),
        "quota_used" => Ok(answer["totalUsage"].as_u64().map(|used| used.to_string())),
        _ => Ok(answer["displayName"].as_str().or_else(|| answer["basicId"].as_str()).map(cut)),
    }
}

/// What is used of the month's messages. A plan without a limit has none.
pub(super) fn quota(may: &Response, sent: &Response) -> Option<Quota> {
    let (may_send, was_sent) = (may.json(), sent.json());
    let number = |value: &Value| u32::try_from(value.as_u64()?).ok();
    let of = match may_send["type"].as_str()? {
        "none" => None,
        _ => Some(number(&may_send["value"])?),
    };
    (may.is_ok() && sent.is_ok()).then_some(Quota { used: number(&was_sent["totalUsage"])?, of })
}

/// Why LINE's test call failed. We refuse what is signed with another secret than the one filled in.
fn unreached(answer: &Value) -> Problem {
    let reason = answer["reason"].as_str().unwrap_or("UNCLASSIFIED");
    let class = match answer["statusCode"].as_u64() {
        Some(401 | 403) => Class::Credentials,
        _ => Class::Retry { after_ms: None },
    };
    Problem::new(class, cut(reason), answer["detail"].as_str().unwrap_or_default())
}

/// Something to show, of a bounded length.
fn cut(text: &str) -> String {
    text.chars().take(300).collect()
}
