//! What Telegram sends and is sent. Every id and token is invented.

mod reading;
mod sending;

use std::collections::BTreeMap;

use shared::value::Timestamp;

use super::Telegram;
use crate::{Adapter, account::Account, http::Response, inbound::Inbound};

const TOKEN: &str = "123456789:AAabcdefghijklmnopqrstuvwxyz0123456";
const SECRET: &str = "shop-secret_2026";
const PERSON: &str = "5550000000001";
const NOW: Timestamp = Timestamp::from_ms(1_790_000_301_000);

fn account<T>(test: impl FnOnce(&Account) -> T) -> T {
    let fields: BTreeMap<_, _> = [("bot_token", TOKEN), ("secret_token", SECRET)]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
    test(&Account::new(&fields, &|_| None))
}

fn read(body: &[u8]) -> Inbound {
    let [event] = account(|account| Telegram.parse(account, body, NOW)).try_into().expect("one event");
    event
}

fn answered<T>(status: u16, media_type: &str, body: &str, test: impl FnOnce(&Account, &Response) -> T) -> T {
    let header = |name: &str| (name == "content-type").then(|| media_type.to_owned());
    account(|account| test(account, &Response { status, header: &header, body: body.as_bytes() }))
}
