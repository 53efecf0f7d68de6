//! The files of a room to rows and back.

use std::collections::BTreeMap;

use serde::Deserialize;
use shared::{
    file::shelf::{Event, Held, MAX_BEGUN, Shelf, State},
    id::FileId,
    value::Timestamp,
    wire::Author,
};
use worker::{Result, SqlStorage};

use crate::store::{row, rows};

#[derive(Deserialize)]
struct FileRow {
    staff: Option<String>,
    asked: String,
    begun_at_ms: i64,
    state: String,
    upload: Option<String>,
    due_at_ms: Option<i64>,
}

#[derive(Deserialize)]
struct PartRow {
    file: FileId,
    part: u32,
    mark: String,
}

const fn word(state: State) -> &'static str {
    match state {
        State::Coming => "coming",
        State::Shared => "shared",
        State::Gone => "gone",
    }
}

/// All files of the room.
pub(super) fn shelf(sql: &SqlStorage) -> Result<Shelf> {
    let most = i64::try_from(MAX_BEGUN).unwrap_or(i64::MAX);
    let files: Vec<FileRow> =
        rows(sql, "SELECT staff, asked, begun_at_ms, state, upload, due_at_ms FROM file LIMIT ?", vec![most.into()])?;
    // A file that is coming has 20 parts at most, and 40 are coming at most.
    let kept: Vec<PartRow> = rows(sql, "SELECT file, part, mark FROM file_part LIMIT 1000", Vec::new())?;
    let mut parts: BTreeMap<FileId, BTreeMap<u32, String>> = BTreeMap::new();
    for PartRow { file, part, mark } in kept {
        parts.entry(file).or_default().insert(part, mark);
    }
    let held: Result<Vec<Held>> = files.into_iter().map(|row| held(row, &mut parts)).collect();
    Ok(Shelf::restore(held?))
}

fn held(row: FileRow, parts: &mut BTreeMap<FileId, BTreeMap<u32, String>>) -> Result<Held> {
    const BROKEN: &str = "a stored file can't be read";
    let FileRow { staff, asked, begun_at_ms, state, upload, due_at_ms } = row;
    let asked: shared::api::StartFile = serde_json::from_str(&asked)?;
    let author = match staff {
        None => Author::Visitor,
        Some(staff) => Author::Staff { staff: staff.parse().map_err(|_| BROKEN)? },
    };
    let state = [State::Coming, State::Shared, State::Gone].into_iter().find(|known| word(*known) == state);
    Ok(Held {
        parts: parts.remove(&asked.file).unwrap_or_default(),
        asked,
        author,
        begun_at: Timestamp::from_ms(begun_at_ms),
        state: state.ok_or(BROKEN)?,
        upload,
        due_at: due_at_ms.map(Timestamp::from_ms),
    })
}

/// When something is to be done about one.
pub(super) fn due_at(sql: &SqlStorage) -> Result<Option<Timestamp>> {
    #[derive(Deserialize)]
    struct Row {
        at_ms: Option<Timestamp>,
    }
    let query = "SELECT MIN(due_at_ms) AS at_ms FROM file WHERE due_at_ms IS NOT NULL";
    Ok(row::<Row>(sql, query, Vec::new())?.and_then(|row| row.at_ms))
}

/// Writes what happened. Call it in a transaction.
pub(super) fn append(sql: &SqlStorage, event: &Event) -> Result<()> {
    let change = |statement: &str, values| sql.exec(statement, values).map(drop);
    let id = |file: &FileId| file.to_string();
    let forget_parts = |file: &FileId| change("DELETE FROM file_part WHERE file = ?", vec![id(file).into()]);
    match event {
        Event::Begun(held) => {
            let Held { asked, author, begun_at, state, upload, parts: _, due_at } = held.as_ref();
            let staff = match author {
                Author::Visitor => None,
                Author::Staff { staff } => Some(staff.to_string()),
            };
            change(
                "INSERT INTO file (file, staff, asked, begun_at_ms, state, upload, due_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)",
                vec![
                    id(&asked.file).into(),
                    staff.into(),
                    serde_json::to_string(asked)?.into(),
                    begun_at.as_ms().into(),
                    word(*state).into(),
                    upload.clone().into(),
                    due_at.map(Timestamp::as_ms).into(),
                ],
            )
        }
        Event::UploadMade(file, upload) => {
            change("UPDATE file SET upload = ? WHERE file = ?", vec![upload.clone().into(), id(file).into()])
        }
        Event::Kept(file, part, mark) => change(
            "INSERT INTO file_part (file, part, mark) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET mark = excluded.mark",
            vec![id(file).into(), i64::from(*part).into(), mark.clone().into()],
        ),
        Event::Lost(file) => forget_parts(file),
        Event::Shared(file) => {
            forget_parts(file)?;
            let values = vec![word(State::Shared).into(), id(file).into()];
            change("UPDATE file SET state = ?, due_at_ms = NULL WHERE file = ?", values)
        }
        Event::Gone { file, upload: _, sweep_at } => {
            forget_parts(file)?;
            let values = vec![word(State::Gone).into(), sweep_at.as_ms().into(), id(file).into()];
            change("UPDATE file SET state = ?, due_at_ms = ? WHERE file = ?", values)
        }
        Event::Swept(file) => change("UPDATE file SET due_at_ms = NULL WHERE file = ?", vec![id(file).into()]),
    }
}
