//! A room's events to rows and back. It knows no rules: what a turn may write is decided before.

mod delivery;
mod file;
mod row;
mod space;

use js_sys::JsString;
use shared::{
    file::shelf::{Event as FileEvent, Shelf},
    id::{MessageId, StaffId},
    room::{Event, MAX_ENTRIES, Stored},
    value::{MessageBody, Seq, Timestamp},
    wire::{HISTORY_PAGE, LogEntry, Logged, RECALLED, Revision},
};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use worker::{SqlStorage, SqlStorageValue};

use self::row::{Content, EntryRow, OpenedRow, RoomRow, SaidRow, SpaceRow};
use super::{row as first, rows};
use crate::owed;

/// Append-only: a room may wake after a year at any of these.
pub(crate) const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_room", include_str!("../../migrations/room/0001_room.sql")),
    owed::MIGRATION,
    ("0002_script", include_str!("../../migrations/room/0002_script.sql")),
    ("0003_called", include_str!("../../migrations/room/0003_called.sql")),
    ("0004_note", include_str!("../../migrations/room/0004_note.sql")),
    ("0005_file", include_str!("../../migrations/room/0005_file.sql")),
    ("0006_upload", include_str!("../../migrations/room/0006_upload.sql")),
    ("0007_revised", include_str!("../../migrations/room/0007_revised.sql")),
    ("0009_label", include_str!("../../migrations/room/0009_label.sql")),
    ("0018_space", include_str!("../../migrations/room/0018_space.sql")),
    ("0019_pin", include_str!("../../migrations/room/0019_pin.sql")),
    owed::MIGRATION_TARGET,
    ("0020_delivery", include_str!("../../migrations/room/0020_delivery.sql")),
    ("0021_delivery_steps", include_str!("../../migrations/room/0021_delivery_steps.sql")),
    ("0022_call", include_str!("../../migrations/room/0022_call.sql")),
];

/// A change of words shows those that the entry has now: what they were in between is kept nowhere.
const COLUMNS: &str = "seq, at_ms, message, staff, body, milestone, file, quote, revised, revises, (SELECT \
                       coalesce(told.body, told.milestone ->> '$.body') FROM entry AS told WHERE told.seq = \
                       entry.revises) AS now";

#[wasm_bindgen]
extern "C" {
    type SqlExt;

    /// Every message goes through here: one call with all its values, and a statement that is a JavaScript string already.
    #[wasm_bindgen(method, catch, js_name = exec)]
    fn say(
        this: &SqlExt,
        statement: &JsString,
        seq: u32,
        at_ms: f64,
        message: &str,
        staff: &str,
        body: &str,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = exec)]
    fn say_all(this: &SqlExt, statement: &JsString, entries: &str) -> Result<JsValue, JsValue>;
}

/// One message.
const SAY: &str = "INSERT INTO entry (seq, at_ms, message, staff, body) VALUES (?, ?, ?, NULLIF(?, ''), ?)";

/// Several: one statement for all, so that it is all or nothing by itself.
const SAY_ALL: &str = "INSERT INTO entry (seq, at_ms, message, staff, body) SELECT value ->> 0, value ->> 1, value ->> 2, \
                       value ->> 3, value ->> 4 FROM json_each(?)";

/// The database of one room.
pub(crate) struct RoomStore {
    sql: SqlStorage,
    say: JsString,
    say_all: JsString,
}

/// What a room that wakes reads.
pub(crate) struct Woken {
    pub(crate) stored: Stored,
    /// The highest message id: one above it can't be a repeat, and needs no look.
    pub(crate) newest: Option<MessageId>,
}

impl RoomStore {
    pub(crate) fn new(sql: SqlStorage) -> Self {
        Self { sql, say: SAY.into(), say_all: SAY_ALL.into() }
    }

