//! Rows of visitors who aren't heard, or weren't.

use serde::Deserialize;
use shared::{
    id::{BlockId, ContactId},
    privacy::block::{BLOCKS_PAGE, Block},
    value::Timestamp,
};
use worker::{Result, SqlStorage, SqlStorageValue};

use crate::store::{row, rows};

/// Of a row, that it holds at `?3`: as [`Block::holds`] has it.
pub(crate) const HOLDS: &str =
    "json_extract(block, '$.lifted') IS NULL AND COALESCE(json_extract(block, '$.until_ms') > ?3, TRUE)";

#[derive(Deserialize)]
struct Row {
    block: String,
    #[serde(default)]
    is_person: i32,
}

impl Row {
    fn read(self) -> Result<(Block, bool)> {
        Ok((serde_json::from_str(&self.block)?, self.is_person != 0))
    }
}

/// Keeps one, new or changed; `network` only matters for a new one.
pub(crate) fn put(sql: &SqlStorage, block: &Block, network: Option<String>) -> Result<()> {
    sql.exec(
        "INSERT INTO block (id, contact_id, network, block) VALUES (?, ?, ?, ?) \
         ON CONFLICT (id) DO UPDATE SET contact_id = excluded.contact_id, block = excluded.block",
        vec![
            block.id.to_string().into(),
            block.contact.map(|contact| contact.to_string()).into(),
            network.into(),
            serde_json::to_string(block)?.into(),
        ],
    )?;
    Ok(())
}

/// Forgets one.
pub(crate) fn remove(sql: &SqlStorage, id: BlockId) -> Result<()> {
    sql.exec("DELETE FROM block WHERE id = ?", vec![id.to_string().into()])?;
    Ok(())
}

/// One.
pub(crate) fn one(sql: &SqlStorage, id: BlockId) -> Result<Option<Block>> {
    let found: Option<Row> = row(sql, "SELECT block FROM block WHERE id = ?", vec![id.to_string().into()])?;
    Ok(found.map(Row::read).transpose()?.map(|(block, _)| block))
}

/// Those that hold of a person, and those of a network, each with whether it is of the person; newest first.
pub(crate) fn holding(
    sql: &SqlStorage,
    now: Timestamp,
    person: &[ContactId],
    network: &str,
) -> Result<Vec<(Block, bool)>> {
    let query = format!(
        "SELECT block, contact_id IN (SELECT value FROM json_each(?1)) IS TRUE AS is_person FROM block \
         WHERE (contact_id IN (SELECT value FROM json_each(?1)) OR network = ?2) AND {HOLDS} ORDER BY id DESC"
    );
    let values = vec![serde_json::to_string(person)?.into(), network.into(), now.as_ms().into()];
    rows::<Row>(sql, &query, values)?.into_iter().map(Row::read).collect()
}

/// All of a person, also those that are over.
pub(crate) fn of_person(sql: &SqlStorage, person: &[ContactId]) -> Result<Vec<Block>> {
    let query = "SELECT block FROM block WHERE contact_id IN (SELECT value FROM json_each(?))";
    let found = rows::<Row>(sql, query, vec![serde_json::to_string(person)?.into()])?;
    found.into_iter().map(|row| Ok(row.read()?.0)).collect()
}

/// The page before one, newest first; only those of a person, if one is named.
pub(crate) fn page(sql: &SqlStorage, person: Option<&[ContactId]>, before: Option<BlockId>) -> Result<Vec<Block>> {
    let query = "SELECT block FROM block WHERE (?1 IS NULL OR id < ?1) AND \
                 (?2 IS NULL OR contact_id IN (SELECT value FROM json_each(?2))) ORDER BY id DESC LIMIT ?3";
    let person = person.map(serde_json::to_string).transpose()?;
    // One more than a page tells whether there is another.
    let most = i64::try_from(BLOCKS_PAGE + 1).unwrap_or(i64::MAX);
    let values: Vec<SqlStorageValue> = vec![before.map(|id| id.to_string()).into(), person.into(), most.into()];
    rows::<Row>(sql, query, values)?.into_iter().map(|row| Ok(row.read()?.0)).collect()
}
