//! Rows of who is there. Transitions only: signs of life and input aren't kept.

use serde::Deserialize;
use shared::{
    availability::{Chosen, Event, Kept},
    card::Availability,
    id::StaffId,
    value::Timestamp,
};
use worker::{Result, SqlStorage, SqlStorageValue};

use crate::store::rows;

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

/// Keeps an event, if it is one to be kept.
pub(super) fn append(sql: &SqlStorage, staff: StaffId, event: Event) -> Result<()> {
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
        Event::Became(availability) => set("availability = ?", word(availability).into()),
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
