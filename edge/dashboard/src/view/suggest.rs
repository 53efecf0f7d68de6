//! What is offered while one writes: canned responses behind a `/`, weblinks behind a `#`, colleagues behind an `@`. What follows
//! the sign looks in the list; what is chosen takes the place of both.

use kit::lean::{effect, it, maybe, memo, press};
use leptos::{
    ev::{MouseEvent, PointerEvent},
    html,
    prelude::*,
};
use shared::{
    canned::{self, Canned, Names},
    mention,
    value::MessageBody,
};
use ui::{connection::RoomConnection, live::Live, view::dom};

use crate::{board::Board, desk::Desk, text};

/// So many are shown: more are found by typing on.
const SHOWN: usize = 8;

/// What kind of thing is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Canned,
    Link,
    Colleague,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Offer {
    /// With its sign: `/hours`.
    key: String,
    /// What it is.
    about: String,
    /// What takes the place of what was typed.
    words: String,
}

/// What is looked for, where that begins in the text, and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    kind: Kind,
    start: usize,
    offers: Vec<Offer>,
}

/// The choice for one text that is being written.
#[derive(Clone, Copy)]
pub(super) struct Suggest {
    desk: Desk,
    value: Live<String>,
    found: Memo<Option<Found>>,
    /// Which of those found.
    at: RwSignal<usize>,
    /// The text at which Escape was pressed.
    left: RwSignal<Option<String>>,
    list: StoredValue<String>,
}

/// What is being looked for in a text: of which kind, where it begins, and what was typed of it.
fn typed(text: &str, names: bool) -> Option<(Kind, usize, &str)> {
    let canned = || canned::typed(text, '/').map(|(start, typed)| (Kind::Canned, start, typed));
    let link = || canned::typed(text, '#').map(|(start, typed)| (Kind::Link, start, typed));
    let colleague = || mention::typed(text).filter(|_| names).map(|(start, typed)| (Kind::Colleague, start, typed));
    canned().or_else(link).or_else(colleague)
}

impl Suggest {
    /// `names`: whether colleagues read it, and can be named in it.
    pub(super) fn of(desk: Desk, room: RoomConnection, value: Live<String>, names: bool) -> Self {
        let at = RwSignal::new(0);
        let left = RwSignal::new(None::<String>);
        let looks = memo(move || value.with(|text| typed(text, names).map(|(kind, ..)| kind)));
        effect(move || match looks.get() {
            Some(Kind::Canned) => desk.look_up_canned(),
            Some(Kind::Link) => desk.look_up_links(),
            Some(Kind::Colleague) | None => {}
        });
        let found = memo(move || {
            value.with(|text| {
                let (kind, start, typed) = typed(text, names)?;
                if left.with(|left| left.as_ref() == Some(text)) {
                    return None;
                }
                let mut offers = match kind {
                    Kind::Canned => desk.canned.with(|all| {
                        canned::find(all.as_ref()?, typed)
                            .into_iter()
                            .take(SHOWN)
                            .map(|one| {
                                let about = first_line(&one.words.body);
                                Some(Offer {
                                    key: format!("/{}", one.words.key),
                                    about,
                                    words: filled(desk, room, one),
                                })
                            })
                            .collect::<Option<Vec<Offer>>>()
                    })?,
                    Kind::Link => desk.quick_links.with(|all| {
                        let wanted = typed.to_lowercase();
                        let fits =
                            |key: &str, name: &str| key.contains(&wanted) || name.to_lowercase().contains(&wanted);
                        let all = all.as_ref()?.iter().filter(|link| fits(link.key.as_str(), link.name.as_str()));
                        Some(
                            all.map(|link| Offer {
                                key: format!("#{}", link.key),
                                about: link.name.to_string(),
                                words: link.url.clone(),
                            })
                            .collect::<Vec<Offer>>(),
                        )
                    })?,
                    Kind::Colleague => {
                        let in_space = room.id().space().is_some();
                        desk.board.with(|board| colleagues(board, typed, in_space))
                    }
                };
                offers.truncate(SHOWN);
                // Nobody is called so: it is no name.
                (kind != Kind::Colleague || !offers.is_empty()).then_some(Found { kind, start, offers })
            })
        });
        effect(move || {
            found.track();
            at.set(0);
        });
        let list = StoredValue::new(format!("suggest-{}", dom::next_id()));
        Self { desk, value, found, at, left, list }
    }

    /// Takes a key of the box; whether it meant the list.
    pub(super) fn key(self, key: &str) -> bool {
        let count = self.found.with_untracked(|found| found.as_ref().map(|found| found.offers.len()));
        let Some(count) = count else { return false };
        match key {
            "Escape" => self.left.set(Some(self.value.get_untracked())),
            "ArrowDown" if count > 0 => self.at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => self.at.update(|at| *at = (*at + count - 1) % count),
            "Enter" | "Tab" if count > 0 => self.take(self.at.get_untracked()),
            _ => return false,
        }
        true
    }

    /// Opens the list by a button: as if its sign had been typed.
    pub(super) fn open(self, sign: char) {
        self.left.set(None);
        self.value.update(|text| {
            if !text.ends_with(sign) {
                if !text.is_empty() && !text.ends_with(char::is_whitespace) {
                    text.push(' ');
                }
                text.push(sign);
            }
        });
    }

