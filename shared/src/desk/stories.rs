//! The life of an enquiry, told.

use super::{
    Command,
    story::{Story, on, person, staff, tag},
};
use crate::{
    availability::{Chosen, Command::Wakeable},
    card::{Availability, ClosedBy, ContactDetails},
    enquiry::Refusal,
    owed::RoomReport,
    value::EmailAddress,
    wire::GoneReason,
};

/// Ada and Ben first, then Cleo; Dan serves another tag. Everybody is there.
fn shop() -> Story {
    Story::of(["ada", "ben", "cleo", "dan"])
        .tag("sales", [on(["ada", "ben"]).waits(60), on(["cleo"]).waits(30)])
        .tag("support", [on(["dan"])])
        .everybody_comes()
}

#[test]
fn an_enquiry_is_shown_to_its_first_destination_and_to_nobody_else() {
    shop().raises("vera", tag("sales")).is_offered_to(["ada", "ben"]).went(["raised", "offered"]);
}

#[test]
fn the_first_to_answer_wins_and_the_loser_is_told_who() {
    let mut story = shop();
    story.raises("vera", tag("sales")).takes("ben").wins().is_engaged_with("ben").is_shown_to(["ben"]);
    story.takes("ada").loses_to("ben").is_engaged_with("ben").went(["raised", "offered", "answered"]);
    let (from, _, reason) = story.gone.pop().expect("the card left");
    assert_eq!(from, staff("ada"));
    assert!(matches!(reason, GoneReason::Answered { by } if by.id == staff("ben")));
}

#[test]
fn the_winner_who_clicks_again_gets_the_same_answer() {
    let mut story = shop();
    story.raises("vera", tag("sales")).takes("ada").wins().takes("ada").wins();
    story.went(["raised", "offered", "answered"]);
}

#[test]
fn only_those_it_is_offered_to_can_answer() {
    let mut story = shop();
    story.raises("vera", tag("sales"));
    for stranger in ["cleo", "dan", "sue", "olga"] {
        story.takes(stranger).is_refused(&Refusal::NotFound);
    }
    story.takes("ada").wins().takes("dan").is_refused(&Refusal::NotFound);
    // Cleo might have been offered it next, and Sue sees every enquiry.
    story.takes("cleo").loses_to("ada").takes("sue").loses_to("ada");
}

#[test]
fn an_enquiry_moves_to_the_next_destination_when_nobody_answers_in_time() {
    let mut story = shop();
    story.raises("vera", tag("sales")).later(59).is_offered_to(["ada", "ben"]).later(1).is_offered_to(["cleo"]);
    story.takes("ada").is_refused(&Refusal::NotFound).later(29).takes("cleo").wins().later(900);
    story.is_engaged_with("cleo").went(["raised", "offered", "wait_over", "offered", "answered"]);
}

#[test]
fn after_the_last_destination_it_is_missed_and_somebody_follows_it_up() {
    let mut story = shop();
    story.raises("vera", tag("sales")).later(90).is_missed();
    story.is_shown_to(["ada", "ben", "cleo", "olga", "sue"]).later(1_800).is_missed();
    story.takes("dan").is_refused(&Refusal::NotFound).takes("cleo").wins().is_shown_to(["cleo"]);
    story.takes("sue").loses_to("cleo").takes("cleo").wins();
    story.went(["raised", "offered", "wait_over", "offered", "wait_over", "missed", "followed_up"]);
}

#[test]
fn a_destination_where_nobody_is_active_is_passed_over() {
    let mut story = shop();
    story.chooses("ada", Chosen::Busy).leaves("ben").raises("vera", tag("sales")).is_offered_to(["cleo"]);
    story.went(["raised", "skipped", "offered"]).later(30).is_missed();
}

#[test]
fn nobody_waits_for_nobody() {
    let mut story = Story::of(["ada"]).tag("sales", [on(["ada"])]);
    story.raises("vera", tag("sales")).is_missed().is_shown_to(["ada", "olga", "sue"]);
    story.went(["raised", "skipped", "missed"]);
}

#[test]
fn who_is_busy_sees_the_card_and_may_answer_all_the_same() {
    let mut story = shop();
    story.chooses("ada", Chosen::Busy).raises("vera", tag("sales")).is_offered_to(["ada", "ben"]);
    story.takes("ada").wins();
}

#[test]
fn when_everybody_leaves_the_next_destination_is_offered_at_once() {
    let mut story = shop();
    story.raises("vera", tag("sales")).leaves("ada").is_offered_to(["ada", "ben"]).vanishes("ben").later(35);
    story.is_offered_to(["cleo"]).chooses("cleo", Chosen::Offline).is_missed();
    story.went(["raised", "offered", "everybody_left", "offered", "everybody_left", "missed"]);
}

