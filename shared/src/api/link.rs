//! What came by weblinks, in numbers.

use serde::{Deserialize, Serialize};

use crate::value::{Handle, ShortText};

/// Most values of `utm_campaign` that are counted apart for one link: anybody can write one into an address. Where another
/// one comes, the one that brought least is in the link's own numbers alone from then on.
pub const MAX_CAMPAIGNS_PER_LINK: usize = 50;

/// Answers `GET …/links/counts`, as a list of every link that anything came by, those that nobody set up too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LinkCounts {
    /// As in its address.
    pub link: Handle,
    /// All together.
    #[serde(flatten)]
    pub total: Counts,
    /// By the value of `utm_campaign`, most visits first; at most [`MAX_CAMPAIGNS_PER_LINK`].
    pub campaigns: Vec<CampaignCounts>,
}

/// What came with one value of `utm_campaign`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CampaignCounts {
    /// The value.
    pub campaign: ShortText,
    /// How much.
    #[serde(flatten)]
    pub counts: Counts,
}

/// Numbers since the link was made. Enquiries are counted exactly; visits may lack the last seconds before a machine of the
/// network was switched off, for they are gathered there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counts {
    /// How often the page was shown; not to programs that say they are one.
    pub visits: u32,
    /// How many of these came by its printed code.
    pub scans: u32,
    /// Enquiries.
    pub raised: u32,
    /// How many of these somebody answered.
    pub answered: u32,
}
