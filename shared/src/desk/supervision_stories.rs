//! Who may see what, who looks on, and enquiries that are taken over.

use super::story::{Story, on, person, staff, tag};
use crate::{
    api::{Former, TakeOver},
    card::{Availability, Reach, Role},
    enquiry::{Act, MAX_GUESTS, Refusal},
    permission::{Archive, Rights, may, may_hand_in, reported_to},
    wire::GoneReason,
};

/// Ada and Ben serve sales, Cleo support, Sue and Sam supervise; everybody is there, and Ada has Vera's enquiry.
fn shop() -> Story {
    let mut story = Story::of(["ada", "ben", "cleo", "sam"])
        .tag("sales", [on(["ada", "ben"]).waits(60)])
        .tag("support", [on(["cleo", "sam"]).waits(60)])
        .everybody_comes();
    story.directory(|directory| {
        let sam = directory.staff.get_mut(&staff("sam")).expect("he is staff");
        (sam.role, sam.reach) = (Role::Supervisor, Reach::All);
    });
    story.raises("vera", tag("sales")).takes("ada");
    story.unseated.clear();
    story
}

fn rights(story: &Story, who: &str) -> Rights {
    let id = story.current();
    let enquiry = story.desk.enquiry(id).or_else(|| story.closed.get(&id)).expect("it was raised");
    may(story.desk.directory(), enquiry, staff(who))
}

fn reaches(story: &mut Story, who: &str, reach: Reach) {
    story.directory(|directory| directory.staff.get_mut(&staff(who)).expect("they are staff").reach = reach);
}

fn over(from: Option<&str>, former: Former) -> Act {
    Act::TakeOver(TakeOver { from: from.map(staff), former })
}

#[test]
fn who_supervises_looks_on_until_they_join_or_take_over() {
    let mut story = shop();
    let sue = rights(&story, "sue");
    assert!(sue.read && sue.enter && sue.looks_on && sue.take_over && !sue.panel && !sue.reads_only);
    assert!(!rights(&story, "ada").looks_on && !rights(&story, "ada").take_over, "it is hers");
    assert_eq!(rights(&story, "cleo"), Rights::default());
    story.acts("sue", Act::Invite(staff("sue")));
    assert!(!rights(&story, "sue").looks_on && rights(&story, "sue").take_over && rights(&story, "sue").panel);
    let id = story.current();
    assert_eq!(story.unseated, [(staff("sue"), id)], "she comes back for another seat");
}

#[test]
fn whoever_sat_in_a_missed_room_comes_back_for_another_seat_when_somebody_follows_up() {
    let mut story = shop();
    story.raises("otto", tag("sales")).later(60).is_missed();
    let before = rights(&story, "ben");
    assert!(before.enter && !before.reads_only);
    story.unseated.clear();
    story.takes("ada").wins();
    let id = story.current();
    assert!(!rights(&story, "ben").enter, "he has no place there any more");
    assert!(rights(&story, "sue").looks_on, "she looks on from now on");
    for who in ["ben", "sue"] {
        assert!(story.unseated.contains(&(staff(who), id)), "{who}");
    }
}

#[test]
fn who_looked_at_what_nobody_had_comes_back_when_somebody_has_it() {
    let mut story = shop();
    story.raises("otto", tag("sales"));
    assert!(rights(&story, "sue").looks_on, "and it isn't noted yet");
    story.unseated.clear();
    story.takes("ben").wins();
    assert!(story.unseated.contains(&(staff("sue"), story.current())));
}

#[test]
fn who_takes_over_has_it_at_once_and_whose_it_was_stays_or_leaves() {
    let mut story = shop();
    story.acts("sue", over(Some("ada"), Former::Guest)).wins().is_engaged_with("sue").is_shown_to(["ada", "sue"]);
    assert!(rights(&story, "ada").enter && !rights(&story, "ada").lead);
    story.went(["raised", "offered", "answered", "taken_over", "invited"]);
    story.acts("sam", over(Some("sue"), Former::Leaves)).wins().is_engaged_with("sam").is_shown_to(["ada", "sam"]);
    let gone = story.gone.iter().rev().find(|(who, ..)| *who == staff("sue"));
    assert!(matches!(gone, Some((_, _, GoneReason::Answered { by })) if by.id == staff("sam")), "{gone:?}");
    // Hers by right of her role, and no longer by the enquiry.
    assert!(rights(&story, "sue").looks_on);
}

#[test]
fn of_two_who_take_over_one_wins_and_the_other_is_told_who() {
    let mut story = shop();
    story.acts("sue", over(Some("ada"), Former::Guest)).wins();
    story.acts("sam", over(Some("ada"), Former::Guest)).loses_to("sue").is_engaged_with("sue");
    story.acts("sue", over(Some("ada"), Former::Guest)).wins().is_engaged_with("sue");
    // Who never knew that somebody had it takes it from nobody.
    story.acts("sam", over(None, Former::Leaves)).loses_to("sue");
}

