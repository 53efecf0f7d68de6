//! Reminders: what becomes of them is decided in [`shared::reminder`]; here they are kept, fired by the alarm and told. What
//! falls due is written with the alerts that it owes, in one turn: so it is told once, whatever breaks.

use shared::{
    api::{ErrorCode, route::Operation},
    card::Mode,
    desk::Contact,
    enquiry::Enquiry,
    id::{EnquiryId, ReminderId, StaffId},
    permission::may_be_reminded,
    push::{Alert, Asking},
    reminder::{
        ChangeReminder, FiredReminder, REMINDERS_PAGE, Refusal, Reminder, ReminderList, ReminderState, ReminderView,
        SetReminder,
    },
    value::Timestamp,
    wire::DeskServerFrame,
};
use worker::Response;

use super::{
    Desk,
    call::Call,
    enquiries, push,
    serve::{asked_place, id, place},
};
use crate::{
    answer,
    error::EdgeError,
    store::desk::{account, reminder as store},
};

/// Answers one request.
///
/// # Errors
/// See [`Refusal`]; `malformed` for what is none.
pub(super) fn handle(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let by = call.who.staff()?.staff;
    #[expect(clippy::wildcard_enum_match_arm, reason = "the Desk's dispatch matches in full; the rest goes elsewhere")]
    match call.found.route.operation {
        Operation::ListReminders => list(desk, call, by),
        Operation::SetReminder => set(desk, call, by),
        Operation::ChangeReminder => {
            let before = theirs(call, by)?;
            let change: ChangeReminder = serde_json::from_str(call.body)?;
            let may = rights(desk, before.enquiry, by)?;
            let after = before.changed(call.now, by, change, may).map_err(Refusal::body)?;
            // What is done, and what goes to somebody else, makes a list longer.
            let grows = !before.state.is_undone() || before.staff != after.staff;
            keep(desk, call, Some(&before), &after, grows)
        }
        Operation::FinishReminder => {
            let before = theirs(call, by)?;
            let after = before.done(call.now, by).map_err(Refusal::body)?;
            keep(desk, call, Some(&before), &after, false)
        }
        Operation::DropReminder => {
            let before = theirs(call, by)?;
            desk.memory.note(|| Ok(store::remove(call.sql, before.reminder)?))?;
            tell(desk, before.staff, None)?;
            desk.memory.arm(true)?;
            Ok(answer::done())
        }
        _ => Err(EdgeError::Broken("an operation that isn't of reminders")),
    }
}

/// The one that the path names, for who set it or is reminded by it.
fn theirs(call: &Call<'_>, by: StaffId) -> Result<Reminder, EdgeError> {
    let which: ReminderId = id(call.found.value("reminder"))?;
    let found = store::one(call.sql, which)?.filter(|reminder| reminder.is_of(by));
    Ok(found.ok_or_else(|| Refusal::NotFound.body())?)
}

/// Who may be reminded of an enquiry, for who may read it.
fn rights(desk: &Desk, enquiry: EnquiryId, by: StaffId) -> Result<impl Fn(StaffId) -> bool, EdgeError> {
    let (enquiry, _, rights) = enquiries::find(desk, enquiry, by)?;
    if !rights.read {
        return Err(Refusal::NotFound.body().into());
    }
    let directory = desk.memory.look(|known| known.rules.directory().clone())?;
    Ok(move |staff| may_be_reminded(&directory, &enquiry, staff))
}

fn set(desk: &Desk, call: &Call<'_>, by: StaffId) -> Result<Response, EdgeError> {
    let enquiry: EnquiryId = id(call.found.value("enquiry"))?;
    let wished: SetReminder = serde_json::from_str(call.body)?;
    let may = rights(desk, enquiry, by)?;
    if let Some(known) = store::one(call.sql, wished.reminder)? {
        // Sent again: it is as it was wished. Anything else would be lost without a word.
        let ChangeReminder { staff, due_ms, note } = wished.change;
        let same = (known.enquiry, known.setter, known.staff) == (enquiry, by, staff.unwrap_or(by));
        if same && known.due_ms == due_ms && known.note == note {
            return answer::json(&views(desk, by, vec![known])?.pop());
        }
        return Err(Refusal::Taken.body().into());
    }
    let reminder = Reminder::set(call.now, by, enquiry, wished, may).map_err(Refusal::body)?;
    keep(desk, call, None, &reminder, true)
}

/// Keeps one, tells those whose number of due ones is another now, and answers with it.
fn keep(
    desk: &Desk,
    call: &Call<'_>,
    before: Option<&Reminder>,
    after: &Reminder,
    grows: bool,
) -> Result<Response, EdgeError> {
    if grows && store::is_full(call.sql, after.enquiry, after.staff, after.setter)? {
        return Err(Refusal::Full.body().into());
    }
    desk.memory.note(|| Ok(store::put(call.sql, after)?))?;
    if let Some(before) = before.filter(|before| before.state == ReminderState::Due) {
        tell(desk, before.staff, None)?;
    }
    desk.memory.arm(true)?;
    answer::json(&views(desk, call.who.staff()?.staff, vec![after.clone()])?.pop())
}

