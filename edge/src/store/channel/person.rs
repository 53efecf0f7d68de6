//! Rows of people who wrote to the account.

use channel::window::Talk;
use serde::Deserialize;
use shared::{
    id::{EnquiryId, VisitorId},
    value::Timestamp,
};
use worker::{Result, SqlStorage};

use crate::store::row;

/// Somebody who wrote.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// Who, at the messaging service.
    pub(crate) id: String,
    /// Where an answer goes to, if the messaging service gave them another id since.
    pub(crate) address: Option<String>,
    /// Who, here.
    pub(crate) visitor: VisitorId,
    pub(crate) name: Option<String>,
    pub(crate) language: Option<String>,
    /// When the messaging service was last asked who they are.
    pub(crate) asked_at: Option<Timestamp>,
    /// The enquiry that is being raised.
    pub(crate) wish: Option<EnquiryId>,
    /// The room in which they are heard now.
    pub(crate) enquiry: Option<EnquiryId>,
    /// The one before.
    pub(crate) former: Option<EnquiryId>,
    pub(crate) talk: Talk,
    /// Whether their picture is kept.
    pub(crate) photo: bool,
}

impl Known {
    /// What an answer is sent to.
    pub(crate) fn address(&self) -> &str {
        self.address.as_deref().unwrap_or(&self.id)
    }
}

#[derive(Deserialize)]
struct PersonRow {
    id: String,
    address: Option<String>,
    visitor: VisitorId,
    name: Option<String>,
    language: Option<String>,
    asked_at_ms: Option<Timestamp>,
    wish: Option<EnquiryId>,
    enquiry: Option<EnquiryId>,
    former: Option<EnquiryId>,
    talk: String,
    photo: u32,
}

impl PersonRow {
    fn read(self) -> Result<Known> {
        let Self { id, address, visitor, name, language, asked_at_ms: asked_at, wish, enquiry, former, talk, photo } =
            self;
        let talk = serde_json::from_str(&talk)?;
        Ok(Known { id, address, visitor, name, language, asked_at, wish, enquiry, former, talk, photo: photo != 0 })
    }
}

const COLUMNS: &str = "id, address, visitor, name, language, asked_at_ms, wish, enquiry, former, talk, photo";

fn one(sql: &SqlStorage, which: &str, value: &str) -> Result<Option<Known>> {
    let query = format!("SELECT {COLUMNS} FROM person WHERE {which} LIMIT 1");
    row::<PersonRow>(sql, &query, vec![value.into()])?.map(PersonRow::read).transpose()
}

/// Somebody by any of their ids.
///
/// # Errors
/// That of the database.
pub(crate) fn find(sql: &SqlStorage, id: &str) -> Result<Option<Known>> {
    one(sql, "id = ?1 OR id = (SELECT person FROM alias WHERE alias = ?1) ORDER BY id = ?1 DESC", id)
}

/// Whose room it is.
///
/// # Errors
/// That of the database.
pub(crate) fn of_room(sql: &SqlStorage, enquiry: EnquiryId) -> Result<Option<Known>> {
    one(sql, "id = (SELECT person FROM room WHERE enquiry = ?1)", &enquiry.to_string())
}

/// For whom an enquiry is being raised.
///
/// # Errors
/// That of the database.
pub(crate) fn of_wish(sql: &SqlStorage, enquiry: EnquiryId) -> Result<Option<Known>> {
    one(sql, "wish = ?1", &enquiry.to_string())
}

/// Who a visitor is.
///
/// # Errors
/// That of the database.
pub(crate) fn of_visitor(sql: &SqlStorage, visitor: VisitorId) -> Result<Option<Known>> {
    one(sql, "visitor = ?1", &visitor.to_string())
}

