//! Sending files and getting at them. The same requests for both sides: a visitor's lie below `…/visitor/enquiries/…`, those
//! of staff below `…/enquiries/…`.

use serde::{Deserialize, Serialize};

use crate::{
    id::{CallId, FileId, MessageId},
    value::{FileName, ShortText, Timestamp},
};

/// Body of `POST …/files`: what is about to be sent. Sent again, it changes nothing and gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StartFile {
    /// Made by the sender, once for each file.
    pub file: FileId,
    /// Made by the sender, too: that of the entry which will show it.
    pub message: MessageId,
    /// As the sender calls it.
    pub name: FileName,
    /// Its size; all parts together have exactly as many.
    pub bytes: u32,
    /// What the sender's browser takes it for. What its bytes say counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<ShortText>,
    /// Of a picture or video, in pixels as it is drawn. What its bytes say counts, where they say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// The same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Of a video or recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<u32>,
    /// Recorded to be said, not chosen as a file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub voice: bool,
    /// The call that it is the recording of: who recorded may send that up to ten minutes after the call, also when they may write
    /// no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<CallId>,
}

/// How far a file came. Answers `POST …/files`, `GET …/files/{file}` and `PUT …/parts/{part}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileUpload {
    /// Which.
    pub file: FileId,
    /// The size of each part; the last one has what is left.
    pub part_bytes: u32,
    /// How many there are, counted from 1.
    pub parts: u32,
    /// Those that have arrived, in order. One may be sent again: the last one counts.
    pub received: Vec<u32>,
    /// What isn't finished by then is thrown away.
    pub expires_at_ms: Timestamp,
    /// It stands in the log already: there is nothing left to send.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shared: bool,
}

/// Where a file can be had for a while. Answers `POST …/files/{file}/address`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileAddress {
    /// A path on this deployment. Whoever has it can read the file until then: no token or session is asked for.
    pub url: String,
    /// When it ends; ask for another then.
    pub until_ms: Timestamp,
}
