//! Files that people send each other: what may be one, how it is shown, and in which parts it comes. What it is, its first
//! bytes say ([`sniff`]), never its name.

pub mod name;
pub mod place;
pub mod shelf;
mod size;
pub mod sniff;

use serde::{Deserialize, Serialize};

use crate::{
    id::FileId,
    value::{FileName, MediaType},
};

/// The largest file: a short video of a phone, or a scanned contract. Larger ones belong on a file server, and take minutes
/// on the usual uplink. In full parts, so that none is cut for nothing.
pub const MAX_FILE_BYTES: u32 = 20 * PART_BYTES;

/// The size of each part but the last, which may be smaller. R2 takes no smaller ones; a larger one would take longer to send
/// again after a break (this one: 40 seconds at 1 Mbit/s).
pub const PART_BYTES: u32 = 5 * 1024 * 1024;

/// What a file is, as far as that decides how it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A picture that browsers draw.
    Image,
    /// A video that browsers play.
    Video,
    /// A recording that browsers play.
    Audio,
    /// Everything else.
    Document,
}

impl FileKind {
    /// All.
    pub const ALL: [Self; 4] = [Self::Image, Self::Video, Self::Audio, Self::Document];

    /// As on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Document => "document",
        }
    }
}

/// A file as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileCard {
    /// The sender's id of it.
    pub file: FileId,
    /// As the sender calls it.
    pub name: FileName,
    /// Its size.
    pub bytes: u32,
    /// What its first bytes say it is, whatever its name says.
    pub media_type: MediaType,
    /// How it is shown.
    pub kind: FileKind,
    /// Of a picture or video: how wide it is drawn, so that its place is there before it is loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// How high.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Of a video or recording: how long it is, as its sender's browser told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<u32>,
    /// Recorded to be said, not chosen as a file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub voice: bool,
    /// It is gone; only its place is left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
}

/// Which files a service takes, for a client to say before somebody chooses one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileRules {
    /// What may be sent; nothing if there is none.
    pub kinds: Vec<FileKind>,
    /// The largest file.
    pub max_bytes: u32,
}

impl Default for FileRules {
    fn default() -> Self {
        Self { kinds: FileKind::ALL.to_vec(), max_bytes: MAX_FILE_BYTES }
    }
}

impl FileRules {
    /// Whether they are those of a service that set nothing.
    #[must_use]
    pub fn are_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// In how many parts so many bytes come.
#[must_use]
pub const fn parts(bytes: u32) -> u32 {
    bytes.div_ceil(PART_BYTES)
}

/// The size of one part, counted from 1; none if there is no such part.
#[must_use]
pub const fn part_bytes(bytes: u32, part: u32) -> Option<u32> {
    let count = parts(bytes);
    if part == 0 || part > count {
        None
    } else if part < count {
        Some(PART_BYTES)
    } else {
        Some(bytes - (count - 1) * PART_BYTES)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_to_the_file() {
        for bytes in [1, 2, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 3 * PART_BYTES, MAX_FILE_BYTES] {
            let sizes: Vec<u32> = (1..=parts(bytes)).filter_map(|part| part_bytes(bytes, part)).collect();
            assert_eq!(sizes.iter().sum::<u32>(), bytes);
            assert!(sizes.iter().rev().skip(1).all(|size| *size == PART_BYTES) && sizes.iter().all(|size| *size > 0));
            assert_eq!(part_bytes(bytes, 0), None);
            assert_eq!(part_bytes(bytes, parts(bytes) + 1), None);
        }
    }
}
