//! Rows of labels on enquiries, for lists that ask for one. What an enquiry has on it follows from its events.

use shared::id::{EnquiryId, LabelId};
use worker::{Result, SqlStorage};

/// Notes that a label is on an enquiry, or isn't any more.
pub(super) fn put(sql: &SqlStorage, enquiry: EnquiryId, label: LabelId, is_on: bool) -> Result<()> {
    let statement = if is_on {
        "INSERT INTO enquiry_label (label_id, enquiry_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM enquiry_label WHERE label_id = ? AND enquiry_id = ?"
    };
    sql.exec(statement, vec![label.to_string().into(), enquiry.to_string().into()])?;
    Ok(())
}
