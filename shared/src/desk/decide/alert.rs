//! Whom an event of an enquiry wakes.

use super::Draft;
use crate::{
    desk::{Contact, Effect},
    enquiry::{Enquiry, Event},
    permission::audience,
    push::{Alert, Asking},
    value::Timestamp,
};

/// How long the alert of a missed enquiry is of use: who hears of it the next day has seen the list by then.
const MISSED_MS: i64 = 12 * 3_600_000;

/// How long that of one is of use that somebody was given without being asked: its visitor is in the room, and waits.
const GIVEN_MS: i64 = 10 * 60_000;

impl Draft<'_> {
    /// Those it is offered or given to, and of a missed one everybody who may follow it up.
    pub(super) fn alert(&self, enquiry: &Enquiry, contact: &Contact, event: &Event) -> Option<Effect> {
        let asking = |until_ms: Timestamp| {
            let entry = enquiry.raised.entry.name().clone();
            Box::new(Asking { enquiry: enquiry.id, entry, visitor: contact.name().clone(), until_ms })
        };
        #[expect(clippy::wildcard_enum_match_arm, reason = "nothing else is for people who look elsewhere")]
        match event {
            Event::Offered(offered) => {
                let alert = Alert::Offered(asking(offered.until));
                Some(Effect::Alert { to: offered.eligible.clone(), alert })
            }
            Event::PickedUp { staff, .. } => {
                let alert = Alert::Offered(asking(self.now.plus_ms(GIVEN_MS)));
                Some(Effect::Alert { to: vec![staff.id], alert })
            }
            Event::Missed => {
                let alert = Alert::Missed(asking(self.now.plus_ms(MISSED_MS)));
                Some(Effect::Alert { to: audience(&self.directory, enquiry).collect(), alert })
            }
            _ => None,
        }
    }
}
