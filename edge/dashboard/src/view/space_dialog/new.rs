//! What a new Space is to be, and who is in it from the start.

use kit::{
    lean::{each, it},
    view::{Dialog, Submission},
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use shared::id::StaffId;
use ui::{
    text as shared_text,
    view::{Button, Field, Look},
};

use super::{Draft, close, person};
use crate::{desk::Desk, text};

#[component]
pub(super) fn NewSpace() -> AnyView {
    let desk = Desk::here();
    let draft = Draft::of(None);
    let chosen = RwSignal::new(Vec::<StaffId>::new());
    let submission = Submission::new();
    let problems = submission.problems(move || draft.check());
    let send = move |event: SubmitEvent| {
        let send = move |words| async move { desk.make_space(words, chosen.get_untracked()).await };
        submission.run(&event, untrack(move || draft.check()), send, move |()| close(desk));
    };
    view! {
        <Dialog title=text::new_space() on_close=move |()| close(desk) way_out=shared_text::cancel()>
            <form class="form" on:submit=send novalidate>
                {submission.words()}
                {draft.fields(problems, false)}
                <Choosing chosen=chosen />
                <div class="dialog-foot">
                    <Button on_press=move |()| close(desk)>{shared_text::cancel()}</Button>
                    <Button look=Look::Primary submits=true busy=submission.busy()>{text::make_space()}</Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

/// Whom to bring in.
#[component]
fn Choosing(chosen: RwSignal<Vec<StaffId>>) -> AnyView {
    let desk = Desk::here();
    let search = RwSignal::new(String::new());
    let row = move |staff: StaffId| {
        let is = it(move || chosen.with(|chosen| chosen.contains(&staff)));
        let toggle = move |event: Event| {
            let on = event_target_checked(&event);
            chosen.update(|chosen| {
                chosen.retain(|one| *one != staff);
                if on {
                    chosen.push(staff);
                }
            });
        };
        view! {
            <li><label class="person">
                {person(desk, staff)}
                <input type="checkbox" prop:checked=is on:change=toggle />
            </label></li>
        }
        .into_any()
    };
    view! {
        <Field label=text::find_colleague() value=search kind="search" optional=true />
        <ul class="people-list">{each(move || desk.board.with(|board| board.called(&search.get()).map(|one| one.id).collect()), row)}</ul>
    }
    .into_any()
}
