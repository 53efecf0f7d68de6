//! What was recorded comes into the log, however the call ended, and nothing else does.

use super::{
    Command, HAND_IN_MS, Recording, Refusal, Speaker,
    call_stories::call,
    story::{Story, photo, sales, sound, staff},
};
use crate::{call::RecordStep, file::FileCard, owed::Order};

fn ada() -> Speaker {
    Speaker::Staff(staff("ada"))
}

fn ben() -> Speaker {
    Speaker::Staff(staff("ben"))
}

/// One who is out of the room, as the room hears of them.
fn out(name: &str) -> Speaker {
    Speaker::Reader(staff(name))
}

impl Story {
    /// Somebody begins to hand a file in now, and it is all there.
    fn hands_in(&mut self, speaker: Speaker, number: u8, file: FileCard) -> &mut Self {
        let of = self.recording(1);
        self.shares_as(Some(of), speaker, number, file)
    }

    fn recording(&self, number: u8) -> Recording {
        Recording { call: call(number), begun_at: self.now }
    }

    fn may_begin(&self, speaker: &Speaker) -> Result<Option<usize>, Refusal> {
        self.room.may_share(speaker, Some(self.recording(1)))
    }
}

fn share(of: Option<Recording>) -> Command {
    let (message, file) = (super::story::message(1), Box::new(sound(1)));
    Command::Share { speaker: ada(), message, file, of, known: None, looks: true }
}

/// A visitor and Ada talk, and Ada records it.
fn recorded() -> Story {
    let mut story = Story::answered();
    story.offers(Speaker::Visitor, 1).joins(ada(), 1, 2);
    story.records(ada(), 2, RecordStep::Ask).records(Speaker::Visitor, 1, RecordStep::Agree).later(20_000);
    assert_eq!(story.calls_in_log(), ["offered", "joined", "recorded"]);
    story
}

#[test]
fn a_recording_lands_in_a_room_that_was_closed_meanwhile() {
    let mut story = recorded();
    story.step(Command::Close { speaker: Speaker::Visitor }).later(3_000);
    assert_eq!(story.may_begin(&ada()), Ok(Some(1)));
    story.hands_in(ada(), 1, sound(1));
    let kinds = story.kinds();
    assert_eq!(kinds[kinds.len() - 3..], ["call", "closed", "shared"]);
    let last = story.room.last().0;
    story.hands_in(ada(), 1, sound(1)).is_answered_with(last);
    assert!(story.room.card().is_some_and(|card| card.phase == crate::card::Phase::Closed), "it opens nothing");
    story.later(60_000).step(Command::Tick);
    assert_eq!(story.room.wake_at(), None, "nothing is left to do");
}

#[test]
fn who_passed_the_enquiry_on_hands_in_what_they_recorded() {
    let mut story = recorded();
    story.order(Order::Passing { to: sales() }).hands_in(ada(), 1, sound(1));
    assert_eq!(story.kinds().last().map(String::as_str), Some("shared"));
    let mut story = recorded();
    story.order(Order::Passing { to: sales() }).order(Order::Answered { staff: staff("ben") });
    story.hands_in(out("ada"), 1, sound(1));
    assert_eq!(story.kinds().last().map(String::as_str), Some("shared"), "while the call goes on with Ben");
    story.says("ben", 2, "Hello").hands_in(out("ada"), 1, sound(1));
    assert!(story.last.is_ok(), "sent again");
}

#[test]
fn a_guest_who_left_hands_in_what_they_recorded_and_comes_in_by_nothing() {
    let mut story = Story::answered();
    story.offers(Speaker::Visitor, 1).joins(ada(), 1, 2).joins(ben(), 1, 3);
    story.records(ben(), 3, RecordStep::Ask).records(ada(), 2, RecordStep::Agree);
    story.records(Speaker::Visitor, 1, RecordStep::Agree).order(Order::Left { staff: staff("ben").id });
    story.visitor_looks(false).hands_in(out("ben"), 1, sound(1)).has_called(0);
    assert_eq!(story.kinds()[story.kinds().len() - 2..], ["left", "shared"]);
}

#[test]
fn who_never_recorded_hands_in_nothing() {
    let mut story = recorded();
    story.step(Command::Close { speaker: ada() });
    for liar in [Speaker::Visitor, ben(), out("ben"), Speaker::Onlooker(staff("dan"))] {
        assert!(story.may_begin(&liar).is_err());
        let refused = story.hands_in(liar.clone(), 1, sound(1)).last.clone();
        let expected = if matches!(liar, Speaker::Reader(_)) { Refusal::NotAnswered } else { Refusal::EnquiryClosed };
        assert_eq!(refused, Err(expected));
    }
    // Asked for, and never agreed to.
    let mut story = Story::answered();
    story.offers(Speaker::Visitor, 1).joins(ada(), 1, 2).records(ada(), 2, RecordStep::Ask);
    story.step(Command::Close { speaker: ada() }).hands_in(ada(), 1, sound(1)).is_refused(Refusal::EnquiryClosed);
    // Another call than the one that they recorded.
    let mut story = recorded();
    story.step(Command::Close { speaker: ada() });
    let other = story.recording(2);
    story.shares_as(Some(other), ada(), 1, sound(1)).is_refused(Refusal::EnquiryClosed);
    story.shares(ada(), 1, sound(1)).is_refused(Refusal::EnquiryClosed);
}

#[test]
fn only_sound_is_handed_in() {
    let mut story = recorded();
    story.step(Command::Close { speaker: ada() }).hands_in(ada(), 1, photo(1)).is_refused(Refusal::OnlyRecording);
    story.say(ada(), 2, "And another thing").is_refused(Refusal::EnquiryClosed);
    // While one may write, it is a file as any.
    recorded().hands_in(ada(), 1, photo(1)).says("ada", 2, "Look");
}

#[test]
fn ten_minutes_after_the_call_it_is_too_late_to_begin_and_what_was_begun_arrives() {
    let mut story = recorded();
    story.hangs_up(ada(), 1, 2).later(60_000).step(Command::Close { speaker: ada() });
    story.later(HAND_IN_MS - 60_000);
    let begun = story.recording(1);
    assert_eq!(story.may_begin(&ada()), Ok(Some(1)));
    story.later(1);
    assert_eq!(story.may_begin(&ada()), Err(Refusal::EnquiryClosed));
    story.hands_in(ada(), 1, sound(1)).is_refused(Refusal::EnquiryClosed);
    let arrives = story.room.decide(story.now.plus_ms(60_000), share(Some(begun)));
    assert!(arrives.is_ok_and(|decision| !decision.events.is_empty()));
}

#[test]
fn each_time_that_one_recorded_is_a_file() {
    let mut story = recorded();
    story.records(Speaker::Visitor, 1, RecordStep::Stop).records(ada(), 2, RecordStep::Ask);
    story.records(Speaker::Visitor, 1, RecordStep::Agree).step(Command::Close { speaker: ada() });
    assert_eq!(story.calls_in_log()[..4], ["offered", "joined", "recorded", "recorded"]);
    assert_eq!(story.may_begin(&ada()), Ok(Some(2)));
    // Somebody else's file stands there by that message id.
    story.hands_in(ada(), 1, sound(1)).hands_in(ada(), 1, sound(2)).is_refused(Refusal::Taken);
}

#[test]
fn a_room_that_is_full_takes_no_recording() {
    let mut story = recorded();
    story.step(Command::Close { speaker: ada() });
    story.room.last = crate::value::Seq(super::MAX_ENTRIES);
    let share = share(Some(story.recording(1)));
    assert_eq!(story.room.decide(story.now, share), Err(Refusal::RoomFull));
}
