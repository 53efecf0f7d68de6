//! Calls in a room: offered, answered, declined, passed on, lost.

use super::{
    Command, Refusal, Speaker,
    story::{Story, enquiry, id, message, sales, staff, talkative},
};
use crate::{
    call::{AWAY_MS, Act, CallCard, CallEnd, CallRules, CallSign, CallStep, JOIN_MS, RING_MS, RecordStep, Rung},
    card::Side,
    id::{CallId, PeerId},
    owed::Order,
    value::Timestamp,
    wire::Logged,
};

pub(super) fn call(number: u8) -> CallId {
    CallId::new(Timestamp::from_ms(1), id(number))
}

pub(super) fn peer(number: u8) -> PeerId {
    PeerId::new(Timestamp::from_ms(1), id(number))
}

pub(super) const ALL: CallRules =
    CallRules { voice: true, video: true, screen: true, record: true, listen: true, shows_listeners: true };

fn ada() -> Speaker {
    Speaker::Staff(staff("ada"))
}

fn ben() -> Speaker {
    Speaker::Staff(staff("ben"))
}

/// Browsers: 1 is the visitor's, 2 Ada's, 3 Ben's.
impl Story {
    pub(super) fn acts(&mut self, speaker: Speaker, act: Act) -> &mut Self {
        self.acts_by(speaker, ALL, act)
    }

    fn acts_by(&mut self, speaker: Speaker, rules: CallRules, act: Act) -> &mut Self {
        self.step(Command::Call { speaker, rules, act, looks: self.looks })
    }

    pub(super) fn offers(&mut self, speaker: Speaker, number: u8) -> &mut Self {
        let browser = if speaker == Speaker::Visitor { 1 } else { 2 };
        self.acts(speaker, Act::Offer { call: call(number), peer: peer(browser), video: false })
    }

    pub(super) fn joins(&mut self, speaker: Speaker, number: u8, browser: u8) -> &mut Self {
        self.acts(speaker, Act::Join { call: call(number), peer: peer(browser), listens: false })
    }

    pub(super) fn hangs_up(&mut self, speaker: Speaker, number: u8, browser: u8) -> &mut Self {
        self.acts(speaker, Act::Leave { call: call(number), peer: Some(peer(browser)) })
    }

    pub(super) fn records(&mut self, speaker: Speaker, browser: u8, step: RecordStep) -> &mut Self {
        self.acts(speaker, Act::Record { call: call(1), peer: Some(peer(browser)), step })
    }

    pub(super) fn here(&mut self, browsers: &[u8]) -> &mut Self {
        self.step(Command::Peers { here: browsers.iter().map(|number| peer(*number)).collect() })
    }

    pub(super) fn call_card(&self) -> Option<CallCard> {
        self.room.call().map(|call| call.seen_by(Side::Staff))
    }

    fn peers(&self) -> Vec<String> {
        let name = |staff: &Option<crate::card::StaffCard>| {
            staff.as_ref().map_or_else(|| "visitor".to_owned(), |card| card.handle.to_string())
        };
        self.call_card().map(|card| card.peers.iter().map(|peer| name(&peer.staff)).collect()).unwrap_or_default()
    }

    fn rings(&self) -> Vec<Rung> {
        self.call_card().map(|card| card.rings.iter().map(|ring| ring.who).collect()).unwrap_or_default()
    }

    /// What the log says of calls: "offered", "joined", "ended hungup 12".
    pub(super) fn calls_in_log(&self) -> Vec<String> {
        let said = |logged: &Logged| {
            let Logged::Call(mark) = logged else { return None };
            Some(match &mark.step {
                CallStep::Offered { .. } => "offered".to_owned(),
                CallStep::Joined { listens: Some(_), .. } => "listens".to_owned(),
                CallStep::Joined { .. } => "joined".to_owned(),
                CallStep::Recorded { .. } => "recorded".to_owned(),
                CallStep::Ended { why, length_s, .. } => format!("ended {why:?} {length_s}").to_lowercase(),
                CallStep::Unknown => "unknown".to_owned(),
            })
        };
        self.log().iter().filter_map(|entry| said(&entry.logged)).collect()
    }

    fn ends(&mut self, why: CallEnd) -> &mut Self {
        assert_eq!(self.call_card(), None, "it is over");
        let last = self.calls_in_log().pop().unwrap_or_default();
        assert!(last.starts_with(&format!("ended {why:?}").to_lowercase()), "{last}");
        self
    }
}

