//! What can be done to a message: a button beside it, which opens a row of verbs below.

use std::rc::Rc;

use leptos::prelude::*;
use shared::id::MessageId;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::{
    element::{El, el, press_button},
    icon::{self, sign},
};
use crate::{
    connection::{Act, RoomConnection},
    live::Live,
    text,
    transcript::MessageLine,
};

/// Which message's verbs are shown, and whether it is asked if it is really to be recalled.
#[derive(Clone, Copy, PartialEq)]
struct Open {
    message: MessageId,
    asks: bool,
}

/// What can be done to the messages of a list: one at a time.
pub(super) struct Acts {
    room: RoomConnection,
    may_write: Box<dyn Fn() -> bool>,
    open: Live<Option<Open>>,
    verbs: Vec<Verb>,
}

/// Something else that can be done to a message, whoever may write there.
pub struct Verb {
    /// What it says.
    pub words: &'static str,
    /// Whether it can be done to this one.
    pub fits: Box<dyn Fn(&MessageLine) -> bool>,
    /// Does it.
    pub act: Box<dyn Fn(&MessageLine)>,
}

/// The message as it is now.
pub(super) type Now = Rc<dyn Fn() -> Option<MessageLine>>;

impl Acts {
    pub(super) fn new(room: RoomConnection, may_write: Box<dyn Fn() -> bool>, verbs: Vec<Verb>) -> Self {
        Self { room, may_write, open: Live::new(None), verbs }
    }

    /// The button, while there is something to do.
    pub(super) fn button(self: &Rc<Self>, message: MessageId, now: &Now) -> El {
        let (this, now) = (self.clone(), now.clone());
        let (of_click, of_name) = (self.clone(), self.clone());
        let press = move || {
            let is_open = of_click.is_open(message);
            of_click.open.set((!is_open).then_some(Open { message, asks: false }));
        };
        let press = Rc::new(press);
        el("span", "message-more").part(
            move || {
                now().is_some_and(|message| !this.acts(&message).is_empty() || this.more(&message).next().is_some())
            },
            move |can| {
                let (press, of_name) = (press.clone(), of_name.clone());
                can.then(|| {
                    press_button("icon-button", move || press())
                        .attr("aria-label", text::more_actions())
                        .attr("title", text::more_actions())
                        .attr_by("aria-expanded", move || {
                            Some(of_name.open.get().is_some_and(|it| it.message == message).to_string())
                        })
                        .child(sign(icon::MORE))
                })
            },
        )
    }

    /// The verbs, while they are shown.
    pub(super) fn verbs(self: &Rc<Self>, message: MessageId, now: &Now) -> El {
        let (this, of_part, now) = (self.clone(), self.clone(), now.clone());
        let holder = el("div", "message-acts").on("keydown", move |event| {
            let is_escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Escape");
            if is_escape && this.is_open(message) {
                event.stop_propagation();
                this.open.set(None);
            }
        });
        holder.part(move || of_part.open.get().filter(|open| open.message == message), {
            let this = self.clone();
            move |open| {
                let line = untrack(|| now())?;
                Some(this.row((*open)?, &line))
            }
        })
    }

    fn is_open(&self, message: MessageId) -> bool {
        self.open.get_untracked().is_some_and(|open| open.message == message)
    }

    fn row(self: &Rc<Self>, open: Open, line: &MessageLine) -> El {
        if open.asks {
            let (yes, no, line) = (self.clone(), self.clone(), line.clone());
            return el("div", "message-verbs")
                .attr("role", "group")
                .child(el("span", "").text(text::recall_question()))
                .child(verb(text::recall(), "link-button is-danger", move || yes.act(&line, Act::Recall)))
                .child(verb(text::cancel(), "link-button", move || no.open.set(None)));
        }
        let row = el("div", "message-verbs").attr("role", "group");
        let row = self.acts(line).into_iter().fold(row, |row, act| {
            let (this, line) = (self.clone(), line.clone());
            let words = match act {
                Act::Quote => text::quote(),
                Act::Edit => text::edit_message(),
                Act::Recall => text::recall(),
            };
            row.child(verb(words, "link-button", move || match act {
                Act::Recall => this.open.set(Some(Open { asks: true, ..open })),
                Act::Quote | Act::Edit => this.act(&line, act),
            }))
        });
        self.more(line).fold(row, |row, at| {
            let (this, line) = (self.clone(), line.clone());
            row.child(verb(self.verbs[at].words, "link-button", move || {
                this.open.set(None);
                (this.verbs[at].act)(&line);
            }))
        })
    }

    fn acts(&self, line: &MessageLine) -> Vec<Act> {
        if (self.may_write)() { self.room.acts(line) } else { Vec::new() }
    }

    /// Which of the other verbs fit.
    fn more(&self, line: &MessageLine) -> impl Iterator<Item = usize> {
        (0..self.verbs.len()).filter(|at| (self.verbs[*at].fits)(line))
    }

    fn act(&self, line: &MessageLine, act: Act) {
        self.open.set(None);
        self.room.act(line, act);
    }
}

fn verb(words: &str, class: &str, press: impl Fn() + 'static) -> El {
    press_button(class, press).text(words)
}
