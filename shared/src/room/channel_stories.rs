//! Rooms whose visitor writes to a social account: what is brought there, and what can't be taken back.

use super::{
    Command, Refusal, Speaker,
    story::{Story, photo, staff, talkative},
};
use crate::{
    card::Side,
    channel,
    owed::Order,
    script::Script,
    value::{DisplayName, Handle, Seq},
    wire::{Logged, REVISE_MS, Revision},
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

/// The business, in the messaging service's own application.
fn elsewhere() -> Speaker {
    let of = |text: &str| Handle::try_from(text).expect("a handle");
    let name = DisplayName::try_from("Facebook Page").expect("a name");
    Speaker::Elsewhere(channel::elsewhere(&of("acme-page"), &of("facebook"), &name))
}

#[test]
fn what_the_business_wrote_there_stands_here_and_goes_nowhere_and_answers_for_nobody() {
    let mut story = Story::raised_on_a_channel(Script::default());
    story.visitor_says(1, "Hello").say(elsewhere(), 2, "Yes?").say(elsewhere(), 2, "Yes?");
    assert_eq!(story.kinds(), ["raised", "said", "joined", "said"]);
    assert_eq!(story.delivered, [], "it is there already");
    let kept = story.kept();
    assert!(matches!(&kept[3].logged, Logged::Said { author, .. } if author.side() == Side::Staff));
    story.order(Order::Answered { staff: staff("ada") }).says("ada", 3, "I am here").say(elsewhere(), 4, "So am I");
    assert_eq!(story.kinds()[4..], ["answered", "said", "said"]);
    assert_eq!(story.delivered, [Seq(6)]);
    story.note(ada(), 5, "Who was that?");
    story.step(Command::Close { speaker: ada() });
    story.say(elsewhere(), 6, "Too late").is_refused(Refusal::EnquiryClosed);
}

#[test]
fn what_the_business_changed_there_is_changed_here_and_nothing_of_ours() {
    let mut story = answered();
    story.say(elsewhere(), 1, "Ten").says("ada", 2, "Eleven").later(REVISE_MS * 20);
    story.revises(elsewhere(), 3, 4, Some("Twelve"));
    story.revises(elsewhere(), 4, 5, Some("Twelve")).is_refused(Refusal::NotTheirs);
    story.step(Command::Close { speaker: ada() });
    story.revises(elsewhere(), 5, 4, None);
    assert_eq!(story.kinds().last().map(String::as_str), Some("revised"));
}
