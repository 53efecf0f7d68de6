//! Rows of notes that somebody hasn't seen.

use serde::Deserialize;
use shared::{
    id::{EnquiryId, StaffId},
    mention::{MAX_UNREAD, Mention},
    value::{Seq, ShortText},
};
use worker::{Result, SqlStorage};

use crate::store::{row, rows};

/// Those of somebody, newest first.
pub(crate) fn of(sql: &SqlStorage, staff: StaffId) -> Result<Vec<Mention>> {
    #[derive(Deserialize)]
    struct Row {
        mention: String,
    }
    let query = "SELECT mention FROM mention WHERE staff_id = ? ORDER BY mention ->> '$.at_ms' DESC, seq DESC LIMIT ?";
    let found: Vec<Row> = rows(sql, query, vec![staff.to_string().into(), i64::from(MAX_UNREAD).into()])?;
    found.into_iter().map(|row| Ok(serde_json::from_str(&row.mention)?)).collect()
}

/// Keeps one; whether it is new.
pub(crate) fn put(sql: &SqlStorage, staff: StaffId, mention: &Mention) -> Result<bool> {
    #[derive(Deserialize)]
    struct Count {
        count: u32,
    }
    let whose = || staff.to_string();
    let key = || vec![whose().into(), mention.enquiry.to_string().into(), i64::from(mention.seq.0).into()];
    let which = "SELECT COUNT(*) AS count FROM mention WHERE staff_id = ? AND enquiry_id = ? AND seq = ?";
    if row::<Count>(sql, which, key())?.is_some_and(|found| found.count > 0) {
        return Ok(false);
    }
    let mut values = key();
    values.push(serde_json::to_string(mention)?.into());
    sql.exec("INSERT INTO mention (staff_id, enquiry_id, seq, mention) VALUES (?, ?, ?, ?)", values)?;
    let count = row::<Count>(sql, "SELECT COUNT(*) AS count FROM mention WHERE staff_id = ?", vec![whose().into()])?;
    if let Some(over) = count.and_then(|found| found.count.checked_sub(MAX_UNREAD)).filter(|over| *over > 0) {
        sql.exec(
            "DELETE FROM mention WHERE staff_id = ?1 AND (enquiry_id, seq) IN (SELECT enquiry_id, seq FROM mention \
             WHERE staff_id = ?1 ORDER BY mention ->> '$.at_ms', seq LIMIT ?2)",
            vec![whose().into(), i64::from(over).into()],
        )?;
    }
    Ok(true)
}

/// Its writer gave it other words, or took it back: whose it is, and how it is now.
pub(crate) fn revise(
    sql: &SqlStorage,
    enquiry: EnquiryId,
    seq: Seq,
    words: &ShortText,
) -> Result<Vec<(StaffId, Mention)>> {
    #[derive(Deserialize)]
    struct Row {
        staff_id: StaffId,
        mention: String,
    }
    let query = "UPDATE mention SET mention = json_set(mention, '$.words', ?) WHERE enquiry_id = ? AND seq = ? \
                 RETURNING staff_id, mention";
    let values = vec![words.as_str().into(), enquiry.to_string().into(), i64::from(seq.0).into()];
    let found: Vec<Row> = rows(sql, query, values)?;
    found.into_iter().map(|row| Ok((row.staff_id, serde_json::from_str(&row.mention)?))).collect()
}

/// Forgets those that somebody has seen: of one enquiry, or all.
pub(crate) fn seen(sql: &SqlStorage, staff: StaffId, enquiry: Option<EnquiryId>) -> Result<()> {
    let enquiry = enquiry.map(|enquiry| enquiry.to_string());
    let query = "DELETE FROM mention WHERE staff_id = ?1 AND (?2 IS NULL OR enquiry_id = ?2)";
    sql.exec(query, vec![staff.to_string().into(), enquiry.into()])?;
    Ok(())
}
