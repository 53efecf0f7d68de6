//! What WeChat sends and is sent. Every id, token and key is invented.

mod answers;
mod examples;
mod proof;
mod reading;
mod sending;
mod vectors;
mod windows;

use std::collections::BTreeMap;

use shared::value::Timestamp;

use super::WeChat;
use crate::{
    Adapter,
    account::Account,
    http::{Call, Response},
    outbound::{Outbound, Part, Refused, Said},
    problem::Problem,
    proof::Proof,
    window::Talk,
};

const TOKEN: &str = "shoptoken2026";
const APP_ID: &str = "wx0123456789abcdef";
const KEY: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFE";
const PERSON: &str = "oAbCdEfGhIjKlMnOpQrStUvWxYz0";
const US: &str = "gh_0a1b2c3d4e5f";
const JSON: &str = "application/json; charset=utf-8";
const NOW: Timestamp = Timestamp::from_ms(1_790_000_301_000);

fn with<T>(fields: &[(&str, &str)], test: impl FnOnce(&Account) -> T) -> T {
    let fields: BTreeMap<_, _> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    test(&Account::new(&fields, &|_| None))
}

fn in_plaintext<T>(test: impl FnOnce(&Account) -> T) -> T {
    with(&[("token", TOKEN), ("app_id", APP_ID), ("app_secret", "APPSECRET")], test)
}

fn in_safe_mode<T>(test: impl FnOnce(&Account) -> T) -> T {
    with(&[("token", TOKEN), ("app_id", APP_ID), ("aes_key", KEY)], test)
}

fn in_both(test: impl Fn(&Account)) {
    in_plaintext(&test);
    in_safe_mode(&test);
}

fn posted(account: &Account, query: &str, body: &[u8]) -> Proof {
    posted_at(NOW, account, query, body)
}

fn posted_at(now: Timestamp, account: &Account, query: &str, body: &[u8]) -> Proof {
    WeChat.verify(account, &Call { is_post: true, query, header: &|_| None, body, now })
}

fn got(account: &Account, query: &str) -> Proof {
    WeChat.verify(account, &Call { is_post: false, query, header: &|_| None, body: b"", now: NOW })
}

/// An answer of a status and a content type.
fn answered<T>(status: u16, media_type: &str, body: &str, test: impl FnOnce(&Response) -> T) -> T {
    let header = |name: &str| (name == "content-type").then(|| media_type.to_owned());
    test(&Response { status, header: &header, body: body.as_bytes() })
}

fn message(content: Said) -> Outbound {
    Outbound { message: "msg_1".to_owned(), content, quotes: None, by_person: true }
}

fn words(text: &str) -> Outbound {
    message(Said::Text { text: text.to_owned() })
}

fn wrote_just_now() -> Talk {
    Talk { wrote_at_ms: Some(NOW), ..Talk::default() }
}

fn render(message: &Outbound, talk: &Talk) -> Result<Vec<Part>, Problem> {
    in_plaintext(|account| WeChat.render(account, message, talk, NOW).map_err(|Refused(problem)| problem))
}

fn part(content: Said) -> Part {
    let [part] = render(&message(content), &wrote_just_now()).unwrap().try_into().expect("one part");
    part
}
