//! Rows of what the Index is still to be told: enquiries that changed, and how each is now.

use serde::Deserialize;
use shared::{
    card::Entry,
    desk::Contact,
    id::{ContactId, EnquiryId, StaffId, TagId},
    owed::Listed,
    report::ContactPoint,
    value::Timestamp,
};
use worker::{Result, SqlStorage, console_error};

use super::contact;
use crate::store::{row, rows};

/// Told at once: some 50 KB.
const BATCH: i64 = 100;

/// Something is other now that it is found by.
pub(crate) fn note(sql: &SqlStorage, enquiry: EnquiryId) -> Result<()> {
    sql.exec("INSERT OR REPLACE INTO unlisted (enquiry_id) VALUES (?)", vec![enquiry.to_string().into()])?;
    Ok(())
}

/// The same of a person, and so of all that they asked.
pub(crate) fn note_contact(sql: &SqlStorage, contact: ContactId) -> Result<()> {
    sql.exec(
        "INSERT OR REPLACE INTO unlisted (enquiry_id) SELECT id FROM enquiry WHERE contact_id = ?",
        vec![contact.to_string().into()],
    )?;
    Ok(())
}

/// These are gone.
pub(crate) fn forget(sql: &SqlStorage, enquiries: &[EnquiryId]) -> Result<()> {
    let ids = serde_json::to_string(enquiries)?;
    sql.exec("DELETE FROM unlisted WHERE enquiry_id IN (SELECT value FROM json_each(?))", vec![ids.into()])?;
    Ok(())
}

/// Whether there is something to tell.
pub(crate) fn is_owed(sql: &SqlStorage) -> Result<bool> {
    #[derive(Deserialize)]
    struct Row {}
    Ok(row::<Row>(sql, "SELECT 1 FROM unlisted LIMIT 1", Vec::new())?.is_some())
}

#[derive(Deserialize)]
struct Row {
    id: EnquiryId,
    raised_at_ms: Timestamp,
    tag_id: Option<TagId>,
    staff_id: Option<StaffId>,
    owner_id: Option<StaffId>,
    passed: Option<String>,
    guests: String,
    labels: String,
    contact_point: Option<ContactPoint>,
    #[serde(flatten)]
    contact: contact::Row,
}

impl Row {
    fn listed(self) -> Option<Listed> {
        let of_tag = self.tag_id.map(|tag| Entry::Tag { tag });
        let passed = self.passed.and_then(|passed| {
            let to_tag = passed.parse().ok().map(|tag| Entry::Tag { tag });
            to_tag.or_else(|| passed.parse().ok().map(|staff| Entry::Staff { staff }))
        });
        Some(Listed {
            enquiry: self.id,
            raised_at_ms: self.raised_at_ms,
            contact: Contact::from(self.contact).card,
            entry: of_tag.or_else(|| self.staff_id.map(|staff| Entry::Staff { staff }))?,
            passed,
            owner: self.owner_id,
            guests: serde_json::from_str(&self.guests).ok()?,
            labels: serde_json::from_str(&self.labels).ok()?,
            contact_point: self.contact_point.unwrap_or(ContactPoint::Unknown),
        })
    }
}

/// The next ones to be told of, as they are now; they are taken off the list. Call it in a transaction.
///
/// # Errors
/// That of the database.
pub(crate) fn take(sql: &SqlStorage) -> Result<Vec<Listed>> {
    let query = format!(
        "SELECT enquiry.id, enquiry.raised_at_ms, enquiry.tag_id, enquiry.staff_id, enquiry.owner_id, enquiry.passed, \
         life.contact_point, \
         (SELECT json_group_array(guest.staff_id) FROM guest WHERE guest.enquiry_id = enquiry.id) AS guests, \
         (SELECT json_group_array(label_id) FROM enquiry_label WHERE enquiry_label.enquiry_id = enquiry.id) AS labels, {} \
         FROM (SELECT enquiry_id FROM unlisted ORDER BY place LIMIT ?) AS next \
         JOIN enquiry ON enquiry.id = next.enquiry_id JOIN contact ON contact.id = enquiry.contact_id \
         LEFT JOIN life ON life.enquiry_id = enquiry.id",
        contact::COLUMNS
    );
    let found: Vec<Row> = rows(sql, &query, vec![BATCH.into()])?;
    sql.exec(
        "DELETE FROM unlisted WHERE place IN (SELECT place FROM unlisted ORDER BY place LIMIT ?)",
        vec![BATCH.into()],
    )?;
    let listed = |row: Row| {
        let id = row.id;
        let listed = row.listed();
        if listed.is_none() {
            console_error!("{id} has a row that can't be listed");
        }
        listed
    };
    Ok(found.into_iter().filter_map(listed).collect())
}