fn talking() -> Story {
    let mut story = Story::answered();
    story.offers(Speaker::Visitor, 1).later(4_000).joins(ada(), 1, 2);
    story
}

#[test]
fn a_call_is_offered_answered_and_hung_up() {
    let mut story = Story::answered();
    story.offers(Speaker::Visitor, 1);
    assert_eq!((story.peers(), story.rings()), (vec!["visitor".to_owned()], vec![Rung::Staff]));
    assert_eq!(story.room.call().map(crate::call::Call::sign), Some(CallSign::Rings));
    story.later(4_000).joins(ada(), 1, 2);
    assert_eq!((story.peers().len(), story.rings()), (2, vec![]));
    story.later(12_400).hangs_up(ada(), 1, 2).ends(CallEnd::HungUp);
    assert_eq!(story.calls_in_log(), ["offered", "joined", "ended hungup 12"]);
    assert_eq!(story.room.wake_at().map(|at| at > story.now), Some(true));
}

#[test]
fn the_desk_hears_at_once_that_a_visitor_rings_that_it_goes_on_and_that_it_is_over() {
    let mut story = Story::answered();
    let before = story.reports.len();
    story.offers(Speaker::Visitor, 1).tells(before + 1);
    assert_eq!(story.report().call, Some(CallSign::Rings));
    story.joins(ada(), 1, 2).tells(before + 2);
    assert_eq!(story.report().call, Some(CallSign::Ongoing));
    story.hangs_up(Speaker::Visitor, 1, 1).tells(before + 3);
    assert_eq!(story.report().call, None);
}

#[test]
fn who_was_rung_may_decline_and_who_rings_may_give_up() {
    let mut story = Story::answered();
    story.offers(ada(), 1).acts(Speaker::Visitor, Act::Decline { call: call(1) }).ends(CallEnd::Declined);
    story.offers(Speaker::Visitor, 2).acts(ada(), Act::Decline { call: call(2) }).ends(CallEnd::Declined);
    story.offers(ada(), 3).hangs_up(ada(), 3, 2).ends(CallEnd::Cancelled);
    // It is over, whatever comes late.
    story.acts(Speaker::Visitor, Act::Decline { call: call(3) }).changes_nothing();
    story.joins(Speaker::Visitor, 3, 1).is_refused(Refusal::CallOver);
    assert_eq!(story.calls_in_log().len(), 6);
}

#[test]
fn a_guest_who_declines_does_not_speak_for_whose_enquiry_it_is() {
    let mut story = Story::answered();
    story.offers(Speaker::Visitor, 1).acts(ben(), Act::Decline { call: call(1) });
    assert_eq!(story.rings(), [Rung::Staff]);
    story.acts(ada(), Act::Decline { call: call(1) }).ends(CallEnd::Declined);
}

#[test]
fn ringing_ends_by_itself() {
    let mut story = Story::answered();
    story.offers(ada(), 1).later(RING_MS - 1).here(&[2]).step(Command::Tick);
    assert!(story.call_card().is_some());
    story.later(1).step(Command::Tick).ends(CallEnd::Unanswered);
    assert_eq!(story.calls_in_log(), ["offered", "ended unanswered 0"]);
}

#[test]
fn a_visitor_who_looks_elsewhere_is_called_when_staff_ring() {
    let mut story = Story::answered();
    story.visitor_looks(false).offers(ada(), 1);
    assert_eq!(story.calls, 1);
}

#[test]
fn both_offer_at_once_and_it_is_one_call() {
    let mut story = Story::answered();
    story.offers(Speaker::Visitor, 1).offers(ada(), 2);
    assert_eq!(story.peers().len(), 2);
    assert_eq!(story.calls_in_log(), ["offered", "joined"]);
    // Their answer was lost, and they send it again.
    story.offers(Speaker::Visitor, 1).offers(ada(), 2);
    assert_eq!((story.peers().len(), story.calls_in_log().len()), (2, 2));
}

#[test]
fn an_offer_that_comes_after_the_end_of_its_call_begins_none() {
    let mut story = talking();
    story.hangs_up(Speaker::Visitor, 1, 1).offers(Speaker::Visitor, 1).is_refused(Refusal::CallOver);
    story.offers(Speaker::Visitor, 2);
    assert_eq!(story.rings(), [Rung::Staff]);
}

