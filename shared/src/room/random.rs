//! Random stories: whatever happens, in whatever order.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{
    Command, Recording, Speaker,
    call_stories::{call, peer},
    story::{Story, by_email, photo, sales, sound, staff, talkative},
};
use crate::{
    call::{Act, RecordStep},
    card::{PageView, Side},
    id::{CallId, MessageId, PeerId},
    owed::Order,
    script::Script,
    value::{PageAddress, Seq},
    wire::{LogEntry, Logged},
};

#[derive(Clone, Debug)]
enum Move {
    Say(u8, u8, u8),
    Note(u8, u8, u8),
    Revise(u8, u8, u32, u8),
    Order(u8),
    OrderAgain(u8),
    Mark(bool, u32, u32),
    Leave(u8),
    Share(u8, u8, u8),
    /// Sound, or a picture, that is said to be the recording of this call.
    HandIn(u8, u8, u8),
    DeleteFile(u8),
    Close(u8),
    /// The Desk tells what is said by itself, or how many people there are.
    Script(u8),
    Page(bool),
    /// Somebody does something about a call: who, what, which, with which browser.
    Call(u8, u8, u8, u8),
    /// These browsers have a socket, as bits.
    Peers(u8),
    Tick,
    Later(i64),
    Wake,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        8 => (0..5_u8, 0..20_u8, 0..2_u8).prop_map(|(who, message, words)| Move::Say(who, message, words)),
        5 => (0..12_u8).prop_map(Move::Order),
        1 => (0..12_u8).prop_map(Move::OrderAgain),
        2 => (0..5_u8, 0..20_u8, 0..2_u8).prop_map(|(who, message, words)| Move::Note(who, message, words)),
        3 => (0..4_u8, 0..20_u8, 0..12_u32, 0..3_u8).prop_map(|(who, id, of, to)| Move::Revise(who, id, of, to)),
        3 => (any::<bool>(), 0..30_u32, 0..30_u32).prop_map(|(side, delivered, read)| Move::Mark(side, delivered, read)),
        1 => (0..20_u8).prop_map(Move::Leave),
        3 => (0..3_u8, 0..20_u8, 0..2_u8).prop_map(|(who, message, file)| Move::Share(who, message, file)),
        3 => (0..5_u8, 0..20_u8, 0..3_u8).prop_map(|(who, message, of)| Move::HandIn(who, message, of)),
        2 => (0..20_u8).prop_map(Move::DeleteFile),
        1 => (0..10_u8).prop_map(Move::Close),
        2 => (0..4_u8).prop_map(Move::Script),
        1 => any::<bool>().prop_map(Move::Page),
        6 => (0..5_u8, 0..8_u8, 0..3_u8, 0..5_u8).prop_map(|(who, what, id, peer)| Move::Call(who, what, id, peer)),
        2 => (0..32_u8).prop_map(Move::Peers),
        2 => Just(Move::Tick),
        3 => (-2_000..20_000_i64).prop_map(Move::Later),
        3 => Just(Move::Wake),
    ];
    prop::collection::vec(one, 0..60)
}

fn speaker(who: u8) -> Speaker {
    match who {
        0 => Speaker::Visitor,
        3 => Speaker::Reader(staff("cleo")),
        4 => Speaker::Onlooker(staff("dan")),
        1 => Speaker::Staff(staff("ada")),
        _ => Speaker::Staff(staff("ben")),
    }
}

fn make(story: &mut Story, one: &Move) {
    let order = |which: u8| match which {
        0 => Order::Answered { staff: staff("ada") },
        1 => Order::Answered { staff: staff("ben") },
        2 => Order::Missed,
        3 => Order::Passing { to: sales() },
        4 => Order::Returned { staff: staff("ada"), failed: true },
        5 => Order::Returned { staff: staff("ada"), failed: false },
        6 => Order::Left { staff: staff("ben").id },
        7 => Order::ComeBack { staff: vec![staff("ben").id] },
        8 => Order::Label { wanted: true },
        9 => Order::Label { wanted: false },
        10 => Order::Close { staff: staff("ada").id },
        _ => Order::Reopened,
    };
    match one {
        Move::Say(who, message, words) => story.say(speaker(*who), *message, if *words == 0 { "yes" } else { "no" }),
        Move::Note(who, message, words) => story.note(speaker(*who), *message, if *words == 0 { "yes" } else { "no" }),
        Move::Revise(who, message, of, words) => {
            story.revises(speaker(*who), *message, *of, ["yes", "no"].get(usize::from(*words)).copied())
        }
        Move::Order(which) => story.order(order(*which)),
        Move::OrderAgain(which) => story.order_again(order(*which)),
        Move::Mark(visitor, delivered, read) => story.step(Command::Mark {
            speaker: speaker(u8::from(!*visitor)),
            delivered: Seq(*delivered),
            read: Seq(*read),
        }),
        Move::Leave(message) => story.leaves(*message, by_email()),
        Move::Share(who, message, file) => story.shares(speaker(*who), *message, photo(*file)),
        Move::HandIn(who, message, of) => {
            let file = if *message == 0 { photo(*message) } else { sound(*message) };
            let of = Recording { call: call(*of), begun_at: story.now };
            story.shares_as(Some(of), speaker(*who), *message, file)
        }
        Move::DeleteFile(message) => story.deletes_file(message.is_multiple_of(2).then_some("ada"), *message),
        Move::Close(who) if *who < 2 => story.step(Command::Close { speaker: speaker(*who) }),
        Move::Close(_) => story,
        Move::Script(0) => story.order(Order::People { count: 2 }),
        Move::Script(1) => story.order(Order::Script(Box::default())),
        Move::Script(_) => story.order(Order::Script(Box::new(talkative()))),
        Move::Page(first) => story.step(Command::Page {
            speaker: Speaker::Visitor,
            page: PageView {
                url: PageAddress::try_from(if *first { "https://a.example" } else { "https://b.example" })
                    .expect("an address"),
                title: None,
            },
        }),
        Move::Call(who, what, id, browser) => story.acts(speaker(*who), act(*what, call(*id), peer(*browser))),
        Move::Peers(bits) => {
            let here = (0..5).filter(|browser| bits >> browser & 1 == 1).map(peer).collect();
            story.step(Command::Peers { here })
        }
        Move::Tick => story.step(Command::Tick),
        Move::Later(ms) => story.later(*ms),
        Move::Wake => story.wakes(),
    };
}

