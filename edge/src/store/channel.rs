//! The database of one social account.

pub(crate) mod delivery;
pub(crate) mod event;
pub(crate) mod old;
pub(crate) mod person;
pub(crate) mod said;

use std::collections::BTreeMap;

use serde::Deserialize;
use shared::{channel::DeliveryProblem, value::Timestamp};
use worker::{Result, SqlStorage};

use super::{row, rows};
use crate::owed;

/// Append-only: a Channel may wake after a year at any of these.
pub(crate) const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_channel", include_str!("../../migrations/channel/0001_channel.sql")),
    owed::MIGRATION,
    owed::MIGRATION_TARGET,
    ("0002_since", include_str!("../../migrations/channel/0002_since.sql")),
    ("0003_old", include_str!("../../migrations/channel/0003_old.sql")),
    ("0004_answer", include_str!("../../migrations/channel/0004_answer.sql")),
    ("0005_photo", include_str!("../../migrations/channel/0005_photo.sql")),
    ("0006_calls", include_str!("../../migrations/channel/0006_calls.sql")),
];

/// The account, as it is kept.
#[derive(Clone)]
pub(crate) struct Kept {
    pub(crate) kind: String,
    pub(crate) on: bool,
    /// Since when it is connected here.
    pub(crate) since: Timestamp,
    /// What the owner reads, for the little that is said in the room by itself.
    pub(crate) language: String,
    /// Where this deployment is, as it was called last: for links to files.
    pub(crate) origin: String,
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) sealed: String,
    pub(crate) problem: Option<DeliveryProblem>,
    /// A token that ends, sealed, and when it does.
    pub(crate) token: Option<(String, Timestamp)>,
    /// The secrets from before, sealed, and until when calls that they prove are heard.
    pub(crate) former: Option<(String, Timestamp)>,
    /// When a genuine call came last; noted once an hour.
    pub(crate) heard_at: Option<Timestamp>,
}

#[derive(Deserialize)]
struct AccountRow {
    kind: String,
    is_on: u32,
    since_ms: Timestamp,
    language: String,
    origin: String,
    fields: String,
    sealed: String,
    problem: Option<String>,
    token: Option<String>,
    token_until_ms: Option<Timestamp>,
    former: Option<String>,
    former_until_ms: Option<Timestamp>,
    heard_at_ms: Option<Timestamp>,
}

/// None before it is set.
///
/// # Errors
/// That of the database.
pub(crate) fn account(sql: &SqlStorage) -> Result<Option<Kept>> {
    let query = "SELECT kind, is_on, since_ms, language, origin, fields, sealed, problem, token, token_until_ms, former, \
                 former_until_ms, heard_at_ms FROM account";
    let found: Option<AccountRow> = row(sql, query, Vec::new())?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(Kept {
        kind: row.kind,
        on: row.is_on != 0,
        since: row.since_ms,
        language: row.language,
        origin: row.origin,
        fields: serde_json::from_str(&row.fields)?,
        sealed: row.sealed,
        problem: row.problem.as_deref().map(serde_json::from_str).transpose()?,
        token: row.token.zip(row.token_until_ms),
        former: row.former.zip(row.former_until_ms),
        heard_at: row.heard_at_ms,
    }))
}

/// Keeps the account.
///
/// # Errors
/// That of the database.
pub(crate) fn keep(sql: &SqlStorage, kept: &Kept) -> Result<()> {
    let Kept { kind, on, since, language, origin, fields, sealed, problem, token, former, heard_at } = kept;
    let (token, until) = token.clone().unzip();
    let (former, former_until) = former.clone().unzip();
    sql.exec(
        "INSERT OR REPLACE INTO account (one, kind, is_on, since_ms, language, origin, fields, sealed, problem, \
         token, token_until_ms, former, former_until_ms, heard_at_ms) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            kind.as_str().into(),
            i64::from(*on).into(),
            since.as_ms().into(),
            language.as_str().into(),
            origin.as_str().into(),
            serde_json::to_string(fields)?.into(),
            sealed.as_str().into(),
            problem.as_ref().map(serde_json::to_string).transpose()?.into(),
            token.into(),
            until.map(Timestamp::as_ms).into(),
            former.into(),
            former_until.map(Timestamp::as_ms).into(),
            heard_at.map(Timestamp::as_ms).into(),
        ],
    )?;
    Ok(())
}

/// When the next thing is due, of what is to be brought and, unless the account is switched off, of what came.
///
/// # Errors
/// That of the database.
pub(crate) fn next_at(sql: &SqlStorage) -> Result<Option<Timestamp>> {
    #[derive(Deserialize)]
    struct Due {
        next_at_ms: Option<Timestamp>,
    }
    // Of what is to be brought to somebody the first alone: the others wait for it.
    let query = "SELECT MIN(next_at_ms) AS next_at_ms FROM (SELECT next_at_ms FROM event WHERE body IS NOT NULL AND (SELECT \
                 is_on FROM account) = 1 UNION ALL SELECT next_at_ms FROM delivery WHERE id IN (SELECT MIN(id) FROM \
                 delivery WHERE state <> 'done' GROUP BY person))";
    let due: Option<Due> = row(sql, query, Vec::new())?;
    Ok(due.and_then(|due| due.next_at_ms))
}

/// Deletes all that there is of the account, but for what is owed to others still.
///
/// # Errors
/// That of the database.
pub(crate) fn clear(sql: &SqlStorage) -> Result<()> {
    for table in ["account", "person", "alias", "room", "event", "said", "delivery"] {
        sql.exec(&format!("DELETE FROM {table}"), None)?;
    }
    Ok(())
}

/// Names of a column, of a query with a bound of its own.
fn names(sql: &SqlStorage, query: &str, values: Vec<worker::SqlStorageValue>) -> Result<Vec<String>> {
    #[derive(Deserialize)]
    struct Named {
        name: String,
    }
    Ok(rows::<Named>(sql, query, values)?.into_iter().map(|row| row.name).collect())
}
