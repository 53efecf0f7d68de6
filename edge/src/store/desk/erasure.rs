//! What of the Desk's rows is of a person or of an enquiry, and goes with it; and the receipts.
//!
//! A table that tells of a person has to be named here, or it outlives them.

use serde::Deserialize;
use shared::{
    id::{ContactId, EnquiryId, ErasureId, VisitorId},
    privacy::erase::{ERASURES_PAGE, Erasure, Removed, RoomHeld},
    value::Timestamp,
};
use worker::{Result, SqlStorage, SqlStorageValue};

use super::block::{self, HOLDS};
use crate::{
    clock,
    store::{row, rows},
};

/// Where a room is told to empty itself.
pub(crate) const EMPTY: &str = "/internal/empty";

/// Tables with the column that says whose enquiry's each row is; what is referred to comes last.
const OF_ENQUIRY: &[(&str, &str)] = &[
    ("draft", "room_id"),
    ("enquiry_event", "enquiry_id"),
    ("enquiry_label", "enquiry_id"),
    ("file", "enquiry_id"),
    ("guest", "enquiry_id"),
    ("hook_room", "enquiry_id"),
    ("mention", "enquiry_id"),
    ("reminder", "enquiry_id"),
    ("seat", "enquiry_id"),
    ("told", "enquiry_id"),
    ("unlisted", "enquiry_id"),
    ("enquiry", "id"),
];

/// The same for visitors.
const OF_VISITOR: &[(&str, &str)] = &[
    ("identity_home", "visitor_id"),
    ("network", "visitor_id"),
    ("sent", "visitor_id"),
    ("visitor_push", "visitor_id"),
];

/// The same for records of people.
const OF_CONTACT: &[(&str, &str)] = &[
    ("told", "contact_id"),
    ("contact_apart", "one"),
    ("contact_apart", "other"),
    ("contact_key", "contact_id"),
    ("contact_note", "contact_id"),
    ("contact_unkeyed", "contact_id"),
    ("contact", "id"),
];

#[derive(Deserialize)]
struct Count {
    count: u32,
}

/// The enquiries of these records.
pub(crate) fn enquiries(sql: &SqlStorage, person: &[ContactId]) -> Result<Vec<EnquiryId>> {
    #[derive(Deserialize)]
    struct Row {
        id: EnquiryId,
    }
    let query = "SELECT id FROM enquiry WHERE contact_id IN (SELECT value FROM json_each(?)) ORDER BY id";
    let found: Vec<Row> = rows(sql, query, vec![serde_json::to_string(person)?.into()])?;
    Ok(found.into_iter().map(|row| row.id).collect())
}

/// When the enquiry was closed that was closed first.
pub(crate) fn closed_first(sql: &SqlStorage) -> Result<Option<Timestamp>> {
    #[derive(Deserialize)]
    struct Row {
        at_ms: Option<Timestamp>,
    }
    let query = "SELECT MIN(changed_at_ms) AS at_ms FROM enquiry WHERE phase = 'closed'";
    Ok(row::<Row>(sql, query, Vec::new())?.and_then(|row| row.at_ms))
}

/// Those that were closed before then, first closed first.
pub(crate) fn closed_before(sql: &SqlStorage, before: Timestamp, most: i64) -> Result<Vec<EnquiryId>> {
    #[derive(Deserialize)]
    struct Row {
        id: EnquiryId,
    }
    let query =
        "SELECT id FROM enquiry WHERE phase = 'closed' AND changed_at_ms < ? ORDER BY changed_at_ms, id LIMIT ?";
    let found: Vec<Row> = rows(sql, query, vec![before.as_ms().into(), most.into()])?;
    Ok(found.into_iter().map(|row| row.id).collect())
}

/// The records of those people whose enquiries are all among these. Who is blocked stays, for the block would go with them.
pub(crate) fn left_without(sql: &SqlStorage, now: Timestamp, enquiries: &[EnquiryId]) -> Result<Vec<ContactId>> {
    #[derive(Deserialize)]
    struct Row {
        id: ContactId,
    }
    let query = format!(
        "WITH these AS (SELECT value AS id FROM json_each(?1)), going AS (SELECT DISTINCT person_id AS id FROM enquiry \
         JOIN contact ON contact.id = contact_id WHERE enquiry.id IN (SELECT id FROM these)) \
         SELECT id FROM contact AS own WHERE person_id IN (SELECT id FROM going) AND NOT EXISTS (SELECT 1 FROM contact AS part \
         JOIN enquiry ON contact_id = part.id WHERE part.person_id = own.person_id AND enquiry.id NOT IN (SELECT id FROM these)) \
         AND NOT EXISTS (SELECT 1 FROM contact AS part JOIN block ON contact_id = part.id WHERE part.person_id = own.person_id \
         AND {HOLDS})"
    );
    let values = vec![serde_json::to_string(enquiries)?.into(), SqlStorageValue::Null, now.as_ms().into()];
    let found: Vec<Row> = rows(sql, &query, values)?;
    Ok(found.into_iter().map(|row| row.id).collect())
}

