//! The finder: to a room, a person or a page by a few letters of its name, from what is on the screen already; or on to a
//! search of everything.

use kit::{
    choosing::Choosing,
    guest::Visit,
    host::{Finder, Wish},
    lean::{it, live, memo},
    sign,
    view::focus_when_there,
};
use leptos::{
    ev::{Event, KeyboardEvent},
    html,
    prelude::*,
};
use shared::{card::Role, id::RoomId};
use ui::view::icon::{CHAT, SEARCH, icon};

use super::search::begin_with;
use crate::{fuzzy, text};

/// Most of them at once: what stands without scrolling.
const MOST: usize = 9;

/// Where one can go.
#[derive(Clone, PartialEq)]
enum Way {
    Room(RoomId),
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
    let Finder { room: _, remind: _, mail: _, spaces: _, rooms, people } = finder;
    let room = |room: kit::host::KnownRoom| Choice {
        sign: match (room.room, room.mine) {
            (RoomId::Space(_), _) => sign::SPACE,
            (RoomId::Enquiry(_), true) => CHAT,
            (RoomId::Enquiry(_), false) => sign::INBOX,
        },
        kind: match (room.room, room.mine) {
            (RoomId::Space(_), _) => text::find_space(),
            (RoomId::Enquiry(_), true) => text::find_room(),
            (RoomId::Enquiry(_), false) => text::find_open(),
        },
        name: room.name,
        about: room.about,
        way: Way::Room(room.room),
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
        (sign::SPACE, text::find_spaces(), "/spaces"),
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
    let found = memo(move || all.with_value(|all| wanted.with(|wanted| fitting(all, wanted))));
    let choose = Callback::new(move |choice: Choice| {
        match choice.way {
            Way::Room(RoomId::Enquiry(enquiry)) => visit.wish(&Wish::Open { enquiry, seq: None }),
            Way::Room(RoomId::Space(space)) => visit.wish(&Wish::Elsewhere { fragment: format!("/spaces/{space}") }),
            Way::Place(place) => visit.wish(&Wish::Elsewhere { fragment: place.to_owned() }),
            Way::Search(text) => {
                begin_with(text);
                visit.wish(&Wish::Elsewhere { fragment: "/records/search".to_owned() });
            }
        }
        // Last: nothing is heard from here after it.
        visit.wish(&Wish::Done);
    });
    let choosing = Choosing::new(found, choose);
    let key = move |event: KeyboardEvent| {
        // What an input method does with a key is its own business.
        if !event.is_composing() && !found.with_untracked(Vec::is_empty) && choosing.press(&event) {
            event.prevent_default();
        }
    };
    let field = NodeRef::<html::Input>::new();
    focus_when_there(field);
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
                aria-controls=choosing.list()
                aria-autocomplete="list"
                aria-activedescendant=choosing.active()
                autocomplete="off"
                spellcheck="false"
                maxlength="200"
                dir="auto"
                prop:value=wanted
                on:input=move |event: Event| {
                    choosing.restart();
                    wanted.set(event_target_value(&event));
                }
                on:keydown=key
            />
        </div>
        <ul class="finder-list" id=choosing.list() role="listbox" aria-label=text::find_results()>
            {live(move || {
                let rows = found.get().into_iter().enumerate();
                rows.map(|(place, choice)| row(choosing, place, choice)).collect_view().into_any()
            })}
        </ul>
        <p class="finder-keys" aria-hidden="true">{text::find_keys()}</p>
    }
    .into_any()
}

fn row(choosing: Choosing<Choice>, place: usize, choice: Choice) -> AnyView {
    let Choice { sign, name, about, kind, .. } = choice.clone();
    let body = view! {
        {icon(sign)}
        <span class="finder-name one-line"><bdi>{name}</bdi> <span class="finder-about" dir="auto">{about}</span></span>
        <span class="finder-kind">{kind}</span>
    };
    choosing.row("finder-row", place, choice, body.into_any())
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
