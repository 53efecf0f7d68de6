//! What may be sent to somebody now, and what it costs.

use serde::{Deserialize, Serialize};
pub use shared::channel::{Open, Window};
use shared::value::Timestamp;

use crate::inbound::ReplyToken;

/// What is known of the talk with one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// When they last wrote.
    pub wrote_at_ms: Option<Timestamp>,
    /// When they last did anything that lets us write: pressed a button, followed, scanned a code.
    pub acted_at_ms: Option<Timestamp>,
    /// Messages that were sent to them since the later of the two.
    pub sent_since: u32,
    /// The newest token for a free answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<ReplyToken>,
    /// The service's id of what they wrote last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_message: Option<String>,
    /// For marking it as read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_token: Option<String>,
    /// They blocked the account or follow it no longer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
}

/// Something that a service says of itself and may change, and that is no [`Rule`] of a window.
#[derive(Clone, Copy, Debug)]
pub struct Dated<T> {
    /// What holds.
    pub value: T,
    /// Since when; the month in which it was read where the service doesn't say.
    pub since: &'static str,
    /// Who says so.
    pub source: &'static str,
}

/// When what services say of themselves was read.
pub(crate) const READ: &str = "2026-11";

/// What was read then, and isn't said to hold since another day.
pub(crate) const fn read<T>(value: T, source: &'static str) -> Dated<T> {
    Dated { value, since: READ, source }
}

/// One rule of a service, as data: what changes when a service changes its mind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// How long after what the person did, in ms.
    pub for_ms: i64,
    /// How many messages.
    pub messages: Option<u32>,
    /// Since when the rule holds, `2026-04-27`; the month in which it was read where the service doesn't say.
    pub since: &'static str,
    /// Who says so.
    pub source: &'static str,
}
