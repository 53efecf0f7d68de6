//! What visitors ask of the Desk: to raise an enquiry, and which they have.

use std::time::Duration;

use shared::{
    api::{ErrorCode, RaiseEnquiry, VisitorEnquiries},
    card::{ContactCard, ContactDetails, Phase},
    desk::{Command, Contact, Raise, visitor_card_of},
    enquiry::{Enquiry, Refusal},
    form::Known as KnownAnswers,
    handle,
    id::{ContactId, EnquiryId, FieldId, VisitorId},
    link::{self, Found},
    pace::RAISES,
    privacy::block::Wish,
    site,
    value::{Handle, LanguageTag, Timestamp},
};
use worker::{Delay, Response};

use super::{Desk, blocks, call::Who, memory::Known, pace};
use crate::{
    access::Facts,
    answer, clock,
    error::EdgeError,
    owed::Target,
    store::desk::{contact, enquiry as enquiries, erasure, network, told},
};

/// Closed enquiries in a visitor's list.
const CLOSED_IN_LIST: i64 = 10;

/// How often it is looked whether a room that another request opens is open, and how many times: 2 s in all. A room
/// opens within some milliseconds.
const LOOK_EVERY: Duration = Duration::from_millis(20);
const MOST_LOOKS: usize = 100;

/// The visitor who asks; for all others there is nothing here.
///
/// # Errors
/// `not_found`.
pub(super) fn visitor(who: &Who) -> Result<VisitorId, EdgeError> {
    match who {
        Who::Visitor(visitor) => Ok(*visitor),
        Who::Anyone | Who::SetUpKey | Who::Staff(_) => Err(EdgeError::not_found()),
    }
}

/// Raises an enquiry, or finds the running one. The answer goes out once its room is open: before that the visitor could
/// do nothing with it.
///
/// # Errors
/// Every [`Refusal`]; `unavailable` if the room couldn't be opened: the same request again goes on from there.
pub(super) async fn raise(
    desk: &Desk,
    now: Timestamp,
    who: &Who,
    facts: &Facts,
    body: &str,
) -> Result<Response, EdgeError> {
    let visitor = visitor(who)?;
    let mut request: RaiseEnquiry = serde_json::from_str(body)?;
    refuse_strangers(desk, &request)?;
    blocks::refuse(desk, now, Wish::Begin, visitor, facts)?;
    let (id, entry) = (request.enquiry, request.entry);
    match known(desk, id)? {
        Some(enquiry) if enquiry.raised.visitor != visitor => return Err(Refusal::Taken.into()),
        // The answer to an old request was lost for long.
        Some(enquiry) if enquiry.phase() == Phase::Closed => return answer::json(&visitor_card_of(&enquiry)),
        // It was erased: its room is empty for good.
        None if erasure::is_of_one(&desk.memory.sql, id).map_err(EdgeError::Storage)? => {
            return Err(Refusal::Taken.into());
        }
        Some(_) | None => {}
    }
    request.former = former(desk, visitor, request.former)?;
    request.link = link(desk, now, request.link)?;
    count(desk, now, facts, visitor, &request)?;
    let contact = contact_of(desk, now, visitor, &request, facts)?;
    let answered = known_answers(desk, &contact)?;
    desk.memory
        .note(|| network::note(&desk.memory.sql, now, visitor, &facts.network_hash).map_err(EdgeError::Storage))?;
    let (country, device) = (facts.country.clone(), facts.device.clone());
    let raise = Raise { request, visitor, contact, known: answered, country, device, channel: None };
    let which = |known: &Known| {
        let found = known.rules.enquiry(id).or_else(|| known.rules.running(visitor, entry));
        found.map(|enquiry| enquiry.id)
    };
    desk.turn_with_room(now, Command::Raise(Box::new(raise)), &which)?.await;
    let found = desk.memory.look(which)?.ok_or(EdgeError::Broken("an enquiry was raised and isn't there"))?;
    until_open(desk, found).await?;
    // The room may have told of a close meanwhile.
    let enquiry = known(desk, found)?.ok_or(EdgeError::Broken("an enquiry was raised and isn't there"))?;
    answer::json(&visitor_card_of(&enquiry))
}

/// The frame says which site it is framed by, as the browser told it. Browsers don't show it on a stranger's at all; but a
/// page may be open since before its site was taken off the list. A program that is no browser can say whatever it likes.
fn refuse_strangers(desk: &Desk, request: &RaiseEnquiry) -> Result<(), EdgeError> {
    let Some(embedder) = &request.embedder else { return Ok(()) };
    if desk.memory.look(|known| site::is_allowed(&known.settings().sites, embedder.as_str()))? {
        return Ok(());
    }
    let words =
        "The site that frames this chat isn't one of the service's. Its owner can add it in the settings, under Sites.";
    Err(EdgeError::refused(ErrorCode::SiteNotAllowed, words))
}

/// An enquiry, running or closed.
pub(super) fn known(desk: &Desk, id: EnquiryId) -> Result<Option<Enquiry>, EdgeError> {
    match desk.memory.look(|known| known.rules.enquiry(id).cloned())? {
        Some(enquiry) => Ok(Some(enquiry)),
        None => Ok(enquiries::one(&desk.memory.sql, id).map_err(EdgeError::Storage)?.map(|(enquiry, _)| enquiry)),
    }
}

