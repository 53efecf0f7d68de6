//! Entries of logs to what can be found, and back out again when words are changed, recalled or deleted.

use serde::Deserialize;
use shared::{
    card::ContactDetails,
    form::Filled,
    search::{HitKind, mark, words::indexed},
    value::{DisplayName, EmailAddress, MessageBody, PhoneNumber, Seq},
    wire::{Author, LogEntry, Logged, Revision},
};
use worker::{Result, SqlStorage, SqlStorageValue};

use super::free;
use crate::store::{row, rows};

/// Read at once when the marks of a room change.
const BATCH: i64 = 500;

/// `said.kind`.
pub(super) const fn word(kind: HitKind) -> &'static str {
    match kind {
        HitKind::Message => "message",
        HitKind::Note => "note",
        HitKind::File => "file",
        HitKind::Form => "form",
    }
}

/// Takes in one entry. Taken twice, it is there once.
pub(super) fn take(sql: &SqlStorage, enquiry: i64, marks: &str, entry: &LogEntry) -> Result<()> {
    let put = |kind, author, message: Option<String>, body: &str| {
        put(sql, (enquiry, marks), entry, (kind, author, message, body))
    };
    match &entry.logged {
        Logged::Said { revised: None | Some(Revision::Edited), author, body, .. } => {
            put(HitKind::Message, *author, None, body.as_str())
        }
        Logged::Noted { revised: None | Some(Revision::Edited), staff, body, .. } => {
            put(HitKind::Note, Author::Staff { staff: staff.id }, None, body.as_str())
        }
        Logged::Shared { message, author, file } if !file.deleted => {
            put(HitKind::File, *author, Some(message.to_string()), file.name.as_str())
        }
        Logged::DetailsLeft { details, form, .. } => {
            put(HitKind::Form, Author::Visitor, None, &form_text(details, form.as_ref()))
        }
        Logged::Revised { of, body: Some(body), .. } => revise(sql, (enquiry, marks), *of, body.as_str()),
        Logged::Revised { of, body: None, .. } => delete(sql, "seq = ?2", enquiry, i64::from(of.0).into()),
        Logged::FileDeleted { message, .. } => delete(sql, "message = ?2", enquiry, message.to_string().into()),
        // Gone by now; or what the room says by itself, which stands in every room alike; the rest is nobody's word.
        Logged::Said { revised: Some(Revision::Recalled), .. }
        | Logged::Noted { revised: Some(Revision::Recalled), .. }
        | Logged::Shared { .. }
        | Logged::Automatic { .. }
        | Logged::Raised
        | Logged::Hidden
        | Logged::Answered { .. }
        | Logged::Joined { .. }
        | Logged::Left { .. }
        | Logged::Passing { .. }
        | Logged::Returned { .. }
        | Logged::Missed
        | Logged::Reopened
        | Logged::Closing { .. }
        | Logged::Closed { .. }
        | Logged::Call(_)
        | Logged::Unknown => Ok(()),
    }
}

/// What a visitor left, as text: also what was typed into fields of the service's own form, but not which options were chosen.
fn form_text(details: &ContactDetails, form: Option<&Filled>) -> String {
    let ContactDetails { name, email, phone, message } = details;
    let own = [
        name.as_ref().map(DisplayName::as_str),
        email.as_ref().map(EmailAddress::as_str),
        phone.as_ref().map(PhoneNumber::as_str),
        message.as_ref().map(MessageBody::as_str),
    ];
    let mut lines: Vec<&str> = own.into_iter().flatten().collect();
    for answer in form.into_iter().flat_map(|form| &form.answers) {
        let value = answer.value.trim();
        let is_choice = value == "yes" || value.parse::<u32>().is_ok();
        if !value.is_empty() && !is_choice && !lines.contains(&value) {
            lines.push(value);
        }
    }
    lines.join("\n")
}

