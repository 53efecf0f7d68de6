//! Rows of enquiries: their events, what follows from them for lists, and what their rooms told last.

use std::collections::BTreeMap;

use serde::{Deserialize, de::DeserializeOwned};
use shared::{
    card::Entry,
    desk::{Contact, Event, Standing},
    enquiry::{self, Enquiry, News},
    id::{EnquiryId, LabelId, StaffId, VisitorId},
    owed::RoomReport,
    permission::Archive,
    value::Timestamp,
};
use worker::{Result, SqlStorage, SqlStorageValue, console_error};

use super::{
    availability, contact,
    counter::{self, Counter},
    event, label, life, link_count, listing, person, told as answers,
};
use crate::store::{row, rows};

/// Loaded at once: enough to be quick, and no result set of a size that the runtime refuses.
const BATCH: i64 = 500;

/// Stores what is so from now on. Call it in a transaction.
///
/// # Errors
/// That of the database.
pub(crate) fn append(sql: &SqlStorage, now: Timestamp, happened: &Event) -> Result<()> {
    match happened {
        Event::Contact { visitor, contact: known } => {
            contact::put(sql, *visitor, known)?;
            listing::note_contact(sql, known.card.id)
        }
        Event::Told { contact, enquiry, told } => answers::put(sql, *contact, *enquiry, told),
        Event::Enquiry { enquiry, at, event } => {
            append_step(sql, *enquiry, *at, event)?;
            listing::note(sql, *enquiry)
        }
        Event::News { enquiry, news } => put_news(sql, *enquiry, news),
        Event::Availability { staff, event } => availability::append(sql, now, *staff, *event),
        // The directory itself is in the tables of staff and tags already.
        Event::Directory(_) => counter::next(sql, Counter::DirectoryChanges).map(drop),
    }
}

fn append_step(sql: &SqlStorage, id: EnquiryId, at: Timestamp, step: &enquiry::Event) -> Result<()> {
    link_count::note(sql, id, step)?;
    life::note(sql, id, at, step)?;
    sql.exec(
        "INSERT INTO enquiry_event (enquiry_id, place, at_ms, event) \
         SELECT ?1, COALESCE(MAX(place), 0) + 1, ?2, ?3 FROM enquiry_event WHERE enquiry_id = ?1",
        vec![id.to_string().into(), at.as_ms().into(), event::write(step)?.into()],
    )?;
    let change = |set: &str, value: SqlStorageValue| -> Result<()> {
        let statement = format!("UPDATE enquiry SET {set} WHERE id = ?");
        sql.exec(&statement, vec![value, id.to_string().into()])?;
        Ok(())
    };
    let changed = |phase: &str| change(&format!("phase = '{phase}', changed_at_ms = ?"), at.as_ms().into());
    let ended = |phase: &str| change(&format!("phase = '{phase}', call = NULL, changed_at_ms = ?"), at.as_ms().into());
    match step {
        enquiry::Event::Raised(raised) => put_raised(sql, id, at, raised),
        // What is passed on stays the sender's until somebody accepts; with the sender gone, it is nobody's.
        enquiry::Event::Offered(offered) if offered.stop.passed.is_some() => change("phase = ?", "open".into()),
        enquiry::Event::Offered(_) => change("phase = 'open', owner_id = ?", SqlStorageValue::Null),
        enquiry::Event::Answered(staff)
        | enquiry::Event::FollowedUp(staff)
        | enquiry::Event::PickedUp { staff, .. }
        | enquiry::Event::TakenOver { staff, .. } => {
            change("owner_id = ?", staff.id.to_string().into())?;
            put_guest(sql, id, staff.id, false)?;
            changed("engaged")
        }
        enquiry::Event::Missed => {
            change("owner_id = ?", SqlStorageValue::Null)?;
            ended("missed")
        }
        enquiry::Event::Closed { .. } => ended("closed"),
        enquiry::Event::Transferred(transfer) => {
            let to = match transfer.to.entry() {
                Entry::Tag { tag } => tag.to_string(),
                Entry::Staff { staff } => staff.to_string(),
            };
            change("passed_before = passed, passed = ?", to.into())
        }
        enquiry::Event::Returned { staff, .. } => {
            change("passed = passed_before, phase = 'engaged', owner_id = ?", staff.id.to_string().into())
        }
        enquiry::Event::SenderAway { .. } => change("passed = passed_before, owner_id = ?", SqlStorageValue::Null),
        enquiry::Event::Invited { staff, .. } => put_guest(sql, id, *staff, true),
        enquiry::Event::Left { staff, .. } => put_guest(sql, id, *staff, false),
        enquiry::Event::Labelled { label, .. } => label::put(sql, id, *label, true),
        enquiry::Event::Unlabelled { label, .. } => label::put(sql, id, *label, false),
        enquiry::Event::OutOfHours { .. }
        | enquiry::Event::Drawn { .. }
        | enquiry::Event::Skipped { .. }
        | enquiry::Event::WaitOver
        | enquiry::Event::EverybodyLeft
        | enquiry::Event::Declined { .. }
        | enquiry::Event::TakenBack { .. }
        | enquiry::Event::Rated(_)
        | enquiry::Event::Reopened => Ok(()),
    }
}