/// Whether an enquiry is one that was erased: nothing is raised under its id any more.
pub(crate) fn is_of_one(sql: &SqlStorage, enquiry: EnquiryId) -> Result<bool> {
    let query = "SELECT COUNT(*) AS count FROM erasure_room WHERE enquiry_id = ?";
    let found: Option<Count> = row(sql, query, vec![enquiry.to_string().into()])?;
    Ok(found.is_some_and(|found| found.count > 0))
}

/// Deletes what is of these enquiries, and of these people; says what, and how much of it webhooks had taken. Call it in a
/// transaction. The rooms are others' to empty.
pub(crate) fn remove(
    sql: &SqlStorage,
    person: &[ContactId],
    visitors: &[VisitorId],
    enquiries: &[EnquiryId],
) -> Result<(Removed, u32)> {
    let (of_person, of_visitors) = (serde_json::to_string(person)?, serde_json::to_string(visitors)?);
    let of_enquiries = serde_json::to_string(enquiries)?;
    let told =
        "WHERE contact_id IN (SELECT value FROM json_each(?1)) OR enquiry_id IN (SELECT value FROM json_each(?2))";
    let answers: Option<Count> = row(
        sql,
        &format!("SELECT COUNT(*) AS count FROM told {told}"),
        vec![of_person.as_str().into(), of_enquiries.as_str().into()],
    )?;
    let mut removed = Removed { answers: answers.map_or(0, |row| row.count), ..Removed::default() };
    removed.anonymised = anonymise(sql, enquiries)?;
    let (deliveries, webhooks) = forget_told(sql, &of_enquiries)?;
    removed.deliveries = deliveries;
    removed.blocks = blocks(sql, person)?;
    for (table, column) in OF_ENQUIRY {
        let count = delete(sql, table, column, &of_enquiries)?;
        removed.enquiries = if *table == "enquiry" { count } else { removed.enquiries };
    }
    for (table, column) in OF_VISITOR {
        let count = delete(sql, table, column, &of_visitors)?;
        removed.browsers = if *table == "visitor_push" { count } else { removed.browsers };
    }
    for (table, column) in OF_CONTACT {
        let count = delete(sql, table, column, &of_person)?;
        removed.contacts = if *table == "contact" { count } else { removed.contacts };
    }
    Ok((removed, webhooks))
}

fn delete(sql: &SqlStorage, table: &str, column: &str, ids: &str) -> Result<u32> {
    let which = format!("FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))");
    let count: Option<Count> = row(sql, &format!("SELECT COUNT(*) AS count {which}"), vec![ids.into()])?;
    sql.exec(&format!("DELETE {which}"), vec![ids.into()])?;
    Ok(count.map_or(0, |row| row.count))
}

/// What reports count stays, under ids that lead nowhere.
fn anonymise(sql: &SqlStorage, enquiries: &[EnquiryId]) -> Result<u32> {
    #[derive(Deserialize)]
    struct Row {
        raised_at_ms: Timestamp,
    }
    let mut count = 0;
    for enquiry in enquiries {
        let query = "SELECT raised_at_ms FROM life WHERE enquiry_id = ?";
        let Some(life) = row::<Row>(sql, query, vec![enquiry.to_string().into()])? else { continue };
        let nobody = EnquiryId::new(life.raised_at_ms, clock::random());
        sql.exec(
            "UPDATE life SET enquiry_id = ? WHERE enquiry_id = ?",
            vec![nobody.to_string().into(), enquiry.to_string().into()],
        )?;
        count += 1;
    }
    Ok(count)
}

/// What webhooks were told or are to be told of these enquiries, and whatever is owed about them: how many deliveries go,
/// and how many of them were taken.
fn forget_told(sql: &SqlStorage, enquiries: &str) -> Result<(u32, u32)> {
    #[derive(Deserialize)]
    struct Row {
        count: u32,
        taken: u32,
    }
    let which = "FROM hook_delivery WHERE enquiry_id IN (SELECT value FROM json_each(?))";
    let query = format!("SELECT COUNT(*) AS count, COALESCE(SUM(state = 'taken'), 0) AS taken {which}");
    let counted: Option<Row> = row(sql, &query, vec![enquiries.into()])?;
    sql.exec(&format!("DELETE {which}"), vec![enquiries.into()])?;
    // What the Index is owed is about many at once; it takes nothing of what it was told to forget.
    sql.exec(
        "DELETE FROM owed WHERE target NOT LIKE 'INDEX %' AND EXISTS (SELECT 1 FROM json_each(?) \
         WHERE instr(target, value) > 0 OR instr(body, value) > 0)",
        vec![enquiries.into()],
    )?;
    Ok(counted.map_or((0, 0), |row| (row.count, row.taken)))
}

