//! Rows of what is to be brought to people.

use channel::{delivery::Tried, outbound::Part};
use serde::Deserialize;
use shared::{
    channel::ToDeliver,
    id::EnquiryId,
    value::{Seq, Timestamp},
};
use worker::{Result, SqlStorage};

use super::names;
use crate::store::{row, rows};

/// One that isn't settled.
#[derive(Clone)]
pub(crate) struct Delivery {
    pub(crate) id: i64,
    pub(crate) to: ToDeliver,
    /// What it is sent in; none before that is worked out.
    pub(crate) parts: Option<Vec<Part>>,
    /// Which of them is next.
    pub(crate) part: u32,
    /// Of which the key of each part is made.
    pub(crate) key: String,
    /// The service's id of the file of the next part, if it was uploaded.
    pub(crate) uploaded: Option<String>,
    /// Whether it was on its way: then its outcome is lost.
    pub(crate) is_sending: bool,
    pub(crate) attempts: u32,
    pub(crate) renewed: bool,
    pub(crate) first_at: Option<Timestamp>,
    pub(crate) next_at: Timestamp,
}

impl Delivery {
    /// What is known of the attempts for the next part.
    pub(crate) fn tried(&self, now: Timestamp, has_key: bool) -> Tried {
        let first_at = self.first_at.unwrap_or(now);
        Tried { attempts: self.attempts, first_at, renewed: self.renewed, has_key }
    }

    /// The part that is next; none when all were sent, and before they are worked out.
    pub(crate) fn next_part(&self) -> Option<&Part> {
        self.parts.as_ref()?.get(usize::try_from(self.part).ok()?)
    }

    /// The same, to be changed.
    pub(crate) fn next_part_mut(&mut self) -> Option<&mut Part> {
        self.parts.as_mut()?.get_mut(usize::try_from(self.part).ok()?)
    }
}

/// Notes one. Once it is there, it changes nothing.
///
/// # Errors
/// That of the database.
pub(crate) fn note(sql: &SqlStorage, now: Timestamp, person: &str, to: &ToDeliver, key: &str) -> Result<()> {
    sql.exec(
        "INSERT OR IGNORE INTO delivery (enquiry, seq, person, body, key, state, next_at_ms) VALUES (?, ?, ?, ?, ?, \
         'waiting', ?)",
        vec![
            to.enquiry.to_string().into(),
            i64::from(to.seq.0).into(),
            person.into(),
            serde_json::to_string(to)?.into(),
            key.into(),
            now.as_ms().into(),
        ],
    )
    .map(drop)
}

/// People to whom something is to be brought now.
///
/// # Errors
/// That of the database.
pub(crate) fn people(sql: &SqlStorage, now: Timestamp) -> Result<Vec<String>> {
    let query = "SELECT DISTINCT person AS name FROM delivery WHERE state <> 'done' AND next_at_ms <= ? LIMIT 1000";
    names(sql, query, vec![now.as_ms().into()])
}

/// The places of all that are to be brought still.
///
/// # Errors
/// That of the database.
pub(crate) fn waiting(sql: &SqlStorage) -> Result<Vec<(EnquiryId, Seq)>> {
    #[derive(Deserialize)]
    struct Waiting {
        enquiry: EnquiryId,
        seq: u32,
    }
    let query = "SELECT enquiry, seq FROM delivery WHERE state <> 'done' ORDER BY id";
    let found: Vec<Waiting> = rows(sql, query, Vec::new())?;
    Ok(found.into_iter().map(|row| (row.enquiry, Seq(row.seq))).collect())
}

