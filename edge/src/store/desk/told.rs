//! Rows of what was answered in forms.

use serde::Deserialize;
use shared::{
    form::Told,
    id::{ContactId, EnquiryId, FieldId},
};
use worker::{Result, SqlStorage, console_error};

use crate::store::rows;

/// For how many of their enquiries a contact's answers to one field are kept: those of years.
const MOST_ENQUIRIES: i64 = 50;

/// Forgets the oldest answers to some fields, each for itself.
const FORGET: &str = "DELETE FROM told WHERE contact_id = ?1 AND (field_id, enquiry_id) IN \
    (SELECT field_id, enquiry_id FROM (SELECT field_id, enquiry_id, ROW_NUMBER() OVER \
    (PARTITION BY field_id ORDER BY at_ms DESC, enquiry_id DESC) AS place FROM told \
    WHERE contact_id = ?1 AND field_id IN (SELECT value FROM json_each(?2))) WHERE place > ?3)";

/// Keeps answers; one that was given again for the same enquiry replaces the first.
pub(super) fn put(sql: &SqlStorage, contact: ContactId, enquiry: EnquiryId, told: &[Told]) -> Result<()> {
    for one in told {
        sql.exec(
            "INSERT INTO told (contact_id, field_id, enquiry_id, at_ms, told) VALUES (?, ?, ?, ?, ?) \
             ON CONFLICT (contact_id, field_id, enquiry_id) DO UPDATE SET at_ms = excluded.at_ms, told = excluded.told",
            vec![
                contact.to_string().into(),
                one.field.to_string().into(),
                enquiry.to_string().into(),
                one.at_ms.as_ms().into(),
                serde_json::to_string(one)?.into(),
            ],
        )?;
    }
    // Who asks again and again must not fill the Desk.
    let fields: Vec<FieldId> = told.iter().map(|one| one.field).collect();
    let fields = serde_json::to_string(&fields)?;
    sql.exec(FORGET, vec![contact.to_string().into(), fields.into(), MOST_ENQUIRIES.into()])?;
    Ok(())
}

/// What a contact told, each field once: what they told for `enquiry` before what they told last.
///
/// # Errors
/// That of the database.
pub(crate) fn of_contact(sql: &SqlStorage, contact: ContactId, enquiry: Option<EnquiryId>) -> Result<Vec<Told>> {
    #[derive(Deserialize)]
    struct Row {
        told: String,
    }
    // One row for each field, however often it was answered; and no more fields than the forms of years have.
    let query = "SELECT told FROM (SELECT told, field_id, ROW_NUMBER() OVER (PARTITION BY field_id \
                 ORDER BY enquiry_id = ?2 DESC, at_ms DESC) AS place FROM told WHERE contact_id = ?1) \
                 WHERE place = 1 ORDER BY field_id LIMIT 1000";
    let enquiry = enquiry.map(|enquiry| enquiry.to_string()).unwrap_or_default();
    let mut found = Vec::new();
    for Row { told } in rows(sql, query, vec![contact.to_string().into(), enquiry.into()])? {
        let Ok(told) = serde_json::from_str::<Told>(&told) else {
            console_error!("An answer of {contact} can't be read");
            continue;
        };
        found.push(told);
    }
    Ok(found)
}
