//! Rows and back. Append-only migrations, and the little that every store needs.

pub(crate) mod channel;
pub(crate) mod desk;
pub(crate) mod index;
pub(crate) mod room;
pub(crate) mod set_up;

use serde::{Deserialize, de::DeserializeOwned};
use worker::{SqlStorage, SqlStorageValue};

/// Brings a database to the last of `migrations`, each a name and its statements. A table keeps the names that ran,
/// for the runtime refuses `PRAGMA user_version`. Call it in a transaction: a failing statement undoes nothing.
///
/// # Errors
/// If the names that ran aren't the first ones of the list, in its order: then this code is older than the database.
pub(crate) fn migrate(sql: &SqlStorage, migrations: &[(&str, &str)]) -> worker::Result<()> {
    #[derive(Deserialize)]
    struct Row {
        name: String,
    }
    sql.exec("CREATE TABLE IF NOT EXISTS migration (place INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT", None)?;
    let ran: Vec<Row> = sql.exec("SELECT name FROM migration ORDER BY place LIMIT 1000", None)?.to_array()?;
    if ran.len() > migrations.len() || ran.iter().zip(migrations).any(|(ran, (name, _))| ran.name != *name) {
        return Err("the database was migrated by other code".into());
    }
    let (names, statements): (Vec<&str>, Vec<&str>) = migrations.iter().skip(ran.len()).copied().unzip();
    if !names.is_empty() {
        // All at once: a room is made for each enquiry.
        sql.exec(&statements.join("\n"), None)?;
        let names = serde_json::to_string(&names)?;
        sql.exec("INSERT INTO migration (name) SELECT value FROM json_each(?) ORDER BY key", vec![names.into()])?;
    }
    Ok(())
}

/// Whether there are tables. An object that anybody made up a name for must stay without: they'd be kept for ever.
///
/// # Errors
/// That of the database.
pub(crate) fn exists(sql: &SqlStorage) -> worker::Result<bool> {
    #[derive(Deserialize)]
    struct Table {}
    let found: Option<Table> = row(sql, "SELECT 1 FROM sqlite_master WHERE name = 'migration'", Vec::new())?;
    Ok(found.is_some())
}

/// All rows of a query, which must have a `LIMIT` or a bound of its own.
pub(crate) fn rows<T: DeserializeOwned>(
    sql: &SqlStorage,
    query: &str,
    values: Vec<SqlStorageValue>,
) -> worker::Result<Vec<T>> {
    sql.exec(query, values)?.to_array()
}

/// The first row of a query. Not `SqlCursor::one`, which hangs the object when there is none: it throws where nothing
/// catches.
pub(crate) fn row<T: DeserializeOwned>(
    sql: &SqlStorage,
    query: &str,
    values: Vec<SqlStorageValue>,
) -> worker::Result<Option<T>> {
    Ok(rows(sql, query, values)?.into_iter().next())
}
