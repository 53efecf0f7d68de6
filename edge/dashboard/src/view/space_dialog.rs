//! What is asked about Spaces: what a new one is to be, which of all one wants to see, and who is in one.

use kit::{
    form::{Problem, Problems},
    lean::{each, it, live, maybe, press},
    view::{Dialog, Submission, failed, focus_when_there, wrong},
};
use leptos::{
    ev::{Event, MouseEvent, SubmitEvent},
    prelude::*,
    task::spawn_local,
};
use shared::{
    id::{SpaceId, StaffId},
    space::{Access, SpaceCard, SpaceView, SpaceWords},
    value::{DisplayName, ShortText},
};
use ui::{
    http::Fault,
    text as shared_text,
    view::{Avatar, Button, EmptyState, Field, Look, Skeleton},
};

use super::spaces::face;
use crate::{
    board::name_of,
    desk::{AskOfSpaces, Desk},
    place::Place,
    text,
};

/// The dialog, if something is asked.
pub(super) fn space_dialog(desk: Desk) -> AnyView {
    maybe(move || {
        Some(match desk.asking_of_spaces.get()? {
            AskOfSpaces::New => view! { <NewSpace /> }.into_any(),
            AskOfSpaces::Browse => view! { <Browse /> }.into_any(),
            AskOfSpaces::About(space) => view! { <About space=space /> }.into_any(),
        })
    })
}

fn close(desk: Desk) {
    desk.asking_of_spaces.set(None);
}

/// What is written of a Space.
#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    description: RwSignal<String>,
    private: RwSignal<bool>,
}

impl Draft {
    fn of(words: Option<&SpaceWords>) -> Self {
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        Self {
            name: text(words.and_then(|words| words.name.as_ref().map(ToString::to_string))),
            description: text(words.and_then(|words| words.description.as_ref().map(ToString::to_string))),
            private: RwSignal::new(words.is_some_and(|words| words.access == Access::Private)),
        }
    }

    fn check(self) -> Result<SpaceWords, Problems> {
        let mut problems = Problems::new();
        let name = DisplayName::try_from(self.name.get());
        if name.is_err() {
            problems.push(Problem::new("name", kit::text::problem_name()));
        }
        let description = self.description.get();
        let description = (!description.trim().is_empty()).then(|| ShortText::try_from(description)).transpose();
        if description.is_err() {
            problems.push(Problem::new("description", text::problem_description()));
        }
        let access = if self.private.get() { Access::Private } else { Access::Public };
        match (name, description) {
            (Ok(name), Ok(description)) => Ok(SpaceWords { access, name: Some(name), description, archived: false }),
            _ => Err(problems),
        }
    }

    /// `stays`: it is private, and what was said in it stays so.
    fn fields(self, problems: Memo<Problems>, stays: bool) -> AnyView {
        let first = NodeRef::new();
        focus_when_there(first);
        let private = self.private;
        view! {
            <Field label=text::space_name() value=self.name input=first error=wrong(problems, "name") />
            <Field label=text::space_description() value=self.description optional=true error=wrong(problems, "description") />
            {(!stays).then(|| view! {
                <label class="check">
                    <input type="checkbox" prop:checked=private on:change=move |event: Event| private.set(event_target_checked(&event)) />
                    <span>{text::space_is_private()}</span>
                </label>
            })}
        }
        .into_any()
    }
}

#[component]
fn NewSpace() -> AnyView {
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
        <ul class="people-list">{each(move || by_name(desk, &search.get(), |_| true), row)}</ul>
    }
    .into_any()
}

/// Colleagues by name.
fn by_name(desk: Desk, search: &str, which: impl Fn(StaffId) -> bool) -> Vec<StaffId> {
    let wanted = search.trim().to_lowercase();
    desk.board.with(|board| {
        let all = board.colleagues().into_iter().map(|one| &one.card);
        let fits = all.filter(|one| which(one.id) && one.name.as_str().to_lowercase().contains(&wanted));
        fits.map(|one| one.id).collect()
    })
}

fn person(desk: Desk, staff: StaffId) -> AnyView {
    let name = desk.name_of_staff(staff);
    let photo = desk.board.with_untracked(|board| board.colleague(staff).and_then(|one| one.card.photo.clone()));
    view! {
        <Avatar name=name.clone() seed=staff.to_string() photo=photo />
        <span class="person-name">{name}</span>
    }
    .into_any()
}

