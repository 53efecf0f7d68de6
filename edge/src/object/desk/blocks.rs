//! Visitors who aren't heard any more: staff see to it from a room, admins look at it and end it. What a block stops is decided
//! in [`shared::privacy::block`].

use shared::{
    desk::Command,
    id::{BlockId, EnquiryId, StaffId, VisitorId},
    privacy::block::{self as rules, BLOCKS_PAGE, Block, BlockList, BlockVisitor, By, Refusal, Whom, Wish},
    value::Timestamp,
};
use worker::Response;

use super::{
    Desk,
    call::Call,
    enquiries,
    serve::{asked_for, id},
};
use crate::{
    access::Facts,
    answer, clock,
    error::EdgeError,
    store::desk::{block as store, contact, network, person},
};

/// Refuses a visitor who is blocked.
///
/// # Errors
/// `blocked`; and that of the database.
pub(super) fn refuse(
    desk: &Desk,
    now: Timestamp,
    wish: Wish,
    visitor: VisitorId,
    facts: &Facts,
) -> Result<(), EdgeError> {
    let sql = &desk.memory.sql;
    let known = contact::of_visitor(sql, visitor).map_err(EdgeError::Storage)?;
    let person = known.map(|known| person::one_person(sql, known.card.id)).transpose().map_err(EdgeError::Storage)?;
    let blocks =
        store::holding(sql, now, &person.unwrap_or_default(), &facts.network_hash).map_err(EdgeError::Storage)?;
    match rules::stops(now, wish, blocks.iter().map(|(block, is_person)| (block, *is_person))) {
        Some(block) => Err(rules::told(now, block).into()),
        None => Ok(()),
    }
}

/// Who does something, as they are called now.
///
/// # Errors
/// `not_found` of who has left.
pub(super) fn by(desk: &Desk, staff: StaffId) -> Result<By, EdgeError> {
    let card = desk.memory.look(|known| known.rules.directory().card(staff).cloned())?;
    let card = card.ok_or_else(EdgeError::not_found)?;
    Ok(By { staff, name: card.name })
}

/// Hears the visitor of an enquiry no more. A block that holds already is another one from now on, unless it goes further.
///
/// # Errors
/// See [`Refusal`].
pub(super) fn block(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let enquiry: EnquiryId = id(call.found.value("enquiry"))?;
    let (sql, now, staff) = (call.sql, call.now, call.who.staff()?.staff);
    let (found, who, rights) = enquiries::find(desk, enquiry, staff)?;
    if !rights.works() {
        return Err(Refusal::NotYours.body().into());
    }
    let asked: BlockVisitor = serde_json::from_str(call.body)?;
    let came_from = network::of(sql, now, found.raised.visitor).map_err(EdgeError::Storage)?;
    let (name, contact) = (who.name().clone(), who.card.id);
    let whom = Whom { enquiry, contact, name, has_network: came_from.is_some() };
    let made = rules::block(now, BlockId::new(now, clock::random()), rights, by(desk, staff)?, whom, asked);
    let made = made.map_err(Refusal::body)?;
    let person = person::one_person(sql, contact).map_err(EdgeError::Storage)?;
    let keep = || {
        for (before, _) in store::holding(sql, now, &person, "")? {
            if made.covers(&before) {
                store::put(sql, &before.lift(now, By { staff, name: made.by_name.clone() }), None)?;
            }
        }
        store::put(sql, &made, came_from.filter(|_| made.network))
    };
    desk.memory.note(|| keep().map_err(EdgeError::Storage))?;
    for visitor in contact::visitors(sql, &person).map_err(EdgeError::Storage)? {
        desk.turn(now, Command::Shut { visitor, staff })?;
    }
    answer::json(&made)
}

/// Who isn't heard, or wasn't, newest first; of one person, if an enquiry of theirs is named.
///
/// # Errors
/// `malformed` for a place that no page gave out, or what is no enquiry.
pub(super) fn list(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let before = call.query("before").map(asked_for::<BlockId>).transpose()?;
    let enquiry = call.query("enquiry").map(asked_for::<EnquiryId>).transpose()?;
    let person = match enquiry {
        Some(enquiry) => {
            let (_, who, _) = enquiries::find(desk, enquiry, call.who.staff()?.staff)?;
            Some(person::one_person(call.sql, who.card.id).map_err(EdgeError::Storage)?)
        }
        None => None,
    };
    let mut blocks: Vec<Block> = store::page(call.sql, person.as_deref(), before).map_err(EdgeError::Storage)?;
    let next = answer::cut(&mut blocks, BLOCKS_PAGE, |last| last.id);
    answer::json(&BlockList { blocks, next })
}

/// Ends a block.
///
/// # Errors
/// `not_found`.
pub(super) fn lift(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let which: BlockId = id(call.found.value("block"))?;
    let found = store::one(call.sql, which).map_err(EdgeError::Storage)?.ok_or_else(EdgeError::not_found)?;
    let lifted = found.lift(call.now, by(desk, call.who.staff()?.staff)?);
    desk.memory.note(|| store::put(call.sql, &lifted, None).map_err(EdgeError::Storage))?;
    answer::json(&lifted)
}
