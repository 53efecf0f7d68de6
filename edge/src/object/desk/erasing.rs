//! Erasing people: what the Desk has of them goes in one turn, with which each of their rooms is owed that it empties itself.
//! So whatever breaks in between is made up for by the outbox, and the receipt says how far it is.

use shared::{
    desk::Command,
    id::{ContactId, EnquiryId, ErasureId},
    privacy::erase::{Cause, ERASURES_PAGE, EmptyRoom, Erasure, ErasureList, Removed, RoomHeld},
    value::Timestamp,
};
use worker::Response;

use super::{
    Desk, blocks,
    call::Call,
    serve::{asked_for, id},
};
use crate::{
    answer, clock,
    error::EdgeError,
    object::channel::{OfRooms, OfVisitor},
    owed::{DeleteShared, Target},
    store::desk::{
        channel, contact,
        erasure::{self as store, EMPTY},
        person,
    },
};

/// Erases a person. Again, it answers with the receipt.
///
/// # Errors
/// `not_found` where there never was such a record.
pub(super) fn erase(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let which: ContactId = id(call.found.value("contact"))?;
    let (sql, now) = (call.sql, call.now);
    let person = person::one_person(sql, which).map_err(EdgeError::Storage)?;
    if person.is_empty() {
        desk.outbox.sweep().map_err(EdgeError::Storage)?;
        let known = store::of_contact(sql, which).map_err(EdgeError::Storage)?;
        return answer::json(&known.ok_or_else(EdgeError::not_found)?);
    }
    let by = blocks::by(desk, call.who.staff()?.staff)?;
    let receipt = begun(now, Cause::Asked, Some(which), Some(by));
    let enquiries = store::enquiries(sql, &person).map_err(EdgeError::Storage)?;
    let erased = receipt.id;
    forget(desk, now, receipt, &person, &enquiries)?;
    answer::json(&found(desk, erased)?)
}

/// A receipt of what is being erased now.
fn begun(now: Timestamp, cause: Cause, contact: Option<ContactId>, by: Option<shared::privacy::block::By>) -> Erasure {
    let (by, by_name) = by.map(|by| (by.staff, by.name)).unzip();
    Erasure {
        id: ErasureId::new(now, clock::random()),
        cause,
        contact,
        by,
        by_name,
        at_ms: now,
        done_at_ms: None,
        rooms_left: 0,
        removed: Removed::default(),
        unreached: Vec::new(),
    }
}

/// Ends what runs of these people, deletes what is of them and of these enquiries, and owes the rest.
fn forget(
    desk: &Desk,
    now: Timestamp,
    receipt: Erasure,
    person: &[ContactId],
    enquiries: &[EnquiryId],
) -> Result<(), EdgeError> {
    let sql = &desk.memory.sql;
    let visitors = contact::visitors(sql, person).map_err(EdgeError::Storage)?;
    for visitor in &visitors {
        desk.turn(now, Command::Forget { visitor: *visitor, staff: receipt.by })?;
    }
    let slug = desk.memory.look(|known| known.slug.clone())?;
    let erase = || {
        let (removed, webhooks) = store::remove(sql, person, &visitors, enquiries)?;
        let receipt = Erasure { removed, ..receipt };
        store::add(sql, &receipt, webhooks, enquiries)?;
        for enquiry in enquiries {
            let body = EmptyRoom { erasure: receipt.id, enquiry: *enquiry };
            desk.outbox.owe(now, &Target::Room(slug.clone(), (*enquiry).into()), EMPTY, &body)?;
        }
        for channel in channel::all(sql)? {
            let target = Target::Channel(slug.clone(), channel.account);
            let rooms = OfRooms { enquiries: enquiries.to_vec() };
            desk.outbox.owe(now, &target, "/internal/forget-rooms", &rooms)?;
            for visitor in &visitors {
                desk.outbox.owe(now, &target, "/internal/forget", &OfVisitor { visitor: *visitor })?;
            }
        }
        // One that isn't told of may be there, if what put it there was lost meanwhile.
        for visitor in &visitors {
            desk.outbox.owe(now, &Target::Photo(slug.clone(), *visitor), "/", &DeleteShared { upload: None })?;
        }
        // Whatever else keeps something of what was said is owed here, and in this turn, that it forgets it.
        desk.listing.forget(now, &slug, enquiries)
    };
    desk.memory.note(|| erase().map_err(EdgeError::Storage))?;
    desk.outbox.send(&desk.state);
    desk.memory.arm(true)
}

/// Most enquiries that are erased together because they were kept long enough: others want their turn, and the alarm fires again
/// at once.
const MOST_TOGETHER: i64 = 100;

/// Erases what has been kept as long as the service keeps it.
///
/// # Errors
/// That of the database.
pub(super) fn erase_due(desk: &Desk, now: Timestamp) -> Result<(), EdgeError> {
    if desk.memory.kept_until()?.is_none_or(|at| at > now) {
        return Ok(());
    }
    let Some(before) = desk.memory.look(|known| known.setup.keeping().erases_before(now))? else { return Ok(()) };
    let sql = &desk.memory.sql;
    let enquiries = store::closed_before(sql, before, MOST_TOGETHER).map_err(EdgeError::Storage)?;
    if enquiries.is_empty() {
        return Ok(());
    }
    let person = store::left_without(sql, now, &enquiries).map_err(EdgeError::Storage)?;
    forget(desk, now, begun(now, Cause::Retention, None, None), &person, &enquiries)
}

/// A receipt as it stands.
fn found(desk: &Desk, which: ErasureId) -> Result<Erasure, EdgeError> {
    desk.outbox.sweep().map_err(EdgeError::Storage)?;
    store::one(&desk.memory.sql, which).map_err(EdgeError::Storage)?.ok_or_else(EdgeError::not_found)
}

/// One receipt.
///
/// # Errors
/// `not_found`.
pub(super) fn read(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    answer::json(&found(desk, id(call.found.value("erasure"))?)?)
}

/// Receipts, newest first, a page at a time.
///
/// # Errors
/// `malformed` for a place that no page gave out.
pub(super) fn list(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let before = call.query("before").map(asked_for::<ErasureId>).transpose()?;
    desk.outbox.sweep().map_err(EdgeError::Storage)?;
    let mut erasures = store::page(call.sql, before).map_err(EdgeError::Storage)?;
    let next = answer::cut(&mut erasures, ERASURES_PAGE, |last| last.id);
    answer::json(&ErasureList { erasures, next })
}

/// What a room holds, which is about to empty itself.
///
/// # Errors
/// That of the database: the room tells again, and keeps what it has until then.
pub(super) fn note_room(desk: &Desk, now: Timestamp, body: &str) -> Result<Response, EdgeError> {
    let held: RoomHeld = serde_json::from_str(body)?;
    desk.memory.note(|| store::note_room(&desk.memory.sql, now, &held).map_err(EdgeError::Storage))?;
    Ok(answer::done())
}
