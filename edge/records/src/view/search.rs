//! The search page: a field, what narrows it, and what was found.

use std::{cell::RefCell, time::Duration};

use kit::{
    guest::Visit,
    lean::{it, live, maybe, memo, press, shown},
    page::Page,
    pause::Pause,
    view::{failed, focus_when_there, part::head},
};
use leptos::{
    ev::{Event, MouseEvent, SubmitEvent},
    html,
    prelude::*,
    task::spawn_local,
};
use shared::{
    card::Role,
    report::ContactPoint,
    search::{Found, Search, SearchText},
    value::Timestamp,
};
use ui::{
    http::Fault,
    view::{
        Button, EmptyState, Skeleton,
        icon::{SEARCH, icon},
    },
};

use super::search_hits::{found_list, points_of};
use crate::{day::day_begins, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "search",
    sign: SEARCH,
    name: text::search,
    role: Role::Agent,
    has: &[text::by_tag_filter, text::by_label_filter, text::people_found],
    draw: |rest| rest.is_empty().then(|| view! { <SearchPage /> }.into_any()),
};

/// How long after the last key one searches by oneself.
const PAUSE: Duration = Duration::from_millis(250);

/// What was looked for, as the fields have it. Kept while the module lives and nowhere else: who comes back from a result
/// finds it, and no address holds what people look for.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Wanted {
    pub(super) text: String,
    tag: String,
    staff: String,
    label: String,
    point: String,
    from: String,
    to: String,
}

thread_local! {
    static LAST: RefCell<Wanted> = RefCell::default();
}

/// Begins the page with this text.
pub(super) fn begin_with(text: String) {
    LAST.replace(Wanted { text, ..Wanted::default() });
}

impl Wanted {
    fn is_narrowed(&self) -> bool {
        let Self { text: _, tag, staff, label, point, from, to } = self;
        [tag, staff, label, point, from, to].into_iter().any(|value| !value.is_empty())
    }

    /// The question, if there is one.
    fn asked(&self, before: Option<String>) -> Option<Search> {
        Some(Search {
            text: SearchText::try_from(self.text.clone()).ok()?,
            tag: self.tag.parse().ok(),
            staff: self.staff.parse().ok(),
            label: self.label.parse().ok(),
            contact_point: ContactPoint::try_from(self.point.clone()).ok(),
            contact: None,
            enquiry: None,
            from_ms: day_begins(&self.from, 0),
            until_ms: day_begins(&self.to, 1),
            before,
        })
    }
}

/// How it stands with the question.
#[derive(Clone)]
enum State {
    Nothing,
    Waiting,
    Here,
    Failed(Fault),
}

/// The page's signals.
#[derive(Clone, Copy)]
struct Asking {
    visit: Visit,
    wanted: RwSignal<Wanted>,
    state: RwSignal<State>,
    found: RwSignal<Found>,
    more: RwSignal<bool>,
    /// Rises with each question: an answer to an earlier one is too late.
    turn: StoredValue<u32>,
}

impl Asking {
    fn ask(self) {
        let turn = self.turn.with_value(|turn| turn.wrapping_add(1));
        self.turn.set_value(turn);
        LAST.replace(self.wanted.get_untracked());
        let Some(search) = self.wanted.with_untracked(|wanted| wanted.asked(None)) else {
            self.state.set(State::Nothing);
            return;
        };
        // What was found stays until something else is: the page would flicker with each letter.
        if !matches!(self.state.get_untracked(), State::Here) {
            self.state.set(State::Waiting);
        }
        let visit = self.visit;
        spawn_local(async move {
            let answer = visit.send::<Found>("POST", "search", &search).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match answer {
                Ok(found) => {
                    self.found.try_set(found);
                    self.state.try_set(State::Here);
                }
                Err(fault) => drop(self.state.try_set(State::Failed(fault))),
            }
        });
    }

