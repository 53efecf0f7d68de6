//! The room of a Space, in the words of those who are in it.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{
    Command, Decision, Effect, Event, Refusal, Room, Speaker, Stored, StoredMember, StoredOpened,
    story::{body, id, message, photo, staff},
};
use crate::{
    card::{Phase, StaffCard},
    id::{RoomId, SpaceId, StaffId},
    owed::{MemberState, Order, RoomOrder, SpaceReport},
    script::Script,
    value::{Seq, Timestamp},
    wire::{LogEntry, Logged, Marks},
};

const START: Timestamp = Timestamp::from_ms(1_800_000_000_000);

fn space() -> SpaceId {
    SpaceId::new(START, id(1))
}

/// A Space's room with its own clock; after each step it is replayed, and restored.
struct Story {
    room: Room,
    now: Timestamp,
    events: Vec<Event>,
    last: Result<Decision, Refusal>,
    revision: u32,
    reports: Vec<SpaceReport>,
    /// What the Desk makes of the reports.
    heard: BTreeMap<StaffId, MemberState>,
}

impl Story {
    fn of(direct: bool, names: &[&str]) -> Self {
        let mut story = Self {
            room: Room::default(),
            now: START,
            events: Vec::new(),
            last: Ok(Decision::default()),
            revision: 0,
            reports: Vec::new(),
            heard: BTreeMap::new(),
        };
        story.order(Order::OpenSpace { direct, members: names.iter().map(|name| staff(name)).collect() });
        story
    }

    fn step(&mut self, command: Command) -> &mut Self {
        self.last = self.room.decide(self.now, command);
        let Ok(decision) = &self.last else { return self };
        for event in &decision.events {
            self.room.apply(event);
            self.events.push(event.clone());
        }
        for effect in &decision.effects {
            if let Effect::ReportSpace(report) = effect {
                self.heard.extend(report.members.iter().map(|member| (member.staff, *member)));
                self.reports.push(report.as_ref().clone());
            }
        }
        let mut replayed = Room::default();
        self.events.iter().for_each(|event| replayed.apply(event));
        assert_eq!(self.room, replayed, "replaying the events gives the same room");
        let (mut restored, mut here) = (Room::restore(self.stored()), self.room.clone());
        // Whom the Desk heard of last is forgotten on a wake: it hears of all again.
        for room in [&mut restored, &mut here] {
            room.space.as_mut().expect("a Space").changed_all();
        }
        assert_eq!(restored, here, "what is read on a wake gives the same room");
        self
    }

    fn log(&self) -> Vec<LogEntry> {
        let entry = |event: &Event| if let Event::Logged(entry) = event { Some(*entry.clone()) } else { None };
        let mut kept: Vec<LogEntry> = Vec::new();
        for entry in self.events.iter().filter_map(entry) {
            for earlier in &mut kept {
                earlier.learn(&entry.logged);
            }
            kept.push(entry);
        }
        kept
    }

