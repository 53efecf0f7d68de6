//! Labels on enquiries: who puts them on, what a required one stands in the way of, and what stays of one that is gone.

use super::story::{START, Story, label, on, staff, tag};
use crate::{
    api::TraceStep,
    card::{ClosedBy, IfNobody},
    enquiry::{Enquiry, Refusal},
    label::MAX_ON_ENQUIRY,
};

/// Ada and Ben serve sales, and Ada has Vera's enquiry.
fn shop() -> Story {
    let mut story = Story::of(["ada", "ben", "cleo"]).tag("sales", [on(["ada", "ben"]).waits(60)]).everybody_comes();
    story.has_labels(["refund", "bug", "!old"]);
    story.raises("vera", tag("sales")).takes("ada");
    story
}

#[test]
fn whoever_works_in_the_room_puts_labels_on_and_takes_them_off_and_the_trace_says_who() {
    let mut story = shop();
    story.puts("ada", "bug").wins().puts("sue", "refund").wins().is_labelled(["bug", "refund"]);
    story.takes_off("ada", "bug").wins().is_labelled(["refund"]);
    story.went(["raised", "offered", "answered", "labelled", "labelled", "unlabelled"]);
}

#[test]
fn who_only_serves_the_tag_puts_no_label_on_somebody_elses_enquiry() {
    let mut story = shop();
    story.puts("ben", "bug").is_refused(&Refusal::NotFound).puts("cleo", "bug").is_refused(&Refusal::NotFound);
    story.is_labelled([]);
}

#[test]
fn who_reads_before_accepting_a_transfer_puts_nothing_on_it() {
    let mut story = shop();
    story.passes_on("ada", crate::card::Entry::Staff { staff: staff("ben") }, IfNobody::Loopback).wins();
    story.puts("ben", "bug").is_refused(&Refusal::NotFound).puts("ada", "bug").wins();
    story.takes("ben").wins().puts("ben", "refund").wins().is_labelled(["bug", "refund"]);
}

#[test]
fn the_same_label_put_twice_is_one_and_taken_off_twice_is_gone() {
    let mut story = shop();
    story.puts("ada", "bug").puts("ada", "bug").wins().is_labelled(["bug"]);
    story.takes_off("ada", "bug").takes_off("ada", "bug").wins().is_labelled([]);
    story.went(["raised", "offered", "answered", "labelled", "unlabelled"]);
}

#[test]
fn an_archived_label_stays_where_it_is_and_is_put_on_no_more() {
    let mut story = shop();
    story
        .puts("ada", "old")
        .is_refused(&Refusal::NoSuchLabel)
        .puts("ada", "nonsense")
        .is_refused(&Refusal::NoSuchLabel);
    story.puts("ada", "bug").has_labels(["refund", "!bug"]).is_labelled(["bug"]);
    story.takes_off("ada", "bug").wins().puts("ada", "bug").is_refused(&Refusal::NoSuchLabel);
}

#[test]
fn a_required_label_stands_in_the_way_of_closing_until_there_is_one() {
    let mut story = shop();
    story.wants_label(false).requires_labels(true).wants_label(true);
    story.puts("ada", "bug").wants_label(false).takes_off("ada", "bug").wants_label(true);
    story.puts("ada", "bug").requires_labels(false).wants_label(false);
}

#[test]
fn what_is_raised_while_a_label_is_required_wants_one_from_its_first_moment() {
    let mut story = shop();
    story.requires_labels(true).raises("walt", tag("sales")).wants_label(true);
}

#[test]
fn a_label_that_was_removed_counts_for_nothing_until_it_is_back() {
    let mut story = shop();
    story.puts("ada", "bug").requires_labels(true).wants_label(false);
    story.has_labels(["refund"]).wants_label(true).has_labels(["refund", "bug"]).wants_label(false);
    // Archived, it still says what it said.
    story.has_labels(["refund", "!bug"]).wants_label(false);
}

#[test]
fn a_visitor_who_closes_is_asked_for_nothing() {
    let mut story = shop();
    story.requires_labels(true).closes(ClosedBy::Visitor).is_closed();
}

#[test]
fn an_enquiry_has_ten_labels_at_most() {
    let mut story = shop();
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"];
    story.has_labels(names);
    for name in &names[..MAX_ON_ENQUIRY] {
        story.puts("ada", name).wins();
    }
    story.puts("ada", "k").is_refused(&Refusal::TooManyLabels);
    // One that is no more takes no place.
    story.has_labels(["b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]).puts("ada", "k").wins();
}

#[test]
fn after_the_close_those_who_read_it_label_it_still() {
    let mut story = shop();
    story.puts("ada", "bug").closes(ClosedBy::Staff);
    let mut closed: Enquiry = story.closed[&story.current()].clone();
    let directory = story.desk.directory().clone();
    let stranger = closed.labelled(&directory, staff("cleo"), label("refund"), true);
    assert_eq!(stranger, Err(Refusal::NotFound));
    let events = closed.labelled(&directory, staff("ben"), label("refund"), true).expect("he serves the tag");
    let steps = closed.steps;
    for event in &events {
        closed.apply(START, event);
    }
    assert_eq!((closed.labels.as_slice(), closed.steps), ([label("bug"), label("refund")].as_slice(), steps + 1));
    let told = events.first().expect("an event").traced(START).step;
    assert!(matches!(told, TraceStep::Labelled { by, .. } if by == staff("ben")));
    assert_eq!(closed.labelled(&directory, staff("ben"), label("refund"), true), Ok(vec![]));
}
