//! Rows of what came from the messaging service.

use channel::inbound::{Content, Inbound, What};
use serde::{Deserialize, Serialize};
use shared::{
    id::{FileId, MessageId},
    value::Timestamp,
};
use worker::{Result, SqlStorage};

use super::names;
use crate::store::row;

/// Something that came, with the ids that it has here: however often it is carried on, it is the same there.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Came {
    pub(crate) inbound: Inbound,
    /// One for each part of a message.
    pub(crate) ids: Vec<(MessageId, FileId)>,
}

/// One that waits.
pub(crate) struct Waiting {
    pub(crate) id: i64,
    pub(crate) came: Came,
    pub(crate) came_at: Timestamp,
    pub(crate) attempts: u32,
    pub(crate) next_at: Timestamp,
}

/// Notes it. False if it came before.
///
/// # Errors
/// That of the database.
pub(crate) fn note(sql: &SqlStorage, now: Timestamp, lane: &str, came: &Came) -> Result<bool> {
    #[derive(Deserialize)]
    struct Id {}
    // Behind what waits in the lane it waits as long.
    let new: Option<Id> = row(
        sql,
        "INSERT INTO event (key, lane, at_ms, came_at_ms, body, next_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, COALESCE((SELECT \
         MAX(next_at_ms) FROM event WHERE lane = ?2 AND body IS NOT NULL), ?4)) ON CONFLICT (key) DO NOTHING RETURNING 1",
        vec![
            came.inbound.key.as_str().into(),
            lane.into(),
            came.inbound.at_ms.as_ms().into(),
            now.as_ms().into(),
            serde_json::to_string(came)?.into(),
        ],
    )?;
    Ok(new.is_some())
}

/// Lanes in which something waits, so many at most, who waits for longest first: what is in one is carried on in its order.
///
/// # Errors
/// That of the database.
pub(crate) fn lanes(sql: &SqlStorage, now: Timestamp, most: usize) -> Result<Vec<String>> {
    let query = "SELECT lane AS name FROM event WHERE body IS NOT NULL AND next_at_ms <= ? GROUP BY lane ORDER BY MIN(id) \
                 LIMIT ?";
    names(sql, query, vec![now.as_ms().into(), i64::try_from(most).unwrap_or(i64::MAX).into()])
}

/// The first that waits in a lane, by the service's clock.
///
/// # Errors
/// That of the database.
pub(crate) fn first(sql: &SqlStorage, lane: &str) -> Result<Option<Waiting>> {
    #[derive(Deserialize)]
    struct EventRow {
        id: i64,
        body: String,
        came_at_ms: Timestamp,
        attempts: u32,
        next_at_ms: Timestamp,
    }
    let query = "SELECT id, body, came_at_ms, attempts, next_at_ms FROM event WHERE lane = ? AND body IS NOT NULL ORDER \
                 BY at_ms, id LIMIT 1";
    let found: Option<EventRow> = row(sql, query, vec![lane.into()])?;
    let Some(EventRow { id, body, came_at_ms: came_at, attempts, next_at_ms: next_at }) = found else {
        return Ok(None);
    };
    Ok(Some(Waiting { id, came: serde_json::from_str(&body)?, came_at, attempts, next_at }))
}

/// It is done with: what it held goes, but for what of it can't be read.
///
/// # Errors
/// That of the database.
pub(crate) fn done(sql: &SqlStorage, id: i64, inbound: &Inbound) -> Result<()> {
    let query = "UPDATE event SET body = NULL, raw = ? WHERE id = ?";
    sql.exec(query, vec![unread(&inbound.what).into(), id.into()]).map(drop)
}

/// Keeps what isn't anybody's, and of which nothing else is to be done but to know it. False if it came before.
///
/// # Errors
/// That of the database.
pub(crate) fn note_unread(sql: &SqlStorage, now: Timestamp, inbound: &Inbound) -> Result<bool> {
    #[derive(Deserialize)]
    struct Id {}
    let Some(raw) = unread(&inbound.what) else { return Ok(false) };
    let new: Option<Id> = row(
        sql,
        "INSERT INTO event (key, lane, at_ms, came_at_ms, raw, next_at_ms) VALUES (?1, '', ?2, ?3, ?4, ?3) ON CONFLICT (key) \
         DO NOTHING RETURNING 1",
        vec![inbound.key.as_str().into(), inbound.at_ms.as_ms().into(), now.as_ms().into(), raw.into()],
    )?;
    Ok(new.is_some())
}

/// What of it can't be read, as it came.
fn unread(what: &What) -> Option<String> {
    if let What::Unsupported { raw, .. } | What::Control { raw, .. } = what {
        return Some(raw.clone());
    }
    let What::Message { content, .. } = what else { return None };
    let raw =
        content.iter().filter_map(|part| if let Content::Unsupported { raw, .. } = part { Some(&**raw) } else { None });
    Some(raw.collect::<Vec<_>>().join("\n")).filter(|raw| !raw.is_empty())
}

/// It is tried again then, and with it all that waits in its lane.
///
/// # Errors
/// That of the database.
pub(crate) fn later(sql: &SqlStorage, id: i64, lane: &str, next_at: Timestamp) -> Result<()> {
    sql.exec("UPDATE event SET attempts = attempts + 1 WHERE id = ?", vec![id.into()])?;
    let query = "UPDATE event SET next_at_ms = ? WHERE lane = ? AND body IS NOT NULL";
    sql.exec(query, vec![next_at.as_ms().into(), lane.into()]).map(drop)
}

/// Whether it is done with.
///
/// # Errors
/// That of the database.
pub(crate) fn is_done(sql: &SqlStorage, key: &str) -> Result<bool> {
    #[derive(Deserialize)]
    struct Waits {}
    let waits: Option<Waits> = row(sql, "SELECT 1 FROM event WHERE key = ? AND body IS NOT NULL", vec![key.into()])?;
    Ok(waits.is_none())
}

/// What was said in the answer to it.
///
/// # Errors
/// That of the database.
pub(crate) fn answer(sql: &SqlStorage, key: &str) -> Result<Option<String>> {
    #[derive(Deserialize)]
    struct Answered {
        answer: String,
    }
    let query = "SELECT answer FROM event WHERE key = ? AND answer IS NOT NULL";
    Ok(row::<Answered>(sql, query, vec![key.into()])?.map(|row| row.answer))
}

/// Keeps that.
///
/// # Errors
/// That of the database.
pub(crate) fn keep_answer(sql: &SqlStorage, key: &str, text: &str) -> Result<()> {
    sql.exec("UPDATE event SET answer = ? WHERE key = ?", vec![text.into(), key.into()]).map(drop)
}
