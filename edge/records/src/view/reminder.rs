//! Setting and changing a reminder: in a dialog above an enquiry, and on the page of follow-ups.

use kit::{
    form::{Problems, Reader},
    guest::Visit,
    host::{Remind, Wish},
    lean::{it, press},
    view::{Submission, loaded, wrong},
};
use leptos::{
    ev::{Event, MouseEvent, SubmitEvent},
    prelude::*,
    task::spawn_local,
};
use shared::{
    api::EnquiryDetails,
    id::{EnquiryId, ReminderId, StaffId},
    reminder::{ChangeReminder, MAX_AHEAD_MS, Reminder, ReminderView, SetReminder},
    value::{Note, Timestamp},
};
use ui::{
    clock,
    http::Fault,
    text::format,
    view::{Button, Field, Look, dom},
};

use crate::{
    day::{local_hour, local_text, moment},
    text,
};

const HOUR_MS: i64 = 3_600_000;

/// When a morning begins: who starts earlier finds it waiting.
const MORNING: u32 = 9;

/// In the dashboard's dialog.
pub(super) fn in_dialog(remind: Remind) -> AnyView {
    let visit = Visit::here();
    let Remind { enquiry, reminder } = remind;
    let done = Callback::new(move |()| visit.wish(&Wish::Done));
    let Some(id) = reminder else { return reminder_form(enquiry, None, done) };
    loaded(
        move || async move {
            let details = visit.read::<EnquiryDetails>(&format!("enquiries/{enquiry}")).await?;
            let found = details.reminders.into_iter().find(|one| one.reminder.reminder == id);
            found.map(|one| one.reminder).ok_or_else(kit::guest::gone)
        },
        move |known: Reminder| reminder_form(enquiry, Some(&known), done),
    )
}

fn check(when: &str, staff: StaffId, note: &str, now: Timestamp) -> Result<ChangeReminder, Problems> {
    let mut reader = Reader::default();
    let due = moment(when).filter(|at| (1..=MAX_AHEAD_MS).contains(&at.ms_since(now)));
    if due.is_none() {
        reader.blame("due_ms", text::problem_when());
    }
    let note = reader.optional::<Note>("note", note, text::problem_remind_note());
    reader.done(due.map(|due_ms| ChangeReminder { staff: Some(staff), due_ms, note }))
}

