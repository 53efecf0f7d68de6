//! When a room does something by itself: what its [`Script`] says, and its close after a silence. All of it follows from the
//! log, so it is done once, whatever crashes: what was said stands there.

use std::collections::BTreeMap;

use super::{IDLE_CLOSE_MS, card};
use crate::{
    call::{CallMark, CallStep},
    card::{Phase, Side},
    script::{Script, Slot},
    value::{Seq, Timestamp},
    wire::{Author, LogEntry, Logged},
};

/// What a room does next by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// It says how it goes with the waiting.
    Waiting,
    /// It asks whether the visitor is still there.
    Idle,
    /// It says when it will be closed.
    Warn,
    /// It is closed.
    Close,
}

/// What of the log its clocks go by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Clocks {
    /// The entry since which it is open, and when.
    opened: (Seq, Timestamp),
    answered: Seq,
    /// The last words of both sides.
    visitor_said: Seq,
    staff_said: (Seq, Timestamp),
    /// When the talk last moved: somebody spoke or answered.
    moved: (Seq, Timestamp),
    /// The last warning, and when it says that the room will be closed.
    warned: Option<(Seq, Timestamp)>,
    /// What was said automatically last.
    said: BTreeMap<Slot, Seq>,
    /// The last entry when the Desk was asked how many people can take the enquiry.
    asked: Seq,
}

impl Clocks {
    pub(super) fn log(&mut self, entry: &LogEntry) {
        let LogEntry { seq, at_ms, logged } = entry;
        if card::moves(logged) {
            self.moved = (*seq, *at_ms);
        }
        match logged {
            Logged::Raised | Logged::Reopened => self.opened = (*seq, *at_ms),
            Logged::Answered { .. } | Logged::Returned { .. } => self.answered = *seq,
            Logged::Said { author, .. } | Logged::Shared { author, .. } => match author.side() {
                Side::Visitor => self.visitor_said = *seq,
                Side::Staff => self.staff_said = (*seq, *at_ms),
            },
            Logged::Automatic { slot, .. } => {
                self.said.insert(*slot, *seq);
            }
            // Who comes into a call speaks; and a talk that is over isn't the other side's silence.
            Logged::Call(CallMark { step, .. }) => match step {
                CallStep::Offered { by: Author::Staff { .. }, .. }
                | CallStep::Joined { who: Author::Staff { .. }, listens: None } => self.staff_said = (*seq, *at_ms),
                CallStep::Ended { length_s: 1.., .. } => self.visitor_said = *seq,
                CallStep::Offered { .. }
                | CallStep::Joined { .. }
                | CallStep::Recorded { .. }
                | CallStep::Ended { .. }
                | CallStep::Unknown => {}
            },
            Logged::Closing { closes_at_ms } => self.warned = Some((*seq, *closes_at_ms)),
            Logged::DetailsLeft { .. }
            | Logged::Noted { .. }
            | Logged::Revised { .. }
            | Logged::Hidden
            | Logged::FileDeleted { .. }
            | Logged::Joined { .. }
            | Logged::Left { .. }
            | Logged::Passing { .. }
            | Logged::Missed
            | Logged::Closed { .. }
            | Logged::Unknown => {}
        }
    }

    /// The Desk was asked when this was the last entry.
    pub(super) fn asked(&mut self, last: Seq) {
        self.asked = last;
    }

    /// Whether staff have said nothing since one of them answered last.
    pub(super) fn awaits_first_word(&self) -> bool {
        self.staff_said.0 < self.answered
    }

    /// Whether the Desk was asked for the waiting message, and it isn't said yet.
    pub(super) fn awaits_people(&self) -> bool {
        self.asked >= self.opened.0 && !self.said_since(Slot::Waiting, self.opened.0)
    }

    /// When a room that is silent from now on would be closed, if it is warned now.
    pub(super) fn closes_at(&self, now: Timestamp, script: &Script) -> Option<Timestamp> {
        let close = script.auto_close?;
        Some(self.moved.1.plus_ms(ms(close.after_s)).max(now.plus_ms(ms(close.warn_s))))
    }

    /// What is to be done next, and when. A room that is `full` has no place for what could be left out.
    pub(super) fn next(&self, phase: Option<Phase>, script: &Script, full: bool) -> Option<(Timestamp, Due)> {
        match phase? {
            Phase::Open if full => None,
            Phase::Open => self.waiting(script),
            Phase::Engaged if full => Some(self.close(script, true)),
            Phase::Engaged => {
                let close = self.close(script, false);
                Some(self.idle(script).filter(|idle| idle.0 < close.0).unwrap_or(close))
            }
            Phase::Missed | Phase::Closed => None,
        }
    }

    fn waiting(&self, script: &Script) -> Option<(Timestamp, Due)> {
        let (since, at) = self.opened;
        let is_done = self.asked >= since || self.said_since(Slot::Waiting, since);
        (script.waiting.is_some() && !is_done).then(|| (at.plus_ms(ms(script.waiting_after_s)), Due::Waiting))
    }

    /// Once for each silence of the visitor, however much staff say in it.
    fn idle(&self, script: &Script) -> Option<(Timestamp, Due)> {
        let (staff_said, at) = self.staff_said;
        let is_silent = staff_said > self.visitor_said && staff_said > self.answered;
        let is_done = self.said_since(Slot::Idle, self.visitor_said.max(self.answered));
        (script.idle.is_some() && is_silent && !is_done).then(|| (at.plus_ms(ms(script.idle_after_s)), Due::Idle))
    }

    /// What both sides were told stands, whatever is set meanwhile; only a word calls it off.
    fn close(&self, script: &Script, full: bool) -> (Timestamp, Due) {
        let (moved, at) = self.moved;
        match (self.warned.filter(|(warned, _)| *warned > moved), script.auto_close) {
            (Some((_, closes_at)), _) => (closes_at, Due::Close),
            (None, None) => (at.plus_ms(IDLE_CLOSE_MS), Due::Close),
            (None, Some(close)) if full => (at.plus_ms(ms(close.after_s)), Due::Close),
            (None, Some(close)) => (at.plus_ms(ms(close.after_s.saturating_sub(close.warn_s))), Due::Warn),
        }
    }

    fn said_since(&self, slot: Slot, since: Seq) -> bool {
        self.said.get(&slot).is_some_and(|said| *said > since)
    }
}

fn ms(seconds: u32) -> i64 {
    i64::from(seconds) * 1_000
}
