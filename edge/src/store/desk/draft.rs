//! Rows of what staff wrote and didn't send.

use serde::Deserialize;
use shared::{
    api::Draft,
    id::{RoomId, StaffId},
    value::Timestamp,
};
use worker::{Result, SqlStorage};

use crate::store::row;

/// How long one is kept that nobody comes back to: a year-old sentence is nobody's any more.
const KEPT_MS: i64 = 90 * 86_400_000;

/// Most of one person: the oldest go.
const MOST: i64 = 500;

/// Somebody's, in one room.
pub(crate) fn of(sql: &SqlStorage, staff: StaffId, room: RoomId) -> Result<Draft> {
    #[derive(Deserialize)]
    struct Row {
        draft: String,
    }
    let query = "SELECT draft FROM draft WHERE staff_id = ? AND room_id = ?";
    let found: Option<Row> = row(sql, query, vec![staff.to_string().into(), room.to_string().into()])?;
    Ok(found.map(|row| serde_json::from_str(&row.draft)).transpose()?.unwrap_or_default())
}

/// Keeps it, or forgets it if there is nothing in it.
pub(crate) fn keep(sql: &SqlStorage, now: Timestamp, staff: StaffId, room: RoomId, draft: &Draft) -> Result<()> {
    let whose = || vec![staff.to_string().into(), room.to_string().into()];
    if draft.is_empty() {
        sql.exec("DELETE FROM draft WHERE staff_id = ? AND room_id = ?", whose())?;
        return Ok(());
    }
    // Anybody's: who wrote it may not come back.
    sql.exec("DELETE FROM draft WHERE at_ms < ?", vec![now.plus_ms(-KEPT_MS).as_ms().into()])?;
    let mut values = whose();
    values.extend([serde_json::to_string(draft)?.into(), now.as_ms().into()]);
    sql.exec(
        "INSERT INTO draft (staff_id, room_id, draft, at_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET \
         draft = excluded.draft, at_ms = excluded.at_ms",
        values,
    )?;
    sql.exec(
        "DELETE FROM draft WHERE staff_id = ?1 AND room_id IN (SELECT room_id FROM draft WHERE staff_id = ?1 \
         ORDER BY at_ms DESC LIMIT -1 OFFSET ?2)",
        vec![staff.to_string().into(), MOST.into()],
    )?;
    Ok(())
}

/// Forgets those of somebody who is gone.
pub(crate) fn forget(sql: &SqlStorage, staff: StaffId) -> Result<()> {
    sql.exec("DELETE FROM draft WHERE staff_id = ?", vec![staff.to_string().into()])?;
    Ok(())
}
