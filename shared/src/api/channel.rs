//! Connecting social accounts, and what staff ask about them.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

use crate::{
    channel::DeliveryProblem,
    id::{MessageId, TagId},
    value::{DisplayName, Handle, MessageBody, ShortText},
};

/// Most accounts of a service: each is an object of its own, but all are read for each list of them.
pub const MAX_CHANNELS: usize = 50;

/// Longest text that is filled in for an account, in characters: tokens of Meta's are some 250, and may grow.
pub const MAX_FIELD_CHARS: usize = 2_000;

/// A messaging service that can be connected. Answers `GET …/channels/kinds`, in the language that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChannelKind {
    /// Such as `line`; its sign is at `/channel/line.svg`.
    pub kind: Handle,
    /// Its name.
    pub name: String,
    /// What the owner does in its own console, in order; `{webhook}` stands for the address that is pasted there.
    pub steps: Vec<String>,
    /// What the owner fills in, in order.
    pub fields: Vec<ChannelField>,
}

/// One thing that the owner fills in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChannelField {
    /// In [`WriteChannel::fields`].
    pub name: String,
    /// What it is called in the messaging service's console.
    pub label: String,
    /// Where it is found there.
    pub help: String,
    /// Whether it is stored encrypted and never shown again.
    pub secret: bool,
    /// Whether we make it up, for the owner to paste there: it is shown once, in [`ChannelMade`].
    pub made: bool,
    /// Whether the account works without.
    pub optional: bool,
}

/// What an owner sets of an account. Body of `POST …/channels/{account}` and `PUT …/channels/{account}`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WriteChannel {
    /// Of which messaging service; it stays.
    pub kind: Handle,
    /// What staff call the account.
    pub name: DisplayName,
    /// The tag that is written to: its destinations, schedule and automatic messages are the account's.
    pub tag: TagId,
    /// Whether it is served. While it is off, what people write there is taken and kept, and nothing is answered.
    #[serde(default = "on")]
    pub on: bool,
    /// What was filled in. Of an account that is there, what isn't in it stays; one that we make up is made anew by an empty text.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

const fn on() -> bool {
    true
}

/// Without what was filled in: that is secret.
impl fmt::Debug for WriteChannel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, name, tag, on, fields } = self;
        let fields: Vec<&String> = fields.keys().collect();
        write!(f, "WriteChannel {{ {kind:?}, {name:?}, {tag}, {on}, {fields:?} }}")
    }
}

/// An account. In the list of `GET …/channels`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChannelAccount {
    /// In its address: `/hooks/acme/{account}`.
    pub account: Handle,
    /// Of which messaging service.
    pub kind: Handle,
    /// What staff call it.
    pub name: DisplayName,
    /// The tag that is written to.
    pub tag: TagId,
    /// Whether it is served.
    pub on: bool,
    /// Path of its webhook on this deployment.
    pub webhook: String,
    /// What was filled in and is no secret.
    pub fields: BTreeMap<String, String>,
    /// Secrets that are set.
    pub secrets: Vec<String>,
    /// Why nothing can be sent, if the messaging service refuses its credentials.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<DeliveryProblem>,
}

/// Answers `POST …/channels/{account}` and `PUT …/channels/{account}`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChannelMade {
    /// As it is now.
    pub channel: ChannelAccount,
    /// What we made up, shown this once: to be pasted into the messaging service's console.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub made: BTreeMap<String, String>,
}

/// Without what was made up.
impl fmt::Debug for ChannelMade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChannelMade {{ {:?} }}", self.channel)
    }
}

/// One thing that was looked at of an account. In the list that answers `POST …/channels/{account}/check`; what comes after one
/// that failed isn't looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChannelCheck {
    /// What, in the language that was asked for.
    pub label: String,
    /// Whether it is as it has to be; absent if it wasn't looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ok: Option<bool>,
    /// What was found, such as the account's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
    /// What to do, if it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// What the messaging service said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<DeliveryProblem>,
}

/// Body of `POST …/rooms/{room}/templates`: a form that the messaging service approved, filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SendTemplate {
    /// Made by the sender, once, like that of every message.
    pub message: MessageId,
    /// As [`Template::name`](crate::channel::template::Template::name) says.
    pub name: String,
    /// As [`Template::language`](crate::channel::template::Template::language) says.
    pub language: String,
    /// What is filled in, in order.
    #[serde(default)]
    pub filled: Vec<MessageBody>,
}
