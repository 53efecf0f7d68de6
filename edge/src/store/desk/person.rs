//! Rows of people: which contacts are one person, what is known of them, and how they are found. Rows of a contact as its
//! visitor told it are in `contact.rs`.

use serde::{Deserialize, Serialize};
use shared::{
    card::ContactDetails,
    contact::{Member, Merges, Person, Verified, Why, Written},
    id::{ContactId, EnquiryId, StaffId, VisitorId},
    value::{CountryCode, DisplayName, EmailAddress, LanguageTag, PhoneNumber, ShortText, Timestamp},
};
use worker::{Result, SqlStorage, console_error};

use super::counter::{self, Counter};
use crate::store::{row, rows};

/// A contact as it is kept, with what it has to do with others.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) member: Member,
    pub(crate) person: ContactId,
    pub(crate) merged: Option<(ContactId, Merged)>,
    pub(crate) stamp: u32,
    /// Of the person, in the row of who stands for them.
    pub(crate) last_seen: Option<Timestamp>,
}

/// When a contact was merged, by whom and why.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Merged {
    pub(crate) at_ms: Timestamp,
    /// None where a signed identity did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) by: Option<StaffId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) by_name: Option<DisplayName>,
    pub(crate) why: Why,
}

#[derive(Deserialize)]
struct Row {
    id: ContactId,
    person_id: ContactId,
    merged_into: Option<ContactId>,
    merged: Option<String>,
    handle: DisplayName,
    name: Option<DisplayName>,
    email: Option<EmailAddress>,
    phone: Option<PhoneNumber>,
    language: Option<LanguageTag>,
    country: Option<String>,
    written: Option<String>,
    verified: Option<String>,
    stamp: u32,
    last_seen_ms: i64,
}

impl From<Row> for Kept {
    fn from(row: Row) -> Self {
        let Row { id, written, verified, merged, .. } = &row;
        Self {
            merged: row.merged_into.zip(json(*id, merged.as_deref())),
            person: row.person_id,
            stamp: row.stamp,
            last_seen: (row.last_seen_ms > 0).then(|| Timestamp::from_ms(row.last_seen_ms)),
            member: Member {
                id: *id,
                written: json(*id, written.as_deref()).unwrap_or_default(),
                verified: json(*id, verified.as_deref()),
                handle: row.handle,
                said: ContactDetails { name: row.name, email: row.email, phone: row.phone, message: None },
                language: row.language,
                country: row.country.and_then(|code| CountryCode::try_from(code).ok()),
            },
        }
    }
}

/// Without what can't be read: the rest of the contact is of use.
fn json<T: serde::de::DeserializeOwned>(id: ContactId, text: Option<&str>) -> Option<T> {
    let read = serde_json::from_str(text?);
    if read.is_err() {
        console_error!("The row of {id} has JSON that can't be read");
    }
    read.ok()
}

const COLUMNS: &str = "id, person_id, merged_into, merged, handle, name, email, phone, language, country, written, \
                       verified, stamp, last_seen_ms";

/// The contacts of some people. Of each person, who stands for it comes first, then the others by when they were made.
pub(crate) fn of_people(sql: &SqlStorage, people: &[ContactId]) -> Result<Vec<Kept>> {
    let query = format!(
        "SELECT {COLUMNS} FROM contact WHERE person_id IN (SELECT value FROM json_each(?)) \
         ORDER BY person_id, id <> person_id, id LIMIT 10000"
    );
    let found: Vec<Row> = rows(sql, &query, vec![serde_json::to_string(people)?.into()])?;
    Ok(found.into_iter().map(Kept::from).collect())
}

/// The contacts of the person that a contact is, who stands for it first. None if there is no such contact.
pub(crate) fn of_contact(sql: &SqlStorage, contact: ContactId) -> Result<Vec<Kept>> {
    person_of(sql, contact)?.map_or(Ok(Vec::new()), |person| of_people(sql, &[person]))
}

/// All contacts that are one person with this one, itself included, who stands for the person first. What is kept of a person is
/// kept under each of these ids.
pub(crate) fn one_person(sql: &SqlStorage, contact: ContactId) -> Result<Vec<ContactId>> {
    Ok(of_contact(sql, contact)?.into_iter().map(|kept| kept.member.id).collect())
}

fn person_of(sql: &SqlStorage, contact: ContactId) -> Result<Option<ContactId>> {
    #[derive(Deserialize)]
    struct Of {
        person_id: ContactId,
    }
    let found: Option<Of> = row(sql, "SELECT person_id FROM contact WHERE id = ?", vec![contact.to_string().into()])?;
    Ok(found.map(|of| of.person_id))
}

/// The contact of a visitor.
pub(crate) fn of_visitor(sql: &SqlStorage, visitor: VisitorId) -> Result<Option<Kept>> {
    let query = format!("SELECT {COLUMNS} FROM contact WHERE visitor_id = ?");
    Ok(row::<Row>(sql, &query, vec![visitor.to_string().into()])?.map(Kept::from))
}

