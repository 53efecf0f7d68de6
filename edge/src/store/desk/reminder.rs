//! Rows of reminders.

use serde::Deserialize;
use shared::{
    id::{EnquiryId, ReminderId, StaffId},
    reminder::{KEPT_MS, MAX_UNDONE, Reminder},
    value::Timestamp,
};
use worker::{Result, SqlStorage, SqlStorageValue};

use crate::store::{row, rows};

/// In SQL, what isn't over.
const UNDONE: &str = "state IN ('waiting', 'due')";

/// Most that are fired in one turn: others want theirs, and the alarm fires again at once.
const MOST_AT_ONCE: u32 = 100;

/// A place in a list: when it is due, or since when it is over.
pub(crate) type Place = (Timestamp, ReminderId);

#[derive(Deserialize)]
struct Row {
    reminder: String,
}

fn read(sql: &SqlStorage, which: &str, values: Vec<SqlStorageValue>) -> Result<Vec<Reminder>> {
    let found: Vec<Row> = rows(sql, &format!("SELECT reminder FROM reminder WHERE {which}"), values)?;
    found.into_iter().map(|row| Ok(serde_json::from_str(&row.reminder)?)).collect()
}

/// Keeps one, new or changed.
pub(crate) fn put(sql: &SqlStorage, reminder: &Reminder) -> Result<()> {
    sql.exec(
        "INSERT INTO reminder (id, enquiry_id, setter_id, staff_id, state, due_ms, since_ms, reminder) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET staff_id = excluded.staff_id, \
         state = excluded.state, due_ms = excluded.due_ms, since_ms = excluded.since_ms, reminder = excluded.reminder",
        vec![
            reminder.reminder.to_string().into(),
            reminder.enquiry.to_string().into(),
            reminder.setter.to_string().into(),
            reminder.staff.to_string().into(),
            reminder.state.as_str().into(),
            reminder.due_ms.as_ms().into(),
            reminder.since_ms.as_ms().into(),
            serde_json::to_string(reminder)?.into(),
        ],
    )?;
    Ok(())
}

/// Forgets one.
pub(crate) fn remove(sql: &SqlStorage, id: ReminderId) -> Result<()> {
    sql.exec("DELETE FROM reminder WHERE id = ?", vec![id.to_string().into()])?;
    Ok(())
}

/// Forgets what has been over for long.
pub(crate) fn forget_old(sql: &SqlStorage, now: Timestamp) -> Result<()> {
    let before = now.plus_ms(-KEPT_MS).as_ms();
    sql.exec(&format!("DELETE FROM reminder WHERE NOT ({UNDONE}) AND since_ms < ?"), vec![before.into()])?;
    Ok(())
}

/// One.
pub(crate) fn one(sql: &SqlStorage, id: ReminderId) -> Result<Option<Reminder>> {
    Ok(read(sql, "id = ?", vec![id.to_string().into()])?.pop())
}

/// Those of an enquiry that aren't over, the next first.
pub(crate) fn of_enquiry(sql: &SqlStorage, enquiry: EnquiryId) -> Result<Vec<Reminder>> {
    let which = format!("enquiry_id = ? AND {UNDONE} ORDER BY due_ms, id LIMIT {MAX_UNDONE}");
    read(sql, &which, vec![enquiry.to_string().into()])
}

/// All of these enquiries, whatever became of them.
pub(crate) fn of_enquiries(sql: &SqlStorage, enquiries: &[EnquiryId]) -> Result<Vec<Reminder>> {
    let which = "enquiry_id IN (SELECT value FROM json_each(?)) ORDER BY due_ms, id";
    read(sql, which, vec![serde_json::to_string(enquiries)?.into()])
}

/// A page of those that somebody set, or that are theirs, from after a place, and one more if there is another page.
pub(crate) fn page(
    sql: &SqlStorage,
    staff: StaffId,
    is_over: bool,
    after: Option<Place>,
    most: usize,
) -> Result<Vec<Reminder>> {
    let after = after.map(|(at, id)| (at.as_ms(), id.to_string())).unzip();
    let (no, at, then, order) = if is_over { ("NOT", "since_ms", "<", "DESC") } else { ("", "due_ms", ">", "ASC") };
    let which = format!(
        "(staff_id = ?1 OR setter_id = ?1) AND {no} ({UNDONE}) AND (?2 IS NULL OR ({at}, id) {then} (?2, ?3)) \
         ORDER BY {at} {order}, id {order} LIMIT ?4"
    );
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    read(sql, &which, vec![staff.to_string().into(), after.0.into(), after.1.into(), most.into()])
}

#[derive(Deserialize)]
struct Count {
    count: u32,
}

fn count(sql: &SqlStorage, which: &str, value: String) -> Result<u32> {
    let found: Option<Count> =
        row(sql, &format!("SELECT COUNT(*) AS count FROM reminder WHERE {which}"), vec![value.into()])?;
    Ok(found.map_or(0, |row| row.count))
}

/// How many of somebody's are due.
pub(crate) fn due_of(sql: &SqlStorage, staff: StaffId) -> Result<u32> {
    count(sql, "staff_id = ? AND state = 'due'", staff.to_string())
}

/// Whether nobody can set one more: of this enquiry, for this person, or by this one.
pub(crate) fn is_full(sql: &SqlStorage, enquiry: EnquiryId, staff: StaffId, setter: StaffId) -> Result<bool> {
    let most = [
        count(sql, &format!("enquiry_id = ? AND {UNDONE}"), enquiry.to_string())?,
        count(sql, &format!("staff_id = ? AND {UNDONE}"), staff.to_string())?,
        count(sql, &format!("setter_id = ? AND {UNDONE}"), setter.to_string())?,
    ];
    Ok(most.into_iter().any(|count| usize::try_from(count).unwrap_or(usize::MAX) >= MAX_UNDONE))
}

/// When the next one is due.
pub(crate) fn next_at(sql: &SqlStorage) -> Result<Option<Timestamp>> {
    #[derive(Deserialize)]
    struct Next {
        at_ms: Option<Timestamp>,
    }
    let query = "SELECT MIN(due_ms) AS at_ms FROM reminder WHERE state = 'waiting'";
    Ok(row::<Next>(sql, query, Vec::new())?.and_then(|row| row.at_ms))
}

/// Some of those whose time has come, the first first.
pub(crate) fn due(sql: &SqlStorage, now: Timestamp) -> Result<Vec<Reminder>> {
    let which = format!("state = 'waiting' AND due_ms <= ? ORDER BY due_ms, id LIMIT {MOST_AT_ONCE}");
    read(sql, &which, vec![now.as_ms().into()])
}

/// Somebody is gone: what reminded them goes to who set it.
pub(crate) fn leave(sql: &SqlStorage, now: Timestamp, staff: StaffId) -> Result<()> {
    let which = format!("staff_id = ? AND {UNDONE}");
    for reminder in read(sql, &which, vec![staff.to_string().into()])? {
        put(sql, &reminder.left(now))?;
    }
    Ok(())
}
