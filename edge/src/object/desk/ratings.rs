//! Ratings of chats that have ended. Those have left the Desk: a rating is an event that is only stored.

use shared::{desk::Event, enquiry::Refusal, id::EnquiryId, rating::RateEnquiry};
use worker::Response;

use super::{Desk, call::Call, serve::id, visitors};
use crate::{answer, error::EdgeError, store::desk::enquiry as store};

/// Rates a chat, or changes that.
///
/// # Errors
/// See [`shared::enquiry::Enquiry::rate`].
pub(super) fn rate(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let visitor = visitors::visitor(call.who)?;
    let enquiry: EnquiryId = id(call.found.value("enquiry"))?;
    let asked: RateEnquiry = serde_json::from_str(call.body)?;
    let mut found = visitors::known(desk, enquiry)?.ok_or(Refusal::NotFound)?;
    let events = desk.memory.look(|known| found.rate(call.now, &known.rules.directory().rating, visitor, asked))??;
    for event in &events {
        found.apply(call.now, event);
    }
    desk.memory.note(|| {
        for event in events {
            let happened = Event::Enquiry { enquiry, at: call.now, event };
            store::append(call.sql, call.now, &happened).map_err(EdgeError::Storage)?;
        }
        Ok(())
    })?;
    answer::json(&desk.memory.look(|known| known.rules.visitor_card_of(call.now, &found))?)
}
