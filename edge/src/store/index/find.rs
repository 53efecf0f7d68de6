//! One question to the full text index.

use serde::{Deserialize, Serialize};
use shared::{
    card::{ContactCard, ContactDetails},
    id::{EnquiryId, StaffId},
    owed::Listed,
    search::{HitKind, SearchText, Snippet, query::Query, snippet::snippet},
    value::{DisplayName, EmailAddress, PhoneNumber, Seq, Timestamp},
    wire::Author,
};
use worker::{Result, SqlStorage, SqlStorageValue, console_error};

use super::{beginning, is_reading, said::word};
use crate::store::rows;

/// Enquiries that are looked through for people: who asked often is in many of them.
const MOST_PEOPLE: i64 = 100;

/// What the Desk asks. It says who may see what; the Index knows nobody.
#[derive(Serialize, Deserialize)]
pub(crate) struct Asked {
    pub(crate) text: SearchText,
    /// Each needs one of its marks: see `shared::search::mark`.
    pub(crate) marks: Vec<String>,
    pub(crate) from: Option<Timestamp>,
    pub(crate) until: Option<Timestamp>,
    /// The number of the last hit of the page before.
    pub(crate) before: Option<i64>,
    pub(crate) most: usize,
    /// Whether people are looked for, too.
    pub(crate) people: bool,
}

/// What fits.
#[derive(Serialize, Deserialize)]
pub(crate) struct RawFound {
    pub(crate) people: Vec<RawPerson>,
    pub(crate) hits: Vec<RawHit>,
    pub(crate) reading: bool,
}

/// Somebody, in one of their enquiries.
#[derive(Serialize, Deserialize)]
pub(crate) struct RawPerson {
    pub(crate) enquiry: EnquiryId,
    pub(crate) contact: ContactCard,
    pub(crate) line: Snippet,
}

/// Something that was said.
#[derive(Serialize, Deserialize)]
pub(crate) struct RawHit {
    pub(crate) number: i64,
    pub(crate) enquiry: EnquiryId,
    pub(crate) seq: Seq,
    pub(crate) at_ms: Timestamp,
    pub(crate) kind: HitKind,
    pub(crate) author: Author,
    pub(crate) snippet: Snippet,
}

/// Looks for it, newest first.
///
/// # Errors
/// That of the database.
pub(crate) fn find(sql: &SqlStorage, asked: &Asked) -> Result<RawFound> {
    let query = Query::parse(asked.text.as_str());
    let reading = is_reading(sql)?;
    if query.is_empty() {
        return Ok(RawFound { people: Vec::new(), hits: Vec::new(), reading });
    }
    let people = if asked.people && asked.before.is_none() { people(sql, asked, &query)? } else { Vec::new() };
    Ok(RawFound { people, hits: hits(sql, asked, &query)?, reading })
}

/// Both columns, as FTS5 reads it. All of it is letters between quotes, whoever typed it.
fn matching(words: &str, marks: &[String]) -> String {
    let marks = marks.iter().map(|any| format!(" AND {{marks}} : ({any})"));
    format!("{{words}} : ({words}){}", marks.collect::<String>())
}

fn hits(sql: &SqlStorage, asked: &Asked, query: &Query) -> Result<Vec<RawHit>> {
    #[derive(Deserialize)]
    struct Row {
        number: i64,
        enquiry: EnquiryId,
        seq: u32,
        kind: String,
        staff: Option<StaffId>,
        body: String,
    }
    let from = asked.from.map_or(i64::MIN >> 11, beginning);
    let until = asked.until.map_or(i64::MAX >> 11, beginning);
    let until = asked.before.map_or(until, |before| before.min(until));
    let most = i64::try_from(asked.most).unwrap_or(i64::MAX);
    let values: Vec<SqlStorageValue> =
        vec![matching(&query.of_words(), &asked.marks).into(), from.into(), until.into(), most.into()];
    let found: Vec<Row> = rows(
        sql,
        "SELECT said.id AS number, enquiry.id AS enquiry, said.seq, said.kind, said.staff, said.body \
         FROM said_words JOIN said ON said.id = said_words.rowid JOIN enquiry ON enquiry.number = said.enquiry \
         WHERE said_words MATCH ? AND said_words.rowid >= ? AND said_words.rowid < ? \
         ORDER BY said_words.rowid DESC LIMIT ?",
        values,
    )?;
    let hit = |row: Row| {
        let kind = [HitKind::Message, HitKind::Note, HitKind::File, HitKind::Form].into_iter();
        let at_ms = row.number.div_euclid(super::WITHIN_MS);
        Some(RawHit {
            number: row.number,
            enquiry: row.enquiry,
            seq: Seq(row.seq),
            at_ms: Timestamp::from_ms(at_ms),
            kind: kind.into_iter().find(|kind| word(*kind) == row.kind)?,
            author: row.staff.map_or(Author::Visitor, |staff| Author::Staff { staff }),
            snippet: snippet(&row.body, query),
        })
    };
    Ok(found.into_iter().filter_map(hit).collect())
}

fn people(sql: &SqlStorage, asked: &Asked, query: &Query) -> Result<Vec<RawPerson>> {
    #[derive(Deserialize)]
    struct Row {
        listed: String,
    }
    let found: Vec<Row> = rows(
        sql,
        "SELECT enquiry.listed FROM people_words JOIN enquiry ON enquiry.number = people_words.rowid \
         WHERE people_words MATCH ? ORDER BY people_words.rowid DESC LIMIT ?",
        vec![matching(&query.of_people(), &asked.marks).into(), MOST_PEOPLE.into()],
    )?;
    let person = |row: Row| {
        let listed = serde_json::from_str::<Listed>(&row.listed);
        if listed.is_err() {
            console_error!("A row of the Index can't be read");
        }
        let Listed { enquiry, contact, .. } = listed.ok()?;
        let line = snippet(&line(&contact), query);
        Some(RawPerson { enquiry, contact, line })
    };
    Ok(found.into_iter().filter_map(person).collect())
}

/// All that is known of somebody, as one line.
fn line(contact: &ContactCard) -> String {
    let ContactCard { id: _, handle, details: ContactDetails { name, email, phone, message: _ }, photo: _ } = contact;
    let parts = [
        name.as_ref().map(DisplayName::as_str),
        Some(handle.as_str()),
        email.as_ref().map(EmailAddress::as_str),
        phone.as_ref().map(PhoneNumber::as_str),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
