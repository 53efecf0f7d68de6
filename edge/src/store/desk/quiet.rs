//! Rows of when staff aren't woken.

use serde::Deserialize;
use shared::{id::StaffId, quiet::QuietHours};
use worker::{Result, SqlStorage};

use crate::store::{row, rows};

/// What everybody set who did.
pub(crate) fn all(sql: &SqlStorage) -> Result<Vec<(StaffId, QuietHours)>> {
    #[derive(Deserialize)]
    struct Row {
        staff_id: StaffId,
        hours: String,
    }
    let found: Vec<Row> = rows(sql, "SELECT staff_id, hours FROM quiet_hours LIMIT 10000", Vec::new())?;
    found.into_iter().map(|row| Ok((row.staff_id, serde_json::from_str(&row.hours)?))).collect()
}

/// What one person set.
pub(crate) fn of(sql: &SqlStorage, staff: StaffId) -> Result<Option<QuietHours>> {
    #[derive(Deserialize)]
    struct Row {
        hours: String,
    }
    let found: Option<Row> =
        row(sql, "SELECT hours FROM quiet_hours WHERE staff_id = ?", vec![staff.to_string().into()])?;
    Ok(found.map(|row| serde_json::from_str(&row.hours)).transpose()?)
}

/// Sets them.
pub(crate) fn put(sql: &SqlStorage, staff: StaffId, hours: &QuietHours) -> Result<()> {
    sql.exec(
        "INSERT INTO quiet_hours (staff_id, hours) VALUES (?, ?) ON CONFLICT (staff_id) DO UPDATE SET hours = excluded.hours",
        vec![staff.to_string().into(), serde_json::to_string(hours)?.into()],
    )?;
    Ok(())
}
