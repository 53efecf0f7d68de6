//! Rows of contacts.

use serde::Deserialize;
use shared::{
    card::{ContactCard, ContactDetails},
    desk::Contact,
    id::{ContactId, StaffId, VisitorId},
    routing::Served,
    value::{DisplayName, EmailAddress, LanguageTag, MessageBody, PhoneNumber, Timestamp},
};
use worker::{Result, SqlStorage};

use super::person;
use crate::store::{row, rows};

/// The columns of a [`Row`], under names that fit into a join.
pub(super) const COLUMNS: &str = "contact.id AS contact_id, contact.handle AS contact_handle, \
     contact.name AS contact_name, contact.email AS contact_email, contact.phone AS contact_phone, \
     contact.message AS contact_message, contact.language AS contact_language, \
     contact.country AS contact_country, contact.revision AS contact_revision, \
     contact.served_by AS contact_served_by, contact.served_at_ms AS contact_served_at_ms, \
     contact.photo AS contact_photo";

#[derive(Deserialize)]
#[expect(clippy::struct_field_names, reason = "the names of columns in a join")]
pub(super) struct Row {
    contact_id: ContactId,
    contact_handle: DisplayName,
    contact_name: Option<DisplayName>,
    contact_email: Option<EmailAddress>,
    contact_phone: Option<PhoneNumber>,
    contact_message: Option<MessageBody>,
    contact_language: Option<LanguageTag>,
    contact_country: Option<String>,
    contact_revision: u32,
    contact_served_by: Option<StaffId>,
    contact_served_at_ms: Option<Timestamp>,
    contact_photo: u32,
}

impl From<Row> for Contact {
    fn from(row: Row) -> Self {
        let Row {
            contact_id: id,
            contact_handle: handle,
            contact_name: name,
            contact_email: email,
            contact_phone: phone,
            contact_message: message,
            contact_language: language,
            contact_country: country,
            contact_revision: revision,
            contact_served_by: served_by,
            contact_served_at_ms: served_at,
            contact_photo: photo,
        } = row;
        let served = served_by.zip(served_at).map(|(staff, at_ms)| Served { staff, at_ms });
        let details = ContactDetails { name, email, phone, message };
        Self { card: ContactCard { id, handle, details, photo: photo != 0 }, revision, language, country, served }
    }
}

/// A visitor's contact.
pub(crate) fn of_visitor(sql: &SqlStorage, visitor: VisitorId) -> Result<Option<Contact>> {
    let query = format!("SELECT {COLUMNS} FROM contact WHERE visitor_id = ?");
    Ok(row::<Row>(sql, &query, vec![visitor.to_string().into()])?.map(Contact::from))
}

/// The visitors of these records.
pub(crate) fn visitors(sql: &SqlStorage, person: &[ContactId]) -> Result<Vec<VisitorId>> {
    #[derive(Deserialize)]
    struct Found {
        visitor_id: VisitorId,
    }
    let query = "SELECT visitor_id FROM contact WHERE id IN (SELECT value FROM json_each(?))";
    let found: Vec<Found> = rows(sql, query, vec![serde_json::to_string(person)?.into()])?;
    Ok(found.into_iter().map(|row| row.visitor_id).collect())
}

/// Of these records, the visitors of whom there are pictures.
pub(crate) fn pictured(sql: &SqlStorage, person: &[ContactId]) -> Result<Vec<(ContactId, VisitorId)>> {
    #[derive(Deserialize)]
    struct Found {
        id: ContactId,
        visitor_id: VisitorId,
    }
    let query =
        "SELECT id, visitor_id FROM contact WHERE photo = 1 AND id IN (SELECT value FROM json_each(?)) ORDER BY id";
    let found: Vec<Found> = rows(sql, query, vec![serde_json::to_string(person)?.into()])?;
    Ok(found.into_iter().map(|row| (row.id, row.visitor_id)).collect())
}

/// A contact as it is from now on.
pub(crate) fn put(sql: &SqlStorage, visitor: VisitorId, contact: &Contact) -> Result<()> {
    let Contact { card, revision, language, country, served } = contact;
    let ContactCard { id, handle, details, photo } = card;
    let ContactDetails { name, email, phone, message } = details;
    sql.exec(
        "INSERT INTO contact (id, visitor_id, handle, name, email, phone, message, language, country, revision, \
         served_by, served_at_ms, photo, person_id) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?1) ON CONFLICT (id) DO UPDATE SET handle = excluded.handle, \
         name = excluded.name, email = excluded.email, phone = excluded.phone, message = excluded.message, \
         language = excluded.language, country = excluded.country, revision = excluded.revision, \
         served_by = excluded.served_by, served_at_ms = excluded.served_at_ms, photo = excluded.photo",
        vec![
            id.to_string().into(),
            visitor.to_string().into(),
            handle.as_str().into(),
            name.as_ref().map(DisplayName::as_str).into(),
            email.as_ref().map(EmailAddress::as_str).into(),
            phone.as_ref().map(PhoneNumber::as_str).into(),
            message.as_ref().map(MessageBody::as_str).into(),
            language.as_ref().map(LanguageTag::as_str).into(),
            country.as_deref().into(),
            i64::from(*revision).into(),
            served.map(|served| served.staff.to_string()).into(),
            served.map(|served| served.at_ms.as_ms()).into(),
            i64::from(*photo).into(),
        ],
    )?;
    person::told(sql, *id)
}
