//! What a schedule says, told.

use super::{ClockTime, Date, Opening, Schedule, Weekday, Zone};
use crate::{
    setup::schedule::{Day, Hours, ScheduleSettings, Span},
    value::{DisplayName, Timestamp},
};
use Weekday::{Fri, Mon, Sat};

pub(super) fn hours(text: &str) -> Hours {
    let (from, to) = text.split_once('-').expect("two times");
    Hours { from: ClockTime::try_from(from).expect("a time"), to: ClockTime::try_from(to).expect("a time") }
}

pub(super) fn schedule(zone: Zone, spans: &[(Weekday, &str)]) -> Schedule {
    let name = DisplayName::try_from("Office").expect("a name");
    let week = spans.iter().map(|(day, text)| Span { day: *day, hours: hours(text) }).collect();
    Schedule { settings: ScheduleSettings { name, time_zone: None, week, days: vec![] }, zone }
}

pub(super) fn every_day(zone: Zone, text: &str) -> Schedule {
    schedule(zone, &Weekday::ALL.map(|day| (day, text)))
}

impl Schedule {
    fn but(mut self, date: &str, yearly: bool, spans: &[&str]) -> Self {
        let date = Date::try_from(date).expect("a date");
        let hours = spans.iter().map(|text| hours(text)).collect();
        self.settings.days.push(Day { date, name: None, yearly, hours });
        self
    }
}

/// A moment in UTC, by its text.
fn at(text: &str) -> Timestamp {
    let (date, time) = text.split_once(' ').expect("a date and a time");
    let (day, minutes) =
        (Date::try_from(date).expect("a date").number(), ClockTime::try_from(time).expect("a time").minutes());
    Timestamp::from_ms((day * 1_440 + i64::from(minutes)) * 60_000)
}

fn utc() -> Zone {
    Zone::fixed(0)
}

#[test]
fn a_shop_is_open_in_its_hours_and_says_when_it_opens_next() {
    // 23 November 2026 is a Monday.
    let shop = schedule(utc(), &[(Mon, "09:00-12:00"), (Mon, "13:00-18:00"), (Fri, "09:00-12:00")]);
    for (when, open) in [("08:59", false), ("09:00", true), ("11:59", true), ("12:00", false), ("17:59", true)] {
        assert_eq!(shop.is_open(at(&format!("2026-11-23 {when}"))), open, "{when}");
    }
    assert_eq!(shop.opening(at("2026-11-23 10:00")), Opening::Open);
    assert_eq!(shop.opening(at("2026-11-23 18:00")), Opening::ClosedUntil { opens_ms: at("2026-11-27 09:00") });
    assert_eq!(shop.next_change(at("2026-11-23 12:30")), Some(at("2026-11-23 13:00")));
    assert_eq!(shop.next_change(at("2026-11-23 13:30")), Some(at("2026-11-23 18:00")));
    assert_eq!(shop.next_open(at("2026-11-23 13:30")), Some(at("2026-11-23 13:30")));
}

#[test]
fn a_bar_is_open_past_midnight_also_into_a_holiday() {
    let bar = schedule(utc(), &[(Fri, "20:00-02:00"), (Sat, "20:00-03:00")]).but("2026-11-28", false, &[]);
    assert!(bar.is_open(at("2026-11-28 01:59")) && !bar.is_open(at("2026-11-28 02:00")));
    assert!(!bar.is_open(at("2026-11-28 21:00")), "that Saturday is a holiday");
    assert_eq!(bar.next_open(at("2026-11-28 02:00")), Some(at("2026-12-04 20:00")));
    assert!(bar.is_open(at("2026-12-06 02:30")), "and the next one isn't");
}