fn put(
    sql: &SqlStorage,
    (enquiry, marks): (i64, &str),
    entry: &LogEntry,
    (kind, author, message, body): (HitKind, Author, Option<String>, &str),
) -> Result<()> {
    #[derive(Deserialize)]
    struct Row {
        id: i64,
    }
    let id = free(sql, ("said", "id"), entry.at_ms)?;
    let staff = match author {
        Author::Visitor => None,
        Author::Staff { staff } => Some(staff.to_string()),
    };
    let put: Option<Row> = row(
        sql,
        "INSERT INTO said (id, enquiry, seq, kind, message, staff, body) VALUES (?, ?, ?, ?, ?, ?, ?) \
         ON CONFLICT (enquiry, seq) DO NOTHING RETURNING id",
        vec![
            id.into(),
            enquiry.into(),
            i64::from(entry.seq.0).into(),
            word(kind).into(),
            message.into(),
            staff.into(),
            body.into(),
        ],
    )?;
    put.map_or(Ok(()), |row| put_words(sql, row.id, body, &marked(marks, author)))
}

/// The marks of a room, and of who said something in it.
fn marked(marks: &str, author: Author) -> String {
    mark::of_author(author).map_or_else(|| marks.to_owned(), |author| format!("{marks} {author}"))
}

fn put_words(sql: &SqlStorage, id: i64, body: &str, marks: &str) -> Result<()> {
    sql.exec(
        "INSERT OR REPLACE INTO said_words (rowid, words, marks) VALUES (?, ?, ?)",
        vec![id.into(), indexed(body).into(), marks.into()],
    )?;
    Ok(())
}

#[derive(Deserialize)]
struct Kept {
    id: i64,
    staff: Option<String>,
    body: String,
}

impl Kept {
    fn author(&self) -> Author {
        let staff = self.staff.as_deref().and_then(|staff| staff.parse().ok());
        staff.map_or(Author::Visitor, |staff| Author::Staff { staff })
    }
}

fn revise(sql: &SqlStorage, (enquiry, marks): (i64, &str), of: Seq, body: &str) -> Result<()> {
    let kept: Option<Kept> = row(
        sql,
        "UPDATE said SET body = ? WHERE enquiry = ? AND seq = ? RETURNING id, staff, body",
        vec![body.into(), enquiry.into(), i64::from(of.0).into()],
    )?;
    kept.map_or(Ok(()), |kept| put_words(sql, kept.id, body, &marked(marks, kept.author())))
}

fn delete(sql: &SqlStorage, which: &str, enquiry: i64, value: SqlStorageValue) -> Result<()> {
    let of = format!("enquiry = ?1 AND {which}");
    let words = format!("DELETE FROM said_words WHERE rowid IN (SELECT id FROM said WHERE {of})");
    sql.exec(&words, vec![enquiry.into(), value.clone()])?;
    sql.exec(&format!("DELETE FROM said WHERE {of}"), vec![enquiry.into(), value])?;
    Ok(())
}

/// Nothing of a room is kept.
pub(super) fn forget(sql: &SqlStorage, enquiry: i64) -> Result<()> {
    sql.exec("DELETE FROM said_words WHERE rowid IN (SELECT id FROM said WHERE enquiry = ?)", vec![enquiry.into()])?;
    sql.exec("DELETE FROM said WHERE enquiry = ?", vec![enquiry.into()])?;
    Ok(())
}

/// Everything in a room has these marks from now on.
pub(super) fn mark_all(sql: &SqlStorage, enquiry: i64, marks: &str) -> Result<()> {
    let mut last = 0;
    loop {
        let kept: Vec<Kept> = rows(
            sql,
            "SELECT id, staff, body FROM said WHERE enquiry = ? AND id > ? ORDER BY id LIMIT ?",
            vec![enquiry.into(), last.into(), BATCH.into()],
        )?;
        let Some(end) = kept.last() else { return Ok(()) };
        last = end.id;
        for kept in &kept {
            put_words(sql, kept.id, &kept.body, &marked(marks, kept.author()))?;
        }
    }
}
