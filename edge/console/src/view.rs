//! What is drawn: the list of pages, and beside it the one that was chosen. A view shows what the forms decided, and tells
//! the console what was pressed; a branch here matches a state, it does not work one out.

pub(crate) mod account;
pub(crate) mod alerts;
pub(crate) mod appearance;
mod bind;
mod campaigns;
pub(crate) mod changes;
mod check;
mod choice;
pub(crate) mod closing;
mod code_logo;
mod codes;
mod color;
mod compared;
mod conditions;
mod copy;
mod crop;
mod cta;
pub(crate) mod ctas;
mod destination;
mod download;
mod form_field;
mod form_page;
pub(crate) mod forms;
pub(crate) mod guide;
mod hook;
mod hours_choice;
pub(crate) mod install;
mod label;
pub(crate) mod labels;
mod link;
mod link_look;
mod link_preview;
pub(crate) mod links;
mod member;
mod message_set;
mod message_slot;
pub(crate) mod messages;
mod order;
mod own_link;
mod part;
mod picture;
mod preview;
pub(crate) mod programs;
mod quiet;
mod removal;
mod report_behind;
mod report_chart;
mod report_rating;
mod report_table;
pub(crate) mod reports;
mod rules;
mod saving;
mod schedule;
mod schedule_days;
mod schedule_week;
pub(crate) mod schedules;
mod search;
pub(crate) mod service;
mod service_rows;
mod sign_choice;
pub(crate) mod staff;
pub(crate) mod staff_days;
mod tag;
pub(crate) mod tags;
mod target;
pub(crate) mod tester;
mod texts;
mod toggles;
pub(crate) mod transfer;
mod wake;

use kit::{
    focus,
    lean::{it, live, maybe},
};
use leptos::prelude::*;
use ui::view::{
    EmptyState,
    icon::{ALERT, icon},
};

use crate::{
    console::Console,
    navigation::{SECTIONS, Section, find, pages},
    page::Page,
    text,
};

/// The whole console.
#[component]
pub(crate) fn App(console: Console) -> AnyView {
    provide_context(console);
    let chosen = Memo::new(move |_| !console.place().is_empty());
    view! {
        <div class="console" class:is-in=it(move || chosen.get())>
            <div class="column"><Navigation /></div>
            <div class="settings"><Chosen /></div>
        </div>
    }
    .into_any()
}

/// The page that was chosen; while none was, the first one in the list.
fn here(console: Console) -> Option<Page> {
    let place = console.place();
    if place.is_empty() { pages().find(|page| is_listed(console, page)) } else { find(&place).map(|(page, _)| page) }
}

/// Whether it stands in the list: what was put away is found by the search.
fn is_listed(console: Console, page: &Page) -> bool {
    *page != guide::PAGE || !console.guide_away.get()
}

/// The list of pages.
#[component]
fn Navigation() -> AnyView {
    let console = Console::here();
    let role = Memo::new(move |_| console.me.with(|me| me.role));
    let wanted = RwSignal::new(String::new());
    let searching = Memo::new(move |_| !wanted.with(|wanted| wanted.trim().is_empty()));
    let sections = move || {
        let role = role.get();
        SECTIONS
            .iter()
            .map(|section| {
                (section, section.pages.iter().filter(|page| page.role <= role && is_listed(console, page)).collect())
            })
            .filter(|(_, pages): &(_, Vec<&Page>)| !pages.is_empty())
            .map(|(section, pages)| group(console, section, &pages))
            .collect_view()
            .into_any()
    };
    view! {
        <nav class="panel panel-alone pages" aria-labelledby="list-title">
            <header class="panel-head"><h2 id="list-title" tabindex="-1">{text::settings()}</h2></header>
            <div class="panel-body">
                {search::search_box(wanted)}
                {maybe(move || (!searching.get()).then(sections))}
            </div>
        </nav>
    }
    .into_any()
}

fn group(console: Console, section: &Section, pages: &[&Page]) -> AnyView {
    view! {
        <h3 class="pages-title">{(section.name)()}</h3>
        <ul>{pages.iter().map(|page| entry(console, **page)).collect_view()}</ul>
    }
    .into_any()
}

fn entry(console: Console, page: Page) -> AnyView {
    let current = it(move || (here(console) == Some(page)).then_some("page"));
    view! {
        <li>
            <a class="pages-link" href=page.link() aria-current=current>
                {icon(page.sign)} <span>{(page.name)()}</span>
            </a>
        </li>
    }
    .into_any()
}

/// The page that was chosen.
#[component]
fn Chosen() -> AnyView {
    let console = Console::here();
    let role = Memo::new(move |_| console.me.with(|me| me.role));
    live(move || {
        let place = console.place();
        let Some(page) = here(console) else { return nothing(text::not_here(), text::not_here_words()) };
        if role.get() < page.role {
            return nothing(text::for_admins(), text::for_admins_words());
        }
        let rest = find(&place).map(|(_, rest)| rest).unwrap_or_default();
        untrack(|| (page.draw)(&rest)).unwrap_or_else(|| nothing(text::not_here(), text::not_here_words()))
    })
}

fn nothing(title: &'static str, words: &'static str) -> AnyView {
    if Console::here().has_moved() {
        focus::rescue(".pages-link[aria-current], #list-title");
    }
    view! { <EmptyState sign=ALERT title=title><p>{words}</p></EmptyState> }.into_any()
}