#[test]
fn a_page_that_is_loaded_anew_takes_the_place_of_the_one_before() {
    let mut story = talking();
    story.joins(Speaker::Visitor, 1, 7);
    assert_eq!(story.peers(), ["ada", "visitor"]);
    assert_eq!(story.calls_in_log(), ["offered", "joined"], "they were in it before");
    story.hangs_up(Speaker::Visitor, 1, 1);
    assert_eq!(story.peers().len(), 2, "the page of before hangs up nobody else's");
    story.joins(ben(), 1, 7).is_refused(Refusal::Taken);
}

#[test]
fn a_lost_connection_has_its_time_to_come_back() {
    let mut story = talking();
    story.here(&[2]).later(AWAY_MS - 1).step(Command::Tick);
    assert_eq!(story.peers().len(), 2);
    let joins = |story: &Story| story.call_card().map(|card| card.peers.iter().map(|it| it.joins).sum::<u32>());
    let before = joins(&story);
    story.joins(Speaker::Visitor, 1, 1).here(&[1, 2]);
    assert_eq!(joins(&story), before.map(|joins| joins + 1), "the other side looks after its connection");
    story.here(&[2]).later(AWAY_MS).step(Command::Tick).ends(CallEnd::Lost);
}

#[test]
fn a_call_that_nobody_is_in_any_more_ends_though_the_object_was_killed() {
    let mut story = talking();
    // The object wakes, and nobody has a socket.
    story.here(&[]).wakes().wakes();
    assert_eq!(story.call_card(), None);
    assert_eq!(story.calls_in_log().last().map(String::as_str), Some("ended lost 30"));
}

#[test]
fn a_room_with_a_call_looks_after_it_and_is_not_closed_for_its_silence() {
    let mut story = Story::raised_with(talkative());
    story.order(Order::Answered { staff: staff("ada") }).says("ada", 1, "Call me");
    story.offers(Speaker::Visitor, 1).joins(ada(), 1, 2);
    for _ in 0..60 {
        story.later(30_000).here(&[1, 2]).step(Command::Tick);
    }
    assert_eq!(story.automatic(), ["welcome: hello"]);
    story.hangs_up(ada(), 1, 2).later(60_000).step(Command::Tick);
    assert_eq!(story.automatic(), ["welcome: hello"], "who has just talked isn't silent");
}

#[test]
fn coming_into_a_call_is_a_first_word() {
    let mut story = Story::answered();
    assert!(story.room.clocks.awaits_first_word());
    story.offers(Speaker::Visitor, 1).joins(ada(), 1, 2);
    assert!(!story.room.clocks.awaits_first_word());
    assert!(story.report().staff_said_at_ms.is_some());
}

#[test]
fn four_are_in_a_call_and_a_fifth_is_not() {
    let mut story = talking();
    for (number, name) in [(3, "ben"), (4, "cleo")] {
        story.joins(Speaker::Staff(staff(name)), 1, number);
    }
    assert_eq!(story.peers(), ["visitor", "ada", "ben", "cleo"]);
    story.joins(Speaker::Staff(staff("dan")), 1, 5).is_refused(Refusal::CallFull);
    // Another page of somebody who is in it is no fifth.
    story.joins(ben(), 1, 6);
    assert_eq!(story.peers().len(), 4);
    story.hangs_up(ada(), 1, 2).hangs_up(ben(), 1, 6);
    assert_eq!(story.peers(), ["visitor", "cleo"]);
    story.hangs_up(Speaker::Visitor, 1, 1).ends(CallEnd::HungUp);
}

#[test]
fn colleagues_are_left_in_no_call_without_their_visitor() {
    let mut story = talking();
    story.joins(ben(), 1, 3).hangs_up(Speaker::Visitor, 1, 1).ends(CallEnd::HungUp);
}

#[test]
fn a_call_is_passed_on_with_its_enquiry() {
    let mut story = talking();
    story.order(Order::Passing { to: sales() });
    assert_eq!(story.rings(), [Rung::Offered]);
    // Its owner hangs up, and the visitor waits on the line.
    story.hangs_up(ada(), 1, 2);
    assert_eq!(story.peers(), ["visitor"]);
    story.order(Order::Answered { staff: staff("ben") });
    assert_eq!(story.rings(), [Rung::Member { staff: staff("ben").id }]);
    story.joins(ben(), 1, 3);
    assert_eq!((story.peers().len(), story.rings()), (2, vec![]));
    assert_eq!(story.calls_in_log(), ["offered", "joined", "joined"]);
}

