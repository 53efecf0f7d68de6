//! Stories of one browser.

use ui::calls::CallState;

use super::*;
use crate::core::cards::{Change, at, call, call_id, member, peer, staff, visitor};

fn eve() -> Seat {
    Seat::new(Me { peer: peer(1), staff: None }, None)
}

fn ada() -> Seat {
    Seat::new(Me { peer: peer(2), staff: Some(member("ada")) }, None)
}

fn over(seat: &Seat) -> (Why, i64) {
    seat.over().map(|over| (over.why, over.length_ms)).expect("a call that is over")
}

const fn ended(call: CallId, why: CallEnd) -> Ended {
    Ended { call, why }
}

#[test]
fn a_call_is_offered_answered_and_hung_up() {
    let (mut eve, mut ada) = (eve(), ada());
    assert_eq!(eve.offer(call_id(1), false), [offer(call_id(1), peer(1), false)]);
    assert_eq!((eve.stage(), eve.state()), (Stage::Calling, CallState::Calling));
    let rings = call(1).with([visitor(1)]).rings(Rung::Staff);
    assert_eq!(eve.hear(Some(rings.clone()), None, at(0)), []);
    assert_eq!(ada.hear(Some(rings), None, at(0)), []);
    assert_eq!((eve.stage(), ada.stage()), (Stage::Calling, Stage::Rings { video: false }));
    assert_eq!(ada.join(false), [join(call_id(1), peer(2), false)]);
    let ongoing = call(1).revised(2).with([visitor(1), staff(2, "ada")]).since(5_000);
    for seat in [&mut eve, &mut ada] {
        assert_eq!(seat.hear(Some(ongoing.clone()), None, at(5_000)), []);
        assert_eq!((seat.stage(), seat.state()), (Stage::Ongoing, CallState::Ongoing));
    }
    assert_eq!(ada.leave(at(65_000)), [leave(call_id(1))]);
    assert_eq!((ada.stage(), over(&ada)), (Stage::Over, (Why::Ended(CallEnd::HungUp), 60_000)));
    for seat in [&mut eve, &mut ada] {
        assert_eq!(seat.hear(None, Some(ended(call_id(1), CallEnd::HungUp)), at(65_100)), []);
        assert_eq!((seat.stage(), seat.state()), (Stage::Over, CallState::None));
        seat.dismiss();
        assert_eq!(seat.stage(), Stage::Quiet);
    }
}

#[test]
fn a_call_enquiry_that_nobody_answers_leaves_nobody_to_call_again() {
    let mut eve = eve();
    let offered = call(1).with([]).rings(Rung::Offered);
    assert_eq!(eve.hear(Some(offered.clone()), None, at(0)), [Doing::Enter { listens: false }]);
    assert_eq!(eve.join(false), [join(call_id(1), peer(1), false)]);
    eve.hear(Some(call(1).revised(2).with([visitor(1)]).rings(Rung::Offered)), None, at(100));
    eve.hear(None, Some(ended(call_id(1), CallEnd::Unanswered)), at(30_000));
    assert!(eve.over().is_some_and(|over| over.offered && over.open && !over.missed));
}

#[test]
fn who_offered_hears_why_nobody_came_and_who_was_rung_that_they_missed_it() {
    let (mut eve, mut ada) = (eve(), ada());
    eve.offer(call_id(1), false);
    let rings = call(1).with([visitor(1)]).rings(Rung::Staff);
    eve.hear(Some(rings.clone()), None, at(0));
    ada.hear(Some(rings.clone()), None, at(0));
    let unanswered = ended(call_id(1), CallEnd::Unanswered);
    eve.hear(None, Some(unanswered), at(45_000));
    ada.hear(None, Some(unanswered), at(45_000));
    assert_eq!(over(&eve), (Why::Ended(CallEnd::Unanswered), 0));
    assert!(eve.over().is_some_and(|over| over.offered && !over.missed));
    assert!(ada.over().is_some_and(|over| over.missed));
    // One that she declined is none that she missed.
    let mut ada = self::ada();
    ada.hear(Some(rings), None, at(0));
    assert_eq!(ada.decline(), [Doing::Send(CallClientFrame::Decline { call: call_id(1) })]);
    assert_eq!(ada.stage(), Stage::Quiet);
    ada.hear(None, Some(ended(call_id(1), CallEnd::Declined)), at(2_000));
    assert_eq!(ada.stage(), Stage::Quiet);
}

