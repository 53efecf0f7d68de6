//! Rows of who is in a Space, and of what is for them by name.

use std::collections::BTreeMap;

use serde::Deserialize;
use shared::{
    id::StaffId,
    room::{Event, StoredMember},
    space::{MAX_MEMBERS, MAX_MENTIONS},
    value::Seq,
};
use worker::{Result, SqlStorage};

use super::number;
use crate::store::rows;

/// Everybody in it; nobody, if it is no Space.
pub(super) fn members(sql: &SqlStorage) -> Result<Vec<StoredMember>> {
    #[derive(Deserialize)]
    struct Row {
        card: String,
        read: u32,
    }
    #[derive(Deserialize)]
    struct Named {
        staff_id: StaffId,
        seq: u32,
    }
    let found: Vec<Row> =
        rows(sql, &format!("SELECT card, read FROM member ORDER BY staff_id LIMIT {MAX_MEMBERS}"), vec![])?;
    let most = MAX_MEMBERS * MAX_MENTIONS;
    let query = format!("SELECT staff_id, seq FROM mention ORDER BY staff_id, seq LIMIT {most}");
    let mut mentions: BTreeMap<StaffId, Vec<Seq>> = BTreeMap::new();
    for Named { staff_id, seq } in rows(sql, &query, vec![])? {
        mentions.entry(staff_id).or_default().push(Seq(seq));
    }
    let member = |row: Row| {
        let card: shared::card::StaffCard = serde_json::from_str(&row.card)?;
        let mentions = mentions.remove(&card.id).unwrap_or_default();
        Ok(StoredMember { card, read: Seq(row.read), mentions })
    };
    found.into_iter().map(member).collect()
}

/// Writes what happened to members.
pub(super) fn append(sql: &SqlStorage, event: &Event) -> Result<()> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the store matches in full; these are the ones of members")]
    match event {
        Event::MemberJoined(card) => {
            sql.exec(
                "INSERT INTO member (staff_id, card, read) VALUES (?, ?, (SELECT COALESCE(MAX(seq), 0) FROM entry)) \
                 ON CONFLICT DO UPDATE SET card = excluded.card",
                vec![card.id.to_string().into(), serde_json::to_string(card)?.into()],
            )?;
        }
        Event::MemberLeft(staff) => {
            sql.exec("DELETE FROM member WHERE staff_id = ?", vec![staff.to_string().into()])?;
            sql.exec("DELETE FROM mention WHERE staff_id = ?", vec![staff.to_string().into()])?;
        }
        Event::MemberRead { staff, read } => {
            let whose = || staff.to_string();
            sql.exec("UPDATE member SET read = ? WHERE staff_id = ?", vec![number(*read), whose().into()])?;
            sql.exec("DELETE FROM mention WHERE staff_id = ? AND seq <= ?", vec![whose().into(), number(*read)])?;
        }
        Event::Mentioned { seq, staff } => {
            sql.exec(
                "INSERT INTO mention (staff_id, seq) SELECT value, ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING",
                vec![number(*seq), serde_json::to_string(staff)?.into()],
            )?;
            // Only so many of the newest count.
            let most = i64::try_from(MAX_MENTIONS).unwrap_or(100);
            for one in staff {
                sql.exec(
                    "DELETE FROM mention WHERE staff_id = ?1 AND seq <= (SELECT seq FROM mention WHERE staff_id = ?1 \
                     ORDER BY seq DESC LIMIT 1 OFFSET ?2)",
                    vec![one.to_string().into(), most.into()],
                )?;
            }
        }
        _ => return Err("an event that isn't of a member".into()),
    }
    Ok(())
}
