//! Frames about a room's call, on the room's sockets. They are types of their own, for most clients never speak of calls, and the
//! others load what does when there is one.

use serde::{Deserialize, Serialize};

use crate::{
    api::ErrorBody,
    call::{CallCard, Ended, RecordStep},
    id::{CallId, PeerId},
};

/// What a client does about a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type")]
pub enum CallClientFrame {
    /// Offers a call to the other side, and comes into it. Answered by `call`, or by `call_refused`; where there is a call
    /// already, by that one.
    #[serde(rename = "call_offer")]
    Offer {
        /// Made by the client, once for each call.
        call: CallId,
        /// Made by the client, once for each page.
        peer: PeerId,
        /// With a camera.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        video: bool,
    },
    /// Comes into a call: because one is rung, to listen in, in the place of another page of the same person, or back with
    /// the same `peer` after the socket was lost. Answered like `call_offer`.
    #[serde(rename = "call_join")]
    Join {
        /// Which.
        call: CallId,
        /// Made by the client, once for each page.
        peer: PeerId,
        /// Only to listen; for those who watch over all.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        listens: bool,
    },
    /// Doesn't want the call that is rung. Answered by `call`.
    #[serde(rename = "call_decline")]
    Decline {
        /// Which.
        call: CallId,
    },
    /// Hangs up. Answered by `call`; one that is over already is left alone.
    #[serde(rename = "call_leave")]
    Leave {
        /// Which.
        call: CallId,
    },
    /// Asks whether it may be recorded, agrees, or ends it. Answered by `call`.
    #[serde(rename = "call_record")]
    Record {
        /// Which.
        call: CallId,
        /// What of it.
        step: RecordStep,
    },
    /// For another browser in the call: what they need to find each other. It is handed on as it is, and stored nowhere; one
    /// for somebody who isn't there is lost.
    #[serde(rename = "signal")]
    Signal {
        /// Which call.
        call: CallId,
        /// For whom.
        to: PeerId,
        /// At most [`crate::call::MAX_SIGNAL_BYTES`].
        signal: String,
    },
}

impl CallClientFrame {
    /// Which call.
    #[must_use]
    pub fn call(&self) -> CallId {
        match self {
            Self::Offer { call, .. }
            | Self::Join { call, .. }
            | Self::Decline { call }
            | Self::Leave { call }
            | Self::Record { call, .. }
            | Self::Signal { call, .. } => *call,
        }
    }
}

/// What a room tells of its call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type")]
pub enum CallServerFrame {
    /// The call as it stands: after `welcome` if there is one, when it changes, and when it is over.
    #[serde(rename = "call")]
    Call {
        /// The call; absent if there is none any more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        call: Option<Box<CallCard>>,
        /// The one that has just ended.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ended: Option<Ended>,
    },
    /// From another browser in the call; see the client's `signal`.
    #[serde(rename = "signal")]
    Signal {
        /// Which call.
        call: CallId,
        /// From whom.
        from: PeerId,
        /// As it was sent.
        signal: String,
    },
    /// A frame about a call was not accepted.
    #[serde(rename = "call_refused")]
    Refused {
        /// Which call.
        call: CallId,
        /// Why.
        error: ErrorBody,
    },
}
