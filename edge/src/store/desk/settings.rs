//! Rows of the service, of what is set up for it, and of the changes.

use serde::Deserialize;
use shared::{
    api::MAX_CHANGES,
    id::StaffId,
    setup::{Item, ItemId, Kept, Kind, Setup, Step},
    value::{DisplayName, ServiceSlug, Timestamp},
};
use worker::{Result, SqlStorage};

use crate::store::{row, rows};

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

/// Notes a change, and forgets those that are too old.
pub(crate) fn note(
    sql: &SqlStorage,
    now: Timestamp,
    by: (StaffId, &DisplayName),
    steps: &[Step],
    undoes: Option<u32>,
) -> Result<()> {
    let (staff, name) = by;
    sql.exec(
        "INSERT INTO change (change, at_ms, staff_id, staff_name, steps, undoes) \
         VALUES ((SELECT COALESCE(MAX(change), 0) + 1 FROM change), ?, ?, ?, ?, ?)",
        vec![
            now.as_ms().into(),
            staff.to_string().into(),
            name.as_str().into(),
            serde_json::to_string(steps)?.into(),
            undoes.map(i64::from).into(),
        ],
    )?;
    let oldest = "DELETE FROM change WHERE change <= (SELECT MAX(change) FROM change) - ?";
    sql.exec(oldest, vec![i64::from(MAX_CHANGES).into()])?;
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

/// The last `most` changes below `before`, newest first.
pub(crate) fn changes(sql: &SqlStorage, before: u32, most: usize) -> Result<Vec<Change>> {
    let query = "SELECT change, at_ms, staff_id, staff_name, steps, undoes FROM change WHERE change < ? \
                 ORDER BY change DESC LIMIT ?";
    let values = vec![i64::from(before).into(), i64::try_from(most).unwrap_or(i64::MAX).into()];
    let rows = rows::<ChangeRow>(sql, query, values)?.into_iter();
    rows.map(|ChangeRow { change, at_ms, staff_id, staff_name, steps, undoes }| {
        let steps = serde_json::from_str(&steps)?;
        Ok(Change { number: change, at: at_ms, by: staff_id, by_name: staff_name, steps, undoes })
    })
    .collect()
}
