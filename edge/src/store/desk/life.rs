//! Rows of what reports count: the life of each enquiry, brought up to date with each of its events.

use serde::Deserialize;
use shared::{
    card::Entry,
    enquiry::Event,
    id::{EnquiryId, StaffId, TagId},
    report::{ContactPoint, Life, Moment},
    value::Timestamp,
};
use worker::{Result, SqlStorage, SqlStorageValue};

use super::enquiry::entry_columns;
use crate::store::row;

/// So many at a time: as one text of JSON, which reads ten times as fast as rows of values, and is far below what one value
/// may hold.
const BATCH: i64 = 2_000;

const COLUMNS: &str = "enquiry_id, raised_at_ms, tag_id, staff_id, contact_point, answered_at_ms, answered_by, spoke_at_ms, \
                       missed_at_ms, closed_at_ms, grade, rated_of";

/// A row, in the order of [`COLUMNS`].
#[derive(Deserialize)]
struct Row(
    EnquiryId,
    Timestamp,
    Option<TagId>,
    Option<StaffId>,
    ContactPoint,
    Option<Timestamp>,
    Option<StaffId>,
    Option<Timestamp>,
    Option<Timestamp>,
    Option<Timestamp>,
    Option<u8>,
    Option<StaffId>,
);

impl Row {
    fn life(self) -> Option<Life> {
        let Self(
            enquiry,
            raised_at,
            tag,
            staff,
            contact_point,
            answered_at,
            answered_by,
            spoke_at,
            missed_at,
            closed_at,
            grade,
            rated_of,
        ) = self;
        let entry = tag.map(|tag| Entry::Tag { tag }).or_else(|| staff.map(|staff| Entry::Staff { staff }))?;
        let (answered, rated) = (answered_at.zip(answered_by), grade.zip(rated_of));
        Some(Life { enquiry, raised_at, entry, contact_point, answered, spoke_at, missed_at, closed_at, rated })
    }
}

/// Notes an event of an enquiry.
pub(super) fn note(sql: &SqlStorage, id: EnquiryId, at: Timestamp, event: &Event) -> Result<()> {
    if let Event::Raised(raised) = event {
        return put(sql, Life::new(id, at, raised));
    }
    // Most events are none that reports note: for them nothing is read.
    if Moment::of(event).is_none() {
        return Ok(());
    }
    let Some(mut life) = one(sql, id)? else { return Ok(()) };
    life.apply(at, event);
    put(sql, life)
}

/// Notes when staff said something: the first time stays.
pub(super) fn spoke(sql: &SqlStorage, id: EnquiryId, at: Timestamp) -> Result<()> {
    sql.exec(
        "UPDATE life SET spoke_at_ms = ? WHERE enquiry_id = ? AND spoke_at_ms IS NULL",
        vec![at.as_ms().into(), id.to_string().into()],
    )?;
    Ok(())
}

fn put(sql: &SqlStorage, life: Life) -> Result<()> {
    let Life { enquiry, raised_at, entry, contact_point, answered, spoke_at, missed_at, closed_at, rated } = life;
    let [tag, staff] = entry_columns(entry);
    let (answered_at, answered_by) = answered.unzip();
    let (grade, rated_of) = rated.unzip();
    let moment = |at: Option<Timestamp>| SqlStorageValue::from(at.map(Timestamp::as_ms));
    sql.exec(
        &format!("INSERT OR REPLACE INTO life ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        vec![
            enquiry.to_string().into(),
            raised_at.as_ms().into(),
            tag,
            staff,
            String::from(contact_point).into(),
            moment(answered_at),
            answered_by.map(|staff| staff.to_string()).into(),
            moment(spoke_at),
            moment(missed_at),
            moment(closed_at),
            grade.map(i64::from).into(),
            rated_of.map(|staff| staff.to_string()).into(),
        ],
    )?;
    Ok(())
}

#[derive(Deserialize)]
struct Batch {
    lives: String,
}

fn one(sql: &SqlStorage, id: EnquiryId) -> Result<Option<Life>> {
    let query = format!("SELECT json_array({COLUMNS}) AS lives FROM life WHERE enquiry_id = ?");
    let found: Option<Batch> = row(sql, &query, vec![id.to_string().into()])?;
    let life = found.map(|found| serde_json::from_str::<Row>(&found.lives)).transpose()?;
    Ok(life.and_then(Row::life))
}

/// Gives every enquiry that was raised from `from` to before `to`, earliest first.
///
/// # Errors
/// That of the database.
pub(crate) fn each(sql: &SqlStorage, (from, to): (Timestamp, Timestamp), mut take: impl FnMut(&Life)) -> Result<()> {
    let query = format!(
        "SELECT json_group_array(json_array({COLUMNS})) AS lives FROM (SELECT * FROM life \
         WHERE (raised_at_ms, enquiry_id) > (?, ?) AND raised_at_ms < ? ORDER BY raised_at_ms, enquiry_id LIMIT ?)"
    );
    // Before every id of that moment.
    let mut last = (from.as_ms(), String::new());
    loop {
        let values = vec![last.0.into(), last.1.into(), to.as_ms().into(), BATCH.into()];
        let found: Option<Batch> = row(sql, &query, values)?;
        let batch: Vec<Row> = found.map(|found| serde_json::from_str(&found.lives)).transpose()?.unwrap_or_default();
        let Some(Row(id, at, ..)) = batch.last() else { return Ok(()) };
        last = (at.as_ms(), id.to_string());
        batch.into_iter().filter_map(Row::life).for_each(|life| take(&life));
    }
}
