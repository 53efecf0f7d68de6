//! One request to the Desk, past the one check of who may call what; and what handling it asks of the rest of the Desk.

use shared::{
    api::route,
    card::Role,
    id::{SessionId, StaffId, VisitorId},
    value::Timestamp,
};
use worker::{Response, SqlStorage};

use crate::error::EdgeError;

/// Who asks, after `accounts::authorize`.
#[derive(Clone, Debug)]
pub(crate) enum Who {
    /// Anybody.
    Anyone,
    /// Who holds the deployment's set-up key.
    SetUpKey,
    /// A visitor, by token.
    Visitor(VisitorId),
    /// Somebody who answers, by session.
    Staff(Signed),
}

impl Who {
    /// Who answers; for all others there is nothing here.
    ///
    /// # Errors
    /// `not_found`.
    pub(crate) fn staff(&self) -> Result<&Signed, EdgeError> {
        match self {
            Self::Staff(signed) => Ok(signed),
            Self::Anyone | Self::SetUpKey | Self::Visitor(_) => Err(EdgeError::not_found()),
        }
    }
}

/// A member of staff with the session that proves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signed {
    pub(crate) staff: StaffId,
    pub(crate) role: Role,
    pub(crate) session: SessionId,
}

/// One request.
pub(crate) struct Call<'a> {
    pub(crate) sql: &'a SqlStorage,
    pub(crate) now: Timestamp,
    pub(crate) who: &'a Who,
    pub(crate) found: &'a route::Match<'a>,
    /// What stands behind the path's question mark.
    pub(crate) query: &'a [(String, String)],
    pub(crate) body: &'a str,
}

impl Call<'_> {
    /// The value of a name behind the question mark.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What a handler did.
pub(crate) struct Handled {
    pub(crate) answer: Response,
    pub(crate) changes: Vec<Change>,
}

impl Handled {
    /// Nothing but an answer.
    pub(crate) fn answer(answer: Response) -> Self {
        Self { answer, changes: Vec::new() }
    }
}

/// What the rest of the Desk has to know of it. Dashboards are told by the shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Staff, tags, destinations or settings are other ones now.
    Directory,
    /// Somebody's quiet hours are other ones now: the rules have to know, and nobody else.
    Quiet,
    /// Sockets of this session must end, here and in rooms.
    SessionEnded { staff: StaffId, session: SessionId },
    /// Sockets of this person must end, here and in rooms.
    StaffRemoved { staff: StaffId },
}
