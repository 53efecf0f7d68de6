//! What becomes of a reminder.

use super::*;

const NOW: Timestamp = Timestamp::from_ms(1_700_000_000_000);
const HOUR_MS: i64 = 3_600_000;

fn staff(number: u8) -> StaffId {
    StaffId::new(Timestamp::from_ms(1), [number; 10])
}

fn change(to: Option<StaffId>, in_ms: i64) -> ChangeReminder {
    ChangeReminder { staff: to, due_ms: NOW.plus_ms(in_ms), note: Note::try_from("Ask about the invoice").ok() }
}

fn set(to: Option<StaffId>, in_ms: i64) -> Result<Reminder, Refusal> {
    let set = SetReminder { reminder: ReminderId::new(NOW, [1; 10]), change: change(to, in_ms) };
    Reminder::set(NOW, staff(1), EnquiryId::new(NOW, [1; 10]), set, |who| who != staff(9))
}

fn everybody(_: StaffId) -> bool {
    true
}

#[test]
fn it_is_due_once_at_its_time_and_not_before() {
    let reminder = set(None, HOUR_MS).expect("it can be set");
    assert_eq!((reminder.staff, reminder.state), (staff(1), ReminderState::Waiting));
    assert_eq!(reminder.fired(NOW.plus_ms(HOUR_MS - 1), everybody), None);
    let due = reminder.fired(NOW.plus_ms(HOUR_MS), everybody).expect("its time came");
    assert_eq!((due.staff, due.state, due.returned), (staff(1), ReminderState::Due, false));
    assert_eq!(due.fired(NOW.plus_ms(9 * HOUR_MS), everybody), None, "nobody hears of it twice");
}

#[test]
fn it_is_set_for_a_time_to_come_and_for_who_may_serve_the_enquiry() {
    assert_eq!(set(None, 0), Err(Refusal::Past));
    assert_eq!(set(None, MAX_AHEAD_MS + 1), Err(Refusal::TooFar));
    assert!(set(None, MAX_AHEAD_MS).is_ok());
    assert_eq!(set(Some(staff(9)), HOUR_MS), Err(Refusal::NotForThem));
    assert_eq!(set(Some(staff(2)), HOUR_MS).map(|reminder| reminder.staff), Ok(staff(2)));
}

#[test]
fn put_off_it_is_due_again() {
    let due = set(None, 1).expect("it can be set").fired(NOW.plus_ms(1), everybody).expect("its time came");
    let later = due.changed(NOW.plus_ms(2), staff(1), change(None, HOUR_MS), everybody).expect("it can be put off");
    assert_eq!(later.state, ReminderState::Waiting);
    assert!(later.fired(NOW.plus_ms(HOUR_MS), everybody).is_some());
}

#[test]
fn both_who_set_it_and_whom_it_reminds_change_and_finish_it_and_nobody_else() {
    let reminder = set(Some(staff(2)), HOUR_MS).expect("it can be set");
    for who in [1, 2] {
        assert!(reminder.changed(NOW, staff(who), change(None, 2 * HOUR_MS), everybody).is_ok());
        assert_eq!(reminder.done(NOW, staff(who)).map(|done| done.state), Ok(ReminderState::Done));
    }
    assert_eq!(reminder.changed(NOW, staff(3), change(None, HOUR_MS), everybody), Err(Refusal::NotFound));
    assert_eq!(reminder.done(NOW, staff(3)), Err(Refusal::NotFound));
}

#[test]
fn done_twice_it_was_done_the_first_time() {
    let done = set(None, HOUR_MS).expect("it can be set").done(NOW.plus_ms(5), staff(1)).expect("it is theirs");
    assert_eq!(done.done(NOW.plus_ms(9), staff(1)), Ok(done.clone()));
    assert_eq!(done.fired(NOW.plus_ms(9 * HOUR_MS), everybody), None);
}

#[test]
fn who_cannot_be_reminded_any_more_hands_it_back_to_who_set_it() {
    let reminder = set(Some(staff(2)), HOUR_MS).expect("it can be set");
    let at = NOW.plus_ms(HOUR_MS);
    let back = reminder.fired(at, |who| who != staff(2)).expect("its time came");
    assert_eq!((back.staff, back.state, back.returned), (staff(1), ReminderState::Due, true));
    let lapsed = reminder.fired(at, |_| false).expect("its time came");
    assert_eq!((lapsed.staff, lapsed.state), (staff(2), ReminderState::Lapsed));
}

#[test]
fn what_was_due_to_somebody_who_is_removed_is_told_to_who_set_it() {
    let due = set(Some(staff(2)), 1).expect("it can be set").fired(NOW.plus_ms(1), everybody).expect("its time came");
    let left = due.left(NOW.plus_ms(2));
    let back = left.fired(NOW.plus_ms(2), |who| who == staff(1)).expect("they haven't heard of it");
    assert_eq!((back.staff, back.state, back.returned), (staff(1), ReminderState::Due, true));
}

#[test]
fn a_reminder_is_kept_as_it_was() {
    let reminder = set(Some(staff(2)), HOUR_MS).expect("it can be set");
    let text = serde_json::to_string(&reminder).expect("it is JSON");
    assert_eq!(serde_json::from_str::<Reminder>(&text).expect("it reads back"), reminder);
    assert!(!format!("{reminder:?}").contains("invoice"), "no log holds the words");
}
