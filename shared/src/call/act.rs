//! What somebody does about a call, and what can come of it.

use super::{CallEnd, RecordStep};
use crate::{
    card::StaffCard,
    id::{CallId, PeerId},
    wire::Author,
};

/// What somebody does about a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Offers one, and comes in.
    Offer {
        /// Their id of it.
        call: CallId,
        /// Their browser.
        peer: PeerId,
        /// With a camera.
        video: bool,
    },
    /// Comes in, or back.
    Join {
        /// Which.
        call: CallId,
        /// Their browser.
        peer: PeerId,
        /// Only to listen.
        listens: bool,
    },
    /// Doesn't want it.
    Decline {
        /// Which.
        call: CallId,
    },
    /// Hangs up.
    Leave {
        /// Which.
        call: CallId,
        /// The browser that is on the socket it came by.
        peer: Option<PeerId>,
    },
    /// Does something about its recording.
    Record {
        /// Which.
        call: CallId,
        /// The browser that is on the socket it came by.
        peer: Option<PeerId>,
        /// What.
        step: RecordStep,
    },
}

impl Act {
    /// Which call.
    #[must_use]
    pub fn call(&self) -> CallId {
        match self {
            Self::Offer { call, .. }
            | Self::Join { call, .. }
            | Self::Decline { call }
            | Self::Leave { call, .. }
            | Self::Record { call, .. } => *call,
        }
    }
}

/// Somebody who comes in.
pub struct Joining {
    /// Their browser.
    pub peer: PeerId,
    /// Which member of staff; none is the visitor.
    pub staff: Option<StaffCard>,
    /// Only to listen.
    pub listens: bool,
    /// And nobody is to see it.
    pub unseen: bool,
}

/// Why somebody can't come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut {
    /// As many are in it as can be.
    Full,
    /// That browser is somebody else's.
    Taken,
}

/// That a call is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Over {
    /// Why.
    pub why: CallEnd,
    /// Who was the last to do something about it.
    pub by: Option<Author>,
}