/// Whether somebody is in its room beside the owner.
fn put_guest(sql: &SqlStorage, id: EnquiryId, staff: StaffId, is_inside: bool) -> Result<()> {
    let statement = if is_inside {
        "INSERT INTO guest (enquiry_id, staff_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM guest WHERE enquiry_id = ? AND staff_id = ?"
    };
    sql.exec(statement, vec![id.to_string().into(), staff.to_string().into()])?;
    Ok(())
}

/// What was pressed, in the columns `tag_id` and `staff_id`: one of them has it.
pub(super) fn entry_columns(entry: Entry) -> [SqlStorageValue; 2] {
    match entry {
        Entry::Tag { tag } => [tag.to_string().into(), SqlStorageValue::Null],
        Entry::Staff { staff } => [SqlStorageValue::Null, staff.to_string().into()],
    }
}

fn put_raised(sql: &SqlStorage, id: EnquiryId, at: Timestamp, raised: &enquiry::Raised) -> Result<()> {
    let [tag, staff] = entry_columns(raised.entry.entry());
    let News { page, call, .. } = News::of(raised);
    sql.exec(
        "INSERT INTO enquiry (id, visitor_id, contact_id, tag_id, staff_id, phase, raised_at_ms, changed_at_ms, page, call) \
         VALUES (?1, ?2, ?3, ?4, ?5, 'missed', ?6, ?6, ?7, ?8)",
        vec![
            id.to_string().into(),
            raised.visitor.to_string().into(),
            raised.contact.to_string().into(),
            tag,
            staff,
            at.as_ms().into(),
            page.as_ref().map(serde_json::to_string).transpose()?.into(),
            call.as_ref().map(serde_json::to_string).transpose()?.into(),
        ],
    )?;
    person::seen(sql, id, at)
}

fn put_news(sql: &SqlStorage, id: EnquiryId, news: &News) -> Result<()> {
    let News { report, visitor_said_at, staff_said_at, preview, unread, page, forms, call, woken_at } = news;
    if let Some(at) = staff_said_at {
        life::spoke(sql, id, *at)?;
    }
    sql.exec(
        "UPDATE enquiry SET report = ?, visitor_said_at_ms = ?, staff_said_at_ms = ?, preview = ?, unread = ?, page = ?, \
         forms = ?, call = ?, woken_at_ms = ? WHERE id = ?",
        vec![
            i64::from(*report).into(),
            visitor_said_at.map(Timestamp::as_ms).into(),
            staff_said_at.map(Timestamp::as_ms).into(),
            preview.as_ref().map(serde_json::to_string).transpose()?.into(),
            i64::from(*unread).into(),
            page.as_ref().map(serde_json::to_string).transpose()?.into(),
            i64::from(*forms).into(),
            call.as_ref().map(serde_json::to_string).transpose()?.into(),
            woken_at.map(Timestamp::as_ms).into(),
            id.to_string().into(),
        ],
    )?;
    visitor_said_at.map_or(Ok(()), |at| person::seen(sql, id, at))
}

