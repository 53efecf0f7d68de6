//! Lists of people and of what hangs on them: who may be seen, found by a word or a label, and their enquiries, notes and
//! consents.

use serde::Deserialize;
use shared::{
    api::{Consent, ContactNote},
    card::{Entry, Phase, Preview},
    form::{Told, Value},
    id::{ContactId, EnquiryId, LabelId, NoteId, StaffId, TagId},
    permission::Archive,
    report::ContactPoint,
    value::{DisplayName, Note, Timestamp},
};
use worker::{Result, SqlStorage, SqlStorageValue, console_error};

use super::enquiry::THEIRS;
use crate::store::{row, rows};

/// Which enquiries somebody may read: closed ones by rule, and of those that run these.
pub(crate) struct Sight {
    pub(crate) archive: Archive,
    pub(crate) running: Vec<EnquiryId>,
}

impl Sight {
    /// A condition on a row of `enquiry`, with `?5` to `?7`.
    fn condition(&self) -> String {
        match self.archive {
            Archive::All => "?5 IS NULL AND ?6 IS NULL AND ?7 IS NULL".to_owned(),
            Archive::Of(..) => {
                format!("((phase = 'closed' AND {THEIRS}) OR enquiry.id IN (SELECT value FROM json_each(?7)))")
            }
        }
    }

    fn values(&self) -> Result<[SqlStorageValue; 3]> {
        Ok(match &self.archive {
            Archive::All => [SqlStorageValue::Null, SqlStorageValue::Null, SqlStorageValue::Null],
            Archive::Of(staff, tags) => [
                staff.to_string().into(),
                serde_json::to_string(tags)?.into(),
                serde_json::to_string(&self.running)?.into(),
            ],
        })
    }

    /// A condition on a row of `contact` that stands for a person: who sees all sees also who never asked anything.
    fn of_person(&self) -> String {
        match self.archive {
            Archive::All => self.condition(),
            Archive::Of(..) => format!(
                "EXISTS (SELECT 1 FROM contact AS part JOIN enquiry ON contact_id = part.id \
                 WHERE part.person_id = contact.id AND {})",
                self.condition()
            ),
        }
    }
}

/// How a list is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    LastSeen,
    Name,
}

/// What a list is asked for.
pub(crate) struct Wish {
    pub(crate) sought: Vec<String>,
    pub(crate) label: Option<LabelId>,
    pub(crate) sort: Sort,
    /// By what the last one of the page before is sorted, and which it is.
    pub(crate) after: Option<(String, ContactId)>,
    pub(crate) most: usize,
}

/// People, each by the contact that stands for them and what they are sorted by.
pub(crate) fn list(sql: &SqlStorage, sight: &Sight, wish: &Wish) -> Result<Vec<(ContactId, String)>> {
    #[derive(Deserialize)]
    struct Row {
        id: ContactId,
        by: String,
    }
    let (column, order, past) = match wish.sort {
        Sort::LastSeen => ("last_seen_ms", "DESC", "(last_seen_ms, id) < (CAST(?1 AS INTEGER), ?2)"),
        Sort::Name => {
            // Of whom it goes on after, the id alone is in the address: a name would end up in logs.
            let past = "?1 IS NOT NULL AND (sort_name, id) > ((SELECT last.sort_name FROM contact AS last WHERE last.id = ?2), ?2)";
            ("sort_name", "ASC", past)
        }
    };
    let (by, id) = wish.after.as_ref().map_or((None, None), |(by, id)| (Some(by.clone()), Some(id.to_string())));
    let past = if by.is_some() { past } else { "?1 IS NULL AND ?2 IS NULL" };
    let found = "SELECT person_id FROM contact_key JOIN contact AS found ON found.id = contact_id, json_each(?3) AS sought \
                 WHERE contact_key.text >= sought.value AND contact_key.text < sought.value || char(1114111)";
    let sought = if wish.sought.is_empty() { "?3 IS NOT NULL".to_owned() } else { format!("id IN ({found})") };
    let labelled = "?4 IS NULL OR EXISTS (SELECT 1 FROM contact AS part, json_each(part.written, '$.labels') AS label \
                    WHERE part.person_id = contact.id AND label.value = ?4)";
    let query = format!(
        "SELECT id, CAST({column} AS TEXT) AS by FROM contact WHERE merged_into IS NULL AND {past} AND {sought} \
         AND ({labelled}) AND {} ORDER BY {column} {order}, id {order} LIMIT ?8",
        sight.of_person()
    );
    let [staff, tags, running] = sight.values()?;
    let values = vec![
        by.into(),
        id.into(),
        serde_json::to_string(&wish.sought)?.into(),
        wish.label.map(|label| label.to_string()).into(),
        staff,
        tags,
        running,
        i64::try_from(wish.most).unwrap_or(i64::MAX).into(),
    ];
    Ok(rows::<Row>(sql, &query, values)?.into_iter().map(|row| (row.id, row.by)).collect())
}