#[test]
fn a_tab_comes_back_into_its_call_after_its_page_was_loaded_anew() {
    let mut eve = Seat::new(Me { peer: peer(7), staff: None }, Some((call_id(1), false)));
    let there = call(1).with([visitor(1), staff(2, "ada")]).since(5_000);
    assert_eq!(eve.hear(Some(there.clone()), None, at(0)), [Doing::Enter { listens: false }]);
    // While the microphone is asked for, it is not told again.
    assert_eq!(eve.hear(Some(there.clone().revised(2)), None, at(0)), []);
    assert_eq!(eve.join(false), [join(call_id(1), peer(7), false)]);
    assert_eq!(eve.hear(Some(there.revised(3)), None, at(0)), []);
    assert_eq!(eve.stage(), Stage::Ongoing);
    // Of another call it knows nothing.
    let mut eve = Seat::new(Me { peer: peer(7), staff: None }, Some((call_id(9), false)));
    assert_eq!(eve.hear(Some(call(1).by("ada").with([staff(2, "ada")]).rings(Rung::Visitor)), None, at(0)), []);
    assert_eq!(eve.stage(), Stage::Rings { video: false });
}

#[test]
fn who_is_on_their_way_and_who_called_come_in_by_themselves() {
    let mut ada = ada();
    let on_her_way = call(1).with([visitor(1)]).rings(Rung::Member { staff: member("ada") });
    assert_eq!(ada.hear(Some(on_her_way.clone()), None, at(0)), [Doing::Enter { listens: false }]);
    assert_eq!(ada.hear(Some(on_her_way.revised(2)), None, at(0)), []);
    let mut ben = Seat::new(Me { peer: peer(3), staff: Some(member("ben")) }, None);
    assert_eq!(ben.hear(Some(call(1).rings(Rung::Member { staff: member("ada") })), None, at(0)), []);
    assert_eq!(ben.stage(), Stage::Quiet);
    let mut eve = eve();
    assert_eq!(eve.hear(Some(call(1).rings(Rung::Offered)), None, at(0)), [Doing::Enter { listens: false }]);
    // Ada was there before her page had loaded what calls need.
    let answered = call(1).with([staff(2, "ada")]).rings(Rung::Visitor);
    assert_eq!(self::eve().hear(Some(answered.clone()), None, at(0)), [Doing::Enter { listens: false }]);
    // Whom Ada calls is asked.
    assert_eq!(self::eve().hear(Some(answered.by("ada")), None, at(0)), []);
    // In a second tab of hers, the first one has it.
    let mut second = Seat::new(Me { peer: peer(8), staff: None }, None);
    assert_eq!(second.hear(Some(call(1).with([visitor(1)]).rings(Rung::Offered)), None, at(0)), []);
    assert_eq!(second.stage(), Stage::Elsewhere);
}

#[test]
fn another_page_of_the_same_person_takes_it_over_and_it_can_be_taken_back() {
    let mut ada = ada();
    ada.hear(Some(call(1).with([visitor(1)]).rings(Rung::Staff)), None, at(0));
    ada.join(false);
    ada.hear(Some(call(1).revised(2).with([visitor(1), staff(2, "ada")]).since(1)), None, at(1));
    assert_eq!(ada.hear(Some(call(1).revised(3).with([visitor(1), staff(5, "ada")]).since(1)), None, at(2)), []);
    assert_eq!((ada.stage(), ada.state()), (Stage::Elsewhere, CallState::None));
    assert_eq!(ada.join(false), [join(call_id(1), peer(2), false)]);
    assert_eq!(ada.stage(), Stage::Ongoing);
}

