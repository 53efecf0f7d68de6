//! The bar above a room's talk: finds words in it, goes from one place to the next, and to a day.

use std::time::Duration;

use kit::{
    guest::Visit,
    host::Wish,
    lean::{it, press},
    pause::Pause,
    sign,
    view::focus_when_there,
};
use leptos::{
    ev::{Event, KeyboardEvent, MouseEvent},
    html,
    prelude::*,
    task::spawn_local,
};
use shared::{
    api::EntryList,
    id::EnquiryId,
    search::{Found, Search, SearchText},
    value::Seq,
};
use ui::{
    http::Fault,
    view::icon::{CLOSE, SEARCH, icon},
};

use crate::{day::day_begins, text};

/// How long after the last key one searches by oneself.
const PAUSE: Duration = Duration::from_millis(200);

/// So many pages are fetched for the count; who wants more types another word.
const MOST_PAGES: usize = 10;

/// What was found, newest first.
#[derive(Clone, Default)]
struct Places {
    all: Vec<Seq>,
    /// Which one is looked at.
    at: usize,
}

/// What the bar is looking for.
#[derive(Clone, Copy)]
struct Looking {
    visit: Visit,
    enquiry: EnquiryId,
    wanted: RwSignal<String>,
    /// None before anything was looked for.
    places: RwSignal<Option<Places>>,
    /// Counts what was asked: an answer that comes when something else was typed isn't taken.
    turn: StoredValue<u32>,
    pause: Pause,
}

impl Looking {
    fn begin(enquiry: EnquiryId) -> Self {
        Self {
            visit: Visit::here(),
            enquiry,
            wanted: RwSignal::new(String::new()),
            places: RwSignal::new(None),
            turn: StoredValue::new(0),
            pause: Pause::new(),
        }
    }

    /// Shows the place that is looked at.
    fn go(self) {
        let at = |places: &Option<Places>| places.as_ref().and_then(|places| places.all.get(places.at).copied());
        if let Some(seq) = self.places.with_untracked(at) {
            self.visit.wish(&Wish::Open { enquiry: self.enquiry, seq: Some(seq) });
        }
    }

    fn ask(self) {
        let now = self.turn.with_value(|turn| turn.wrapping_add(1));
        self.turn.set_value(now);
        let Ok(text) = SearchText::try_from(self.wanted.get_untracked()) else {
            self.places.set(None);
            return;
        };
        spawn_local(async move {
            match self.found(text).await {
                Ok(all) if self.turn.try_get_value() == Some(now) => {
                    self.places.try_set(Some(Places { all, at: 0 }));
                    self.go();
                }
                Ok(_) => {}
                Err(fault) => self.visit.complain(text::fault(&fault)),
            }
        });
    }

    async fn found(self, text: SearchText) -> Result<Vec<Seq>, Fault> {
        let (mut all, mut before) = (Vec::new(), None);
        for _ in 0..MOST_PAGES {
            let search = in_room(text.clone(), self.enquiry, before);
            let found = self.visit.send::<Found>("POST", "search", &search).await?;
            all.extend(found.hits.iter().map(|hit| hit.seq));
            before = found.next;
            if before.is_none() {
                break;
            }
        }
        Ok(all)
    }

    fn step(self, older: bool) {
        self.places.update(|places| {
            if let Some(places) = places.as_mut().filter(|places| !places.all.is_empty()) {
                let count = places.all.len();
                places.at = if older { (places.at + 1) % count } else { (places.at + count - 1) % count };
            }
        });
        self.go();
    }

    fn go_to_day(self, day: &str) {
        let Some(at) = day_begins(day, 0) else { return };
        let Self { visit, enquiry, .. } = self;
        spawn_local(async move {
            let path = format!("rooms/{enquiry}/entries?at={}", at.as_ms());
            match visit.read::<EntryList>(&path).await {
                Ok(page) => match page.entries.first() {
                    Some(entry) => visit.wish(&Wish::Open { enquiry, seq: Some(entry.seq) }),
                    None => visit.complain(text::room_no_such_day()),
                },
                Err(fault) => visit.complain(text::fault(&fault)),
            }
        });
    }

    fn press(self, event: &KeyboardEvent) {
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "Enter" => self.step(!event.shift_key()),
            "ArrowUp" => self.step(true),
            "ArrowDown" => self.step(false),
            "Escape" => self.visit.wish(&Wish::Done),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// How many there are, in words.
    fn told(self) -> String {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        self.places.with(|places| match places {
            None => String::new(),
            Some(places) if places.all.is_empty() => text::found_none().to_owned(),
            Some(places) => text::room_search_at(number(places.at + 1), number(places.all.len())),
        })
    }
}

/// The bar.
pub(super) fn room_search(enquiry: EnquiryId) -> AnyView {
    let looking = Looking::begin(enquiry);
    let Looking { visit, wanted, places, .. } = looking;
    let none = it(move || places.with(|places| places.as_ref().is_none_or(|places| places.all.is_empty())));
    view! {
        <div class="room-search" role="search" aria-label=text::room_search_field()>
            {field(looking, wanted)}
            <p class="room-search-count" role="status">{it(move || looking.told())}</p>
            {button(text::room_search_next(), sign::UP, none, move || looking.step(true))}
            {button(text::room_search_previous(), sign::FURTHER, none, move || looking.step(false))}
            <input
                class="room-search-day"
                type="date"
                aria-label=text::room_search_day()
                title=text::room_search_day()
                on:change=move |event: Event| looking.go_to_day(&event_target_value(&event))
            />
            {button(text::room_search_close(), CLOSE, Signal::stored(false), move || visit.wish(&Wish::Done))}
        </div>
    }
    .into_any()
}

fn field(looking: Looking, wanted: RwSignal<String>) -> AnyView {
    let field = NodeRef::<html::Input>::new();
    focus_when_there(field);
    view! {
        <label class="finder-field">
            {icon(SEARCH)}
            <input
                type="text"
                node_ref=field
                aria-label=text::room_search_field()
                placeholder=text::room_search_field()
                autocomplete="off"
                maxlength="200"
                dir="auto"
                prop:value=wanted
                on:input=move |event: Event| {
                    wanted.set(event_target_value(&event));
                    looking.pause.then(PAUSE, move || looking.ask());
                }
                on:keydown=move |event: KeyboardEvent| looking.press(&event)
            />
        </label>
    }
    .into_any()
}

fn button(name: &'static str, sign: &'static str, disabled: Signal<bool>, what: impl Fn() + 'static) -> AnyView {
    view! {
        <button class="icon-button" type="button" aria-label=name title=name disabled=disabled on:click=press(move |_: MouseEvent| what())>
            {icon(sign)}
        </button>
    }
    .into_any()
}

fn in_room(text: SearchText, enquiry: EnquiryId, before: Option<String>) -> Search {
    let (tag, staff, label, contact_point, contact) = (None, None, None, None, None);
    let (enquiry, from_ms, until_ms) = (Some(enquiry), None, None);
    Search { text, tag, staff, label, contact_point, contact, enquiry, from_ms, until_ms, before }
}