    /// The page after what is there.
    fn ask_on(self) {
        let before = self.found.with_untracked(|found| found.next.clone());
        let Some(search) = self.wanted.with_untracked(|wanted| wanted.asked(before)) else { return };
        let (visit, turn) = (self.visit, self.turn.get_value());
        self.more.set(true);
        spawn_local(async move {
            let answer = visit.send::<Found>("POST", "search", &search).await;
            self.more.try_set(false);
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match answer {
                Ok(page) => drop(self.found.try_update(|found| {
                    found.hits.extend(page.hits);
                    let new = |card: &shared::card::EnquiryCard| {
                        found.cards.iter().all(|known| known.enquiry != card.enquiry)
                    };
                    let cards: Vec<_> = page.cards.into_iter().filter(new).collect();
                    found.cards.extend(cards);
                    found.next = page.next;
                })),
                Err(fault) => visit.complain(text::fault(&fault)),
            }
        });
    }
}

#[component]
fn SearchPage() -> AnyView {
    let page = Asking {
        visit: Visit::here(),
        wanted: RwSignal::new(LAST.with_borrow(Clone::clone)),
        state: RwSignal::new(State::Nothing),
        found: RwSignal::new(Found::default()),
        more: RwSignal::new(false),
        turn: StoredValue::new(0),
    };
    let field = NodeRef::<html::Input>::new();
    focus_when_there(field);
    let pause = Pause::new();
    // Each change is a question, but not each letter of a word.
    Effect::new(move |before: Option<Wanted>| {
        let now = page.wanted.get();
        pause.stop();
        match before {
            None => page.ask(),
            Some(before) if before == now => {}
            Some(before) if before.text == now.text => page.ask(),
            Some(_) => pause.then(PAUSE, move || page.ask()),
        }
        now
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        pause.stop();
        page.ask();
    };
    view! {
        {head(text::search(), text::search_words())}
        <form class="search-form" role="search" on:submit=submit>
            <div class="search-field">
                {icon(SEARCH)}
                <input
                    type="search"
                    node_ref=field
                    aria-label=text::search_field()
                    placeholder=text::search_field()
                    autocomplete="off"
                    spellcheck="false"
                    maxlength="200"
                    dir="auto"
                    prop:value=it(move || page.wanted.with(|wanted| wanted.text.clone()))
                    on:input=move |event: Event| page.wanted.update(|wanted| wanted.text = event_target_value(&event))
                />
                <button class="button" type="submit">{text::search()}</button>
            </div>
            {filters(page)}
        </form>
        <p class="unseen" role="status">{it(move || told(page))}</p>
        {live(move || match page.state.get() {
            State::Nothing => view! {
                <EmptyState sign=SEARCH title=text::search_empty()><p>{text::search_empty_words()}</p></EmptyState>
            }.into_any(),
            State::Waiting => view! { <Skeleton rows=5 /> }.into_any(),
            State::Failed(fault) => failed(&fault, Callback::new(move |()| page.ask())),
            State::Here => results(page),
        })}
    }
    .into_any()
}

/// What a reader of the screen is told.
fn told(page: Asking) -> String {
    match page.state.get() {
        State::Nothing | State::Failed(_) => String::new(),
        State::Waiting => text::searching().to_owned(),
        State::Here => page.found.with(|found| {
            let count = u32::try_from(found.hits.len() + found.people.len()).unwrap_or(u32::MAX);
            match (count, &found.next) {
                (0, None) => text::found_none().to_owned(),
                (count, None) => text::found_hits(count),
                (count, Some(_)) => text::found_hits_more(count),
            }
        }),
    }
}

fn results(page: Asking) -> AnyView {
    let none =
        memo(move || page.found.with(|found| found.hits.is_empty() && found.people.is_empty() && found.next.is_none()));
    view! {
        {shown(move || page.found.with(|found| found.reading), move || view! {
            <p class="search-reading">{text::still_reading()}</p>
        }.into_any())}
        {live(move || if none.get() {
            let narrowed = page.wanted.with_untracked(Wanted::is_narrowed);
            let words = if narrowed { text::found_none_limited() } else { text::found_none_words() };
            view! {
                <EmptyState sign=SEARCH title=text::found_none()>
                    <p>{words}</p>
                    {narrowed.then(|| view! { <Button on_press=move |()| clear(page)>{text::clear_filters()}</Button> })}
                </EmptyState>
            }.into_any()
        } else {
            found_list(page.found.into())
        })}
        {shown(move || page.found.with(|found| found.next.is_some()), move || view! {
            <div class="settings-foot"><Button busy=page.more on_press=move |()| page.ask_on()>{text::older_results()}</Button></div>
        }.into_any())}
    }
    .into_any()
}

fn clear(page: Asking) {
    page.wanted.update(|wanted| *wanted = Wanted { text: std::mem::take(&mut wanted.text), ..Wanted::default() });
}

/// What narrows the search.
fn filters(page: Asking) -> AnyView {
    let names = page.visit.names();
    let written = |all: Vec<(String, String)>| StoredValue::new(all);
    let tags = written(names.tags.into_iter().map(|(id, name)| (id.to_string(), name)).collect());
    let staff = written(names.staff.into_iter().map(|(id, name)| (id.to_string(), name)).collect());
    let labels = written(names.labels.into_iter().map(|(id, name)| (id.to_string(), name)).collect());
    let fixed = |all: StoredValue<Vec<(String, String)>>| it(move || all.get_value());
    // Where the results so far came in, and what was chosen.
    let points = it(move || {
        let mut points = page.found.with(points_of);
        let chosen = page.wanted.with(|wanted| wanted.point.clone());
        if !chosen.is_empty() && !points.contains(&chosen) {
            points.push(chosen);
        }
        points.into_iter().map(|point| (point.clone(), point)).collect()
    });
    let narrowed = memo(move || page.wanted.with(Wanted::is_narrowed));
    view! {
        <fieldset class="search-filters">
            <legend class="unseen">{text::search_filters()}</legend>
            {choice(page, text::by_tag_filter(), text::any_tag(), fixed(tags), |wanted| &mut wanted.tag)}
            {choice(page, text::by_staff_filter(), text::any_staff(), fixed(staff), |wanted| &mut wanted.staff)}
            {choice(page, text::by_label_filter(), text::any_label(), fixed(labels), |wanted| &mut wanted.label)}
            {choice(page, text::by_point_filter(), text::any_point(), points, |wanted| &mut wanted.point)}
            {day(page, text::from_day(), |wanted| &mut wanted.from)}
            {day(page, text::to_day(), |wanted| &mut wanted.to)}
            {maybe(move || narrowed.get().then(|| view! {
                <button class="link-button" type="button" on:click=press(move |_: MouseEvent| clear(page))>{text::clear_filters()}</button>
            }.into_any()))}
        </fieldset>
    }
    .into_any()
}

/// Where a value is in what is wanted.
type Part = fn(&mut Wanted) -> &mut String;

fn value_of(page: Asking, part: Part) -> Signal<String> {
    it(move || part(&mut page.wanted.get()).clone())
}

fn choice(
    page: Asking,
    name: &'static str,
    any: &'static str,
    options: Signal<Vec<(String, String)>>,
    part: Part,
) -> AnyView {
    let chosen = value_of(page, part);
    let option = move |(value, name): (String, String)| {
        let selected = chosen.get_untracked() == value;
        view! { <option value=value selected=selected>{name}</option> }
    };
    view! {
        <label class="search-choice">
            <span>{name}</span>
            <select
                class:is-chosen=it(move || !chosen.get().is_empty())
                prop:value=chosen
                on:change=move |event: Event| page.wanted.update(|wanted| *part(wanted) = event_target_value(&event))
            >
                <option value="">{any}</option>
                {live(move || options.get().into_iter().map(option).collect_view().into_any())}
            </select>
        </label>
    }
    .into_any()
}

fn day(page: Asking, name: &'static str, part: Part) -> AnyView {
    view! {
        <label class="search-choice">
            <span>{name}</span>
            <input
                type="date"
                prop:value=value_of(page, part)
                on:change=move |event: Event| page.wanted.update(|wanted| *part(wanted) = event_target_value(&event))
            />
        </label>
    }
    .into_any()
}

/// A moment, to be told.
pub(super) fn when(at: Timestamp) -> String {
    ui::text::format::full(at)
}
