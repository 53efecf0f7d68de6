//! Stories of one room as a client sees it, over good and bad networks.

use proptest::prelude::*;
use shared::{
    call::{CallEnd, CallMark, CallStep},
    card::{ClosedBy, EntryCard, StaffCard, TagCard},
    channel::ChannelCard,
    id::{CallId, EnquiryId, TagId},
    script::{Button, Slot},
    wire::{Author, Revision},
};

use super::*;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

fn ada() -> StaffCard {
    StaffCard {
        id: StaffId::new(Timestamp::from_ms(1), [1; 10]),
        handle: "ada".try_into().expect("a handle"),
        name: "Ada".try_into().expect("a name"),
        title: None,
        photo: None,
        online: None,
        integration: false,
        calls: false,
    }
}

fn cleo() -> StaffCard {
    StaffCard {
        id: StaffId::new(Timestamp::from_ms(9), [9; 10]),
        handle: "cleo".try_into().expect("a handle"),
        name: "Cleo".try_into().expect("a name"),
        ..ada()
    }
}

fn card(phase: Phase) -> RoomCard {
    RoomCard {
        enquiry: Some(EnquiryId::new(Timestamp::from_ms(1), [2; 10])),
        space: None,
        phase,
        entry: Some(EntryCard::Tag(TagCard {
            id: TagId::new(Timestamp::from_ms(1), [3; 10]),
            handle: "sales".try_into().expect("a handle"),
            name: "Sales".try_into().expect("a name"),
            description: None,
            icon: None,
            picture: None,
            online: None,
            opening: None,
            calls: false,
        })),
        owner: None,
        people: vec![],
        visitor_name: Some("Calm Otter 42".try_into().expect("a name")),
        raised_at_ms: Timestamp::from_ms(0),
        passing: None,
        former: None,
        channel: None,
    }
}

fn id(number: u8) -> MessageId {
    MessageId::new(Timestamp::from_ms(1), [number; 10])
}

fn body(text: &str) -> MessageBody {
    text.try_into().expect("a message")
}

fn said(seq: u32, author: Author, at: i64) -> LogEntry {
    let number = u8::try_from(seq).expect("a short story");
    let logged =
        Logged::Said { message: id(number), author, body: body(&format!("message {seq}")), quote: None, revised: None };
    LogEntry { seq: Seq(seq), at_ms: Timestamp::from_ms(at), logged }
}

fn happened(seq: u32, logged: Logged) -> LogEntry {
    LogEntry { seq: Seq(seq), at_ms: Timestamp::from_ms(0), logged }
}

fn staff() -> Author {
    Author::Staff { staff: ada().id }
}

/// A visitor's room that was welcomed with `entries`.
fn welcomed(entries: Vec<LogEntry>) -> Transcript {
    let last = entries.last().map_or(Seq(0), |entry| entry.seq);
    let mut transcript = Transcript::new(Viewer::Visitor);
    assert_eq!(transcript.welcome(card(Phase::Open), Marks::default(), entries, last), Took::Fine);
    transcript
}

fn messages(transcript: &Transcript) -> Vec<MessageLine> {
    let lines = transcript.lines(|at| i32::try_from(at.as_ms() / DAY).expect("a short story"));
    lines
        .into_iter()
        .filter_map(|line| if let LineKind::Message(line) = line.kind { Some(line) } else { None })
        .collect()
}

fn written(number: u8) -> Pending {
    Pending {
        message: id(number),
        at_ms: Timestamp::from_ms(0),
        content: Content::Say(body("hello")),
        quote: None,
        failed: None,
    }
}

#[test]
fn a_message_is_shown_at_once_and_keeps_its_line_when_the_room_has_it() {
    let mut room = welcomed(vec![happened(1, Logged::Raised)]);
    room.pend(written(2));
    let before = room.lines(|_| 0);
    assert_eq!(messages(&room)[0].state, MessageState::Sending);
    assert_eq!(room.entry(said(2, Author::Visitor, 0)), Took::Fine);
    let after = room.lines(|_| 0);
    assert_eq!(messages(&room).len(), 1, "one message, not two");
    assert_eq!(messages(&room)[0].state, MessageState::Sent);
    assert_eq!(before.last().map(|line| line.key), after.last().map(|line| line.key));
    assert_ne!(before.last(), after.last(), "but it is drawn anew");
}

