//! Why an enquiry came to where it is, told step by step.

use kit::words;
use leptos::prelude::*;
use shared::{
    api::{TraceEntry, TraceStep},
    card::Entry,
    id::StaffId,
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
        TraceStep::Skipped { destination: Some(_), name } => (text::trace_skipped(name.as_str()), "skipped"),
        TraceStep::Skipped { destination: None, name } => (text::trace_skipped_staff(name.as_str()), "skipped"),
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

fn name(board: &Board, staff: StaffId) -> String {
    board
        .colleague(staff)
        .map_or_else(|| text::former_colleague().to_owned(), |colleague| colleague.card.name.to_string())
}
