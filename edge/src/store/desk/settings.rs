//! Rows of the service, of what is set up for it, and of the changes.

use serde::Deserialize;
use shared::{
    api::{ErrorCode, MAX_CHANGES},
    id::StaffId,
    setup::{Item, ItemId, Kept, Kind, Setup, Step},
    value::{DisplayName, ServiceSlug, Timestamp},
};
use worker::{Result, SqlStorage};

use crate::{
    error::EdgeError,
    store::{row, rows},
};

/// The service's name in addresses; none before set-up.
pub(crate) fn slug(sql: &SqlStorage) -> Result<Option<ServiceSlug>> {
    #[derive(Deserialize)]
    struct Row {
        slug: ServiceSlug,
    }
    Ok(row::<Row>(sql, "SELECT slug FROM service WHERE one = 1", Vec::new())?.map(|row| row.slug))
}

/// Makes the service, with nothing set up.
pub(crate) fn make_service(sql: &SqlStorage, now: Timestamp, slug: &ServiceSlug) -> Result<()> {
    let values = vec![slug.as_str().into(), now.as_ms().into()];
    sql.exec("INSERT INTO service (one, slug, made_at_ms) VALUES (1, ?, ?)", values)?;
    Ok(())
}

#[derive(Deserialize)]
struct ItemRow {
    kind: Kind,
    id: ItemId,
    revision: u32,
    settings: String,
}

/// Everything that is set up. `staff` are those who answer.
pub(crate) fn setup(sql: &SqlStorage, staff: impl IntoIterator<Item = StaffId>) -> Result<Setup> {
    let query = "SELECT kind, id, revision, settings FROM item ORDER BY kind, place, id LIMIT 10000";
    let kept = rows::<ItemRow>(sql, query, Vec::new())?.into_iter().map(|ItemRow { kind, id, revision, settings }| {
        let item = kind.read(&mut serde_json::Deserializer::from_str(&settings))?;
        Ok(Kept { id, revision, item })
    });
    Ok(Setup::new(kept.collect::<Result<Vec<_>>>()?, staff))
}

/// Writes a step. What it says of staff stands with their accounts.
pub(crate) fn write(sql: &SqlStorage, step: &Step) -> Result<()> {
    match step {
        Step::Put { id, revision, after, .. } => {
            sql.exec(
                "INSERT INTO item (kind, id, place, revision, settings) \
                 VALUES (?1, ?2, (SELECT COALESCE(MAX(place), 0) + 1 FROM item WHERE kind = ?1), ?3, ?4) \
                 ON CONFLICT (kind, id) DO UPDATE SET revision = excluded.revision, settings = excluded.settings",
                vec![
                    after.kind().as_str().into(),
                    id.as_str().into(),
                    i64::from(*revision).into(),
                    settings(after)?.to_string().into(),
                ],
            )?;
        }
        Step::Remove { id, before, .. } => {
            let values = vec![before.kind().as_str().into(), id.as_str().into()];
            sql.exec("DELETE FROM item WHERE kind = ? AND id = ?", values)?;
        }
        Step::Order { kind, after, .. } => {
            for (place, id) in (1_i64..).zip(after) {
                let values = vec![place.into(), kind.as_str().into(), id.as_str().into()];
                sql.exec("UPDATE item SET place = ? WHERE kind = ? AND id = ?", values)?;
            }
        }
        Step::Staff { .. } => {}
    }
    Ok(())
}

/// What an item is set to, without its kind.
pub(crate) fn settings(item: &Item) -> Result<serde_json::Value> {
    let mut tagged = serde_json::to_value(item)?;
    Ok(tagged.get_mut("value").map(serde_json::Value::take).unwrap_or_default())
}

/// A change as it was made.
pub(crate) struct Change {
    pub(crate) number: u32,
    pub(crate) at: Timestamp,
    pub(crate) by: StaffId,
    pub(crate) by_name: DisplayName,
    pub(crate) steps: Vec<Step>,
    pub(crate) undoes: Option<u32>,
}

/// Most bytes of one change's steps. A row has 2 MB at most (Durable Objects' limits), and this leaves room for the rest of it.
const MOST_STEPS_BYTES: usize = 1_900_000;

