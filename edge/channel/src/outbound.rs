//! What goes out: a message as staff wrote it, and the parts that a service takes it in.

use serde::{Deserialize, Serialize};
use shared::channel::template::Filled;

use crate::{inbound::MediaKind, problem::Problem};

/// A message of staff, or of the room itself, to one person. `Debug` is for tests alone: it shows the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outbound {
    /// Ours: what an echo or a receipt may name.
    pub message: String,
    /// What is to be said.
    pub content: Said,
    /// The service's id, and its token, of what it quotes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quotes: Option<Quoted>,
    /// Whether a person wrote it. What the room says by itself may not go everywhere that a person's words may.
    pub by_person: bool,
}

/// See [`Outbound::content`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Said {
    /// Words.
    Text {
        /// As they were written.
        text: String,
    },
    /// A file.
    File(OutFile),
    /// One of the forms that a service allows outside of its window.
    Template {
        /// Its name there.
        name: String,
        /// Its language there.
        language: String,
        /// What is filled in where.
        filled: Vec<Filled>,
    },
}

/// A file that goes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutFile {
    /// What it is.
    pub kind: MediaKind,
    /// What it is called.
    pub name: String,
    /// Its media type, sniffed.
    pub media_type: String,
    /// Its size.
    pub bytes: u64,
    /// Where everybody can read it for some days: a signed address of ours.
    pub link: String,
    /// How long it plays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<u32>,
}

/// What a message quotes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// The service's id.
    pub id: String,
    /// Its token for quoting, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// What is sent with one call. A message has at least one, sent in order, each waiting for the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Most services take one piece with a call.
    pub pieces: Vec<Piece>,
    /// What it quotes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quotes: Option<Quoted>,
    /// Which way it goes.
    pub way: Way,
    /// Ours, for [`Outbound::message`].
    pub message: String,
}

/// One thing in a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Piece {
    /// Words within the service's limit.
    Text {
        /// The words.
        text: String,
    },
    /// A file, as a file.
    File(OutFile),
    /// A file, as a link to it: the service takes none of that kind or size.
    Link(OutFile),
    /// A form of the service's.
    Template {
        /// See [`Said::Template`].
        name: String,
        /// See [`Said::Template`].
        language: String,
        /// See [`Said::Template`].
        filled: Vec<Filled>,
    },
}

/// Which way a part goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Way {
    /// The service's usual one.
    Usual,
    /// Under the tag for what a person wrote, after the usual window.
    HumanTag,
    /// As the one free answer to what came.
    Reply {
        /// The token of what came.
        token: String,
    },
}

/// Why a message isn't sent at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub Problem);

/// What a token call answered.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    /// The token.
    pub value: String,
    /// How long it is good, in s.
    pub good_for_s: u32,
}

/// Who a person is at the service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// What they call themselves.
    pub name: Option<String>,
    /// Where their picture is, to be copied: the address ends.
    pub picture: Option<String>,
    /// Their language, as the service writes it.
    pub language: Option<String>,
}

/// What the answer to a media call means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// The body is the file.
    Bytes,
    /// It is behind this request, whose answer is the file, whatever it looks like: it is not read again. If it isn't answered
    /// with a 2xx, the address has ended, and all begins anew with [`Adapter::media`](crate::Adapter::media).
    Next(crate::http::Request),
    /// It is being made: ask again later.
    Later,
    /// It can't be had.
    Failed(Problem),
}
