//! Uploads of pictures. Their bodies are the pictures themselves; [`crate::picture`] says what may be one.

use serde::{Deserialize, Serialize};

/// Answers `POST …/pictures`. The same picture sent again gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UploadedPicture {
    /// Where it is on this deployment, for what has a photo, a logo or a sign. Used nowhere, it is deleted after a day.
    pub path: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}
