//! The protocol of the sockets: JSON text frames, each an object with a `type`.
//!
//! Old widgets stay open in tabs for days: a field may be added with a default, never renamed or reused, and a reader
//! skips a `type` or `kind` that it doesn't know.

mod call;
mod desk;
mod room;

pub use call::{CallClientFrame, CallServerFrame};
pub use desk::{Colleague, DeskClientFrame, DeskServerFrame, GoneReason};
pub use room::{
    Author, HISTORY_PAGE, LogEntry, Logged, MAX_CLIENT_FRAME_BYTES, MAX_RESUME, Mark, Marks, RECALLED, REVISE_MS,
    Revision, RoomCard, RoomClientFrame, RoomServerFrame, recalled,
};

use serde::{Deserialize, Serialize};

/// The version that a client says in its `hello`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct ProtocolVersion(pub u16);

/// What this code speaks.
pub const PROTOCOL: ProtocolVersion = ProtocolVersion(1);

/// The oldest version that is still served; one below it is closed with [`close::TOO_OLD`].
pub const OLDEST_PROTOCOL: ProtocolVersion = ProtocolVersion(1);

/// `Sec-WebSocket-Protocol` of every socket. A visitor's client offers a second one beside it, [`TOKEN_PREFIX`] and its
/// token, for a token in an address would end up in logs. Staff are known by their cookie.
pub const SUBPROTOCOL: &str = "frontdesk.v1";

/// See [`SUBPROTOCOL`].
pub const TOKEN_PREFIX: &str = "token.";

/// A client sends this text every [`PING_EVERY_MS`]; the runtime answers [`PONG`] without waking the object.
pub const PING: &str = "ping";

/// See [`PING`].
pub const PONG: &str = "pong";

/// The desk sends this text to a dashboard that was silent for a while; the client answers [`PING`] at once. Browsers slow
/// the timers of hidden tabs down to one a minute, but not their answers.
pub const PROBE: &str = "probe";

/// How often a client sends [`PING`].
pub const PING_EVERY_MS: i64 = 10_000;

/// Why the server ended a socket. Where nothing else is said, a client doesn't come back; after codes that aren't here it
/// does, soon, and later and later.
pub mod close {
    /// Reload: this client's protocol is too old.
    pub const TOO_OLD: u16 = 4400;
    /// Sign in again: the session or token has ended.
    pub const UNAUTHENTICATED: u16 = 4401;
    /// Not allowed to be here any more.
    pub const FORBIDDEN: u16 = 4403;
    /// There is no such room.
    pub const NOT_FOUND: u16 = 4404;
    /// The seat has run out, for rights are looked at anew from time to time: come back at once for another.
    pub const SEAT_ENDED: u16 = 4408;
    /// Too many frames that were refused, one far over the limit, or too many sockets: come back in a minute.
    pub const TOO_FAST: u16 = 4429;
}
