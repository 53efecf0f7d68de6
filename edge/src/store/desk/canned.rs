//! Rows of canned responses.

use serde::Deserialize;
use shared::{
    canned::{Canned, CannedWords},
    id::{CannedId, StaffId},
};
use worker::{Result, SqlStorage};

use crate::store::rows;

/// What one person sees: the service's, and their own.
pub(crate) fn seen_by(sql: &SqlStorage, staff: StaffId) -> Result<Vec<Canned>> {
    #[derive(Deserialize)]
    struct Row {
        id: CannedId,
        words: String,
    }
    let found: Vec<Row> = rows(
        sql,
        "SELECT id, words FROM canned WHERE staff_id IS NULL OR staff_id = ? LIMIT 10000",
        vec![staff.to_string().into()],
    )?;
    found.into_iter().map(|row| Ok(Canned { id: row.id, words: serde_json::from_str(&row.words)? })).collect()
}

/// Keeps one, anew or in the place of what it was.
pub(crate) fn put(sql: &SqlStorage, staff: StaffId, id: CannedId, words: &CannedWords) -> Result<()> {
    let staff = (!words.shared).then(|| staff.to_string());
    sql.exec(
        "INSERT INTO canned (id, staff_id, words) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET \
         staff_id = excluded.staff_id, words = excluded.words",
        vec![id.to_string().into(), staff.into(), serde_json::to_string(words)?.into()],
    )?;
    Ok(())
}

/// Removes one.
pub(crate) fn remove(sql: &SqlStorage, id: CannedId) -> Result<()> {
    sql.exec("DELETE FROM canned WHERE id = ?", vec![id.to_string().into()])?;
    Ok(())
}

/// Removes those of somebody who is gone.
pub(crate) fn forget(sql: &SqlStorage, staff: StaffId) -> Result<()> {
    sql.exec("DELETE FROM canned WHERE staff_id = ?", vec![staff.to_string().into()])?;
    Ok(())
}
