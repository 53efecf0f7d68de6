//! Who looks on in a room: there, and nowhere to be seen.

use super::{
    Command, Refusal, Speaker,
    story::{Story, staff},
};
use crate::{
    value::Seq,
    wire::{LogEntry, Logged},
};

fn sue() -> Speaker {
    Speaker::Onlooker(staff("sue"))
}

fn last(story: &Story) -> LogEntry {
    (**story.log().last().expect("there is an entry")).clone()
}

#[test]
fn what_a_looker_on_reads_stays_unread_and_moves_nobodys_mark() {
    let mut story = Story::answered();
    story
        .visitor_says(1, "Hello?")
        .step(Command::Mark { speaker: sue(), delivered: Seq(9), read: Seq(9) })
        .changes_nothing();
    // Once they have spoken the visitor knows of them, and they read as anybody.
    story.say(sue(), 2, "Sue here").step(Command::Mark { speaker: sue(), delivered: Seq(3), read: Seq(3) });
    assert_eq!(story.room.marks().staff.read, Seq(3));
    assert_eq!(story.kinds(), ["raised", "answered", "said", "joined", "said"]);
}

#[test]
fn what_a_looker_on_notes_is_whispered_to_whose_chat_it_is() {
    let mut story = Story::answered();
    story.note(sue(), 1, "Offer the express rate");
    let Logged::Noted { to, staff: by, .. } = last(&story).logged else { panic!("it is a note") };
    assert_eq!((to, by.id), (Some(staff("ada").id), staff("sue").id));
    assert!(last(&story).is_for_staff());
    // Sent again it is the same; and their own to change.
    story.note(sue(), 1, "Offer the express rate").is_answered_with(3);
    story.revises(sue(), 2, 3, Some("Offer the slow one"));
    assert_eq!(story.room.card().expect("a card").people.len(), 1, "the visitor is told of nobody");
    story.note(Speaker::Staff(staff("ada")), 3, "I will");
    let Logged::Noted { to, .. } = last(&story).logged else { panic!("it is a note") };
    assert_eq!(to, None);
}

#[test]
fn before_anybody_answered_a_looker_on_says_nothing() {
    let mut story = Story::raised();
    story.say(sue(), 1, "Hello").is_refused(Refusal::NotAnswered);
    story.note(sue(), 2, "It is about the tent");
    let Logged::Noted { to, .. } = last(&story).logged else { panic!("it is a note") };
    assert_eq!(to, None, "it is nobody's yet");
}
