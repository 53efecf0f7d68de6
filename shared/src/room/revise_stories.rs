//! Quotes, and what is edited or recalled.

use super::{
    Command, Refusal, Speaker,
    story::{Story, staff},
};
use crate::{
    card::Side,
    value::Seq,
    wire::{LogEntry, Logged, RECALLED, REVISE_MS, Revision},
};

fn ada() -> Speaker {
    Speaker::Staff(staff("ada"))
}

/// The words of an entry, and what became of them.
fn words(story: &Story, seq: u32) -> (String, Option<Revision>) {
    let kept = story.kept().into_iter().find(|entry| entry.seq == Seq(seq)).expect("an entry");
    let (Logged::Said { body, revised, .. } | Logged::Noted { body, revised, .. }) = kept.logged else {
        panic!("no words");
    };
    (body.as_str().to_owned(), revised)
}

fn preview(story: &mut Story) -> String {
    story.later(5_000).wakes();
    story.report().preview.expect("something was said").text.as_str().to_owned()
}

#[test]
fn who_said_something_edits_it() {
    let mut story = Story::answered();
    story.visitor_says(1, "Do you sell tends?").revises(Speaker::Visitor, 2, 3, Some("Do you sell tents?"));
    assert_eq!(story.kinds(), ["raised", "answered", "said", "revised"]);
    assert_eq!(words(&story, 3), ("Do you sell tents?".to_owned(), Some(Revision::Edited)));
    assert_eq!(preview(&mut story), "Do you sell tents?");
    // And once more.
    story.revises(Speaker::Visitor, 3, 3, Some("Do you sell big tents?"));
    assert_eq!(words(&story, 3).0, "Do you sell big tents?");
    assert_eq!(preview(&mut story), "Do you sell big tents?");
}

#[test]
fn what_is_recalled_is_gone_and_its_place_says_so() {
    let mut story = Story::answered();
    story.says("ada", 1, "The code is 1234").revises(ada(), 2, 3, None);
    assert_eq!(words(&story, 3), (RECALLED.to_owned(), Some(Revision::Recalled)));
    assert_eq!(preview(&mut story), RECALLED);
    story.revises(ada(), 3, 3, Some("The code is 12")).is_refused(Refusal::TooLate);
    story.revises(ada(), 3, 3, None).is_refused(Refusal::TooLate);
}

#[test]
fn only_the_writer_changes_words() {
    let mut story = Story::answered();
    story.visitor_says(1, "Hello").says("ada", 2, "Hello").says("ben", 3, "Hello, too");
    story.revises(ada(), 9, 3, Some("Bye")).is_refused(Refusal::NotTheirs);
    story.revises(Speaker::Visitor, 9, 4, None).is_refused(Refusal::NotTheirs);
    story.revises(Speaker::Staff(staff("ben")), 9, 4, None).is_refused(Refusal::NotTheirs);
    // The line that says who answered is nobody's words, and there is no entry 70.
    story.revises(ada(), 9, 2, None).is_refused(Refusal::NotTheirs);
    story.revises(ada(), 9, 70, None).is_refused(Refusal::NotTheirs);
    story.revises(Speaker::Reader(staff("ada")), 9, 4, None).is_refused(Refusal::NotAnswered);
}

#[test]
fn words_stand_after_five_minutes_and_after_the_close() {
    let mut story = Story::answered();
    story.visitor_says(1, "Hello").later(REVISE_MS).revises(Speaker::Visitor, 2, 3, Some("Hello!"));
    assert_eq!(words(&story, 3).0, "Hello!");
    story.later(1).revises(Speaker::Visitor, 3, 3, Some("Hello?")).is_refused(Refusal::TooLate);
    story.says("ada", 4, "Bye").step(Command::Close { speaker: ada() });
    story.revises(ada(), 5, 5, None).is_refused(Refusal::EnquiryClosed);
}

#[test]
fn a_change_that_is_sent_twice_is_made_once() {
    let mut story = Story::answered();
    story.says("ada", 1, "Ten").revises(ada(), 2, 3, Some("Eleven")).revises(ada(), 2, 3, Some("Eleven"));
    story.is_answered_with(4);
    // Again, late and after the next one: it changes nothing, nor does what was changed, sent again.
    story
        .revises(ada(), 3, 3, Some("Twelve"))
        .later(REVISE_MS * 2)
        .revises(ada(), 2, 3, Some("Eleven"))
        .is_answered_with(4);
    story.says("ada", 1, "Ten").is_answered_with(3);
    assert_eq!(words(&story, 3).0, "Twelve");
    story.revises(ada(), 1, 3, None).is_refused(Refusal::Taken);
    story.visitor_says(2, "Eleven").is_refused(Refusal::Taken);
}

#[test]
fn changes_of_a_note_stay_among_staff() {
    let mut story = Story::answered();
    story.note(ada(), 1, "Asks each weak").revises(ada(), 2, 3, Some("Asks each week"));
    assert_eq!(words(&story, 3), ("Asks each week".to_owned(), Some(Revision::Edited)));
    for entry in story.kept() {
        let is_note = entry.seq.0 >= 3;
        let seen = entry.seen_by(Side::Visitor);
        assert_eq!(seen.logged == Logged::Hidden, is_note, "{seen:?}");
    }
    assert!(story.reports.iter().all(|report| report.preview.is_none()), "the lists show no notes");
}

#[test]
fn a_quote_is_the_number_of_what_is_there() {
    let mut story = Story::answered();
    story.visitor_says(1, "Do you sell tents?");
    let quote = |story: &mut Story, number: u8, quote: u32| {
        let message = super::story::message(number);
        let (body, known) = (super::story::body("Yes"), story.known(message));
        story.step(Command::Say { speaker: ada(), message, body, quote: Some(Seq(quote)), known, looks: true });
        let Some(LogEntry { logged: Logged::Said { quote, .. }, .. }) = story.kept().pop() else { panic!("said") };
        quote
    };
    assert_eq!(quote(&mut story, 2, 3), Some(Seq(3)));
    assert_eq!(quote(&mut story, 3, 0), None);
    assert_eq!(quote(&mut story, 4, 70), None);
}
