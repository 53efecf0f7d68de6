//! What is kept of set-up keys.

use serde::Deserialize;
use shared::value::ServiceSlug;
use worker::{Result, SqlStorage};

use super::row;

/// Append-only.
pub(crate) const MIGRATIONS: &[(&str, &str)] =
    &[("0001_used_key", include_str!("../../migrations/set_up/0001_used_key.sql"))];

/// What a key was used for.
pub(crate) fn service_of(sql: &SqlStorage, key_hash: &str) -> Result<Option<ServiceSlug>> {
    #[derive(Deserialize)]
    struct Row {
        service: ServiceSlug,
    }
    let found: Option<Row> = row(sql, "SELECT service FROM used_key WHERE key_hash = ?", vec![key_hash.into()])?;
    Ok(found.map(|row| row.service))
}

/// Notes what it is used for.
pub(crate) fn add(sql: &SqlStorage, key_hash: &str, service: &ServiceSlug) -> Result<()> {
    let values = vec![key_hash.into(), service.as_str().into()];
    sql.exec("INSERT INTO used_key (key_hash, service) VALUES (?, ?)", values)?;
    Ok(())
}
