//! What a program asks of a room without a socket.

use serde::{Deserialize, Serialize};

use crate::{
    id::MessageId,
    value::{MessageBody, Seq},
    wire::{LogEntry, Marks, RoomCard},
};

/// Body of `POST …/messages` and `POST …/notes` of a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SayMessage {
    /// Made by the sender, once for each message, however often it is sent.
    pub message: MessageId,
    /// What.
    pub body: MessageBody,
}

/// Answers `GET …/rooms/{enquiry}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoomState {
    /// As of the last entry.
    pub room: RoomCard,
    /// How far both sides got.
    pub marks: Marks,
    /// The last entry.
    pub last: Seq,
}

/// Answers `GET …/rooms/{enquiry}/entries`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntryList {
    /// Oldest first.
    pub entries: Vec<LogEntry>,
    /// The last entry in the log.
    pub last: Seq,
    /// `before` or `after` of the next page in the same direction; none if this was all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Seq>,
}