#[test]
fn a_message_becomes_delivered_and_read_as_the_other_side_gets_there() {
    let mut room =
        welcomed(vec![happened(1, Logged::Raised), said(2, Author::Visitor, 0), said(3, Author::Visitor, 0)]);
    room.mark(Marks { staff: Mark { delivered: Seq(3), read: Seq(2) }, ..Marks::default() });
    let states: Vec<MessageState> = messages(&room).iter().map(|line| line.state).collect();
    assert_eq!(states, [MessageState::Read, MessageState::Delivered]);
    room.mark(Marks::default());
    assert_eq!(messages(&room)[0].state, MessageState::Read, "marks never fall");
}

#[test]
fn a_refused_message_stays_with_its_reason_until_its_writer_decides() {
    let mut room = welcomed(vec![]);
    room.pend(written(1));
    room.refused(id(1), ErrorCode::EnquiryClosed);
    assert_eq!(messages(&room)[0].state, MessageState::Failed { code: ErrorCode::EnquiryClosed });
    room.retry(id(1));
    assert_eq!(messages(&room)[0].state, MessageState::Sending);
    room.discard(id(1));
    assert!(messages(&room).is_empty());
}

#[test]
fn an_entry_beyond_a_gap_is_not_taken() {
    let mut room = welcomed(vec![happened(1, Logged::Raised)]);
    assert_eq!(room.entry(said(3, staff(), 0)), Took::Gap);
    assert_eq!(room.last(), Seq(1));
    assert_eq!(room.entries(vec![said(2, staff(), 0), said(3, staff(), 0)]), Took::Fine);
    assert_eq!(messages(&room).len(), 2);
}

#[test]
fn a_page_that_does_not_follow_replaces_what_was_there() {
    let mut room = welcomed(vec![happened(1, Logged::Raised)]);
    let page: Vec<LogEntry> = (60..=70).map(|seq| said(seq, staff(), 0)).collect();
    assert_eq!(room.welcome(card(Phase::Engaged), Marks::default(), page, Seq(70)), Took::Fine);
    assert_eq!((room.oldest(), room.last()), (Some(Seq(60)), Seq(70)));
    room.history((50..60).map(|seq| said(seq, staff(), 0)).collect());
    assert_eq!(room.oldest(), Some(Seq(50)));
    room.history(vec![said(10, staff(), 0)]);
    assert_eq!(room.oldest(), Some(Seq(50)), "a page from elsewhere is left out");
}

#[test]
fn the_room_follows_its_log_but_never_back() {
    let mut room = welcomed(vec![happened(1, Logged::Raised)]);
    let _ = room.entry(happened(2, Logged::Missed));
    let _ = room.entry(happened(3, Logged::Reopened));
    assert_eq!(room.phase(), Some(Phase::Open));
    let _ = room.entry(happened(4, Logged::Answered { staff: ada() }));
    assert_eq!(room.phase(), Some(Phase::Engaged));
    // A welcome that holds all up to entry 5, and the entries themselves in a later frame.
    let _ = room.welcome(card(Phase::Closed), Marks::default(), vec![], Seq(5));
    let _ = room.entry(happened(5, Logged::Closed { by: ClosedBy::Visitor, staff: None }));
    assert_eq!(room.phase(), Some(Phase::Closed));
}

#[test]
fn messages_of_one_author_stand_together_until_time_or_somebody_comes_between() {
    let entries = vec![
        said(1, Author::Visitor, 0),
        said(2, Author::Visitor, MINUTE),
        said(3, Author::Visitor, 10 * MINUTE),
        said(4, staff(), 10 * MINUTE),
        said(5, staff(), DAY),
    ];
    let room = welcomed(entries);
    let groups: Vec<(bool, bool)> = messages(&room).iter().map(|line| (line.first, line.last)).collect();
    assert_eq!(groups, [(true, false), (false, true), (true, true), (true, true), (true, true)]);
    let days = room.lines(|at| i32::try_from(at.as_ms() / DAY).expect("a short story"));
    assert_eq!(days.iter().filter(|line| matches!(line.kind, LineKind::Day(_))).count(), 2);
}

