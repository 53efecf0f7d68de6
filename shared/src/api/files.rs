//! The files of a service, as admins look through them.

use serde::{Deserialize, Serialize};

use crate::{
    file::{FileCard, FileKind},
    id::{EnquiryId, RoomId, StaffId},
    value::{DisplayName, Timestamp},
};

/// Most files in one answer.
pub const FILES_PAGE: usize = 30;

/// A file that lies in some room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoredFile {
    /// As it stands in the log.
    pub card: FileCard,
    /// In which room.
    pub room: RoomId,
    /// Whose room, if an enquiry's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enquiry: Option<EnquiryId>,
    /// Who of the staff sent it; absent for the visitor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
    /// What who sent it is called; absent of staff who were removed long ago.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<DisplayName>,
    /// When it was shared.
    pub at_ms: Timestamp,
}

/// How much is kept of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileUse {
    /// Which.
    pub kind: FileKind,
    /// So many files.
    pub count: u32,
    /// Their size together.
    pub bytes: u64,
}

/// Answers `GET …/files`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoredFiles {
    /// Those that were asked for, newest first, at most [`FILES_PAGE`].
    pub files: Vec<StoredFile>,
    /// For `before` of the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// What the whole service keeps, whatever was asked for.
    #[serde(rename = "use")]
    pub used: Vec<FileUse>,
    /// Most bytes that it keeps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_bytes: Option<u64>,
}