#[test]
fn who_is_passed_a_call_and_does_not_come_leaves_nobody_waiting_for_ever() {
    let mut story = talking();
    story.order(Order::Passing { to: sales() }).hangs_up(ada(), 1, 2);
    story.order(Order::Answered { staff: staff("ben") }).later(JOIN_MS).here(&[1]).step(Command::Tick);
    story.ends(CallEnd::Unanswered);
}

#[test]
fn a_call_ends_with_its_chat_and_says_so_before_that() {
    let mut story = talking();
    story.step(Command::Close { speaker: ada() }).ends(CallEnd::Closed);
    assert_eq!(story.kinds().last().map(String::as_str), Some("closed"));
    story.offers(Speaker::Visitor, 2).is_refused(Refusal::EnquiryClosed);
    let mut story = talking();
    story.order(Order::Close { staff: staff("ada").id }).ends(CallEnd::Closed);
    assert_eq!(story.kinds().last().map(String::as_str), Some("closed"));
}

#[test]
fn who_is_removed_is_out_of_the_call_too() {
    let mut story = talking();
    story.order(Order::Unseat { staff: staff("ada").id, session: None }).ends(CallEnd::HungUp);
    let mut story = talking();
    story.joins(ben(), 1, 3).order(Order::Left { staff: staff("ben").id });
    assert_eq!(story.peers(), ["visitor", "ada"]);
}

#[test]
fn who_may_not_speak_may_not_call_either() {
    let mut story = Story::answered();
    let offer = Act::Offer { call: call(1), peer: peer(9), video: false };
    for speaker in [Speaker::Reader(staff("ben")), Speaker::Onlooker(staff("dan")), Speaker::Elsewhere(staff("ada"))] {
        story.acts(speaker, offer).is_refused(Refusal::OnlyListen);
    }
    story.acts_by(Speaker::Visitor, CallRules::NONE, offer).is_refused(Refusal::NoCalls);
    Story::raised().acts(Speaker::Visitor, offer).is_refused(Refusal::NotAnswered);
    let mut channel = Story::raised_on_a_channel(talkative());
    channel.order(Order::Answered { staff: staff("ada") });
    channel.acts(ada(), offer).is_refused(Refusal::NoCalls);
    channel.acts(ada(), Act::Join { call: call(1), peer: peer(2), listens: false }).is_refused(Refusal::CallOver);
}

#[test]
fn cameras_are_a_thing_of_the_service() {
    let mut story = Story::answered();
    let offer = Act::Offer { call: call(1), peer: peer(1), video: true };
    story.acts_by(Speaker::Visitor, CallRules { video: false, ..ALL }, offer);
    assert_eq!(story.call_card().map(|card| card.video), Some(false));
}

#[test]
fn who_watches_over_all_listens_in_where_the_service_lets_them_and_is_seen_if_it_is_set_so() {
    let listen = Act::Join { call: call(1), peer: peer(5), listens: true };
    let dan = || Speaker::Onlooker(staff("dan"));
    let mut story = talking();
    story.acts_by(dan(), CallRules { listen: false, ..ALL }, listen).is_refused(Refusal::OnlyListen);
    story.acts(dan(), Act::Join { call: call(1), peer: peer(5), listens: false }).is_refused(Refusal::OnlyListen);
    story.acts(dan(), listen);
    assert_eq!(story.calls_in_log(), ["offered", "joined", "listens"]);
    let seen = |story: &Story, side: Side| story.room.call().map(|call| call.seen_by(side).peers.len());
    assert_eq!((seen(&story, Side::Visitor), seen(&story, Side::Staff)), (Some(3), Some(3)));
    let call = story.room.call().expect("a call");
    assert!(call.may_signal(peer(5), peer(2)) && call.may_signal(peer(2), peer(5)));
    assert!(!call.may_signal(peer(5), peer(1)) && !call.may_signal(peer(1), peer(5)), "never with the visitor");
    // Who listens keeps no call alive.
    story.hangs_up(Speaker::Visitor, 1, 1).ends(CallEnd::HungUp);

    let mut story = talking();
    story.acts_by(dan(), CallRules { shows_listeners: false, ..ALL }, listen);
    assert_eq!(story.calls_in_log(), ["offered", "joined"]);
    assert_eq!((seen(&story, Side::Visitor), seen(&story, Side::Staff)), (Some(2), Some(3)));
}

