//! Files in a room: sharing one is saying something, and what is deleted leaves its place.

use super::{
    Refusal, Speaker,
    story::{Story, photo, staff},
};
use crate::{
    card::Side,
    file::FileKind,
    owed::Order,
    wire::{LogEntry, Logged},
};

#[test]
fn a_file_counts_as_said() {
    let mut story = Story::answered();
    story.shares(Speaker::Visitor, 1, photo(1));
    assert_eq!(story.kinds(), ["raised", "answered", "shared"]);
    story.later(5_000).says("ada", 2, "Nice tent").shares(Speaker::Staff(staff("ben")), 3, photo(2));
    assert_eq!(story.kinds(), ["raised", "answered", "shared", "said", "joined", "shared"]);
    story.later(5_000).wakes();
    let report = story.report();
    assert_eq!(report.unread, 1);
    let preview = report.preview.expect("something was said");
    assert_eq!((preview.text.as_str(), preview.file, preview.side), ("tent.jpg", Some(FileKind::Image), Side::Staff));
    story.reads(Side::Staff, 3).later(5_000).wakes();
    assert_eq!(story.report().unread, 0);
}

#[test]
fn a_file_opens_a_missed_enquiry_again_and_calls_who_looks_elsewhere() {
    let mut story = Story::raised();
    story.order(Order::Missed).shares(Speaker::Visitor, 1, photo(1)).tells(1);
    assert!(story.report().visitor_said_at_ms.is_some());
    let mut story = Story::answered();
    story.visitor_looks(false).shares(Speaker::Staff(staff("ada")), 1, photo(1)).has_called(1);
}

#[test]
fn a_file_shared_twice_is_kept_once() {
    let mut story = Story::answered();
    story.shares(Speaker::Visitor, 1, photo(1)).shares(Speaker::Visitor, 1, photo(1)).is_answered_with(3);
    story.shares(Speaker::Visitor, 1, photo(2)).is_refused(Refusal::Taken);
    story.shares(Speaker::Staff(staff("ada")), 1, photo(1)).is_refused(Refusal::Taken);
    story.visitor_says(1, "Hello").is_refused(Refusal::Taken);
    // A server that knows more of pictures finds another size in the same bytes.
    story.shares(Speaker::Visitor, 1, crate::file::FileCard { width: None, ..photo(1) }).is_answered_with(3);
}

#[test]
fn files_are_shared_where_one_may_speak() {
    let mut story = Story::raised();
    story.shares(Speaker::Staff(staff("ada")), 1, photo(1)).is_refused(Refusal::NotAnswered);
    story.step(super::Command::Close { speaker: Speaker::Visitor });
    story.shares(Speaker::Visitor, 1, photo(1)).is_refused(Refusal::EnquiryClosed);
    Story::unopened().shares(Speaker::Visitor, 1, photo(1)).is_refused(Refusal::NotOpened);
}

#[test]
fn a_deleted_file_leaves_its_place() {
    let mut story = Story::answered();
    story.shares(Speaker::Visitor, 1, photo(1)).deletes_file(Some("ada"), 1);
    assert_eq!(story.kinds(), ["raised", "answered", "shared", "file_deleted"]);
    story.deletes_file(Some("ada"), 1).changes_nothing();
    story.shares(Speaker::Visitor, 1, photo(1)).is_answered_with(3);
    story.deletes_file(Some("ada"), 2).is_refused(Refusal::NoSuchFile);
    story.says("ada", 3, "Thanks").deletes_file(Some("ada"), 3).is_refused(Refusal::NoSuchFile);
}

#[test]
fn a_file_goes_after_the_close_too_and_the_close_stays_the_answer() {
    let mut story = Story::answered();
    let close = || super::Command::Close { speaker: Speaker::Staff(staff("ada")) };
    story.shares(Speaker::Visitor, 1, photo(1)).step(close()).deletes_file(None, 1);
    assert_eq!(story.kinds(), ["raised", "answered", "shared", "closed", "file_deleted"]);
    let last = story.log().last().map(|entry| entry.logged.clone());
    assert!(matches!(last, Some(Logged::FileDeleted { staff: None, .. })));
    story.step(close()).is_answered_with(4);
    story.visitor_says(2, "Hello?").is_refused(Refusal::EnquiryClosed);
    assert!(story.room.wake_at().is_none_or(|at| at > story.now), "nothing is left to do but a report");
}

#[test]
fn deleting_a_file_moves_no_clock() {
    let mut story = Story::answered();
    story.shares(Speaker::Visitor, 1, photo(1));
    let closes_at = story.room.wake_at();
    let before: Vec<LogEntry> = story.log().into_iter().cloned().collect();
    story.later(60_000).deletes_file(Some("ada"), 1);
    assert_eq!(story.room.wake_at(), closes_at);
    assert!(story.log().iter().zip(&before).all(|(now, before)| *now == before), "the log only grows");
}
