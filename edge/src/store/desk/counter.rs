//! What is counted for ever.

use serde::Deserialize;
use worker::{Result, SqlStorage};

use crate::store::row;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counter {
    /// One count for all rooms: so it rises for each of them, closed ones too.
    OrdersToRooms,
    /// How often staff, tags or destinations changed.
    DirectoryChanges,
    /// How often staff wrote something of a contact, or contacts were merged or parted.
    ContactChanges,
}

impl Counter {
    const fn word(self) -> &'static str {
        match self {
            Self::OrdersToRooms => "orders_to_rooms",
            Self::DirectoryChanges => "directory_changes",
            Self::ContactChanges => "contact_changes",
        }
    }
}

#[derive(Deserialize)]
struct Row {
    count: u32,
}

/// Counts one, and says how many that makes.
pub(crate) fn next(sql: &SqlStorage, counter: Counter) -> Result<u32> {
    ask(sql, "UPDATE counter SET count = count + 1 WHERE name = ? RETURNING count", counter)
}

/// How many there were so far.
pub(crate) fn read(sql: &SqlStorage, counter: Counter) -> Result<u32> {
    ask(sql, "SELECT count FROM counter WHERE name = ?", counter)
}

fn ask(sql: &SqlStorage, query: &str, counter: Counter) -> Result<u32> {
    let found: Option<Row> = row(sql, query, vec![counter.word().into()])?;
    Ok(found.ok_or("a counter is gone")?.count)
}
