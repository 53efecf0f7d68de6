//! Rows of the browsers that staff want to be woken in, and what became of messages to those and to visitors' browsers.

use std::collections::BTreeSet;

use serde::Deserialize;
use shared::{
    api::{PushOutcome, PushSubscription},
    id::{SessionId, StaffId},
    value::{LanguageTag, Timestamp},
};
use worker::{Result, SqlStorage};

use crate::store::{row, rows};

/// Whose browser it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    /// Somebody's of the staff, by the session in it.
    Staff(SessionId),
    /// A visitor's, by the hash of its address.
    Visitor(String),
}

impl Browser {
    /// Which row: what all have in common stands in columns of the same names.
    fn row(&self) -> (&'static str, String) {
        match self {
            Self::Staff(session) => ("push_device WHERE session_id = ?", session.to_string()),
            Self::Visitor(id) => ("visitor_push WHERE id = ?", id.clone()),
        }
    }
}

/// Where a browser is reached.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Address {
    pub(crate) endpoint: String,
    pub(crate) p256dh: String,
    pub(crate) auth: String,
    pub(crate) language: LanguageTag,
    pub(crate) contact: String,
}

/// Where one browser is reached; none if it is to be reached no more.
pub(crate) fn address(sql: &SqlStorage, browser: &Browser) -> Result<Option<Address>> {
    let (place, key) = browser.row();
    row(sql, &format!("SELECT endpoint, p256dh, auth, language, contact FROM {place}"), vec![key.into()])
}

/// Reaches it no more.
pub(crate) fn remove(sql: &SqlStorage, browser: &Browser) -> Result<()> {
    let (place, key) = browser.row();
    sql.exec(&format!("DELETE FROM {place}"), vec![key.into()])?;
    Ok(())
}

/// Notes what became of a message to it, and what its push service answered.
pub(crate) fn note(
    sql: &SqlStorage,
    now: Timestamp,
    browser: &Browser,
    outcome: PushOutcome,
    status: Option<u16>,
) -> Result<()> {
    let (place, key) = browser.row();
    let (table, which) = place.split_once(' ').unwrap_or((place, ""));
    let outcome = serde_json::to_value(outcome)?;
    sql.exec(
        &format!("UPDATE {table} SET last_at_ms = ?, last = ?, last_status = ? {which}"),
        vec![now.as_ms().into(), outcome.as_str().into(), status.map(i32::from).into(), key.into()],
    )?;
    Ok(())
}

/// How it stands with a browser of the staff's.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Device {
    pub(crate) stays_available: u8,
    pub(crate) since_ms: Timestamp,
    pub(crate) last_at_ms: Option<Timestamp>,
    pub(crate) last: Option<PushOutcome>,
    pub(crate) last_status: Option<u16>,
}

/// The browser of a session.
pub(crate) fn device(sql: &SqlStorage, session: SessionId) -> Result<Option<Device>> {
    let query = "SELECT stays_available, since_ms, last_at_ms, last, last_status FROM push_device WHERE session_id = ?";
    row(sql, query, vec![session.to_string().into()])
}

/// The sessions of somebody whose browsers are woken.
pub(crate) fn sessions(sql: &SqlStorage, staff: StaffId) -> Result<Vec<SessionId>> {
    #[derive(Deserialize)]
    struct Row {
        session_id: SessionId,
    }
    let query = "SELECT session_id FROM push_device WHERE staff_id = ? LIMIT 100";
    Ok(rows::<Row>(sql, query, vec![staff.to_string().into()])?.into_iter().map(|row| row.session_id).collect())
}

/// Those who stay available while their dashboards are closed.
pub(crate) fn wakeable(sql: &SqlStorage) -> Result<BTreeSet<StaffId>> {
    #[derive(Deserialize)]
    struct Row {
        staff_id: StaffId,
    }
    let query = "SELECT DISTINCT staff_id FROM push_device WHERE stays_available = 1 LIMIT 1000";
    Ok(rows::<Row>(sql, query, Vec::new())?.into_iter().map(|row| row.staff_id).collect())
}

/// Wakes a session's browser from now on. A browser belongs to who signed in there last.
pub(crate) fn put(
    sql: &SqlStorage,
    now: Timestamp,
    (staff, session): (StaffId, SessionId),
    subscription: &PushSubscription,
    contact: &str,
) -> Result<()> {
    let PushSubscription { endpoint, keys, language, stays_available } = subscription;
    let others = "DELETE FROM push_device WHERE endpoint = ? AND session_id <> ?";
    sql.exec(others, vec![endpoint.as_str().into(), session.to_string().into()])?;
    sql.exec(
        "INSERT INTO push_device (session_id, staff_id, endpoint, p256dh, auth, language, contact, stays_available, since_ms) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (session_id) DO UPDATE SET endpoint = excluded.endpoint, \
         p256dh = excluded.p256dh, auth = excluded.auth, language = excluded.language, contact = excluded.contact, \
         stays_available = excluded.stays_available",
        vec![
            session.to_string().into(),
            staff.to_string().into(),
            endpoint.as_str().into(),
            keys.p256dh.as_str().into(),
            keys.auth.as_str().into(),
            language.as_str().into(),
            contact.into(),
            i32::from(*stays_available).into(),
            now.as_ms().into(),
        ],
    )?;
    Ok(())
}