#[test]
fn nobody_whom_a_visitor_cannot_see_is_noticed_by_them() {
    let hidden = CallRules { shows_listeners: false, ..ALL };
    let listen = Act::Join { call: call(1), peer: peer(5), listens: true };
    let dan = || Speaker::Onlooker(staff("dan"));
    let mut story = talking();
    let seen = |story: &Story, side: Side| story.room.call().map(|call| call.seen_by(side));
    let before = seen(&story, Side::Visitor);
    let revision = |story: &Story| seen(story, Side::Staff).map(|card| card.revision);
    let first = revision(&story);
    story.acts_by(dan(), hidden, listen);
    assert_eq!((story.shown.as_slice(), seen(&story, Side::Visitor)), ([Side::Staff].as_slice(), before.clone()));
    assert!(revision(&story) > first);
    // Their connection is lost, comes back, and they leave; and leave again.
    let leave = Act::Leave { call: call(1), peer: Some(peer(5)) };
    story.here(&[1, 2]);
    assert_eq!(story.shown, [Side::Staff]);
    for act in [listen, leave, leave, Act::Leave { call: call(9), peer: None }] {
        story.acts_by(dan(), hidden, act);
        assert_eq!((story.shown.as_slice(), seen(&story, Side::Visitor)), ([Side::Staff].as_slice(), before.clone()));
    }
    // What they see is told from then on, too.
    story.joins(ben(), 1, 3);
    assert_eq!(story.shown, [Side::Visitor, Side::Staff]);
    // And who asked is answered, though nothing is another.
    story.acts(Speaker::Visitor, Act::Decline { call: call(1) });
    assert_eq!(story.shown, [Side::Visitor]);
}

#[test]
fn a_call_is_recorded_once_all_agree_and_not_while_somebody_came_who_did_not() {
    let mut story = talking();
    let on = |story: &Story| story.call_card().and_then(|card| card.recording).map(|recording| recording.on);
    story.records(Speaker::Visitor, 1, RecordStep::Ask).is_refused(Refusal::NoRecording);
    story.records(ada(), 1, RecordStep::Ask).is_refused(Refusal::NoRecording);
    story.records(ada(), 2, RecordStep::Ask);
    assert_eq!(on(&story), Some(false));
    story.records(Speaker::Visitor, 1, RecordStep::Agree);
    assert_eq!(on(&story), Some(true));
    story.joins(ben(), 1, 3);
    assert_eq!(on(&story), Some(false));
    story.records(ben(), 3, RecordStep::Agree);
    assert_eq!((on(&story), story.calls_in_log().len()), (Some(true), 4));
    story.records(Speaker::Visitor, 1, RecordStep::Stop);
    assert_eq!(on(&story), None);
    assert_eq!(story.calls_in_log(), ["offered", "joined", "recorded", "joined"]);
}

#[test]
fn no_recording_outlives_the_browser_that_makes_it() {
    let mut story = talking();
    story.records(ada(), 2, RecordStep::Ask).records(Speaker::Visitor, 1, RecordStep::Agree).joins(ada(), 1, 8);
    assert_eq!(story.call_card().and_then(|card| card.recording), None);
    let none = CallRules { record: false, ..ALL };
    let ask = Act::Record { call: call(1), peer: Some(peer(8)), step: RecordStep::Ask };
    story.acts_by(ada(), none, ask).is_refused(Refusal::NoRecording);
}

#[test]
fn the_chat_goes_on_beside_the_call() {
    let mut story = talking();
    story.visitor_says(1, "Here is the link").says("ada", 2, "Thanks");
    assert_eq!(story.peers().len(), 2);
    assert_eq!(story.known(message(1)).map(|entry| entry.seq.0), Some(5));
}