#[test]
fn of_two_pages_that_come_in_at_once_one_gives_way() {
    let mut second = ada();
    second.hear(Some(call(1).with([visitor(1)]).rings(Rung::Staff)), None, at(0));
    second.join(false);
    // The room took this one and then the other, and shows only how it stands now.
    second.hear(Some(call(1).revised(3).with([visitor(1), staff(5, "ada")]).since(1)), None, at(1_000));
    for (now, stage) in [(1_000, Stage::Ongoing), (5_999, Stage::Ongoing), (6_000, Stage::Elsewhere)] {
        second.wait(at(now));
        assert_eq!(second.stage(), stage);
    }
    assert_eq!(second.wanted(), None);
    // One that was only slow to be shown stays, and what it waited for doesn't count later.
    let mut first = ada();
    first.hear(Some(call(1).with([visitor(1), staff(5, "ada")]).since(1)), None, at(0));
    first.join(false);
    first.wait(at(0));
    first.hear(Some(call(1).revised(2).with([visitor(1), staff(2, "ada")]).since(1)), None, at(4_000));
    assert_eq!((first.stage(), first.asks_in_vain()), (Stage::Ongoing, false));
    first.connected();
    first.hear(Some(call(1).revised(3).with([visitor(1), staff(5, "ada")]).since(1)), None, at(9_000));
    first.wait(at(9_000));
    assert_eq!(first.stage(), Stage::Ongoing);
}

#[test]
fn a_lost_connection_is_made_up_for() {
    let mut eve = eve();
    eve.offer(call_id(1), true);
    assert_eq!(eve.connected(), [offer(call_id(1), peer(1), true)]);
    let there = call(1).with([visitor(1), staff(2, "ada")]).since(1);
    eve.hear(Some(there.clone()), None, at(1));
    assert_eq!(eve.connected(), [join(call_id(1), peer(1), false)]);
    // Out after half a minute, while the page was away: it comes back in, once.
    eve.hear(Some(there.clone().revised(2)), None, at(1));
    assert_eq!(
        eve.hear(Some(call(1).revised(3).with([staff(2, "ada")]).since(1)), None, at(1)),
        [join(call_id(1), peer(1), false)]
    );
    assert_eq!(eve.hear(Some(call(1).revised(4).with([staff(2, "ada")]).since(1)), None, at(1)), []);
    // There is none any more.
    assert_eq!(eve.connected(), [join(call_id(1), peer(1), false)]);
    eve.refused(call_id(1), ErrorCode::NotFound, at(9_001));
    assert_eq!(over(&eve), (Why::Ended(CallEnd::Lost), 9_000));
    // Hung up while the room couldn't hear it.
    let mut eve = self::eve();
    eve.hear(Some(there.clone()), None, at(1));
    eve.join(false);
    eve.hear(Some(there.clone().revised(2)), None, at(1));
    eve.leave(at(5));
    assert_eq!(eve.connected(), [leave(call_id(1))]);
    assert_eq!(eve.hear(Some(there.revised(3)), None, at(6)), [leave(call_id(1))]);
    assert_eq!(eve.stage(), Stage::Over);
}

#[test]
fn what_rang_before_the_connection_was_lost_rings_no_more() {
    let mut ada = ada();
    ada.hear(Some(call(1).with([visitor(1)]).rings(Rung::Staff)), None, at(0));
    assert_eq!(ada.connected(), []);
    ada.forget_stale();
    assert_eq!(ada.stage(), Stage::Quiet);
}

#[test]
fn of_two_who_offer_at_once_both_are_in_the_one_that_the_room_keeps() {
    let mut ada = ada();
    ada.offer(call_id(2), false);
    let hers = call(1).with([visitor(1)]).rings(Rung::Staff);
    assert_eq!(ada.hear(Some(hers), None, at(0)), [join(call_id(1), peer(2), false)]);
    let both = call(1).revised(2).with([visitor(1), staff(2, "ada")]).since(1);
    assert_eq!(ada.hear(Some(both), None, at(0)), []);
    assert_eq!(ada.stage(), Stage::Ongoing);
}

