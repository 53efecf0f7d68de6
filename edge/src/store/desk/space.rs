//! Rows of Spaces and of who is in them.

use std::collections::BTreeMap;

use serde::Deserialize;
use shared::{
    id::{SpaceId, StaffId},
    owed::SpaceReport,
    space::{Access, Event, MAX_MADE, MAX_MEMBERS, MAX_SPACES, Membership, Space, SpaceSaid},
    value::{Seq, Timestamp},
};
use worker::{Result, SqlStorage, SqlStorageValue};

use crate::store::{row, rows};

/// A Space as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    /// With all its members; in a list, with who reads that and the other one of a direct chat alone.
    pub(crate) space: Space,
    pub(crate) said: Option<SpaceSaid>,
    /// How each of those stands to it.
    pub(crate) stand: BTreeMap<StaffId, Membership>,
    /// How many are in it in all.
    pub(crate) count: u32,
}

#[derive(Deserialize)]
struct SpaceRow {
    id: SpaceId,
    words: String,
    made_at_ms: Timestamp,
    said: Option<String>,
    count: u32,
}

#[derive(Deserialize)]
struct MemberRow {
    space_id: SpaceId,
    staff_id: StaffId,
    manages: u32,
    muted: u32,
    read: u32,
    mentions: u32,
}

/// Those of a list, for who reads it: the members of large Spaces are counted, not read.
const OF_READER: &str = "(staff_id = ?1 OR space_id IN (SELECT id FROM space WHERE pair IS NOT NULL))";

fn read(sql: &SqlStorage, which: &str, members: &str, values: &[SqlStorageValue]) -> Result<Vec<Kept>> {
    let query = format!(
        "SELECT id, words, made_at_ms, said, (SELECT COUNT(*) FROM space_member WHERE space_id = space.id) AS count \
         FROM space WHERE {which} ORDER BY id LIMIT {}",
        MAX_SPACES + MAX_MEMBERS
    );
    let spaces: Vec<SpaceRow> = rows(sql, &query, values.to_vec())?;
    let most = MAX_SPACES * MAX_MEMBERS;
    let query = format!(
        "SELECT space_id, staff_id, manages, muted, read, mentions FROM space_member WHERE space_id IN (SELECT id FROM \
         space WHERE {which}) AND {members} LIMIT {most}"
    );
    let mut members: BTreeMap<SpaceId, BTreeMap<StaffId, Membership>> = BTreeMap::new();
    for row in rows::<MemberRow>(sql, &query, values.to_vec())? {
        let MemberRow { space_id, staff_id, manages, muted, read, mentions } = row;
        let stands = Membership { manages: manages != 0, muted: muted != 0, read: Seq(read), mentions };
        members.entry(space_id).or_default().insert(staff_id, stands);
    }
    let kept = |row: SpaceRow| {
        let stand = members.remove(&row.id).unwrap_or_default();
        let space = Space {
            id: row.id,
            words: serde_json::from_str(&row.words)?,
            made_at: row.made_at_ms,
            members: stand.iter().map(|(staff, stands)| (*staff, stands.manages)).collect(),
        };
        let said = row.said.map(|said| serde_json::from_str(&said)).transpose()?;
        Ok(Kept { space, said, stand, count: row.count })
    };
    spaces.into_iter().map(kept).collect()
}

/// One.
pub(crate) fn one(sql: &SqlStorage, id: SpaceId) -> Result<Option<Kept>> {
    Ok(read(sql, "id = ?1", "TRUE", &[id.to_string().into()])?.pop())
}

/// Whether there is one.
pub(crate) fn is_known(sql: &SqlStorage, id: SpaceId) -> Result<bool> {
    #[derive(Deserialize)]
    struct There {}
    let found: Option<There> = row(sql, "SELECT 1 FROM space WHERE id = ?", vec![id.to_string().into()])?;
    Ok(found.is_some())
}

/// Which somebody is in.
pub(crate) fn ids_of(sql: &SqlStorage, staff: StaffId) -> Result<Vec<SpaceId>> {
    #[derive(Deserialize)]
    struct Row {
        space_id: SpaceId,
    }
    let query = format!("SELECT space_id FROM space_member WHERE staff_id = ? LIMIT {}", MAX_SPACES + MAX_MEMBERS);
    let found: Vec<Row> = rows(sql, &query, vec![staff.to_string().into()])?;
    Ok(found.into_iter().map(|row| row.space_id).collect())
}

