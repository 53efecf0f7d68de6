//! The audit log in the Desk: the one function by which everything gets into it, and how admins read it.

use std::{collections::BTreeMap, str::FromStr};

use shared::{
    api::ErrorCode,
    audit::{AUDIT_PAGE, About, AuditEntry, AuditList, Deed},
    desk::Event,
    enquiry,
    id::StaffId,
    setup::Step,
    value::{ShortText, Timestamp},
};
use worker::{Response, SqlStorage};

use super::call::{Call, Who};
use crate::{
    answer,
    error::EdgeError,
    store::desk::{account, audit as store},
};

/// Notes that `by` did something. Call it in the turn that does it: so there is neither without the other.
///
/// # Errors
/// That of the database.
pub(crate) fn note(sql: &SqlStorage, now: Timestamp, by: StaffId, deed: Deed, about: &About) -> Result<(), EdgeError> {
    store::add(sql, now, by, deed, about).map_err(EdgeError::Storage)
}

/// Notes what a call that went well did, if it is one that stands in the log. Nothing was awaited since, so it is written
/// with it.
pub(super) fn note_call(call: &Call<'_>) -> Result<(), EdgeError> {
    let (Some(deed), Who::Staff(signed)) = (Deed::of_operation(call.found.route.operation), call.who) else {
        return Ok(());
    };
    let value = |name| call.found.value(name);
    let enquiry = value("enquiry").or_else(|| value("room")).and_then(read_id);
    let (contact, staff) = (value("contact").and_then(read_id), value("staff").and_then(read_id));
    let named = ["token", "hook", "invitation", "block", "other", "space", "account"].into_iter().find_map(value);
    let detail = named.and_then(|id| ShortText::try_from(id).ok());
    note(call.sql, call.now, signed.staff, deed, &About { enquiry, contact, staff, detail })
}

fn read_id<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

/// Notes what was changed of settings and staff: several of one kind in one line.
pub(super) fn note_steps(sql: &SqlStorage, now: Timestamp, by: StaffId, steps: &[Step]) -> Result<(), EdgeError> {
    let mut done: Vec<(Deed, About)> = Vec::new();
    for step in steps.iter().map(Deed::of_step) {
        if !done.contains(&step) {
            note(sql, now, by, step.0, &step.1)?;
            done.push(step);
        }
    }
    Ok(())
}

/// Notes what happened to an enquiry, if it is of that kind.
pub(super) fn note_event(sql: &SqlStorage, now: Timestamp, event: &Event) -> Result<(), EdgeError> {
    let Event::Enquiry { enquiry, event, .. } = event else { return Ok(()) };
    let about = |staff: StaffId| About { staff: Some(staff), ..About::enquiry(*enquiry) };
    #[expect(clippy::wildcard_enum_match_arm, reason = "few events are deeds of who supervises")]
    match event {
        enquiry::Event::TakenOver { staff, from } => note(sql, now, staff.id, Deed::TookOver, &about(*from)),
        // Who comes into a colleague's room of their own accord reads it as who looks on does.
        enquiry::Event::Invited { staff, by } if staff == by => {
            note(sql, now, *by, Deed::LookedOn, &About::enquiry(*enquiry))
        }
        // Passed on by another than whose it is: to themselves, it would be a way to take it over.
        enquiry::Event::Transferred(transfer) if transfer.by != transfer.from.id => {
            note(sql, now, transfer.by, Deed::TookOver, &about(transfer.from.id))
        }
        _ => Ok(()),
    }
}

/// A page of it.
///
/// # Errors
/// `malformed` for what can't be asked for.
pub(super) fn list(call: &Call<'_>) -> Result<Response, EdgeError> {
    let entry = |row: store::Row, names: &BTreeMap<StaffId, _>| AuditEntry {
        number: row.number,
        at_ms: row.at_ms,
        by: row.by_staff,
        by_name: names.get(&row.by_staff).cloned(),
        deed: row.deed,
        staff_name: row.staff_id.and_then(|staff| names.get(&staff).cloned()),
        about: About { enquiry: row.enquiry_id, staff: row.staff_id, contact: row.contact_id, detail: row.detail },
    };
    let mut found = store::newest(call.sql, &wanted(call)?, AUDIT_PAGE + 1).map_err(EdgeError::Storage)?;
    let next = answer::cut(&mut found, AUDIT_PAGE, |last| last.number);
    let names = account::names(call.sql).map_err(EdgeError::Storage)?;
    answer::json(&AuditList { entries: found.into_iter().map(|row| entry(row, &names)).collect(), next })
}

fn wanted(call: &Call<'_>) -> Result<store::Wanted, EdgeError> {
    fn read<T>(call: &Call<'_>, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, EdgeError> {
        let wrong = || EdgeError::refused(ErrorCode::Malformed, format!("There is nothing that `{name}` asks for."));
        call.query(name).map(|text| read(text).ok_or_else(wrong)).transpose()
    }
    Ok(store::Wanted {
        deed: read(call, "deed", |text| Deed::ALL.iter().copied().find(|deed| deed.as_str() == text))?,
        by: read(call, "by", |text| text.parse().ok())?,
        enquiry: read(call, "enquiry", |text| text.parse().ok())?,
        contact: read(call, "contact", |text| text.parse().ok())?,
        before: read(call, "before", |text| text.parse().ok())?,
    })
}