#[test]
fn a_reload_of_the_only_dashboard_costs_the_visitor_nothing() {
    let mut story = Story::of(["ada"]).tag("sales", [on(["ada"])]).everybody_comes();
    story.raises("vera", tag("sales")).does(staff("ada"), crate::availability::Command::Disconnect).later(8);
    story.comes("ada").later(20).is_offered_to(["ada"]).takes("ada").wins();
}

#[test]
fn a_restart_of_the_server_costs_the_visitor_nothing() {
    let mut story = shop();
    story.raises("vera", tag("sales")).restarts().says_of("ada", Availability::Active).later(0);
}

#[test]
fn a_direct_enquiry_is_its_persons_alone() {
    let mut story = shop();
    story.raises("vera", person("dan")).is_offered_to(["dan"]).takes("ada").is_refused(&Refusal::NotFound);
    story.later(60).is_missed().is_shown_to(["dan", "olga", "sue"]).takes("dan").wins();
}

#[test]
fn writing_again_while_missed_opens_it_again_if_somebody_is_there() {
    let mut story = Story::of(["ada"]).tag("sales", [on(["ada"])]);
    story.raises("vera", tag("sales")).is_missed().writes().is_missed().went(["raised", "skipped", "missed"]);
    // Only new words count: the old ones stay missed when Ada comes, and so does a report that comes twice.
    story.comes("ada").is_missed().reports_again().is_missed().leaves_details(ContactDetails::default()).is_missed();
    story.writes().is_offered_to(["ada"]).later(60).is_missed();
    story.went(["raised", "skipped", "missed", "reopened", "offered", "wait_over", "missed"]);
}

#[test]
fn what_was_written_before_the_miss_opens_nothing() {
    let mut story = shop();
    story.raises("vera", tag("sales")).later(95).is_missed().wrote_before(6).is_missed().wrote_before(4);
    story.is_offered_to(["ada", "ben"]);
}

#[test]
fn a_report_that_comes_twice_changes_nothing() {
    let mut story = shop();
    let id = story.raises("vera", tag("sales")).writes().current();
    let card = story.desk.card(id);
    let (visitor_said_at_ms, preview, page, details, closed) = (None, None, None, None, None);
    let old = RoomReport {
        enquiry: id,
        report: 1,
        visitor_said_at_ms,
        staff_said_at_ms: None,
        asks_for_people: false,
        preview,
        unread: 9,
        page,
        details,
        form: None,
        forms: 0,
        closed,
        call: None,
    };
    story.turn(Command::TakeReport(Box::new(old)));
    assert_eq!(story.desk.card(id), card);
}

#[test]
fn writing_while_open_or_engaged_changes_nothing_but_the_card() {
    let mut story = shop();
    story.raises("vera", tag("sales")).writes().is_offered_to(["ada", "ben"]).takes("ada").writes();
    story.is_engaged_with("ada").went(["raised", "offered", "answered"]);
}

#[test]
fn a_closed_enquiry_stays_closed_and_the_next_one_is_new() {
    let mut story = shop();
    let first = story.raises("vera", tag("sales")).takes("ada").closes(ClosedBy::Visitor).is_closed().current();
    story.writes().is_closed().raises("vera", tag("sales")).is_offered_to(["ada", "ben"]);
    assert_ne!(story.current(), first);
}

#[test]
fn an_open_enquiry_that_its_visitor_closes_leaves_every_panel() {
    let mut story = shop();
    story.raises("vera", tag("sales")).closes(ClosedBy::Visitor).is_closed().later(600).is_closed();
}

#[test]
fn the_same_entry_pressed_again_leads_to_the_same_enquiry() {
    let mut story = shop();
    let first = story.raises("vera", tag("sales")).current();
    assert_eq!(story.raises("vera", tag("sales")).current(), first);
    assert_eq!(story.takes("ada").raises("vera", tag("sales")).current(), first);
    assert_ne!(story.raises("walt", tag("sales")).current(), first);
    assert_ne!(story.raises("vera", tag("support")).current(), first);
}

#[test]
fn a_missed_enquiry_is_returned_to_as_well() {
    let mut story = shop();
    let first = story.raises("vera", tag("sales")).later(90).is_missed().current();
    assert_eq!(story.raises("vera", tag("sales")).is_missed().current(), first);
}

#[test]
fn a_repeat_with_the_same_id_raises_nothing_and_a_stolen_id_is_refused() {
    let mut story = shop();
    let id = story.raises("vera", tag("sales")).current();
    story.raises_as("vera", tag("sales"), id).wins().went(["raised", "offered"]);
    story.raises_as("walt", tag("sales"), id).is_refused(&Refusal::Taken);
}

#[test]
fn a_visitor_has_at_most_three_at_once() {
    let mut story = shop();
    story.raises("vera", tag("sales")).raises("vera", tag("support")).raises("vera", person("ada")).wins();
    story.raises("vera", person("ben")).is_refused(&Refusal::TooManyEnquiries).raises("walt", person("ben")).wins();
    story.raises("vera", person("ada")).wins().closes(ClosedBy::Visitor).raises("vera", person("ben")).wins();
}

