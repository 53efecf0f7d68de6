//! One member of staff.

use kit::{
    lean::it,
    view::{Submission, loaded, wrong},
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    api::{ErrorBody, ErrorCode, StaffSettings},
    id::StaffId,
};
use ui::{
    http::Fault,
    view::{Button, Field, Look},
};

use super::{
    bind::{bind, guard},
    link::OwnCodes,
    part::{card, head_below, switch},
    removal::Removal,
    staff::{self, RoleField},
};
use crate::{console::Console, form::StaffDraft, text};

/// The page.
#[component]
pub(crate) fn MemberPage(staff: StaffId) -> AnyView {
    let console = Console::here();
    loaded(
        move || async move {
            let all = console.get::<Vec<StaffSettings>>("staff").await?;
            let gone = || Fault::Refused(Box::new(ErrorBody::new(ErrorCode::NotFound, "")));
            all.into_iter().find(|member| member.card.id == staff).ok_or_else(gone)
        },
        |member| view! { <Member member=member /> }.into_any(),
    )
}

#[component]
fn Member(member: StaffSettings) -> AnyView {
    let console = Console::here();
    let id = member.card.id;
    let me = console.me.get_untracked();
    let mine = me.role;
    let listed_handle = member.listed.then(|| member.card.handle.to_string());
    let saved = RwSignal::new(StaffDraft::from(&member));
    let draft = RwSignal::new(StaffDraft::from(&member));
    let unsaved = guard(draft, saved);
    let name = bind(draft, |draft| draft.name.clone(), |draft, text| draft.name = text);
    let title = bind(draft, |draft| draft.title.clone(), |draft, text| draft.title = text);
    let handle = bind(draft, |draft| draft.handle.clone(), |draft, text| draft.handle = text);
    let submission = Submission::new();
    let check = move || draft.with(StaffDraft::check);
    let problems = submission.problems(check);
    let submit = move |event: SubmitEvent| {
        submission.run(
            &event,
            untrack(check),
            move |request| async move { console.send::<StaffSettings>("PUT", &format!("staff/{id}"), &request).await },
            move |now: StaffSettings| {
                saved.set(StaffDraft::from(&now));
                draft.set(StaffDraft::from(&now));
                console.say(text::saved());
            },
        );
    };
    let who = member.card.name.to_string();
    let not_me = me.card.id != id;
    view! {
        {head_below(&staff::PAGE, who.clone(), text::member_words())}
        <form class="card form" novalidate on:submit=submit>
            {submission.words()}
            <Field label=text::name() value=name error=wrong(problems, "name") />
            <Field label=text::job_title() optional=true hint=text::job_title_hint() value=title error=wrong(problems, "title") />
            <Field label=text::handle() hint=text::handle_hint() value=handle error=wrong(problems, "handle") />
            <RoleField role=Signal::derive(move || draft.with(|draft| draft.role)) mine=mine on_choose=move |role| draft.update(|draft| draft.role = role) />
            {switch(
                text::listed(),
                text::listed_words(),
                Signal::derive(move || draft.with(|draft| draft.listed)),
                Callback::new(move |listed| draft.update(|draft| draft.listed = listed)),
            )}
            <div class="form-foot">
                <Button look=Look::Primary submits=true busy=submission.busy()>{text::save()}</Button>
                <span class="form-state">{it(move || unsaved.get().then(text::unsaved))}</span>
            </div>
        </form>
        {listed_handle.map(|handle| card(text::their_link(), None, view! { <OwnCodes handle=handle /> }.into_any()))}
        {not_me.then(|| card(text::remove_staff(), Some(text::remove_staff_words()), view! {
            <Removal
                path=format!("staff/{id}")
                question=text::remove_staff_question(&who)
                words=text::remove_staff_words()
                removed=text::staff_removed(&who)
                list=staff::PAGE
            />
        }.into_any()))}
    }
    .into_any()
}
