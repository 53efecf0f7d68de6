//! All that a service has set up as one document, and the way back in: into the same service, or into another one with
//! other people.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Incoming, Kind, Left, Problem, Refusal, Setup};
use crate::{
    id::StaffId,
    value::{Handle, ServiceSlug, Timestamp},
};

/// The form of the document; a reader refuses one that it doesn't know.
pub const EXPORT_FORMAT: u32 = 1;

/// Answers `GET …/setup`: everything that can be set up. Holds no secret, and nobody but staff by their handles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Export {
    /// [`EXPORT_FORMAT`].
    pub frontdesk: u32,
    /// Whose it is.
    pub service: ServiceSlug,
    /// When it was made.
    pub at_ms: Timestamp,
    /// Whom the ids in the items mean.
    pub staff: Vec<ExportedStaff>,
    /// Of each kind in the owner's order.
    pub items: Vec<Incoming>,
}

/// A member of staff, as another service can know them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExportedStaff {
    /// In the items.
    pub id: StaffId,
    /// In addresses.
    pub handle: Handle,
}

/// Body of `PUT …/setup`: makes everything as it is in the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Import {
    /// As it was exported.
    pub export: Export,
    /// Only say what would change.
    #[serde(default)]
    pub trial: bool,
    /// Leave those out who aren't staff here, instead of refusing.
    #[serde(default)]
    pub leave_out_missing: bool,
}

impl Setup {
    /// The items as they go out, of each kind in the owner's order.
    #[must_use]
    pub fn exported(&self) -> Vec<Incoming> {
        let kept = Kind::ALL.iter().flat_map(|kind| self.list(*kind));
        kept.map(|kept| Incoming { id: kept.id.clone(), item: kept.item.clone() }).collect()
    }
}

impl Import {
    /// The items with this service's own people in them, found by their handles.
    ///
    /// # Errors
    /// When the document is another one, an id is none, or people are missing.
    pub fn incoming(self, here: &BTreeMap<Handle, StaffId>) -> Result<Vec<Incoming>, Refusal> {
        let Export { frontdesk, service: _, at_ms: _, staff, items } = self.export;
        if frontdesk != EXPORT_FORMAT {
            return Err(Refusal::Invalid(Problem::at(
                "export",
                "This file comes from a version that isn't known here.",
            )));
        }
        // Before the work that grows with their number.
        for kind in Kind::ALL {
            if items.iter().filter(|one| one.item.kind() == *kind).count() > kind.most() {
                return Err(Refusal::Full(*kind));
            }
        }
        let missing: Vec<&str> = staff
            .iter()
            .map(|one| &one.handle)
            .filter(|handle| !here.contains_key(handle))
            .map(Handle::as_str)
            .collect();
        if !missing.is_empty() && !self.leave_out_missing {
            let names = missing.join(", ");
            let words = format!("These people aren't staff here: {names}. Invite them first, or leave them out.");
            return Err(Refusal::Invalid(Problem::at("export.staff", words)));
        }
        let whom: BTreeMap<StaffId, StaffId> =
            staff.iter().filter_map(|one| Some((one.id, *here.get(&one.handle)?))).collect();
        let mut incoming: Vec<Incoming> = Vec::new();
        for mut one in items {
            let kind = one.item.kind();
            if kind.id(one.id.as_str()).is_none() || incoming.iter().any(|other| other.id == one.id) {
                let words = format!("“{}” can't be the id of this, or stands there twice.", one.id);
                return Err(Refusal::Invalid(Problem::at("export.items", words)));
            }
            match one.item.replace_staff(&|staff| whom.get(&staff).copied()) {
                // A tag that nobody would serve is refused by its own rule, in its own words.
                Left::Stays | Left::Stranded => incoming.push(one),
                Left::Goes => {}
            }
        }
        Ok(incoming)
    }
}