/// Whether somebody may see a person, by the contact that stands for them.
pub(crate) fn may_see(sql: &SqlStorage, sight: &Sight, person: ContactId) -> Result<bool> {
    #[derive(Deserialize)]
    struct Found {}
    let query = format!(
        "SELECT 1 FROM contact WHERE id = ?1 AND ?2 IS NULL AND ?3 IS NULL AND ?4 IS NULL AND {}",
        sight.of_person()
    );
    let [staff, tags, running] = sight.values()?;
    let null = || SqlStorageValue::Null;
    let values = vec![person.to_string().into(), null(), null(), null(), staff, tags, running];
    Ok(row::<Found>(sql, &query, values)?.is_some())
}

/// An enquiry of a person.
#[derive(Deserialize)]
pub(crate) struct Asked {
    pub(crate) id: EnquiryId,
    tag_id: Option<TagId>,
    staff_id: Option<StaffId>,
    pub(crate) phase: Phase,
    pub(crate) owner_id: Option<StaffId>,
    pub(crate) contact_point: ContactPoint,
    pub(crate) raised_at_ms: Timestamp,
    preview: Option<String>,
}

impl Asked {
    pub(crate) fn entry(&self) -> Option<Entry> {
        self.tag_id.map(|tag| Entry::Tag { tag }).or_else(|| self.staff_id.map(|staff| Entry::Staff { staff }))
    }

    pub(crate) fn preview(&self) -> Option<Preview> {
        serde_json::from_str(self.preview.as_deref()?).ok()
    }
}

/// The enquiries of a person that somebody may read, last raised first, and how many more of them there are.
pub(crate) fn enquiries(
    sql: &SqlStorage,
    sight: &Sight,
    contacts: &[ContactId],
    most: usize,
) -> Result<(Vec<Asked>, u32)> {
    #[derive(Deserialize)]
    struct Count {
        count: u32,
    }
    let ids = serde_json::to_string(contacts)?;
    let query = format!(
        "SELECT enquiry.id, enquiry.tag_id, enquiry.staff_id, phase, owner_id, COALESCE(contact_point, 'unknown') AS contact_point, \
         enquiry.raised_at_ms, preview FROM (SELECT * FROM enquiry WHERE contact_id IN (SELECT value FROM json_each(?1)) \
         AND ?2 IS NULL AND ?3 IS NULL AND {}) AS enquiry LEFT JOIN life ON enquiry_id = enquiry.id \
         ORDER BY enquiry.raised_at_ms DESC, enquiry.id DESC LIMIT ?4",
        sight.condition()
    );
    let [staff, tags, running] = sight.values()?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let values =
        vec![ids.clone().into(), SqlStorageValue::Null, SqlStorageValue::Null, most.into(), staff, tags, running];
    let found: Vec<Asked> = rows(sql, &query, values)?;
    let all = format!(
        "SELECT COUNT(*) AS count FROM enquiry WHERE contact_id IN (SELECT value FROM json_each(?1)) \
         AND ?2 IS NULL AND ?3 IS NULL AND ?4 IS NULL AND {}",
        sight.condition()
    );
    let null = || SqlStorageValue::Null;
    let [staff, tags, running] = sight.values()?;
    let values = vec![ids.into(), null(), null(), null(), staff, tags, running];
    let all = row::<Count>(sql, &all, values)?.map_or(0, |row| row.count);
    let shown = u32::try_from(found.len()).unwrap_or(u32::MAX);
    Ok((found, all.saturating_sub(shown)))
}

