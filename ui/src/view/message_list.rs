//! The messages of a room, oldest first. It keeps its place: at the newest while one is there, and where one reads while
//! older ones come in above or new ones below.
//!
//! The box runs from its end (`column-reverse` in the stylesheet, around one child whose order is the natural one). So
//! browsers themselves keep the newest in view when something grows, and scrolling is counted upwards from it.

use std::{cell::RefCell, rc::Rc, time::Duration};

use leptos::prelude::*;
use shared::{file::FileCard, id::MessageId, value::Seq};
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::{
    acts::{Acts, Verb},
    element::{El, again, el, press_button},
    icon::{self, sign},
    message::line_view,
};
use crate::{
    connection::RoomConnection,
    live::{Live, Shared},
    text,
    transcript::{EventLine, Line, LineKey, LineKind},
};

/// Within so many pixels of an end one is there.
const NEAR_PX: i32 = 24;

/// So far from the oldest, more are asked for: before one gets there.
const OLDER_AHEAD_PX: i32 = 400;

/// How a line that is no message is drawn, if it is.
pub type DrawEvent = Box<dyn Fn(&EventLine) -> Option<El>>;

/// How a file is drawn.
pub type DrawFile = Box<dyn Fn(&FileCard) -> El>;

/// How far what is in a place of the log came, once it has one: drawn for what is brought to a social account.
pub type DrawDelivery = Box<dyn Fn(Rc<dyn Fn() -> Option<Seq>>) -> El>;

/// Says something for the visitor.
pub type OnReply = Box<dyn Fn(&str)>;

/// The log of a room. Draws what it is given and knows no socket.
pub struct MessageList {
    /// Oldest first.
    pub lines: Box<dyn Fn() -> Vec<Line>>,
    /// Each side has its own words for what happened.
    pub event: DrawEvent,
    /// Whether there are older ones, not loaded yet.
    pub has_older: Box<dyn Fn() -> bool>,
    /// Asks for them.
    pub on_older: Box<dyn Fn()>,
    /// Set here: whether the newest is in view.
    pub at_end: Live<bool>,
    /// How many are new, for the button that jumps to them.
    pub unread: Box<dyn Fn() -> u32>,
    /// Who is writing, in words.
    pub typing: Box<dyn Fn() -> Option<String>>,
    /// Sends a message again that was not sent.
    pub on_retry: Box<dyn Fn(MessageId)>,
    /// Takes one away that was not sent.
    pub on_discard: Box<dyn Fn(MessageId)>,
    /// Says a quick reply. None for who only reads them.
    pub on_reply: Option<OnReply>,
    /// How a file is drawn.
    pub file: DrawFile,
    /// How far what staff say came, where it is brought to a social account. None where the visitor is in the room.
    pub delivery: Option<DrawDelivery>,
    /// What can be done to messages: in which room, and whether the reader may write there. None for who only reads.
    pub acts: Option<(RoomConnection, Box<dyn Fn() -> bool>)>,
    /// What else can be done to them.
    pub verbs: Vec<Verb>,
    /// How words are drawn.
    pub words: fn(El, &str) -> El,
    /// Below the newest line.
    pub tail: Option<El>,
}

/// How a line is drawn and what can be done to it.
pub(super) struct Ways {
    pub(super) event: DrawEvent,
    pub(super) retry: Box<dyn Fn(MessageId)>,
    pub(super) discard: Box<dyn Fn(MessageId)>,
    pub(super) reply: Option<OnReply>,
    pub(super) file: DrawFile,
    pub(super) delivery: Option<DrawDelivery>,
    pub(super) acts: Option<Rc<Acts>>,
    pub(super) words: fn(El, &str) -> El,
    /// Goes to an entry.
    pub(super) jump: Box<dyn Fn(Seq)>,
}

/// A line, and a signal of how it stands. A row that changes is told so and keeps its element: one drawn anew would be
/// read out again.
#[derive(Clone)]
struct Row {
    key: LineKey,
    line: Shared<Line>,
}

