//! Every Space that one may see.

use kit::{
    guest::Visit,
    host::Wish,
    lean::{live, press},
    sign,
    view::failed,
};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use shared::space::{Access, SpaceCard};
use ui::{
    http::Fault,
    view::{Button, EmptyState, Field, Look, Skeleton, icon::icon},
};

use super::go;
use crate::text;

/// Every Space that one may see.
#[component]
pub(super) fn Browse() -> AnyView {
    let visit = Visit::here();
    let all = RwSignal::new(None::<Vec<SpaceCard>>);
    let fault = RwSignal::new(None::<Fault>);
    let search = RwSignal::new(String::new());
    let read = move || {
        fault.set(None);
        spawn_local(async move {
            match visit.read::<Vec<SpaceCard>>("spaces").await {
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
        if found.is_empty() && wanted.is_empty() {
            return view! { <EmptyState sign=kit::sign::SPACE title=text::no_spaces()><p>{text::no_public_spaces()}</p></EmptyState> }.into_any();
        }
        if found.is_empty() {
            return view! { <p class="receivers-none" role="status">{text::nothing_found()}</p> }.into_any();
        }
        let rows = found.iter().map(|space| browse_row(visit, space)).collect_view();
        view! { <ul class="browse-list">{rows}</ul> }.into_any()
    };
    view! {
            <Field label=text::find_a_space() value=search kind="search" />
            {live(move || match fault.get() {
                Some(fault) => failed(&fault, Callback::new(move |()| read())),
                None => list(),
            })}
            <div class="dialog-foot">
                <Button look=Look::Primary on_press=move |()| visit.wish(&Wish::NewSpace)>{text::new_space()}</Button>
            </div>
    }
    .into_any()
}

fn browse_row(visit: Visit, space: &SpaceCard) -> AnyView {
    let id = space.space;
    let about = space.words.description.as_ref().map(ToString::to_string).unwrap_or_default();
    let state = match (space.words.archived, space.membership.is_some()) {
        (true, _) => Some(text::archived()),
        (false, true) => Some(text::you_are_in()),
        (false, false) => None,
    };
    view! {
        <li>
            <a class="browse-row" href=format!("#/spaces/{}", space.space) on:click=press(move |_: MouseEvent| go(visit, Some(id)))>
                <span class="space-sign">{icon(if space.words.access == Access::Private { sign::LOCK } else { sign::SPACE })}</span>
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

fn name_of(space: &SpaceCard) -> &str {
    space.words.name.as_ref().map_or("…", |name| name.as_str())
}
