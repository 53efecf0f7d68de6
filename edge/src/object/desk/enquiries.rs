//! What staff ask of the Desk about enquiries: lists, details, answering, following up, a seat in a room. And what rooms
//! report.

use shared::{
    api::{AnsweredEnquiry, EnquiryDetails, EnquiryList, ErrorCode, LIST_PAGE, RoutingTrial},
    audit::{About, Deed},
    card::{EnquiryCard, Phase},
    desk::{Command, Contact, Event},
    enquiry::{self, Act, Enquiry, Refusal},
    id::{EnquiryId, LabelId, StaffId},
    owed::{RoomReport, Seat},
    permission::{Archive, Rights, may, may_hand_in},
    utm::utm,
    value::Timestamp,
};
use worker::Response;

use super::{
    Desk, audit,
    call::{Signed, Who},
    contacts, reminders,
    rooms::SEAT_MS,
    serve::{asked_place, place},
    visitors,
};
use crate::{
    answer,
    error::EdgeError,
    store::desk::{audit as audit_store, enquiry as store, reminder as reminder_store, told},
};

/// An enquiry, running or closed, with its contact and what somebody may do with it.
pub(super) fn find(desk: &Desk, id: EnquiryId, staff: StaffId) -> Result<(Enquiry, Contact, Rights), EdgeError> {
    let running = desk.memory.look(|known| {
        let enquiry = known.rules.enquiry(id)?;
        Some((enquiry.clone(), known.rules.contact(enquiry.raised.visitor)?.clone()))
    })?;
    let found = match running {
        Some(found) => Some(found),
        None => store::one(&desk.memory.sql, id).map_err(EdgeError::Storage)?,
    };
    let (enquiry, contact) = found.ok_or(Refusal::NotFound)?;
    let rights = desk.memory.look(|known| may(known.rules.directory(), &enquiry, staff))?;
    Ok((enquiry, contact, rights))
}

/// # Errors
/// `enquiry_closed` to who may read one that is over, `not_found` where there is none for `staff`.
fn require_running(desk: &Desk, id: EnquiryId, staff: StaffId) -> Result<(), EdgeError> {
    if desk.memory.look(|known| known.rules.enquiry(id).is_some())? {
        return Ok(());
    }
    let (.., rights) = find(desk, id, staff)?;
    Err(if rights.read { Refusal::EnquiryClosed } else { Refusal::NotFound }.into())
}