    /// Whether the room was ever opened.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn exists(&self) -> worker::Result<bool> {
        super::exists(&self.sql)
    }

    /// Whether the room was emptied.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn is_gone(&self) -> worker::Result<bool> {
        #[derive(serde::Deserialize)]
        struct Table {}
        let found: Option<Table> = first(&self.sql, "SELECT 1 FROM sqlite_master WHERE name = 'gone'", Vec::new())?;
        Ok(found.is_some())
    }

    /// Notes that it was emptied, in a database that holds nothing.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn be_gone(&self) -> worker::Result<()> {
        self.change("CREATE TABLE IF NOT EXISTS gone (one INTEGER PRIMARY KEY) STRICT", Vec::new())
    }

    /// What stands in the log, and how many files of which size together were shared and are there.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn held(&self) -> worker::Result<(u32, u32, u64)> {
        #[derive(serde::Deserialize)]
        struct Row {
            entries: u32,
            files: u32,
            file_bytes: u64,
        }
        let query = "SELECT (SELECT COUNT(*) FROM entry) AS entries, COUNT(*) AS files, \
                     COALESCE(SUM(asked ->> '$.bytes'), 0) AS file_bytes FROM file WHERE state = 'shared'";
        let row: Option<Row> = first(&self.sql, query, Vec::new())?;
        Ok(row.map_or((0, 0, 0), |row| (row.entries, row.files, row.file_bytes)))
    }

    /// Makes or updates the tables. Call it in a transaction.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn migrate(&self) -> worker::Result<()> {
        super::migrate(&self.sql, MIGRATIONS)
    }

    /// Writes what happened. Call it in a transaction.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn append(&self, event: &Event) -> worker::Result<()> {
        match event {
            Event::Logged(entry) => self.log(entry),
            Event::Opened(opened) => self.change(
                "INSERT INTO room (id, opened) VALUES (1, ?)",
                vec![serde_json::to_string(&OpenedRow::from(opened.as_ref()))?.into()],
            ),
            Event::SpaceOpened(opened) => self.change(
                "INSERT INTO room (id, opened) VALUES (1, ?)",
                vec![serde_json::to_string(&SpaceRow::from(*opened))?.into()],
            ),
            Event::MemberJoined(_) | Event::MemberLeft(_) | Event::MemberRead { .. } | Event::Mentioned { .. } => {
                space::append(&self.sql, event)
            }
            Event::OrderTaken { revision } => {
                self.change("UPDATE room SET revision = ?", vec![i64::from(*revision).into()])
            }
            Event::LabelWanted(wanted) => {
                self.change("UPDATE room SET label_wanted = ?", vec![i64::from(*wanted).into()])
            }
            Event::Scripted(script) => {
                self.change("UPDATE room SET script = ?", vec![serde_json::to_string(script)?.into()])
            }
            Event::Asked { last } => self.change("UPDATE room SET asked = ?", vec![number(*last)]),
            Event::Marked(marks) => {
                let seqs = [marks.visitor.delivered, marks.visitor.read, marks.staff.delivered, marks.staff.read];
                self.change(
                    "UPDATE room SET visitor_delivered = ?, visitor_read = ?, staff_delivered = ?, staff_read = ?",
                    seqs.map(number).to_vec(),
                )
            }
            Event::Paged(page) => self.change("UPDATE room SET page = ?", vec![serde_json::to_string(page)?.into()]),
            Event::Called { seq } => self.change("UPDATE room SET called = ?", vec![number(*seq)]),
            Event::CallKept(call) => {
                let call = call.as_deref().map(serde_json::to_string).transpose()?;
                self.change("UPDATE room SET call = ?", vec![call.into()])
            }
            Event::ReportDue { at } => self.change("UPDATE room SET report_due_at_ms = ?", vec![at.as_ms().into()]),
            Event::Reported { report, at } => self.change(
                "UPDATE room SET report = ?, reported_at_ms = ?, report_due_at_ms = NULL",
                vec![i64::from(*report).into(), at.as_ms().into()],
            ),
        }
    }

    /// Writes messages, all or none of them.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn say(&self, entries: &[&LogEntry]) -> worker::Result<()> {
        if let [entry] = entries {
            return self.log(entry);
        }
        let values: Vec<SaidRow> = entries.iter().filter_map(|entry| SaidRow::of(entry)).collect();
        let sql: &SqlExt = self.sql.as_ref().unchecked_ref();
        sql.say_all(&self.say_all, &serde_json::to_string(&values)?)?;
        Ok(())
    }

    fn log(&self, entry: &LogEntry) -> worker::Result<()> {
        if let Logged::FileDeleted { message, .. } = &entry.logged {
            // Whoever reads of it later reads at once that it is gone.
            self.change(
                "UPDATE entry SET file = json_set(file, '$.deleted', json('true')) WHERE message = ?",
                vec![message.to_string().into()],
            )?;
        }
        if let Logged::Revised { of, body, .. } = &entry.logged {
            self.revise(*of, body.as_ref())?;
        }
        let EntryRow { seq, at_ms, content } = EntryRow::try_from(entry)?;
        match content {
            Content::Said { message, staff, body, quote: Some(quote) } => self.change(
                "INSERT INTO entry (seq, at_ms, message, staff, body, quote) VALUES (?, ?, ?, ?, ?, ?)",
                vec![i64::from(seq).into(), at_ms.into(), message.into(), staff.into(), body.into(), number(quote)],
            ),
            Content::Said { message, staff, body, quote: None } => {
                let sql: &SqlExt = self.sql.as_ref().unchecked_ref();
                #[expect(clippy::cast_precision_loss, reason = "milliseconds stay below 2^53 for 285,000 years")]
                sql.say(&self.say, seq, at_ms as f64, &message, staff.as_deref().unwrap_or_default(), body)?;
                Ok(())
            }
            Content::Shared { message, staff, body, file } => self.change(
                "INSERT INTO entry (seq, at_ms, message, staff, body, file) VALUES (?, ?, ?, ?, ?, ?)",
                vec![i64::from(seq).into(), at_ms.into(), message.into(), staff.into(), body.into(), file.into()],
            ),
            Content::Milestone { message, milestone, beside, quote, revises } => self.change(
                "INSERT INTO entry (seq, at_ms, message, milestone, note, quote, revises) VALUES (?, ?, ?, ?, ?, ?, ?)",
                vec![
                    i64::from(seq).into(),
                    at_ms.into(),
                    message.into(),
                    milestone.into(),
                    i64::from(beside).into(),
                    quote.map(|quote| i64::from(quote.0)).into(),
                    revises.map(|revises| i64::from(revises.0)).into(),
                ],
            ),
        }
    }

    /// The words of an entry are others now, or gone.
    fn revise(&self, of: Seq, body: Option<&MessageBody>) -> worker::Result<()> {
        let revision = if body.is_some() { Revision::Edited } else { Revision::Recalled };
        let words = body.map_or(RECALLED, MessageBody::as_str);
        self.change(
            "UPDATE entry SET revised = ?, body = iif(body IS NULL, NULL, ?), milestone = json_set(milestone, '$.body', ?) \
             WHERE seq = ?",
            vec![i64::from(row::revised_column(revision)).into(), words.into(), words.into(), number(of)],
        )
    }

    fn change(&self, statement: &str, values: Vec<SqlStorageValue>) -> worker::Result<()> {
        self.sql.exec(statement, values).map(drop)
    }

    /// All that a room that wakes has to know; none if it was never opened.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn wake(&self) -> worker::Result<Option<Woken>> {
        let Some(room) = first::<RoomRow>(&self.sql, "SELECT * FROM room", vec![])? else { return Ok(None) };
        let milestones = self.entries(
            "WHERE milestone IS NOT NULL AND note = 0 ORDER BY seq LIMIT ?",
            vec![i64::from(MAX_ENTRIES).into()],
        )?;
        let beside = self.entries("WHERE milestone IS NOT NULL AND note = 1 ORDER BY seq DESC LIMIT 1", vec![])?.pop();
        let last_of =
            |side: &str| self.entries(&format!("WHERE body IS NOT NULL AND {side} ORDER BY seq DESC LIMIT 1"), vec![]);
        let staff_said = last_of("staff IS NOT NULL")?.pop();
        let visitor_said = last_of("staff IS NULL")?.pop();
        let unread = self.unread(room.marks().staff.read)?;
        let newest = self.newest()?;
        let members = space::members(&self.sql)?;
        let stored = room.into_stored(members, milestones, staff_said, visitor_said, beside, unread)?;
        Ok(Some(Woken { stored, newest }))
    }

    fn unread(&self, read: Seq) -> worker::Result<Vec<Seq>> {
        #[derive(serde::Deserialize)]
        struct Row {
            seq: u32,
        }
        let unread: Vec<Row> = rows(
            &self.sql,
            "SELECT seq FROM entry WHERE seq > ? AND body IS NOT NULL AND staff IS NULL LIMIT ?",
            vec![number(read), i64::from(MAX_ENTRIES).into()],
        )?;
        Ok(unread.into_iter().map(|row| Seq(row.seq)).collect())
    }

    fn newest(&self) -> worker::Result<Option<MessageId>> {
        #[derive(serde::Deserialize)]
        struct Row {
            message: String,
        }
        let newest: Option<Row> = first(
            &self.sql,
            "SELECT message FROM entry WHERE message IS NOT NULL ORDER BY message DESC LIMIT 1",
            vec![],
        )?;
        Ok(newest.and_then(|row| row.message.parse().ok()))
    }

    /// All files of the room.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn shelf(&self) -> worker::Result<Shelf> {
        file::shelf(&self.sql)
    }

    /// When something is to be done about a file.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn files_due(&self) -> worker::Result<Option<Timestamp>> {
        file::due_at(&self.sql)
    }

    /// Writes what happened to a file. Call it in a transaction.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn append_file(&self, event: &FileEvent) -> worker::Result<()> {
        file::append(&self.sql, event)
    }

    /// What was sent with this id.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn find(&self, message: MessageId) -> worker::Result<Option<LogEntry>> {
        Ok(self.entries("WHERE message = ?", vec![message.to_string().into()])?.pop())
    }

    /// One entry.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn entry(&self, seq: Seq) -> worker::Result<Option<LogEntry>> {
        Ok(self.entries("WHERE seq = ?", vec![number(seq)])?.pop())
    }

    /// Those that are pinned.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn pinned(&self) -> worker::Result<Vec<LogEntry>> {
        self.entries("WHERE seq IN (SELECT seq FROM pin)", Vec::new())
    }

    /// What is pinned, by whom and when; pinned last first.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn pins(&self) -> worker::Result<Vec<(Seq, StaffId, Timestamp)>> {
        #[derive(serde::Deserialize)]
        struct Row {
            seq: u32,
            staff_id: StaffId,
            at_ms: Timestamp,
        }
        let query = "SELECT seq, staff_id, at_ms FROM pin ORDER BY at_ms DESC, seq DESC LIMIT 1000";
        let found: Vec<Row> = rows(&self.sql, query, Vec::new())?;
        Ok(found.into_iter().map(|row| (Seq(row.seq), row.staff_id, row.at_ms)).collect())
    }

    /// Pins an entry.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn pin(&self, now: Timestamp, seq: Seq, by: StaffId) -> worker::Result<()> {
        self.change(
            "INSERT INTO pin (seq, staff_id, at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            vec![number(seq), by.to_string().into(), now.as_ms().into()],
        )
    }

    /// Takes a pin away.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn unpin(&self, seq: Seq) -> worker::Result<()> {
        self.change("DELETE FROM pin WHERE seq = ?", vec![number(seq)])
    }

    /// The page after `seq`, oldest first.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn after(&self, seq: Seq) -> worker::Result<Vec<LogEntry>> {
        self.entries("WHERE seq > ? ORDER BY seq LIMIT ?", vec![number(seq), page()])
    }

    /// The last entry before a moment; 0 if there is none. Looked for from the newest on: a clock that was set back once
    /// leaves entries of before it in between.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn before_moment(&self, at: Timestamp) -> worker::Result<Seq> {
        #[derive(serde::Deserialize)]
        struct Row {
            seq: u32,
        }
        let query = "SELECT seq FROM entry WHERE at_ms < ? ORDER BY seq DESC LIMIT 1";
        let found: Option<Row> = first(&self.sql, query, vec![at.as_ms().into()])?;
        Ok(found.map_or(Seq(0), |row| Seq(row.seq)))
    }

    /// The page before `seq`, oldest first.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn before(&self, seq: Seq) -> worker::Result<Vec<LogEntry>> {
        let mut entries = self.entries("WHERE seq < ? ORDER BY seq DESC LIMIT ?", vec![number(seq), page()])?;
        entries.reverse();
        Ok(entries)
    }

    fn entries(&self, which: &str, values: Vec<SqlStorageValue>) -> worker::Result<Vec<LogEntry>> {
        let found: Vec<row::Read> = rows(&self.sql, &format!("SELECT {COLUMNS} FROM entry {which}"), values)?;
        found.into_iter().map(|row| LogEntry::try_from(row).map_err(worker::Error::from)).collect()
    }
}

fn number(seq: Seq) -> SqlStorageValue {
    i64::from(seq.0).into()
}

fn page() -> SqlStorageValue {
    i64::try_from(HISTORY_PAGE).unwrap_or(50).into()
}

/// When, from its column.
fn moment(ms: Option<i64>) -> Option<Timestamp> {
    ms.map(Timestamp::from_ms)
}
