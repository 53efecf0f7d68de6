//! Rows of seats in rooms.

use serde::Deserialize;
use shared::{
    id::{RoomId, SessionId, StaffId},
    value::Timestamp,
};
use worker::{Result, SqlStorage};

use crate::store::rows;

/// Notes that somebody may sit in a room until then, and forgets what is over of theirs.
pub(crate) fn give(
    sql: &SqlStorage,
    now: Timestamp,
    (staff, session): (StaffId, SessionId),
    room: RoomId,
    until: Timestamp,
) -> Result<()> {
    sql.exec(
        "DELETE FROM seat WHERE staff_id = ? AND until_ms <= ?",
        vec![staff.to_string().into(), now.as_ms().into()],
    )?;
    sql.exec(
        "INSERT INTO seat (staff_id, session_id, enquiry_id, until_ms) VALUES (?, ?, ?, ?) \
         ON CONFLICT DO UPDATE SET until_ms = excluded.until_ms",
        vec![staff.to_string().into(), session.to_string().into(), room.to_string().into(), until.as_ms().into()],
    )?;
    Ok(())
}

/// Takes back every seat of a person, or of one session of theirs; the rooms where they may still sit.
pub(crate) fn take_back(
    sql: &SqlStorage,
    now: Timestamp,
    staff: StaffId,
    session: Option<SessionId>,
) -> Result<Vec<RoomId>> {
    #[derive(Deserialize)]
    struct Row {
        enquiry_id: RoomId,
        until_ms: Timestamp,
    }
    let session = session.map(|session| session.to_string());
    let query = "DELETE FROM seat WHERE staff_id = ?1 AND (?2 IS NULL OR session_id = ?2) \
                 RETURNING enquiry_id, until_ms";
    let taken: Vec<Row> = rows(sql, query, vec![staff.to_string().into(), session.into()])?;
    let mut rooms: Vec<RoomId> =
        taken.into_iter().filter(|seat| seat.until_ms > now).map(|seat| seat.enquiry_id).collect();
    rooms.sort_unstable();
    rooms.dedup();
    Ok(rooms)
}

/// The rooms where somebody may still sit.
pub(crate) fn of(sql: &SqlStorage, now: Timestamp, staff: StaffId) -> Result<Vec<RoomId>> {
    #[derive(Deserialize)]
    struct Row {
        enquiry_id: RoomId,
    }
    let query = "SELECT DISTINCT enquiry_id FROM seat WHERE staff_id = ? AND until_ms > ? LIMIT 10000";
    let found: Vec<Row> = rows(sql, query, vec![staff.to_string().into(), now.as_ms().into()])?;
    Ok(found.into_iter().map(|row| row.enquiry_id).collect())
}

/// Who may still sit in a room.
pub(crate) fn in_room(sql: &SqlStorage, now: Timestamp, room: RoomId) -> Result<Vec<StaffId>> {
    #[derive(Deserialize)]
    struct Row {
        staff_id: StaffId,
    }
    let query = "SELECT DISTINCT staff_id FROM seat WHERE enquiry_id = ? AND until_ms > ? LIMIT 10000";
    let found: Vec<Row> = rows(sql, query, vec![room.to_string().into(), now.as_ms().into()])?;
    Ok(found.into_iter().map(|row| row.staff_id).collect())
}