/// The contact that was the first one to be proved to be somebody.
pub(crate) fn verified(sql: &SqlStorage, sub: &ShortText) -> Result<Option<Kept>> {
    let query = format!("SELECT {COLUMNS} FROM contact WHERE verified_id = ? ORDER BY verified_at_ms, id LIMIT 1");
    Ok(row::<Row>(sql, &query, vec![sub.as_str().into()])?.map(Kept::from))
}

/// Whether something of a visitor's runs.
pub(crate) fn talks(sql: &SqlStorage, visitor: VisitorId) -> Result<bool> {
    #[derive(Deserialize)]
    struct Found {}
    let query = "SELECT 1 FROM enquiry WHERE visitor_id = ? AND phase <> 'closed' LIMIT 1";
    Ok(row::<Found>(sql, query, vec![visitor.to_string().into()])?.is_some())
}

/// Brings up to date what follows from a contact: after its visitor told something, or it was found out who they are.
pub(super) fn told(sql: &SqlStorage, contact: ContactId) -> Result<()> {
    let members = of_contact(sql, contact)?;
    if let Some(kept) = members.iter().find(|kept| kept.member.id == contact) {
        put_keys(sql, &kept.member)?;
    }
    settle(sql, &members)
}

fn put_keys(sql: &SqlStorage, member: &Member) -> Result<()> {
    sql.exec("DELETE FROM contact_key WHERE contact_id = ?", vec![member.id.to_string().into()])?;
    for (kind, text) in member.keys() {
        sql.exec(
            "INSERT OR IGNORE INTO contact_key (text, kind, contact_id) VALUES (?, ?, ?)",
            vec![text.into(), kind.as_str().into(), member.id.to_string().into()],
        )?;
    }
    Ok(())
}

/// Whether there are contacts from before contacts were found by keys.
pub(crate) fn has_unkeyed(sql: &SqlStorage) -> Result<bool> {
    #[derive(Deserialize)]
    struct Found {}
    Ok(row::<Found>(sql, "SELECT 1 FROM contact_unkeyed LIMIT 1", Vec::new())?.is_some())
}

/// So many of them in one turn: each is a few statements.
const MOST_KEYED: i64 = 200;

/// Works out what some of them are found by.
pub(crate) fn key_some(sql: &SqlStorage) -> Result<()> {
    #[derive(Deserialize)]
    struct Unkeyed {
        contact_id: ContactId,
    }
    let query = "DELETE FROM contact_unkeyed WHERE contact_id IN \
                 (SELECT contact_id FROM contact_unkeyed ORDER BY contact_id LIMIT ?) RETURNING contact_id";
    for Unkeyed { contact_id } in rows(sql, query, vec![MOST_KEYED.into()])? {
        told(sql, contact_id)?;
    }
    Ok(())
}

/// What lists are sorted by, in the row of who stands for the person.
fn settle(sql: &SqlStorage, members: &[Kept]) -> Result<()> {
    let all: Vec<Member> = members.iter().map(|kept| kept.member.clone()).collect();
    let Some(person) = Person::of(&all) else { return Ok(()) };
    let ids: Vec<ContactId> = all.iter().map(|member| member.id).collect();
    sql.exec(
        "UPDATE contact SET sort_name = ?1, last_seen_ms = COALESCE((SELECT MAX(MAX(raised_at_ms, \
         COALESCE(visitor_said_at_ms, 0))) FROM enquiry WHERE contact_id IN (SELECT value FROM json_each(?2))), 0) \
         WHERE id = ?3",
        vec![
            person.name().to_lowercase().into(),
            serde_json::to_string(&ids)?.into(),
            person.contact.to_string().into(),
        ],
    )?;
    Ok(())
}

/// Notes that the visitor of an enquiry asked or said something.
pub(super) fn seen(sql: &SqlStorage, enquiry: EnquiryId, at: Timestamp) -> Result<()> {
    sql.exec(
        "UPDATE contact SET last_seen_ms = MAX(last_seen_ms, ?1) WHERE id = \
         (SELECT person_id FROM contact JOIN enquiry ON contact.id = contact_id WHERE enquiry.id = ?2)",
        vec![at.as_ms().into(), enquiry.to_string().into()],
    )?;
    Ok(())
}

/// Keeps what staff wrote of a contact.
pub(crate) fn put_written(sql: &SqlStorage, contact: ContactId, written: &Written) -> Result<()> {
    let text = (*written != Written::default()).then(|| serde_json::to_string(written)).transpose()?;
    sql.exec("UPDATE contact SET written = ? WHERE id = ?", vec![text.into(), contact.to_string().into()])?;
    told(sql, contact)
}

/// Keeps what was proved of a contact.
pub(crate) fn put_verified(sql: &SqlStorage, now: Timestamp, contact: ContactId, verified: &Verified) -> Result<()> {
    sql.exec(
        "UPDATE contact SET verified = ?1, verified_id = ?2, verified_at_ms = COALESCE(verified_at_ms, ?3) WHERE id = ?4",
        vec![
            serde_json::to_string(verified)?.into(),
            verified.sub.as_str().into(),
            now.as_ms().into(),
            contact.to_string().into(),
        ],
    )?;
    told(sql, contact)
}

