//! Who is in a Space, and what may be done about it.

use kit::{
    guest::Visit,
    lean::{each, live, memo, press, shown},
    view::{Submission, failed},
};
use leptos::{
    ev::{Event, MouseEvent, SubmitEvent},
    prelude::*,
    task::spawn_local,
};
use shared::{
    id::{SpaceId, StaffId},
    space::{Access, MuteSpace, SpaceMember, SpaceMembership, SpaceView, SpaceWords},
};
use ui::{
    http::Fault,
    text as shared_text,
    view::{Button, Field, Look, Skeleton},
};

use super::{Draft, called, go, name_of, person};
use crate::text;

/// Who is in one, and what may be done about it.
#[component]
pub(super) fn About(space: SpaceId) -> AnyView {
    let visit = Visit::here();
    let view_of = RwSignal::new(None::<SpaceView>);
    let fault = RwSignal::new(None::<Fault>);
    let editing = RwSignal::new(false);
    let read = move || {
        fault.set(None);
        spawn_local(async move {
            match read_space(visit, space).await {
                Ok(found) => drop(view_of.try_set(Some(found))),
                Err(wrong) => drop(fault.try_set(Some(wrong))),
            }
        });
    };
    read();
    live(move || match (view_of.get(), fault.get()) {
        (Some(found), _) if editing.get() => {
            view! { <Edit view_of=view_of words=found.card.words editing=editing space=space /> }.into_any()
        }
        (Some(found), _) => view! { <Shown view_of=view_of found=found editing=editing /> }.into_any(),
        (None, Some(fault)) => failed(&fault, Callback::new(move |()| read())),
        (None, None) => view! { <Skeleton rows=4 /> }.into_any(),
    })
}

async fn read_space(visit: Visit, space: SpaceId) -> Result<SpaceView, Fault> {
    visit.read(&format!("spaces/{space}")).await
}

async fn change_space(visit: Visit, space: SpaceId, words: SpaceWords) -> Result<SpaceView, Fault> {
    visit.change("PUT", &format!("spaces/{space}"), &words).await
}

async fn take_member(visit: Visit, space: SpaceId, staff: StaffId) -> Result<(), Fault> {
    visit.change("DELETE", &format!("spaces/{space}/members/{staff}"), &()).await
}

