//! Schedules against another zone library, over every change of the clock in 20 zones. That library is asked for one thing
//! only, what the wall shows at a moment, and open is what the definition in `schedule.rs` says, minute by minute: the
//! wall has shown the beginning by then, and will yet show a time before the end. Years that are over: what clocks will do
//! is decided anew every year, and the two libraries may have heard of it at different times.

use chrono::{NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

use super::{
    DAY_MS, MINUTE_MS, Zone,
    stories::{every_day, hours},
};
use crate::{setup::schedule::Hours, value::Timestamp};

const ZONES: [&str; 20] = [
    "Africa/Cairo",
    "Africa/Casablanca", // back for each Ramadan
    "America/New_York",
    "America/Santiago",
    "America/Sao_Paulo", // put forward at midnight
    "America/St_Johns",  // half an hour off
    "Antarctica/Troll",  // by two hours
    "Asia/Gaza",
    "Asia/Hong_Kong",
    "Asia/Kathmandu", // a quarter of an hour off
    "Asia/Tehran",
    "Australia/Lord_Howe", // by half an hour
    "Australia/Sydney",
    "Europe/Dublin", // summer is standard
    "Europe/Istanbul",
    "Europe/London",
    "Europe/Moscow",
    "Pacific/Apia", // a day that never was
    "Pacific/Chatham",
    "Pacific/Honolulu",
];

/// 1 January 2006, and the days until 2026.
const FROM_MS: i64 = 1_136_073_600_000;
const DAYS: i64 = 7_305;

/// What is open, on every day alike: around midnight, around the hours of most changes, in the middle of the day, all day.
const HOURS: [&str; 6] = ["22:30-00:15", "00:05-00:50", "01:15-02:45", "02:10-02:40", "09:00-17:30", "00:00-00:00"];

fn zone(name: &str) -> (Tz, Zone) {
    (name.parse().expect("a zone"), Zone::named(name).expect("a zone"))
}

fn wall(zone: Tz, at_ms: i64) -> i64 {
    let utc: NaiveDateTime = Utc.timestamp_millis_opt(at_ms).single().expect("a moment").naive_utc();
    at_ms + i64::from(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()) * 1_000
}

/// The days, as those of UTC, in which the clock is changed.
fn changes(zone: Tz) -> impl Iterator<Item = i64> {
    let offset = move |at| wall(zone, at) - at;
    (0..DAYS).map(|day| FROM_MS + day * DAY_MS).filter(move |day| offset(*day) != offset(day + DAY_MS))
}

/// What the wall shows in the minutes of three days before and after a moment, with the latest until then and the earliest
/// from then on.
struct Walls {
    from: i64,
    so_far: Vec<i64>,
    from_here: Vec<i64>,
}

impl Walls {
    fn around(zone: Tz, day: i64) -> Self {
        let from = day - 3 * DAY_MS;
        let shown: Vec<i64> = (0..7 * 1_440).map(|minute| wall(zone, from + minute * MINUTE_MS)).collect();
        let mut so_far = shown.clone();
        let mut from_here = shown;
        for place in 1..so_far.len() {
            so_far[place] = so_far[place].max(so_far[place - 1]);
        }
        for place in (1..from_here.len()).rev() {
            from_here[place - 1] = from_here[place - 1].min(from_here[place]);
        }
        Self { from, so_far, from_here }
    }

    /// The minutes in the middle, with whether daily `hours` are open then.
    fn open(&self, hours: Hours) -> impl Iterator<Item = (i64, bool)> {
        let (from, length) = (i64::from(hours.from.minutes()) * MINUTE_MS, i64::from(hours.minutes()) * MINUTE_MS);
        (1_440..6 * 1_440).map(move |place| {
            let (so_far, from_here) = (self.so_far[place], self.from_here[place]);
            // The last day on which it began, or the one before.
            let day = (so_far - from).div_euclid(DAY_MS);
            let open = (day - 3..=day).any(|day| from_here < day * DAY_MS + from + length);
            (self.from + i64::try_from(place).expect("few") * MINUTE_MS, open)
        })
    }
}

#[test]
fn every_change_of_the_clock_in_twenty_zones_and_years_is_kept() {
    let mut seen = 0;
    for name in ZONES {
        let (tz, ours) = zone(name);
        for day in changes(tz) {
            seen += 1;
            let walls = Walls::around(tz, day);
            for text in HOURS {
                let schedule = every_day(ours.clone(), text);
                for (at, open) in walls.open(hours(text)).step_by(STEP) {
                    assert_eq!(schedule.is_open(Timestamp::from_ms(at)), open, "{name} {text} at {at}");
                }
            }
        }
    }
    assert!(seen > 400, "{seen} changes");
}

/// Which minutes are looked at: all would take a minute. It divides no hour, so none is left out every time.
const STEP: usize = 29;

#[test]
fn the_wall_shows_what_it_shows_on_every_day() {
    for name in ZONES {
        let (tz, ours) = zone(name);
        for at in (0..DAYS * 4).map(|quarter| FROM_MS + quarter * DAY_MS / 4) {
            assert_eq!(ours.wall(Timestamp::from_ms(at)), wall(tz, at), "{name} at {at}");
        }
    }
}

#[test]
fn the_next_change_is_the_next_minute_at_which_it_changes() {
    for name in ZONES {
        let (tz, ours) = zone(name);
        for text in HOURS {
            let schedule = every_day(ours.clone(), text);
            for day in changes(tz).take(4) {
                for at in (0..30).map(|step| Timestamp::from_ms(day + (step - 6) * 97 * MINUTE_MS)) {
                    let Some(change) = schedule.next_change(at) else { continue };
                    let open = schedule.is_open(at);
                    let around = (schedule.is_open(change.plus_ms(-1)), schedule.is_open(change));
                    assert_eq!(around, (open, !open), "{name} {text} at {at:?}");
                    let between = (at.as_ms()..change.as_ms()).step_by(300_000);
                    let same = between.take(300).all(|step| schedule.is_open(Timestamp::from_ms(step)) == open);
                    assert!(same, "{name} {text} from {at:?} to {change:?}");
                }
            }
        }
    }
}
