//! What a program asks of a room without a socket.

use serde::{Deserialize, Serialize};

use crate::{
    id::{EnquiryId, MessageId, StaffId},
    value::{DisplayName, EmailAddress, Handle, LanguageTag, MessageBody, Seq, Timestamp},
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

/// Body of `POST …/rooms/{room}/transcript/mail`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MailTranscript {
    /// Where to.
    pub to: EmailAddress,
    /// The reader's; if absent, that of the visitor's browser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
}

/// Most entries that are pinned in one room: what everybody is to see at once is little.
pub const MAX_PINS: usize = 50;

/// An entry that is pinned. `GET …/rooms/{room}/pins` answers with those of a room, pinned last first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pin {
    /// As it is now.
    pub entry: LogEntry,
    /// Who pinned it.
    pub by: StaffId,
    /// When.
    pub at_ms: Timestamp,
}

/// What somebody wrote in a room and did not send, on any of their devices. Answers `GET …/rooms/{room}/draft`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Draft {
    /// What was to be said; empty for nothing.
    #[serde(default)]
    pub reply: String,
    /// What was to be noted.
    #[serde(default)]
    pub note: String,
}

impl Draft {
    /// Longest of each, in characters: what is too long for a message is worked on, too.
    pub const MAX_CHARS: usize = 2 * MessageBody::MAX_CHARS;

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reply.is_empty() && self.note.is_empty()
    }

    /// Whether it is no longer than one may be.
    #[must_use]
    pub fn fits(&self) -> bool {
        [&self.reply, &self.note].iter().all(|text| text.chars().count() <= Self::MAX_CHARS)
    }
}

/// A weblink as staff put it into what they write: `#spring`. `GET …/quick-links` answers with all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuickLink {
    /// What is typed behind `#`.
    pub key: Handle,
    /// As the link is called.
    pub name: DisplayName,
    /// Where it leads.
    pub url: String,
}

/// Body of `POST …/mentions/seen`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeenMentions {
    /// Only those in the chat of this enquiry; all, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enquiry: Option<EnquiryId>,
}

/// Answers `GET …/rooms/{room}`.
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

/// Answers `GET …/rooms/{room}/entries`.
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
