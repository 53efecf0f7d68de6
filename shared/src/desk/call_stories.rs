//! Enquiries that are raised by a call: who can be called, how long it rings, and what becomes of it when nobody takes it.

use super::story::{Story, on, person, staff, tag};
use crate::{
    api::{Present, RoutingTrial},
    availability::Command::Wakeable,
    call::{CallRules, CallSign},
    card::{Entry, IfNobody, Mode},
    enquiry::Refusal,
    setup::destination::Manner,
};

/// Sales can be called: Ada and Ben first, then Cleo. Dan can be called, too, and support can't. Everybody is there.
fn shop() -> Story {
    let mut story = Story::of(["ada", "ben", "cleo", "dan"])
        .tag("sales", [on(["ada", "ben"]), on(["cleo"]).rings(45)])
        .tag("support", [on(["dan"])]);
    story.directory(|directory| {
        for tag in directory.tags.iter_mut().filter(|tag| tag.settings.handle.as_str() == "sales") {
            tag.settings.calls = true;
        }
        directory.staff.get_mut(&staff("dan")).expect("a member of staff").calls = true;
    });
    story.everybody_comes()
}

impl Story {
    fn calls(&mut self, visitor: &str, entry: Entry) -> &mut Self {
        self.mode = Mode::Call;
        self.raises(visitor, entry);
        self.mode = Mode::Chat;
        self
    }

    fn is_a(&mut self, mode: Mode) -> &mut Self {
        assert_eq!(self.desk.card(self.current()).map(|card| card.mode), Some(mode));
        self
    }

    fn shows_call(&mut self, call: Option<CallSign>) -> &mut Self {
        assert_eq!(self.desk.card(self.current()).map(|card| card.call), Some(call));
        self
    }
}

#[test]
fn a_call_to_a_tag_rings_thirty_seconds_and_then_at_the_next_destination() {
    let mut story = shop();
    story.calls("vera", tag("sales")).is_a(Mode::Call).later(29).is_offered_to(["ada", "ben"]);
    story.later(1).is_offered_to(["cleo"]).later(44).is_offered_to(["cleo"]).takes("cleo").wins().is_a(Mode::Call);
}

#[test]
fn a_call_that_nobody_takes_is_missed_as_any_enquiry() {
    let mut story = shop();
    story.calls("vera", tag("sales")).later(75).is_missed().is_a(Mode::Call).takes("ben").wins();
    story.went(["raised", "offered", "wait_over", "offered", "wait_over", "missed", "followed_up"]);
}

#[test]
fn a_direct_call_rings_ninety_seconds_and_a_direct_chat_waits_sixty() {
    let mut story = shop();
    story.calls("vera", person("dan")).later(89).is_offered_to(["dan"]).later(1).is_missed();
    story.raises("walt", person("dan")).later(59).is_offered_to(["dan"]).later(1).is_missed();
}

#[test]
fn of_those_who_take_a_call_one_wins() {
    let mut story = shop();
    story.calls("vera", tag("sales")).takes("ben").wins().takes("ada").loses_to("ben");
}

#[test]
fn only_what_can_be_called_is_and_where_the_service_has_calls() {
    let mut story = shop();
    story.calls("vera", tag("support")).is_refused(&Refusal::NoCalls);
    story.calls("vera", person("ada")).is_refused(&Refusal::NoCalls);
    story.directory(|directory| directory.calls = CallRules::NONE);
    story.calls("vera", tag("sales")).is_refused(&Refusal::NoCalls);
    story.calls("vera", person("dan")).is_refused(&Refusal::NoCalls);
}

#[test]
fn who_calls_where_they_are_asking_already_comes_back_to_that() {
    let mut story = shop();
    let chat = story.raises("vera", tag("sales")).takes("ada").current();
    story.calls("vera", tag("sales")).wins().is_a(Mode::Chat).is_engaged_with("ada");
    assert_eq!(story.current(), chat);
    // Also where nobody could be called: the client offers a call in it, and the room judges that.
    story.raises("walt", tag("support")).calls("walt", tag("support")).wins().is_a(Mode::Chat);
}

#[test]
fn who_writes_again_after_a_missed_call_waits_as_in_a_chat() {
    let mut story = shop();
    story.calls("vera", tag("sales")).later(75).is_missed().writes().is_a(Mode::Chat).later(59);
    story.is_offered_to(["ada", "ben"]).later(1).is_offered_to(["cleo"]);
}

