//! Rows of the audit log. There is one way in, and none to change or remove any.

use serde::Deserialize;
use shared::{
    audit::{About, Deed},
    id::{ContactId, EnquiryId, StaffId},
    value::{ShortText, Timestamp},
};
use worker::{Result, SqlStorage};

use crate::store::{row, rows};

/// One row.
#[derive(Deserialize)]
pub(crate) struct Row {
    pub(crate) number: u32,
    pub(crate) at_ms: Timestamp,
    pub(crate) by_staff: StaffId,
    pub(crate) deed: Deed,
    pub(crate) enquiry_id: Option<EnquiryId>,
    pub(crate) staff_id: Option<StaffId>,
    pub(crate) contact_id: Option<ContactId>,
    pub(crate) detail: Option<ShortText>,
}

/// Which rows.
#[derive(Default)]
pub(crate) struct Wanted {
    pub(crate) deed: Option<Deed>,
    pub(crate) by: Option<StaffId>,
    pub(crate) enquiry: Option<EnquiryId>,
    pub(crate) contact: Option<ContactId>,
    /// Only older ones than this.
    pub(crate) before: Option<u32>,
}

/// Adds a row.
pub(crate) fn add(sql: &SqlStorage, now: Timestamp, by: StaffId, deed: Deed, about: &About) -> Result<()> {
    let About { enquiry, staff, contact, detail } = about;
    sql.exec(
        "INSERT INTO audit (at_ms, by_staff, deed, enquiry_id, staff_id, contact_id, detail) VALUES (?, ?, ?, ?, ?, ?, ?)",
        vec![
            now.as_ms().into(),
            by.to_string().into(),
            deed.as_str().into(),
            enquiry.map(|id| id.to_string()).into(),
            staff.map(|id| id.to_string()).into(),
            contact.map(|id| id.to_string()).into(),
            detail.as_ref().map(|detail| detail.as_str().to_owned()).into(),
        ],
    )?;
    Ok(())
}

/// The newest rows of those that are wanted.
pub(crate) fn newest(sql: &SqlStorage, wanted: &Wanted, most: usize) -> Result<Vec<Row>> {
    let Wanted { deed, by, enquiry, contact, before } = wanted;
    let query = "SELECT number, at_ms, by_staff, deed, enquiry_id, staff_id, contact_id, detail FROM audit \
                 WHERE (?1 IS NULL OR deed = ?1) AND (?2 IS NULL OR by_staff = ?2) AND (?3 IS NULL OR enquiry_id = ?3) \
                 AND (?4 IS NULL OR contact_id = ?4) AND (?5 IS NULL OR number < ?5) ORDER BY number DESC LIMIT ?6";
    let values = vec![
        deed.map(Deed::as_str).into(),
        by.map(|id| id.to_string()).into(),
        enquiry.map(|id| id.to_string()).into(),
        contact.map(|id| id.to_string()).into(),
        before.map(i64::from).into(),
        i64::try_from(most).unwrap_or(i64::MAX).into(),
    ];
    rows(sql, query, values)
}

/// When somebody last did something about an enquiry.
pub(crate) fn last(sql: &SqlStorage, by: StaffId, deed: Deed, enquiry: EnquiryId) -> Result<Option<Timestamp>> {
    #[derive(Deserialize)]
    struct Row {
        at_ms: Timestamp,
    }
    let query =
        "SELECT at_ms FROM audit WHERE enquiry_id = ? AND by_staff = ? AND deed = ? ORDER BY number DESC LIMIT 1";
    let values = vec![enquiry.to_string().into(), by.to_string().into(), deed.as_str().into()];
    Ok(row(sql, query, values)?.map(|row: Row| row.at_ms))
}
