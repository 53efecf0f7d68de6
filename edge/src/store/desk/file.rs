//! Rows of the files that lie in rooms, and of what visitors began to send lately.

use std::collections::BTreeMap;

use serde::Deserialize;
use shared::{
    api::{FILES_PAGE, FileUse, StoredFile},
    file::{FileKind, place::HOUR_MS},
    id::{EnquiryId, FileId, RoomId, StaffId, VisitorId},
    owed::{ExpireFile, FileNews, SharedFile},
    value::{DisplayName, Timestamp},
};
use worker::{Result, SqlStorage, SqlStorageValue};

use crate::store::{row, rows};

/// Most that is read of what a visitor sent within an hour: more small files than that are none of a person's.
const MOST_SENT: i64 = 5_000;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) before: Option<(Timestamp, FileId)>,
    pub(crate) name: Option<String>,
    pub(crate) kind: Option<FileKind>,
    pub(crate) enquiry: Option<EnquiryId>,
    /// Of staff, or of visitors.
    pub(crate) is_staff: Option<bool>,
    pub(crate) sender: Option<String>,
    pub(crate) from: Option<Timestamp>,
    pub(crate) until: Option<Timestamp>,
}

/// Whether a file is known here.
pub(crate) fn is_known(sql: &SqlStorage, file: FileId) -> Result<bool> {
    #[derive(Deserialize)]
    struct Found {}
    let found: Option<Found> = row(sql, "SELECT 1 FROM file WHERE file_id = ?", vec![file.to_string().into()])?;
    Ok(found.is_some())
}

/// When the one that was shared first came.
pub(crate) fn first_at(sql: &SqlStorage) -> Result<Option<Timestamp>> {
    #[derive(Deserialize)]
    struct First {
        at_ms: Option<Timestamp>,
    }
    Ok(row::<First>(sql, "SELECT MIN(at_ms) AS at_ms FROM file", Vec::new())?.and_then(|row| row.at_ms))
}

/// Some of those that were shared until then, the first first.
pub(crate) fn until(sql: &SqlStorage, at: Timestamp, most: i64) -> Result<Vec<ExpireFile>> {
    #[derive(Deserialize)]
    struct Row {
        enquiry_id: RoomId,
        file_id: FileId,
    }
    let query = "SELECT enquiry_id, file_id FROM file WHERE at_ms <= ? ORDER BY at_ms, file_id LIMIT ?";
    let found: Vec<Row> = rows(sql, query, vec![at.as_ms().into(), most.into()])?;
    Ok(found.into_iter().map(|row| ExpireFile { room: row.enquiry_id, file: row.file_id }).collect())
}

/// Forgets one.
pub(crate) fn remove(sql: &SqlStorage, file: FileId) -> Result<()> {
    sql.exec("DELETE FROM file WHERE file_id = ?", vec![file.to_string().into()])?;
    Ok(())
}

/// Notes that a file came, or went.
pub(crate) fn note(sql: &SqlStorage, news: &FileNews) -> Result<()> {
    let FileNews { room, file, shared, by: _ } = news;
    let Some(SharedFile { card, staff, at_ms }) = shared else { return remove(sql, *file) };
    sql.exec(
        "INSERT INTO file (file_id, enquiry_id, staff_id, kind, name, bytes, card, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?) \
         ON CONFLICT DO NOTHING",
        vec![
            file.to_string().into(),
            room.to_string().into(),
            staff.map(|staff| staff.to_string()).into(),
            card.kind.as_str().into(),
            card.name.as_str().into(),
            i64::from(card.bytes).into(),
            serde_json::to_string(card)?.into(),
            at_ms.as_ms().into(),
        ],
    )?;
    Ok(())
}

