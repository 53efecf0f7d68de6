//! When somebody isn't woken: theirs to set, for all their devices at once.

use shared::{api::QuietState, quiet::QuietHours};
use worker::Response;

use super::{
    Desk,
    call::{Change, Handled, Who},
    settings::time_zone,
};
use crate::{answer, error::EdgeError, store::desk::quiet as store};

/// What the caller set, and whether it is quiet now.
///
/// # Errors
/// That of the database.
pub(super) fn read(desk: &Desk, who: &Who) -> Result<Response, EdgeError> {
    let staff = who.staff()?.staff;
    let hours = store::of(&desk.memory.sql, staff).map_err(EdgeError::Storage)?;
    let until_ms = desk.memory.look(|known| known.rules.quiet_until(staff))?;
    answer::json(&QuietState { hours, until_ms })
}

/// Sets them. What that means is in the turn after it; see [`read`] for the answer.
///
/// # Errors
/// `malformed`, with the field.
pub(super) fn change(desk: &Desk, who: &Who, body: &str) -> Result<Handled, EdgeError> {
    let staff = who.staff()?.staff;
    let hours: QuietHours = serde_json::from_str(body)?;
    hours.check()?;
    time_zone::check(&hours.time_zone)?;
    if store::of(&desk.memory.sql, staff).map_err(EdgeError::Storage)?.as_ref() == Some(&hours) {
        return Ok(Handled::answer(answer::done()));
    }
    store::put(&desk.memory.sql, staff, &hours).map_err(EdgeError::Storage)?;
    Ok(Handled { answer: answer::done(), changes: vec![Change::Quiet] })
}
