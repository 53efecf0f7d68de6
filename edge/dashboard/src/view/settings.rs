//! What a service, and somebody who answers for it, can set.

mod account;
mod alerts;
mod bind;
mod copy;
mod destination;
mod install;
mod member;
mod removal;
mod service;
mod service_rows;
mod staff;
mod tag;
mod tags;

use leptos::prelude::*;
use shared::card::Role;
use ui::{
    text as shared_text,
    view::{
        EmptyState,
        icon::{ALERT, BACK, TAG, icon},
    },
};

use super::{
    lean::{it, shown},
    sign,
};
use crate::{
    desk::Desk,
    focus,
    place::{Page, Place},
    text,
};

/// What one sees of a page in the list of pages: which it is, its sign, its name.
type Entry = (Page, &'static str, fn() -> &'static str);

const MINE: [Entry; 2] = [(Page::Alerts, sign::BELL, text::alerts), (Page::Account, sign::PERSON, text::my_account)];

const SERVICE: [Entry; 4] = [
    (Page::Service, sign::SERVICE, text::service_and_sites),
    (Page::Tags, TAG, text::tags),
    (Page::Staff, sign::TEAM, text::staff),
    (Page::Install, sign::CODE, text::install),
];

/// The list of pages.
#[component]
pub(super) fn SettingsList() -> AnyView {
    let desk = Desk::here();
    let admin = Memo::new(move |_| desk.may(Role::Admin));
    let group = move |title: &'static str, entries: &'static [Entry]| {
        view! {
            <h3 class="pages-title">{title}</h3>
            <ul>{entries.iter().map(|&entry| link(desk, entry)).collect_view()}</ul>
        }
        .into_any()
    };
    view! {
        <nav class="panel panel-alone pages" aria-labelledby="list-title">
            <header class="panel-head"><h2 id="list-title" tabindex="-1">{text::settings()}</h2></header>
            <div class="panel-body">
                {group(text::for_you(), &MINE)}
                {shown(move || admin.get(), move || view! {{group(text::for_service(), &SERVICE)}}.into_any())}
            </div>
        </nav>
    }
    .into_any()
}

fn link(desk: Desk, (page, path, name): Entry) -> AnyView {
    let current = move || match desk.navigation.place() {
        Place::Settings(now) => belongs(now.unwrap_or(Page::Alerts), page).then_some("page"),
        Place::Desk { .. } => None,
    };
    view! {
        <li>
            <a class="pages-link" href=Place::Settings(Some(page)).link() aria-current=current>
                {icon(path)} <span>{name()}</span>
            </a>
        </li>
    }
    .into_any()
}

/// Whether a page is `listed`, or a page below it.
fn belongs(page: Page, listed: Page) -> bool {
    match page {
        Page::Member(_) => listed == Page::Staff,
        Page::NewTag | Page::Tag(_) => listed == Page::Tags,
        Page::Alerts | Page::Account | Page::Service | Page::Install | Page::Staff | Page::Tags => page == listed,
    }
}

/// The page that was chosen.
#[component]
pub(super) fn SettingsPage(page: Memo<Option<Page>>) -> AnyView {
    let desk = Desk::here();
    let admin = Memo::new(move |_| desk.may(Role::Admin));
    let shown = move || {
        let page = page.get().unwrap_or(Page::Alerts);
        if !admin.get() && !matches!(page, Page::Alerts | Page::Account) {
            return view! { <EmptyState sign=ALERT title=text::for_admins()><p>{text::for_admins_words()}</p></EmptyState> }.into_any();
        }
        match page {
            Page::Alerts => view! { <alerts::AlertsPage /> }.into_any(),
            Page::Account => view! { <account::AccountPage /> }.into_any(),
            Page::Service => view! { <service::ServicePage /> }.into_any(),
            Page::Install => view! { <install::InstallPage /> }.into_any(),
            Page::Staff => view! { <staff::StaffPage /> }.into_any(),
            Page::Member(staff) => view! { <member::MemberPage staff=staff /> }.into_any(),
            Page::Tags => view! { <tags::TagsPage /> }.into_any(),
            Page::NewTag => view! { <tag::TagPage /> }.into_any(),
            Page::Tag(tag) => view! { <tag::TagPage tag=tag /> }.into_any(),
        }
    };
    view! { <div class="settings">{shown}</div> }.into_any()
}

/// The head of a page: back, what it is, and what it is for.
fn head(title: impl Into<String>, words: &'static str) -> AnyView {
    let desk = Desk::here();
    // Who came from a page that is gone now, by its button or its way back, goes on here.
    if desk.navigation.has_moved() {
        focus::rescue(".settings-title");
    }
    let below = matches!(
        desk.navigation.place_untracked(),
        Place::Settings(Some(Page::Member(_) | Page::NewTag | Page::Tag(_)))
    );
    view! {
        <header class="settings-head">
            <a class="icon-button settings-back" class:is-below=below href=it(move || desk.navigation.place().up().link()) aria-label=shared_text::back()>
                {icon(BACK)}
            </a>
            <div>
                <h2 class="settings-title" tabindex="-1">{title.into()}</h2>
                <p>{words}</p>
            </div>
        </header>
    }
    .into_any()
}

/// A part of a page, with its own frame.
fn card(title: &'static str, words: Option<&'static str>, body: AnyView) -> AnyView {
    view! {
        <section class="card">
            <header class="card-head">
                <h3>{title}</h3>
                {words.map(|words| view! { <p>{words}</p> })}
            </header>
            {body}
        </section>
    }
    .into_any()
}

/// Something that is on or off.
fn switch(name: &'static str, words: &'static str, on: Signal<bool>, turn: Callback<bool>) -> AnyView {
    view! {
        <label class="switch">
            <input
                type="checkbox"
                role="switch"
                prop:checked=on
                on:change=move |event: leptos::ev::Event| turn.run(event_target_checked(&event))
            />
            <span class="switch-text"><strong>{name}</strong> <span>{words}</span></span>
        </label>
    }
    .into_any()
}
