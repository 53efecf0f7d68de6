//! Whom an event of an enquiry wakes.

use super::Draft;
use crate::{
    availability::Person,
    desk::{Contact, Effect},
    enquiry::{Enquiry, Event},
    id::StaffId,
    permission::audience,
    push::{Alert, Asking},
    value::Timestamp,
};

/// How long the alert of a missed enquiry is of use: who hears of it the next day has seen the list by then.
const MISSED_MS: i64 = 12 * 3_600_000;

/// How long that of one is of use that somebody has or is invited to, without a clock: its visitor is in the room, and
/// waits.
const GIVEN_MS: i64 = 10 * 60_000;

impl Draft<'_> {
    /// For those it is offered to whom it `rings`, for who is given it or gets it back, for guests, and for everybody who may
    /// follow a missed one up: but not within their quiet hours, nor while they have a dashboard in front of them.
    pub(super) fn alerts(
        &self,
        enquiry: &Enquiry,
        contact: &Contact,
        event: &Event,
        rings: Vec<StaffId>,
    ) -> Vec<Effect> {
        type Kind = fn(Box<Asking>) -> Alert;
        #[expect(clippy::wildcard_enum_match_arm, reason = "nothing else is for people who look elsewhere")]
        let (to, kind, until_ms): (Vec<StaffId>, Kind, Timestamp) = match event {
            Event::Offered(offered) => (rings, Alert::Offered, offered.until),
            Event::PickedUp { staff, until, .. } => {
                (vec![staff.id], Alert::Offered, until.unwrap_or_else(|| self.now.plus_ms(GIVEN_MS)))
            }
            Event::Invited { staff, by } if staff != by => (vec![*staff], Alert::Invited, self.now.plus_ms(GIVEN_MS)),
            Event::Returned { staff, by: None } => (vec![staff.id], Alert::Returned, self.now.plus_ms(GIVEN_MS)),
            Event::Missed => (audience(&self.directory, enquiry).collect(), Alert::Missed, self.now.plus_ms(MISSED_MS)),
            _ => return vec![],
        };
        let passed_to = enquiry.passing().map(|passing| passing.transfer.to.name());
        let name = passed_to.unwrap_or_else(|| enquiry.raised.entry.name());
        let alert = |to: StaffId| {
            let quiet = self.directory.quiet_of(to, self.now);
            let is_at_hand = || self.desk.people.get(&to).is_some_and(|person: &Person| person.is_at_hand(self.now));
            if quiet.is_now || is_at_hand() {
                return None;
            }
            let asking = Asking {
                enquiry: enquiry.id,
                entry: name.clone(),
                visitor: contact.name().clone(),
                // A push service that can't reach a browser must not keep it into the night.
                until_ms: quiet.turns_at.map_or(until_ms, |quiet| quiet.min(until_ms)),
            };
            Some(Effect::Alert { to, alert: kind(Box::new(asking)) })
        };
        to.into_iter().filter_map(alert).collect()
    }
}
