//! Everybody who asked: the list, found by how a name, an address or a number begins.

use std::time::Duration;

use kit::{
    guest::Visit,
    lean::{it, live, maybe, memo},
    page::Page,
    pause::Pause,
    sign,
    view::{failed, label_chip, long_list, part::head},
    words,
};
use leptos::{ev::Event, prelude::*, task::spawn_local};
use shared::{
    api::{ContactList, ContactRow},
    card::Role,
    contact::{Fact, Source},
    id::{ContactId, LabelId},
    label::LabelCard,
};
use ui::{
    http::Fault,
    view::{
        Avatar, Button, EmptyState, Skeleton, dom,
        icon::{FORWARD, icon},
    },
};

use super::contact::ContactView;
use crate::text;

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "contacts",
    sign: sign::CONTACT,
    name: text::contacts,
    role: Role::Agent,
    has: &[text::find_contact],
    draw: |rest| match rest {
        [] => Some(view! { <ContactsPage /> }.into_any()),
        [id] => {
            let id = id.parse().ok()?;
            Some(view! { <ContactView id=id /> }.into_any())
        }
        _ => None,
    },
};

/// Who types isn't asked after each letter.
const PAUSE: Duration = Duration::from_millis(200);

/// A list that comes in pages, by what was typed and how it is sorted.
#[derive(Clone, Copy)]
pub(super) struct Found {
    visit: Visit,
    sought: RwSignal<String>,
    sort: RwSignal<&'static str>,
    rows: RwSignal<Vec<ContactRow>>,
    labels: RwSignal<Vec<LabelCard>>,
    next: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    fault: RwSignal<Option<Fault>>,
    /// Rises with every question: an answer to an older one doesn't count.
    question: StoredValue<u32>,
}

impl Found {
    pub(super) fn new() -> Self {
        Self {
            visit: Visit::here(),
            sought: RwSignal::new(String::new()),
            sort: RwSignal::new("last_seen"),
            rows: RwSignal::new(Vec::new()),
            labels: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            busy: RwSignal::new(false),
            fault: RwSignal::new(None),
            question: StoredValue::new(0),
        }
    }

    pub(super) fn rows(self) -> RwSignal<Vec<ContactRow>> {
        self.rows
    }

    /// Asks for the first page, or for the one after what is here.
    pub(super) fn ask(self, more: bool) {
        let visit = self.visit;
        self.question.update_value(|number| *number += 1);
        let number = self.question.get_value();
        let sought = js_sys::encode_uri_component(&self.sought.get_untracked());
        let after = self.next.get_untracked().filter(|_| more);
        let after = after.map(|after| format!("&after={}", js_sys::encode_uri_component(&after))).unwrap_or_default();
        let path = format!("contacts?sort={}&search={sought}{after}", self.sort.get_untracked());
        self.busy.set(true);
        self.fault.set(None);
        spawn_local(async move {
            let answer = visit.get::<ContactList>(&path).await;
            if self.question.try_get_value() != Some(number) {
                return;
            }
            match answer {
                Ok(list) => {
                    self.labels.try_set(list.labels);
                    self.rows.try_update(|rows| if more { rows.extend(list.contacts) } else { *rows = list.contacts });
                    self.next.try_set(list.next);
                }
                Err(fault) => drop(self.fault.try_set(Some(fault))),
            }
            self.busy.try_set(false);
        });
    }

    /// The box to search by.
    pub(super) fn search_box(self, name: &'static str) -> AnyView {
        let pause = Pause::new();
        let typed = move |event: Event| {
            self.sought.set(event_target_value(&event));
            pause.then(PAUSE, move || self.ask(false));
        };
        let id = format!("find-{}", dom::next_id());
        view! {
            <div class="field">
                <label for=id.clone()>{name}</label>
                <input id=id type="search" maxlength="254" autocomplete="off" on:input=typed />
            </div>
        }
        .into_any()
    }
}

