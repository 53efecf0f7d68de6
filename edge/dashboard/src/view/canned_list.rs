//! Keeping canned responses: one's own, and the service's for supervisors.

use kit::{
    form::{Problem, Problems},
    lean::{live, memo, press, shown},
    view::{Dialog, Submission, long_list, wrong},
};
use leptos::{
    ev::{Event, MouseEvent, SubmitEvent},
    prelude::*,
    task::spawn_local,
};
use shared::{
    canned::{Canned, CannedWords},
    card::Role,
    id::CannedId,
    value::{Handle, MessageBody},
};
use ui::{
    text as shared_text,
    view::{Button, EmptyState, Field, Look, icon::CHAT},
};

use super::suggest::first_line;
use crate::{desk::Desk, text};

/// What the dialog shows.
#[derive(Clone, Copy, PartialEq)]
enum Page {
    List,
    /// The form: of which one, or of a new one.
    Form(Option<CannedId>),
}

/// The dialog.
#[component]
pub(super) fn CannedDialog() -> AnyView {
    let desk = Desk::here();
    let page = RwSignal::new(Page::List);
    view! {
        <Dialog title=text::canned_responses() on_close=move |()| desk.keeping_canned.set(false)>
            {live(move || match page.get() {
                Page::List => view! { <List page=page /> }.into_any(),
                Page::Form(old) => view! { <Form old=old page=page /> }.into_any(),
            })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn List(page: RwSignal<Page>) -> AnyView {
    let desk = Desk::here();
    // Which one it is asked of if it is really to go.
    let going = RwSignal::new(None::<CannedId>);
    // They were read when the list was opened from which one comes here.
    let ids = memo(move || {
        let mut all = desk.canned.get().unwrap_or_default();
        all.sort_by_key(|one| (one.words.shared, one.words.key.clone()));
        all.iter().map(|one| one.id).collect::<Vec<CannedId>>()
    });
    let one = move |id| {
        let one = desk.canned.with_untracked(|all| all.iter().flatten().find(|one| one.id == id).cloned());
        one.map(|one| row(desk, one, page, going)).into_any()
    };
    view! {
        {shown(move || ids.with(Vec::is_empty), || view! {
            <EmptyState sign=CHAT title=text::canned_empty()>{text::canned_empty_words()}</EmptyState>
        }.into_any())}
        <div class="canned-list">{long_list("", 92, ids, one)}</div>
        <div class="dialog-foot">
            <Button look=Look::Primary on_press=move |()| page.set(Page::Form(None))>{text::new_canned()}</Button>
        </div>
    }
    .into_any()
}

fn row(desk: Desk, one: Canned, page: RwSignal<Page>, going: RwSignal<Option<CannedId>>) -> AnyView {
    let Canned { id, words } = one;
    let may = !words.shared || desk.may(Role::Supervisor);
    let remove = move |()| {
        spawn_local(async move {
            if let Err(fault) = desk.remove_canned(id).await {
                desk.toasts.say(kit::text::fault(&fault));
            }
            going.try_set(None);
        });
    };
    let verbs = move || {
        if going.get() == Some(id) {
            return view! {
                <span>{text::remove_canned_question()}</span>
                <Button look=Look::Danger on_press=remove>{text::remove_canned()}</Button>
                <Button on_press=move |()| going.set(None)>{shared_text::cancel()}</Button>
            }
            .into_any();
        }
        view! {
            <button class="link-button" type="button" on:click=press(move |_: MouseEvent| page.set(Page::Form(Some(id))))>{shared_text::edit_message()}</button>
            <button class="link-button" type="button" on:click=press(move |_: MouseEvent| going.set(Some(id)))>{text::remove_canned()}</button>
        }
        .into_any()
    };
    view! {
        <li class="canned-row">
            <p class="canned-row-head">
                <b>{format!("/{}", words.key.as_str())}</b>
                <span class="chip">{if words.shared { text::canned_shared() } else { text::canned_own() }}</span>
            </p>
            <p class="one-line" dir="auto">{first_line(&words.body)}</p>
            {may.then(|| view! { <p class="canned-verbs">{live(verbs)}</p> })}
        </li>
    }
    .into_any()
}

#[component]
fn Form(old: Option<CannedId>, page: RwSignal<Page>) -> AnyView {
    let desk = Desk::here();
    let before = desk.canned.with_untracked(|all| {
        let all = all.iter().flatten();
        all.into_iter().find(|one| Some(one.id) == old).map(|one| one.words.clone())
    });
    let key = RwSignal::new(before.as_ref().map(|words| words.key.to_string()).unwrap_or_default());
    let body = RwSignal::new(before.as_ref().map(|words| words.body.as_str().to_owned()).unwrap_or_default());
    let is_shared = RwSignal::new(before.as_ref().is_some_and(|words| words.shared));
    let submission = Submission::new();
    let check = move || read(&key.get(), &body.get(), is_shared.get());
    let problems = submission.problems(check);
    let back = move || page.set(Page::List);
    let send = move |event: SubmitEvent| {
        let send = move |words| async move { desk.keep_canned(old, words).await };
        submission.run(&event, untrack(check), send, move |()| back());
    };
    view! {
        <form class="form" on:submit=send novalidate>
            {submission.words()}
            <Field label=text::canned_key() value=key hint=text::canned_key_hint() error=wrong(problems, "key") />
            <Field label=text::canned_body() value=body kind="lines" hint=text::canned_body_hint("{visitor}, {me}, {tag}") error=wrong(problems, "body") />
            {shown(move || desk.may(Role::Supervisor), move || view! {
                <label class="check">
                    <input type="checkbox" prop:checked=is_shared on:change=move |event: Event| is_shared.set(event_target_checked(&event)) />
                    <span>{text::canned_for_all()}</span>
                </label>
            }.into_any())}
            <div class="dialog-foot">
                <Button on_press=move |()| back()>{shared_text::back()}</Button>
                <Button look=Look::Primary submits=true busy=submission.busy()>{text::save_canned()}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// The request, or what is wrong.
fn read(key: &str, body: &str, shared: bool) -> Result<CannedWords, Problems> {
    let mut problems = Problems::new();
    let key = Handle::try_from(key.trim().trim_start_matches('/').to_lowercase());
    if key.is_err() {
        problems.push(Problem::new("key", text::problem_canned_key()));
    }
    let body = MessageBody::try_from(body);
    if body.is_err() {
        problems.push(Problem::new("body", text::problem_canned_body()));
    }
    match (key, body) {
        (Ok(key), Ok(body)) => Ok(CannedWords { shared, key, body }),
        _ => Err(problems),
    }
}