/// What lists show of an enquiry that is closed has other words now, if the report is a newer one.
///
/// # Errors
/// That of the database.
pub(crate) fn revise_preview(sql: &SqlStorage, report: &RoomReport) -> Result<()> {
    let preview = report.preview.as_ref().map(serde_json::to_string).transpose()?;
    let values = vec![i64::from(report.report).into(), preview.into(), report.enquiry.to_string().into()];
    sql.exec(
        "UPDATE enquiry SET report = ?1, preview = ?2 WHERE id = ?3 AND phase = 'closed' AND report < ?1",
        values,
    )?;
    Ok(())
}

#[derive(Deserialize)]
struct Row {
    id: EnquiryId,
    report: u32,
    visitor_said_at_ms: Option<Timestamp>,
    staff_said_at_ms: Option<Timestamp>,
    preview: Option<String>,
    unread: u32,
    page: Option<String>,
    forms: u32,
    call: Option<String>,
    woken_at_ms: Option<Timestamp>,
    #[serde(flatten)]
    contact: contact::Row,
}

impl Row {
    fn news(&self) -> News {
        News {
            report: self.report,
            visitor_said_at: self.visitor_said_at_ms,
            staff_said_at: self.staff_said_at_ms,
            preview: self.json(self.preview.as_ref()),
            unread: self.unread,
            page: self.json(self.page.as_ref()),
            forms: self.forms,
            call: self.json(self.call.as_ref()),
            woken_at: self.woken_at_ms,
        }
    }

    /// Without what can't be read: it is of the moment, and the room's next report brings it again.
    fn json<T: DeserializeOwned>(&self, text: Option<&String>) -> Option<T> {
        let read = serde_json::from_str(text?);
        if read.is_err() {
            console_error!("The row of {} has JSON that can't be read", self.id);
        }
        read.ok()
    }
}

/// Every enquiry that isn't closed, with its contact.
///
/// # Errors
/// That of the database.
pub(crate) fn running(sql: &SqlStorage) -> Result<Vec<(Enquiry, Contact)>> {
    let mut found = Vec::new();
    let mut last = String::new();
    loop {
        let page = "phase <> 'closed' AND enquiry.id > ? ORDER BY enquiry.id LIMIT ?";
        let batch: Vec<Row> = rows(sql, &selecting(page), vec![last.into(), BATCH.into()])?;
        let Some(end) = batch.last() else { return Ok(found) };
        last = end.id.to_string();
        found.extend(replayed(sql, batch)?);
    }
}

/// One enquiry, running or closed.
///
/// # Errors
/// That of the database.
pub(crate) fn one(sql: &SqlStorage, id: EnquiryId) -> Result<Option<(Enquiry, Contact)>> {
    let batch = rows(sql, &selecting("enquiry.id = ?"), vec![id.to_string().into()])?;
    Ok(replayed(sql, batch)?.pop())
}

/// A visitor's closed enquiries, last raised first.
///
/// # Errors
/// That of the database.
pub(crate) fn closed_of_visitor(sql: &SqlStorage, visitor: VisitorId, most: i64) -> Result<Vec<(Enquiry, Contact)>> {
    let which = "enquiry.visitor_id = ? AND phase = 'closed' ORDER BY raised_at_ms DESC LIMIT ?";
    let batch = rows(sql, &selecting(which), vec![visitor.to_string().into(), most.into()])?;
    let mut found = replayed(sql, batch)?;
    found.sort_by_key(|(enquiry, _)| std::cmp::Reverse(enquiry.raised_at));
    Ok(found)
}

/// Which closed enquiries [`Archive::Of`] lets somebody (`?5`) read, who serves some tags (`?6`, JSON).
pub(super) const THEIRS: &str = "(owner_id = ?5 OR staff_id = ?5 OR passed = ?5 \
     OR tag_id IN (SELECT value FROM json_each(?6)) OR passed IN (SELECT value FROM json_each(?6)) \
     OR enquiry.id IN (SELECT enquiry_id FROM guest WHERE staff_id = ?5))";

