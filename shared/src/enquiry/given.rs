//! An enquiry that somebody was given without being asked, and how long they have to say something: nobody clicked, so
//! nobody may have seen it.

use super::{Coming, Enquiry, Event, State};
use crate::{
    id::StaffId,
    routing::{Scene, Stop},
    value::Timestamp,
};

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Given {
    stop: Stop,
    until: Timestamp,
}

impl Enquiry {
    /// When it is taken back from whoever was given it; none once staff said something.
    #[must_use]
    pub fn given_until(&self) -> Option<Timestamp> {
        let Given { until, .. } = self.given.as_ref().filter(|_| matches!(self.state, State::Engaged { .. }))?;
        let is_silent = self.news.staff_said_at.is_none_or(|at| at < self.changed_at);
        is_silent.then_some(*until)
    }

    /// Goes on to another one there, or to the next place, and not back to whoever was silent.
    pub(super) fn taken_back(&self, scene: &Scene<'_>, staff: StaffId) -> Vec<Event> {
        let Some(Given { stop, .. }) = &self.given else { return vec![] };
        let taken_back = Event::TakenBack { staff };
        let mut without = self.clone();
        without.apply(scene.now, &taken_back);
        let mut events = vec![taken_back];
        events.extend(without.onward(scene, Some(Coming::Again(stop))));
        events
    }

    pub(super) fn note_given(&mut self, event: &Event) {
        match event {
            Event::PickedUp { stop, until, .. } => {
                self.given = until.map(|until| Given { stop: (**stop).clone(), until });
            }
            Event::TakenBack { staff } => {
                self.given = None;
                self.silent.insert(*staff);
            }
            Event::Reopened => self.silent.clear(),
            Event::Offered(_)
            | Event::Answered(_)
            | Event::FollowedUp(_)
            | Event::TakenOver { .. }
            | Event::Missed
            | Event::Transferred(_)
            | Event::Returned { .. }
            | Event::Closed { .. } => {
                self.given = None;
            }
            Event::Raised(_)
            | Event::OutOfHours { .. }
            | Event::Drawn { .. }
            | Event::Skipped { .. }
            | Event::WaitOver
            | Event::EverybodyLeft
            | Event::Declined { .. }
            | Event::SenderAway { .. }
            | Event::Invited { .. }
            | Event::Left { .. }
            | Event::Labelled { .. }
            | Event::Unlabelled { .. }
            | Event::Rated(_) => {}
        }
    }
}