/// Counts an enquiry that is new against its network address: visitors cost nothing to make, so none of their own limits
/// holds back a script.
///
/// # Errors
/// `too_fast`.
fn count(
    desk: &Desk,
    now: Timestamp,
    facts: &Facts,
    visitor: VisitorId,
    request: &RaiseEnquiry,
) -> Result<(), EdgeError> {
    let is_known = |known: &Known| {
        known.rules.enquiry(request.enquiry).is_some() || known.rules.running(visitor, request.entry).is_some()
    };
    if desk.memory.look(is_known)? {
        return Ok(());
    }
    let too_fast = "Too many chats were opened from your network. Please try again a little later.";
    pace::take(desk, now, RAISES, &format!("raises {}", facts.address_hash), too_fast)
}

/// Only a closed enquiry of the same visitor; anything else is left out, for it is of no use and not theirs to know.
///
/// # Errors
/// That of the database.
pub(super) fn former(
    desk: &Desk,
    visitor: VisitorId,
    former: Option<EnquiryId>,
) -> Result<Option<EnquiryId>, EdgeError> {
    let Some(id) = former else { return Ok(None) };
    let enquiry = known(desk, id)?;
    let theirs = enquiry.is_some_and(|it| it.raised.visitor == visitor && it.phase() == Phase::Closed);
    Ok(theirs.then_some(id))
}

/// Only one that exists: anybody can make up a name, and it would be counted for ever.
fn link(desk: &Desk, now: Timestamp, link: Option<Handle>) -> Result<Option<Handle>, EdgeError> {
    let Some(handle) = link else { return Ok(None) };
    let directory = desk.directory()?;
    let found =
        desk.memory.look(|known| link::find(&known.setup, &directory, handle.as_str(), now) != Found::Nothing)?;
    Ok(found.then_some(handle))
}

fn contact_of(
    desk: &Desk,
    now: Timestamp,
    visitor: VisitorId,
    request: &RaiseEnquiry,
    facts: &Facts,
) -> Result<Contact, EdgeError> {
    if let Some(contact) = contact::of_visitor(&desk.memory.sql, visitor).map_err(EdgeError::Storage)? {
        return Ok(contact);
    }
    new_contact(now, request.language.clone(), facts)
}

/// A contact of whom nothing is known but where they are.
pub(super) fn new_contact(now: Timestamp, language: Option<LanguageTag>, facts: &Facts) -> Result<Contact, EdgeError> {
    let card = ContactCard {
        id: ContactId::new(now, clock::random()),
        handle: handle::friendly(clock::random()).map_err(|_| EdgeError::Broken("a handle is no name"))?,
        details: ContactDetails::default(),
        photo: false,
    };
    Ok(Contact { card, revision: 0, language, country: facts.country.clone(), served: None })
}

/// What a contact told in forms.
fn known_answers(desk: &Desk, contact: &Contact) -> Result<KnownAnswers, EdgeError> {
    let told = told::of_contact(&desk.memory.sql, contact.card.id, None).map_err(EdgeError::Storage)?;
    Ok(KnownAnswers::of(&told))
}

/// Fields of forms that a visitor isn't asked again.
fn answered(desk: &Desk, visitor: VisitorId) -> Result<Vec<FieldId>, EdgeError> {
    if desk.memory.look(|known| known.rules.directory().forms().next().is_none())? {
        return Ok(Vec::new());
    }
    let stored = contact::of_visitor(&desk.memory.sql, visitor).map_err(EdgeError::Storage)?;
    let Some(contact) = stored else { return Ok(Vec::new()) };
    let known_answers = known_answers(desk, &contact)?;
    desk.memory.look(|known| {
        let fields = known.rules.directory().forms().flat_map(|form| &form.fields);
        fields.filter(|field| known_answers.has(field, &contact.card.details)).filter_map(|field| field.id).collect()
    })
}

/// Waits while the room is being opened, by this request or by another one for the same enquiry.
///
/// # Errors
/// `unavailable`.
pub(super) async fn until_open(desk: &Desk, id: EnquiryId) -> Result<(), EdgeError> {
    let target = Target::Room(desk.memory.look(|known| known.slug.clone())?, id.into());
    for _ in 0..MOST_LOOKS {
        match desk.outbox.attempts(&target).map_err(EdgeError::Storage)? {
            None => return Ok(()),
            Some(0) => Delay::from(LOOK_EVERY).await,
            Some(_) => break,
        }
    }
    Err(EdgeError::unavailable("The chat couldn't be opened. Please try again."))
}

/// All that run, and the last closed ones, newest first.
///
/// # Errors
/// That of the database.
pub(super) fn list(desk: &Desk, now: Timestamp, who: &Who) -> Result<Response, EdgeError> {
    let visitor = visitor(who)?;
    let mut found: Vec<Enquiry> = desk.memory.look(|known| known.rules.of_visitor(visitor).cloned().collect())?;
    let closed = enquiries::closed_of_visitor(&desk.memory.sql, visitor, CLOSED_IN_LIST).map_err(EdgeError::Storage)?;
    found.extend(closed.into_iter().map(|(enquiry, _)| enquiry));
    found.sort_by_key(|enquiry| std::cmp::Reverse((enquiry.raised_at, enquiry.id)));
    let cards = |known: &Known| found.iter().map(|enquiry| known.rules.visitor_card_of(now, enquiry)).collect();
    let enquiries = desk.memory.look(cards)?;
    answer::json(&VisitorEnquiries { enquiries, answered: answered(desk, visitor)? })
}