#[test]
fn who_lost_it_passes_nothing_on_any_more() {
    let mut story = shop();
    story.acts("sue", over(Some("ada"), Former::Guest)).wins();
    story.passes_on("ada", tag("support"), crate::card::IfNobody::Loopback).is_refused(&Refusal::NotFound);
    story.is_engaged_with("sue");
}

#[test]
fn taking_over_ends_a_transfer_and_nobody_can_accept_it_any_more() {
    let mut story = shop();
    story.passes_on("ada", tag("support"), crate::card::IfNobody::Loopback).is_shown_to(["ada", "cleo", "sam"]);
    story.acts("sue", over(Some("ada"), Former::Leaves)).wins().is_engaged_with("sue").is_shown_to(["sue"]);
    story.takes("cleo").loses_to("sue").acts("ada", Act::TakeBack).loses_to("sue");
}

#[test]
fn who_supervises_takes_what_waits_for_others_and_what_was_missed() {
    let mut story = shop();
    story.raises("walt", tag("support")).acts("sue", over(None, Former::Guest)).wins().is_engaged_with("sue");
    story.raises("xenia", tag("support")).later(60).is_missed();
    story.acts("sue", over(None, Former::Guest)).wins().is_engaged_with("sue");
}

#[test]
fn agents_take_nothing_over_and_a_closed_one_is_nobodys_to_take() {
    let mut story = shop();
    story.acts("ben", over(Some("ada"), Former::Guest)).is_refused(&Refusal::NotFound).is_engaged_with("ada");
    for number in 0..MAX_GUESTS {
        story.directory(|directory| {
            let mut member = directory.staff[&staff("ben")].clone();
            member.card.id = staff(&format!("guest{number}"));
            directory.staff.insert(member.card.id, member);
        });
        story.acts("ada", Act::Invite(staff(&format!("guest{number}"))));
    }
    story.acts("sue", over(Some("ada"), Former::Guest)).is_refused(&Refusal::TooManyGuests).is_engaged_with("ada");
    story.acts("sue", over(Some("ada"), Former::Leaves)).wins().is_engaged_with("sue");
}

#[test]
fn reach_says_what_is_seen_and_never_what_waits() {
    let mut story = shop();
    for (reach, looks) in [(Reach::All, true), (Reach::Team, false), (Reach::Own, false)] {
        reaches(&mut story, "sam", reach);
        let sam = rights(&story, "sam");
        assert_eq!((sam.read, sam.enter, sam.looks_on, sam.take_over), (looks, looks, looks, looks), "{reach:?}");
    }
    // Of their own tags, what is offered is offered however little they see, and what was missed waits for them.
    story.raises("walt", tag("support"));
    assert!(rights(&story, "sam").take && rights(&story, "sam").panel);
    story.later(60).is_missed();
    assert!(rights(&story, "sam").take && rights(&story, "sam").enter);
    // What a colleague has is in the reach of a team, and not of one's own.
    story.takes("cleo").is_engaged_with("cleo");
    assert!(!rights(&story, "sam").read);
    reaches(&mut story, "sam", Reach::Team);
    assert!(rights(&story, "sam").looks_on);
}

#[test]
fn agents_read_what_is_over_as_far_as_they_reach() {
    let mut story = shop();
    story.closes(crate::card::ClosedBy::Visitor);
    for (reach, ben, cleo) in [(Reach::Team, true, false), (Reach::Own, false, false), (Reach::All, true, true)] {
        reaches(&mut story, "ben", reach);
        reaches(&mut story, "cleo", reach);
        assert_eq!((rights(&story, "ben").read, rights(&story, "cleo").read), (ben, cleo), "{reach:?}");
        assert!(rights(&story, "ada").read, "it was hers");
    }
    story.raises("walt", person("ada")).later(90).is_missed();
    let ben = rights(&story, "ben");
    assert!(ben.read && ben.enter && ben.reads_only && !ben.take && !ben.panel, "he sees it, and it waits for Ada");
}

#[test]
fn reports_tell_of_what_is_in_reach() {
    let mut story = shop();
    let seen = |story: &Story| reported_to(story.desk.directory(), staff("sam"));
    assert_eq!(seen(&story), None);
    reaches(&mut story, "sam", Reach::Team);
    assert_eq!(seen(&story), Some([tag("support"), person("sam")].into()));
    reaches(&mut story, "sam", Reach::Own);
    assert_eq!(seen(&story), Some([person("sam")].into()));
    assert_eq!(Archive::of(story.desk.directory(), staff("sam")), Archive::Of(staff("sam"), vec![]));
    story.says_of("sam", Availability::Active);
}

#[test]
fn who_is_out_of_a_room_may_ask_it_for_what_they_recorded_and_who_was_removed_may_not() {
    let mut story = shop();
    let may = |story: &Story, who: &str| {
        let enquiry = story.desk.enquiry(story.current()).expect("it runs");
        may_hand_in(story.desk.directory(), enquiry, staff(who))
    };
    // Who may enter has their seat there.
    assert!(!may(&story, "ada") && !may(&story, "sam") && may(&story, "cleo"));
    story.directory(|directory| drop(directory.staff.remove(&staff("cleo"))));
    assert!(!may(&story, "cleo"));
}