#[test]
fn a_visitor_who_was_missed_everywhere_asks_no_more() {
    let names = ["amy", "bob", "col", "don", "eve", "fay", "gus", "hal", "ivy", "jon", "kim"];
    let mut story = Story::of(names);
    for name in &names[..10] {
        story.raises("vera", person(name)).is_missed();
    }
    story.raises("vera", person("kim")).is_refused(&Refusal::TooManyWaiting).raises("walt", person("kim")).wins();
    story.raises("vera", person("amy")).wins().closes(ClosedBy::Visitor).raises("vera", person("kim")).is_missed();
}

#[test]
fn what_is_gone_or_not_listed_cannot_be_asked() {
    let mut story = shop();
    story.raises("vera", tag("nothing")).is_refused(&Refusal::NoSuchEntry);
    story.directory(|directory| directory.staff.get_mut(&staff("ada")).expect("she is there").listed = false);
    story.raises("vera", person("ada")).is_refused(&Refusal::NoSuchEntry);
}

#[test]
fn a_new_colleague_sees_what_is_open_and_a_removed_one_sees_nothing() {
    let mut story = shop();
    story.raises("vera", tag("sales"));
    story.directory(|directory| directory.tags[0].destinations[0].settings.staff = vec![staff("ada"), staff("dan")]);
    story.is_offered_to(["ada", "dan"]).takes("ben").is_refused(&Refusal::NotFound);
    story.directory(|directory| drop(directory.staff.remove(&staff("ada")))).is_offered_to(["dan"]);
    story.directory(|directory| drop(directory.staff.remove(&staff("dan")))).is_offered_to(["cleo"]);
}

#[test]
fn the_enquiries_of_a_removed_tag_go_on() {
    let mut story = shop();
    story.raises("vera", tag("sales")).directory(|directory| drop(directory.tags.remove(0)));
    story.is_offered_to(["ada", "ben"]).later(60).is_missed().is_shown_to(["olga", "sue"]).takes("sue").wins();
}

#[test]
fn what_a_removed_colleague_had_is_offered_again() {
    let mut story = shop();
    story.raises("vera", tag("sales")).takes("ada").directory(|directory| drop(directory.staff.remove(&staff("ada"))));
    story.is_offered_to(["ben"]).went(["raised", "offered", "answered", "everybody_left", "reopened", "offered"]);
    story.takes("ben").leaves("cleo").directory(|directory| drop(directory.staff.remove(&staff("ben")))).is_missed();
}

#[test]
fn destinations_may_be_moved_while_it_waits() {
    let mut story = shop();
    story.raises("vera", tag("sales")).directory(|directory| directory.tags[0].destinations.insert(0, on(["dan"])));
    story.is_offered_to(["ada", "ben"]).later(60).is_offered_to(["cleo"]);
    let mut story = shop();
    story.raises("vera", tag("sales")).directory(|directory| drop(directory.tags[0].destinations.remove(0)));
    story.is_offered_to(["ada", "ben"]).later(60).is_offered_to(["cleo"]);
}

#[test]
fn what_a_visitor_tells_of_themselves_is_on_all_their_cards() {
    let mut story = shop();
    let email = Some(EmailAddress::try_from("vera@example.com").expect("an address"));
    let first = story.raises("vera", tag("sales")).current();
    story.raises("vera", tag("support")).leaves_details(ContactDetails { email: email.clone(), ..Default::default() });
    assert_eq!(story.desk.card(first).expect("it runs").contact.details.email, email);
}

#[test]
fn ten_minutes_without_input_take_an_offer_on() {
    let mut story = Story::of(["ada", "ben"]).tag("sales", [on(["ada"]).waits(3_600), on(["ben"])]);
    story.comes("ada").later(300).comes("ben").raises("vera", tag("sales")).is_offered_to(["ada"]).later(300);
    story.says_of("ada", Availability::Idle).is_offered_to(["ben"]).works().says_of("ada", Availability::Active);
}

#[test]
fn who_is_woken_is_offered_what_others_with_an_open_dashboard_are() {
    let mut story = Story::of(["ada", "ben"]).tag("sales", [on(["ada"]), on(["ben"])]);
    story.does(staff("ada"), Wakeable(true)).raises("vera", tag("sales")).is_offered_to(["ada"]);
    story.wakes(&["offered ada"]).later(60).is_missed().wakes(&[
        "missed ada",
        "missed ben",
        "missed olga",
        "missed sue",
    ]);
    story.takes("ada").wins();
}

#[test]
fn of_a_missed_enquiry_everybody_hears_who_may_follow_it_up() {
    let mut story = Story::of(["ada", "ben"]).tag("sales", [on(["ada"])]);
    story.raises("vera", tag("sales")).is_missed().wakes(&["missed ada", "missed olga", "missed sue"]);
}
