//! Rows of the sites that were seen to carry the widget.

use serde::Deserialize;
use shared::{api::SiteSeen, site::Origin, value::Timestamp};
use worker::{Result, SqlStorage};

use crate::store::row;

/// Sites that are remembered. One is enough to know that the widget is on a site; a few, for who has several.
const MOST_SITES: i64 = 20;

/// Notes that a site carries the widget, and forgets the oldest.
pub(crate) fn note(sql: &SqlStorage, now: Timestamp, site: &Origin) -> Result<()> {
    sql.exec(
        "INSERT INTO site_seen (site, at_ms) VALUES (?, ?) ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms",
        vec![site.text().into(), now.as_ms().into()],
    )?;
    sql.exec(
        "DELETE FROM site_seen WHERE site NOT IN (SELECT site FROM site_seen ORDER BY at_ms DESC, site LIMIT ?)",
        vec![MOST_SITES.into()],
    )?;
    Ok(())
}

/// The one that was seen last.
pub(crate) fn last(sql: &SqlStorage) -> Result<Option<SiteSeen>> {
    #[derive(Deserialize)]
    struct Row {
        site: String,
        at_ms: Timestamp,
    }
    let found: Option<Row> = row(sql, "SELECT site, at_ms FROM site_seen ORDER BY at_ms DESC LIMIT 1", Vec::new())?;
    Ok(found.map(|Row { site, at_ms }| SiteSeen { site, at_ms }))
}
