//! Enquiries that are passed on, and guests in rooms.

use super::story::{Story, on, person, staff, tag};
use crate::{
    api::TransferEnquiry,
    availability::{Chosen, Command as Does},
    card::{ClosedBy, IfNobody},
    enquiry::{Act, MAX_GUESTS, Refusal},
    id::StaffId,
    permission::{Rights, may},
    setup::destination::Manner,
    value::Note,
    wire::GoneReason,
};

use IfNobody::{Blind, Loopback};

/// Ada serves sales, Ben, Cleo and Dan support, Dan after the others. Everybody is there, and Ada has Vera's enquiry.
fn shop() -> Story {
    let mut story = Story::of(["ada", "ben", "cleo", "dan", "eve"])
        .tag("sales", [on(["ada", "eve"]).waits(60)])
        .tag("support", [on(["ben", "cleo"]).waits(60), on(["dan"]).waits(30)])
        .everybody_comes();
    story.raises("vera", tag("sales")).takes("ada");
    story.unseated.clear();
    story
}

fn rights(story: &Story, who: &str) -> Rights {
    let enquiry = story.desk.enquiry(story.current()).expect("it runs");
    may(story.desk.directory(), enquiry, staff(who))
}

fn keeping_sight() -> TransferEnquiry {
    let note = Note::try_from("Wants a refund").ok();
    TransferEnquiry { to: tag("support"), note, if_nobody: Loopback, keep_sight: true }
}

#[test]
fn a_transfer_is_offered_to_those_of_the_tag_and_the_first_to_accept_has_it() {
    let mut story = shop();
    story.passes_on("ada", tag("support"), Loopback).wins().is_shown_to(["ada", "ben", "cleo"]);
    story.takes("ben").wins().is_engaged_with("ben").is_shown_to(["ben"]).takes("cleo").loses_to("ben");
    story.went(["raised", "offered", "answered", "transferred", "offered", "answered"]);
    story.takes("ada").loses_to("ben").acts("ada", Act::TakeBack).loses_to("ben");
}

#[test]
fn those_it_is_offered_to_read_the_whole_talk_and_say_nothing() {
    let mut story = shop();
    story.passes_on("ada", tag("support"), Loopback);
    let ben = rights(&story, "ben");
    assert!(ben.enter && ben.reads_only && ben.read && ben.take && ben.decline && !ben.lead);
    let (ada, dan) = (rights(&story, "ada"), rights(&story, "dan"));
    assert!(ada.enter && !ada.reads_only && ada.take_back && !ada.take && !ada.decline);
    assert_eq!(dan, Rights::default());
    story.takes("ben");
    let ben = rights(&story, "ben");
    assert!(ben.enter && !ben.reads_only && ben.lead);
    // The winner comes back to write, the others find no seat any more.
    story.unseated.sort_unstable();
    let id = story.current();
    let mut moved = ["ada", "ben", "cleo"].map(|who| (staff(who), id));
    moved.sort_unstable();
    assert_eq!(story.unseated, moved);
}

#[test]
fn the_card_says_who_had_it_to_whom_it_goes_and_why_and_only_while_it_is_offered() {
    let mut story = shop();
    story.passes_on_so("ada", keeping_sight());
    let card = story.desk.card(story.current()).expect("it runs").transfer.expect("it is passed on");
    assert_eq!((card.from.id, card.by, card.to.entry()), (staff("ada"), staff("ada"), tag("support")));
    assert_eq!(card.note.as_ref().map(Note::as_str), Some("Wants a refund"));
    story.takes("ben");
    assert_eq!(story.desk.card(story.current()).expect("it runs").transfer, None);
}

#[test]
fn the_end_of_the_wait_sends_it_on_and_after_the_last_place_it_comes_home() {
    let mut story = shop();
    story.passes_on("ada", tag("support"), Loopback).later(60).is_shown_to(["ada", "dan"]).later(30);
    story.is_engaged_with("ada").is_shown_to(["ada"]);
    let way =
        ["raised", "offered", "answered", "transferred", "offered", "wait_over", "offered", "wait_over", "returned"];
    story.went(way).wakes(&[
        "offered ada",
        "offered ben",
        "offered cleo",
        "offered dan",
        "offered eve",
        "returned ada",
    ]);
}

