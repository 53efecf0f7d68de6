//! The way of an enquiry as staff read it, step by step: what became of one, and in the settings what would become of one.

use leptos::prelude::*;
use shared::{
    api::{TraceEntry, TraceStep},
    card::{Entry, IfNobody},
    id::{StaffId, TagId},
    routing::Why,
    value::Timestamp,
};
use ui::text::format;

use crate::{text, words};

/// What the words need that a trace has not.
pub struct Teller<'a> {
    /// What a tag is called; none for one that is gone.
    pub tag: &'a dyn Fn(TagId) -> Option<String>,
    /// The social account that they wrote to, if it came by one.
    pub channel: Option<String>,
    /// What somebody is called; none for who left.
    pub staff: &'a dyn Fn(StaffId) -> Option<String>,
    /// When a step was, in short.
    pub time: &'a dyn Fn(Timestamp) -> String,
    /// A moment with its day.
    pub full: &'a dyn Fn(Timestamp) -> String,
}

impl Teller<'_> {
    /// The whole way, oldest first.
    #[must_use]
    pub fn draw(&self, steps: &[TraceEntry]) -> AnyView {
        let told = steps.iter().filter_map(|entry| {
            let (words, kind) = tell(self, entry)?;
            let (time, full) = ((self.time)(entry.at_ms), (self.full)(entry.at_ms));
            Some(view! { <li class="step" data-step=kind><time title=full>{time}</time> <p>{words}</p></li> })
        });
        view! { <ol class="trace">{told.collect_view()}</ol> }.into_any()
    }

    fn name(&self, staff: StaffId) -> String {
        (self.staff)(staff).unwrap_or_else(|| text::former_colleague().to_owned())
    }
}

