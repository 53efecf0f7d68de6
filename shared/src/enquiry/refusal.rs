//! Why a command was refused.

use super::transfer::MAX_GUESTS;
use crate::{
    api::{ErrorBody, ErrorCode},
    card::StaffCard,
    form::Wrong,
    id::FieldId,
    label::MAX_ON_ENQUIRY,
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
    /// It is being passed on to others already.
    #[error("This enquiry is being passed on already. Take it back first.")]
    PassedOn,
    /// It would be passed on to whose it is.
    #[error("They have this enquiry already.")]
    Theirs,
    /// Nobody of those it would be passed on to can take it now.
    #[error("Nobody there can take it now. You still have it.")]
    NobodyThere,
    /// [`MAX_GUESTS`] are in the room.
    #[error("A chat has at most {MAX_GUESTS} guests.")]
    TooManyGuests,
    /// There is no such label, or it isn't put on any more.
    #[error("This label isn't there any more. Choose another one.")]
    NoSuchLabel,
    /// [`MAX_ON_ENQUIRY`] are on it.
    #[error("An enquiry has at most {MAX_ON_ENQUIRY} labels.")]
    TooManyLabels,
    /// It can't be rated: it runs, nobody had it, it is too long ago, or the service doesn't ask.
    #[error("This chat can't be rated, or not any more.")]
    NotRated,
    /// The grade isn't one of the scale.
    #[error("This isn't a grade of the scale.")]
    NoSuchGrade,
    /// There is no such tag or person to ask.
    #[error("This tag or person can't be asked any more.")]
    NoSuchEntry,
    /// The tag or person can't be called, or nobody can here.
    #[error("Calls aren't offered here.")]
    NoCalls,
    /// The visitor has as many running enquiries as are allowed.
    #[error("You have {MAX_RUNNING} chats running: close one of them first.")]
    TooManyEnquiries,
    /// More of the visitor's enquiries wait for an answer than anybody raises.
    #[error("You have asked here several times already. You'll be answered in one of those chats.")]
    TooManyWaiting,
    /// [`MAX_KEPT`] of the service aren't closed.
    #[error("Too many people wait for an answer here. Please try again later.")]
    ServiceFull,
    /// Another visitor's enquiry has this id.
    #[error("Another enquiry has this id: make a new one.")]
    Taken,
    /// An answer of the form that is asked first is missing, or won't do.
    #[error("{why}")]
    Answer {
        /// To what.
        field: FieldId,
        /// Why.
        why: Wrong,
    },
}

/// Most open and engaged enquiries of one visitor: enough to ask several teams, too few to fill everybody's panels.
/// Missed ones don't count: they must not keep a visitor from asking elsewhere.
pub const MAX_RUNNING: usize = 3;

/// Most enquiries of one visitor that aren't closed, missed ones too: somebody who was missed at ten entries asks no more.
pub const MAX_WAITING: usize = 10;

/// Most enquiries of one service that aren't closed. The Desk holds all of them, and one of the largest takes 10 KB of the
/// 128 MB that an object may share with others.
pub const MAX_KEPT: usize = 3_000;

impl Refusal {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::AlreadyAnswered { .. } => ErrorCode::AlreadyAnswered,
            Self::EnquiryClosed => ErrorCode::EnquiryClosed,
            Self::NotFound | Self::NoSuchEntry | Self::NoSuchLabel => ErrorCode::NotFound,
            Self::TooManyEnquiries | Self::TooManyWaiting => ErrorCode::TooManyEnquiries,
            Self::ServiceFull => ErrorCode::Unavailable,
            Self::Taken => ErrorCode::Taken,
            Self::PassedOn => ErrorCode::ChangedMeanwhile,
            Self::NobodyThere => ErrorCode::NobodyThere,
            Self::TooManyGuests | Self::TooManyLabels => ErrorCode::TooLarge,
            Self::Answer { .. } | Self::Theirs | Self::NoSuchGrade => ErrorCode::Malformed,
            Self::NotRated => ErrorCode::NotRated,
            Self::NoCalls => ErrorCode::NoCalls,
        }
    }
}

impl From<Refusal> for ErrorBody {
    fn from(refusal: Refusal) -> Self {
        let body = Self::new(refusal.code(), refusal.to_string());
        match refusal {
            Refusal::AlreadyAnswered { by } => Self { by: Some(by), ..body },
            Refusal::Answer { field, .. } => Self { field: Some(format!("answers.{field}")), ..body },
            Refusal::NoSuchGrade => Self { field: Some("grade".to_owned()), ..body },
            Refusal::Theirs => Self { field: Some("to".to_owned()), ..body },
            Refusal::EnquiryClosed
            | Refusal::PassedOn
            | Refusal::NobodyThere
            | Refusal::TooManyGuests
            | Refusal::TooManyLabels
            | Refusal::NoSuchLabel
            | Refusal::NotRated
            | Refusal::NoCalls
            | Refusal::NotFound
            | Refusal::NoSuchEntry
            | Refusal::TooManyEnquiries
            | Refusal::TooManyWaiting
            | Refusal::ServiceFull
            | Refusal::Taken => body,
        }
    }
}
