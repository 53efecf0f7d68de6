//! The place of a guest: what is seen until it is there, and what is said when it can't be had.

use kit::{
    host::{Guest, News},
    lean::{effect, it, live, memo},
};
use leptos::{ev::MouseEvent, html, prelude::*, task::spawn_local};
use ui::{
    text as shared_text,
    view::{Button, EmptyState, Skeleton, dom, icon::ALERT},
};

use crate::{desk::Desk, guests::Mounted, place::Place, text};

/// How it stands with the guest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Here,
    /// It could not be had, so many times.
    Failed(u32),
}

/// The guest's place.
#[component]
pub(super) fn GuestPlace(guest: Guest) -> AnyView {
    let desk = Desk::here();
    let element = NodeRef::<html::Div>::new();
    let state = RwSignal::new(State::Waiting);
    let mounted = StoredValue::new_local(None::<Mounted>);
    let fetch = move || {
        let failed = if let State::Failed(times) = state.get_untracked() { times } else { 0 };
        state.set(State::Waiting);
        spawn_local(async move {
            let Some(element) = element.get_untracked() else { return };
            let made = Mounted::into(element.into(), guest, desk).await;
            // Who went elsewhere meanwhile takes it along: it is dropped here.
            let now = if made.is_some() { State::Here } else { State::Failed(failed + 1) };
            let _ = mounted.try_update_value(move |mounted| *mounted = made);
            state.try_set(now);
        });
    };
    effect(fetch);
    on_cleanup(move || {
        if desk.watches.get_value() {
            desk.watch(false);
        }
    });
    on_cleanup(move || drop(mounted.try_update_value(Option::take)));
    let tell = move |news: &News| mounted.with_value(|mounted| mounted.iter().for_each(|mounted| mounted.tell(news)));
    effect(move || {
        if let Place::Guest(there, place) = desk.navigation.place()
            && there == guest
        {
            tell(&News::Place { place });
        }
    });
    effect(move || {
        let frame = desk.overview.get();
        if !frame.is_empty() {
            tell(&News::Overview { frame });
        }
    });
    let me = memo(move || desk.me());
    effect(move || {
        if let Some(me) = me.get() {
            tell(&News::Me { me });
        }
    });
    Effect::new(move |before: Option<u32>| {
        let undone = desk.undone.get();
        if before.is_some_and(|before| before != undone) {
            tell(&News::Undone);
        }
        undone
    });
    view! {
        <div class="console-place" node_ref=element hidden=it(move || state.get() != State::Here)></div>
        {live(move || match state.get() {
            State::Here => ().into_any(),
            State::Waiting => waiting(),
            State::Failed(times) => failed(times, Callback::new(move |()| fetch())),
        })}
    }
    .into_any()
}

/// In the form of what is about to be there.
fn waiting() -> AnyView {
    view! {
        <div class="console" aria-busy="true">
            <p class="unseen" role="status">{shared_text::loading()}</p>
            <div class="column"><Skeleton rows=6 /></div>
            <div class="settings"><Skeleton rows=4 /></div>
        </div>
    }
    .into_any()
}

fn failed(times: u32, again: Callback<()>) -> AnyView {
    let reload = |_: MouseEvent| drop(dom::window().location().reload());
    view! {
        <EmptyState sign=ALERT title=text::could_not_load()>
            <p role="alert">{text::guest_failed()}</p>
            <Button on_press=again>{shared_text::try_again()}</Button>
            // The page may be older than the deployment: then what it asks for is gone.
            {(times > 1).then(|| view! { <button class="link-button" type="button" on:click=reload>{text::reload()}</button> })}
        </EmptyState>
    }
    .into_any()
}
