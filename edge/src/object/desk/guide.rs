//! How far the service is on its way to its first enquiry, and which sites carry its widget.

use shared::{
    api::{Guide, TagWithDestinations},
    setup::Kind,
    site::{self, Origin},
    value::Timestamp,
};
use worker::Response;

use super::Desk;
use crate::{
    answer,
    error::EdgeError,
    store::desk::{account, enquiry, link_count, site as store},
};

/// What there is.
///
/// # Errors
/// That of the database.
pub(super) fn read(desk: &Desk, now: Timestamp) -> Result<Response, EdgeError> {
    let sql = &desk.memory.sql;
    let invited = account::invitations(sql)?.into_iter().filter(|row| row.expires_at_ms > now).count();
    let colleagues = account::accounts(sql)?.len().saturating_sub(1) + invited;
    let (site, visits) = (store::last(sql)?, link_count::visits(sql)?);
    let first = enquiry::first(sql).map_err(EdgeError::Storage)?;
    let guide = desk.memory.look(|known| {
        let setup = &known.setup;
        let is_changed = setup.list(Kind::Service).first().is_some_and(|kept| kept.revision > 1);
        Guide {
            settled: is_changed || !setup.list(Kind::Schedule).is_empty(),
            tags: setup.all::<TagWithDestinations>().map(|(_, tag)| tag.settings.handle.clone()).collect(),
            styled: !setup.list(Kind::Appearance).is_empty(),
            site,
            visits,
            first,
            colleagues: u32::try_from(colleagues).unwrap_or(u32::MAX),
        }
    })?;
    answer::json(&guide)
}

/// Notes that a site carries the widget; a stranger's is left out without a word.
///
/// # Errors
/// That of the database.
pub(super) fn note_site(desk: &Desk, now: Timestamp, body: &str) -> Result<Response, EdgeError> {
    let address: String = serde_json::from_str(body)?;
    let is_ours = desk.memory.look(|known| site::is_allowed(&known.settings().sites, &address))?;
    if let Some(site) = Origin::of(&address).filter(|_| is_ours) {
        desk.memory.note(|| store::note(&desk.memory.sql, now, &site).map_err(EdgeError::Storage))?;
    }
    Ok(answer::done())
}
