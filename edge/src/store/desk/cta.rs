//! Rows of where CTAs were seen.

use serde::Deserialize;
use shared::{
    api::CtaSeen,
    setup::ItemId,
    value::{PageAddress, Timestamp},
};
use worker::{Result, SqlStorage};

use crate::store::rows;

/// Pages of one CTA that are remembered: a site has few templates, and the newest ones say whether it is still there.
const MOST_PAGES: i64 = 20;

/// A page that was noted so recently needn't be noted again: nobody reads it to the hour.
const COALESCE_MS: i64 = 60 * 60 * 1_000;

/// Notes that the CTA is on that page, unless that was noted within the hour, and forgets the oldest.
pub(crate) fn note(sql: &SqlStorage, now: Timestamp, cta: &ItemId, page: &PageAddress) -> Result<()> {
    sql.exec(
        "INSERT INTO cta_seen (cta_id, page, at_ms) VALUES (?, ?, ?) \
         ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms WHERE at_ms <= excluded.at_ms - ?",
        vec![cta.to_string().into(), page.as_str().into(), now.as_ms().into(), COALESCE_MS.into()],
    )?;
    sql.exec(
        "DELETE FROM cta_seen WHERE cta_id = ?1 AND page NOT IN \
         (SELECT page FROM cta_seen WHERE cta_id = ?1 ORDER BY at_ms DESC, page LIMIT ?2)",
        vec![cta.to_string().into(), MOST_PAGES.into()],
    )?;
    Ok(())
}

/// All that is noted, newest first.
pub(crate) fn all(sql: &SqlStorage) -> Result<Vec<CtaSeen>> {
    #[derive(Deserialize)]
    struct Row {
        cta_id: ItemId,
        page: PageAddress,
        at_ms: Timestamp,
    }
    let found = rows::<Row>(sql, "SELECT cta_id, page, at_ms FROM cta_seen ORDER BY at_ms DESC, page", vec![])?;
    Ok(found.into_iter().map(|Row { cta_id, page, at_ms }| CtaSeen { cta: cta_id, page, at_ms }).collect())
}