#[component]
fn Edit(view_of: RwSignal<Option<SpaceView>>, words: SpaceWords, editing: RwSignal<bool>, space: SpaceId) -> AnyView {
    let visit = Visit::here();
    let draft = Draft::of(Some(&words));
    let submission = Submission::new();
    let problems = submission.problems(move || draft.check());
    let send = move |event: SubmitEvent| {
        let send = move |words| async move { change_space(visit, space, words).await };
        let done = move |found: SpaceView| {
            view_of.set(Some(found));
            editing.set(false);
        };
        submission.run(&event, untrack(move || draft.check()), send, done);
    };
    view! {
        <form class="form" on:submit=send novalidate>
            {submission.words()}
            {draft.fields(problems, words.access == Access::Private)}
            <div class="dialog-foot">
                <Button on_press=move |()| editing.set(false)>{shared_text::cancel()}</Button>
                <Button look=Look::Primary submits=true busy=submission.busy()>{text::save()}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// What is shown of one, and what can be done to it from here.
#[derive(Clone, Copy)]
struct Deeds {
    visit: Visit,
    space: SpaceId,
    view_of: RwSignal<Option<SpaceView>>,
    busy: RwSignal<bool>,
}

impl Deeds {
    /// Does something, and shows what came of it.
    fn run(self, deed: impl Future<Output = Result<SpaceView, Fault>> + 'static) {
        self.busy.set(true);
        spawn_local(async move {
            match deed.await {
                Ok(found) => drop(self.view_of.try_set(Some(found))),
                Err(fault) => self.visit.complain(kit::text::fault(&fault)),
            }
            self.busy.try_set(false);
        });
    }

    fn put(self, staff: StaffId, manages: bool) {
        let Self { visit, space, .. } = self;
        self.run(async move {
            let path = format!("spaces/{space}/members/{staff}");
            visit.change("PUT", &path, &SpaceMembership { manages }).await
        });
    }

    fn take(self, staff: StaffId) {
        let Self { visit, space, .. } = self;
        self.run(async move {
            take_member(visit, space, staff).await?;
            read_space(visit, space).await
        });
    }

    fn change(self, words: SpaceWords) {
        self.run(change_space(self.visit, self.space, words));
    }

    fn leave(self, me: StaffId) {
        let Self { visit, space, busy, .. } = self;
        busy.set(true);
        spawn_local(async move {
            match take_member(visit, space, me).await {
                // Last: nothing is heard from here after it.
                Ok(()) => go(visit, None),
                Err(fault) => visit.complain(kit::text::fault(&fault)),
            }
            busy.try_set(false);
        });
    }
}

#[component]
fn Shown(view_of: RwSignal<Option<SpaceView>>, found: SpaceView, editing: RwSignal<bool>) -> AnyView {
    let visit = Visit::here();
    let SpaceView { card, people, may_manage } = found;
    let deeds = Deeds { visit, space: card.space, view_of, busy: RwSignal::new(false) };
    let is_direct = card.words.access == Access::Direct;
    let is_in = card.membership.is_some();
    let inside: Vec<StaffId> = people.iter().map(|one| one.staff).collect();
    let rows = people.into_iter().map(|one| member(deeds, one, may_manage && !is_direct)).collect_view();
    let may_bring = is_in && !is_direct && !card.words.archived;
    let path = visit.requests().path(&format!("rooms/{}/transcript", card.space));
    view! {
        {card.words.description.as_ref().map(|words| view! { <p class="dialog-words" dir="auto">{words.to_string()}</p> })}
        <ul class="people-list">{rows}</ul>
        {may_bring.then(|| view! { <Bring deeds=deeds inside=inside /> })}
        {(is_in && !is_direct).then(|| mute(deeds, card.membership.is_some_and(|mine| mine.muted)))}
        {kit::view::transcript_links(&path, [text::print_transcript(), text::transcript_text(), text::transcript_json()])}
        {(!is_direct).then(|| view! { <Foot deeds=deeds words=card.words is_in=is_in may_manage=may_manage editing=editing /> })}
    }
    .into_any()
}

fn member(deeds: Deeds, one: SpaceMember, may_change: bool) -> AnyView {
    let SpaceMember { staff, manages } = one;
    let name = name_of(deeds.visit, staff);
    let me = Some(deeds.visit.me.get_untracked().card.id);
    let deed = |words: &'static str, class: &'static str, act: fn(Deeds, SpaceMember)| {
        view! {
            <button class=class type="button" on:click=press(move |_: MouseEvent| act(deeds, one))>
                {words} <span class="unseen">" "{name.clone()}</span>
            </button>
        }
    };
    let appoint = if manages { text::remove_as_manager() } else { text::make_manager() };
    view! {
        <li class="person">
            {person(deeds.visit, staff)}
            {manages.then(|| view! { <span class="people-role">{text::manages()}</span> })}
            {may_change.then(|| deed(appoint, "link-button", |deeds, one| deeds.put(one.staff, !one.manages)))}
            {(may_change && Some(staff) != me).then(|| deed(text::remove(), "link-button is-danger", |deeds, one| deeds.take(one.staff)))}
        </li>
    }
    .into_any()
}

/// Colleagues who aren't in it.
#[component]
fn Bring(deeds: Deeds, inside: Vec<StaffId>) -> AnyView {
    let visit = deeds.visit;
    let search = RwSignal::new(String::new());
    let others = memo(move || {
        let found = called(&search.get()).into_iter();
        found.filter(|id| !inside.contains(id)).collect::<Vec<_>>()
    });
    let row = move |staff: StaffId| {
        let name = name_of(visit, staff);
        view! {
            <li class="person">
                {person(visit, staff)}
                <Button busy=deeds.busy on_press=move |()| deeds.put(staff, false)>{text::bring()} <span class="unseen">" "{name}</span></Button>
            </li>
        }
        .into_any()
    };
    view! {
        <section class="people-invite">
            <h3>{text::bring_colleague()}</h3>
            <Field label=text::find_colleague() value=search kind="search" />
            <ul class="people-list">{each(move || others.get(), row)}</ul>
            {shown(move || others.with(Vec::is_empty), || view! { <p class="receivers-none">{text::no_receiver()}</p> }.into_any())}
        </section>
    }
    .into_any()
}

fn mute(deeds: Deeds, is: bool) -> AnyView {
    let Deeds { visit, space, .. } = deeds;
    let muted = RwSignal::new(is);
    let turn = move |event: Event| {
        let on = event_target_checked(&event);
        muted.set(on);
        spawn_local(async move {
            let path = format!("spaces/{space}/muted");
            if let Err(fault) = visit.change::<()>("PUT", &path, &MuteSpace { muted: on }).await {
                muted.try_set(!on);
                visit.complain(kit::text::fault(&fault));
            }
        });
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=muted on:change=turn />
            <span>{text::mute_space()}</span>
        </label>
    }
    .into_any()
}

#[component]
fn Foot(deeds: Deeds, words: SpaceWords, is_in: bool, may_manage: bool, editing: RwSignal<bool>) -> AnyView {
    let me = Some(deeds.visit.me.get_untracked().card.id).filter(|_| is_in);
    let SpaceWords { access, archived, .. } = words;
    let archive = move |()| deeds.change(SpaceWords { archived: !archived, ..words.clone() });
    // Who leaves a private one doesn't find it again.
    let asking = RwSignal::new(false);
    let leave = move |me: StaffId| {
        if access == Access::Private && !asking.get_untracked() {
            asking.set(true);
        } else {
            deeds.leave(me);
        }
    };
    view! {
        {shown(move || asking.get(), || view! { <p class="dialog-words" role="alert">{text::leave_private()}</p> }.into_any())}
        <div class="dialog-foot">
            {shown(move || asking.get(), move || view! { <Button on_press=move |()| asking.set(false)>{shared_text::cancel()}</Button> }.into_any())}
            {may_manage.then(|| view! {
                <Button busy=deeds.busy on_press=archive>{if archived { text::restore_space() } else { text::archive_space() }}</Button>
                {(!archived).then(|| view! { <Button on_press=move |()| editing.set(true)>{text::edit_space()}</Button> })}
            })}
            {me.map(|me| view! { <Button busy=deeds.busy on_press=move |()| leave(me)>{text::leave_space()}</Button> })}
        </div>
    }
    .into_any()
}