    /// The words of one take the place of what was typed to find it.
    fn take(self, at: usize) {
        let chosen = self.found.with_untracked(|found| {
            let found = found.as_ref()?;
            Some((found.start, found.offers.get(at)?.words.clone()))
        });
        if let Some((start, words)) = chosen {
            self.value.update(|text| {
                text.truncate(start);
                text.push_str(&words);
            });
        }
    }

    /// The list, while something is looked for. `text_box` is where one writes: what is chosen is told there.
    pub(super) fn draw(self, text_box: NodeRef<html::Textarea>) -> AnyView {
        effect(move || {
            let chosen = self.found.with(|found| found.as_ref().is_some_and(|found| !found.offers.is_empty()));
            let Some(text_box) = text_box.get() else { return };
            if chosen {
                let _ = text_box.set_attribute("aria-controls", &self.list.get_value());
                let _ = text_box.set_attribute("aria-activedescendant", &self.id_of(self.at.get()));
            } else {
                let _ = text_box.remove_attribute("aria-controls");
                let _ = text_box.remove_attribute("aria-activedescendant");
            }
        });
        maybe(move || {
            let Found { kind, offers, .. } = self.found.get()?;
            let (name, none) = match kind {
                Kind::Canned => (text::canned_responses(), text::no_canned()),
                Kind::Link => (text::quick_links(), text::no_quick_link()),
                Kind::Colleague => (text::colleagues(), ""),
            };
            let options: Vec<AnyView> = offers.iter().enumerate().map(|(at, one)| self.option(at, one)).collect();
            let is_empty = options.is_empty();
            let manages = kind == Kind::Canned;
            Some(
                view! {
                    <div class="suggest">
                        {if is_empty {
                            view! { <p class="suggest-none" role="status">{none}</p> }.into_any()
                        } else {
                            view! { <div role="listbox" id=self.list.get_value() aria-label=name>{options}</div> }.into_any()
                        }}
                        <p class="suggest-foot">
                            <span>{text::canned_hint()}</span>
                            {manages.then(|| view! {
                                <button class="link-button" type="button" on:click=press(move |_: MouseEvent| self.desk.keeping_canned.set(true))>{text::manage_canned()}</button>
                            })}
                        </p>
                    </div>
                }
                .into_any(),
            )
        })
    }

    fn option(self, at: usize, one: &Offer) -> AnyView {
        let Offer { key, about, .. } = one.clone();
        view! {
            <div
                class="suggest-option"
                role="option"
                id=self.id_of(at)
                aria-selected=it(move || (self.at.get() == at).to_string())
                // The focus stays in the box.
                on:pointerdown=move |event: PointerEvent| event.prevent_default()
                on:click=press(move |_: MouseEvent| self.take(at))
            >
                <b>{key}</b>
                <span class="one-line" dir="auto">{about}</span>
            </div>
        }
        .into_any()
    }

    fn id_of(self, at: usize) -> String {
        self.list.with_value(|list| format!("{list}-{at}"))
    }
}

/// The words of a response with the names of this room in them.
fn filled(desk: Desk, room: RoomConnection, one: &Canned) -> String {
    let me = desk.board.with_untracked(|board| board.me().map(|me| me.card.name.to_string()));
    let names = room.transcript.with_untracked(|room| {
        let room = room.room();
        Names {
            visitor: room.and_then(|room| Some(room.visitor_name.as_ref()?.to_string())).unwrap_or_default(),
            me: me.unwrap_or_default(),
            tag: room.and_then(|room| Some(room.entry.as_ref()?.name().to_string())).unwrap_or_default(),
        }
    });
    names.fill(one.words.body.as_str())
}

/// Those whose handle or name begins so, and everybody where that can be meant.
fn colleagues(board: &Board, typed: &str, in_space: bool) -> Vec<Offer> {
    let wanted = typed.to_lowercase();
    let offer =
        |key: &str, about: &str| Offer { key: format!("@{key}"), about: about.to_owned(), words: format!("@{key} ") };
    let fits = |key: &str, name: &str| {
        key.starts_with(&wanted) || name.to_lowercase().split_whitespace().any(|word| word.starts_with(&wanted))
    };
    let people = board.colleagues();
    let people = people.iter().filter(|one| fits(one.card.handle.as_str(), one.card.name.as_str()));
    let people = people.map(|one| offer(one.card.handle.as_str(), one.card.name.as_str()));
    let all = (in_space && mention::ALL.starts_with(&wanted)).then(|| offer(mention::ALL, text::everybody_here()));
    people.chain(all).collect()
}

/// What a list shows of the words.
pub(super) fn first_line(body: &MessageBody) -> String {
    body.as_str().lines().find(|line| !line.trim().is_empty()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_that_begins_the_last_word_says_what_is_looked_for() {
        assert_eq!(typed("Hello /ho", true), Some((Kind::Canned, 6, "ho")));
        assert_eq!(typed("See #spr", false), Some((Kind::Link, 4, "spr")));
        assert_eq!(typed("Ask @be", true), Some((Kind::Colleague, 4, "be")));
        assert_eq!(typed("Ask @be", false), None, "who isn't a colleague knows no handle");
        assert_eq!(typed("and/or, a#b", true), None);
    }
}
