//! Rows of social accounts that are connected.

use channel::adapter;
use serde::Deserialize;
use shared::{
    api::MAX_CHANNELS,
    channel::ChannelCard,
    id::TagId,
    value::{DisplayName, Handle, Timestamp},
};
use worker::{Result, SqlStorage};

use crate::store::{row, rows};

/// One account, without what is secret of it.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) account: Handle,
    pub(crate) kind: Handle,
    pub(crate) name: DisplayName,
    pub(crate) tag: TagId,
    pub(crate) on: bool,
}

impl Kept {
    /// As rooms and cards show it.
    pub(crate) fn card(&self) -> ChannelCard {
        let service = adapter(self.kind.as_str()).and_then(|it| DisplayName::try_from(it.facts().short).ok());
        ChannelCard { account: self.account.clone(), kind: self.kind.clone(), name: self.name.clone(), service }
    }
}

#[derive(Deserialize)]
struct ChannelRow {
    account: Handle,
    kind: Handle,
    name: DisplayName,
    tag_id: TagId,
    is_on: u32,
}

impl From<ChannelRow> for Kept {
    fn from(ChannelRow { account, kind, name, tag_id: tag, is_on }: ChannelRow) -> Self {
        Self { account, kind, name, tag, on: is_on != 0 }
    }
}

/// All, in the order in which they were connected.
///
/// # Errors
/// That of the database.
pub(crate) fn all(sql: &SqlStorage) -> Result<Vec<Kept>> {
    let query =
        format!("SELECT account, kind, name, tag_id, is_on FROM channel ORDER BY made_at_ms LIMIT {MAX_CHANNELS}");
    Ok(rows::<ChannelRow>(sql, &query, Vec::new())?.into_iter().map(Kept::from).collect())
}

/// One.
///
/// # Errors
/// That of the database.
pub(crate) fn one(sql: &SqlStorage, account: &Handle) -> Result<Option<Kept>> {
    let query = "SELECT account, kind, name, tag_id, is_on FROM channel WHERE account = ?";
    Ok(row::<ChannelRow>(sql, query, vec![account.as_str().into()])?.map(Kept::from))
}

/// Keeps one.
///
/// # Errors
/// That of the database.
pub(crate) fn keep(sql: &SqlStorage, now: Timestamp, kept: &Kept) -> Result<()> {
    let Kept { account, kind, name, tag, on } = kept;
    sql.exec(
        "INSERT INTO channel (account, kind, name, tag_id, is_on, made_at_ms) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT \
         (account) DO UPDATE SET name = excluded.name, tag_id = excluded.tag_id, is_on = excluded.is_on",
        vec![
            account.as_str().into(),
            kind.as_str().into(),
            name.as_str().into(),
            tag.to_string().into(),
            i64::from(*on).into(),
            now.as_ms().into(),
        ],
    )
    .map(drop)
}

/// Removes one.
///
/// # Errors
/// That of the database.
pub(crate) fn remove(sql: &SqlStorage, account: &Handle) -> Result<()> {
    sql.exec("DELETE FROM channel WHERE account = ?", vec![account.as_str().into()]).map(drop)
}
