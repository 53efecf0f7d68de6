//! Passing an enquiry on.

use serde::{Deserialize, Serialize};

use crate::{
    card::{Entry, IfNobody},
    id::StaffId,
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

/// What becomes of whose enquiry is taken over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Former {
    /// They stay in the room as a guest.
    #[default]
    Guest,
    /// They leave it.
    Leaves,
}

/// Body of `POST …/enquiries/{enquiry}/take-over`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TakeOver {
    /// Whose it was when it was decided on: is it somebody else's by now, they are left in peace. Absent: nobody's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<StaffId>,
    /// What becomes of them.
    #[serde(default)]
    pub former: Former,
}
