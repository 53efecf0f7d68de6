//! Rows of which message of the service stands where in which room.

use channel::outbound::Quoted;
use serde::Deserialize;
use shared::{
    id::{EnquiryId, MessageId},
    value::{Seq, Timestamp},
};
use worker::{Result, SqlStorage};

use crate::store::{row, rows};

/// Where one stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) enquiry: EnquiryId,
    pub(crate) seq: Seq,
    /// Ours of it, if it is a file.
    pub(crate) message: Option<MessageId>,
    pub(crate) by: By,
}

/// Who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// The person.
    Them,
    /// We, from here.
    Us,
    /// The business, in the messaging service's own application.
    Elsewhere,
}

impl Place {
    /// Whether it is ours, and so has receipts.
    pub(crate) fn ours(&self) -> bool {
        self.by == By::Us
    }
}

#[derive(Deserialize)]
struct SaidRow {
    enquiry: EnquiryId,
    seq: u32,
    message: Option<MessageId>,
    ours: u32,
}

impl From<SaidRow> for Place {
    fn from(SaidRow { enquiry, seq, message, ours }: SaidRow) -> Self {
        let by = match ours {
            0 => By::Them,
            1 => By::Us,
            _ => By::Elsewhere,
        };
        Self { enquiry, seq: Seq(seq), message, by }
    }
}

/// The name under which a part of a message stands, counted from 0: whoever quotes it means its first.
pub(crate) fn part(external: &str, number: usize) -> String {
    if number == 0 { external.to_owned() } else { format!("{external}{PARTS}{number}") }
}

/// The same of a piece of a text that is too long for one message of ours.
pub(crate) fn piece(external: &str, number: usize) -> String {
    if number == 0 { external.to_owned() } else { format!("{external}{PARTS}.{number}") }
}

/// Between the service's id and the number of a part; and what sorts right behind all of them.
const PARTS: char = '\n';
const BEHIND: char = '\u{b}';

/// Notes one.
///
/// # Errors
/// That of the database.
pub(crate) fn note(
    sql: &SqlStorage,
    now: Timestamp,
    external: &str,
    person: &str,
    place: &Place,
    quote_token: Option<&str>,
) -> Result<()> {
    sql.exec(
        "INSERT OR IGNORE INTO said (external, person, enquiry, seq, message, ours, quote_token, at_ms) VALUES (?, ?, ?, \
         ?, ?, ?, ?, ?)",
        vec![
            external.into(),
            person.into(),
            place.enquiry.to_string().into(),
            i64::from(place.seq.0).into(),
            place.message.map(|message| message.to_string()).into(),
            match place.by {
                By::Them => 0_i64,
                By::Us => 1,
                By::Elsewhere => 2,
            }
            .into(),
            quote_token.into(),
            now.as_ms().into(),
        ],
    )
    .map(drop)
}

/// Where a message of the service stands.
///
/// # Errors
/// That of the database.
pub(crate) fn find(sql: &SqlStorage, external: &str) -> Result<Option<Place>> {
    let query = "SELECT enquiry, seq, message, ours FROM said WHERE external = ?";
    Ok(row::<SaidRow>(sql, query, vec![external.into()])?.map(Place::from))
}

/// Where all parts of a message of the service stand.
///
/// # Errors
/// That of the database.
pub(crate) fn all(sql: &SqlStorage, external: &str) -> Result<Vec<Place>> {
    let query = "SELECT enquiry, seq, message, ours FROM said WHERE external = ?1 OR (external >= ?2 AND external < ?3) \
                 ORDER BY seq";
    let (first, behind) = (format!("{external}{PARTS}"), format!("{external}{BEHIND}"));
    let found: Vec<SaidRow> = rows(sql, query, vec![external.into(), first.into(), behind.into()])?;
    Ok(found.into_iter().map(Place::from).collect())
}

/// Forgets where one stands.
///
/// # Errors
/// That of the database.
pub(crate) fn forget(sql: &SqlStorage, external: &str) -> Result<()> {
    sql.exec("DELETE FROM said WHERE external = ?", vec![external.into()]).map(drop)
}

/// Those of ours that were sent to somebody up to then, newest first.
///
/// # Errors
/// That of the database.
pub(crate) fn ours_until(sql: &SqlStorage, person: &str, until: Timestamp) -> Result<Vec<Place>> {
    let query = "SELECT enquiry, seq, message, ours FROM said WHERE person = ? AND ours = 1 AND at_ms <= ? ORDER BY at_ms \
                 DESC LIMIT 50";
    let found: Vec<SaidRow> = rows(sql, query, vec![person.into(), until.as_ms().into()])?;
    Ok(found.into_iter().map(Place::from).collect())
}

/// How the service quotes a message of ours or theirs.
///
/// # Errors
/// That of the database.
pub(crate) fn quoted(sql: &SqlStorage, message: MessageId) -> Result<Option<Quoted>> {
    #[derive(Deserialize)]
    struct QuotedRow {
        external: String,
        quote_token: Option<String>,
    }
    let query = "SELECT external, quote_token FROM said WHERE message = ? LIMIT 1";
    let found: Option<QuotedRow> = row(sql, query, vec![message.to_string().into()])?;
    Ok(found.map(|QuotedRow { external: id, quote_token: token }| Quoted { id, token }))
}