/// Notes that something of these contacts is another now: who read them before is told.
pub(crate) fn stamp(sql: &SqlStorage, contacts: &[ContactId]) -> Result<()> {
    let stamp = counter::next(sql, Counter::ContactChanges)?;
    sql.exec(
        "UPDATE contact SET stamp = ? WHERE id IN (SELECT value FROM json_each(?))",
        vec![i64::from(stamp).into(), serde_json::to_string(contacts)?.into()],
    )?;
    Ok(())
}

/// What is merged into what among these.
pub(crate) fn merges(members: &[Kept]) -> Merges {
    Merges::new(members.iter().filter_map(|kept| Some((kept.member.id, kept.merged.as_ref()?.0))))
}

/// Keeps that a contact was merged into another, or into none any more; `merges` says whom everybody of `all` leads to then.
pub(crate) fn put_merge(
    sql: &SqlStorage,
    all: &[Kept],
    merges: &Merges,
    contact: ContactId,
    joined: Option<(ContactId, &Merged)>,
) -> Result<()> {
    let into = joined.map(|(into, _)| into.to_string());
    let how = joined.map(|(_, how)| serde_json::to_string(how)).transpose()?;
    sql.exec(
        "UPDATE contact SET merged_into = ?, merged = ? WHERE id = ?",
        vec![into.into(), how.into(), contact.to_string().into()],
    )?;
    let ids: Vec<ContactId> = all.iter().map(|kept| kept.member.id).collect();
    let mut heads: Vec<ContactId> = ids.iter().map(|id| merges.head(*id)).collect();
    heads.sort_unstable();
    heads.dedup();
    for head in heads {
        sql.exec(
            "UPDATE contact SET person_id = ? WHERE id IN (SELECT value FROM json_each(?))",
            vec![head.to_string().into(), serde_json::to_string(&merges.parts(head))?.into()],
        )?;
        settle(sql, &of_people(sql, &[head])?)?;
    }
    stamp(sql, &ids)
}

/// Notes that two are two people.
pub(crate) fn keep_apart(sql: &SqlStorage, one: ContactId, other: ContactId) -> Result<()> {
    let (one, other) = (one.min(other), one.max(other));
    sql.exec("INSERT OR IGNORE INTO contact_apart (one, other) VALUES (?, ?)", [one, other].map(text).to_vec())?;
    Ok(())
}

/// Whether somebody said that any of these is somebody else than any of the others.
pub(crate) fn are_apart(sql: &SqlStorage, these: &[ContactId], others: &[ContactId]) -> Result<bool> {
    #[derive(Deserialize)]
    struct Found {}
    let query = "SELECT 1 FROM contact_apart WHERE (one IN (SELECT value FROM json_each(?1)) AND other IN (SELECT value FROM \
                 json_each(?2))) OR (one IN (SELECT value FROM json_each(?2)) AND other IN (SELECT value FROM json_each(?1)))";
    let values = vec![serde_json::to_string(these)?.into(), serde_json::to_string(others)?.into()];
    Ok(row::<Found>(sql, query, values)?.is_some())
}

fn text(id: ContactId) -> worker::SqlStorageValue {
    id.to_string().into()
}

/// So many suggestions at a time.
const MOST_ALIKE: usize = 5;

/// People who have an e-mail address, a phone number or a signed id of these, and why each; nobody who is kept apart.
pub(crate) fn alike(sql: &SqlStorage, these: &[ContactId]) -> Result<Vec<(ContactId, Why)>> {
    #[derive(Deserialize)]
    struct Alike {
        person_id: ContactId,
        why: Why,
    }
    let query = "WITH mine AS (SELECT id, person_id, verified_id FROM contact WHERE id IN (SELECT value FROM json_each(?1))), \
         found AS (SELECT other.person_id, '0verified' AS why FROM mine JOIN contact AS other ON other.verified_id = mine.verified_id \
           UNION SELECT other.person_id, CASE theirs.kind WHEN 'email' THEN '1email' ELSE '2phone' END FROM contact_key AS own \
           JOIN contact_key AS theirs ON theirs.text = own.text AND theirs.kind = own.kind \
           JOIN contact AS other ON other.id = theirs.contact_id \
           WHERE own.contact_id IN (SELECT id FROM mine) AND own.kind IN ('email', 'phone')) \
         SELECT person_id, SUBSTR(MIN(why), 2) AS why FROM found WHERE person_id NOT IN (SELECT person_id FROM mine) \
         GROUP BY person_id ORDER BY MIN(why), person_id LIMIT 50";
    let found: Vec<Alike> = rows(sql, query, vec![serde_json::to_string(these)?.into()])?;
    let mut alike = Vec::new();
    for Alike { person_id, why } in found {
        if alike.len() < MOST_ALIKE && !are_apart(sql, these, &one_person(sql, person_id)?)? {
            alike.push((person_id, why));
        }
    }
    Ok(alike)
}