fn act(what: u8, call: CallId, peer: PeerId) -> Act {
    match what {
        0 => Act::Offer { call, peer, video: true },
        1 => Act::Join { call, peer, listens: true },
        2 => Act::Decline { call },
        3 => Act::Leave { call, peer: Some(peer) },
        4 => Act::Record { call, peer: Some(peer), step: RecordStep::Ask },
        5 => Act::Record { call, peer: Some(peer), step: RecordStep::Agree },
        6 => Act::Leave { call, peer: None },
        _ => Act::Join { call, peer, listens: false },
    }
}

/// What an entry is, as far as it ends or begins something that is said once.
fn slot_of(logged: &Logged) -> String {
    match logged {
        Logged::Automatic { slot, .. } => format!("{slot:?}").to_lowercase(),
        Logged::Closing { .. } => "closing".into(),
        Logged::Said { author, .. } | Logged::Shared { author, .. } => format!("{:?}", author.side()).to_lowercase(),
        Logged::Answered { .. } | Logged::Returned { .. } => "answered".into(),
        Logged::Passing { .. } => "passing".into(),
        Logged::Reopened => "reopened".into(),
        Logged::Missed => "missed".into(),
        Logged::DetailsLeft { .. } => "details".into(),
        Logged::Noted { .. } => "note".into(),
        Logged::Revised { .. } => "revised".into(),
        Logged::Hidden
        | Logged::Raised
        | Logged::Joined { .. }
        | Logged::Left { .. }
        | Logged::FileDeleted { .. }
        | Logged::Closed { .. }
        | Logged::Call(_)
        | Logged::Unknown => "other".into(),
    }
}

proptest! {
    /// `Story::step` checks replay, restoring, gaps, marks and the close after every move.
    #[test]
    fn random_stories_hold_together(talks in any::<bool>(), calls in any::<bool>(), moves in moves()) {
        let script = if talks { talkative() } else { Script::default() };
        let mut story = if calls { Story::called_with(script) } else { Story::raised_with(script) };
        let mut said: BTreeMap<MessageId, LogEntry> = BTreeMap::new();
        for one in &moves {
            make(&mut story, one);
            for entry in story.log() {
                if let Some(message) = entry.logged.message() {
                    prop_assert_eq!(said.entry(message).or_insert_with(|| entry.clone()), entry, "kept once, for ever");
                }
            }
        }
        for entry in story.log() {
            let seen = entry.clone().seen_by(Side::Visitor);
            prop_assert_eq!((seen.seq, seen.at_ms), (entry.seq, entry.at_ms), "the order is the same for both sides");
            prop_assert!(!seen.is_for_staff(), "visitors get no notes");
            prop_assert_eq!(&entry.clone().seen_by(Side::Staff), entry);
        }
        let said: Vec<String> = story.log().iter().map(|entry| slot_of(&entry.logged)).collect();
        for (slot, between) in [
            ("welcome", &[][..]),
            ("waiting", &["reopened"]),
            ("away", &["missed"]),
            ("idle", &["visitor", "answered"]),
            ("closing", &["visitor", "staff", "answered", "passing", "reopened", "details"]),
            ("transferfailed", &["passing"]),
            ("close", &[]),
        ] {
            let relevant = said.iter().filter(|kind| *kind == slot || between.contains(&kind.as_str()));
            let relevant: Vec<&String> = relevant.collect();
            prop_assert!(!relevant.windows(2).any(|two| two[0] == slot && two[1] == slot), "{slot} twice: {said:?}");
        }
        // Whoever was in a call, it ends once they all are gone, and nothing rings for ever.
        story.step(Command::Peers { here: Vec::new() });
        for _ in 0..8 {
            story.wakes();
        }
        prop_assert_eq!(story.call_card(), None);
        // However it went, the Desk ends up knowing: after the last wake nothing is left to tell.
        story.later(60_000).step(Command::Tick);
        let told = story.reports.last().map_or(0, |report| report.unread);
        prop_assert_eq!(told as usize, story.room.book.unread());
    }
}
