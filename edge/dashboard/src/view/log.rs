//! The part of a room's log that is drawn. A talk may have thousands of lines, and whoever reads back through them has them all
//! in memory: drawn together they would be too many to lay out while somebody types. So a few are drawn at first, more as one
//! comes near the oldest of them, and the newest are left out once there are too many: an empty place keeps theirs.

use std::time::Duration;

use kit::{
    lean::{effect, memo},
    near::{MARGIN_PX, Near},
};
use leptos::prelude::*;
use shared::value::Seq;
use ui::{
    connection::RoomConnection,
    transcript::{Line, LineKey, LineKind, Transcript},
    view::{El, dom, el, element::again},
};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, IntersectionObserverEntry};

/// Lines that come or go at once: as many as a slow machine draws in a few hundredths of a second.
const STEP: usize = 12;

/// Lines that are drawn around a place that is gone to.
const AROUND: usize = 2 * STEP;

/// Most that are drawn: several screens.
const MOST: usize = 10 * STEP;

/// How high a step is that was never drawn.
const STEP_PX: f64 = 560.0;

/// How long an entry is on its way into view.
const GOING: Duration = Duration::from_secs(1);

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct LogPart {
    room: RoomConnection,
    all: Memo<Vec<Line>>,
    drawn: RwSignal<usize>,
    /// How high each step is that is left out at the end of the log, the newest first.
    rest: RwSignal<Vec<f64>>,
    /// Whether older ones were asked for.
    asked: StoredValue<bool>,
    /// Whether an entry is on its way into view.
    going: StoredValue<bool>,
    near: StoredValue<Option<Near>, LocalStorage>,
}

impl LogPart {
    pub(super) fn new(room: RoomConnection) -> Self {
        let this = Self {
            room,
            all: room.lines(),
            drawn: RwSignal::new(STEP),
            rest: RwSignal::new(Vec::new()),
            asked: StoredValue::new(false),
            going: StoredValue::new(false),
            near: StoredValue::new_local(None),
        };
        let oldest = memo(move || room.transcript.with(Transcript::oldest));
        effect(move || {
            oldest.track();
            if this.asked.get_value() {
                this.asked.set_value(false);
                untrack(|| this.show_older());
            }
        });
        let own = memo(move || this.all.with(|all| all.last().filter(|line| is_said(line)).map(|line| line.key)));
        effect(move || {
            // What one just said is what one wants to see.
            if own.get().is_some() && !this.rest.with_untracked(Vec::is_empty) {
                this.rest.set(Vec::new());
                this.drawn.set(AROUND);
            }
        });
        this
    }

    /// Those that are drawn.
    pub(super) fn lines(self) -> Memo<Vec<Line>> {
        memo(move || {
            let (drawn, rest) = (self.drawn.get(), self.left_out());
            self.all.with(|all| {
                let end = all.len().saturating_sub(rest);
                all[end.saturating_sub(drawn)..end].to_vec()
            })
        })
    }

    /// Whether there are older ones than those.
    pub(super) fn has_older(self) -> bool {
        self.has_more() || self.room.transcript.with(Transcript::has_older)
    }

    /// Draws some more of them, or fetches them.
    pub(super) fn show_older(self) {
        if !self.has_more() {
            self.asked.set_value(true);
            return self.room.load_older();
        }
        match newest_px().filter(|_| self.drawn.get_untracked() >= MOST) {
            Some(px) => self.rest.update(|rest| rest.push(px)),
            None => self.drawn.update(|drawn| *drawn += STEP),
        }
    }

    /// Draws the lines around an entry.
    pub(crate) fn show(self, seq: Seq) {
        let from_end =
            self.all.with(|all| all.iter().rev().take_while(|line| seq_of(line).is_none_or(|it| it >= seq)).count());
        let rest = self.left_out();
        if from_end <= rest || from_end > rest + self.drawn.get() {
            self.rest.set(vec![STEP_PX; (from_end / STEP).saturating_sub(1)]);
            self.drawn.set(AROUND);
            // The way there leads past the empty place, and is no reason to fill it.
            self.going.set_value(true);
            let arrived = move || {
                self.going.try_set_value(false);
            };
            set_timeout(arrived, GOING);
        }
    }

    /// What keeps the place of those that are left out.
    pub(super) fn rest(self) -> El {
        let place = el("div", "");
        let element = place.element().clone();
        self.near.set_value(Near::new(move |entries| {
            if let Some(entry) = entries.last().filter(|entry| entry.is_intersecting()) {
                self.show_newer(entry);
            }
        }));
        again(Box::new(move || {
            let px: f64 = self.rest.with(|rest| rest.iter().sum());
            if let Some(element) = element.dyn_ref::<HtmlElement>() {
                let _ = element.style().set_property("block-size", &format!("{px:.1}px"));
            }
            self.near.with_value(|near| near.iter().for_each(|near| near.watch(&element)));
        }));
        place
    }

    /// The place comes near: draws what belongs there.
    fn show_newer(self, entry: &IntersectionObserverEntry) {
        let (place, near) = (entry.bounding_client_rect(), entry.intersection_rect());
        let is_far = near.top() - place.top() > 1.0;
        if self.going.get_value() || self.rest.with_untracked(Vec::is_empty) {
            return;
        }
        if is_far {
            let mut below = place.bottom() - near.bottom();
            self.rest.update(|rest| {
                let stay = rest.iter().take_while(|px| {
                    below -= **px;
                    below >= 0.0
                });
                let stay = stay.count();
                rest.truncate(stay);
            });
            self.drawn.set(AROUND);
        } else {
            self.rest.update(|rest| rest.truncate(rest.len().saturating_sub(1)));
            self.drawn.update(|drawn| *drawn = (*drawn + STEP).min(MOST.max(*drawn)));
        }
    }

    fn left_out(self) -> usize {
        self.rest.with(Vec::len) * STEP
    }

    fn has_more(self) -> bool {
        self.all.with(Vec::len) > self.drawn.get() + self.left_out()
    }
}

/// Whether it was just said here: it is on its way.
fn is_said(line: &Line) -> bool {
    matches!(&line.kind, LineKind::Message(message) if message.mine && message.seq.is_none())
}

fn seq_of(line: &Line) -> Option<Seq> {
    match (&line.kind, line.key) {
        (LineKind::Message(message), _) => message.seq,
        (_, LineKey::Entry(seq)) => Some(seq),
        (_, LineKey::Day(_) | LineKey::Message(_) | LineKey::FirstUnread) => None,
    }
}

/// How high the newest lines are that are drawn, if they are far out of sight.
fn newest_px() -> Option<f64> {
    let lines = dom::document().query_selector(".message-scroller .messages").ok()??.children();
    let last = lines.length().checked_sub(1)?;
    let top = lines.item(last.checked_sub(u32::try_from(STEP).ok()?)?)?.get_bounding_client_rect().bottom();
    let screen = dom::window().inner_height().ok()?.as_f64()?;
    let height = lines.item(last)?.get_bounding_client_rect().bottom() - top;
    (top > screen + 2.0 * MARGIN_PX).then_some(height)
}