fn list(desk: &Desk, call: &Call<'_>, by: StaffId) -> Result<Response, EdgeError> {
    let is_over = match call.query("state") {
        None | Some("undone") => false,
        Some("over") => true,
        Some(_) => return Err(EdgeError::refused(ErrorCode::Malformed, "`state` is `undone` or `over`.")),
    };
    let after = call.query("after").map(|text| asked_place("after", text)).transpose()?;
    let mut found = store::page(call.sql, by, is_over, after, REMINDERS_PAGE + 1)?;
    let next = answer::cut(&mut found, REMINDERS_PAGE, |last| {
        let at = if is_over { last.since_ms } else { last.due_ms };
        place(at, last.reminder)
    });
    answer::json(&ReminderList { reminders: views(desk, by, found)?, next })
}

/// With the names in them, as somebody may know them.
///
/// # Errors
/// That of the database.
pub(super) fn views(desk: &Desk, reader: StaffId, reminders: Vec<Reminder>) -> Result<Vec<ReminderView>, EdgeError> {
    if reminders.is_empty() {
        return Ok(Vec::new());
    }
    let names = account::names(&desk.memory.sql)?;
    let view = |reminder: Reminder| {
        let visitor = known(desk, reminder.enquiry, reader)?.filter(|(_, _, read)| *read);
        Ok(ReminderView {
            setter_name: names.get(&reminder.setter).cloned(),
            staff_name: names.get(&reminder.staff).cloned(),
            visitor: visitor.map(|(_, contact, _)| contact.name().clone()),
            reminder,
        })
    };
    reminders.into_iter().map(view).collect()
}

/// An enquiry with who asks, and whether somebody may read it; none if it was erased.
fn known(desk: &Desk, enquiry: EnquiryId, reader: StaffId) -> Result<Option<(Enquiry, Contact, bool)>, EdgeError> {
    match enquiries::find(desk, enquiry, reader) {
        Ok((enquiry, contact, rights)) => Ok(Some((enquiry, contact, rights.read))),
        Err(error) if error.body().code == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Fires those whose time has come.
///
/// # Errors
/// That of the database: nothing was fired then, and the alarm fires again.
pub(super) fn fire_due(desk: &Desk, now: Timestamp) -> Result<(), EdgeError> {
    let sql = &desk.memory.sql;
    let due = store::due(sql, now)?;
    if due.is_empty() {
        return Ok(());
    }
    let told = desk.memory.note(|| {
        let mut told = Vec::new();
        for reminder in due {
            told.extend(fire(desk, now, &reminder)?);
        }
        store::forget_old(sql, now)?;
        Ok(told)
    })?;
    for (staff, fired) in told {
        tell(desk, staff, Some(fired))?;
    }
    Ok(())
}

/// Writes what becomes of one, and owes its alert; says whose dashboards are to be told.
fn fire(desk: &Desk, now: Timestamp, reminder: &Reminder) -> Result<Option<(StaffId, FiredReminder)>, EdgeError> {
    let sql = &desk.memory.sql;
    let Some((enquiry, contact, _)) = known(desk, reminder.enquiry, reminder.staff)? else {
        store::remove(sql, reminder.reminder)?;
        return Ok(None);
    };
    let fired = desk.memory.look(|known| {
        let directory = known.rules.directory();
        reminder.fired(now, |staff| may_be_reminded(directory, &enquiry, staff))
    })?;
    let Some(fired) = fired else { return Ok(None) };
    store::put(sql, &fired)?;
    if fired.state != ReminderState::Due {
        return Ok(None);
    }
    push::owe_awake(desk, now, fired.staff, |until_ms| {
        let entry = enquiry.raised.entry.name().clone();
        let asking = Asking { enquiry: enquiry.id, entry, visitor: contact.name().clone(), mode: Mode::Chat, until_ms };
        Ok(Some(Alert::Reminder(Box::new(asking))))
    })?;
    let (visitor, note, returned) = (contact.name().clone(), fired.note, fired.returned);
    Ok(Some((fired.staff, FiredReminder { enquiry: enquiry.id, visitor, note, returned })))
}

/// What a person's dashboards have to know of their reminders.
///
/// # Errors
/// That of the database.
pub(super) fn frame(desk: &Desk, staff: StaffId, fired: Option<FiredReminder>) -> Result<DeskServerFrame, EdgeError> {
    Ok(DeskServerFrame::Reminders { due: store::due_of(&desk.memory.sql, staff)?, fired: fired.map(Box::new) })
}

fn tell(desk: &Desk, staff: StaffId, fired: Option<FiredReminder>) -> Result<(), EdgeError> {
    let frame = frame(desk, staff, fired)?;
    desk.dashboards(|dashboards| dashboards.tell(|other| other == staff, &frame));
    Ok(())
}