/// Those that are asked for, newest first, and one more if there is another page. `names` are those of staff.
pub(crate) fn page(sql: &SqlStorage, asked: &Asked, names: &BTreeMap<StaffId, DisplayName>) -> Result<Vec<StoredFile>> {
    #[derive(Deserialize)]
    struct Row {
        card: String,
        enquiry_id: RoomId,
        staff_id: Option<StaffId>,
        visitor: Option<DisplayName>,
        at_ms: Timestamp,
    }
    let Asked { before, name, kind, enquiry, is_staff, sender, from, until } = asked;
    let (at, id) = before.map_or((i64::MAX >> 10, String::new()), |(at, id)| (at.as_ms(), id.to_string()));
    let most = i64::try_from(FILES_PAGE + 1).unwrap_or(i64::MAX);
    let query = "SELECT file.card, file.enquiry_id, file.staff_id, COALESCE(contact.name, contact.handle) AS visitor, \
                 file.at_ms FROM file LEFT JOIN enquiry ON enquiry.id = file.enquiry_id \
                 LEFT JOIN contact ON contact.id = enquiry.contact_id LEFT JOIN staff ON staff.id = file.staff_id WHERE (file.at_ms, file.file_id) < (?1, ?2) \
                 AND (enquiry.id IS NOT NULL OR EXISTS (SELECT 1 FROM space WHERE space.id = file.enquiry_id AND is_public)) \
                 AND (?3 IS NULL OR instr(lower(file.name), lower(?3)) > 0) AND (?4 IS NULL OR file.kind = ?4) \
                 AND (?5 IS NULL OR file.enquiry_id = ?5) AND (?6 IS NULL OR (file.staff_id IS NOT NULL) = ?6) \
                 AND (?8 IS NULL OR instr(lower(CASE WHEN file.staff_id IS NULL THEN COALESCE(contact.name, contact.handle) \
                 ELSE COALESCE(staff.name, '') END), lower(?8)) > 0) \
                 AND (?9 IS NULL OR file.at_ms >= ?9) AND (?10 IS NULL OR file.at_ms < ?10) \
                 ORDER BY file.at_ms DESC, file.file_id DESC LIMIT ?7";
    let values: Vec<SqlStorageValue> = vec![
        at.into(),
        id.into(),
        name.as_deref().into(),
        kind.map(FileKind::as_str).into(),
        enquiry.map(|enquiry| enquiry.to_string()).into(),
        is_staff.map(i64::from).into(),
        most.into(),
        sender.as_deref().into(),
        from.map(Timestamp::as_ms).into(),
        until.map(Timestamp::as_ms).into(),
    ];
    let file = |row: Row| {
        let sender = match row.staff_id {
            Some(staff) => names.get(&staff).cloned(),
            None => row.visitor,
        };
        let card = serde_json::from_str(&row.card)?;
        let room = row.enquiry_id;
        Ok(StoredFile { card, room, enquiry: room.enquiry(), staff: row.staff_id, sender, at_ms: row.at_ms })
    };
    rows::<Row>(sql, query, values)?.into_iter().map(file).collect()
}

/// How much is kept, by kind.
pub(crate) fn used(sql: &SqlStorage) -> Result<Vec<FileUse>> {
    rows(sql, "SELECT kind, count, bytes FROM file_use WHERE count > 0 ORDER BY kind LIMIT 10", Vec::new())
}

/// What a visitor began to send within the last hour, but for `file`, which may be told of again.
pub(crate) fn sent(
    sql: &SqlStorage,
    now: Timestamp,
    visitor: VisitorId,
    file: FileId,
) -> Result<Vec<(Timestamp, u32)>> {
    #[derive(Deserialize)]
    struct Row {
        at_ms: Timestamp,
        bytes: u32,
    }
    let query = "SELECT at_ms, bytes FROM sent WHERE visitor_id = ? AND at_ms > ? AND file_id <> ? LIMIT ?";
    let since = now.plus_ms(-HOUR_MS).as_ms();
    let values = vec![visitor.to_string().into(), since.into(), file.to_string().into(), MOST_SENT.into()];
    Ok(rows::<Row>(sql, query, values)?.into_iter().map(|row| (row.at_ms, row.bytes)).collect())
}

/// Notes that a visitor begins to send one, and forgets what is over.
pub(crate) fn note_sent(sql: &SqlStorage, now: Timestamp, visitor: VisitorId, file: FileId, bytes: u32) -> Result<()> {
    sql.exec("DELETE FROM sent WHERE at_ms <= ?", vec![now.plus_ms(-HOUR_MS).as_ms().into()])?;
    sql.exec(
        "INSERT INTO sent (file_id, visitor_id, at_ms, bytes) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        vec![file.to_string().into(), visitor.to_string().into(), now.as_ms().into(), i64::from(bytes).into()],
    )?;
    Ok(())
}
