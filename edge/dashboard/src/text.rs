//! What staff read. The tables are by screen; here is what depends on a value of ours.

mod call;
mod canned;
mod channel;
mod door;
mod label;
mod list;
mod pass;
mod reminder;
mod room;
mod space;
mod writing;

use ::shared::card::Availability;

pub(crate) use kit::text::*;

pub(crate) use self::{
    call::*, canned::*, channel::*, door::*, label::*, list::*, pass::*, reminder::*, room::*, space::*, writing::*,
};

/// An availability.
pub(crate) fn availability_name(availability: Availability) -> &'static str {
    match availability {
        Availability::Active => active(),
        Availability::Busy => busy(),
        Availability::Idle => idle(),
        Availability::Offline => offline(),
    }
}