    fn stored(&self) -> Stored {
        let (mut opened, mut members, mut revision) = (None, BTreeMap::<StaffId, StoredMember>::new(), 0);
        let (mut reported, mut report_due_at, mut last) = (None, None, Seq(0));
        for event in &self.events {
            match event {
                Event::SpaceOpened(facts) => opened = Some(*facts),
                Event::OrderTaken { revision: taken } => revision = *taken,
                Event::MemberJoined(card) => {
                    let fresh = StoredMember { card: *card.clone(), read: last, mentions: Vec::new() };
                    members.entry(card.id).and_modify(|known| known.card = *card.clone()).or_insert(fresh);
                }
                Event::MemberLeft(staff) => drop(members.remove(staff)),
                Event::MemberRead { staff, read } => {
                    let member = members.get_mut(staff).expect("a member");
                    member.read = *read;
                    member.mentions.retain(|seq| seq > read);
                }
                Event::Mentioned { seq, staff } => {
                    for staff in staff {
                        members.get_mut(staff).expect("a member").mentions.push(*seq);
                    }
                }
                Event::ReportDue { at } => report_due_at = Some(*at),
                Event::Reported { report, at } => (reported, report_due_at) = (Some((*report, *at)), None),
                Event::Logged(entry) => last = entry.seq,
                Event::Opened(_)
                | Event::LabelWanted(_)
                | Event::Scripted(_)
                | Event::Asked { .. }
                | Event::Marked(_)
                | Event::Paged(_)
                | Event::CallKept(_)
                | Event::Called { .. } => panic!("that isn't of a Space"),
            }
        }
        let is_said = |entry: &LogEntry| matches!(entry.logged, Logged::Said { .. } | Logged::Shared { .. });
        let is_beside = |entry: &LogEntry| matches!(entry.logged, Logged::Revised { .. });
        let log = self.log();
        Stored {
            opened: StoredOpened::Space(opened.expect("it is opened"), members.into_values().collect()),
            revision,
            marks: Marks::default(),
            called: Seq(0),
            page: None,
            reported,
            report_due_at,
            milestones: log.iter().filter(|entry| !is_said(entry) && !is_beside(entry)).cloned().collect(),
            label_wanted: false,
            script: Script::default(),
            call: None,
            asked: Seq(0),
            staff_said: log.iter().rfind(|entry| is_said(entry)).cloned(),
            visitor_said: None,
            beside: log.iter().rfind(|entry| is_beside(entry)).cloned(),
            unread: Vec::new(),
        }
    }

    fn order(&mut self, order: Order) -> &mut Self {
        self.revision += 1;
        self.order_again(order)
    }

    fn order_again(&mut self, order: Order) -> &mut Self {
        let order = RoomOrder { room: RoomId::Space(space()), revision: self.revision, at_ms: self.now, order };
        self.step(Command::Take { order, looks: true })
    }

    fn says(&mut self, name: &str, number: u8, words: &str) -> &mut Self {
        self.say(Speaker::Staff(staff(name)), number, words)
    }

    fn say(&mut self, speaker: Speaker, number: u8, words: &str) -> &mut Self {
        let message = message(number);
        let known = self.log().into_iter().find(|entry| entry.logged.message() == Some(message));
        self.step(Command::Say { speaker, message, body: body(words), quote: None, known, looks: true })
    }

    fn reads(&mut self, name: &str, upto: u32) -> &mut Self {
        let speaker = Speaker::Staff(staff(name));
        self.step(Command::Mark { speaker, delivered: Seq(upto), read: Seq(upto) })
    }

    fn later(&mut self, ms: i64) -> &mut Self {
        self.now = self.now.plus_ms(ms);
        self.step(Command::Tick)
    }

    fn is_refused(&self, refusal: &Refusal) {
        assert_eq!(self.last.as_ref().err(), Some(refusal));
    }

    fn state(&self, name: &str) -> (u32, u32) {
        let state = self.heard.get(&staff(name).id).expect("the Desk heard of them");
        (state.read.0, state.mentions)
    }
}

#[test]
fn who_was_sent_out_writes_nothing_with_a_seat_of_before() {
    let mut story = Story::of(false, &["ada"]);
    assert!(story.room.seats(&staff("ada")) && !story.room.seats(&staff("ben")));
    story.says("ben", 1, "I was in it a moment ago").is_refused(&Refusal::OnlyRead);
}

#[test]
fn who_is_called_otherwise_is_named_so_from_then_on() {
    let mut story = Story::of(false, &["ada", "ben"]);
    let renamed = StaffCard { handle: "ada-b".try_into().expect("a handle"), ..staff("ada") };
    story.order(Order::Joined { members: vec![renamed] });
    assert_eq!(story.log().iter().filter(|entry| matches!(entry.logged, Logged::Joined { .. })).count(), 2);
    story.says("ben", 1, "@ada look");
    assert_eq!(story.state("ada").1, 0);
    story.says("ben", 2, "@ada-b look");
    assert_eq!(story.state("ada").1, 1);
}

