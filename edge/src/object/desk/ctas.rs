//! Where the elements of CTAs are: told by the chat when a visitor opens it there, shown to the owner. Anybody may tell, so
//! only pages of the service's own sites count, and what is kept is little.

use shared::{api::SeenCtas, setup::Kind, site, value::Timestamp};
use worker::Response;

use super::Desk;
use crate::{answer, error::EdgeError, store::desk::cta as store};

/// Notes which CTAs a page has. What isn't one, or isn't a page of the service's, is left out without a word.
///
/// # Errors
/// That of the database.
pub(super) fn note_seen(desk: &Desk, now: Timestamp, body: &str) -> Result<Response, EdgeError> {
    let SeenCtas { ctas, page } = serde_json::from_str(body)?;
    let place = site::place(&page);
    let known = desk.memory.look(|known| {
        let place = place.filter(|place| site::is_allowed(&known.settings().sites, place.as_str()))?;
        // The router has made ids of handles.
        let found = known.setup.list(Kind::Cta).iter().map(|kept| &kept.id);
        Some((place, found.filter(|id| ctas.iter().any(|cta| cta == id.as_str())).cloned().collect::<Vec<_>>()))
    })?;
    if let Some((place, ids)) = known {
        let sql = &desk.memory.sql;
        desk.memory
            .note(|| ids.iter().try_for_each(|id| store::note(sql, now, id, &place).map_err(EdgeError::Storage)))?;
    }
    Ok(answer::done())
}

/// Where the CTAs that there are were seen, newest first.
///
/// # Errors
/// That of the database.
pub(super) fn list_seen(desk: &Desk) -> Result<Response, EdgeError> {
    let mut seen = store::all(&desk.memory.sql).map_err(EdgeError::Storage)?;
    desk.memory.look(|known| seen.retain(|one| known.setup.get(Kind::Cta, &one.cta).is_some()))?;
    answer::json(&seen)
}
