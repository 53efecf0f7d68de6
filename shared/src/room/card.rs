//! The face of a room: what follows from its log for everybody who looks at it. Server and clients use the same
//! function, so both always see the same.

use super::Opened;
use crate::{
    card::{Phase, StaffCard},
    wire::{Logged, RoomCard},
};

pub(super) fn of(opened: &Opened) -> RoomCard {
    let Opened { enquiry, visitor: _, visitor_name, entry, former, raised_at, channel } = opened.clone();
    RoomCard {
        enquiry: Some(enquiry),
        space: None,
        phase: Phase::Open,
        entry: Some(entry),
        owner: None,
        passing: None,
        people: Vec::new(),
        visitor_name: Some(visitor_name),
        raised_at_ms: raised_at,
        former,
        channel,
    }
}

/// Whether an entry starts the time anew after which a silent room is closed.
pub(super) fn moves(logged: &Logged) -> bool {
    match logged {
        Logged::Raised
        | Logged::Said { .. }
        | Logged::Shared { .. }
        | Logged::Answered { .. }
        | Logged::Passing { .. }
        | Logged::Returned { .. }
        | Logged::Reopened
        | Logged::Call(_)
        | Logged::DetailsLeft { .. } => true,
        // What the room says by itself moves nothing: else it would keep itself open. Nor do notes, of which the visitor knows
        // nothing.
        Logged::Joined { .. }
        | Logged::Left { .. }
        | Logged::Noted { .. }
        | Logged::Revised { .. }
        | Logged::Hidden
        | Logged::Missed
        | Logged::Automatic { .. }
        | Logged::FileDeleted { .. }
        | Logged::Closing { .. }
        | Logged::Closed { .. }
        | Logged::Unknown => false,
    }
}

impl RoomCard {
    /// Brings the card up to date with the next entry of the log.
    pub fn take(&mut self, logged: &Logged) {
        match logged {
            Logged::Answered { staff } | Logged::Returned { staff, .. } => {
                self.phase = Phase::Engaged;
                self.meet(staff);
                self.owner = Some(staff.clone());
                self.passing = None;
            }
            Logged::Joined { staff } => self.meet(staff),
            Logged::Passing { to } => self.passing = Some(to.clone()),
            Logged::Missed => (self.phase, self.owner, self.passing) = (Phase::Missed, None, None),
            Logged::Reopened => (self.phase, self.owner, self.passing) = (Phase::Open, None, None),
            Logged::Closed { .. } => (self.phase, self.passing) = (Phase::Closed, None),
            Logged::Raised
            | Logged::Said { .. }
            | Logged::Left { .. }
            | Logged::Shared { .. }
            | Logged::FileDeleted { .. }
            | Logged::Noted { .. }
            | Logged::Revised { .. }
            | Logged::Hidden
            | Logged::DetailsLeft { .. }
            | Logged::Automatic { .. }
            | Logged::Closing { .. }
            | Logged::Call(_)
            | Logged::Unknown => {}
        }
    }

    pub(super) fn meet(&mut self, staff: &StaffCard) {
        match self.people.iter_mut().find(|known| known.id == staff.id) {
            // A newer card: a name or photo may have changed.
            Some(known) => *known = staff.clone(),
            None => self.people.push(staff.clone()),
        }
    }
}