#[test]
fn stale_cards_and_refusals_change_nothing_that_goes_on() {
    let mut ada = ada();
    let there = call(1).with([visitor(1), staff(2, "ada")]).since(1);
    ada.hear(Some(call(1).revised(1).with([visitor(1)]).rings(Rung::Staff)), None, at(0));
    ada.join(false);
    ada.hear(Some(there.revised(5)), None, at(0));
    ada.hear(Some(call(1).revised(4).with([visitor(1)])), None, at(0));
    assert_eq!(ada.inside().map(|card| card.revision), Some(5));
    assert_eq!(ada.record(RecordStep::Ask).len(), 1);
    ada.refused(call_id(1), ErrorCode::Forbidden, at(0));
    assert_eq!((ada.stage(), ada.refused), (Stage::Ongoing, Some(ErrorCode::Forbidden)));
    let mut eve = eve();
    eve.offer(call_id(3), false);
    eve.refused(call_id(3), ErrorCode::Forbidden, at(0));
    assert_eq!(over(&eve).0, Why::Refused(ErrorCode::Forbidden));
}

#[test]
fn a_call_of_others_is_only_looked_at_and_may_be_listened_to() {
    let mut ben = Seat::new(Me { peer: peer(3), staff: Some(member("ben")) }, None);
    ben.hear(Some(call(1).with([visitor(1), staff(2, "ada")]).since(1)), None, at(0));
    assert_eq!((ben.stage(), ben.state()), (Stage::Others, CallState::None));
    assert_eq!(ben.join(true), [join(call_id(1), peer(3), true)]);
    assert_eq!(ben.wanted(), Some((call_id(1), true)));
    ben.hear(None, Some(ended(call_id(1), CallEnd::HungUp)), at(9));
    assert_eq!(ben.stage(), Stage::Over);
}

#[test]
fn the_next_call_rings_while_it_is_still_said_how_the_last_one_ended() {
    let mut ada = ada();
    ada.offer(call_id(1), false);
    ada.hear(Some(call(1).by("ada").with([staff(2, "ada")]).rings(Rung::Visitor)), None, at(0));
    ada.leave(at(1));
    ada.hear(None, Some(ended(call_id(1), CallEnd::Cancelled)), at(2));
    assert_eq!(ada.stage(), Stage::Over);
    ada.hear(Some(call(2).with([visitor(1)]).rings(Rung::Staff)), None, at(3));
    assert_eq!(ada.stage(), Stage::Rings { video: false });
}

#[test]
fn what_is_refused_of_signals_neither_ends_a_call_nor_is_told() {
    let mut ada = ada();
    ada.hear(Some(call(1).with([visitor(1)]).rings(Rung::Staff)), None, at(0));
    // Of a call that is over, or that she isn't in.
    for call in [call_id(1), call_id(9)] {
        ada.refused(call, ErrorCode::NotFound, at(1));
        ada.refused(call, ErrorCode::TooFast, at(1));
    }
    assert_eq!((ada.stage(), ada.refused), (Stage::Rings { video: false }, None));
    ada.join(false);
    let there = call(1).with([visitor(1), staff(2, "ada")]).since(1);
    ada.hear(Some(there.clone().revised(2)), None, at(1));
    for code in [ErrorCode::NotFound, ErrorCode::TooFast, ErrorCode::TooLarge] {
        ada.refused(call_id(1), code, at(2));
        assert_eq!((ada.stage(), ada.refused), (Stage::Ongoing, None));
    }
    // Too many at once, just when she comes back; and one too late, when she has come back.
    ada.connected();
    ada.refused(call_id(1), ErrorCode::TooFast, at(3));
    assert_eq!(ada.stage(), Stage::Ongoing);
    let without = call(1).with([visitor(1), staff(3, "ben")]).since(1);
    assert_eq!(ada.hear(Some(without.revised(3)), None, at(3)), [join(call_id(1), peer(2), false)]);
    ada.refused(call_id(1), ErrorCode::NotFound, at(3));
    assert_eq!(ada.stage(), Stage::Ongoing);
    ada.hear(Some(there.revised(4)), None, at(4));
    assert_eq!((ada.stage(), ada.refused), (Stage::Ongoing, None));
}