/// Every Space that one may see.
#[component]
fn Browse() -> AnyView {
    let desk = Desk::here();
    let all = RwSignal::new(None::<Vec<SpaceCard>>);
    let fault = RwSignal::new(None::<Fault>);
    let search = RwSignal::new(String::new());
    let read = move || {
        fault.set(None);
        spawn_local(async move {
            match desk.all_spaces().await {
                Ok(spaces) => drop(all.try_set(Some(spaces))),
                Err(wrong) => drop(fault.try_set(Some(wrong))),
            }
        });
    };
    read();
    let list = move || {
        let wanted = search.get().trim().to_lowercase();
        let Some(mut found) = all.get() else { return view! { <Skeleton rows=3 /> }.into_any() };
        found.retain(|space| space.words.access != Access::Direct && name_of(space).to_lowercase().contains(&wanted));
        found.sort_by_key(|space| (space.words.archived, name_of(space).to_lowercase()));
        if found.is_empty() {
            return view! { <EmptyState sign=kit::sign::SPACE title=text::no_spaces()><p>{text::no_public_spaces()}</p></EmptyState> }.into_any();
        }
        let rows = found.iter().map(|space| browse_row(desk, space)).collect_view();
        view! { <ul class="browse-list">{rows}</ul> }.into_any()
    };
    view! {
        <Dialog title=text::browse_spaces() on_close=move |()| close(desk)>
            <Field label=text::find_space() value=search kind="search" />
            {live(move || match fault.get() {
                Some(fault) => failed(&fault, Callback::new(move |()| read())),
                None => list(),
            })}
            <div class="dialog-foot">
                <Button look=Look::Primary on_press=move |()| desk.asking_of_spaces.set(Some(AskOfSpaces::New))>{text::new_space()}</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

fn browse_row(desk: Desk, space: &SpaceCard) -> AnyView {
    let about = space.words.description.as_ref().map(ToString::to_string).unwrap_or_default();
    let state = match (space.words.archived, space.membership.is_some()) {
        (true, _) => Some(text::archived()),
        (false, true) => Some(text::you_are_in()),
        (false, false) => None,
    };
    view! {
        <li>
            <a class="browse-row" href=Place::of_space(space.space).link() on:click=move |_| close(desk)>
                {face(space)}
                <span class="browse-text">
                    <b class="one-line">{name_of(space).to_owned()}</b>
                    <span class="one-line" dir="auto">{about}</span>
                </span>
                {state.map(|state| view! { <span class="chip">{state}</span> })}
                <span class="chip">{text::members_count(space.members)}</span>
            </a>
        </li>
    }
    .into_any()
}

/// Who is in one, and what may be done about it.
#[component]
fn About(space: SpaceId) -> AnyView {
    let desk = Desk::here();
    let view_of = RwSignal::new(None::<SpaceView>);
    let fault = RwSignal::new(None::<Fault>);
    let editing = RwSignal::new(false);
    let read = move || {
        fault.set(None);
        spawn_local(async move {
            match desk.read_space(space).await {
                Ok(found) => drop(view_of.try_set(Some(found))),
                Err(wrong) => drop(fault.try_set(Some(wrong))),
            }
        });
    };
    read();
    let title = desk.board.with_untracked(|board| board.space(space).map(|card| name_of(card).to_owned()));
    view! {
        <Dialog title=title.unwrap_or_else(|| text::about_space().to_owned()) on_close=move |()| close(desk)>
            {live(move || match (view_of.get(), fault.get()) {
                (Some(found), _) if editing.get() => view! { <Edit view_of=view_of words=found.card.words editing=editing space=space /> }.into_any(),
                (Some(found), _) => view! { <Shown view_of=view_of found=found editing=editing /> }.into_any(),
                (None, Some(fault)) => failed(&fault, Callback::new(move |()| read())),
                (None, None) => view! { <Skeleton rows=4 /> }.into_any(),
            })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Edit(view_of: RwSignal<Option<SpaceView>>, words: SpaceWords, editing: RwSignal<bool>, space: SpaceId) -> AnyView {
    let desk = Desk::here();
    let draft = Draft::of(Some(&words));
    let submission = Submission::new();
    let problems = submission.problems(move || draft.check());
    let send = move |event: SubmitEvent| {
        let send = move |words| async move { desk.change_space(space, words).await };
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
                <Button look=Look::Primary submits=true busy=submission.busy()>{text::save_canned()}</Button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Shown(view_of: RwSignal<Option<SpaceView>>, found: SpaceView, editing: RwSignal<bool>) -> AnyView {
    let desk = Desk::here();
    let SpaceView { card, people } = found;
    let space = card.space;
    let is_direct = card.words.access == Access::Direct;
    let membership = card.membership;
    let me = desk.board.with_untracked(|board| board.me().map(|me| me.card.id));
    let manages = membership.is_some_and(|mine| mine.manages);
    let inside: Vec<StaffId> = people.iter().map(|one| one.staff).collect();
    let may_bring = membership.is_some() && !is_direct && !card.words.archived;
    let complain = move |fault: &Fault| desk.toasts.complain(kit::text::fault(fault));
    let put = move |staff: StaffId, manages: bool| {
        spawn_local(async move {
            match desk.put_member(space, staff, manages).await {
                Ok(found) => drop(view_of.try_set(Some(found))),
                Err(fault) => complain(&fault),
            }
        });
    };
    let take = move |staff: StaffId| {
        spawn_local(async move {
            match desk.take_member(space, staff).await {
                Ok(()) if Some(staff) == me => {
                    close(desk);
                    desk.navigation.go(desk.navigation.place_untracked().up());
                }
                Ok(()) => drop(desk.read_space(space).await.map(|found| view_of.try_set(Some(found)))),
                Err(fault) => complain(&fault),
            }
        });
    };
    let row = move |one: shared::space::SpaceMember| {
        let staff = one.staff;
        let may_change = manages && !is_direct;
        view! {
            <li class="person">
                {person(desk, staff)}
                {one.manages.then(|| view! { <span class="people-role">{text::manages()}</span> })}
                {may_change.then(|| view! {
                    <button class="link-button" type="button" on:click=press(move |_: MouseEvent| put(staff, !one.manages))>
                        {if one.manages { text::make_member() } else { text::make_manager() }}
                    </button>
                })}
                {(may_change && Some(staff) != me).then(|| view! {
                    <button class="link-button is-danger" type="button" on:click=press(move |_: MouseEvent| take(staff))>{text::remove_guest()}</button>
                })}
            </li>
        }
    };
    let rows = people.into_iter().map(row).collect_view();
    let muted = RwSignal::new(membership.is_some_and(|mine| mine.muted));
    let mute = move |event: Event| {
        let on = event_target_checked(&event);
        muted.set(on);
        spawn_local(async move {
            if let Err(fault) = desk.mute_space(space, on).await {
                muted.try_set(!on);
                complain(&fault);
            }
        });
    };
    let search = RwSignal::new(String::new());
    let others = move || by_name(desk, &search.get(), |staff| !inside.contains(&staff));
    let archive = {
        let words = card.words.clone();
        move |()| {
            let words = SpaceWords { archived: !words.archived, ..words.clone() };
            spawn_local(async move {
                match desk.change_space(space, words).await {
                    Ok(found) => drop(view_of.try_set(Some(found))),
                    Err(fault) => complain(&fault),
                }
            });
        }
    };
    let path = desk.requests.path(&format!("rooms/{space}/transcript"));
    view! {
        {card.words.description.as_ref().map(|words| view! { <p class="dialog-words" dir="auto">{words.to_string()}</p> })}
        <ul class="people-list">{rows}</ul>
        {may_bring.then(|| view! {
            <section class="people-invite">
                <h3>{text::bring_colleague()}</h3>
                <Field label=text::find_colleague() value=search kind="search" />
                <ul class="people-list">{each(others, move |staff: StaffId| view! {
                    <li class="person">{person(desk, staff)} <Button on_press=move |()| put(staff, false)>{text::bring()}</Button></li>
                }.into_any())}</ul>
            </section>
        })}
        {(membership.is_some() && !is_direct).then(|| view! {
            <label class="check">
                <input type="checkbox" prop:checked=muted on:change=mute />
                <span>{text::mute_space()}</span>
            </label>
        })}
        {super::transcript::links(&path)}
        {(!is_direct).then(|| view! {
            <div class="dialog-foot">
                {manages.then(|| view! {
                    <Button on_press=archive>{if card.words.archived { text::restore_space() } else { text::archive_space() }}</Button>
                    {(!card.words.archived).then(|| view! { <Button on_press=move |()| editing.set(true)>{text::edit_space()}</Button> })}
                })}
                {me.filter(|_| membership.is_some()).map(|me| view! { <Button on_press=move |()| take(me)>{text::leave_space()}</Button> })}
            </div>
        })}
    }
    .into_any()
}
