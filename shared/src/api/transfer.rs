//! Passing an enquiry on.

use serde::{Deserialize, Serialize};

use crate::{
    card::{Entry, IfNobody},
    value::Note,
};

/// Body of `POST …/enquiries/{enquiry}/transfer`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferEnquiry {
    /// A tag, or a member of staff; also one whom the public directory doesn't list.
    pub to: Entry,
    /// For who gets it; visitors never see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// What becomes of it if nobody accepts.
    #[serde(default)]
    pub if_nobody: IfNobody,
    /// Whether whose it is now stays in the room as a guest.
    #[serde(default)]
    pub keep_sight: bool,
}
