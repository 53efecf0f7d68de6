//! How far messages of ours came, as the messaging service says, and how a room is told of it.

use channel::{delivery::told, inbound::Reached};
use shared::{
    channel::{DeliveryCard, DeliveryNews, DeliveryProblem, DeliveryState},
    id::EnquiryId,
    value::{Seq, Timestamp},
};

use super::{Inner, carry::Step};
use crate::{
    clock,
    error::EdgeError,
    object::room::channel::ChannelCall,
    owed::Target,
    store::channel::{
        delivery,
        person::Known,
        said::{self as places, Place},
    },
};

/// A receipt for something that isn't known waits so long: the answer to the send may be later than the receipt.
const RECEIPT_WAITS_MS: i64 = 60_000;

impl Inner {
    /// How far messages of ours came.
    pub(super) fn receipt(
        &self,
        known: &Known,
        which: &[String],
        up_to: Option<Timestamp>,
        reached: &Reached,
        (at, came_at): (Timestamp, Timestamp),
    ) -> Result<Step, EdgeError> {
        let sql = self.storage.sql();
        let mut found: Vec<Place> = Vec::new();
        let mut lost: Vec<(Place, &str)> = Vec::new();
        for id in which {
            let place = places::find(&sql, id)?.filter(Place::ours);
            found.extend(place);
            lost.extend(place.filter(|_| matches!(reached, Reached::Failed(_))).map(|place| (place, id.as_str())));
        }
        if let Some(until) = up_to {
            found.extend(places::ours_until(&sql, &known.id, until)?);
        }
        if found.is_empty() {
            let waits = !which.is_empty() && clock::now().ms_since(came_at) < RECEIPT_WAITS_MS;
            return Ok(if waits { Step::Later } else { Step::Done });
        }
        let (state, problem) = match reached {
            Reached::Sent => (DeliveryState::Sent, None),
            Reached::Delivered => (DeliveryState::Delivered, None),
            Reached::Read => (DeliveryState::Read, None),
            Reached::Failed(problem) => (DeliveryState::Failed, Some(told(problem))),
        };
        self.note(|| {
            for (place, id) in &lost {
                delivery::unsend(&sql, place.enquiry, place.seq, id)?;
            }
            found.iter().try_for_each(|place| self.tell(place.enquiry, place.seq, (state, Some(at)), problem.clone()))
        })?;
        Ok(Step::Done)
    }

    /// Owes a room that something came so far: now, or when the service says. Within a turn.
    pub(super) fn tell(
        &self,
        enquiry: EnquiryId,
        seq: Seq,
        (state, at): (DeliveryState, Option<Timestamp>),
        problem: Option<DeliveryProblem>,
    ) -> Result<(), EdgeError> {
        let (service, _) = self.name()?;
        let now = clock::now();
        let at = at.map_or(now, |at| at.min(now));
        let delivery = DeliveryCard::new(seq, state, at, problem);
        let call = ChannelCall::Delivery(DeliveryNews { enquiry, delivery });
        let target = Target::Room(service.clone(), enquiry.into());
        Ok(self.outbox.owe(now, &target, "/internal/channel-call", &call)?)
    }
}
