//! What staff read. The tables are by screen; here is what depends on a value of ours.

mod door;
mod list;
mod problem;
mod room;
mod settings;
mod setup;

use shared::{
    api::{ErrorBody, ErrorCode},
    card::{Availability, ClosedBy, Role},
};
use ui::{http::Fault, text::wrong};

pub(crate) use self::{door::*, list::*, problem::problem, room::*, settings::*, setup::*};

/// An availability.
pub(crate) fn availability_name(availability: Availability) -> &'static str {
    match availability {
        Availability::Active => active(),
        Availability::Busy => busy(),
        Availability::Idle => idle(),
        Availability::Offline => offline(),
    }
}

/// A role.
pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Agent => agent(),
        Role::Supervisor => supervisor(),
        Role::Admin => admin(),
        Role::Owner => owner(),
    }
}

/// What somebody with a role may do.
pub(crate) fn role_words(role: Role) -> &'static str {
    match role {
        Role::Agent => agent_words(),
        Role::Supervisor => supervisor_words(),
        Role::Admin => admin_words(),
        Role::Owner => owner_words(),
    }
}

/// That an enquiry is over, and through whom.
pub(crate) fn closed_by(by: Option<ClosedBy>) -> String {
    match by {
        Some(ClosedBy::Visitor) => closed_by_visitor(),
        Some(ClosedBy::Staff) => closed_by_staff(),
        Some(ClosedBy::Idle) => closed_by_idle(),
        None => closed_by_nobody(),
    }
    .to_owned()
}

/// Why a request brought nothing.
pub(crate) fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Refused(error) => refusal(error),
        Fault::Offline => cannot_reach().to_owned(),
        Fault::Unreadable => wrong(ErrorCode::Internal).to_owned(),
    }
}

/// Why something was refused, where staff know more of it than a visitor would.
pub(crate) fn refusal(error: &ErrorBody) -> String {
    match error.code {
        ErrorCode::SignInFailed => sign_in_failed(),
        ErrorCode::Taken => problem_taken(),
        ErrorCode::ChangedMeanwhile => problem_changed_meanwhile(),
        ErrorCode::WouldStrand => would_strand(),
        ErrorCode::Expired => invitation_expired(),
        ErrorCode::Unavailable => cannot_reach(),
        ErrorCode::Malformed
        | ErrorCode::TooLarge
        | ErrorCode::TooFast
        | ErrorCode::Unauthenticated
        | ErrorCode::Forbidden
        | ErrorCode::NotFound
        | ErrorCode::MethodNotAllowed
        | ErrorCode::AlreadyAnswered
        | ErrorCode::EnquiryClosed
        | ErrorCode::TooManyEnquiries
        | ErrorCode::TooOld
        | ErrorCode::Internal
        | ErrorCode::Unknown => wrong(error.code),
    }
    .to_owned()
}

use problem::{problem_changed_meanwhile, problem_taken};