/// Of blocks, only the network is left, where they are about one.
fn blocks(sql: &SqlStorage, person: &[ContactId]) -> Result<u32> {
    let mut count = 0;
    for of_them in block::of_person(sql, person)? {
        count += 1;
        let id = of_them.id;
        match of_them.without_person() {
            Some(left) => block::put(sql, &left, None)?,
            None => block::remove(sql, id)?,
        }
    }
    Ok(count)
}

/// Keeps a receipt, with the rooms that are to be emptied for it.
pub(crate) fn add(sql: &SqlStorage, erasure: &Erasure, webhooks: u32, rooms: &[EnquiryId]) -> Result<()> {
    sql.exec(
        "INSERT INTO erasure (id, contact_id, receipt, webhooks) VALUES (?, ?, ?, ?)",
        vec![
            erasure.id.to_string().into(),
            erasure.contact.map(|contact| contact.to_string()).into(),
            serde_json::to_string(erasure)?.into(),
            i64::from(webhooks).into(),
        ],
    )?;
    sql.exec(
        "INSERT INTO erasure_room (erasure_id, enquiry_id) SELECT ?, value FROM json_each(?)",
        vec![erasure.id.to_string().into(), serde_json::to_string(rooms)?.into()],
    )?;
    Ok(())
}

/// Keeps what a room held, as it says before it empties itself; what it said first, stays.
pub(crate) fn note_room(sql: &SqlStorage, now: Timestamp, held: &RoomHeld) -> Result<()> {
    sql.exec(
        "UPDATE erasure_room SET held = ?, at_ms = ? WHERE erasure_id = ? AND enquiry_id = ? AND held IS NULL",
        vec![
            serde_json::to_string(held)?.into(),
            now.as_ms().into(),
            held.erasure.to_string().into(),
            held.enquiry.to_string().into(),
        ],
    )?;
    Ok(())
}

#[derive(Deserialize)]
struct Receipt {
    receipt: String,
    webhooks: u32,
}

impl Receipt {
    fn settled(self, sql: &SqlStorage) -> Result<Erasure> {
        #[derive(Deserialize)]
        struct Row {
            held: String,
            at_ms: Timestamp,
        }
        let begun: Erasure = serde_json::from_str(&self.receipt)?;
        let query = "SELECT held, at_ms FROM erasure_room WHERE erasure_id = ? AND held IS NOT NULL";
        let rooms: Vec<Row> = rows(sql, query, vec![begun.id.to_string().into()])?;
        let rooms = rooms.into_iter().map(|row| Ok((serde_json::from_str::<RoomHeld>(&row.held)?, row.at_ms)));
        let rooms: Vec<_> = rooms.collect::<Result<_>>()?;
        let query = "SELECT COUNT(*) AS count FROM owed WHERE path = ? AND instr(body, ?) > 0";
        let left: Option<Count> = row(sql, query, vec![EMPTY.into(), begun.id.to_string().into()])?;
        Ok(begun.settle(rooms, left.map_or(0, |row| row.count), self.webhooks))
    }
}

const RECEIPT: &str = "SELECT receipt, webhooks FROM erasure";

/// A receipt as it stands. What is owed has to be swept before.
pub(crate) fn one(sql: &SqlStorage, id: ErasureId) -> Result<Option<Erasure>> {
    let found: Option<Receipt> = row(sql, &format!("{RECEIPT} WHERE id = ?"), vec![id.to_string().into()])?;
    found.map(|found| found.settled(sql)).transpose()
}

/// That of a record that was erased.
pub(crate) fn of_contact(sql: &SqlStorage, contact: ContactId) -> Result<Option<Erasure>> {
    let query = format!("{RECEIPT} WHERE contact_id = ? ORDER BY id DESC LIMIT 1");
    let found: Option<Receipt> = row(sql, &query, vec![contact.to_string().into()])?;
    found.map(|found| found.settled(sql)).transpose()
}

/// The page before one, newest first, and one more if there is another page.
pub(crate) fn page(sql: &SqlStorage, before: Option<ErasureId>) -> Result<Vec<Erasure>> {
    let query = format!("{RECEIPT} WHERE ?1 IS NULL OR id < ?1 ORDER BY id DESC LIMIT ?2");
    let most = i64::try_from(ERASURES_PAGE + 1).unwrap_or(i64::MAX);
    let found: Vec<Receipt> = rows(sql, &query, vec![before.map(|id| id.to_string()).into(), most.into()])?;
    found.into_iter().map(|found| found.settled(sql)).collect()
}
