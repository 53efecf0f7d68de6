//! Rows of the networks that visitors came from: only so that they can be blocked by them, and not for long.

use serde::Deserialize;
use shared::{id::VisitorId, value::Timestamp};
use worker::{Result, SqlStorage};

use crate::store::row;

/// How long it is known. Who is to be blocked is so within days.
const KEPT_MS: i64 = 30 * 86_400_000;

/// Notes from which network a visitor comes now, and forgets what is too old.
pub(crate) fn note(sql: &SqlStorage, now: Timestamp, visitor: VisitorId, hash: &str) -> Result<()> {
    sql.exec("DELETE FROM network WHERE at_ms <= ?", vec![now.plus_ms(-KEPT_MS).as_ms().into()])?;
    sql.exec(
        "INSERT INTO network (visitor_id, hash, at_ms) VALUES (?, ?, ?) \
         ON CONFLICT (visitor_id) DO UPDATE SET hash = excluded.hash, at_ms = excluded.at_ms",
        vec![visitor.to_string().into(), hash.into(), now.as_ms().into()],
    )?;
    Ok(())
}

/// From which network a visitor came last.
pub(crate) fn of(sql: &SqlStorage, now: Timestamp, visitor: VisitorId) -> Result<Option<String>> {
    #[derive(Deserialize)]
    struct Row {
        hash: String,
    }
    let query = "SELECT hash FROM network WHERE visitor_id = ? AND at_ms > ?";
    let values = vec![visitor.to_string().into(), now.plus_ms(-KEPT_MS).as_ms().into()];
    Ok(row::<Row>(sql, query, values)?.map(|row| row.hash).filter(|hash| !hash.is_empty()))
}
