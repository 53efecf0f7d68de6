//! One member of staff.

use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    api::{ErrorBody, ErrorCode, StaffSettings},
    card::Role,
    id::StaffId,
};
use ui::{
    http::Fault,
    view::{Button, Field, Look},
};

use super::{
    super::{
        lean::it,
        loaded::loaded,
        submission::{Submission, wrong},
    },
    bind::{bind, guard},
    card, head,
    removal::Removal,
    staff::RoleField,
    switch,
};
use crate::{
    desk::Desk,
    form::{Field as Of, Problem, StaffDraft},
    place::Page,
    text,
};

/// The page.
#[component]
pub(super) fn MemberPage(staff: StaffId) -> AnyView {
    let desk = Desk::here();
    loaded(
        move || async move {
            let all = desk.get::<Vec<StaffSettings>>("staff").await?;
            let gone = || Fault::Refused(Box::new(ErrorBody::new(ErrorCode::NotFound, "")));
            all.into_iter().find(|member| member.card.id == staff).ok_or_else(gone)
        },
        |member| view! { <Member member=member /> }.into_any(),
    )
}

#[component]
fn Member(member: StaffSettings) -> AnyView {
    let desk = Desk::here();
    let id = member.card.id;
    let me = desk.me();
    let mine = me.as_ref().map_or(Role::Agent, |me| me.role);
    let saved = RwSignal::new(StaffDraft::from(&member));
    let draft = RwSignal::new(StaffDraft::from(&member));
    let unsaved = guard(draft, saved);
    let name = bind(draft, |draft| draft.name.clone(), |draft, text| draft.name = text);
    let title = bind(draft, |draft| draft.title.clone(), |draft, text| draft.title = text);
    let handle = bind(draft, |draft| draft.handle.clone(), |draft, text| draft.handle = text);
    let submission = Submission::new();
    let check = move || draft.with(StaffDraft::check);
    let problems = submission.problems(check);
    let blame = |error: &ErrorBody| (error.code == ErrorCode::Taken).then_some((Of::Handle, Problem::Taken));
    let submit = move |event: SubmitEvent| {
        submission.run(
            &event,
            untrack(check),
            move |request| async move { desk.send_to::<StaffSettings>("PUT", &format!("staff/{id}"), &request).await },
            blame,
            move |now: StaffSettings| {
                saved.set(StaffDraft::from(&now));
                draft.set(StaffDraft::from(&now));
                desk.toasts.say(text::saved());
            },
        );
    };
    let who = member.card.name.to_string();
    let not_me = me.is_none_or(|me| me.card.id != id);
    view! {
        {head(who.clone(), text::member_words())}
        <form class="card form" novalidate on:submit=submit>
            {submission.words()}
            <Field label=text::name() value=name error=wrong(problems, Of::Name) />
            <Field label=text::job_title() optional=true hint=text::job_title_hint() value=title error=wrong(problems, Of::Title) />
            <Field label=text::handle() hint=text::handle_hint() value=handle error=wrong(problems, Of::Handle) />
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
        {not_me.then(|| card(text::remove_staff(), Some(text::remove_staff_words()), view! {
            <Removal
                path=format!("staff/{id}")
                question=text::remove_staff_question(&who)
                words=text::remove_staff_words()
                removed=text::staff_removed(&who)
                list=Page::Staff
            />
        }.into_any()))}
    }
    .into_any()
}
