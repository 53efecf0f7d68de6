//! The events of an enquiry as staff read them.

use super::{Event, Offered, Raised, Transfer};
use crate::{
    api::{TraceEntry, TraceStep},
    routing::Stop,
    value::Timestamp,
};

impl Event {
    /// As a line of the trace.
    #[must_use]
    pub fn traced(&self, at: Timestamp) -> TraceEntry {
        let step = match self {
            Self::Raised(raised) => {
                let Raised { entry, mode, .. } = &**raised;
                TraceStep::Raised { entry: entry.entry(), mode: *mode }
            }
            Self::OutOfHours { schedule, opens } => {
                TraceStep::OutOfHours { schedule: schedule.clone(), opens_ms: *opens }
            }
            Self::Drawn { destination, name, share } => {
                TraceStep::Drawn { destination: *destination, name: name.clone(), share: *share }
            }
            Self::Skipped { destination, name, turn, why } => {
                TraceStep::Skipped { destination: *destination, name: name.clone(), why: *why, turn: *turn }
            }
            Self::Offered(offered) => {
                let Offered { stop, eligible, until } = &**offered;
                let Stop { place: _, destination, turn: _, name, staff: _, wait_s: _, passed: _ } = stop;
                TraceStep::Offered {
                    destination: *destination,
                    name: name.clone(),
                    eligible: eligible.clone(),
                    until_ms: *until,
                }
            }
            Self::WaitOver => TraceStep::WaitOver,
            Self::EverybodyLeft => TraceStep::EverybodyLeft,
            Self::PickedUp { stop, staff, until, language } => TraceStep::PickedUp {
                destination: stop.destination,
                name: stop.name.clone(),
                staff: staff.id,
                language: language.clone(),
                until_ms: *until,
            },
            Self::TakenBack { staff } => TraceStep::TakenBack { staff: *staff },
            Self::Transferred(transfer) => {
                let Transfer { by, from, to, note, if_nobody, keep_sight } = (**transfer).clone();
                let (name, to) = (to.name().clone(), to.entry());
                TraceStep::Transferred { by, from: from.id, to, name, note, if_nobody, keep_sight }
            }
            Self::Declined { staff } => TraceStep::Declined { staff: *staff },
            Self::Returned { staff, by } => TraceStep::Returned { staff: staff.id, by: *by },
            Self::TakenOver { staff, from } => TraceStep::TakenOver { staff: staff.id, from: *from },
            Self::SenderAway { staff } => TraceStep::SenderAway { staff: *staff },
            Self::Invited { staff, by } => TraceStep::Invited { staff: *staff, by: *by },
            Self::Left { staff, by } => TraceStep::Left { staff: *staff, by: *by },
            Self::Labelled { label, name, by } => TraceStep::Labelled { label: *label, name: name.clone(), by: *by },
            Self::Unlabelled { label, name, by } => {
                TraceStep::Unlabelled { label: *label, name: name.clone(), by: *by }
            }
            Self::Rated(rated) => TraceStep::Rated { scale: rated.scale, grade: rated.grade },
            Self::Answered(staff) => TraceStep::Answered { staff: staff.id },
            Self::Missed => TraceStep::Missed,
            Self::Reopened => TraceStep::Reopened,
            Self::FollowedUp(staff) => TraceStep::FollowedUp { staff: staff.id },
            Self::Closed { by, staff: _ } => TraceStep::Closed { by: *by },
        };
        TraceEntry { at_ms: at, step }
    }
}
