//! Rows of the browsers in which visitors want to be notified.

use serde::Deserialize;
use shared::{api::VisitorSubscription, id::VisitorId, value::Timestamp};
use worker::{Result, SqlStorage};

use super::push::Browser;
use crate::{
    access::secret_hash,
    store::{row, rows},
};

/// Most browsers of one visitor: a computer, a phone, and one more.
const MAX_EACH: i64 = 3;

/// After so long without having been asked for again, a browser is notified no more.
const KEPT_MS: i64 = 30 * 86_400_000;

/// The browsers of a visitor.
pub(crate) fn of(sql: &SqlStorage, now: Timestamp, visitor: VisitorId) -> Result<Vec<Browser>> {
    #[derive(Deserialize)]
    struct Row {
        id: String,
    }
    let query = "SELECT id FROM visitor_push WHERE visitor_id = ? AND since_ms > ? LIMIT 100";
    let found: Vec<Row> = rows(sql, query, vec![visitor.to_string().into(), now.plus_ms(-KEPT_MS).as_ms().into()])?;
    Ok(found.into_iter().map(|row| Browser::Visitor(row.id)).collect())
}

/// In how many browsers a visitor is notified.
pub(crate) fn count(sql: &SqlStorage, now: Timestamp, visitor: VisitorId) -> Result<u32> {
    #[derive(Deserialize)]
    struct Row {
        count: u32,
    }
    let query = "SELECT COUNT(*) AS count FROM visitor_push WHERE visitor_id = ? AND since_ms > ?";
    let found: Option<Row> = row(sql, query, vec![visitor.to_string().into(), now.plus_ms(-KEPT_MS).as_ms().into()])?;
    Ok(found.map_or(0, |row| row.count))
}

/// Notifies a visitor in a browser from now on; the one that asked longest ago makes room. A browser belongs to the visitor
/// who asked in it last. Whatever has become too old goes, too.
pub(crate) fn put(
    sql: &SqlStorage,
    now: Timestamp,
    visitor: VisitorId,
    subscription: &VisitorSubscription,
    contact: &str,
) -> Result<()> {
    let VisitorSubscription { endpoint, keys, language } = subscription;
    let visitor = visitor.to_string();
    sql.exec("DELETE FROM visitor_push WHERE since_ms <= ?", vec![now.plus_ms(-KEPT_MS).as_ms().into()])?;
    sql.exec(
        "INSERT INTO visitor_push (id, visitor_id, endpoint, p256dh, auth, language, contact, since_ms) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET visitor_id = excluded.visitor_id, \
         p256dh = excluded.p256dh, auth = excluded.auth, language = excluded.language, contact = excluded.contact, \
         since_ms = excluded.since_ms",
        vec![
            secret_hash(endpoint).into(),
            visitor.as_str().into(),
            endpoint.as_str().into(),
            keys.p256dh.as_str().into(),
            keys.auth.as_str().into(),
            language.as_str().into(),
            contact.into(),
            now.as_ms().into(),
        ],
    )?;
    sql.exec(
        "DELETE FROM visitor_push WHERE visitor_id = ?1 AND id NOT IN \
         (SELECT id FROM visitor_push WHERE visitor_id = ?1 ORDER BY since_ms DESC, id LIMIT ?2)",
        vec![visitor.into(), MAX_EACH.into()],
    )?;
    Ok(())
}

/// Notifies a visitor no more.
pub(crate) fn remove(sql: &SqlStorage, visitor: VisitorId) -> Result<()> {
    sql.exec("DELETE FROM visitor_push WHERE visitor_id = ?", vec![visitor.to_string().into()])?;
    Ok(())
}