/// Keeps somebody, who must have been read in the same turn.
///
/// # Errors
/// That of the database.
pub(crate) fn keep(sql: &SqlStorage, known: &Known) -> Result<()> {
    let Known { id, address, visitor, name, language, asked_at, wish, enquiry, former, talk, photo } = known;
    sql.exec(
        &format!("INSERT OR REPLACE INTO person ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        vec![
            id.as_str().into(),
            address.clone().into(),
            visitor.to_string().into(),
            name.clone().into(),
            language.clone().into(),
            asked_at.map(Timestamp::as_ms).into(),
            wish.map(|id| id.to_string()).into(),
            enquiry.map(|id| id.to_string()).into(),
            former.map(|id| id.to_string()).into(),
            serde_json::to_string(talk)?.into(),
            i64::from(*photo).into(),
        ],
    )?;
    Ok(())
}

/// Notes in which room somebody is heard. Nothing else of them: something may have come while others were asked.
///
/// # Errors
/// That of the database.
pub(crate) fn keep_room(sql: &SqlStorage, known: &Known) -> Result<()> {
    let Known { id, visitor, wish, enquiry, former, .. } = known;
    sql.exec(
        "UPDATE person SET wish = ?, enquiry = ?, former = ? WHERE id = ? AND visitor = ?",
        vec![
            wish.map(|id| id.to_string()).into(),
            enquiry.map(|id| id.to_string()).into(),
            former.map(|id| id.to_string()).into(),
            id.as_str().into(),
            visitor.to_string().into(),
        ],
    )?;
    // Of somebody who was forgotten meanwhile, nothing is noted.
    if let Some(enquiry) = enquiry {
        sql.exec(
            "INSERT OR IGNORE INTO room (enquiry, person) SELECT ?, id FROM person WHERE id = ? AND visitor = ?",
            vec![enquiry.to_string().into(), id.as_str().into(), visitor.to_string().into()],
        )?;
    }
    Ok(())
}

/// The same of who they are at the messaging service. A name that came meanwhile is newer.
///
/// # Errors
/// That of the database.
pub(crate) fn keep_profile(sql: &SqlStorage, known: &Known) -> Result<()> {
    let Known { id, visitor, name, language, asked_at, photo, .. } = known;
    sql.exec(
        "UPDATE person SET name = COALESCE(name, ?), language = COALESCE(language, ?), asked_at_ms = ?, photo = ? WHERE \
         id = ? AND visitor = ?",
        vec![
            name.clone().into(),
            language.clone().into(),
            asked_at.map(Timestamp::as_ms).into(),
            i64::from(*photo).into(),
            id.as_str().into(),
            visitor.to_string().into(),
        ],
    )
    .map(drop)
}

/// Whether somebody is known still: they may be erased while others are asked for them.
///
/// # Errors
/// That of the database.
pub(crate) fn is_there(sql: &SqlStorage, known: &Known) -> Result<bool> {
    Ok(of_visitor(sql, known.visitor)?.is_some_and(|now| now.id == known.id))
}

/// Notes other ids of somebody's.
///
/// # Errors
/// That of the database.
pub(crate) fn alias<'a>(sql: &SqlStorage, known: &Known, ids: impl Iterator<Item = &'a String>) -> Result<()> {
    for alias in ids.filter(|alias| **alias != known.id) {
        sql.exec(
            "INSERT OR REPLACE INTO alias (alias, person) VALUES (?, ?)",
            vec![alias.as_str().into(), known.id.as_str().into()],
        )?;
    }
    Ok(())
}

/// Forgets somebody with all that is known of them.
///
/// # Errors
/// That of the database.
pub(crate) fn forget(sql: &SqlStorage, id: &str) -> Result<()> {
    for statement in [
        "DELETE FROM person WHERE id = ?",
        "DELETE FROM alias WHERE person = ?",
        "DELETE FROM room WHERE person = ?",
        "DELETE FROM said WHERE person = ?",
        "DELETE FROM delivery WHERE person = ?",
        "UPDATE event SET body = NULL, raw = NULL, lane = '' WHERE lane = ?",
        "UPDATE event SET body = NULL, lane = '' WHERE lane = 'receipts ' || ?",
        "UPDATE event SET body = NULL, lane = '' WHERE lane = 'changes ' || ?",
    ] {
        sql.exec(statement, vec![id.into()])?;
    }
    Ok(())
}
