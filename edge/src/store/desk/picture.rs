//! Which pictures are in the bucket, and who sent them.

use serde::Deserialize;
use shared::{id::StaffId, picture::Count, value::Timestamp};
use worker::{Result, SqlStorage};

use crate::store::row;

/// Whether there is one of this name.
pub(crate) fn is_there(sql: &SqlStorage, name: &str) -> Result<bool> {
    #[derive(Deserialize)]
    struct Row {}
    Ok(row::<Row>(sql, "SELECT 1 FROM picture WHERE name = ?", vec![name.into()])?.is_some())
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

/// Adds one.
pub(crate) fn add(sql: &SqlStorage, now: Timestamp, staff: StaffId, name: &str, size_bytes: usize) -> Result<()> {
    let size_bytes = i64::try_from(size_bytes).unwrap_or(i64::MAX);
    sql.exec(
        "INSERT INTO picture (name, staff_id, size_bytes, at_ms) VALUES (?, ?, ?, ?)",
        vec![name.into(), staff.to_string().into(), size_bytes.into(), now.as_ms().into()],
    )?;
    Ok(())
}