#[test]
fn whose_words_a_programs_are_stands_in_the_log() {
    let mut story = Story::of(false, &["ada"]);
    let program = || {
        let card = StaffCard { integration: true, ..staff("stock") };
        Speaker::Staff(card)
    };
    story.say(program(), 1, "3 tents left, @ada").say(program(), 2, "2 tents left");
    let people = story.room.card().expect("a card").people.clone();
    assert_eq!(people.iter().filter(|card| card.integration).count(), 1);
    assert_eq!(story.log().iter().filter(|entry| matches!(entry.logged, Logged::Joined { .. })).count(), 2);
    assert_eq!(story.state("ada").1, 1, "she is called to the right place");
    story.reads("ada", 3).later(60_000);
    assert_eq!(story.state("ada").1, 0);
}

#[test]
fn a_space_opens_with_who_is_in_it_and_a_direct_chat_without_a_word() {
    let story = Story::of(false, &["ada", "ben"]);
    let card = story.room.card().expect("it is open");
    assert_eq!((card.space, card.enquiry, card.phase), (Some(space()), None, Phase::Engaged));
    assert_eq!(card.people.len(), 2);
    assert_eq!(story.log().len(), 2, "each of them came in");
    let direct = Story::of(true, &["ada", "ben"]);
    assert!(direct.log().is_empty());
    assert_eq!(direct.room.card().expect("it is open").people.len(), 2);
}

#[test]
fn what_is_said_is_unread_for_all_but_who_said_it() {
    let mut story = Story::of(false, &["ada", "ben"]);
    story.says("ada", 1, "Lunch?").later(5_000);
    assert_eq!(story.reports.last().and_then(|report| report.said.as_ref()).map(|said| said.seq), Some(Seq(3)));
    assert_eq!(story.state("ada"), (3, 0));
    assert_eq!(story.room.marks_of(Some(staff("ben").id)).staff.read, Seq(0));
    story.reads("ben", 3).later(5_000);
    assert_eq!(story.state("ben"), (3, 0));
    story.reads("ben", 2);
    assert_eq!(story.room.marks_of(Some(staff("ben").id)).staff.read, Seq(3), "it only rises");
}

#[test]
fn who_is_named_is_told_at_once_until_they_read_it() {
    let mut story = Story::of(false, &["ada", "ben"]);
    story.says("ada", 1, "First words").says("ada", 2, "@ben, look at this");
    assert_eq!(story.state("ben").1, 1, "without waiting for the next report");
    story.says("ada", 3, "and this, @all, but not @cleo, who isn't here");
    assert_eq!((story.state("ben").1, story.state("ada").1), (2, 0), "nobody is told of their own words");
    story.reads("ben", 4).later(5_000);
    assert_eq!(story.state("ben"), (4, 1));
}

#[test]
fn in_a_direct_chat_each_message_is_for_the_other_one() {
    let mut story = Story::of(true, &["ada", "ben"]);
    story.says("ada", 1, "Are you there?").says("ben", 2, "Yes");
    assert_eq!((story.state("ada"), story.state("ben")), ((1, 1), (2, 0)), "who answers has read");
}

#[test]
fn who_comes_later_has_nothing_to_catch_up_with_and_who_left_is_told_nothing() {
    let mut story = Story::of(false, &["ada"]);
    story.says("ada", 1, "Old words, @ben");
    story.order(Order::Joined { members: vec![staff("ben"), staff("ada")] }).later(5_000);
    assert_eq!(story.state("ben"), (2, 0));
    assert_eq!(story.log().len(), 3, "who was in it comes in no second time");
    story.order_again(Order::Joined { members: vec![staff("cleo")] });
    assert_eq!(story.log().len(), 3, "an order is taken once");
    story.order(Order::Left { staff: staff("ben").id });
    assert!(matches!(story.log().last().map(|entry| &entry.logged), Some(Logged::Left { .. })));
    story.says("ada", 2, "@ben?").later(5_000);
    assert!(!story.reports.last().expect("a report").members.iter().any(|member| member.staff == staff("ben").id));
}