/// Those that somebody is in.
pub(crate) fn of(sql: &SqlStorage, staff: StaffId) -> Result<Vec<Kept>> {
    let which = "id IN (SELECT space_id FROM space_member WHERE staff_id = ?1)";
    read(sql, which, OF_READER, &[staff.to_string().into()])
}

/// The same, and all that are public.
pub(crate) fn seen_by(sql: &SqlStorage, staff: StaffId) -> Result<Vec<Kept>> {
    let which = "is_public = 1 OR id IN (SELECT space_id FROM space_member WHERE staff_id = ?1)";
    read(sql, which, OF_READER, &[staff.to_string().into()])
}

/// The direct chat of a pair.
pub(crate) fn of_pair(sql: &SqlStorage, pair: &str) -> Result<Option<Kept>> {
    Ok(read(sql, "pair = ?1", "TRUE", &[pair.into()])?.pop())
}

/// Whether somebody can't make one more.
pub(crate) fn is_full(sql: &SqlStorage, by: StaffId) -> Result<bool> {
    #[derive(Deserialize)]
    struct Count {
        count: usize,
        own: usize,
    }
    let query = "SELECT COUNT(*) AS count, COUNT(*) FILTER (WHERE made_by = ?) AS own FROM space WHERE pair IS NULL";
    let found: Option<Count> = row(sql, query, vec![by.to_string().into()])?;
    Ok(found.is_some_and(|found| found.count >= MAX_SPACES || found.own >= MAX_MADE))
}

/// Keeps a new one.
pub(crate) fn make(sql: &SqlStorage, space: &Space, by: StaffId) -> Result<()> {
    sql.exec(
        "INSERT INTO space (id, words, pair, made_by, is_public, made_at_ms) VALUES (?, ?, ?, ?, ?, ?)",
        vec![
            space.id.to_string().into(),
            serde_json::to_string(&space.words)?.into(),
            space.pair().into(),
            by.to_string().into(),
            i64::from(space.words.access == Access::Public).into(),
            space.made_at.as_ms().into(),
        ],
    )?;
    for (staff, manages) in &space.members {
        append(sql, space.id, &Event::Put(*staff, *manages))?;
    }
    Ok(())
}

/// Writes what happened to one.
pub(crate) fn append(sql: &SqlStorage, space: SpaceId, event: &Event) -> Result<()> {
    let space = space.to_string();
    match event {
        Event::Changed(words) => sql.exec(
            "UPDATE space SET words = ?, is_public = ? WHERE id = ?",
            vec![serde_json::to_string(words)?.into(), i64::from(words.access == Access::Public).into(), space.into()],
        ),
        Event::Put(staff, manages) => sql.exec(
            "INSERT INTO space_member (space_id, staff_id, manages, read) VALUES (?1, ?2, ?3, \
             COALESCE((SELECT said ->> '$.seq' FROM space WHERE id = ?1), 0)) ON CONFLICT DO UPDATE SET \
             manages = excluded.manages",
            vec![space.into(), staff.to_string().into(), i64::from(*manages).into()],
        ),
        Event::Taken(staff) => sql.exec(
            "DELETE FROM space_member WHERE space_id = ? AND staff_id = ?",
            vec![space.into(), staff.to_string().into()],
        ),
    }
    .map(drop)
}

/// Notes whether one calls somebody for nothing but mentions.
pub(crate) fn mute(sql: &SqlStorage, space: SpaceId, staff: StaffId, muted: bool) -> Result<()> {
    sql.exec(
        "UPDATE space_member SET muted = ? WHERE space_id = ? AND staff_id = ?",
        vec![i64::from(muted).into(), space.to_string().into(), staff.to_string().into()],
    )?;
    Ok(())
}

/// Writes what a room reported. Of what was said, the last is the one with the highest place; of each member, that of the last
/// report.
pub(crate) fn report(sql: &SqlStorage, report: &SpaceReport) -> Result<()> {
    let SpaceReport { space, report, said, members } = report;
    if let Some(said) = said {
        sql.exec(
            "UPDATE space SET said = ?1 WHERE id = ?2 AND COALESCE(said ->> '$.seq', 0) <= ?3",
            vec![serde_json::to_string(said)?.into(), space.to_string().into(), i64::from(said.seq.0).into()],
        )?;
    }
    for member in members {
        sql.exec(
            "UPDATE space_member SET read = ?1, mentions = ?2, report = ?3 WHERE space_id = ?4 AND staff_id = ?5 \
             AND report < ?3",
            vec![
                i64::from(member.read.0).into(),
                i64::from(member.mentions).into(),
                i64::from(*report).into(),
                space.to_string().into(),
                member.staff.to_string().into(),
            ],
        )?;
    }
    Ok(())
}
