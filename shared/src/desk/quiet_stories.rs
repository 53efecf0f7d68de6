//! Who is not woken, and why: in quiet hours, with a dashboard in front of them, or because they were called a moment ago.
//! Stories start on Tuesday, 14 November 2023, at 22:13:20 in UTC.

use super::story::{Story, on, staff, tag};
use crate::{
    availability::Command::{Away, Input, Wakeable},
    card::Availability,
    value::Timestamp,
};

const HOUR: i64 = 3_600;

/// Ada, who is woken with her dashboard closed, and after her Ben.
fn shop() -> Story {
    let mut story = Story::of(["ada", "ben"]).tag("sales", [on(["ada"]), on(["ben"])]);
    story.does(staff("ada"), Wakeable(true));
    story
}

impl Story {
    fn is_seen_as(&mut self, who: &str, availability: Availability) -> &mut Self {
        assert_eq!(self.desk.availability(staff(who)), availability);
        self
    }
}

#[test]
fn in_quiet_hours_nobody_is_woken_nor_waited_for() {
    let mut story = shop();
    story.is_seen_as("ada", Availability::Active).is_quiet("ada", "22:00-08:00");
    story.is_seen_as("ada", Availability::Offline);
    story.raises("vera", tag("sales")).is_missed().wakes(&["missed ben", "missed olga", "missed sue"]);
    // Until eight in the morning.
    story.later(9 * HOUR + 46 * 60 + 39).is_seen_as("ada", Availability::Offline);
    story.later(1).is_seen_as("ada", Availability::Active);
    story.raises("walt", tag("sales")).is_offered_to(["ada"]).wakes(&["offered ada"]);
}

#[test]
fn what_is_offered_when_quiet_begins_goes_on_to_others() {
    let mut story = shop();
    story.comes("ben").is_quiet("ada", "22:14-08:00").raises("vera", tag("sales")).is_offered_to(["ada"]);
    // A push service must not keep it into the quiet hours: 40 s are left of the minute.
    story.alerts_last(&[40]);
    story.later(40).is_offered_to(["ben"]);
}

#[test]
fn who_sits_at_an_open_dashboard_is_there_in_quiet_hours_too() {
    let mut story = shop();
    story.is_quiet("ada", "22:00-08:00").comes("ada").is_seen_as("ada", Availability::Active);
    story.raises("vera", tag("sales")).is_offered_to(["ada"]).wakes(&[]);
    assert!(story.desk.quiet_until(staff("ada")).is_some());
}

#[test]
fn quiet_hours_that_are_taken_back_end_at_once() {
    let mut story = shop();
    story.is_quiet("ada", "22:00-08:00").is_seen_as("ada", Availability::Offline);
    story.directory(|directory| directory.quiet.clear()).is_seen_as("ada", Availability::Active);
    assert_eq!(story.desk.wake_at(), None);
}

#[test]
fn quiet_hours_are_the_same_when_the_server_wakes() {
    let mut story = shop();
    story.is_quiet("ada", "22:00-08:00").restarts();
    story.is_seen_as("ada", Availability::Offline).later(10 * HOUR).is_seen_as("ada", Availability::Active);
}

#[test]
fn a_night_is_as_long_as_the_clock_makes_it() {
    let mut story = shop();
    story.is_quiet_in("ada", "22:00-08:00", "Europe/Berlin");
    let quiet = |at| story.desk.directory().quiet_of(staff("ada"), at);
    // Noon of 30 March 2024, when the night loses an hour; of 26 October, when it gains one; and of a day between.
    for (noon_ms, hours) in [(1_711_796_400_000, 9), (1_729_936_800_000, 11), (1_719_828_000_000, 10)] {
        let begins = quiet(Timestamp::from_ms(noon_ms)).turns_at.expect("it begins");
        let ends = quiet(begins).until().expect("it is quiet then, and not for ever");
        assert_eq!(ends.ms_since(begins), hours * HOUR * 1_000);
    }
}

#[test]
fn who_has_a_dashboard_in_front_of_them_is_rung_by_that_one_alone() {
    let mut story = shop();
    story.comes("ada").does(staff("ada"), Input).raises("vera", tag("sales")).is_offered_to(["ada"]).wakes(&[]);
    // A minute and ten seconds later they may be anywhere.
    let mut story = shop();
    story.comes("ada").does(staff("ada"), Input).later(70).raises("vera", tag("sales")).wakes(&["offered ada"]);
    // They looked elsewhere, or closed it.
    let mut story = shop();
    story.comes("ada").does(staff("ada"), Input).does(staff("ada"), Away).raises("vera", tag("sales"));
    story.wakes(&["offered ada"]);
    let mut story = shop();
    story.comes("ada").does(staff("ada"), Input).leaves("ada").raises("vera", tag("sales")).wakes(&["offered ada"]);
    // One that nobody touched since it came back may stand open anywhere.
    let mut story = shop();
    story.comes("ada").raises("vera", tag("sales")).wakes(&["offered ada"]);
}

#[test]
fn an_enquiry_that_comes_round_again_rings_once() {
    let mut story = Story::of(["ada", "ben"])
        .tag("sales", [on(["ada"]).waits(60), on(["ada", "ben"]).waits(900), on(["ben", "ada"]).waits(60)]);
    story.does(staff("ada"), Wakeable(true)).does(staff("ben"), Wakeable(true));
    story.raises("vera", tag("sales")).wakes(&["offered ada"]);
    story.later(60).is_offered_to(["ada", "ben"]).wakes(&["offered ben"]);
    // A quarter of an hour later it is news again, and so is that nobody was there.
    story.later(900).is_offered_to(["ada", "ben"]).wakes(&["offered ada", "offered ben"]);
    story.later(60).is_missed().wakes(&["missed ada", "missed ben", "missed olga", "missed sue"]);
}
