//! Whom an event of an enquiry wakes.

use super::Draft;
use crate::{
    availability::Person,
    call::RING_MS,
    card::Phase,
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

type Kind = fn(Box<Asking>) -> Alert;

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
        to.into_iter().filter_map(|to| self.alert(enquiry, contact, to, kind, until_ms)).collect()
    }

    /// Wakes whose the enquiry is, in whose room the visitor rings.
    pub(super) fn call_in(&mut self, enquiry: &Enquiry, contact: &Contact) {
        let until = self.now.plus_ms(RING_MS);
        let to = enquiry.owner().filter(|_| enquiry.phase() == Phase::Engaged).map(|owner| owner.id);
        let alert = to.and_then(|to| self.alert(enquiry, contact, to, Alert::Called, until));
        self.decision.effects.extend(alert);
    }

    fn alert(
        &self,
        enquiry: &Enquiry,
        contact: &Contact,
        to: StaffId,
        kind: Kind,
        until_ms: Timestamp,
    ) -> Option<Effect> {
        let quiet = self.directory.quiet_of(to, self.now);
        let is_at_hand = || self.desk.people.get(&to).is_some_and(|person: &Person| person.is_at_hand(self.now));
        if quiet.is_now || is_at_hand() {
            return None;
        }
        let passed_to = enquiry.passing().map(|passing| passing.transfer.to.name());
        let asking = Asking {
            enquiry: enquiry.id,
            entry: passed_to.unwrap_or_else(|| enquiry.raised.entry.name()).clone(),
            visitor: contact.name().clone(),
            mode: enquiry.mode(),
            // A push service that can't reach a browser must not keep it into the night.
            until_ms: quiet.turns_at.map_or(until_ms, |quiet| quiet.min(until_ms)),
        };
        Some(Effect::Alert { to, alert: kind(Box::new(asking)) })
    }
}
