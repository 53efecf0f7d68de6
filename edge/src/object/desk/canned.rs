//! Canned responses: who sees and keeps which is decided in [`shared::canned`].

use shared::{
    canned::{self, Canned, CannedWords, Refusal},
    id::CannedId,
    value::Timestamp,
};
use worker::Response;

use super::{
    Desk,
    call::{Signed, Who},
};
use crate::{answer, clock, error::EdgeError, store::desk::canned as store};

/// The service's, and the caller's own.
pub(super) fn list(desk: &Desk, who: &Who) -> Result<Response, EdgeError> {
    answer::json(&seen(desk, who)?)
}

/// Keeps one, anew or in the place of `old`.
///
/// # Errors
/// See [`Refusal`].
pub(super) fn keep(
    desk: &Desk,
    now: Timestamp,
    who: &Who,
    old: Option<CannedId>,
    body: &str,
) -> Result<Response, EdgeError> {
    let Signed { staff, role, .. } = *who.staff()?;
    let words: CannedWords = serde_json::from_str(body)?;
    canned::may_keep(role, &seen(desk, who)?, old, &words).map_err(refused)?;
    let id = match old {
        Some(old) => old,
        None => CannedId::new(now, clock::random()),
    };
    desk.memory.note(|| store::put(&desk.memory.sql, staff, id, &words).map_err(EdgeError::Storage))?;
    answer::json(&Canned { id, words })
}

/// Removes one.
///
/// # Errors
/// See [`Refusal`].
pub(super) fn remove(desk: &Desk, who: &Who, id: CannedId) -> Result<Response, EdgeError> {
    canned::may_remove(who.staff()?.role, &seen(desk, who)?, id).map_err(refused)?;
    desk.memory.note(|| store::remove(&desk.memory.sql, id).map_err(EdgeError::Storage))?;
    Ok(answer::done())
}

fn seen(desk: &Desk, who: &Who) -> Result<Vec<Canned>, EdgeError> {
    store::seen_by(&desk.memory.sql, who.staff()?.staff).map_err(EdgeError::Storage)
}

fn refused(refusal: Refusal) -> EdgeError {
    refusal.body().into()
}
