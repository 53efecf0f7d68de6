//! A room that is passed on, and guests in it.

use super::{
    Command, Refusal, Speaker,
    story::{Story, sales, staff, talkative},
};
use crate::{
    card::{Phase, Side},
    owed::Order,
    value::Seq,
};

fn passing() -> Story {
    let mut story = Story::answered();
    story.order(Order::Passing { to: sales() });
    story
}

fn owner(story: &Story) -> Option<String> {
    let card = story.room.card().expect("it is opened");
    card.owner.as_ref().map(|owner| owner.handle.to_string())
}

#[test]
fn whose_it_was_has_it_until_somebody_accepts_and_both_may_talk_meanwhile() {
    let mut story = passing();
    story.visitor_says(1, "Are you there?").says("ada", 2, "One moment");
    assert_eq!(owner(&story).as_deref(), Some("ada"));
    assert!(story.room.card().expect("a card").passing.is_some());
    story.order(Order::Answered { staff: staff("ben") });
    assert_eq!(owner(&story).as_deref(), Some("ben"));
    assert!(story.room.card().expect("a card").passing.is_none());
    assert_eq!(story.kinds(), ["raised", "answered", "passing", "said", "said", "answered"]);
}

#[test]
fn who_only_reads_says_nothing_closes_nothing_and_leaves_everything_unread() {
    let mut story = passing();
    let reader = || Speaker::Reader(staff("ben"));
    story.visitor_says(1, "Hello?").say(reader(), 2, "Hi").is_refused(Refusal::NotAnswered);
    story.step(Command::Close { speaker: reader() }).is_refused(Refusal::NotAnswered);
    story.step(Command::Mark { speaker: reader(), delivered: Seq(9), read: Seq(9) }).changes_nothing();
    story.later(10_000).step(Command::Tick);
    assert_eq!(story.report().unread, 1);
}

#[test]
fn a_room_that_is_passed_on_is_not_closed_for_its_silence() {
    let mut story = Story::raised_with(talkative());
    story.order(Order::Answered { staff: staff("ada") }).says("ada", 1, "One moment");
    story.order(Order::Passing { to: sales() }).later(3_600_000).step(Command::Tick).changes_nothing();
    assert_eq!(story.room.wake_at(), None);
    story.order(Order::Returned { staff: staff("ada"), failed: true });
    assert!(story.room.wake_at().is_some());
    assert_eq!(story.automatic(), ["welcome: hello", "transferfailed: nobody took over"]);
}

#[test]
fn what_was_taken_back_did_not_fail() {
    let mut story = Story::raised_with(talkative());
    story.order(Order::Answered { staff: staff("ada") }).order(Order::Passing { to: sales() });
    story.order(Order::Returned { staff: staff("ada"), failed: false });
    assert_eq!(story.automatic(), ["welcome: hello"]);
    assert_eq!(owner(&story).as_deref(), Some("ada"));
}

#[test]
fn a_transfer_that_nobody_takes_says_its_own_words_when_it_is_missed() {
    let mut story = Story::raised_with(talkative());
    story.order(Order::Answered { staff: staff("ada") }).order(Order::Passing { to: sales() }).order(Order::Missed);
    assert_eq!(story.automatic(), ["welcome: hello", "transferfailed: nobody took over"]);
    assert_eq!(story.room.card().map(|card| card.phase), Some(Phase::Missed));
    story.order(Order::Answered { staff: staff("ben") }).order(Order::Missed);
    assert_eq!(story.automatic().last().map(String::as_str), Some("away: nobody is here"));
}

#[test]
fn the_visitor_hears_of_a_guest_who_spoke_and_of_their_leaving_once() {
    let mut story = Story::answered();
    story.order(Order::Left { staff: staff("ben").id });
    story.says("ben", 1, "Hello").says("ben", 2, "I am Ben").order(Order::Left { staff: staff("ben").id });
    story.order(Order::Left { staff: staff("ben").id }).says("ben", 3, "Back again");
    assert_eq!(story.kinds(), ["raised", "answered", "joined", "said", "said", "left", "joined", "said"]);
    assert_eq!(story.room.card().expect("a card").people.len(), 2, "whose words are in the log stays known");
}

#[test]
fn a_visitor_who_looks_elsewhere_is_called_when_it_comes_back() {
    let mut story = passing();
    story.visitor_looks(false).order(Order::Returned { staff: staff("ada"), failed: true }).has_called(1);
}

#[test]
fn orders_that_crossed_a_close_change_nothing() {
    let mut story = passing();
    story.step(Command::Close { speaker: Speaker::Visitor });
    story.order(Order::Returned { staff: staff("ada"), failed: true }).order(Order::Passing { to: sales() });
    story.order(Order::Left { staff: staff("ada").id }).reads(Side::Visitor, 4);
    assert_eq!(story.kinds(), ["raised", "answered", "passing", "closed"]);
}
