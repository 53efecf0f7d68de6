//! Stories of a room that says things by itself.

use super::{
    Command, MAX_ENTRIES, Speaker,
    story::{Story, staff, talkative, words},
};
use crate::{
    card::{ClosedBy, Phase},
    owed::Order,
    script::Script,
    setup::messages::AutoClose,
    value::Seq,
    wire::Logged,
};

const SECOND: i64 = 1_000;

fn answered() -> Story {
    let mut story = Story::raised_with(talkative());
    story.order(Order::Answered { staff: staff("ada") });
    story
}

#[test]
fn a_room_says_nothing_until_it_is_told_what() {
    let mut story = Story::answered();
    story.says("ada", 1, "Hello").order(Order::Missed).step(Command::Close { speaker: Speaker::Visitor });
    assert_eq!(story.automatic(), Vec::<String>::new());
}

#[test]
fn it_welcomes_once_however_often_it_is_opened() {
    let mut story = Story::raised_with(talkative());
    assert_eq!(story.kinds(), ["raised", "automatic"]);
    story.order_again(Order::Open {
        visitor: super::story::visitor(),
        visitor_name: crate::value::DisplayName::try_from("Calm Otter 42").expect("a name"),
        entry: super::story::sales(),
        mode: crate::card::Mode::Chat,
        former: None,
        script: Box::new(talkative()),
        channel: None,
    });
    story.changes_nothing();
    assert_eq!(story.automatic(), ["welcome: hello"]);
}

#[test]
fn it_asks_the_desk_how_many_can_see_it_and_says_that_once() {
    let mut story = Story::raised_with(talkative());
    story.later(19 * SECOND).step(Command::Tick).changes_nothing().tells(0);
    story.wakes().tells(1);
    assert!(story.reports[0].asks_for_people);
    assert_eq!(story.room.wake_at(), None, "it is owed an answer");
    story.order(Order::People { count: 3 }).order_again(Order::People { count: 2 }).order(Order::People { count: 1 });
    assert_eq!(story.automatic(), ["welcome: hello", "waiting: 3 people can see this"]);
    // Later reports don't ask again.
    story.later(5 * SECOND).visitor_says(1, "Hello?").tells(2);
    assert!(!story.reports[1].asks_for_people);
}

#[test]
fn who_was_answered_meanwhile_is_not_told_who_could() {
    let mut story = Story::raised_with(talkative());
    story.wakes().order(Order::Answered { staff: staff("ada") }).order(Order::People { count: 3 });
    assert_eq!(story.automatic(), ["welcome: hello"]);
}

#[test]
fn waiting_begins_anew_when_it_is_offered_again() {
    let plain = Script { waiting: Some(words("One moment")), ..talkative() };
    let mut story = Story::raised_with(plain);
    story.wakes().order(Order::Missed).later(60 * SECOND).order(Order::Reopened).wakes();
    let said = ["welcome: hello", "waiting: one moment", "away: nobody is here", "waiting: one moment"];
    assert_eq!(story.automatic(), said);
    assert_eq!(story.room.wake_at(), None);
}

#[test]
fn a_silent_visitor_is_asked_once_for_each_silence() {
    let mut story = answered();
    story.visitor_says(1, "Hello").later(300 * SECOND);
    assert_eq!(story.automatic().len(), 1, "staff have to speak first");
    story.says("ada", 2, "Which size?").wakes().says("ada", 3, "Or colour?").later(100 * SECOND).step(Command::Tick);
    assert_eq!(story.automatic(), ["welcome: hello", "idle: still there?"]);
    story.visitor_says(4, "Large").says("ada", 5, "Done").later(60 * SECOND).step(Command::Tick);
    assert_eq!(story.automatic(), ["welcome: hello", "idle: still there?", "idle: still there?"]);
}