#[component]
fn ContactsPage() -> AnyView {
    let found = Found::new();
    found.ask(false);
    let sorted = move |event: Event| {
        found.sort.set(if event_target_value(&event) == "name" { "name" } else { "last_seen" });
        found.ask(false);
    };
    let id = format!("sort-{}", dom::next_id());
    let empty = move || {
        let (title, words) = if found.sought.with(|sought| sought.trim().is_empty()) {
            (text::no_contacts(), text::no_contacts_words())
        } else {
            (text::nobody_found(), text::nobody_found_words())
        };
        view! { <EmptyState sign=sign::CONTACT title=title><p>{words}</p></EmptyState> }.into_any()
    };
    let ids = memo(move || found.rows.with(|rows| rows.iter().map(|row| row.contact).collect::<Vec<_>>()));
    let is_empty = memo(move || ids.with(Vec::is_empty));
    view! {
        {head(text::contacts(), text::contacts_words())}
        <div class="contacts-bar" role="search">
            {found.search_box(text::find_contact())}
            <div class="field">
                <label for=id.clone()>{text::sort_by()}</label>
                <select id=id on:change=sorted>
                    <option value="last_seen">{text::by_last_seen()}</option>
                    <option value="name">{text::by_name()}</option>
                </select>
            </div>
            <p class="unseen" role="status">
                {it(move || if found.busy.get() { String::new() } else { text::contacts_shown(count(found.rows.with(Vec::len))) })}
            </p>
        </div>
        {live(move || match (is_empty.get(), found.busy.get(), found.fault.get()) {
            (_, _, Some(fault)) => failed(&fault, Callback::new(move |()| found.ask(false))),
            (true, true, None) => view! { <Skeleton rows=6 /> }.into_any(),
            (true, false, None) => empty(),
            (false, _, None) => ().into_any(),
        })}
        {maybe(move || (!is_empty.get()).then(|| view! {
            <section class="card card-flush">
                {long_list("items contacts", 64, ids, move |id: ContactId| {
                    found.rows.with_untracked(|rows| rows.iter().find(|row| row.contact == id).map(|one| row(one, found.labels))).into_any()
                })}
            </section>
        }.into_any()))}
        {maybe(move || found.next.with(Option::is_some).then(|| view! {
            <div class="settings-foot"><Button busy=found.busy on_press=move |()| found.ask(true)>{text::more_contacts()}</Button></div>
        }.into_any()))}
    }
    .into_any()
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Where they can be reached, with who says so.
pub(super) fn reach(row: &ContactRow) -> AnyView {
    let facts: Vec<&Fact> = row.email.iter().chain(&row.phone).collect();
    facts
        .into_iter()
        .map(|fact| view! { <span class="contact-fact"><bdi>{fact.value.clone()}</bdi> {mark(fact.source)}</span> })
        .collect_view()
        .into_any()
}

/// Who says so, as a word beside what is said.
pub(super) fn mark(source: Source) -> AnyView {
    let (class, word, title) = match source {
        Source::Written => ("is-staff", text::staff_mark(), text::staff_title()),
        Source::Verified => ("is-verified", text::verified_mark(), text::verified_title()),
        Source::Said => ("is-said", text::says_mark(), text::says_title()),
        Source::Seen => ("is-seen", text::seen_mark(), text::seen_title()),
    };
    view! { <span class=format!("contact-mark {class}") title=title>{word}</span> }.into_any()
}

fn row(row: &ContactRow, labels: RwSignal<Vec<LabelCard>>) -> AnyView {
    let visit = Visit::here();
    let seen = row.last_seen_ms;
    let seen = it(move || {
        seen.map_or_else(|| text::never_seen().to_owned(), |at| text::last_seen(&words::ago(at, visit.now.get())))
    });
    // Said once: beside the address, where that is what was signed.
    let says_it = row.email.iter().chain(&row.phone).any(|fact| fact.source == Source::Verified);
    let on_it = row.labels.clone();
    view! {
        <li class="item item-link contacts-row">
            <Avatar name=row.name.clone() seed=row.contact.to_string() photo=row.photo.then(|| visit.requests().path(&format!("contacts/{}/photo", row.contact))) />
            <div class="item-text">
                <span class="contact-fact">
                    <a href=PAGE.below(&row.contact.to_string())><strong dir="auto">{row.name.clone()}</strong></a>
                    {(row.verified && !says_it).then(|| mark(Source::Verified))}
                </span>
                <span class="contact-facts">{reach(row)}</span>
            </div>
            {live(move || chips(&on_it, &labels.get()))}
            <span class="contact-seen">{seen}</span>
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}

fn chips(on_it: &[LabelId], labels: &[LabelCard]) -> AnyView {
    let chips = on_it.iter().filter_map(|id| labels.iter().find(|one| one.id == *id));
    view! { <span class="contact-chips">{chips.map(|one| label_chip(&one.label)).collect_view()}</span> }.into_any()
}
