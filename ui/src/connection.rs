//! Sockets and everything that goes with them: reconnecting, pings, throttles, storage. What a frame means is decided
//! by [`crate::transcript`] and by the dashboard's board; this only carries.

mod backoff;
mod close;
mod desk;
mod link;
mod room;

use std::{future::Future, pin::Pin, rc::Rc};

pub use desk::DeskConnection;
pub use room::{About, Act, RoomConnection};
use shared::value::Timestamp;

/// How it stands with a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not welcomed yet.
    Connecting,
    /// Welcomed: all that is new arrives at once.
    Online,
    /// Broken, and tried again by itself.
    Offline {
        /// When it broke.
        since: Timestamp,
    },
    /// Over; it doesn't come back by itself.
    Ended(Ending),
}

/// Why a socket doesn't come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The server no longer speaks this client's protocol: reload the page.
    TooOld,
    /// The session or token has ended: sign in.
    SignIn,
    /// Not allowed to be here any more.
    Forbidden,
    /// There is no such room.
    NotFound,
}

/// Gives a visitor's token; asked with `true` after one was refused. None ends the connection.
pub type TokenSource = Rc<dyn Fn(bool) -> Pin<Box<dyn Future<Output = Option<String>>>>>;

/// How the server knows who connects.
#[derive(Clone)]
pub enum Access {
    /// Staff, by the session's cookie.
    Cookie,
    /// A visitor, by a token.
    Token(TokenSource),
}

impl std::fmt::Debug for Access {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Cookie => "Cookie",
            Self::Token(_) => "Token(…)",
        })
    }
}
