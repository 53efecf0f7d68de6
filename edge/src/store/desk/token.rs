//! Rows of the tokens of programs.

use serde::Deserialize;
use shared::{
    id::{StaffId, TokenId},
    token::{Scope, Token},
    value::{DisplayName, Timestamp},
};
use worker::{Result, SqlStorage};

use crate::store::{row, rows};

#[derive(Deserialize)]
struct Row {
    id: TokenId,
    staff_id: StaffId,
    name: DisplayName,
    /// JSON.
    scopes: String,
    hint: String,
    made_by: DisplayName,
    made_at_ms: Timestamp,
    ends_at_ms: Option<Timestamp>,
    used_at_ms: Option<Timestamp>,
}

impl From<Row> for Token {
    fn from(row: Row) -> Self {
        let Row { id, staff_id, name, scopes, hint, made_by, made_at_ms, ends_at_ms, used_at_ms } = row;
        // One by one: a word of a newer version is nothing that this one lets anybody do.
        let words: Vec<serde_json::Value> = serde_json::from_str(&scopes).unwrap_or_default();
        let scopes: Vec<Scope> = words.into_iter().filter_map(|word| serde_json::from_value(word).ok()).collect();
        Self { token: id, acts_as: staff_id, name, scopes, hint, made_by, made_at_ms, ends_at_ms, used_at_ms }
    }
}

const TOKEN: &str = "SELECT id, staff_id, name, scopes, hint, made_by, made_at_ms, ends_at_ms, used_at_ms FROM token";

/// Those that weren't revoked, last made first.
pub(crate) fn all(sql: &SqlStorage) -> Result<Vec<Token>> {
    let found: Vec<Row> = rows(sql, &format!("{TOKEN} WHERE revoked = 0 ORDER BY id DESC LIMIT 1000"), Vec::new())?;
    Ok(found.into_iter().map(Token::from).collect())
}

/// Who acts by those that let in.
pub(crate) fn acting(sql: &SqlStorage) -> Result<Vec<(StaffId, DisplayName)>> {
    let found: Vec<Row> = rows(sql, &format!("{TOKEN} WHERE over = 0 ORDER BY id LIMIT 1000"), Vec::new())?;
    Ok(found.into_iter().map(|row| (row.staff_id, row.name)).collect())
}

/// One that lets in, with the hash of what proves it.
pub(crate) fn one(sql: &SqlStorage, id: TokenId) -> Result<Option<(Token, String)>> {
    #[derive(Deserialize)]
    struct Hash {
        secret_hash: String,
    }
    let id = id.to_string();
    let hash: Option<Hash> =
        row(sql, "SELECT secret_hash FROM token WHERE id = ? AND over = 0", vec![id.as_str().into()])?;
    let Some(Hash { secret_hash }) = hash else { return Ok(None) };
    let found: Option<Row> = row(sql, &format!("{TOKEN} WHERE id = ?"), vec![id.into()])?;
    Ok(found.map(|row| (row.into(), secret_hash)))
}

/// What somebody is called, if they are the face of a token; also of one that has ended.
pub(crate) fn name_of(sql: &SqlStorage, staff: StaffId) -> Result<Option<DisplayName>> {
    let found: Option<Row> = row(sql, &format!("{TOKEN} WHERE staff_id = ?"), vec![staff.to_string().into()])?;
    Ok(found.map(|row| row.name))
}

/// Whether somebody is the face of a token that lets in.
pub(crate) fn acts(sql: &SqlStorage, staff: StaffId) -> Result<bool> {
    let found: Option<Row> =
        row(sql, &format!("{TOKEN} WHERE staff_id = ? AND over = 0"), vec![staff.to_string().into()])?;
    Ok(found.is_some())
}

/// Keeps a new one.
pub(crate) fn add(sql: &SqlStorage, token: &Token, secret_hash: &str) -> Result<()> {
    let Token { token: id, acts_as, name, scopes, hint, made_by, made_at_ms, ends_at_ms, used_at_ms: _ } = token;
    sql.exec(
        "INSERT INTO token (id, staff_id, name, scopes, secret_hash, hint, made_by, made_at_ms, ends_at_ms) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            id.to_string().into(),
            acts_as.to_string().into(),
            name.as_str().into(),
            serde_json::to_string(scopes)?.into(),
            secret_hash.into(),
            hint.as_str().into(),
            made_by.as_str().into(),
            made_at_ms.as_ms().into(),
            ends_at_ms.map(Timestamp::as_ms).into(),
        ],
    )?;
    Ok(())
}

/// Notes the day on which one was used.
pub(crate) fn note_use(sql: &SqlStorage, id: TokenId, day: Timestamp) -> Result<()> {
    sql.exec("UPDATE token SET used_at_ms = ? WHERE id = ?", vec![day.as_ms().into(), id.to_string().into()])?;
    Ok(())
}

/// Ends one; whether there was one that wasn't revoked.
pub(crate) fn revoke(sql: &SqlStorage, id: TokenId) -> Result<bool> {
    let query = "UPDATE token SET over = 1, revoked = 1 WHERE id = ? AND revoked = 0 RETURNING id";
    Ok(row::<Revoked>(sql, query, vec![id.to_string().into()])?.is_some())
}

#[derive(Deserialize)]
struct Revoked {}

/// When the next one ends.
pub(crate) fn next_end(sql: &SqlStorage) -> Result<Option<Timestamp>> {
    #[derive(Deserialize)]
    struct End {
        ends_at_ms: Option<Timestamp>,
    }
    let query = "SELECT MIN(ends_at_ms) AS ends_at_ms FROM token WHERE over = 0";
    Ok(row::<End>(sql, query, Vec::new())?.and_then(|end| end.ends_at_ms))
}

/// Ends those whose time is over.
pub(crate) fn end_due(sql: &SqlStorage, now: Timestamp) -> Result<()> {
    sql.exec("UPDATE token SET over = 1 WHERE over = 0 AND ends_at_ms <= ?", vec![now.as_ms().into()])?;
    Ok(())
}