#[test]
fn hours_that_meet_are_one() {
    let always = every_day(utc(), "00:00-24:00");
    assert_eq!(
        (always.next_change(at("2026-11-23 10:00")), always.opening(at("2026-11-23 10:00"))),
        (None, Opening::Open)
    );
    let night = schedule(utc(), &[(Mon, "18:00-00:00"), (Weekday::Tue, "00:00-06:00")]);
    assert_eq!(night.next_change(at("2026-11-23 19:00")), Some(at("2026-11-24 06:00")));
    let closed_once = always.but("2026-12-25", true, &[]);
    assert_eq!(closed_once.next_change(at("2026-11-23 10:00")), Some(at("2026-12-25 00:00")));
    assert_eq!(closed_once.opening(at("2027-12-25 10:00")), Opening::ClosedUntil { opens_ms: at("2027-12-26 00:00") });
}

#[test]
fn a_day_of_its_own_has_its_own_hours_and_one_year_goes_before_every_year() {
    let shop = every_day(utc(), "09:00-18:00").but("2020-12-24", true, &["09:00-12:00"]).but(
        "2026-12-24",
        false,
        &["10:00-14:00", "16:00-17:00"],
    );
    assert_eq!(shop.next_change(at("2025-12-24 10:00")), Some(at("2025-12-24 12:00")));
    assert_eq!(shop.next_change(at("2026-12-24 10:00")), Some(at("2026-12-24 14:00")));
    assert_eq!(shop.next_open(at("2026-12-24 14:00")), Some(at("2026-12-24 16:00")));
}

#[test]
fn who_is_never_there_is_closed() {
    let once = schedule(utc(), &[]).but("2026-12-24", false, &["09:00-12:00"]);
    assert_eq!(once.opening(at("2026-11-23 10:00")), Opening::ClosedUntil { opens_ms: at("2026-12-24 09:00") });
    assert_eq!(once.opening(at("2026-12-24 12:00")), Opening::Closed);
    assert_eq!(once.next_change(at("2026-12-24 12:00")), None);
    // At the ends of the calendar too.
    let always = every_day(utc(), "00:00-24:00");
    assert!(!always.is_open(Timestamp::from_ms(i64::MAX / 4)) && !always.is_open(Timestamp::from_ms(i64::MIN / 4)));
}

#[test]
fn the_clock_put_forward_takes_from_the_hours_that_it_jumps_over() {
    // New York, 8 March 2026: after 01:59 comes 03:00, at 07:00 in UTC.
    let new_york = || Zone::named("America/New_York").expect("a zone");
    let early = every_day(new_york(), "02:30-10:00");
    assert_eq!(early.next_open(at("2026-03-08 06:00")), Some(at("2026-03-08 07:00")), "at the jump");
    let night = every_day(new_york(), "22:00-02:30");
    assert_eq!(night.next_change(at("2026-03-08 06:00")), Some(at("2026-03-08 07:00")));
    let lost = every_day(new_york(), "02:00-02:45");
    assert_eq!(lost.next_open(at("2026-03-08 06:00")), Some(at("2026-03-09 06:00")), "not at all on that day");
}

#[test]
fn the_clock_put_back_opens_and_closes_once() {
    // New York, 1 November 2026: after 01:59 comes 01:00, at 06:00 in UTC.
    let new_york = || Zone::named("America/New_York").expect("a zone");
    let night = every_day(new_york(), "01:10-01:50");
    assert_eq!(night.next_open(at("2026-11-01 05:00")), Some(at("2026-11-01 05:10")), "from the first ten past one");
    assert_eq!(night.next_change(at("2026-11-01 05:10")), Some(at("2026-11-01 06:50")), "to the second ten to two");
}

#[test]
fn a_day_that_never_was_opens_nothing() {
    // Apia went from 29 to 31 December 2011.
    let shop = every_day(Zone::named("Pacific/Apia").expect("a zone"), "09:00-18:00");
    assert_eq!(shop.next_open(at("2011-12-30 04:00")), Some(at("2011-12-30 19:00")));
}

#[test]
fn a_zone_is_known_by_its_name() {
    for name in ["Asia/Hong_Kong", "UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Calcutta"] {
        assert!(Zone::named(name).is_some(), "{name}");
    }
    for name in ["", "Nowhere/Land", "+09:00", "../etc/passwd"] {
        assert_eq!(Zone::named(name), None, "{name}");
    }
    assert_eq!(Zone::named("Asia/Tokyo"), Some(Zone::fixed(9 * 3_600)));
}