#[test]
fn a_silent_room_is_closed_after_a_warning_to_both_sides() {
    let mut story = answered();
    story.visitor_says(1, "Hello").later(479 * SECOND).step(Command::Tick).changes_nothing();
    story.wakes();
    assert_eq!(story.automatic(), ["welcome: hello", "closing in 120000"]);
    story.later(119 * SECOND).step(Command::Tick).changes_nothing();
    story.wakes();
    assert_eq!(story.automatic(), ["welcome: hello", "closing in 120000", "close: bye"]);
    assert_eq!(story.kinds().last().map(String::as_str), Some("closed"));
    assert!(matches!(story.log().last().map(|entry| &entry.logged), Some(Logged::Closed { by: ClosedBy::Idle, .. })));
    assert_eq!(story.room.wake_at(), None);
}

#[test]
fn any_word_calls_the_close_off() {
    let mut story = answered();
    story.visitor_says(1, "Hello").wakes().later(60 * SECOND).visitor_says(2, "Wait").later(479 * SECOND);
    story.step(Command::Tick).changes_nothing();
    assert_eq!(story.room.card().map(|card| card.phase), Some(Phase::Engaged));
    story.wakes().wakes();
    assert_eq!(story.room.card().map(|card| card.phase), Some(Phase::Closed));
}

#[test]
fn nobody_is_closed_without_the_time_of_the_warning() {
    // The object slept through it: a crash, or an alarm that came late.
    let mut story = answered();
    story.visitor_says(1, "Hello").later(3_600 * SECOND).step(Command::Tick);
    assert_eq!(story.automatic(), ["welcome: hello", "closing in 120000"]);
    // And what was said of the time stands, also when another one is set meanwhile.
    let sooner = Script { auto_close: Some(AutoClose { after_s: 20, warn_s: 10 }), ..talkative() };
    story.order(Order::Script(Box::new(sooner))).later(119 * SECOND).step(Command::Tick).changes_nothing();
    story.order(Order::Script(Box::default())).wakes();
    assert_eq!(story.room.card().map(|card| card.phase), Some(Phase::Closed));
}

#[test]
fn other_words_are_said_from_then_on() {
    let mut story = answered();
    let other = Script { close: Some(words("See you")), idle: None, ..talkative() };
    story.order(Order::Script(Box::new(other))).says("ada", 1, "Hello").later(300 * SECOND).step(Command::Tick);
    story.step(Command::Close { speaker: Speaker::Staff(staff("ada")) });
    assert_eq!(story.automatic(), ["welcome: hello", "close: see you"]);
    story.order(Order::Script(Box::default())).order(Order::People { count: 1 });
    assert_eq!(story.kinds().last().map(String::as_str), Some("closed"), "nothing comes after a close");
}

#[test]
fn what_is_automatic_is_nobodys_word() {
    let mut story = Story::raised_with(talkative());
    story.later(5 * SECOND).order(Order::Missed).visitor_says(1, "Hello?");
    let report = story.reports.last().expect("it is told at once");
    assert_eq!((report.unread, report.staff_said_at_ms), (1, None));
    assert_eq!(report.preview.as_ref().map(|preview| preview.text.as_str()), Some("Hello?"));
}

#[test]
fn an_enquiry_that_was_taken_back_is_nobodys() {
    let mut story = answered();
    story.order(Order::Reopened);
    assert_eq!(story.room.card().map(|card| (card.phase, card.owner.clone())), Some((Phase::Open, None)));
    story.says("ada", 1, "Hello").is_refused(super::Refusal::NotAnswered);
}

#[test]
fn the_desk_hears_of_the_first_word_of_staff_at_once() {
    let mut story = Story::answered();
    story
        .visitor_says(1, "Hello")
        .tells(1)
        .says("ada", 2, "Hello")
        .tells(2)
        .says("ada", 3, "Sorry to keep you")
        .tells(2);
    assert_eq!(story.reports[1].staff_said_at_ms, Some(story.now));
}

#[test]
fn a_full_room_still_closes() {
    let mut story = answered();
    story.room.last = Seq(MAX_ENTRIES);
    story.now = story.room.wake_at().expect("it will be closed");
    let decision = story.room.decide(story.now, Command::Tick).expect("it closes");
    assert_eq!(decision.events.iter().filter(|event| matches!(event, super::Event::Logged(_))).count(), 1);
}