/// Most bytes of steps in one answer: an object's memory is shared by all that runs in its process. A change that is larger
/// by itself comes alone.
const MOST_PAGE_BYTES: i64 = 500_000;

/// Notes a change, and forgets those that are too old.
///
/// # Errors
/// `too_large` for what could not be kept, and so not be taken back; and that of the database.
pub(crate) fn note(
    sql: &SqlStorage,
    now: Timestamp,
    by: (StaffId, &DisplayName),
    steps: &[Step],
    undoes: Option<u32>,
) -> std::result::Result<(), EdgeError> {
    let (staff, name) = by;
    let steps = serde_json::to_string(steps)?;
    if steps.len() > MOST_STEPS_BYTES {
        let words = "This changes more at once than could be taken back. Import a part of it first.";
        return Err(EdgeError::refused(ErrorCode::TooLarge, words));
    }
    sql.exec(
        "INSERT INTO change (change, at_ms, staff_id, staff_name, steps, undoes) \
         VALUES ((SELECT COALESCE(MAX(change), 0) + 1 FROM change), ?, ?, ?, ?, ?)",
        vec![
            now.as_ms().into(),
            staff.to_string().into(),
            name.as_str().into(),
            steps.into(),
            undoes.map(i64::from).into(),
        ],
    )?;
    let oldest = "DELETE FROM change WHERE change <= (SELECT MAX(change) FROM change) - ?";
    sql.exec(oldest, vec![i64::from(MAX_CHANGES).into()])?;
    Ok(())
}

/// Makes other what a change did: what came of it goes on.
pub(crate) fn rewrite(sql: &SqlStorage, change: u32, steps: &[Step]) -> Result<()> {
    let steps = serde_json::to_string(steps)?;
    sql.exec("UPDATE change SET steps = ? WHERE change = ?", vec![steps.into(), i64::from(change).into()])?;
    Ok(())
}

#[derive(Deserialize)]
struct ChangeRow {
    change: u32,
    at_ms: Timestamp,
    staff_id: StaffId,
    staff_name: DisplayName,
    steps: String,
    undoes: Option<u32>,
}

/// The last changes below `before`, newest first: at most so many, and at most [`MOST_PAGE_BYTES`] or one.
pub(crate) fn changes(sql: &SqlStorage, before: u32, most: usize) -> Result<Vec<Change>> {
    let query = "SELECT change, at_ms, staff_id, staff_name, steps, undoes FROM change JOIN \
                 (SELECT change AS number, SUM(bytes) OVER (ORDER BY change DESC) AS bytes, MAX(change) OVER () AS newest FROM \
                 (SELECT change, LENGTH(steps) AS bytes FROM change WHERE change < ?1 ORDER BY change DESC LIMIT ?2)) \
                 ON number = change WHERE bytes <= ?3 OR number = newest ORDER BY change DESC";
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let values = vec![i64::from(before).into(), most.into(), MOST_PAGE_BYTES.into()];
    rows::<ChangeRow>(sql, query, values)?.into_iter().map(ChangeRow::read).collect()
}

/// The last change that somebody made since, if it took none back.
pub(crate) fn last_of(sql: &SqlStorage, staff: StaffId, since: Timestamp) -> Result<Option<Change>> {
    let query = "SELECT change, at_ms, staff_id, staff_name, steps, undoes FROM change \
                 WHERE staff_id = ? AND at_ms > ? ORDER BY change DESC LIMIT 1";
    let found: Option<ChangeRow> = row(sql, query, vec![staff.to_string().into(), since.as_ms().into()])?;
    Ok(found.map(ChangeRow::read).transpose()?.filter(|change| change.undoes.is_none()))
}

impl ChangeRow {
    fn read(self) -> Result<Change> {
        let Self { change, at_ms, staff_id, staff_name, steps, undoes } = self;
        let steps = serde_json::from_str(&steps)?;
        Ok(Change { number: change, at: at_ms, by: staff_id, by_name: staff_name, steps, undoes })
    }
}

/// Whether there are changes below that one.
pub(crate) fn has_older(sql: &SqlStorage, change: u32) -> Result<bool> {
    #[derive(Deserialize)]
    struct Row {}
    let query = "SELECT change FROM change WHERE change < ? LIMIT 1";
    Ok(row::<Row>(sql, query, vec![i64::from(change).into()])?.is_some())
}