impl MessageList {
    /// The list, with the button that jumps to its end.
    #[must_use]
    pub fn draw(self) -> El {
        let Self {
            lines,
            event,
            has_older,
            on_older,
            at_end,
            unread,
            typing,
            on_retry,
            on_discard,
            on_reply,
            file,
            delivery,
            acts,
            verbs,
            words,
            tail,
        } = self;
        let on_older: Rc<dyn Fn()> = on_older.into();
        let has_older: Rc<dyn Fn() -> bool> = has_older.into();
        let scroller = el("div", "message-scroller")
            .attr("role", "log")
            .attr("aria-label", text::messages())
            .attr("tabindex", "0");
        let element = scroller.element().clone();
        let reply = on_reply.map(|reply| -> Box<dyn Fn(&str)> {
            let scroller = El(element.clone());
            // The buttons go away now, and the focus must not go with them.
            Box::new(move |text| {
                scroller.focus();
                reply(text);
            })
        });
        let acts = acts.map(|(room, may_write)| Rc::new(Acts::new(room, may_write, verbs)));
        let wanted = Live::new(None::<Seq>);
        let jump = Box::new(move |seq| wanted.set(Some(seq)));
        let ways =
            Rc::new(Ways { event, retry: on_retry, discard: on_discard, reply, file, delivery, acts, words, jump });
        let seek = seeking(element.clone(), wanted, has_older.clone(), on_older.clone());
        let look = Rc::new({
            let (element, has_older) = (element.clone(), has_older.clone());
            move || {
                let from_end = element.scroll_top().abs();
                // It may be gone by now.
                if at_end.try_get_untracked().is_some_and(|before| before != (from_end <= NEAR_PX)) {
                    at_end.set(from_end <= NEAR_PX);
                }
                let to_oldest = element.scroll_height() - element.client_height() - from_end;
                if to_oldest < OLDER_AHEAD_PX && element.client_height() > 0 && untrack(|| has_older()) {
                    let _ = element.set_attribute("aria-busy", "true");
                    on_older();
                }
                seek();
            }
        });
        // In a task of its own: it may draw more, and a browser that scrolls does several of these in one frame.
        let look = move || {
            let look = look.clone();
            set_timeout(move || look(), Duration::ZERO);
        };

        let rows = Rc::new(RefCell::new(Vec::<Row>::new()));
        let keys = {
            let (rows, element, look) = (rows.clone(), element.clone(), look.clone());
            move || {
                let lines = lines();
                let next = carried_over(&rows.borrow(), &lines);
                let newest = |rows: &[Row]| rows.last().map(|row| row.key);
                let is_new = newest(&next) != newest(&rows.borrow());
                // What one said before comes again where one reads back.
                let is_said = |it: &Line| matches!(&it.kind, LineKind::Message(it) if it.mine && it.seq.is_none());
                // What one just said is what one wants to see.
                if is_new && lines.last().is_some_and(is_said) {
                    element.set_scroll_top(0);
                }
                let keys = next.iter().map(|row| row.key).collect();
                rows.replace(next);
                let _ = element.remove_attribute("aria-busy");
                look();
                keys
            }
        };
        let draw_row = move |key: &LineKey| {
            let row = rows.borrow().iter().find(|row| row.key == *key).map(|row| row.line.clone());
            row.map_or_else(|| el("li", ""), |line| line_view(&line, &ways))
        };

        let content = el("div", "message-content")
            .part(
                move || has_older(),
                |more| more.then(|| el("p", "message-older").attr("aria-live", "off").text(text::loading_older())),
            )
            .child(el("ol", "messages").each(keys, draw_row))
            // Seen, but not said each time: it would talk over what is being read.
            .child(el("div", "").attr("aria-live", "off").part(typing, |words| words.as_deref().map(typing_view)))
            .children(tail.map(|tail| el("div", "message-tail").attr("aria-live", "off").child(tail)));
        let scroller = scroller.child(content).on("scroll", move |_| look());
        let unread: Rc<dyn Fn() -> u32> = unread.into();
        el("div", "message-list")
            .child(scroller)
            .part(move || at_end.get(), move |at_end| (!at_end).then(|| jump_button(element.clone(), unread.clone())))
    }
}

/// Goes to the entry that is `wanted`; what isn't loaded yet comes page by page, and it is called again with each.
fn seeking(
    scroller: Element,
    wanted: Live<Option<Seq>>,
    has_older: Rc<dyn Fn() -> bool>,
    on_older: Rc<dyn Fn()>,
) -> Rc<dyn Fn()> {
    let seek: Rc<dyn Fn()> = Rc::new(move || {
        let Some(seq) = wanted.try_get_untracked().flatten() else { return };
        if show_entry(&scroller, seq) || !untrack(|| has_older()) {
            wanted.set(None);
        } else {
            on_older();
        }
    });
    again(Box::new({
        let seek = seek.clone();
        move || {
            wanted.track();
            seek();
        }
    }));
    seek
}

/// Brings an entry into view and points it out. Whether it is there.
fn show_entry(scroller: &Element, seq: Seq) -> bool {
    let Ok(Some(row)) = scroller.query_selector(&format!("[data-seq=\"{}\"]", seq.0)) else { return false };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    row.scroll_into_view_with_scroll_into_view_options(&options);
    // Taken away and given again, it is pointed out again.
    let classes = row.class_list();
    let _ = classes.remove_1("is-found");
    let _ = row.client_height();
    let _ = classes.add_1("is-found");
    true
}

fn typing_view(words: &str) -> El {
    let dots = el("span", "typing-dots").attr("aria-hidden", "true").children(["i"; 3].map(|dot| el(dot, "")));
    el("p", "typing").child(dots).child(el("span", "").text(words))
}

fn jump_button(scroller: Element, unread: Rc<dyn Fn() -> u32>) -> El {
    let press = move || {
        // This button goes away now, and the focus must not go with it. First: to put the focus somewhere ends a scroll.
        El(scroller.clone()).focus();
        scroller.set_scroll_top(0);
    };
    let words = move || match unread() {
        0 => text::jump_to_newest().to_owned(),
        count => text::unread(count),
    };
    press_button("message-jump", press).child(sign(icon::DOWN)).child(el("span", "").text_by(words))
}

/// Rows for `lines`. One that was there before stays, and is told what it is now.
fn carried_over(rows: &[Row], lines: &[Line]) -> Vec<Row> {
    // Both lists are nearly always in the same order: the search goes on where it found the last one.
    let mut from = 0;
    lines
        .iter()
        .map(|line| {
            let found = (from..rows.len()).chain(0..from).find(|at| rows[*at].key == line.key);
            let Some(at) = found else { return Row { key: line.key, line: Shared::new(line.clone()) } };
            from = at + 1;
            let row = rows[at].clone();
            if row.line.with_untracked(|known| known != line) {
                row.line.set(line.clone());
            }
            row
        })
        .collect()
}
