//! CTAs as the chat meets them on owners' pages.

use serde::{Deserialize, Serialize};

use crate::{
    setup::ItemId,
    value::{Handle, PageAddress, Timestamp},
};

/// Where a CTA leads, in the public directory. `tag` or `staff`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CtaLink {
    /// In `data-frontdesk="cta:…"`.
    pub id: String,
    /// Likewise.
    pub handle: Handle,
    /// Handle of the tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<Handle>,
    /// Handle of the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<Handle>,
}

/// Most CTAs of one page that are noted.
pub const MAX_CTAS_SEEN: usize = 20;

/// Body of `POST …/ctas/seen`: which CTAs a page of the owner's has. Strangers' pages and names that mean nothing are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeenCtas {
    /// Handles or ids, or as elements have them (`cta:summer`). What isn't a CTA, and those after the 20th, are left out.
    pub ctas: Vec<String>,
    /// Where. Only its origin and path are kept.
    pub page: PageAddress,
}

/// A page that had a CTA on it. Answers `GET …/ctas/seen` as a list, newest first, at most 20 of each CTA.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CtaSeen {
    /// Which.
    pub cta: ItemId,
    /// Where: origin and path.
    pub page: PageAddress,
    /// When, to the hour.
    pub at_ms: Timestamp,
}
