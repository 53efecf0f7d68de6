//! Rooms whose visitor writes to a social account: what is brought there, and what can't be taken back.

use super::{
    Command, Refusal, Speaker,
    story::{Story, photo, staff, talkative},
};
use crate::{
    owed::Order,
    script::Script,
    value::Seq,
    wire::{REVISE_MS, Revision},
};

fn ada() -> Speaker {
    Speaker::Staff(staff("ada"))
}

fn answered() -> Story {
    let mut story = Story::raised_on_a_channel(Script::default());
    story.order(Order::Answered { staff: staff("ada") });
    story
}

#[test]
fn what_staff_and_the_room_say_is_brought_to_the_account_once() {
    let mut story = Story::raised_on_a_channel(talkative());
    assert_eq!(story.kinds(), ["raised", "automatic"]);
    assert_eq!(story.delivered, [Seq(2)]);
    story.visitor_says(1, "Hello").order(Order::Answered { staff: staff("ada") });
    assert_eq!(story.delivered, [Seq(2)], "neither what they wrote nor that somebody answered");
    story.says("ada", 2, "Hello there").says("ada", 2, "Hello there").shares(ada(), 3, photo(3));
    assert_eq!(story.delivered, [Seq(2), Seq(5), Seq(6)], "a repeat is no second message");
    story.note(ada(), 4, "A regular");
    assert_eq!(story.delivered.len(), 3, "a note is for nobody else");
}

#[test]
fn of_a_room_in_the_chat_nothing_is_brought_anywhere() {
    let mut story = Story::answered();
    story.says("ada", 1, "Hello");
    assert_eq!(story.delivered, []);
}

#[test]
fn what_was_sent_stays_as_it_is_and_notes_can_be_changed() {
    let mut story = answered();
    story.says("ada", 1, "Ten").note(ada(), 2, "Or eleven");
    story.revises(ada(), 3, 3, Some("Eleven")).is_refused(Refusal::SentAway);
    story.revises(ada(), 3, 3, None).is_refused(Refusal::SentAway);
    story.revises(ada(), 3, 4, Some("Or twelve"));
    assert_eq!(story.kinds().last().map(String::as_str), Some("revised"));
}

#[test]
fn what_they_took_back_there_goes_here_however_late_and_after_the_close() {
    let mut story = answered();
    story.visitor_says(1, "My card is 1234").visitor_says(2, "Hello").later(REVISE_MS * 20);
    story.revises(Speaker::Visitor, 3, 4, Some("Hello!"));
    story.step(Command::Close { speaker: ada() });
    story.revises(Speaker::Visitor, 4, 4, Some("Hello?")).is_refused(Refusal::EnquiryClosed);
    story.revises(Speaker::Visitor, 5, 3, None);
    assert_eq!(story.kinds().last().map(String::as_str), Some("revised"));
    let kept = story.kept();
    assert!(matches!(&kept[2].logged, crate::wire::Logged::Said { revised: Some(Revision::Recalled), .. }));
}
