//! Visitors who aren't heard any more, and visitors who are forgotten.

use super::{
    Command,
    story::{Story, on, staff, tag},
};
use crate::{
    card::{ClosedBy, Phase},
    enquiry::Enquiry,
    wire::GoneReason,
};

/// Vera has a chat with Ada and waits at another entry; Walt waits, too.
fn shop() -> Story {
    let mut story = Story::of(["ada", "ben"]).tag("sales", [on(["ada", "ben"])]).tag("support", [on(["ben"])]);
    story = story.everybody_comes();
    story.raises("walt", tag("sales")).raises("vera", tag("support")).raises("vera", tag("sales")).takes("ada");
    story
}

#[test]
fn every_room_of_a_visitor_who_is_blocked_is_told_to_end_and_no_other_one() {
    let mut story = shop();
    story.blocks("ada", "vera").wins();
    assert_eq!(story.are_shut(), [false, true, true]);
    // It is over when the room says so, as always.
    assert_eq!(story.desk.enquiries.len(), 3);
    story.closes(ClosedBy::Staff);
    assert_eq!(story.desk.enquiries.len(), 2);
}

#[test]
fn what_runs_of_a_forgotten_visitor_is_over_at_once_and_leaves_every_panel() {
    let mut story = shop();
    story.is_forgotten("vera").wins();
    assert_eq!(story.desk.enquiries.values().map(Enquiry::phase).collect::<Vec<_>>(), [Phase::Open]);
    let gone: Vec<_> = story.gone.iter().filter(|(.., reason)| *reason == GoneReason::Closed).collect();
    assert!(gone.iter().any(|(who, ..)| *who == staff("ada")) && gone.iter().any(|(who, ..)| *who == staff("ben")));
    story.is_forgotten("vera").wins();
}

#[test]
fn a_room_that_still_reports_of_a_forgotten_visitor_brings_nothing_back() {
    let mut story = shop();
    story.is_forgotten("vera").writes().wins();
    assert_eq!(story.desk.enquiries.len(), 1);
    // They may come again, as somebody new.
    story.raises("vera", tag("sales")).wins();
    assert_eq!(story.desk.enquiries.len(), 2);
}

#[test]
fn whoever_had_a_forgotten_visitor_is_free_for_others() {
    let mut story = shop();
    story.takes_at_most("ada", 1).is_forgotten("vera").turn(Command::Tick);
    assert_eq!(story.desk.rooms.get(&staff("ada")), None);
}