#[test]
fn what_came_while_nobody_looked_is_unread_until_the_mark_is_told() {
    let mut room = welcomed(vec![happened(1, Logged::Raised)]);
    assert_eq!(room.mark_due(true), None, "nothing of the other side is new");
    let _ = room.entry(said(2, staff(), 0));
    assert_eq!((room.unread(), room.first_unread()), (1, Some(Seq(2))));
    assert_eq!(room.mark_due(false), Some(Mark { delivered: Seq(2), read: Seq(0) }));
    let due = room.mark_due(true).expect("it was looked at");
    assert_eq!(due, Mark { delivered: Seq(2), read: Seq(2) });
    room.mark(Marks { visitor: due, ..Marks::default() });
    assert_eq!((room.unread(), room.mark_due(true)), (0, None));
    assert_eq!(room.look(true), None);
    let _ = room.entry(said(3, staff(), 0));
    assert_eq!(room.first_unread(), Some(Seq(2)), "the line stays while somebody looks");
    let _ = room.look(false);
    assert_eq!(room.first_unread(), None);
}

#[test]
fn what_was_read_a_moment_before_leaving_is_told_on_leaving() {
    let mut room = welcomed(vec![happened(1, Logged::Raised)]);
    let _ = room.look(true);
    // The mark of this one may still wait for the second between two marks when the visitor goes.
    let _ = room.entry(said(2, staff(), 0));
    assert_eq!(room.look(false), Some(Mark { delivered: Seq(2), read: Seq(2) }));
    let _ = room.entry(said(3, staff(), 0));
    assert_eq!(room.look(false), None, "nobody saw this one");
}

#[test]
fn typing_shows_the_other_side_only_and_ends_with_their_message() {
    let mut room = welcomed(vec![]);
    room.writes(Side::Visitor, None);
    assert_eq!(room.typing(), None);
    room.writes(Side::Staff, None);
    assert_eq!(room.typing(), Some(Typing::Staff(None)));
    let _ = room.entry(said(1, staff(), 0));
    assert_eq!(room.typing(), None);
}

fn automatic(seq: u32, replies: &[&str]) -> LogEntry {
    let button = |text: &&str| Button { text: (*text).try_into().expect("a text"), link: None };
    let buttons = replies.iter().map(button).collect();
    happened(seq, Logged::Automatic { slot: Slot::Welcome, body: body("Hello"), buttons })
}

fn answerable(transcript: &Transcript) -> Vec<bool> {
    let of = |line: Line| if let LineKind::Automatic(line) = line.kind { Some(line.answerable) } else { None };
    transcript.lines(|_| 0).into_iter().filter_map(of).collect()
}

#[test]
fn quick_replies_are_there_until_the_visitor_says_something() {
    let mut transcript = welcomed(vec![happened(1, Logged::Raised), automatic(2, &["Prices"]), automatic(3, &[])]);
    assert_eq!(answerable(&transcript), [true, false]);
    assert_eq!((transcript.unread(), transcript.mark_due(true)), (0, None), "it is nobody's word");
    let _ = transcript.entry(automatic(4, &["Yes"]));
    assert_eq!(answerable(&transcript), [false, false, true], "the newest asks");
    let say = Pending {
        message: id(9),
        at_ms: Timestamp::from_ms(0),
        content: Content::Say(body("Yes")),
        quote: None,
        failed: None,
    };
    transcript.pend(say);
    assert_eq!(answerable(&transcript), [false, false, false], "already while it is on its way");
    transcript.discard(id(9));
    let _ = transcript.entry(said(5, staff(), 0));
    assert_eq!(answerable(&transcript), [false, false, true]);
    let _ = transcript.entry(said(6, Author::Visitor, 0));
    assert_eq!(answerable(&transcript), [false, false, false]);
}

