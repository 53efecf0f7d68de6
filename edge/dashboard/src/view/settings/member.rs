//! One member of staff.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
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
        dialog::Confirm,
        lean::{it, shown},
        loaded::loaded,
        submission::{Submission, wrong},
    },
    bind::{bind, guard},
    card, head,
    staff::RoleField,
    switch,
};
use crate::{
    desk::Desk,
    form::{Field as Of, Problem, StaffDraft},
    place::{Page, Place},
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
        {not_me.then(|| card(text::remove_staff(), Some(text::remove_staff_words()), view! { <Remove staff=id who=who /> }.into_any()))}
    }
    .into_any()
}

#[component]
fn Remove(staff: StaffId, who: String) -> AnyView {
    let desk = Desk::here();
    let (asking, busy) = (RwSignal::new(false), RwSignal::new(false));
    let who = StoredValue::new(who);
    let remove = move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer = desk.send_to::<()>("DELETE", &format!("staff/{staff}"), &()).await;
            busy.try_set(false);
            asking.try_set(false);
            match answer {
                Ok(()) => {
                    desk.toasts.say(text::staff_removed(&who.try_get_value().unwrap_or_default()));
                    desk.navigation.leave();
                    desk.navigation.go(Place::Settings(Some(Page::Staff)));
                }
                Err(fault) => desk.toasts.complain(text::fault(&fault)),
            }
        });
    };
    view! {
        <div class="card-foot">
            <Button look=Look::Danger on_press=move |()| asking.set(true)>{text::remove()}</Button>
        </div>
        {shown(move || asking.get(), move || view! {
            <Confirm
                title=text::remove_staff_question(&who.get_value())
                words=text::remove_staff_words()
                verb=text::remove()
                busy=busy
                on_confirm=remove
                on_close=move |()| asking.set(false)
            />
        }.into_any())}
    }
    .into_any()
}
