//! Rows of the Index: which enquiries there are, how far the log of each was read, and what was said, as words.

mod find;
mod said;

use serde::Deserialize;
use shared::{
    api::EntryList,
    card::ContactCard,
    id::EnquiryId,
    owed::{Heard, Listed},
    search::{
        mark,
        words::{indexed, indexed_phone},
    },
    value::{Seq, Timestamp},
};
use worker::{Result, SqlStorage, SqlStorageValue};

pub(crate) use self::find::{Asked, RawFound, RawHit, RawPerson, find};
use super::{row, rows};

/// Append-only: an Index may wake after a year at any of these.
pub(crate) const MIGRATIONS: &[(&str, &str)] = &[("0001_index", include_str!("../../migrations/index/0001_index.sql"))];

/// Numbers within one millisecond.
const WITHIN_MS: i64 = 1 << 10;

/// A room that was raised so long before it is listed was there before this Index was.
const OLD_MS: i64 = 60_000;

/// When a room is read of which nothing was heard: by then it is open.
const OPENED_AFTER_MS: i64 = 5_000;

/// After so many attempts a room is left alone until it says something.
const MOST_TRIES: u32 = 12;

/// The lowest number of a moment.
fn beginning(at: Timestamp) -> i64 {
    at.as_ms().saturating_mul(WITHIN_MS)
}

/// A number of that moment that none has, or of one soon after.
fn free(sql: &SqlStorage, (table, column): (&str, &str), at: Timestamp) -> Result<i64> {
    #[derive(Deserialize)]
    struct Row {
        last: Option<i64>,
    }
    let query = format!("SELECT MAX({column}) AS last FROM {table} WHERE {column} >= ? AND {column} < ?");
    let mut first = beginning(at);
    loop {
        let end = first + WITHIN_MS;
        let last = row::<Row>(sql, &query, vec![first.into(), end.into()])?.and_then(|row| row.last);
        match last.map_or(first, |last| last + 1) {
            number if number < end => return Ok(number),
            // More than a thousand in one millisecond.
            _ => first = end,
        }
    }
}

/// A room that is to be read on.
#[derive(Clone, Deserialize)]
pub(crate) struct Due {
    number: i64,
    pub(crate) id: EnquiryId,
    read_to: u32,
    tries: u32,
}

impl Due {
    /// The last entry that was read.
    pub(crate) const fn read_to(&self) -> Seq {
        Seq(self.read_to)
    }

    /// How often it was tried in vain.
    pub(crate) const fn tries(&self) -> u32 {
        self.tries
    }
}

fn is_forgotten(sql: &SqlStorage, id: EnquiryId) -> Result<bool> {
    #[derive(Deserialize)]
    struct Row {}
    let query = "SELECT 1 FROM forgotten WHERE id = ?";
    Ok(row::<Row>(sql, query, vec![id.to_string().into()])?.is_some())
}

/// Notes that there is more in a room's log.
///
/// # Errors
/// That of the database.
pub(crate) fn hear(sql: &SqlStorage, now: Timestamp, heard: Heard) -> Result<()> {
    let Heard { enquiry, last } = heard;
    if is_forgotten(sql, enquiry)? {
        return Ok(());
    }
    let number = free(sql, ("enquiry", "number"), now)?;
    sql.exec(
        "INSERT INTO enquiry (number, id, wanted, due_at_ms) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE SET \
         wanted = MAX(wanted, excluded.wanted), tries = 0, is_old = 0, \
         due_at_ms = iif(excluded.wanted > read_to, MIN(?4, COALESCE(due_at_ms, ?4)), due_at_ms)",
        vec![number.into(), enquiry.to_string().into(), i64::from(last.0).into(), now.as_ms().into()],
    )?;
    Ok(())
}

/// Takes in how an enquiry is now.
///
/// # Errors
/// That of the database.
pub(crate) fn list(sql: &SqlStorage, now: Timestamp, listed: &Listed) -> Result<()> {
    #[derive(Deserialize)]
    struct Row {
        number: i64,
        listed: Option<String>,
        marks: String,
    }
    if is_forgotten(sql, listed.enquiry)? {
        return Ok(());
    }
    let id = listed.enquiry.to_string();
    let (text, marks) = (serde_json::to_string(listed)?, mark::of_enquiry(listed));
    let query = "SELECT number, listed, marks FROM enquiry WHERE id = ?";
    let known: Option<Row> = row(sql, query, vec![id.clone().into()])?;
    let number = match known {
        Some(known) if known.listed.as_ref() == Some(&text) => return Ok(()),
        Some(known) => {
            sql.exec(
                "UPDATE enquiry SET listed = ?, marks = ? WHERE number = ?",
                vec![text.into(), marks.clone().into(), known.number.into()],
            )?;
            if known.marks != marks {
                said::mark_all(sql, known.number, &marks)?;
            }
            known.number
        }
        None => {
            let number = free(sql, ("enquiry", "number"), listed.raised_at_ms)?;
            let is_old = now.ms_since(listed.raised_at_ms) > OLD_MS;
            let due = if is_old { now } else { now.plus_ms(OPENED_AFTER_MS) };
            sql.exec(
                "INSERT INTO enquiry (number, id, listed, marks, due_at_ms, is_old) VALUES (?, ?, ?, ?, ?, ?)",
                vec![
                    number.into(),
                    id.into(),
                    text.into(),
                    marks.clone().into(),
                    due.as_ms().into(),
                    i64::from(is_old).into(),
                ],
            )?;
            number
        }
    };
    sql.exec(
        "INSERT OR REPLACE INTO people_words (rowid, words, marks) VALUES (?, ?, ?)",
        vec![number.into(), words_of(&listed.contact).into(), marks.into()],
    )?;
    Ok(())
}