proptest! {
    /// Frames arrive cut, repeated and out of order; each gap is answered by what came after the last entry.
    #[test]
    fn whatever_the_network_does_the_transcript_ends_up_equal_to_the_log(
        length in 1_u32..40,
        deliveries in prop::collection::vec((1_u32..40, 1_u32..6), 0..40),
        own in prop::collection::btree_set(1_u8..40, 0..6),
    ) {
        let log: Vec<LogEntry> = (1..=length)
            .map(|seq| said(seq, if seq % 3 == 0 { staff() } else { Author::Visitor }, i64::from(seq) * MINUTE))
            .collect();
        let after = |seen: Seq| log.iter().filter(|entry| entry.seq > seen).cloned().collect::<Vec<_>>();
        let mut room = welcomed(log[..1].to_vec());
        for number in &own {
            room.pend(written(*number));
        }
        for (from, count) in deliveries {
            let part = log.iter().filter(|entry| entry.seq.0 >= from).take(count as usize).cloned().collect();
            if room.entries(part) == Took::Gap {
                let missing = after(room.last());
                prop_assert_eq!(room.welcome(card(Phase::Open), Marks::default(), missing, Seq(length)), Took::Fine);
            }
        }
        let missing = after(room.last());
        prop_assert_eq!(room.entries(missing), Took::Fine);
        prop_assert_eq!(room.entries.iter().cloned().collect::<Vec<_>>(), log.clone());
        let mut shown: Vec<MessageId> = messages(&room).iter().map(|line| line.message).collect();
        let all = shown.len();
        shown.sort_unstable();
        shown.dedup();
        prop_assert_eq!(shown.len(), all, "no message is shown twice");
        let unsent = own.iter().filter(|number| u32::from(**number) > length).count();
        prop_assert_eq!(room.pending().len(), unsent, "what the log has is no longer on its way");
    }
}

fn revised(seq: u32, of: u32, body: Option<&str>) -> LogEntry {
    let number = u8::try_from(seq).expect("a short story");
    let body = body.map(self::body);
    happened(seq, Logged::Revised { message: id(number), of: Seq(of), author: Author::Visitor, note: false, body })
}

fn change(number: u8, of: u32, words: Option<&str>) -> Pending {
    let content = Content::Revise { of: Seq(of), body: words.map(body) };
    Pending { message: id(number), at_ms: Timestamp::from_ms(0), content, quote: None, failed: None }
}

#[test]
fn what_is_edited_stays_in_its_place() {
    let mut room = welcomed(vec![happened(1, Logged::Raised), said(2, Author::Visitor, 0), said(3, staff(), 0)]);
    room.pend(change(4, 2, Some("Do you sell tents?")));
    let line = |room: &Transcript| messages(room).remove(0);
    assert_eq!(messages(&room).len(), 2, "the change has no line of its own");
    assert_eq!((line(&room).body.as_str(), line(&room).state), ("Do you sell tents?", MessageState::Sending));
    assert_eq!(room.entry(revised(4, 2, Some("Do you sell tents?"))), Took::Fine);
    assert_eq!(room.pending(), []);
    assert_eq!(line(&room).revised, Some(Revision::Edited));
    assert_eq!((line(&room).body.as_str(), line(&room).state), ("Do you sell tents?", MessageState::Sent));
    assert_eq!(room.entry(revised(5, 2, None)), Took::Fine);
    assert_eq!(line(&room).revised, Some(Revision::Recalled));
    assert_eq!(room.unread(), 1, "a change is no message");
}

#[test]
fn a_change_that_was_refused_is_not_lost() {
    let mut room = welcomed(vec![happened(1, Logged::Raised), said(2, Author::Visitor, 0)]);
    room.pend(change(4, 2, Some("Do you sell tents?")));
    room.refused(id(4), ErrorCode::TooLate);
    let lines = messages(&room);
    assert_eq!((lines[0].body.as_str(), lines[0].revised), ("message 2", None), "it stands as it was");
    assert_eq!(lines[1].body.as_str(), "Do you sell tents?");
    assert_eq!(lines[1].state, MessageState::Failed { code: ErrorCode::TooLate });
    room.discard(id(4));
    assert_eq!(messages(&room).len(), 1);
}

#[test]
fn a_quote_tells_the_words_of_now() {
    let quoting = |seq: u32, quote: u32| {
        let LogEntry { logged, .. } = said(seq, Author::Visitor, 0);
        let Logged::Said { message, author, body, .. } = logged else { panic!("said") };
        happened(seq, Logged::Said { message, author, body, quote: Some(Seq(quote)), revised: None })
    };
    let mut room = welcomed(vec![said(52, staff(), 0), quoting(53, 52), quoting(54, 3)]);
    let quote = |room: &Transcript, at: usize| messages(room).remove(at).quote.expect("a quote");
    let told = quote(&room, 1).told.expect("it is loaded");
    assert_eq!((told.words.as_str(), told.mine, told.revised), ("message 52", false, None));
    assert_eq!(quote(&room, 2), Quote { seq: Seq(3), told: None }, "not loaded yet");
    let recalled = Logged::Revised { message: id(55), of: Seq(52), author: staff(), note: false, body: None };
    assert_eq!(room.entry(happened(55, recalled)), Took::Fine);
    let told = quote(&room, 1).told.expect("its place is there");
    assert_eq!(told.revised, Some(Revision::Recalled));
    assert!(!format!("{told:?}").contains("message 52"), "what was recalled is in no quote");
}

