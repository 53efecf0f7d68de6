//! Ratings of chats that have ended. Those have left the Desk: a rating is an event that is only stored.

use shared::{enquiry::Refusal, id::EnquiryId, privacy::block::Wish, rating::RateEnquiry};
use worker::Response;

use super::{Desk, blocks, call::Call, enquiries, serve::id, visitors};
use crate::{access::Facts, answer, error::EdgeError};

/// Rates a chat, or changes that.
///
/// # Errors
/// See [`shared::enquiry::Enquiry::rate`]; `blocked`.
pub(super) fn rate(desk: &Desk, call: &Call<'_>, facts: &Facts) -> Result<Response, EdgeError> {
    let visitor = visitors::visitor(call.who)?;
    blocks::refuse(desk, call.now, Wish::Send, visitor, facts)?;
    let enquiry: EnquiryId = id(call.found.value("enquiry"))?;
    let asked: RateEnquiry = serde_json::from_str(call.body)?;
    let mut found = visitors::known(desk, enquiry)?.ok_or(Refusal::NotFound)?;
    let events = desk.memory.look(|known| found.rate(call.now, &known.rules.directory().rating, visitor, asked))??;
    enquiries::keep_on_closed(desk, call.now, &mut found, events)?;
    answer::json(&desk.memory.look(|known| known.rules.visitor_card_of(call.now, &found))?)
}
