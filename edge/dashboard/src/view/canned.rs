//! Choosing a canned response: a `/` that begins a word opens the list above the box, and what follows looks in it.

use kit::lean::{it, maybe, press};
use leptos::{
    ev::{MouseEvent, PointerEvent},
    html,
    prelude::*,
};
use shared::{
    canned::{self, Canned, Names},
    value::MessageBody,
};
use ui::{connection::RoomConnection, view::dom};

use crate::{desk::Desk, text};

/// So many are shown: more are found by typing on.
const SHOWN: usize = 8;

/// The choice for one text that is being written.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    desk: Desk,
    room: RoomConnection,
    value: RwSignal<String>,
    found: Memo<Option<Vec<Canned>>>,
    /// Which of those found.
    at: RwSignal<usize>,
    /// The text at which Escape was pressed.
    left: RwSignal<Option<String>>,
    list: StoredValue<String>,
}

impl Choice {
    pub(super) fn of(desk: Desk, room: RoomConnection, value: RwSignal<String>) -> Self {
        let at = RwSignal::new(0);
        let left = RwSignal::new(None::<String>);
        let looks = Memo::new(move |_| value.with(|text| canned::typed(text).is_some()));
        Effect::new(move |_| {
            if looks.get() {
                desk.look_up_canned();
            }
        });
        let found = Memo::new(move |_| {
            value.with(|text| {
                let (_, typed) = canned::typed(text)?;
                if left.with(|left| left.as_ref() == Some(text)) {
                    return None;
                }
                desk.canned.with(|all| {
                    let all = all.as_ref()?;
                    Some(canned::find(all, typed).into_iter().take(SHOWN).cloned().collect())
                })
            })
        });
        Effect::new(move |_| {
            found.track();
            at.set(0);
        });
        let list = StoredValue::new(format!("canned-{}", dom::next_id()));
        Self { desk, room, value, found, at, left, list }
    }

    /// Takes a key of the box; whether it meant the list.
    pub(super) fn key(self, key: &str) -> bool {
        let count = self.found.with_untracked(|found| found.as_ref().map(Vec::len));
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

    /// Opens the list by a button: as if a `/` had been typed.
    pub(super) fn open(self) {
        self.left.set(None);
        self.value.update(|text| {
            if canned::typed(text).is_none() {
                if !text.is_empty() && !text.ends_with(char::is_whitespace) {
                    text.push(' ');
                }
                text.push('/');
            }
        });
    }

    /// The words of one take the place of what was typed to find it.
    fn take(self, at: usize) {
        let Some(words) = self.found.with_untracked(|found| found.as_ref()?.get(at).map(|one| one.words.body.clone()))
        else {
            return;
        };
        let filled = self.names().fill(words.as_str());
        self.value.update(|text| {
            if let Some((start, _)) = canned::typed(text) {
                text.truncate(start);
                text.push_str(&filled);
            }
        });
    }

    fn names(self) -> Names {
        let me = self.desk.board.with_untracked(|board| board.me().map(|me| me.card.name.to_string()));
        self.room.transcript.with_untracked(|room| {
            let room = room.room();
            Names {
                visitor: room.map(|room| room.visitor_name.to_string()).unwrap_or_default(),
                me: me.unwrap_or_default(),
                tag: room.map(|room| room.entry.name().to_string()).unwrap_or_default(),
            }
        })
    }

    /// The list, while something is looked for. `text_box` is where one writes: what is chosen is told there.
    pub(super) fn draw(self, text_box: NodeRef<html::Textarea>) -> AnyView {
        Effect::new(move |_| {
            let chosen = self.found.with(|found| found.as_ref().is_some_and(|found| !found.is_empty()));
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
            let found = self.found.get()?;
            let options: Vec<AnyView> = found.iter().enumerate().map(|(at, one)| self.option(at, one)).collect();
            let is_empty = options.is_empty();
            Some(
                view! {
                    <div class="canned-choice">
                        {if is_empty {
                            view! { <p class="canned-none" role="status">{text::no_canned()}</p> }.into_any()
                        } else {
                            view! { <div role="listbox" id=self.list.get_value() aria-label=text::canned_responses()>{options}</div> }.into_any()
                        }}
                        <p class="canned-foot">
                            <span>{text::canned_hint()}</span>
                            <button class="link-button" type="button" on:click=press(move |_: MouseEvent| self.desk.keeping_canned.set(true))>{text::manage_canned()}</button>
                        </p>
                    </div>
                }
                .into_any(),
            )
        })
    }

    fn option(self, at: usize, one: &Canned) -> AnyView {
        let words = first_line(&one.words.body);
        view! {
            <div
                class="canned-option"
                role="option"
                id=self.id_of(at)
                aria-selected=it(move || (self.at.get() == at).to_string())
                // The focus stays in the box.
                on:pointerdown=move |event: PointerEvent| event.prevent_default()
                on:click=press(move |_: MouseEvent| self.take(at))
            >
                <b>{format!("/{}", one.words.key.as_str())}</b>
                <span class="one-line" dir="auto">{words}</span>
            </div>
        }
        .into_any()
    }

    fn id_of(self, at: usize) -> String {
        self.list.with_value(|list| format!("{list}-{at}"))
    }
}

/// What a list shows of the words.
pub(super) fn first_line(body: &MessageBody) -> String {
    body.as_str().lines().find(|line| !line.trim().is_empty()).unwrap_or_default().to_owned()
}

/// The button that opens the list.
pub(super) fn button(open: impl Fn() + 'static) -> AnyView {
    view! {
        <button
            type="button"
            class="canned-open"
            title=text::canned_responses()
            aria-label=text::canned_responses()
            on:click=press(move |_: MouseEvent| open())
        >
            "/"
        </button>
    }
    .into_any()
}
