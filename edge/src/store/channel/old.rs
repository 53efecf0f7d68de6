//! What is forgotten, and when: rows that are done with and can't be asked for again, in steps, so that no turn is a long one.

use serde::Deserialize;
use shared::{id::EnquiryId, value::Timestamp};
use worker::{Result, SqlStorage};

use crate::store::row;

const DAY_MS: i64 = 24 * 60 * 60_000;

/// What came longer ago is taken for a replay: Meta, which tries for longer than all others, sends again for up to 7 days.
pub(crate) const REPLAY_MS: i64 = 8 * DAY_MS;

/// Keys of what came are kept for a day more, for clocks that differ; so long, what was settled can be sent again, too.
const KEYS_MS: i64 = REPLAY_MS + DAY_MS;

/// Where messages of the service stand, as long as somebody may quote, change or take one back. The services name no end for most of
/// that; what is older stays as it is. It goes earlier with its enquiry: see [`forget_rooms`].
const PLACES_MS: i64 = 366 * DAY_MS;

/// Rows of a table that go in one step.
const STEP: i64 = 500;

/// So much is gathered, that not every row has an alarm of its own.
const GATHER_MS: i64 = 60 * 60_000;

/// A table, its key, which rows of it are done with, since when, and how long they are kept.
type Old = (&'static str, &'static str, &'static str, &'static str, i64);

const OLD: [Old; 3] = [
    ("event", "id", "body IS NULL", "came_at_ms", KEYS_MS),
    ("delivery", "id", "state = 'done'", "next_at_ms", KEYS_MS),
    ("said", "external", "TRUE", "at_ms", PLACES_MS),
];

/// Forgets a step of what is old enough.
///
/// # Errors
/// That of the database.
pub(crate) fn forget(sql: &SqlStorage, now: Timestamp) -> Result<()> {
    for (table, key, done, since, keep) in OLD {
        let query = format!(
            "DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {table} WHERE {done} AND {since} < ? ORDER BY {since} \
             LIMIT {STEP})"
        );
        sql.exec(&query, vec![now.plus_ms(-keep).as_ms().into()])?;
    }
    Ok(())
}

/// When there is something to forget again.
///
/// # Errors
/// That of the database.
pub(crate) fn next_at(sql: &SqlStorage) -> Result<Option<Timestamp>> {
    #[derive(Deserialize)]
    struct Since {
        since_ms: Option<Timestamp>,
    }
    let mut earliest = None;
    for (table, _, done, since, keep) in OLD {
        let query = format!("SELECT {since} AS since_ms FROM {table} WHERE {done} ORDER BY {since} LIMIT 1");
        let first: Option<Since> = row(sql, &query, Vec::new())?;
        let at = first.and_then(|first| first.since_ms).map(|since| since.plus_ms(keep + GATHER_MS));
        earliest = earliest.into_iter().chain(at).min();
    }
    Ok(earliest)
}

/// Forgets what is known of enquiries that were erased.
///
/// # Errors
/// That of the database.
pub(crate) fn forget_rooms(sql: &SqlStorage, enquiries: &[EnquiryId]) -> Result<()> {
    let which = serde_json::to_string(enquiries)?;
    for statement in [
        "UPDATE person SET enquiry = NULL WHERE id IN (SELECT person FROM room WHERE enquiry IN (SELECT value FROM \
         json_each(?1))) AND enquiry IN (SELECT value FROM json_each(?1))",
        "UPDATE person SET former = NULL WHERE id IN (SELECT person FROM room WHERE enquiry IN (SELECT value FROM \
         json_each(?1))) AND former IN (SELECT value FROM json_each(?1))",
        "DELETE FROM room WHERE enquiry IN (SELECT value FROM json_each(?1))",
        "DELETE FROM said WHERE enquiry IN (SELECT value FROM json_each(?1))",
        "DELETE FROM delivery WHERE enquiry IN (SELECT value FROM json_each(?1))",
    ] {
        sql.exec(statement, vec![which.as_str().into()])?;
    }
    Ok(())
}
