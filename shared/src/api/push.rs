//! Being woken while the dashboard is closed: each browser that wants it subscribes.

use serde::{Deserialize, Serialize};

use crate::value::{LanguageTag, Timestamp};

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
}
