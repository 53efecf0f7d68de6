//! What staff read in more than one application, and what a refusal is to them. Each application has tables of its own for
//! the rest.

mod problem;
mod shared;
mod trace;

use ::shared::{
    api::{ErrorBody, ErrorCode},
    card::{ClosedBy, Role},
};
use ui::{http::Fault, text::wrong};

pub use self::{problem::*, shared::*, trace::*};

/// A role.
#[must_use]
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Agent => agent(),
        Role::Supervisor => supervisor(),
        Role::Admin => admin(),
        Role::Owner => owner(),
    }
}

/// That an enquiry is over, and through whom.
#[must_use]
pub fn closed_by(by: Option<ClosedBy>) -> String {
    match by {
        Some(ClosedBy::Visitor) => closed_by_visitor(),
        Some(ClosedBy::Staff) => closed_by_staff(),
        Some(ClosedBy::Idle) => closed_by_idle(),
        Some(ClosedBy::Full) => closed_by_full(),
        None => closed_by_nobody(),
    }
    .to_owned()
}

/// Why a request brought nothing.
#[must_use]
pub fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Refused(error) => refusal(error),
        Fault::Offline => cannot_reach().to_owned(),
        Fault::Unreadable => wrong(ErrorCode::Internal).to_owned(),
    }
}

/// Why something was refused, where staff know more of it than a visitor would.
#[must_use]
pub fn refusal(error: &ErrorBody) -> String {
    match error.code {
        ErrorCode::SignInFailed => sign_in_failed(),
        ErrorCode::Taken => problem_taken(),
        ErrorCode::ChangedMeanwhile => problem_changed_meanwhile(),
        ErrorCode::WouldStrand => would_strand(),
        ErrorCode::Expired => invitation_expired(),
        ErrorCode::Unavailable => cannot_reach(),
        ErrorCode::NobodyThere => problem_nobody_there(),
        ErrorCode::LabelWanted => problem_label_wanted(),
        ErrorCode::Malformed
        | ErrorCode::TooLarge
        | ErrorCode::TooFast
        | ErrorCode::Unauthenticated
        | ErrorCode::Forbidden
        | ErrorCode::Blocked
        | ErrorCode::SiteNotAllowed
        | ErrorCode::NotFound
        | ErrorCode::MethodNotAllowed
        | ErrorCode::AlreadyAnswered
        | ErrorCode::EnquiryClosed
        | ErrorCode::NotRated
        | ErrorCode::TooManyEnquiries
        | ErrorCode::KindNotAllowed
        | ErrorCode::Executable
        | ErrorCode::TooManyFiles
        | ErrorCode::TooLate
        | ErrorCode::StorageFull
        | ErrorCode::NoCalls
        | ErrorCode::Incomplete
        | ErrorCode::MailNotSetUp
        | ErrorCode::MailFailed
        | ErrorCode::TooOld
        | ErrorCode::Internal
        | ErrorCode::Unknown => wrong(error.code),
    }
    .to_owned()
}

/// Why a change was not taken back.
#[must_use]
pub fn fault_of_undo(fault: &Fault) -> String {
    match fault {
        Fault::Refused(error) if error.code == ErrorCode::ChangedMeanwhile => not_undoable().to_owned(),
        Fault::Refused(_) | Fault::Offline | Fault::Unreadable => self::fault(fault),
    }
}

/// [`refusal`] beside the field that it is about. Forms check what they can before they send, in the reader's language; what
/// only the server finds is in its own words.
#[must_use]
pub fn refusal_of_field(error: &ErrorBody) -> String {
    if error.code == ErrorCode::Malformed && !error.message.is_empty() { error.message.clone() } else { refusal(error) }
}
