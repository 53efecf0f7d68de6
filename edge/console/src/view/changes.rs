//! The log of changes: who, when, what, and the way back.

use kit::{
    lean::{each, it, press},
    page::Page,
    sign,
    view::{Paged, loaded, part::head},
};
use leptos::{prelude::*, task::spawn_local};
use serde::de::IgnoredAny;
use shared::card::Role;
use ui::{
    text::format,
    view::{EmptyState, dom, icon::icon},
};

use super::compared::{BEFORE_AND_AFTER, Told, table, told};
use crate::{
    change::{ChangePage, LoggedChange, names},
    console::Console,
    difference::Names,
    text,
};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "changes",
    sign: sign::PENCIL,
    name: text::change_log,
    role: Role::Admin,
    has: &[text::undo],
    draw: |rest| rest.is_empty().then(|| view! { <ChangesPage /> }.into_any()),
};

/// The page.
#[component]
pub(crate) fn ChangesPage() -> AnyView {
    let console = Console::here();
    let all = loaded(
        move || async move { Ok((console.get::<ChangePage>("changes").await?, names(console).await?)) },
        |(page, names)| view! { <Log page=page names=names /> }.into_any(),
    );
    view! { {head(text::change_log(), text::change_log_words())} {all} }.into_any()
}

#[component]
fn Log(page: ChangePage, names: Names) -> AnyView {
    let console = Console::here();
    if page.changes.is_empty() {
        return view! {
            <EmptyState sign=sign::PENCIL title=text::no_changes()><p>{text::no_changes_words()}</p></EmptyState>
        }
        .into_any();
    }
    let list = Paged::new(page.changes, page.next);
    let (changes, names) = (list.rows, StoredValue::new(names));
    let older = move |before: u32| async move {
        let page = console.get::<ChangePage>(&format!("changes?before={before}")).await?;
        // The button may be gone with the last page; who pressed it goes on with what came.
        if let Some(first) = page.changes.first() {
            dom::focus_soon(&title_id(first.change));
        }
        Ok((page.changes, page.next))
    };
    view! {
        <ol class="changes">
            {each(
                move || changes.with(|changes| changes.iter().map(|change| change.change).collect()),
                move |number: u32| {
                    let change = changes.with_untracked(|all| all.iter().find(|one| one.change == number).cloned());
                    change.map_or_else(|| ().into_any(), |change| names.with_value(|names| entry(console, &change, names)))
                },
            )}
        </ol>
        {list.foot(text::older_changes(), older)}
    }
    .into_any()
}

fn title_id(change: u32) -> String {
    format!("change-{change}")
}

fn entry(console: Console, change: &LoggedChange, names: &Names) -> AnyView {
    let number = change.change;
    let steps: Vec<Told> = change.steps.iter().map(|step| told(step, names)).collect();
    let first = steps.first().map(|step| step.words.clone()).unwrap_or_default();
    let busy = RwSignal::new(false);
    let undo = move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer = console.send::<IgnoredAny>("POST", &format!("changes/{number}/undo"), &()).await;
            busy.try_set(false);
            match answer {
                Ok(_) => {
                    console.say(text::undone());
                    console.refresh();
                }
                Err(fault) => console.complain(text::fault_of_undo(&fault)),
            }
        });
    };
    let name = text::undo_of(&first);
    let foot = change.undoable.then(|| {
        view! {
            <button
                class="button change-undo"
                type="button"
                aria-label=name
                aria-busy=it(move || busy.get().then_some("true"))
                on:click=press(move |_| if !busy.get_untracked() { undo(()) })
            >
                {text::undo()}
            </button>
        }
    });
    view! {
        <li class="card change">
            <header class="change-head">
                <p id=title_id(number) tabindex="-1">
                    <strong>{change.by_name.clone()}</strong>
                    <span>
                        <time title=format::full(change.at_ms)>{format::full(change.at_ms)}</time>
                        {change.undoes.map(|_| view! { " · " {text::took_back()} })}
                    </span>
                </p>
                {foot}
            </header>
            {steps.into_iter().map(step).collect_view()}
        </li>
    }
    .into_any()
}

/// A step, and below it what differs.
pub(super) fn step(told: Told) -> AnyView {
    let Told { words, sign, differences } = told;
    let table = table(&words, BEFORE_AND_AFTER, &differences);
    view! {
        <div class="logged">
            <p class="logged-words">{icon(sign)} <span>{words}</span></p>
            {table}
        </div>
    }
    .into_any()
}
