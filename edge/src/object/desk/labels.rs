//! Labels on enquiries: on running ones by a turn of the Desk, on closed ones by an event that is only stored, for those have
//! left the Desk.

use shared::{
    api::AnsweredEnquiry,
    desk::Command,
    enquiry::Act,
    id::{EnquiryId, LabelId},
};
use worker::Response;

use super::{Desk, call::Call, enquiries, serve::id};
use crate::{answer, error::EdgeError};

/// Puts a label on an enquiry, or takes it off.
///
/// # Errors
/// See [`shared::enquiry::Enquiry::labelled`]; `not_found` where there is no such enquiry for who asks.
pub(super) async fn put(desk: &Desk, call: &Call<'_>, is_on: bool) -> Result<Response, EdgeError> {
    let enquiry: EnquiryId = id(call.found.value("enquiry"))?;
    let label: LabelId = id(call.found.value("label"))?;
    let staff = call.who.staff()?.staff;
    if desk.memory.look(|known| known.rules.enquiry(enquiry).is_some())? {
        let act = if is_on { Act::Label(label) } else { Act::Unlabel(label) };
        let settled = desk.turn_with_room(call.now, Command::Act { enquiry, staff, act }, &|_| Some(enquiry))?;
        let card = desk.memory.look(|known| known.rules.card(enquiry))?;
        let card = card.ok_or(EdgeError::Broken("an enquiry was labelled and isn't there"))?;
        // Who closes it next must find the room knowing that there is a label.
        settled.await;
        return answer::json(&AnsweredEnquiry { card });
    }
    let (mut closed, contact, _) = enquiries::find(desk, enquiry, staff)?;
    let events = desk.memory.look(|known| closed.labelled(known.rules.directory(), staff, label, is_on))??;
    enquiries::keep_on_closed(desk, call.now, &mut closed, events)?;
    let card = desk.memory.look(|known| known.rules.card_of(&closed, &contact))?;
    answer::json(&AnsweredEnquiry { card })
}
