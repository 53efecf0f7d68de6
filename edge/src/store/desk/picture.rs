//! Which pictures are in the bucket, who sent them, and when they go.

use serde::Deserialize;
use shared::{id::StaffId, picture::Count, value::Timestamp};
use worker::{Result, SqlStorage};

use crate::store::{row, rows};

/// One that is there.
#[derive(Deserialize)]
pub(crate) struct Picture {
    pub(crate) name: String,
    /// Who sent it first.
    pub(crate) staff_id: StaffId,
    /// None while something shows it.
    pub(crate) goes_at_ms: Option<Timestamp>,
}

/// All that are there.
pub(crate) fn all(sql: &SqlStorage) -> Result<Vec<Picture>> {
    rows(sql, "SELECT name, staff_id, goes_at_ms FROM picture ORDER BY name", Vec::new())
}

/// Those that go by now, at most so many.
pub(crate) fn due(sql: &SqlStorage, now: Timestamp, most: i64) -> Result<Vec<String>> {
    #[derive(Deserialize)]
    struct Row {
        name: String,
    }
    let query = "SELECT name FROM picture WHERE goes_at_ms <= ? ORDER BY goes_at_ms LIMIT ?";
    let found: Vec<Row> = rows(sql, query, vec![now.as_ms().into(), most.into()])?;
    Ok(found.into_iter().map(|row| row.name).collect())
}

/// When the next one goes.
pub(crate) fn next_at(sql: &SqlStorage) -> Result<Option<Timestamp>> {
    #[derive(Deserialize)]
    struct Row {
        at_ms: Option<Timestamp>,
    }
    let query = "SELECT MIN(goes_at_ms) AS at_ms FROM picture WHERE goes_at_ms IS NOT NULL";
    Ok(row::<Row>(sql, query, Vec::new())?.and_then(|row| row.at_ms))
}

/// Notes when one goes.
pub(crate) fn set_goes_at(sql: &SqlStorage, name: &str, goes_at: Option<Timestamp>) -> Result<()> {
    let at_ms = goes_at.map(Timestamp::as_ms);
    sql.exec("UPDATE picture SET goes_at_ms = ? WHERE name = ?", vec![at_ms.into(), name.into()])?;
    Ok(())
}

/// Keeps one that was sent again, and that nothing shows, until then at least; whether there is one of this name.
pub(crate) fn keep_until(sql: &SqlStorage, name: &str, until: Timestamp) -> Result<bool> {
    #[derive(Deserialize)]
    struct Row {}
    let query = "UPDATE picture SET goes_at_ms = MAX(goes_at_ms, ?) WHERE name = ? RETURNING 1";
    Ok(row::<Row>(sql, query, vec![until.as_ms().into(), name.into()])?.is_some())
}

/// Forgets one.
pub(crate) fn remove(sql: &SqlStorage, name: &str) -> Result<()> {
    sql.exec("DELETE FROM picture WHERE name = ?", vec![name.into()])?;
    Ok(())
}

/// How many there are, and how many of them somebody sent.
pub(crate) fn count(sql: &SqlStorage, staff: StaffId) -> Result<Count> {
    #[derive(Deserialize)]
    struct Row {
        all: u32,
        own: u32,
    }
    let query = "SELECT count(*) AS \"all\", count(CASE WHEN staff_id = ? THEN 1 END) AS own FROM picture";
    let found: Option<Row> = row(sql, query, vec![staff.to_string().into()])?;
    Ok(found.map_or_else(Count::default, |Row { all, own }| Count { all, own }))
}

/// Adds one, which goes unless something shows it by then.
pub(crate) fn add(
    sql: &SqlStorage,
    now: Timestamp,
    staff: StaffId,
    (name, size_bytes): (&str, usize),
    goes_at: Timestamp,
) -> Result<()> {
    let size_bytes = i64::try_from(size_bytes).unwrap_or(i64::MAX);
    let (at_ms, goes_at_ms) = (now.as_ms(), goes_at.as_ms());
    sql.exec(
        "INSERT INTO picture (name, staff_id, size_bytes, at_ms, goes_at_ms) VALUES (?, ?, ?, ?, ?)",
        vec![name.into(), staff.to_string().into(), size_bytes.into(), at_ms.into(), goes_at_ms.into()],
    )?;
    Ok(())
}
