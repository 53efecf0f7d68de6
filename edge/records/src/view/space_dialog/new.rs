//! What a new Space is to be, and who is in it from the start.

use kit::{
    guest::Visit,
    lean::{each, it},
    view::Submission,
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use shared::{
    id::{SpaceId, StaffId},
    space::{MakeSpace, SpaceView},
};
use ui::{
    clock, text as shared_text,
    view::{Button, Field, Look},
};

use super::{Draft, called, close, go, person};
use crate::text;

#[component]
pub(super) fn NewSpace() -> AnyView {
    let visit = Visit::here();
    let draft = Draft::of(None);
    let chosen = RwSignal::new(Vec::<StaffId>::new());
    let submission = Submission::new();
    let problems = submission.problems(move || draft.check());
    let send = move |event: SubmitEvent| {
        let send = move |words| async move {
            let space = SpaceId::new(clock::now(), clock::random());
            let members = chosen.get_untracked();
            visit.change::<SpaceView>("POST", "spaces", &MakeSpace { space, words, members }).await
        };
        submission.run(&event, untrack(move || draft.check()), send, move |made| go(visit, Some(made.card.space)));
    };
    view! {
            <form class="form" on:submit=send novalidate>
                {submission.words()}
                {draft.fields(problems, false)}
                <Choosing chosen=chosen />
                <div class="dialog-foot">
                    <Button on_press=move |()| close(visit)>{shared_text::cancel()}</Button>
                    <Button look=Look::Primary submits=true busy=submission.busy()>{text::make_space()}</Button>
                </div>
            </form>
    }
    .into_any()
}

/// Whom to bring in.
#[component]
fn Choosing(chosen: RwSignal<Vec<StaffId>>) -> AnyView {
    let visit = Visit::here();
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
                {person(visit, staff)}
                <input type="checkbox" prop:checked=is on:change=toggle />
            </label></li>
        }
        .into_any()
    };
    view! {
        <Field label=text::find_colleague() value=search kind="search" optional=true />
        <ul class="people-list">{each(move || called(&search.get()), row)}</ul>
    }
    .into_any()
}
