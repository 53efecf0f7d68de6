//! Why an enquiry came to where it is, told step by step.

use kit::words;
use leptos::prelude::*;
use shared::{
    api::{TraceEntry, TraceStep},
    card::Entry,
    id::StaffId,
    routing::Why,
};
use ui::text::format;

use crate::{board::Board, desk::Desk, text};

/// The whole way, oldest first.
pub(super) fn trace(desk: Desk, steps: &[TraceEntry]) -> AnyView {
    let told = desk.board.with_untracked(|board| {
        steps
            .iter()
            .filter_map(|entry| {
                let (words, kind) = tell(board, entry)?;
                let (at, full) = (format::time(entry.at_ms), format::full(entry.at_ms));
                Some(view! { <li class="step" data-step=kind><time title=full>{at}</time> <p>{words}</p></li> })
            })
            .collect_view()
    });
    view! { <ol class="trace">{told}</ol> }.into_any()
}

/// A step in words, and how it looks; nothing for one that this version doesn't know.
fn tell(board: &Board, entry: &TraceEntry) -> Option<(String, &'static str)> {
    Some(match &entry.step {
        TraceStep::Raised { entry: Entry::Tag { tag } } => {
            let name = board.tags().iter().find(|card| card.id == *tag).map(|card| card.name.to_string());
            (name.map_or_else(|| text::trace_raised_gone().to_owned(), |name| text::trace_raised_tag(&name)), "raised")
        }
        TraceStep::Raised { entry: Entry::Staff { staff } } => {
            (text::trace_raised_staff(&name(board, *staff)), "raised")
        }
        TraceStep::OutOfHours { schedule, opens_ms } => (
            opens_ms.map_or_else(
                || text::trace_out_of_hours(schedule.as_str()),
                |opens| text::trace_out_of_hours_until(schedule.as_str(), &format::full(opens)),
            ),
            "skipped",
        ),
        TraceStep::Drawn { name, share, .. } => (text::trace_drawn(name.as_str(), u32::from(*share)), "offered"),
        TraceStep::Skipped { destination: None, name, why: Why::Full, .. } => {
            (text::trace_full_staff(name.as_str()), "skipped")
        }
        TraceStep::Skipped { destination: None, name, .. } => (text::trace_skipped_staff(name.as_str()), "skipped"),
        TraceStep::Skipped { turn: Some(turn), why: Why::Away, .. } => {
            (text::trace_skipped_staff(&name(board, *turn)), "skipped")
        }
        TraceStep::Skipped { turn: Some(turn), why: Why::Full, .. } => {
            (text::trace_full_staff(&name(board, *turn)), "skipped")
        }
        TraceStep::Skipped { name, why, .. } => (skipped(name.as_str(), *why), "skipped"),
        TraceStep::PickedUp { name: line, staff, .. } => {
            (text::trace_picked_up(line.as_str(), &name(board, *staff)), "answered")
        }
        TraceStep::Offered { destination: Some(_), name: line, eligible, until_ms } => {
            let who: Vec<String> = eligible.iter().map(|&staff| name(board, staff)).collect();
            let wait = format::clock(until_ms.ms_since(entry.at_ms));
            (text::trace_offered(line.as_str(), &words::list(&who), &wait), "offered")
        }
        TraceStep::Offered { destination: None, name, until_ms, .. } => {
            (text::trace_offered_staff(name.as_str(), &format::clock(until_ms.ms_since(entry.at_ms))), "offered")
        }
        TraceStep::WaitOver => (text::trace_wait_over().to_owned(), "skipped"),
        TraceStep::EverybodyLeft => (text::trace_everybody_left().to_owned(), "skipped"),
        TraceStep::Answered { staff } => (text::trace_answered(&name(board, *staff)), "answered"),
        TraceStep::Missed => (text::trace_missed().to_owned(), "missed"),
        TraceStep::Reopened => (text::trace_reopened().to_owned(), "raised"),
        TraceStep::FollowedUp { staff } => (text::trace_followed_up(&name(board, *staff)), "answered"),
        TraceStep::Closed { by } => (text::closed_by(Some(*by)), "closed"),
        TraceStep::Unknown => return None,
    })
}

/// Why nobody on a destination was asked.
fn skipped(name: &str, why: Why) -> String {
    match why {
        Why::Away | Why::Unknown => text::trace_skipped(name),
        Why::Full => text::trace_full(name),
        Why::Hours => text::trace_closed(name),
        Why::Language => text::trace_language(name),
        Why::Country => text::trace_country(name),
        Why::NotServed => text::trace_not_served(name),
    }
}

fn name(board: &Board, staff: StaffId) -> String {
    board
        .colleague(staff)
        .map_or_else(|| text::former_colleague().to_owned(), |colleague| colleague.card.name.to_string())
}
