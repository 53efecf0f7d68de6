//! The bar above a room's talk: finds words in it, goes from one place to the next, and to a day.

use std::time::Duration;

use kit::{
    guest::Visit,
    host::Wish,
    lean::{it, press},
    sign,
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
use ui::view::icon::{CLOSE, SEARCH, icon};

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

/// The bar.
pub(super) fn room_search(enquiry: EnquiryId) -> AnyView {
    let visit = Visit::here();
    let (wanted, places) = (RwSignal::new(String::new()), RwSignal::new(None::<Places>));
    let turn = StoredValue::new(0_u32);
    let go = move || {
        let seq = places.with_untracked(|places| places.as_ref().and_then(|places| places.all.get(places.at).copied()));
        if let Some(seq) = seq {
            visit.wish(&Wish::Open { enquiry, seq: Some(seq) });
        }
    };
    let ask = move || {
        let now = turn.with_value(|turn| turn.wrapping_add(1));
        turn.set_value(now);
        let Ok(text) = SearchText::try_from(wanted.get_untracked()) else {
            places.set(None);
            return;
        };
        spawn_local(async move {
            let mut all = Vec::new();
            let mut before = None;
            for _ in 0..MOST_PAGES {
                let search = in_room(text.clone(), enquiry, before);
                match visit.send::<Found>("POST", "search", &search).await {
                    Ok(found) => {
                        all.extend(found.hits.iter().map(|hit| hit.seq));
                        before = found.next;
                    }
                    Err(fault) => {
                        visit.complain(text::fault(&fault));
                        return;
                    }
                }
                if before.is_none() {
                    break;
                }
            }
            // Something else was typed meanwhile.
            if turn.try_get_value() == Some(now) {
                places.try_set(Some(Places { all, at: 0 }));
                go();
            }
        });
    };
    let step = move |older: bool| {
        places.update(|places| {
            if let Some(places) = places.as_mut().filter(|places| !places.all.is_empty()) {
                let count = places.all.len();
                places.at = if older { (places.at + 1) % count } else { (places.at + count - 1) % count };
            }
        });
        go();
    };
    let timer = StoredValue::new_local(None::<TimeoutHandle>);
    let later = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
        timer.set_value(set_timeout_with_handle(ask, PAUSE).ok());
    };
    on_cleanup(move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    });
    let to_day = move |event: Event| {
        let Some(at) = day_begins(&event_target_value(&event), 0) else { return };
        spawn_local(async move {
            let path = format!("rooms/{enquiry}/entries?at={}", at.as_ms());
            match visit.get::<EntryList>(&path).await {
                Ok(page) => match page.entries.first() {
                    Some(entry) => visit.wish(&Wish::Open { enquiry, seq: Some(entry.seq) }),
                    None => visit.complain(text::room_no_such_day()),
                },
                Err(fault) => visit.complain(text::fault(&fault)),
            }
        });
    };
    let key = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "Enter" => step(!event.shift_key()),
            "ArrowUp" => step(true),
            "ArrowDown" => step(false),
            "Escape" => visit.wish(&Wish::Done),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let none = it(move || places.with(|places| places.as_ref().is_none_or(|places| places.all.is_empty())));
    let told = it(move || {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        places.with(|places| match places {
            None => String::new(),
            Some(places) if places.all.is_empty() => text::found_none().to_owned(),
            Some(places) => text::room_search_at(number(places.at + 1), number(places.all.len())),
        })
    });
    let button = move |name: &'static str, sign: &'static str, disabled: Signal<bool>, what: Callback<()>| {
        view! {
            <button class="icon-button" type="button" aria-label=name title=name disabled=disabled on:click=press(move |_: MouseEvent| what.run(()))>
                {icon(sign)}
            </button>
        }
    };
    view! {
        <div class="room-search" role="search" aria-label=text::room_search_field()>
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
                        later();
                    }
                    on:keydown=key
                />
            </label>
            <p class="room-search-count" role="status">{told}</p>
            {button(text::room_search_next(), sign::UP, none, Callback::new(move |()| step(true)))}
            {button(text::room_search_previous(), sign::FURTHER, none, Callback::new(move |()| step(false)))}
            <input class="room-search-day" type="date" aria-label=text::room_search_day() title=text::room_search_day() on:change=to_day />
            {button(text::room_search_close(), CLOSE, Signal::stored(false), Callback::new(move |()| visit.wish(&Wish::Done)))}
        </div>
    }
    .into_any()
}

fn in_room(text: SearchText, enquiry: EnquiryId, before: Option<String>) -> Search {
    let (tag, staff, label, contact_point, contact) = (None, None, None, None, None);
    let (enquiry, from_ms, until_ms) = (Some(enquiry), None, None);
    Search { text, tag, staff, label, contact_point, contact, enquiry, from_ms, until_ms, before }
}
