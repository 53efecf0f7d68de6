//! Rows of who is there. Transitions only: signs of life and input aren't kept.

use std::collections::BTreeMap;

use serde::Deserialize;
use shared::{
    availability::{Chosen, Event, Kept},
    card::Availability,
    id::StaffId,
    value::Timestamp,
};
use worker::{Result, SqlStorage, SqlStorageValue};

use crate::store::rows;

/// How long changes are kept: as far back as a report reaches.
const KEPT_MS: i64 = shared::report::MAX_DAYS * 24 * 3_600_000;

/// Most changes in one answer: a hundred people who come and go a hundred times a day, for a month.
const MOST_CHANGES: i64 = 310_000;

/// What is kept of everybody who was ever there.
pub(crate) fn all(sql: &SqlStorage) -> Result<Vec<(StaffId, Kept)>> {
    #[derive(Deserialize)]
    struct Row {
        staff_id: StaffId,
        chosen: Availability,
        connected: u8,
        leaving_until_ms: Option<Timestamp>,
        wakeable: u8,
        availability: Availability,
    }
    let query =
        "SELECT staff_id, chosen, connected, leaving_until_ms, wakeable, availability FROM availability LIMIT 10000";
    let kept = |row: Row| {
        let Row { staff_id, chosen, connected, leaving_until_ms: leaving, wakeable, availability } = row;
        let chosen = Chosen::of(chosen).unwrap_or_default();
        (staff_id, Kept { chosen, connected: connected != 0, leaving, wakeable: wakeable != 0, availability })
    };
    Ok(rows(sql, query, Vec::new())?.into_iter().map(kept).collect())
}

/// Since when others saw everybody as what, earliest first: the changes from `from` to before `to`, and each one's last before.
///
/// # Errors
/// That of the database.
pub(crate) fn changes(
    sql: &SqlStorage,
    (from, to): (Timestamp, Timestamp),
) -> Result<BTreeMap<StaffId, Vec<(Timestamp, Availability)>>> {
    #[derive(Deserialize)]
    struct Row {
        staff_id: StaffId,
        at_ms: Timestamp,
        availability: Availability,
    }
    let query = "SELECT staff_id, MAX(at_ms) AS at_ms, availability FROM availability_change WHERE at_ms < ?1 GROUP BY staff_id \
                 UNION ALL SELECT staff_id, at_ms, availability FROM availability_change WHERE at_ms >= ?1 AND at_ms < ?2 \
                 ORDER BY staff_id, at_ms LIMIT ?3";
    let values = vec![from.as_ms().into(), to.as_ms().into(), MOST_CHANGES.into()];
    let mut found: BTreeMap<StaffId, Vec<_>> = BTreeMap::new();
    for Row { staff_id, at_ms, availability } in rows(sql, query, values)? {
        found.entry(staff_id).or_default().push((at_ms, availability));
    }
    Ok(found)
}

/// Since when each is what others see them as.
///
/// # Errors
/// That of the database.
pub(crate) fn since(sql: &SqlStorage) -> Result<BTreeMap<StaffId, Timestamp>> {
    #[derive(Deserialize)]
    struct Row {
        staff_id: StaffId,
        at_ms: Option<Timestamp>,
    }
    // A look at the end of each one's changes, rather than at all of them.
    let query = "SELECT id AS staff_id, (SELECT MAX(at_ms) FROM availability_change WHERE staff_id = staff.id) AS at_ms \
                 FROM staff WHERE removed_at_ms IS NULL LIMIT 1000";
    let found: Vec<Row> = rows(sql, query, Vec::new())?;
    Ok(found.into_iter().filter_map(|row| Some((row.staff_id, row.at_ms?))).collect())
}

/// Notes that others see somebody as something else, and forgets what no report asks for.
fn note_change(sql: &SqlStorage, now: Timestamp, staff: StaffId, availability: Availability) -> Result<()> {
    let staff = staff.to_string();
    sql.exec(
        "INSERT OR REPLACE INTO availability_change (staff_id, at_ms, availability) VALUES (?, ?, ?)",
        vec![staff.clone().into(), now.as_ms().into(), word(availability).into()],
    )?;
    sql.exec(
        "DELETE FROM availability_change WHERE staff_id = ? AND at_ms < ?",
        vec![staff.into(), now.plus_ms(-KEPT_MS).as_ms().into()],
    )?;
    Ok(())
}

/// Keeps an event, if it is one to be kept.
pub(super) fn append(sql: &SqlStorage, now: Timestamp, staff: StaffId, event: Event) -> Result<()> {
    let set = |columns: &str, value: SqlStorageValue| -> Result<()> {
        let staff = || staff.to_string().into();
        sql.exec(
            "INSERT INTO availability (staff_id, chosen, connected, availability) VALUES (?, 'active', 0, 'offline') \
             ON CONFLICT DO NOTHING",
            vec![staff()],
        )?;
        sql.exec(&format!("UPDATE availability SET {columns} WHERE staff_id = ?"), vec![value, staff()])?;
        Ok(())
    };
    match event {
        Event::Chose(chosen) => set("chosen = ?", word(chosen.into()).into()),
        Event::Connected { .. } => set("leaving_until_ms = NULL, connected = ?", 1.into()),
        Event::Leaving { until } => set("leaving_until_ms = ?", until.as_ms().into()),
        Event::Left => set("leaving_until_ms = NULL, connected = ?", 0.into()),
        Event::Wakeable(wakeable) => set("wakeable = ?", i32::from(wakeable).into()),
        Event::Became(availability) => {
            note_change(sql, now, staff, availability)?;
            set("availability = ?", word(availability).into())
        }
        Event::Renewed { .. } | Event::Probed | Event::Touched { .. } | Event::Quiet(_) | Event::AtHand(_) => Ok(()),
    }
}

/// As in JSON.
fn word(availability: Availability) -> &'static str {
    match availability {
        Availability::Active => "active",
        Availability::Busy => "busy",
        Availability::Idle => "idle",
        Availability::Offline => "offline",
    }
}
