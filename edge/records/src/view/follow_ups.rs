//! Follow-ups: one's reminders, and those that one set for others.

use kit::{
    focus,
    guest::Visit,
    lean::{memo, shown},
    page::Page,
    sign,
    view::{
        Dialog, Paged, loaded, long_list,
        part::{card, head},
    },
};
use leptos::prelude::*;
use shared::{
    card::Role,
    id::ReminderId,
    reminder::{ReminderList, ReminderState, ReminderView},
};
use ui::{
    http::Fault,
    text::format,
    view::{Button, EmptyState},
};

use super::reminder::{finish, reminder_form};
use crate::text;

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "follow-ups",
    sign: sign::BELL,
    name: text::follow_ups,
    role: Role::Agent,
    has: &[text::follow_ups_now, text::follow_ups_over],
    draw: |rest| rest.is_empty().then(|| view! { <FollowUps /> }.into_any()),
};

#[component]
fn FollowUps() -> AnyView {
    let visit = Visit::here();
    let all = loaded(
        move || async move {
            let undone = visit.get::<ReminderList>("reminders").await?;
            Ok::<_, Fault>((undone, visit.get::<ReminderList>("reminders?state=over").await?))
        },
        move |(undone, over)| {
            let none = undone.reminders.is_empty();
            let over = if over.reminders.is_empty() {
                view! { <p class="card-words">{text::nothing_over()}</p> }.into_any()
            } else {
                list(visit, over, "state=over&")
            };
            view! {
                {if none {
                    view! { <EmptyState sign=sign::BELL title=text::no_follow_ups()><p>{text::no_follow_ups_words()}</p></EmptyState> }.into_any()
                } else {
                    card(text::follow_ups_now(), None, list(visit, undone, ""))
                }}
                {card(text::follow_ups_over(), None, over)}
            }
            .into_any()
        },
    );
    view! { {head(text::follow_ups(), text::follow_ups_words())} {all} }.into_any()
}

fn list(visit: Visit, list: ReminderList, query: &'static str) -> AnyView {
    let list = Paged::new(list.reminders, list.next);
    let all = list.rows;
    let more = move |after: String| async move {
        let page = visit.get::<ReminderList>(&format!("reminders?{query}after={after}")).await?;
        Ok((page.reminders, page.next))
    };
    let ids = memo(move || all.with(|all| all.iter().map(|one| one.reminder.reminder).collect::<Vec<_>>()));
    let changing = RwSignal::new(None::<ReminderId>);
    let found = move |id| all.with_untracked(|all| all.iter().find(|one| one.reminder.reminder == id).cloned());
    view! {
        {long_list("items follow-ups", 80, ids, move |id| found(id).map(|one| row(visit, &one, changing)).into_any())}
        {list.foot(text::more_follow_ups(), more)}
        {shown(move || changing.with(Option::is_some), move || {
            let one = changing.get_untracked().and_then(found);
            one.map_or_else(|| ().into_any(), |one| change(visit, one, changing))
        })}
    }
    .into_any()
}

/// The page as it is now; what had the focus is drawn anew, or gone.
fn again(visit: Visit) {
    visit.refresh();
    focus::rescue(".settings-title");
}

fn of_whom(one: &ReminderView) -> String {
    one.visitor.as_ref().map_or_else(|| text::reminder_unseen().to_owned(), ToString::to_string)
}

fn change(visit: Visit, one: ReminderView, changing: RwSignal<Option<ReminderId>>) -> AnyView {
    let title = text::reminder_of(&of_whom(&one));
    let done = Callback::new(move |()| {
        changing.set(None);
        again(visit);
    });
    let reminder = one.reminder;
    view! {
        <Dialog title=title on_close=move |()| changing.set(None)>
            {reminder_form(reminder.enquiry, Some(&reminder), done)}
        </Dialog>
    }
    .into_any()
}

fn row(visit: Visit, one: &ReminderView, changing: RwSignal<Option<ReminderId>>) -> AnyView {
    let ReminderView { reminder, setter_name, staff_name, visitor: _ } = one;
    let me = visit.me.with_untracked(|me| me.card.id);
    let name = |name: &Option<shared::value::DisplayName>| name.as_ref().map(ToString::to_string).unwrap_or_default();
    let whose = match (reminder.staff == me, reminder.setter == me) {
        (true, true) => None,
        (true, false) => Some(text::reminder_by(&name(setter_name))),
        (false, _) => Some(text::reminder_for(&name(staff_name))),
    };
    let whose = whose.map(|whose| view! { " · " <bdi>{whose}</bdi> });
    let state = match reminder.state {
        ReminderState::Due => Some(view! { <span class="chip is-bad">{text::reminder_due()}</span> }.into_any()),
        ReminderState::Lapsed => Some(view! { <span>{text::reminder_lapsed()}</span> }.into_any()),
        ReminderState::Waiting | ReminderState::Done | ReminderState::Unknown => None,
    };
    let returned = reminder.returned.then(|| view! { <span>{text::reminder_returned()}</span> });
    let note = reminder
        .note
        .as_ref()
        .map(|note| view! { <span class="follow-up-note" dir="auto">{note.as_str().to_owned()}</span> });
    let (id, is_undone) = (reminder.reminder, reminder.state.is_undone());
    let done = Callback::new(move |()| again(visit));
    let who = of_whom(one);
    let title = if one.visitor.is_some() {
        view! { <a href=format!("#/inbox/{}", reminder.enquiry) dir="auto">{who}</a> }.into_any()
    } else {
        who.into_any()
    };
    view! {
        <li class="item">
            <div class="item-text">
                <strong class="follow-up-whose">{title} {state}</strong>
                <span>{format::full(reminder.due_ms)} {whose}</span>
                {note}
                {returned}
            </div>
            {is_undone.then(|| view! { <Button on_press=move |()| finish(visit, id, done)>{text::finish_it()}</Button> })}
            <Button on_press=move |()| changing.set(Some(id))>{text::put_it_off()}</Button>
        </li>
    }
    .into_any()
}
