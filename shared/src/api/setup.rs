//! Changing what is set up, and the log of it.

use serde::{Deserialize, Serialize};

use crate::{
    id::StaffId,
    setup::{ItemId, Step},
    value::{DisplayName, Timestamp},
};

/// An item as it is answered: its id and revision beside what it is set to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Saved{T}"))]
pub struct Saved<T> {
    /// Which; of what there is one of, the name of its kind.
    pub id: ItemId,
    /// Goes back with `PUT`, so that nobody overwrites what they haven't seen. 0 of what was never set.
    pub revision: u32,
    /// What it is set to.
    #[serde(flatten)]
    pub settings: T,
}

/// Body of `PUT` of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Update{T}"))]
pub struct Update<T> {
    /// The one that was read; `changed_meanwhile` if there is another one now. Absent: whatever it is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// What it shall be; what isn't in it goes.
    #[serde(flatten)]
    pub settings: T,
}

/// Body of `PUT …/order`: every item of the kind, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reorder {
    /// First one first.
    pub order: Vec<ItemId>,
}

/// Most changes in one answer.
pub const CHANGES_PAGE: usize = 20;

/// Most changes that are kept; older ones are forgotten. A busy owner makes as many in a year.
pub const MAX_CHANGES: u32 = 2_000;

/// One change of what is set up: who, when, and what before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// Counts up.
    pub change: u32,
    /// When.
    pub at_ms: Timestamp,
    /// Who.
    pub by: StaffId,
    /// Their name then.
    pub by_name: DisplayName,
    /// What, in order.
    pub steps: Vec<Step>,
    /// The change that this one took back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u32>,
    /// Whether it can be taken back now: nothing of it was changed since.
    pub undoable: bool,
}

/// Answers `GET …/changes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeList {
    /// Newest first, at most [`CHANGES_PAGE`].
    pub changes: Vec<Change>,
    /// For `before` of the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u32>,
}

/// Answers `PUT …/setup`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Imported {
    /// What changed, or would.
    pub steps: Vec<Step>,
}