#[test]
fn a_person_who_declines_sends_it_home_at_once() {
    let mut story = shop();
    story.passes_on("ada", person("dan"), Loopback).is_offered_to_directly("dan");
    story.acts("dan", Act::Decline).wins().is_engaged_with("ada").is_shown_to(["ada"]);
    story
        .acts("dan", Act::Decline)
        .is_refused(&Refusal::NotFound)
        .acts("ada", Act::Decline)
        .is_refused(&Refusal::NotFound);
    story.went(["raised", "offered", "answered", "transferred", "offered", "declined", "returned"]);
}

#[test]
fn of_several_one_may_decline_and_the_last_one_sends_it_on() {
    let mut story = shop();
    story.passes_on("ada", tag("support"), Loopback).acts("ben", Act::Decline).is_shown_to(["ada", "cleo"]);
    story.takes("ben").is_refused(&Refusal::NotFound).acts("cleo", Act::Decline).is_shown_to(["ada", "dan"]);
    story.acts("dan", Act::Decline).is_engaged_with("ada");
}

#[test]
fn a_blind_one_is_missed_where_it_was_sent_and_may_be_followed_up_there() {
    let mut story = shop();
    story.passes_on("ada", tag("support"), Blind).later(90).is_missed();
    story.is_shown_to(["ada", "ben", "cleo", "dan", "eve", "olga", "sue"]);
    story.writes().is_shown_to(["ben", "cleo"]).later(90).is_shown_to(["ada", "eve"]).takes("eve").wins();
}

#[test]
fn a_blind_one_may_be_left_for_those_who_come_later() {
    let mut story = shop();
    story.leaves("ben").leaves("cleo").leaves("dan").passes_on("ada", tag("support"), Blind).wins().is_missed();
    story.comes("dan").takes("dan").wins().is_engaged_with("dan");
}

#[test]
fn what_nobody_can_take_now_stays_where_it_is() {
    let mut story = shop();
    story.leaves("dan").passes_on("ada", person("dan"), Loopback).is_refused(&Refusal::NobodyThere);
    story.is_engaged_with("ada").went(["raised", "offered", "answered"]);
    story.passes_on("ada", person("ada"), Loopback).is_refused(&Refusal::Theirs);
    story.passes_on("ada", tag("nothing"), Loopback).is_refused(&Refusal::NoSuchEntry);
    story.passes_on("ben", tag("support"), Loopback).is_refused(&Refusal::NotFound);
}

#[test]
fn whose_it_was_is_not_asked_by_their_own_transfer() {
    let mut story = shop();
    story.passes_on("ada", tag("sales"), Loopback).is_offered_to_directly("eve").later(60).is_engaged_with("ada");
    story.leaves("eve").passes_on("ada", tag("sales"), Loopback).is_refused(&Refusal::NobodyThere);
}

#[test]
fn it_may_be_taken_back_while_it_is_offered_by_who_had_it_or_who_supervises() {
    let mut story = shop();
    story.passes_on("ada", tag("support"), Loopback).acts("ben", Act::TakeBack).is_refused(&Refusal::NotFound);
    story.acts("ada", Act::TakeBack).wins().is_engaged_with("ada").acts("ada", Act::TakeBack).wins();
    story.takes("ben").is_refused(&Refusal::NotFound).passes_on("sue", tag("support"), Blind).wins();
    story.acts("sue", Act::TakeBack).wins().is_engaged_with("ada");
    story.passes_on("ada", tag("support"), Loopback).takes("ada").wins().is_engaged_with("ada");
    let (from, _, reason) = story.gone.last().expect("the card left");
    assert!(matches!(reason, GoneReason::Answered { by } if by.id == staff("ada")), "{from} {reason:?}");
}

#[test]
fn a_second_press_changes_nothing_and_another_one_is_told_that_it_is_under_way() {
    let mut story = shop();
    story.passes_on("ada", tag("support"), Loopback).passes_on("ada", tag("support"), Loopback).wins();
    story.went(["raised", "offered", "answered", "transferred", "offered"]);
    story.passes_on("ada", person("dan"), Loopback).is_refused(&Refusal::PassedOn);
}

