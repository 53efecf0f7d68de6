//! A guest's frame: the list of its pages, and beside it the one that was chosen.

use leptos::prelude::*;
use shared::card::Role;
use ui::view::{
    EmptyState,
    icon::{ALERT, icon},
};

use crate::{
    focus,
    guest::Visit,
    lean::{it, live, maybe, memo},
    page::{Page, Section, find, pages},
    text,
};

/// A guest's pages.
#[derive(Clone, Copy)]
pub struct Pages {
    /// What the list is headed with.
    pub title: fn() -> &'static str,
    /// All of them, in order.
    pub sections: &'static [Section],
    /// Whether a page stands in the list at present. One that doesn't can still be gone to.
    pub is_listed: Callback<Page, bool>,
    /// What stands above the list, if anything does: told by a signal whether it takes the list's place.
    pub above: Option<fn(RwSignal<bool>) -> AnyView>,
}

impl Pages {
    /// Draws the frame.
    #[must_use]
    pub fn draw(self) -> AnyView {
        let visit = Visit::here();
        let chosen = memo(move || !visit.place().is_empty());
        view! {
            <div class="console" class:is-in=it(move || chosen.get())>
                <div class="column">{self.navigation()}</div>
                <div class="settings">{self.chosen()}</div>
            </div>
        }
        .into_any()
    }

    /// The page that was chosen; while none was, the first one in the list.
    fn here(self, role: Role) -> Option<Page> {
        let place = Visit::here().place();
        if place.is_empty() {
            pages(self.sections).find(|page| page.role <= role && self.is_listed.run(*page))
        } else {
            find(self.sections, &place).map(|(page, _)| page)
        }
    }

    fn navigation(self) -> AnyView {
        let (visit, covered) = (Visit::here(), RwSignal::new(false));
        let role = memo(move || visit.me.with(|me| me.role));
        let here = memo(move || self.here(role.get()));
        let sections = move || {
            let role = role.get();
            let shown = |section: &Section| -> Vec<Page> {
                let all = section.pages.iter().copied();
                all.filter(|page| page.role <= role && self.is_listed.run(*page)).collect()
            };
            let groups = self.sections.iter().map(|section| (section, shown(section)));
            groups
                .filter(|(_, pages)| !pages.is_empty())
                .map(|(section, pages)| group(here, section, pages))
                .collect_view()
                .into_any()
        };
        view! {
            <nav class="panel panel-alone pages" aria-labelledby="list-title">
                <header class="panel-head"><h2 id="list-title" tabindex="-1">{(self.title)()}</h2></header>
                <div class="panel-body">
                    {self.above.map(|above| above(covered))}
                    {maybe(move || (!covered.get()).then(sections))}
                </div>
            </nav>
        }
        .into_any()
    }

    fn chosen(self) -> AnyView {
        let visit = Visit::here();
        // The rest of who is signed in may change without a page being drawn anew, with what was typed into it.
        let role = memo(move || visit.me.with(|me| me.role));
        live(move || {
            let (place, role) = (visit.place(), role.get());
            let Some(page) = self.here(role) else { return nothing(text::not_here(), text::not_here_words()) };
            if role < page.role {
                return nothing(text::for_admins(), text::for_admins_words());
            }
            let rest = find(self.sections, &place).map(|(_, rest)| rest).unwrap_or_default();
            untrack(|| (page.draw)(&rest)).unwrap_or_else(|| nothing(text::not_here(), text::not_here_words()))
        })
    }
}

fn group(here: Memo<Option<Page>>, section: &Section, pages: Vec<Page>) -> AnyView {
    view! {
        <h3 class="pages-title">{(section.name)()}</h3>
        <ul>{pages.into_iter().map(|page| entry(here, page)).collect_view()}</ul>
    }
    .into_any()
}

fn entry(here: Memo<Option<Page>>, page: Page) -> AnyView {
    let current = it(move || (here.get() == Some(page)).then_some("page"));
    view! {
        <li>
            <a class="pages-link" href=page.link() aria-current=current>
                {icon(page.sign)} <span>{(page.name)()}</span>
            </a>
        </li>
    }
    .into_any()
}

fn nothing(title: &'static str, words: &'static str) -> AnyView {
    if Visit::here().has_moved() {
        focus::rescue(".pages-link[aria-current], #list-title");
    }
    view! { <EmptyState sign=ALERT title=title><p>{words}</p></EmptyState> }.into_any()
}