#[test]
fn a_call_enquiry_rings_those_to_whom_it_is_offered_until_one_answers() {
    let mut story = Story::called();
    let id = CallId::from(enquiry());
    assert_eq!(story.rings(), [Rung::Visitor, Rung::Offered]);
    assert_eq!(story.calls_in_log(), ["offered"]);
    story.acts(Speaker::Visitor, Act::Join { call: id, peer: peer(1), listens: false });
    assert_eq!((story.peers(), story.rings()), (vec!["visitor".to_owned()], vec![Rung::Offered]));
    story.later(300_000).here(&[1]).step(Command::Tick);
    assert!(story.call_card().is_some(), "the wait is the enquiry's own");
    story.order(Order::Answered { staff: staff("ada") });
    assert_eq!(story.rings(), [Rung::Member { staff: staff("ada").id }]);
    story.acts(ada(), Act::Join { call: id, peer: peer(2), listens: false });
    assert_eq!(story.calls_in_log(), ["offered", "joined"]);
}

#[test]
fn a_call_enquiry_that_is_missed_rings_no_longer() {
    let mut story = Story::called();
    let id = CallId::from(enquiry());
    story.acts(Speaker::Visitor, Act::Join { call: id, peer: peer(1), listens: false });
    story.order(Order::Missed).ends(CallEnd::Unanswered);
    // Nor one whose visitor never came into it, or gave up.
    let mut story = Story::called();
    story.later(JOIN_MS).step(Command::Tick).ends(CallEnd::Unanswered);
    let mut story = Story::called();
    story.acts(Speaker::Visitor, Act::Leave { call: id, peer: None }).ends(CallEnd::Cancelled);
    assert_eq!(story.report().call, None);
}

#[test]
fn the_desk_hears_of_every_end_whatever_ended_it() {
    let mut story = Story::called();
    let id = CallId::from(enquiry());
    story.acts(Speaker::Visitor, Act::Join { call: id, peer: peer(1), listens: false });
    story.order(Order::Missed).ends(CallEnd::Unanswered);
    assert_eq!(story.report().call, None);
    // A guest with whom alone the visitor talks is sent out.
    let mut story = Story::answered();
    story.says("ben", 1, "Hello").offers(Speaker::Visitor, 1).joins(ben(), 1, 3);
    assert_eq!(story.report().call, Some(CallSign::Ongoing));
    story.order(Order::Left { staff: staff("ben").id }).ends(CallEnd::HungUp);
    assert_eq!(story.report().call, None);
    // What changes nothing of it is no news.
    let mut story = talking();
    let before = story.reports.len();
    story.order(Order::Passing { to: sales() }).tells(before);
}

#[test]
fn who_listens_may_come_in_to_talk_with_the_same_browser_and_the_log_says_so() {
    let mut story = talking();
    story.acts(Speaker::Onlooker(staff("dan")), Act::Join { call: call(1), peer: peer(5), listens: true });
    let joins = |story: &Story| story.call_card().and_then(|card| Some(card.peers.last()?.joins));
    assert_eq!(joins(&story), Some(1));
    story.joins(Speaker::Staff(staff("dan")), 1, 5);
    assert_eq!((story.peers(), joins(&story)), (vec!["visitor".into(), "ada".into(), "dan".into()], Some(2)));
    assert!(story.call_card().is_some_and(|card| card.peers.iter().all(|peer| !peer.listens)));
    assert_eq!(story.calls_in_log(), ["offered", "joined", "listens", "joined"]);
    // And back: they were in it, and the log says that.
    story.acts(Speaker::Onlooker(staff("dan")), Act::Join { call: call(1), peer: peer(5), listens: true });
    assert_eq!((story.peers().len(), story.calls_in_log().len()), (3, 4));
}

#[test]
fn what_runs_is_agreed_to_and_stopped_whatever_a_seat_says_of_the_rules() {
    let none = CallRules { record: false, ..ALL };
    let step = |browser: u8, step| Act::Record { call: call(1), peer: Some(peer(browser)), step };
    let mut story = talking();
    story.acts_by(Speaker::Visitor, none, step(1, RecordStep::Agree)).is_refused(Refusal::NoRecording);
    story.records(ada(), 2, RecordStep::Ask).acts_by(Speaker::Visitor, none, step(1, RecordStep::Agree));
    assert_eq!(story.call_card().and_then(|card| card.recording).map(|recording| recording.on), Some(true));
    story.acts_by(Speaker::Visitor, none, step(1, RecordStep::Stop));
    assert_eq!(story.call_card().and_then(|card| card.recording), None);
    story.acts_by(ada(), none, step(2, RecordStep::Ask)).is_refused(Refusal::NoRecording);
}