#[test]
fn a_loopback_to_somebody_gone_goes_to_the_tag_that_was_pressed() {
    let mut story = shop();
    story.passes_on("ada", tag("support"), Loopback).leaves("ada").later(90).is_shown_to(["ada", "eve"]);
    story.takes("eve").wins().is_engaged_with("eve").comes("ada").is_shown_to(["eve"]);
}

#[test]
fn and_is_missed_when_nobody_is_there_either() {
    let mut story = shop();
    story.passes_on("ada", person("dan"), Loopback).leaves("ada").leaves("eve").acts("dan", Act::Decline).is_missed();
    story.went([
        "raised",
        "offered",
        "answered",
        "transferred",
        "offered",
        "declined",
        "sender_away",
        "skipped",
        "missed",
    ]);
}

#[test]
fn who_is_busy_or_idle_gets_it_back_all_the_same() {
    let mut story = shop();
    story.passes_on("ada", person("dan"), Loopback).chooses("ada", Chosen::Busy).acts("dan", Act::Decline);
    story.is_engaged_with("ada");
}

#[test]
fn everybody_there_leaving_sends_it_on_as_the_end_of_the_wait_does() {
    let mut story = shop();
    story.passes_on("ada", person("dan"), Loopback).leaves("dan").is_engaged_with("ada");
    story.passes_on("ada", tag("support"), Loopback).leaves("ben").leaves("cleo").is_engaged_with("ada");
}

#[test]
fn a_removed_sender_loses_it_to_the_tag_and_a_removed_receiver_sends_it_on() {
    let mut story = shop();
    story.passes_on("ada", person("dan"), Loopback);
    story.directory(|directory| drop(directory.staff.remove(&staff("ada")))).acts("dan", Act::Decline);
    story.is_offered_to(["eve"]);
    let mut story = shop();
    story.passes_on("ada", person("dan"), Loopback);
    story.directory(|directory| drop(directory.staff.remove(&staff("dan")))).is_engaged_with("ada");
}

#[test]
fn who_keeps_sight_stays_as_a_guest_and_may_leave() {
    let mut story = shop();
    story.passes_on_so("ada", keeping_sight()).takes("ben").is_engaged_with("ben").is_shown_to(["ada", "ben"]);
    assert!(rights(&story, "ada").enter && !rights(&story, "ada").lead);
    story.acts("ada", Act::Leave(staff("ada"))).wins().is_shown_to(["ben"]);
    story.went(["raised", "offered", "answered", "transferred", "offered", "answered", "invited", "left"]);
}

#[test]
fn a_destination_that_gives_work_out_asks_first_when_it_is_passed_on() {
    let mut story = Story::of(["ada", "ben", "cleo"])
        .tag("sales", [on(["ada"])])
        .tag("care", [on(["ben", "cleo"]).asks(Manner::PickUp).waits(10)])
        .everybody_comes();
    story.raises("vera", tag("sales")).takes("ada").passes_on("ada", tag("care"), Loopback);
    story.is_shown_to(["ada", "ben", "cleo"]).later(10).is_engaged_with("ada");
}

#[test]
fn what_is_passed_on_counts_as_the_senders_room_until_it_is_gone() {
    let mut story = shop();
    story.takes_at_most("ada", 1).passes_on("ada", tag("support"), Loopback);
    story.raises("walt", tag("sales")).is_offered_to(["ada", "eve"]).leaves("eve").is_missed();
}

#[test]
fn the_visitor_may_close_it_meanwhile_and_it_stays_the_senders() {
    let mut story = shop();
    story.passes_on("ada", tag("support"), Loopback).closes(ClosedBy::Visitor).is_closed().later(600).is_closed();
    let enquiry = story.closed.values().next().expect("it was closed");
    assert_eq!(enquiry.owner().map(|owner| owner.id), Some(staff("ada")));
}

#[test]
fn writing_meanwhile_changes_nothing() {
    let mut story = shop();
    story.passes_on("ada", tag("support"), Loopback).writes().is_shown_to(["ada", "ben", "cleo"]).later(90);
    story.is_engaged_with("ada");
}

#[test]
fn a_restart_in_mid_transfer_costs_nothing() {
    let mut story = shop();
    story.passes_on("ada", tag("support"), Loopback).restarts().later(30).is_shown_to(["ada", "ben", "cleo"]);
    story.restarts().later(31).is_shown_to(["ada", "dan"]).later(30).is_engaged_with("ada");
}