#[test]
fn a_room_of_a_social_account_tells_when_something_was_settled_there() {
    let mut room = Transcript::new(Viewer::Staff(ada().id));
    let account = ChannelCard {
        account: "acme".try_into().expect("a handle"),
        kind: "line".try_into().expect("a handle"),
        name: "Acme".try_into().expect("a name"),
        service: None,
    };
    let card = RoomCard { channel: Some(Box::new(account)), ..card(Phase::Engaged) };
    let entries = vec![happened(1, Logged::Raised), said(2, Author::Visitor, 0), said(3, staff(), 0)];
    assert_eq!(room.welcome(card, Marks::default(), entries, Seq(3)), Took::Fine);
    assert!(room.goes_out());
    assert_eq!(room.settled(), (Some(Seq(2)), 0));
    let comes = |room: &mut Transcript, state| {
        room.deliver(vec![DeliveryCard::new(Seq(3), state, Timestamp::from_ms(0), None)]);
        room.settled()
    };
    let waits = comes(&mut room, DeliveryState::Waiting);
    let sent = comes(&mut room, DeliveryState::Sent);
    assert_ne!(sent, waits);
    assert_eq!(comes(&mut room, DeliveryState::Read), sent, "that changes nothing of what may be sent");
    assert_ne!(comes(&mut room, DeliveryState::Failed), sent);
    assert_eq!(room.entry(said(4, Author::Visitor, 0)), Took::Fine);
    assert_eq!(room.settled().0, Some(Seq(4)));
}

#[test]
fn a_call_is_told_with_who_did_what_and_how_long_it_was() {
    let mark = |seq, step| {
        let call = CallId::new(Timestamp::from_ms(1), [7; 10]);
        happened(seq, Logged::Call(CallMark { call, step }))
    };
    let ended = |why, length_s| CallStep::Ended { why, length_s, by: None };
    let entries = vec![
        happened(1, Logged::Answered { staff: ada() }),
        mark(2, CallStep::Offered { by: Author::Visitor, video: false }),
        mark(3, CallStep::Joined { who: staff(), listens: None }),
        mark(4, CallStep::Recorded { by: staff() }),
        mark(5, ended(CallEnd::HungUp, 151)),
        mark(6, CallStep::Offered { by: staff(), video: true }),
        mark(7, ended(CallEnd::Unanswered, 0)),
        // Who listens isn't among the room's people.
        mark(8, CallStep::Joined { who: Author::Staff { staff: cleo().id }, listens: Some(cleo()) }),
        // Somebody whom the reader doesn't know is nobody to them.
        mark(9, CallStep::Joined { who: Author::Staff { staff: cleo().id }, listens: None }),
    ];
    let told = |transcript: &Transcript| -> Vec<String> {
        let lines = transcript.lines(|_| 0).into_iter();
        lines
            .filter_map(|line| {
                if let LineKind::Event(EventLine { what: What::Call(told), .. }) = line.kind {
                    Some(told)
                } else {
                    None
                }
            })
            .collect()
    };
    let seen_by = |viewer| {
        let mut transcript = Transcript::new(viewer);
        let room = RoomCard { people: vec![ada()], ..card(Phase::Engaged) };
        assert_eq!(transcript.welcome(room, Marks::default(), entries.clone(), Seq(9)), Took::Fine);
        told(&transcript)
    };
    let ends = ["Call ended · 2:31", "Missed call", "Cleo listens in"];
    assert_eq!(
        seen_by(Viewer::Visitor),
        ["You called", "Ada joined the call", "The call is recorded", ends[0], "Ada called", ends[1], ends[2]]
    );
    assert_eq!(
        seen_by(Viewer::Staff(ada().id)),
        [
            "Calm Otter 42 called",
            "You joined the call",
            "The call is recorded",
            ends[0],
            "You called",
            ends[1],
            ends[2]
        ]
    );
}