/// The card of an enquiry, running or closed; none for who may not read it.
///
/// # Errors
/// That of the database.
pub(super) fn card(desk: &Desk, id: EnquiryId, staff: StaffId) -> Result<Option<EnquiryCard>, EdgeError> {
    match find(desk, id, staff) {
        Ok((enquiry, contact, Rights { read: true, .. })) => {
            desk.memory.look(|known| Some(known.rules.card_of(&enquiry, &contact)))
        }
        Ok(_) => Ok(None),
        Err(error) if error.body().code == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Answers an open enquiry or follows up a missed one: one wins.
///
/// # Errors
/// `already_answered` with who won, `enquiry_closed`, `not_found`.
pub(super) async fn take(desk: &Desk, now: Timestamp, who: &Who, id: EnquiryId) -> Result<Response, EdgeError> {
    let staff = who.staff()?.staff;
    require_running(desk, id, staff)?;
    let settled = desk.turn_with_room(now, Command::Take { enquiry: id, staff }, &|_| Some(id))?;
    let card = desk.memory.look(|known| known.rules.card(id))?;
    let card = card.ok_or(EdgeError::Broken("an enquiry was answered and isn't there"))?;
    // So that the winner finds the room ready. If it isn't, it will be in a moment.
    settled.await;
    answer::json(&AnsweredEnquiry { card })
}

/// Passes an enquiry on, takes it back, declines it, or says who is in its room.
///
/// # Errors
/// See [`shared::enquiry::Refusal`]; `enquiry_closed` to who may read it.
pub(super) async fn act(
    desk: &Desk,
    now: Timestamp,
    who: &Who,
    id: EnquiryId,
    act: Act,
) -> Result<Response, EdgeError> {
    let still_theirs = matches!(act, Act::Transfer(_) | Act::TakeBack | Act::TakeOver(_));
    let staff = who.staff()?.staff;
    require_running(desk, id, staff)?;
    let settled = desk.turn_with_room(now, Command::Act { enquiry: id, staff, act }, &|_| Some(id))?;
    let card = desk.memory.look(|known| known.rules.card(id))?;
    settled.await;
    // Who declines or leaves has nothing to do with it any more.
    let Some(card) = card.filter(|_| still_theirs) else { return Ok(answer::done()) };
    answer::json(&AnsweredEnquiry { card })
}

/// Enquiries of a phase that the person may read, a page at a time.
///
/// # Errors
/// `malformed` for another phase or a place that no list gave out.
pub(super) fn list(desk: &Desk, who: &Who, query: &[(String, String)]) -> Result<Response, EdgeError> {
    let staff = who.staff()?.staff;
    let value = |name: &str| query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let before = value("before").map(|text| asked_place("before", text)).transpose()?;
    let no_label = || EdgeError::refused(ErrorCode::Malformed, "`label` is the id of a label.");
    let label: Option<LabelId> = value("label").map(|text| text.parse().map_err(|_| no_label())).transpose()?;
    let nobody = || EdgeError::refused(ErrorCode::Malformed, "`staff` is the id of somebody.");
    let of: Option<StaffId> = value("staff").map(|text| text.parse().map_err(|_| nobody())).transpose()?;
    let fits = |card: &EnquiryCard| label.is_none_or(|label| card.labels.contains(&label));
    // One more than a page tells whether there is another.
    let most = LIST_PAGE + 1;
    let mut cards: Vec<EnquiryCard> = match value("phase") {
        Some("open") => desk.memory.look(|known| known.rules.running_in(staff, Phase::Open, before, of, most))?,
        Some("engaged") => desk.memory.look(|known| known.rules.running_in(staff, Phase::Engaged, before, of, most))?,
        Some("missed") => {
            desk.memory.look(|known| known.rules.missed(staff, before).filter(fits).take(most).collect())?
        }
        Some("closed") => {
            let archive = desk.memory.look(|known| Archive::of(known.rules.directory(), staff))?;
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            let found = store::closed(&desk.memory.sql, &archive, label, before, most).map_err(EdgeError::Storage)?;
            desk.memory.look(|known| {
                let directory = known.rules.directory();
                let readable = found.iter().filter(|(enquiry, _)| may(directory, enquiry, staff).read);
                readable.map(|(enquiry, contact)| known.rules.card_of(enquiry, contact)).collect()
            })?
        }
        Some(_) | None => {
            return Err(EdgeError::refused(
                ErrorCode::Malformed,
                "Ask for `phase=open`, `engaged`, `missed` or `closed`.",
            ));
        }
    };
    let next = answer::cut(&mut cards, LIST_PAGE, |last| place(last.changed_at_ms, last.enquiry));
    answer::json(&EnquiryList { cards, next })
}

/// One enquiry with its trace.
///
/// # Errors
/// `not_found` for who may not read it.
pub(super) fn details(desk: &Desk, who: &Who, id: EnquiryId) -> Result<Response, EdgeError> {
    let (enquiry, contact, rights) = find(desk, id, who.staff()?.staff)?;
    if !rights.read {
        return Err(Refusal::NotFound.into());
    }
    detailed(desk, who, enquiry, &contact, desk.mails && rights.works())
}

/// The same for the export of a person, which needs no right to the enquiry.
///
/// # Errors
/// `not_found` where there is none.
pub(super) fn exported(desk: &Desk, who: &Who, id: EnquiryId) -> Result<Response, EdgeError> {
    let (enquiry, contact, _) = find(desk, id, who.staff()?.staff)?;
    detailed(desk, who, enquiry, &contact, false)
}

fn detailed(desk: &Desk, who: &Who, enquiry: Enquiry, contact: &Contact, mails: bool) -> Result<Response, EdgeError> {
    let id = enquiry.id;
    let steps = store::steps(&desk.memory.sql, id).map_err(EdgeError::Storage)?;
    let told = told::of_contact(&desk.memory.sql, contact.card.id, Some(id)).map_err(EdgeError::Storage)?;
    let told = desk.memory.look(|known| known.rules.directory().in_order(told))?;
    let card = desk.memory.look(|known| known.rules.card_of(&enquiry, contact))?;
    let person = contacts::beside(desk, who.staff()?, &enquiry)?;
    let set = reminder_store::of_enquiry(&desk.memory.sql, id)?;
    let reminders = reminders::views(desk, who.staff()?.staff, set)?;
    let raised = enquiry.raised;
    answer::json(&EnquiryDetails {
        card,
        person,
        mails,
        reminders,
        referrer: raised.referrer,
        utm: raised.page.map(|page| utm(&page.url)).unwrap_or_default(),
        device: raised.device,
        language: raised.language,
        time_zone: raised.time_zone,
        former: raised.former,
        told,
        trace: steps.iter().map(|(at, event)| event.traced(*at)).collect(),
    })
}

/// What would happen to an enquiry that nobody raised.
///
/// # Errors
/// `not_found` when its tag or person can't be asked.
pub(super) fn try_routing(desk: &Desk, body: &str) -> Result<Response, EdgeError> {
    let trial: RoutingTrial = serde_json::from_str(body)?;
    let outcome = desk.memory.look(|known| known.rules.trial(&trial))?;
    answer::json(&outcome.ok_or(Refusal::NoSuchEntry)?)
}

/// Who may enter the room, and what they may do there. That somebody looks on is noted, once for a seat's time.
///
/// # Errors
/// `not_found` for who may not.
pub(super) fn entering(
    desk: &Desk,
    now: Timestamp,
    signed: &Signed,
    id: EnquiryId,
) -> Result<(Seat, Enquiry), EdgeError> {
    let Signed { staff, session, .. } = *signed;
    let (enquiry, _, rights) = find(desk, id, staff)?;
    let (card, shown, calls) = desk.memory.look(|known| {
        let directory = known.rules.directory();
        (directory.card(staff).cloned(), directory.shows_lookers, directory.calls)
    })?;
    let card = card.filter(|_| rights.enter).ok_or(Refusal::NotFound)?;
    let Rights { reads_only, looks_on, .. } = rights;
    // What nobody has is looked at by who supervises as by who is offered it.
    if looks_on && enquiry.holder().is_some() {
        let sql = &desk.memory.sql;
        let last = audit_store::last(sql, staff, Deed::LookedOn, id).map_err(EdgeError::Storage)?;
        if last.is_none_or(|at| now.ms_since(at) >= SEAT_MS) {
            desk.memory.note(|| audit::note(sql, now, staff, Deed::LookedOn, &About::enquiry(id)))?;
        }
    }
    Ok((Seat::Staff { card, session, reads_only, looks_on, shown: looks_on && shown, calls, until_ms: now }, enquiry))
}

/// The seat of one of the staff who is out of the room of an enquiry; none for who may enter it.
///
/// # Errors
/// `not_found` where there is no such enquiry, or nobody of that name on the staff.
pub(super) fn handing_in(desk: &Desk, staff: StaffId, id: EnquiryId) -> Result<Option<Seat>, EdgeError> {
    let (enquiry, ..) = find(desk, id, staff)?;
    desk.memory.look(|known| {
        let directory = known.rules.directory();
        let card = directory.card(staff).cloned();
        card.filter(|_| may_hand_in(directory, &enquiry, staff)).map(|card| Seat::Recorder { card })
    })
}

/// Keeps what happened to an enquiry that has left the Desk, and applies it. All or none.
///
/// # Errors
/// That of the database.
pub(super) fn keep_on_closed(
    desk: &Desk,
    now: Timestamp,
    closed: &mut Enquiry,
    events: Vec<enquiry::Event>,
) -> Result<(), EdgeError> {
    for event in &events {
        closed.apply(now, event);
    }
    desk.memory.note(|| {
        for event in events {
            let happened = Event::Enquiry { enquiry: closed.id, at: now, event };
            store::append(&desk.memory.sql, now, &happened).map_err(EdgeError::Storage)?;
        }
        Ok(())
    })?;
    desk.list()
}

/// What a room reports.
///
/// # Errors
/// That of the database: the room reports again.
pub(super) fn report(desk: &Desk, now: Timestamp, report: RoomReport) -> Result<Response, EdgeError> {
    let enquiry = report.enquiry;
    if desk.memory.look(|known| known.rules.enquiry(enquiry).is_none())? {
        // It is closed; but at a social account its visitor may still take back what lists show of it.
        desk.memory.note(|| store::revise_preview(&desk.memory.sql, &report).map_err(EdgeError::Storage))?;
    }
    desk.turn(now, Command::TakeReport(Box::new(report)))?;
    // Before the room is told that its report was taken: else what it has to tell could be lost here.
    // A room that was still to tell something when its visitor was erased, is told of nowhere.
    if visitors::known(desk, enquiry)?.is_none() {
        return Ok(answer::done());
    }
    if desk.memory.note(|| desk.hooks.room_reported(now, enquiry))? {
        desk.send_hooks(true)?;
    }
    Ok(answer::done())
}
