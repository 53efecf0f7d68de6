//! Why a command was refused.

use crate::{
    api::{ErrorBody, ErrorCode},
    card::StaffCard,
};

/// Why a command was refused. Nothing is stored then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Somebody else has it.
    #[error("{} has answered it already.", .by.name)]
    AlreadyAnswered {
        /// Who.
        by: Box<StaffCard>,
    },
    /// It is over.
    #[error("This enquiry is closed.")]
    EnquiryClosed,
    /// There is none, or it isn't for the one who asks, or not any more.
    #[error("There is no such enquiry, or it is offered to others now.")]
    NotFound,
    /// There is no such tag or person to ask.
    #[error("This tag or person can't be asked any more.")]
    NoSuchEntry,
    /// The visitor has as many running enquiries as are allowed.
    #[error("You have {MAX_RUNNING} chats running: close one of them first.")]
    TooManyEnquiries,
    /// Another visitor's enquiry has this id.
    #[error("Another enquiry has this id: make a new one.")]
    Taken,
}

/// Most open and engaged enquiries of one visitor (design: at most 3). Missed ones don't count: each entry has one at
/// most, and they must not keep a visitor from asking elsewhere.
pub const MAX_RUNNING: usize = 3;

impl Refusal {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::AlreadyAnswered { .. } => ErrorCode::AlreadyAnswered,
            Self::EnquiryClosed => ErrorCode::EnquiryClosed,
            Self::NotFound | Self::NoSuchEntry => ErrorCode::NotFound,
            Self::TooManyEnquiries => ErrorCode::TooManyEnquiries,
            Self::Taken => ErrorCode::Taken,
        }
    }
}

impl From<Refusal> for ErrorBody {
    fn from(refusal: Refusal) -> Self {
        let body = Self::new(refusal.code(), refusal.to_string());
        match refusal {
            Refusal::AlreadyAnswered { by } => Self { by: Some(by), ..body },
            Refusal::EnquiryClosed
            | Refusal::NotFound
            | Refusal::NoSuchEntry
            | Refusal::TooManyEnquiries
            | Refusal::Taken => body,
        }
    }
}
