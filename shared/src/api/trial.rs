//! "What happens at …": an enquiry that is only thought of.

use serde::{Deserialize, Serialize};

use super::TraceEntry;
use crate::{
    card::{Entry, Mode},
    routing::Served,
    schedule::Opening,
    value::{CountryCode, LanguageTag, Timestamp},
};

/// Body of `POST …/routing/trial`. Nothing is raised by it, and nobody hears of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoutingTrial {
    /// Where the contact point leads.
    pub entry: Entry,
    /// How they would want to be served.
    #[serde(default, skip_serializing_if = "Mode::is_chat")]
    pub mode: Mode,
    /// When it would be raised.
    pub at_ms: Timestamp,
    /// Of the browser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// As the network tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<CountryCode>,
    /// Who served the contact last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served: Option<Served>,
    /// By which shares are given: 0 to 99. With 0 it is of the first share.
    #[serde(default)]
    pub draw: u8,
    /// Who is thought to be there.
    #[serde(default)]
    pub present: Present,
}

/// Who is thought to be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Present {
    /// Everybody, each without a room.
    #[default]
    Everybody,
    /// Who is there now, with the rooms that they have.
    Now,
}

/// Answers `POST …/routing/trial`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TrialOutcome {
    /// Whether its tag is open then.
    pub opening: Opening,
    /// Its way, if nobody answers: to the end, or to whoever it is given to.
    pub trace: Vec<TraceEntry>,
}
