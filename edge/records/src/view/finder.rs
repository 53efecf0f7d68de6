//! The finder: to a room, a person or a page by a few letters of its name, from what is on the screen already; or on to a
//! search of everything.

use kit::{
    guest::Visit,
    host::{Finder, Wish},
    lean::{it, live},
    sign,
};
use leptos::{
    ev::{Event, KeyboardEvent, MouseEvent},
    html,
    prelude::*,
};
use shared::{card::Role, id::EnquiryId};
use ui::view::{
    dom,
    icon::{CHAT, SEARCH, icon},
};

use super::search::begin_with;
use crate::{fuzzy, text};

/// Most of them at once: what stands without scrolling.
const MOST: usize = 9;

/// Where one can go.
#[derive(Clone, PartialEq)]
enum Way {
    Room(EnquiryId),
    Place(&'static str),
    Search(String),
}

#[derive(Clone, PartialEq)]
struct Choice {
    sign: &'static str,
    name: String,
    about: String,
    kind: &'static str,
    way: Way,
}

/// Everything that can be chosen, in the order in which it is most wanted.
fn choices(finder: Finder, role: Role) -> Vec<Choice> {
    let Finder { room: _, rooms, people } = finder;
    let room = |room: kit::host::KnownRoom| Choice {
        sign: if room.mine { CHAT } else { sign::INBOX },
        kind: if room.mine { text::find_room() } else { text::find_open() },
        name: room.name,
        about: room.about,
        way: Way::Room(room.enquiry),
    };
    let person = |(name, about)| {
        let (sign, kind, way) = (sign::PERSON, text::find_person(), Way::Place("/team"));
        Choice { sign, name, about, kind, way }
    };
    let page = |(sign, name, place): (&'static str, &'static str, &'static str)| Choice {
        sign,
        name: name.to_owned(),
        about: String::new(),
        kind: text::find_page(),
        way: Way::Place(place),
    };
    let pages = [
        (sign::INBOX, text::find_inbox(), "/inbox"),
        (sign::MISSED, text::find_missed(), "/missed"),
        (sign::ARCHIVE, text::find_closed(), "/closed"),
        (sign::TEAM, text::find_team(), "/team"),
        (SEARCH, text::search(), "/records/search"),
        (sign::SETTINGS, text::settings(), "/settings"),
    ];
    let reports = (role >= Role::Supervisor).then_some((sign::CHART, text::reports(), "/records/reports"));
    rooms
        .into_iter()
        .map(room)
        .chain(pages.into_iter().chain(reports).map(page))
        .chain(people.into_iter().map(person))
        .collect()
}

/// Those that fit best, and the way to a search of everything.
fn fitting(all: &[Choice], wanted: &str) -> Vec<Choice> {
    let wanted = wanted.trim();
    let mut ranked: Vec<(u32, &Choice)> = all
        .iter()
        .filter_map(|choice| {
            let by_name = fuzzy::rank(&choice.name, wanted);
            // Somebody may be known better by what they asked; by whole parts of it, or everything would fit.
            let by_about = fuzzy::rank(&choice.about, wanted).filter(|rank| *rank <= 2).map(|rank| rank + 4);
            Some((by_name.into_iter().chain(by_about).min()?, choice))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut found: Vec<Choice> = ranked.into_iter().take(MOST).map(|(_, choice)| choice.clone()).collect();
    if !wanted.is_empty() {
        found.push(Choice {
            sign: SEARCH,
            name: text::find_everything(wanted),
            about: String::new(),
            kind: text::search(),
            way: Way::Search(wanted.to_owned()),
        });
    }
    found
}

/// The finder.
pub(super) fn palette(finder: Finder) -> AnyView {
    let visit = Visit::here();
    let all = StoredValue::new(choices(finder, visit.me.with_untracked(|me| me.role)));
    let wanted = RwSignal::new(String::new());
    let found = Memo::new(move |_| all.with_value(|all| wanted.with(|wanted| fitting(all, wanted))));
    let at = RwSignal::new(0_usize);
    let choose = Callback::new(move |choice: Choice| {
        match choice.way {
            Way::Room(enquiry) => visit.wish(&Wish::Open { enquiry, seq: None }),
            Way::Place(place) => visit.wish(&Wish::Elsewhere { fragment: place.to_owned() }),
            Way::Search(text) => {
                begin_with(text);
                visit.wish(&Wish::Elsewhere { fragment: "/records/search".to_owned() });
            }
        }
        // Last: nothing is heard from here after it.
        visit.wish(&Wish::Done);
    });
    let key = move |event: KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        // What an input method does with a key is its own business.
        if event.is_composing() || count == 0 {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" => at.update(|at| *at = (*at + count - 1) % count),
            "Enter" => {
                if let Some(choice) = found.with_untracked(|found| found.get(at.get_untracked()).cloned()) {
                    choose.run(choice);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let list = format!("finder-{}", dom::next_id());
    let option = {
        let list = list.clone();
        move |place: usize| format!("{list}-{place}")
    };
    let active = {
        let option = option.clone();
        it(move || found.with(|found| (!found.is_empty()).then(|| option(at.get().min(found.len() - 1)))))
    };
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    view! {
        <div class="finder-field">
            {icon(SEARCH)}
            <input
                type="text"
                node_ref=field
                role="combobox"
                aria-label=text::find_placeholder()
                placeholder=text::find_placeholder()
                aria-expanded=it(move || (!found.with(Vec::is_empty)).to_string())
                aria-controls=list.clone()
                aria-autocomplete="list"
                aria-activedescendant=active
                autocomplete="off"
                spellcheck="false"
                maxlength="200"
                dir="auto"
                prop:value=wanted
                on:input=move |event: Event| {
                    at.set(0);
                    wanted.set(event_target_value(&event));
                }
                on:keydown=key
            />
        </div>
        <ul class="finder-list" id=list role="listbox" aria-label=text::find_results()>
            {live(move || {
                let option = option.clone();
                let rows = found.get().into_iter().enumerate();
                rows.map(|(place, choice)| row(option(place), place, choice, at, choose)).collect_view().into_any()
            })}
        </ul>
        <p class="finder-keys" aria-hidden="true">{text::find_keys()}</p>
    }
    .into_any()
}

fn row(id: String, place: usize, choice: Choice, at: RwSignal<usize>, choose: Callback<Choice>) -> AnyView {
    let Choice { sign, name, about, kind, .. } = choice.clone();
    view! {
        <li
            id=id
            class="finder-row"
            role="option"
            aria-selected=it(move || (at.get() == place).to_string())
            // The field keeps the focus.
            on:mousedown=move |event: MouseEvent| event.prevent_default()
            on:click=move |_: MouseEvent| choose.run(choice.clone())
        >
            {icon(sign)}
            <span class="finder-name one-line"><bdi>{name}</bdi> <span class="finder-about" dir="auto">{about}</span></span>
            <span class="finder-kind">{kind}</span>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(name: &str, about: &str) -> Choice {
        let (name, about) = (name.to_owned(), about.to_owned());
        Choice { sign: CHAT, name, about, kind: "", way: Way::Place("/team") }
    }

    #[test]
    fn names_come_before_what_was_asked() {
        let all = [choice("Zoe", "Sales · the tent"), choice("Tentacle Tours", ""), choice("Ben", "")];
        let names = |wanted: &str| fitting(&all, wanted).into_iter().map(|choice| choice.name).collect::<Vec<_>>();
        assert_eq!(names("tent")[..2], ["Tentacle Tours", "Zoe"]);
        assert_eq!(names("").len(), 3, "all of them, and nothing to search for");
        assert!(matches!(fitting(&all, "xyz").as_slice(), [Choice { way: Way::Search(text), .. }] if text == "xyz"));
    }
}
