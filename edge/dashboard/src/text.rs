//! What staff read. The tables are by screen; here is what depends on a value of ours.

mod door;
mod list;
mod room;

use ::shared::card::{Availability, ClosedBy};

pub(crate) use kit::text::*;

pub(crate) use self::{door::*, list::*, room::*};

/// An availability.
pub(crate) fn availability_name(availability: Availability) -> &'static str {
    match availability {
        Availability::Active => active(),
        Availability::Busy => busy(),
        Availability::Idle => idle(),
        Availability::Offline => offline(),
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