/// What somebody is found by.
fn words_of(contact: &ContactCard) -> String {
    let ContactCard { id: _, handle, details, photo: _ } = contact;
    let mut words = vec![indexed(handle.as_str())];
    words.extend(details.name.iter().map(|name| indexed(name.as_str())));
    words.extend(details.email.iter().map(|email| indexed(email.as_str())));
    words.extend(details.phone.iter().flat_map(|phone| [indexed(phone.as_str()), indexed_phone(phone.as_str())]));
    words.join(" ")
}

/// Erases enquiries, and whatever comes of them later.
///
/// # Errors
/// That of the database.
pub(crate) fn forget(sql: &SqlStorage, ids: &[EnquiryId]) -> Result<()> {
    #[derive(Deserialize)]
    struct Row {
        number: i64,
    }
    for id in ids {
        sql.exec("INSERT OR IGNORE INTO forgotten (id) VALUES (?)", vec![id.to_string().into()])?;
        let query = "SELECT number FROM enquiry WHERE id = ?";
        let Some(Row { number }) = row(sql, query, vec![id.to_string().into()])? else { continue };
        said::forget(sql, number)?;
        sql.exec("DELETE FROM people_words WHERE rowid = ?", vec![number.into()])?;
        sql.exec("DELETE FROM enquiry WHERE number = ?", vec![number.into()])?;
    }
    if !ids.is_empty() {
        // A row of a full text index that is deleted stays in its pages until they are written anew.
        sql.exec("INSERT INTO said_words (said_words) VALUES ('optimize')", None)?;
        sql.exec("INSERT INTO people_words (people_words) VALUES ('optimize')", None)?;
    }
    Ok(())
}

/// The rooms to be read now, those in which people talk first.
///
/// # Errors
/// That of the database.
pub(crate) fn due(sql: &SqlStorage, now: Timestamp, most: i64) -> Result<Vec<Due>> {
    rows(
        sql,
        "SELECT number, id, read_to, tries FROM enquiry WHERE due_at_ms <= ? ORDER BY is_old, due_at_ms LIMIT ?",
        vec![now.as_ms().into(), most.into()],
    )
}

/// When the next one is.
///
/// # Errors
/// That of the database.
pub(crate) fn next_at(sql: &SqlStorage) -> Result<Option<Timestamp>> {
    #[derive(Deserialize)]
    struct Row {
        at_ms: Option<Timestamp>,
    }
    let query = "SELECT MIN(due_at_ms) AS at_ms FROM enquiry WHERE due_at_ms IS NOT NULL";
    Ok(row::<Row>(sql, query, Vec::new())?.and_then(|row| row.at_ms))
}

/// Whether rooms of before are still to be read.
pub(crate) fn is_reading(sql: &SqlStorage) -> Result<bool> {
    #[derive(Deserialize)]
    struct Row {}
    let query = "SELECT 1 FROM enquiry WHERE is_old = 1 AND due_at_ms IS NOT NULL LIMIT 1";
    Ok(row::<Row>(sql, query, Vec::new())?.is_some())
}

/// Takes in a page of a room's log. Not if it was read by somebody else meanwhile, or erased. `again_at`: when it is read again
/// if it doesn't hold what was heard of it.
///
/// # Errors
/// That of the database.
pub(crate) fn take(sql: &SqlStorage, due: &Due, page: &EntryList, again_at: Timestamp) -> Result<()> {
    #[derive(Deserialize)]
    struct Row {
        marks: String,
    }
    let query = "SELECT marks FROM enquiry WHERE number = ? AND id = ? AND read_to = ?";
    let values: Vec<SqlStorageValue> =
        vec![due.number.into(), due.id.to_string().into(), i64::from(due.read_to).into()];
    let Some(Row { marks }) = row(sql, query, values)? else { return Ok(()) };
    for entry in &page.entries {
        said::take(sql, due.number, &marks, entry)?;
    }
    let read_to = page.entries.last().map_or(due.read_to, |entry| entry.seq.0);
    let done = page.next.is_none();
    sql.exec(
        "UPDATE enquiry SET read_to = ?1, tries = 0, is_old = iif(?2, 0, is_old), \
         due_at_ms = iif(?2 AND wanted <= ?3, NULL, due_at_ms) WHERE number = ?4",
        vec![
            i64::from(read_to).into(),
            i64::from(done).into(),
            i64::from(read_to.max(page.last.0)).into(),
            due.number.into(),
        ],
    )?;
    if !done {
        return Ok(());
    }
    // More was heard of than there is: said meanwhile, or lost to a backup of the room. Not at once, or it would be for ever.
    sql.exec(
        "UPDATE enquiry SET tries = ?1, due_at_ms = iif(?1 > ?2, NULL, ?3) WHERE number = ?4 AND due_at_ms IS NOT NULL",
        vec![i64::from(due.tries + 1).into(), i64::from(MOST_TRIES).into(), again_at.as_ms().into(), due.number.into()],
    )?;
    Ok(())
}

/// Reads a room later, or not until it says something.
///
/// # Errors
/// That of the database.
pub(crate) fn later(sql: &SqlStorage, due: &Due, at: Timestamp) -> Result<()> {
    let at: SqlStorageValue = if due.tries >= MOST_TRIES { SqlStorageValue::Null } else { at.as_ms().into() };
    sql.exec("UPDATE enquiry SET tries = tries + 1, due_at_ms = ? WHERE number = ?", vec![at, due.number.into()])?;
    Ok(())
}