/// Closed enquiries before a place in the list, last closed first; only those with a label, if one is named.
///
/// # Errors
/// That of the database.
pub(crate) fn closed(
    sql: &SqlStorage,
    archive: &Archive,
    label: Option<LabelId>,
    before: Option<Standing>,
    most: i64,
) -> Result<Vec<(Enquiry, Contact)>> {
    let (at, id) = before.map_or((i64::MAX >> 10, String::new()), |(at, id)| (at.as_ms(), id.to_string()));
    let label = label.map(|label| label.to_string());
    let mut values: Vec<SqlStorageValue> = vec![at.into(), id.into(), most.into(), label.into()];
    let whose = match archive {
        Archive::All => String::new(),
        Archive::Of(staff, tags) => {
            values.push(staff.to_string().into());
            values.push(serde_json::to_string(tags)?.into());
            format!("AND {THEIRS} ")
        }
    };
    let which = format!(
        "phase = 'closed' AND (changed_at_ms, enquiry.id) < (?1, ?2) \
         AND (?4 IS NULL OR enquiry.id IN (SELECT enquiry_id FROM enquiry_label WHERE label_id = ?4)) {whose}\
         ORDER BY changed_at_ms DESC, enquiry.id DESC LIMIT ?3"
    );
    let batch = rows(sql, &selecting(&which), values)?;
    let mut found = replayed(sql, batch)?;
    found.sort_by_key(|(enquiry, _)| std::cmp::Reverse((enquiry.changed_at, enquiry.id)));
    Ok(found)
}

/// The first that there ever was: ids begin with the time at which they were made.
pub(crate) fn first(sql: &SqlStorage) -> Result<Option<EnquiryId>> {
    #[derive(Deserialize)]
    struct Row {
        id: EnquiryId,
    }
    Ok(row::<Row>(sql, "SELECT id FROM enquiry ORDER BY id LIMIT 1", Vec::new())?.map(|row| row.id))
}

/// When each step of an enquiry was, and what.
///
/// # Errors
/// That of the database.
pub(crate) fn steps(sql: &SqlStorage, id: EnquiryId) -> Result<Vec<(Timestamp, enquiry::Event)>> {
    Ok(events(sql, &[id])?.remove(&id).unwrap_or_default())
}

fn selecting(which: &str) -> String {
    format!(
        "SELECT enquiry.id, report, visitor_said_at_ms, staff_said_at_ms, preview, unread, page, forms, call, woken_at_ms, {} \
         FROM enquiry JOIN contact ON contact.id = contact_id WHERE {which}",
        contact::COLUMNS
    )
}

fn replayed(sql: &SqlStorage, batch: Vec<Row>) -> Result<Vec<(Enquiry, Contact)>> {
    let ids: Vec<EnquiryId> = batch.iter().map(|row| row.id).collect();
    let mut steps = events(sql, &ids)?;
    let replay = |row: Row| {
        let news = row.news();
        let steps = steps.remove(&row.id).unwrap_or_default();
        let Some(mut enquiry) = Enquiry::replay(row.id, steps.iter().map(|(at, event)| (*at, event))) else {
            // Left out rather than letting everybody else's wait for it.
            console_error!("{} has no readable beginning", row.id);
            return None;
        };
        enquiry.news = news;
        Some((enquiry, Contact::from(row.contact)))
    };
    Ok(batch.into_iter().filter_map(replay).collect())
}

fn events(sql: &SqlStorage, ids: &[EnquiryId]) -> Result<BTreeMap<EnquiryId, Vec<(Timestamp, enquiry::Event)>>> {
    #[derive(Deserialize)]
    struct Row {
        enquiry_id: EnquiryId,
        at_ms: Timestamp,
        event: String,
    }
    let mut found: BTreeMap<EnquiryId, Vec<_>> = BTreeMap::new();
    let query = "SELECT enquiry_id, at_ms, event FROM enquiry_event \
                 WHERE enquiry_id IN (SELECT value FROM json_each(?)) ORDER BY enquiry_id, place";
    for ids in ids.chunks(100) {
        for row in rows::<Row>(sql, query, vec![serde_json::to_string(ids)?.into()])? {
            match event::read(&row.event) {
                Ok(event) => found.entry(row.enquiry_id).or_default().push((row.at_ms, event)),
                Err(_) => console_error!("{} has a step that can't be read", row.enquiry_id),
            }
        }
    }
    Ok(found)
}