/// A reminder as it is typed.
pub(super) fn reminder_form(enquiry: EnquiryId, known: Option<&Reminder>, done: Callback<()>) -> AnyView {
    let visit = Visit::here();
    let me = visit.me.with_untracked(|me| me.card.id);
    let now = visit.now.get_untracked();
    // What is due is put off: the time that is over is no choice.
    let at = known.map(|known| known.due_ms).filter(|at| *at > now).unwrap_or_else(|| now.plus_ms(HOUR_MS));
    let note = known.and_then(|known| known.note.as_ref()).map(|note| note.as_str().to_owned());
    let (when, note) = (RwSignal::new(local_text(at)), RwSignal::new(note.unwrap_or_default()));
    let staff = RwSignal::new(known.map_or(me, |known| known.staff));
    let submission = Submission::new();
    let check = move || check(&when.get(), staff.get(), &note.get(), visit.now.get_untracked());
    let problems = submission.problems(check);
    let id = known.map(|known| known.reminder);
    // Sent once more after a lost answer, it is one reminder.
    let new = ReminderId::new(clock::now(), clock::random());
    let submit = move |event: SubmitEvent| {
        submission.run(
            &event,
            untrack(check),
            move |change| async move {
                if let Some(id) = id {
                    return visit.send::<ReminderView>("PUT", &format!("reminders/{id}"), &change).await;
                }
                let set = SetReminder { reminder: new, change };
                visit.send::<ReminderView>("POST", &format!("enquiries/{enquiry}/reminders"), &set).await
            },
            move |view: ReminderView| {
                visit.say(text::reminder_set(&format::full(view.reminder.due_ms)));
                done.run(());
            },
        );
    };
    let is_over = known.is_some_and(|known| !known.state.is_undone());
    view! {
        <form class="form reminder" novalidate on:submit=submit>
            {submission.words()}
            {quick(visit, when)}
            <Field
                label=text::remind_when()
                kind="datetime-local"
                value=when
                hint=text::remind_when_hint(&format::time_zone().unwrap_or_default())
                error=wrong(problems, "due_ms")
            />
            {whom(visit, me, staff)}
            <Field label=text::remind_of() kind="lines" optional=true value=note error=wrong(problems, "note") />
            <div class="dialog-foot">
                {id.map(|id| view! { <Button on_press=move |()| drop_it(visit, id, done)>{text::drop_it()}</Button> })}
                {id.filter(|_| !is_over).map(|id| view! { <Button on_press=move |()| finish(visit, id, done)>{text::finish_it()}</Button> })}
                <Button look=Look::Primary submits=true busy=submission.busy()>
                    {if id.is_some() { text::change_it() } else { text::set_it() }}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

/// Times that are chosen by one press.
fn quick(visit: Visit, when: RwSignal<String>) -> AnyView {
    let now = visit.now.get_untracked();
    let choices = [
        (text::remind_in_an_hour(), local_text(now.plus_ms(HOUR_MS))),
        (text::remind_tomorrow(), local_hour(now, 1, MORNING)),
        (text::remind_next_week(), local_hour(now, days_to_monday(now), MORNING)),
    ];
    let choices = choices.map(|(name, at)| {
        let at = StoredValue::new(at);
        let chosen = it(move || at.with_value(|at| if when.get() == *at { "true" } else { "false" }));
        view! {
            <button class="reminder-choice" type="button" aria-pressed=chosen on:click=press(move |_: MouseEvent| when.set(at.get_value()))>
                {name}
            </button>
        }
    });
    view! { <div class="reminder-choices" role="group" aria-label=text::remind_when()>{choices.collect_view()}</div> }
        .into_any()
}

/// To the Monday that comes, and not today.
fn days_to_monday(now: Timestamp) -> u32 {
    match crate::day::local_weekday(now) {
        0 => 1,
        weekday => 8 - weekday,
    }
}

fn whom(visit: Visit, me: StaffId, staff: RwSignal<StaffId>) -> AnyView {
    let id = format!("whom-{}", dom::next_id());
    let choose = move |event: Event| {
        if let Ok(chosen) = event_target_value(&event).parse() {
            staff.set(chosen);
        }
    };
    let chosen = staff.get_untracked();
    let mut all = visit.names().staff;
    // Oneself first: that is what most are for.
    all.sort_by_key(|(id, _)| *id != me);
    let options = all.into_iter().map(|(id, name)| {
        let words = if id == me { text::remind_me(&name) } else { name };
        view! { <option value=id.to_string() selected=id == chosen>{words}</option> }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{text::remind_whom()}</label>
            <select id=id on:change=choose>{options.collect_view()}</select>
        </div>
    }
    .into_any()
}

fn settle(visit: Visit, done: Callback<()>, words: &'static str, answer: Result<(), Fault>) {
    match answer {
        Ok(()) => {
            visit.say(words);
            done.run(());
        }
        Err(fault) => visit.complain(text::fault(&fault)),
    }
}

/// Says that it is done.
pub(super) fn finish(visit: Visit, id: ReminderId, done: Callback<()>) {
    spawn_local(async move {
        let answer = visit.send::<ReminderView>("POST", &format!("reminders/{id}/done"), &()).await;
        settle(visit, done, text::reminder_done(), answer.map(drop));
    });
}

fn drop_it(visit: Visit, id: ReminderId, done: Callback<()>) {
    spawn_local(async move {
        let answer = visit.send::<()>("DELETE", &format!("reminders/{id}"), &()).await;
        settle(visit, done, text::reminder_dropped(), answer);
    });
}
