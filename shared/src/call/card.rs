//! What clients see of a call.

use serde::{Deserialize, Serialize};

use crate::{
    card::StaffCard,
    id::{CallId, PeerId},
    value::Timestamp,
    wire::Author,
};

/// A call as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CallCard {
    /// Which.
    pub call: CallId,
    /// Rises with every change; a card with a lower one is stale.
    pub revision: u32,
    /// Who offered it.
    pub by: Author,
    /// Whether it was offered with a camera.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub video: bool,
    /// When it was offered.
    pub offered_at_ms: Timestamp,
    /// Since when two are in it; absent while it only rings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at_ms: Option<Timestamp>,
    /// Who is in it, first one first.
    pub peers: Vec<PeerCard>,
    /// Whom it rings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rings: Vec<Ring>,
    /// That it is recorded, or that somebody asks whether it may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recording: Option<RecordingCard>,
}

/// One browser that is in a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PeerCard {
    /// Made by that browser, anew for each page; the lower of two is the polite one.
    pub peer: PeerId,
    /// Which member of staff; absent for the visitor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffCard>,
    /// Only listens: gets what is said from one of the staff, and sends nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub listens: bool,
    /// And those in the call are not to see it: staff's browsers alone are told, for one of them has to send it on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unseen: bool,
    /// Its connection with the room is gone for now.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub away: bool,
    /// How often it came in or back: whoever is connected with it looks after that connection when this rises.
    pub joins: u32,
}

/// Somebody who is rung.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ring {
    /// Who.
    pub who: Rung,
    /// Until when; absent while the enquiry is offered, for then that has its own wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_ms: Option<Timestamp>,
}

/// Who is rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Rung {
    /// Who asked.
    Visitor,
    /// Whoever of the staff has the enquiry, or is in the room.
    Staff,
    /// One of them who is on their way.
    Member {
        /// Who.
        staff: crate::id::StaffId,
    },
    /// Those to whom the enquiry is offered.
    Offered,
}

/// That a call is recorded, or is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordingCard {
    /// The browser that records; one of the staff's.
    pub by: PeerId,
    /// Who has agreed. It is recorded while that is everybody who is in the call and doesn't only listen.
    pub agreed: Vec<PeerId>,
    /// Whether it is recorded now.
    pub on: bool,
}

/// What is done about a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecordStep {
    /// Staff only: asks the others whether it may be recorded.
    Ask,
    /// Agrees.
    Agree,
    /// Ends it, or says no.
    Stop,
}

/// How it stands with a room's call, as lists of enquiries show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CallSign {
    /// The visitor rings, and nobody has come in yet.
    Rings,
    /// Staff ring, or it goes on.
    Ongoing,
}

/// A call that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ended {
    /// Which.
    pub call: CallId,
    /// Why.
    pub why: CallEnd,
}

/// Why a call is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CallEnd {
    /// Somebody hung up, and fewer than two were left.
    HungUp,
    /// Who offered it gave up before anybody came in.
    Cancelled,
    /// Who was rung doesn't want it.
    Declined,
    /// Nobody came in.
    Unanswered,
    /// Those who were in it were gone for too long.
    Lost,
    /// The chat was closed.
    Closed,
}

/// What a room's log says of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CallMark {
    /// Which.
    pub call: CallId,
    /// What happened.
    #[serde(flatten)]
    pub step: CallStep,
}

/// What happened in a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum CallStep {
    /// It was offered.
    Offered {
        /// By whom.
        by: Author,
        /// With a camera.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        video: bool,
    },
    /// Somebody came in who wasn't in it before.
    Joined {
        /// Who.
        who: Author,
        /// That it is only to listen; in full, for they aren't among the room's `people`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        listens: Option<StaffCard>,
    },
    /// All agreed, and it is recorded from here on.
    Recorded {
        /// Who of the staff records.
        by: Author,
    },
    /// It is over.
    Ended {
        /// Why.
        why: CallEnd,
        /// How long two were in it, in seconds; 0 if there never were.
        length_s: u32,
        /// Who was the last to hang up, gave up, or declined.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Author>,
    },
    /// Something from a newer server; nothing is drawn.
    #[serde(other)]
    Unknown,
}