#[test]
fn who_only_reads_writes_nothing_and_a_space_has_no_end() {
    let mut story = Story::of(false, &["ada"]);
    story.say(Speaker::Reader(staff("cleo")), 1, "Hello").is_refused(&Refusal::OnlyRead);
    story.say(Speaker::Visitor, 1, "Hello").is_refused(&Refusal::OnlyRead);
    assert_eq!(story.room.may_share(&Speaker::Reader(staff("cleo")), None), Err(Refusal::OnlyRead));
    let ada = || Speaker::Staff(staff("ada"));
    story.step(Command::Close { speaker: ada() }).is_refused(&Refusal::NotInSpaces);
    let (message, note) = (message(1), body("A note"));
    story.step(Command::Note { speaker: ada(), message, body: note, quote: None, known: None });
    story.is_refused(&Refusal::NotInSpaces);
    story.later(40 * 86_400_000);
    assert_eq!(story.room.card().expect("it is open").phase, Phase::Engaged, "no clock closes it");
}

#[test]
fn a_repeat_is_said_once_and_a_file_counts_as_said() {
    let mut story = Story::of(true, &["ada", "ben"]);
    story.says("ada", 1, "Hello").says("ada", 1, "Hello");
    assert_eq!(story.last.as_ref().expect("it is answered").effects, [Effect::AnswerAgain(Seq(1))]);
    assert_eq!(story.log().len(), 1);
    story.says("ben", 1, "Mine").is_refused(&Refusal::Taken);
    let file = Box::new(photo(1));
    story.step(Command::Share {
        speaker: Speaker::Staff(staff("ada")),
        message: message(2),
        file,
        of: None,
        known: None,
        looks: true,
    });
    assert_eq!(story.state("ben").1, 2);
}

#[derive(Clone, Debug)]
enum Move {
    Say(&'static str, u8, &'static str),
    Read(&'static str, u32),
    Join(&'static str),
    Leave(&'static str),
    Later(i64),
}

fn moves() -> impl Strategy<Value = Move> {
    let who = || prop::sample::select(vec!["ada", "ben", "cleo"]);
    let words = prop::sample::select(vec!["Hello", "@ben look", "@all", "@ada and @cleo"]);
    prop_oneof![
        4 => (who(), 1..30_u8, words).prop_map(|(who, number, words)| Move::Say(who, number, words)),
        3 => (who(), 0..30_u32).prop_map(|(who, upto)| Move::Read(who, upto)),
        1 => who().prop_map(Move::Join),
        1 => who().prop_map(Move::Leave),
        2 => (0..5_000_i64).prop_map(Move::Later),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_the_end_the_desk_knows_how_far_everybody_got(direct in any::<bool>(), moves in prop::collection::vec(moves(), 0..40)) {
        let mut story = Story::of(direct, &["ada", "ben"]);
        let mut inside: Vec<&str> = vec!["ada", "ben"];
        for step in moves {
            match step {
                Move::Say(who, ..) if !inside.contains(&who) => continue,
                Move::Say(who, number, words) => story.says(who, number, words),
                Move::Read(who, upto) => story.reads(who, upto),
                Move::Join(who) if direct || inside.contains(&who) => continue,
                Move::Join(who) => {
                    inside.push(who);
                    story.order(Order::Joined { members: vec![staff(who)] })
                }
                Move::Leave(_) if direct => continue,
                Move::Leave(who) => {
                    inside.retain(|one| *one != who);
                    story.heard.remove(&staff(who).id);
                    story.order(Order::Left { staff: staff(who).id })
                }
                Move::Later(ms) => story.later(ms),
            };
        }
        story.later(60_000);
        for who in inside {
            let card: StaffCard = staff(who);
            let read = story.room.marks_of(Some(card.id)).staff.read;
            let handle = format!("@{}", card.handle.as_str());
            let is_for_them = |entry: &LogEntry| {
                let Logged::Said { author, body, .. } = &entry.logged else { return false };
                let named = direct || body.as_str().contains("@all") || body.as_str().contains(&handle);
                entry.seq > read && author.staff() != Some(card.id) && named
            };
            // Who came back has read what was said while they were away.
            let mentions = story.log().iter().filter(|entry| is_for_them(entry)).count();
            if let Some(state) = story.heard.get(&card.id) {
                prop_assert_eq!((state.read, usize::try_from(state.mentions)), (read, Ok(mentions)), "{}", who);
            } else {
                prop_assert_eq!((read, mentions), (Seq(0), 0), "{}: nothing ever changed", who);
            }
        }
        prop_assert!(story.reports.iter().zip(1..).all(|(report, number)| report.report == number));
    }
}
