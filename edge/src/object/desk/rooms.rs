//! The way into a room, whichever it is: who may enter is settled by what it is the room of. And what staff keep of their own
//! beside it.

use serde::{Deserialize, Serialize};
use shared::{
    api::{Draft, ErrorCode, MailTranscript, QuickLink, route::Operation},
    call::CallRules,
    id::{EnquiryId, RoomId, StaffId},
    owed::Seat,
    pace::MAILS,
    permission::{may_delete_files, may_delete_in_space},
    setup::Link,
    value::{DisplayName, Timestamp},
};
use worker::Response;

use super::{
    Desk,
    call::{Call, Signed, Who},
    enquiries, pace,
    serve::id,
    spaces, visitors,
};
use crate::{
    access::Facts,
    answer,
    error::EdgeError,
    mail,
    route::FilePass,
    store::desk::{draft as drafts, seat as seats},
};

/// How long a seat in a room is good for. Who was seated comes back for another one, so that a right that was lost ends in
/// time even where nobody thought of ending it.
pub(super) const SEAT_MS: i64 = 15 * 60_000;

/// A seat in a room, for who may enter it.
///
/// # Errors
/// `not_found` for everybody else.
pub(super) fn seat(desk: &Desk, now: Timestamp, who: &Who, room: RoomId) -> Result<Response, EdgeError> {
    let signed = who.staff()?;
    let seat = entering(desk, now, signed, room)?;
    let until = now.plus_ms(SEAT_MS);
    let give = || seats::give(&desk.memory.sql, now, (signed.staff, signed.session), room, until);
    desk.memory.note(|| give().map_err(EdgeError::Storage))?;
    answer::json(&ending(seat, until))
}

/// The same for one request of theirs: nobody keeps the seat.
///
/// # Errors
/// As for [`seat`].
pub(super) fn door(desk: &Desk, now: Timestamp, who: &Who, room: RoomId) -> Result<Response, EdgeError> {
    answer::json(&entering(desk, now, who.staff()?, room)?)
}

fn entering(desk: &Desk, now: Timestamp, signed: &Signed, room: RoomId) -> Result<Seat, EdgeError> {
    match room {
        RoomId::Enquiry(enquiry) => Ok(enquiries::entering(desk, now, signed, enquiry)?.0),
        RoomId::Space(space) => Ok(spaces::entering(desk, now, signed, space)?.0),
    }
}

/// What the router needs to e-mail a transcript.
#[derive(Serialize, Deserialize)]
pub(crate) struct Mailing {
    /// To read the room by.
    pub(crate) seat: Seat,
    /// Where to, and in which language.
    pub(crate) wanted: MailTranscript,
    /// Whose it is.
    pub(crate) service: DisplayName,
}

/// Lets who works in an enquiry's room have its transcript e-mailed. It is counted, and stands in the audit log, before it is
/// sent: else a failure in between would lose both.
///
/// # Errors
/// `not_found` for who may not enter the room, `forbidden` for who only reads there; `malformed`, `mail_not_set_up`, `too_fast`.
pub(super) fn mail(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let room: EnquiryId = id(call.found.value("room"))?;
    let (seat, enquiry) = enquiries::entering(desk, call.now, call.who.staff()?, room)?;
    if matches!(seat, Seat::Staff { reads_only: true, .. }) {
        return Err(EdgeError::refused(ErrorCode::Forbidden, "Take this enquiry first: until then you only read it."));
    }
    let mut wanted: MailTranscript = serde_json::from_str(call.body)?;
    if !desk.mails {
        return Err(mail::not_set_up());
    }
    wanted.language = wanted.language.or(enquiry.raised.language);
    let too_fast = "This transcript was e-mailed several times just now. Please wait a while.";
    pace::take(desk, call.now, MAILS, &format!("mails {room}"), too_fast)?;
    let service = desk.memory.look(|known| known.settings().name.clone())?;
    answer::json(&Mailing { seat, wanted, service })
}

fn ending(seat: Seat, end: Timestamp) -> Seat {
    match seat {
        Seat::Visitor { .. } | Seat::Recorder { .. } | Seat::Elsewhere { .. } => seat,
        Seat::Staff { card, session, reads_only, looks_on, shown, calls, until_ms: _ } => {
            Seat::Staff { card, session, reads_only, looks_on, shown, calls, until_ms: end }
        }
    }
}