/// A step in words, and how it looks; nothing for one that this version doesn't know.
fn tell(teller: &Teller<'_>, entry: &TraceEntry) -> Option<(String, &'static str)> {
    if let (TraceStep::Raised { .. }, Some(account)) = (&entry.step, &teller.channel) {
        return Some((text::trace_raised_channel(account), "raised"));
    }
    Some(match &entry.step {
        TraceStep::Raised { entry: Entry::Tag { tag }, mode: _ } => {
            let name = (teller.tag)(*tag);
            (name.map_or_else(|| text::trace_raised_gone().to_owned(), |name| text::trace_raised_tag(&name)), "raised")
        }
        TraceStep::Raised { entry: Entry::Staff { staff }, mode: _ } => {
            (text::trace_raised_staff(&teller.name(*staff)), "raised")
        }
        TraceStep::OutOfHours { schedule, opens_ms } => (
            opens_ms.as_ref().map_or_else(
                || text::trace_out_of_hours(schedule.as_str()),
                |opens| text::trace_out_of_hours_until(schedule.as_str(), &(teller.full)(*opens)),
            ),
            "skipped",
        ),
        TraceStep::Drawn { name, share, .. } => (text::trace_drawn(name.as_str(), u32::from(*share)), "offered"),
        TraceStep::Skipped { destination: None, name, why: Why::Full, .. } => {
            (text::trace_full_staff(name.as_str()), "skipped")
        }
        TraceStep::Skipped { destination: None, name, .. } => (text::trace_skipped_staff(name.as_str()), "skipped"),
        TraceStep::Skipped { turn: Some(turn), why: Why::Away, .. } => {
            (text::trace_skipped_staff(&teller.name(*turn)), "skipped")
        }
        TraceStep::Skipped { turn: Some(turn), why: Why::Full, .. } => {
            (text::trace_full_staff(&teller.name(*turn)), "skipped")
        }
        TraceStep::Skipped { name, why, .. } => (skipped(name.as_str(), *why), "skipped"),
        TraceStep::PickedUp { name: line, staff, language: Some(language), .. } => {
            let language = words::language(language.as_str());
            (text::trace_picked_up_by_language(line.as_str(), &teller.name(*staff), &language), "answered")
        }
        TraceStep::PickedUp { name: line, staff, language: None, .. } => {
            (text::trace_picked_up(line.as_str(), &teller.name(*staff)), "answered")
        }
        TraceStep::TakenBack { staff } => (text::trace_taken_back(&teller.name(*staff)), "skipped"),
        TraceStep::Offered { destination: Some(_), name: line, eligible, until_ms } => {
            let who: Vec<String> = eligible.iter().map(|&staff| teller.name(staff)).collect();
            let wait = format::clock(until_ms.ms_since(entry.at_ms));
            (text::trace_offered(line.as_str(), &words::list(&who), &wait), "offered")
        }
        TraceStep::Offered { destination: None, name, until_ms, .. } => {
            (text::trace_offered_staff(name.as_str(), &format::clock(until_ms.ms_since(entry.at_ms))), "offered")
        }
        TraceStep::WaitOver => (text::trace_wait_over().to_owned(), "skipped"),
        TraceStep::EverybodyLeft => (text::trace_everybody_left().to_owned(), "skipped"),
        TraceStep::Transferred { by, from, name, note, if_nobody, .. } => {
            let (who, to) = (teller.name(*by), name.as_str());
            let head = if by == from {
                text::trace_transferred(&who, to)
            } else {
                text::trace_transferred_for(&who, &teller.name(*from), to)
            };
            let end = match if_nobody {
                IfNobody::Loopback => text::trace_transferred_back(),
                IfNobody::Blind => text::trace_transferred_blind(),
            };
            let note = note.as_ref().map(|note| text::trace_note(note.as_str()));
            let parts: Vec<String> = [Some(head), Some(end.to_owned()), note].into_iter().flatten().collect();
            (parts.join(" "), "offered")
        }
        TraceStep::Declined { staff } => (text::trace_declined(&teller.name(*staff)), "skipped"),
        TraceStep::Returned { staff, by: None } => (text::trace_returned(&teller.name(*staff)), "answered"),
        TraceStep::Returned { staff, by: Some(by) } if by == staff => {
            (text::trace_called_back(&teller.name(*staff)), "answered")
        }
        TraceStep::Returned { staff, by: Some(by) } => {
            (text::trace_called_back_for(&teller.name(*by), &teller.name(*staff)), "answered")
        }
        TraceStep::TakenOver { staff, from } => {
            (text::trace_taken_over(&teller.name(*staff), &teller.name(*from)), "answered")
        }
        TraceStep::SenderAway { staff } => (text::trace_sender_away(&teller.name(*staff)), "skipped"),
        TraceStep::Invited { staff, by } if staff == by => (text::trace_stayed(&teller.name(*staff)), "joined"),
        TraceStep::Invited { staff, by } => (text::trace_invited(&teller.name(*by), &teller.name(*staff)), "joined"),
        TraceStep::Left { staff, by } if staff == by => (text::trace_left(&teller.name(*staff)), "joined"),
        TraceStep::Left { staff, by } => (text::trace_sent_out(&teller.name(*by), &teller.name(*staff)), "joined"),
        TraceStep::Labelled { name, by, .. } => (text::trace_labelled(&teller.name(*by), name.as_str()), "labelled"),
        TraceStep::Unlabelled { name, by, .. } => {
            let label = name.as_ref().map_or(text::trace_removed_label(), |name| name.as_str());
            (text::trace_unlabelled(&teller.name(*by), label), "labelled")
        }
        TraceStep::Rated { grade, .. } => (text::trace_rated(u32::from(*grade)), "labelled"),
        TraceStep::Answered { staff } => (text::trace_answered(&teller.name(*staff)), "answered"),
        TraceStep::Missed => (text::trace_missed().to_owned(), "missed"),
        TraceStep::Reopened => (text::trace_reopened().to_owned(), "raised"),
        TraceStep::FollowedUp { staff } => (text::trace_followed_up(&teller.name(*staff)), "answered"),
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
        Why::Silent => text::trace_silent(name),
        Why::Declined => text::trace_declined_all(name),
    }
}