/// What staff noted of a person, newest first.
pub(crate) fn notes(sql: &SqlStorage, contacts: &[ContactId]) -> Result<Vec<ContactNote>> {
    #[derive(Deserialize)]
    struct Row {
        id: NoteId,
        at_ms: Timestamp,
        by_id: StaffId,
        by_name: DisplayName,
        body: Note,
    }
    let query = "SELECT id, at_ms, by_id, by_name, body FROM contact_note WHERE contact_id IN (SELECT value FROM json_each(?)) \
                 ORDER BY at_ms DESC, id DESC LIMIT 10000";
    let found: Vec<Row> = rows(sql, query, vec![serde_json::to_string(contacts)?.into()])?;
    let note = |Row { id, at_ms, by_id: by, by_name, body }| ContactNote { id, at_ms, by, by_name, body };
    Ok(found.into_iter().map(note).collect())
}

/// The note with this id, and of which contact it is.
pub(crate) fn note_of(sql: &SqlStorage, note: NoteId) -> Result<Option<(ContactId, StaffId, String)>> {
    #[derive(Deserialize)]
    struct Row {
        contact_id: ContactId,
        by_id: StaffId,
        body: String,
    }
    let query = "SELECT contact_id, by_id, body FROM contact_note WHERE id = ?";
    let found: Option<Row> = row(sql, query, vec![note.to_string().into()])?;
    Ok(found.map(|row| (row.contact_id, row.by_id, row.body)))
}

/// Keeps a note; one that is there stays as it is.
pub(crate) fn put_note(sql: &SqlStorage, contact: ContactId, note: &ContactNote) -> Result<()> {
    let ContactNote { id, at_ms, by, by_name, body } = note;
    sql.exec(
        "INSERT OR IGNORE INTO contact_note (id, contact_id, at_ms, by_id, by_name, body) VALUES (?, ?, ?, ?, ?, ?)",
        vec![
            id.to_string().into(),
            contact.to_string().into(),
            at_ms.as_ms().into(),
            by.to_string().into(),
            by_name.as_str().into(),
            body.as_str().into(),
        ],
    )?;
    Ok(())
}

/// Removes a note.
pub(crate) fn remove_note(sql: &SqlStorage, note: NoteId) -> Result<()> {
    sql.exec("DELETE FROM contact_note WHERE id = ?", vec![note.to_string().into()])?;
    Ok(())
}

/// Consents on a page.
const MOST_CONSENTS: i64 = 100;

/// What a person agreed to in enquiries that somebody may read, newest first.
pub(crate) fn consents(sql: &SqlStorage, sight: &Sight, contacts: &[ContactId]) -> Result<Vec<Consent>> {
    #[derive(Deserialize)]
    struct Row {
        told: String,
        enquiry_id: EnquiryId,
        contact_point: ContactPoint,
    }
    let query = format!(
        "SELECT told, told.enquiry_id, COALESCE(contact_point, 'unknown') AS contact_point FROM told \
         LEFT JOIN life ON life.enquiry_id = told.enquiry_id \
         WHERE told.contact_id IN (SELECT value FROM json_each(?1)) AND told ->> '$.kind' = 'agreed' \
         AND told.enquiry_id IN (SELECT enquiry.id FROM enquiry WHERE contact_id IN (SELECT value FROM json_each(?1)) \
         AND ?2 IS NULL AND ?3 IS NULL AND {}) ORDER BY told.at_ms DESC LIMIT ?4",
        sight.condition()
    );
    let null = || SqlStorageValue::Null;
    let [staff, tags, running] = sight.values()?;
    let ids = serde_json::to_string(contacts)?;
    let values = vec![ids.into(), null(), null(), MOST_CONSENTS.into(), staff, tags, running];
    let mut consents = Vec::new();
    for Row { told, enquiry_id: enquiry, contact_point } in rows(sql, &query, values)? {
        match serde_json::from_str::<Told>(&told) {
            Ok(told) if matches!(told.value, Value::Agreed { .. }) => {
                consents.push(Consent { told, enquiry, contact_point });
            }
            Ok(_) => {}
            Err(_) => console_error!("An answer of {enquiry} can't be read"),
        }
    }
    Ok(consents)
}