/// Who may send files into a room, or look at those in it, and whether they may delete them. Whoever of the staff is out of it
/// may have something to hand in there.
///
/// # Errors
/// `not_found` for everybody else.
pub(super) fn file_pass(desk: &Desk, now: Timestamp, who: &Who, room: RoomId) -> Result<Response, EdgeError> {
    if let Who::Visitor(visitor) = who {
        let enquiry = room.enquiry().map(|enquiry| visitors::known(desk, enquiry)).transpose()?.flatten();
        let own = enquiry.filter(|enquiry| enquiry.raised.visitor == *visitor);
        own.ok_or_else(EdgeError::not_found)?;
        return answer::json(&FilePass {
            seat: Seat::Visitor { visitor: *visitor, calls: CallRules::NONE },
            may_delete: false,
        });
    }
    let signed = who.staff()?;
    let staff = signed.staff;
    // Programs send no files, and look at none.
    desk.memory.look(|known| {
        let is_staff = known.rules.directory().staff.contains_key(&staff);
        is_staff.then_some(()).ok_or_else(EdgeError::not_found)
    })??;
    let (seat, may_delete) = match room {
        RoomId::Enquiry(enquiry) if let Some(seat) = enquiries::handing_in(desk, staff, enquiry)? => (seat, false),
        RoomId::Enquiry(enquiry) => {
            let (seat, enquiry) = enquiries::entering(desk, now, signed, enquiry)?;
            (seat, desk.memory.look(|known| may_delete_files(known.rules.directory(), &enquiry, staff))?)
        }
        RoomId::Space(space) => {
            let (seat, space) = spaces::entering(desk, now, signed, space)?;
            (seat, desk.memory.look(|known| may_delete_in_space(known.rules.directory(), &space, staff))?)
        }
    };
    let may_delete = may_delete && !matches!(seat, Seat::Staff { reads_only: true, .. });
    answer::json(&FilePass { seat, may_delete })
}

/// What somebody wrote in a room and didn't send.
///
/// # Errors
/// `not_found` for who may not enter the room; `too_large`.
pub(super) fn draft(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let room: RoomId = id(call.found.value("room"))?;
    let staff = call.who.staff()?.staff;
    require_entry(desk, staff, room)?;
    if call.found.route.operation == Operation::ReadDraft {
        return answer::json(&drafts::of(call.sql, staff, room)?);
    }
    let draft: Draft = serde_json::from_str(call.body)?;
    if !draft.fits() {
        let words = format!("At most {} characters are kept of what isn't sent.", Draft::MAX_CHARS);
        return Err(EdgeError::refused(ErrorCode::TooLarge, words));
    }
    desk.memory.note(|| Ok(drafts::keep(call.sql, call.now, staff, room, &draft)?))?;
    Ok(answer::done())
}

/// The same right as for a seat, without taking one: nobody looks on by it.
fn require_entry(desk: &Desk, staff: StaffId, room: RoomId) -> Result<(), EdgeError> {
    let may = match room {
        RoomId::Enquiry(enquiry) => enquiries::find(desk, enquiry, staff)?.2.enter,
        RoomId::Space(space) => spaces::find(desk, space, staff)?.1.read,
    };
    may.then_some(()).ok_or_else(EdgeError::not_found)
}

/// Weblinks, as staff put them into what they write.
///
/// # Errors
/// When there is no service.
pub(super) fn quick_links(desk: &Desk, now: Timestamp, facts: &Facts) -> Result<Response, EdgeError> {
    let links: Vec<QuickLink> = desk.memory.look(|known| {
        let runs = |link: &&Link| !link.off && link.ends_at_ms.is_none_or(|ends| ends > now);
        let quick = |link: &Link| QuickLink {
            key: link.handle.clone(),
            name: link.name.clone(),
            url: format!("{}/l/{}/{}", facts.origin, known.slug, link.handle),
        };
        known.setup.all::<Link>().map(|(_, link)| link).filter(runs).map(quick).collect()
    })?;
    answer::json(&links)
}