#[test]
fn what_is_passed_on_rings_as_a_call_as_long_as_there_is_one() {
    let mut story = shop();
    story.calls("vera", tag("sales")).rings_with(Some(CallSign::Rings)).takes("ada");
    story.rings_with(Some(CallSign::Ongoing)).shows_call(Some(CallSign::Ongoing));
    story.passes_on("ada", tag("support"), IfNobody::Loopback).is_a(Mode::Call).is_shown_to(["ada", "dan"]);
    story.later(29).is_shown_to(["ada", "dan"]).later(1).is_engaged_with("ada").rings_with(None).shows_call(None);
    story.passes_on("ada", tag("support"), IfNobody::Loopback).is_a(Mode::Chat).later(59);
    story.is_shown_to(["ada", "dan"]).later(1).is_engaged_with("ada");
}

#[test]
fn who_is_given_a_call_and_takes_it_need_not_write() {
    let mut story = Story::of(["ada"]).tag("sales", [on(["ada"]).asks(Manner::PickUp)]);
    story.directory(|directory| directory.tags[0].settings.calls = true).comes("ada");
    story.calls("vera", tag("sales")).is_engaged_with("ada").rings_with(Some(CallSign::Rings)).later(29);
    story.rings_with(Some(CallSign::Ongoing)).rings_with(None).later(3_600).is_engaged_with("ada");
    // Who doesn't take it has it no longer than it rings.
    story
        .works()
        .calls("walt", tag("sales"))
        .is_engaged_with("ada")
        .rings_with(Some(CallSign::Rings))
        .later(30)
        .is_missed();
}

#[test]
fn a_call_wakes_those_it_is_offered_to_and_whose_room_it_rings_in() {
    let mut story = shop();
    story.does(staff("dan"), Wakeable(true)).leaves("dan").calls("vera", person("dan")).wakes(&["offered dan"]);
    story.comes("dan").takes("dan").leaves("dan").rings_with(Some(CallSign::Rings)).wakes(&[]);
    story.rings_with(None).rings_with(Some(CallSign::Rings)).wakes(&["called dan"]);
    // The same ring, reported again with something else.
    story.rings_with(Some(CallSign::Rings)).wakes(&[]).rings_with(Some(CallSign::Ongoing)).wakes(&[]);
}

#[test]
fn the_way_of_a_call_can_be_asked() {
    let story = shop();
    let trial = RoutingTrial {
        entry: tag("sales"),
        mode: Mode::Call,
        at_ms: story.now,
        language: None,
        country: None,
        served: None,
        draw: 0,
        present: Present::Everybody,
    };
    let lasts = |trial: &RoutingTrial| {
        let outcome = story.desk.trial(trial)?;
        Some(outcome.trace.last().expect("some steps").at_ms.ms_since(trial.at_ms) / 1_000)
    };
    assert_eq!(lasts(&trial), Some(75));
    assert_eq!(lasts(&RoutingTrial { mode: Mode::Chat, ..trial.clone() }), Some(120));
    assert_eq!(lasts(&RoutingTrial { entry: person("dan"), ..trial.clone() }), Some(90));
    assert_eq!(lasts(&RoutingTrial { entry: tag("support"), ..trial }), None);
}

#[test]
fn what_is_missed_or_closed_shows_no_call() {
    let mut story = shop();
    story.calls("vera", tag("sales")).rings_with(Some(CallSign::Rings)).later(75).is_missed().shows_call(None);
}

#[test]
fn a_call_whose_visitor_gave_up_is_an_open_chat_and_rings_nobody() {
    let mut story = shop();
    story.calls("vera", tag("sales")).is_a(Mode::Call).shows_call(Some(CallSign::Rings));
    story.rings_with(None).is_a(Mode::Chat).shows_call(None).is_offered_to(["ada", "ben"]);
    story.later(30).is_offered_to(["cleo"]).later(59).is_offered_to(["cleo"]).is_a(Mode::Chat);
}

#[test]
fn ringing_over_and_over_wakes_nobody_more_often_than_it_rings() {
    let mut story = shop();
    story
        .does(staff("dan"), Wakeable(true))
        .raises("vera", person("dan"))
        .takes("dan")
        .leaves("dan")
        .wakes(&["offered dan"]);
    let rings = |story: &mut Story| {
        story.rings_with(Some(CallSign::Rings)).rings_with(None);
    };
    rings(&mut story);
    story.wakes(&["called dan"]);
    for _ in 0..5 {
        rings(&mut story);
    }
    story.wakes(&[]).later(44);
    rings(&mut story);
    story.wakes(&[]).later(1);
    rings(&mut story);
    story.wakes(&["called dan"]);
}