#[test]
fn a_transfer_of_a_transfer_comes_home_to_the_last_owner() {
    let mut story = shop();
    story.passes_on("ada", tag("support"), Loopback).takes("ben").passes_on("ben", person("eve"), Loopback);
    story.acts("eve", Act::Decline).is_engaged_with("ben");
    story.directory(|directory| drop(directory.staff.remove(&staff("ben")))).is_offered_to(["cleo"]);
}

#[test]
fn an_owner_invites_colleagues_who_are_called_once_and_leave_again() {
    let mut story = shop();
    story.alerts.clear();
    story.acts("ada", Act::Invite(staff("ben"))).wins().is_shown_to(["ada", "ben"]).wakes(&["invited ben"]);
    story.acts("ada", Act::Invite(staff("ben"))).wins().wakes(&[]);
    story.acts("ben", Act::Invite(staff("cleo"))).is_refused(&Refusal::NotFound);
    story.acts("ben", Act::Leave(staff("ada"))).is_refused(&Refusal::NotFound);
    story.acts("ada", Act::Invite(staff("cleo"))).acts("ben", Act::Leave(staff("ben"))).is_shown_to(["ada", "cleo"]);
    story.acts("ada", Act::Leave(staff("cleo"))).wins().acts("ada", Act::Leave(staff("cleo"))).wins();
    story.is_shown_to(["ada"]).went(["raised", "offered", "answered", "invited", "invited", "left", "left"]);
    story.acts("ada", Act::Invite(staff("zoe"))).is_refused(&Refusal::NoSuchEntry);
}

#[test]
fn a_guest_who_is_passed_the_enquiry_is_asked_and_owns_it_then() {
    let mut story = shop();
    story.acts("ada", Act::Invite(staff("dan"))).acts("ada", Act::Invite(staff("eve")));
    story.passes_on("ada", person("dan"), Loopback).is_shown_to(["ada", "dan", "eve"]);
    assert!(!rights(&story, "dan").reads_only, "they were in the room before");
    story.takes("dan").is_engaged_with("dan").is_shown_to(["dan", "eve"]);
}

#[test]
fn everybody_in_the_room_reads_it_after_the_close_and_who_left_does_not() {
    let mut story = shop();
    story.acts("ada", Act::Invite(staff("ben"))).acts("ada", Act::Invite(staff("cleo")));
    story.acts("cleo", Act::Leave(staff("cleo"))).closes(ClosedBy::Staff);
    let enquiry = story.closed.values().next().expect("it was closed");
    let read = |who: &str| may(story.desk.directory(), enquiry, staff(who)).read;
    assert_eq!(["ada", "ben", "cleo", "eve"].map(read), [true, true, false, true]);
}

#[test]
fn a_room_has_room_for_so_many_guests() {
    let names = ["ada", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
    let mut story = Story::of(names).tag("sales", [on(["ada"])]).everybody_comes();
    story.raises("vera", tag("sales")).takes("ada");
    for name in &names[1..=MAX_GUESTS] {
        story.acts("ada", Act::Invite(staff(name))).wins();
    }
    story.acts("ada", Act::Invite(staff("l"))).is_refused(&Refusal::TooManyGuests);
}

#[test]
fn a_guest_who_goes_offline_stays_a_guest_and_a_removed_one_does_not_show() {
    let mut story = shop();
    story.acts("ada", Act::Invite(staff("ben"))).does(staff("ben"), Does::SignOut).is_shown_to(["ada", "ben"]);
    story.directory(|directory| drop(directory.staff.remove(&staff("ben")))).is_shown_to(["ada"]);
    assert_eq!(story.desk.card(story.current()).expect("it runs").guests, []);
}

impl Story {
    /// Offered to just this person, and seen by who passed it on.
    fn is_offered_to_directly(&mut self, who: &str) -> &mut Self {
        let offer = self.desk.card(self.current()).expect("it runs").offer.expect("it is offered");
        assert_eq!(offer.staff, Vec::<StaffId>::from([staff(who)]));
        self.is_shown_to(["ada", who])
    }
}