/// The first that is to be brought to somebody.
///
/// # Errors
/// That of the database.
pub(crate) fn first(sql: &SqlStorage, person: &str) -> Result<Option<Delivery>> {
    #[derive(Deserialize)]
    struct DeliveryRow {
        id: i64,
        body: String,
        parts: Option<String>,
        part: u32,
        key: String,
        uploaded: Option<String>,
        state: String,
        attempts: u32,
        renewed: u32,
        first_at_ms: Option<Timestamp>,
        next_at_ms: Timestamp,
    }
    let query = "SELECT id, body, parts, part, key, uploaded, state, attempts, renewed, first_at_ms, next_at_ms FROM \
                 delivery WHERE person = ? AND state <> 'done' ORDER BY id LIMIT 1";
    let found: Option<DeliveryRow> = row(sql, query, vec![person.into()])?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(Delivery {
        id: row.id,
        to: serde_json::from_str(&row.body)?,
        parts: row.parts.as_deref().map(serde_json::from_str).transpose()?,
        part: row.part,
        key: row.key,
        uploaded: row.uploaded,
        is_sending: row.state == "sending",
        attempts: row.attempts,
        renewed: row.renewed != 0,
        first_at: row.first_at_ms,
        next_at: row.next_at_ms,
    }))
}

/// Writes how one stands; false if it is gone, with who it was for. Its number may be another's by then; its key is its own.
///
/// # Errors
/// That of the database.
pub(crate) fn keep(sql: &SqlStorage, delivery: &Delivery, state: &str) -> Result<bool> {
    #[derive(Deserialize)]
    struct Id {}
    let Delivery { id, to: _, parts, part, key, uploaded, is_sending: _, attempts, renewed, first_at, next_at } =
        delivery;
    let kept: Option<Id> = row(
        sql,
        "UPDATE delivery SET parts = ?, part = ?, uploaded = ?, state = ?, attempts = ?, renewed = ?, first_at_ms = ?, \
         next_at_ms = ? WHERE id = ? AND key = ? RETURNING 1",
        vec![
            parts.as_ref().map(serde_json::to_string).transpose()?.into(),
            i64::from(*part).into(),
            uploaded.clone().into(),
            state.into(),
            i64::from(*attempts).into(),
            i64::from(*renewed).into(),
            first_at.map(Timestamp::as_ms).into(),
            next_at.as_ms().into(),
            (*id).into(),
            key.as_str().into(),
        ],
    )?;
    Ok(kept.is_some())
}

/// It is settled: what it held goes, but for what sending it again needs.
///
/// # Errors
/// That of the database.
pub(crate) fn settle(sql: &SqlStorage, now: Timestamp, delivery: Delivery) -> Result<()> {
    keep(sql, &Delivery { uploaded: None, next_at: now, ..delivery }, "done").map(drop)
}

/// A part that the service had taken didn't get there, by what it says now: sent again, it is sent from there on. `external`: the
/// service's id of it.
///
/// # Errors
/// That of the database.
pub(crate) fn unsend(sql: &SqlStorage, enquiry: EnquiryId, seq: Seq, external: &str) -> Result<()> {
    sql.exec(
        "UPDATE delivery SET part = MIN(part, (SELECT COUNT(*) FROM said WHERE enquiry = ?1 AND seq = ?2 AND ours = 1 AND at_ms \
         < (SELECT at_ms FROM said WHERE external = ?3))) WHERE enquiry = ?1 AND seq = ?2 AND state = 'done'",
        vec![enquiry.to_string().into(), i64::from(seq.0).into(), external.into()],
    )
    .map(drop)
}

/// Brings one again that was settled, from the part on that didn't get there, after all others that wait. Whether there is one.
///
/// # Errors
/// That of the database.
pub(crate) fn again(sql: &SqlStorage, now: Timestamp, enquiry: EnquiryId, seq: Seq, key: &str) -> Result<bool> {
    #[derive(Deserialize)]
    struct Id {}
    let changed: Option<Id> = row(
        sql,
        "UPDATE delivery SET state = 'waiting', attempts = 0, renewed = 0, first_at_ms = NULL, key = ?, next_at_ms = ?, id \
         = (SELECT MAX(id) + 1 FROM delivery), parts = CASE part WHEN 0 THEN NULL ELSE parts END WHERE enquiry = ? AND seq \
         = ? AND state = 'done' RETURNING 1",
        vec![key.into(), now.as_ms().into(), enquiry.to_string().into(), i64::from(seq.0).into()],
    )?;
    Ok(changed.is_some())
}
