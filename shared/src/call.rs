//! Calls in a room: who is rung, who is in it, and how it ends. What is heard and seen goes between the browsers of those
//! who are in it; here is only who they are. No I/O, no clock.

mod act;
mod card;
mod machine;

pub use act::{Act, Joining, Over, Shut};
pub use card::{
    CallCard, CallEnd, CallMark, CallSign, CallStep, Ended, PeerCard, RecordStep, RecordingCard, Ring, Rung,
};
pub use machine::Call;

use serde::{Deserialize, Serialize};

use crate::{value::Timestamp, wire::PING_EVERY_MS};

/// Most people in one call, beside who listens: each sends to each, and four is what a phone's uplink carries.
pub const MAX_PEERS: usize = 4;

/// Most who listen in at once: each has what is said sent by one of the staff in the call.
pub const MAX_LISTENERS: usize = 2;

/// So long is somebody rung in a room: as long as one stays at a phone that rings.
pub const RING_MS: i64 = 45_000;

/// So long have those to come into the call who are known to be on their way: who has just answered, or was passed a call on.
pub const JOIN_MS: i64 = 30_000;

/// So long may the connection of somebody who is in a call be gone: a page that is loaded anew takes five seconds, a worker
/// that is started again ten.
pub const AWAY_MS: i64 = 30_000;

/// How often a room looks whether those in its call are still there.
pub const CHECK_MS: i64 = 30_000;

/// A socket on which nothing was heard for so long is nobody's: one ping may be lost, and the next one late.
pub const SILENT_MS: i64 = PING_EVERY_MS * 5 / 2;

/// Whether somebody is at a socket on which something was heard last then; of one from before that was noted nobody knows.
#[must_use]
pub fn is_there(now: Timestamp, heard: Option<Timestamp>) -> bool {
    heard.is_none_or(|heard| now.ms_since(heard) <= SILENT_MS)
}

/// Largest signal between two browsers, in bytes: descriptions of ten streams stay below a third of it.
pub const MAX_SIGNAL_BYTES: usize = 24 * 1024;

/// What may be done in the calls of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct CallRules {
    /// There are calls at all.
    pub voice: bool,
    /// With cameras.
    pub video: bool,
    /// Screens may be shared.
    pub screen: bool,
    /// Staff may record, if all in the call agree.
    pub record: bool,
    /// Who watches over all may listen in.
    pub listen: bool,
    /// And those in the call see that.
    pub shows_listeners: bool,
}

impl Default for CallRules {
    fn default() -> Self {
        Self { voice: true, video: true, screen: true, record: false, listen: false, shows_listeners: true }
    }
}

impl CallRules {
    /// No calls.
    pub const NONE: Self =
        Self { voice: false, video: false, screen: false, record: false, listen: false, shows_listeners: true };

    /// Whether nobody changed them.
    #[must_use]
    pub fn are_usual(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_is_somebodys_while_its_pings_come() {
        let at = |ms: i64| Timestamp::from_ms(1_700_000_000_000 + ms);
        assert!(is_there(at(25_000), Some(at(0))) && !is_there(at(25_001), Some(at(0))));
        assert!(is_there(at(0), Some(at(9_000))), "a clock was set back");
        assert!(is_there(at(0), None), "the server was another one when it came");
    }
}
