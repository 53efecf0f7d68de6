//! Being woken while the dashboard is closed: each browser that wants it subscribes. A person's quiet hours. And visitors who
//! want to be notified while they look elsewhere.

use serde::{Deserialize, Serialize};

use crate::{
    quiet::QuietHours,
    value::{LanguageTag, Timestamp},
};

/// Body of `PUT …/session/push`: what the browser's `PushSubscription.toJSON()` says, and in which language it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PushSubscription {
    /// Where its push service takes messages for it. Secret: who has it may send.
    pub endpoint: String,
    /// For encryption to it.
    pub keys: PushKeys,
    /// Of the notifications.
    pub language: LanguageTag,
    /// Whether the person counts as there while their dashboard is closed, since they are woken.
    #[serde(default)]
    pub stays_available: bool,
}

/// What messages are encrypted with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PushKeys {
    /// Public key on P-256, uncompressed, base64url.
    pub p256dh: String,
    /// 16 bytes, base64url.
    pub auth: String,
}

/// Answers `GET …/session/push` and `PUT …/session/push`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PushState {
    /// For the browser's `applicationServerKey`. A subscription that was made with another one must be made anew.
    pub key: String,
    /// This browser, if it is subscribed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<PushDevice>,
}

/// A browser that is woken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PushDevice {
    /// Whether the person counts as there while their dashboard is closed.
    pub stays_available: bool,
    /// Since when.
    pub since_ms: Timestamp,
    /// When a message was last sent to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_at_ms: Option<Timestamp>,
    /// How that went; absent before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<PushOutcome>,
    /// What its push service answered then, as an HTTP status; absent if it didn't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_status: Option<u16>,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PushOutcome {
    /// The push service took it; the browser shows it when it is next reached.
    Taken,
    /// This browser isn't subscribed.
    NotSubscribed,
    /// The push service doesn't know the subscription any more, so it was removed: subscribe again.
    Gone,
    /// The push service doesn't take messages from this deployment, or not such ones.
    Refused,
    /// The push service can't be reached, or has too much to do.
    Unreachable,
}

/// Answers `POST …/session/push/test`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PushTest {
    /// What became of it.
    pub outcome: PushOutcome,
    /// What the push service answered, as an HTTP status; absent if it didn't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
}

/// Answers `GET …/session/quiet` and `PUT …/session/quiet`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuietState {
    /// What the person set; absent before they ever did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<QuietHours>,
    /// Until when it is quiet; absent if it isn't now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_ms: Option<Timestamp>,
}

/// Body of `PUT …/visitor/push`, as for staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitorSubscription {
    /// Where its push service takes messages for it. Secret: who has it may send.
    pub endpoint: String,
    /// For encryption to it.
    pub keys: PushKeys,
    /// Of the notifications.
    pub language: LanguageTag,
}

/// Answers `GET …/visitor/push` and `PUT …/visitor/push`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitorPush {
    /// For the browser's `applicationServerKey`.
    pub key: String,
    /// In how many browsers the visitor is notified: at most 3. A fourth takes the place of the oldest.
    pub browsers: u32,
}
