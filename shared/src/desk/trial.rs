//! What would happen: an enquiry that nobody raised and nobody answers, on its whole way.

use std::collections::{BTreeMap, BTreeSet};

use super::{Desk, decide::drawn};
use crate::{
    api::{Present, RoutingTrial, TrialOutcome},
    card::Entry,
    enquiry::{self, Enquiry, Event, Raised, State},
    id::{ContactId, EnquiryId, StaffId, VisitorId},
    routing::{Scene, draw},
    schedule::Opening,
    value::Timestamp,
};

/// More steps than any way has: five destinations of ten people, each offered and waited for.
const MOST_STEPS: usize = 200;

impl Desk {
    /// The whole way of an enquiry like this. None if its tag or person can't be asked.
    #[must_use]
    pub fn trial(&self, trial: &RoutingTrial) -> Option<TrialOutcome> {
        let RoutingTrial { entry, mode, at_ms: at, language, country, served, draw, present } = trial;
        let everybody: BTreeSet<StaffId>;
        let (active, rooms) = match present {
            Present::Now => (&self.active, &self.rooms),
            Present::Everybody => {
                everybody = self.directory.staff.keys().copied().collect();
                (&everybody, &BTreeMap::new())
            }
        };
        let raised = Raised {
            visitor: VisitorId::new(*at, [0; 10]),
            contact: ContactId::new(*at, [0; 10]),
            entry: drawn(&self.directory, *entry).filter(|_| mode.is_chat() || self.directory.can_be_called(*entry))?,
            mode: *mode,
            former: None,
            link: None,
            page: None,
            referrer: None,
            language: language.clone(),
            time_zone: None,
            country: country.clone().map(String::from),
            device: None,
            served: *served,
            channel: None,
        };
        let scene = |now| Scene { now, directory: &self.directory, active, there: active, rooms };
        let mut enquiry = Enquiry::new(id_with(*at, *draw), *at, raised.clone());
        let mut trace = vec![Event::Raised(Box::new(raised)).traced(*at)];
        let (mut now, mut events) = (*at, enquiry.first_steps(&scene(*at)));
        while !events.is_empty() && trace.len() < MOST_STEPS {
            for event in &events {
                enquiry.apply(now, event);
                trace.push(event.traced(now));
            }
            let State::Open { until, .. } = &enquiry.state else { break };
            now = *until;
            // Ticks are never refused.
            events = enquiry.decide(&scene(now), enquiry::Command::Tick).unwrap_or_default();
        }
        let opening = match entry {
            Entry::Tag { tag } => self.directory.tag(*tag).and_then(|tag| self.directory.hours_of(tag)),
            Entry::Staff { .. } => None,
        };
        let opening = opening.map_or(Opening::Open, |schedule| schedule.opening(*at));
        Some(TrialOutcome { opening, trace })
    }
}

/// An id that draws this.
fn id_with(at: Timestamp, wanted: u8) -> EnquiryId {
    let id = |number: u16| {
        let mut random = [0; 10];
        random[8..].copy_from_slice(&number.to_be_bytes());
        EnquiryId::new(at, random)
    };
    // Of 65,536 ids each number has hundreds.
    (0..=u16::MAX).map(id).find(|id| draw(*id) == wanted % 100).unwrap_or_else(|| id(0))
}
