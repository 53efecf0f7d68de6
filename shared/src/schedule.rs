//! Whether somebody is there, and when that changes: the hours of a schedule on the clock of its zone.
//!
//! A span is open from the first moment at which the wall shows its beginning until the last one at which it shows its end.
//! So it opens and closes once also where the clock is put back in the middle of it; what the clock jumps over begins or
//! ends with the jump.

mod civil;
mod icalendar;
#[cfg(all(test, feature = "schedules"))]
mod proof;
#[cfg(test)]
mod stories;
mod zone;

use serde::{Deserialize, Serialize};

pub use civil::{ClockTime, Date, Weekday};
pub use icalendar::{Found, MAX_CALENDAR_BYTES, read as read_calendar};
pub use zone::{Local, Zone};

use zone::WallMs;

use crate::{
    setup::schedule::{Day, Hours, ScheduleSettings},
    value::Timestamp,
};

/// How far ahead a change is looked for. Nobody plans a visit further ahead than a year.
const HORIZON_DAYS: i64 = 370;

/// How long after the day on which it begins a span may still be open: a day, and a clock that was moved by another one.
const LONGEST_DAYS: i64 = 3;

const DAY_MS: i64 = 24 * 3_600_000;
const MINUTE_MS: i64 = 60_000;

/// A schedule with the clock that it goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Its hours.
    pub settings: ScheduleSettings,
    /// Its clock.
    pub zone: Zone,
}

/// Whether it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Opening {
    /// Yes.
    Open,
    /// No, but from then on.
    ClosedUntil {
        /// When.
        opens_ms: Timestamp,
    },
    /// No, and not within a year.
    Closed,
}

impl Schedule {
    /// Whether it is open at that moment.
    #[must_use]
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.spans(at, 1).any(|(from, to)| from <= at && at < to)
    }

    /// When it next opens or closes, after `at`; none if that isn't within a year.
    #[must_use]
    pub fn next_change(&self, at: Timestamp) -> Option<Timestamp> {
        // While one span follows the other it stays open.
        let mut end = at;
        for (from, to) in self.spans(at, HORIZON_DAYS + LONGEST_DAYS).filter(|(_, to)| *to > at) {
            if from > end {
                return Some(if end > at { end } else { from });
            }
            end = end.max(to);
        }
        (end > at && end < at.plus_ms(HORIZON_DAYS * DAY_MS)).then_some(end)
    }

    /// When it is next open: `at`, if it is then; none if that isn't within a year.
    #[must_use]
    pub fn next_open(&self, at: Timestamp) -> Option<Timestamp> {
        self.spans(at, HORIZON_DAYS).find(|(_, to)| *to > at).map(|(from, _)| from.max(at))
    }

    /// What people are told at `at`.
    #[must_use]
    pub fn opening(&self, at: Timestamp) -> Opening {
        match self.next_open(at) {
            Some(from) if from <= at => Opening::Open,
            Some(from) => Opening::ClosedUntil { opens_ms: from },
            None => Opening::Closed,
        }
    }

    /// What is open between `at` and so many days later, in order; spans may meet or overlap by the end of a day that differs.
    fn spans(&self, at: Timestamp, days: i64) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        let today = self.zone.wall(at).div_euclid(DAY_MS);
        (today - LONGEST_DAYS..=today + days).flat_map(|number| self.of_day(number))
    }

    /// What begins on a day, in order.
    fn of_day(&self, number: i64) -> Vec<(Timestamp, Timestamp)> {
        let date = Date::of_number(number);
        // Beyond the calendar there are no hours.
        if date.number() != number {
            return vec![];
        }
        let usual = || {
            let weekday = date.weekday();
            self.settings.week.iter().filter(|span| span.day == weekday).map(|span| span.hours).collect()
        };
        let mut hours: Vec<Hours> = self.differing(date).map_or_else(usual, |day| day.hours.clone());
        hours.sort_by_key(|hours| hours.from);
        let spans = hours.into_iter().map(|hours| {
            let from: WallMs = number * DAY_MS + i64::from(hours.from.minutes()) * MINUTE_MS;
            let to = from + i64::from(hours.minutes()) * MINUTE_MS;
            (self.zone.first(from), self.zone.last(to))
        });
        // What the clock jumped over as a whole was never open.
        spans.filter(|(from, to)| from < to).collect()
    }

    /// The day that differs, if `date` is one: that of one year before that of every year.
    fn differing(&self, date: Date) -> Option<&Day> {
        let days = &self.settings.days;
        let once = days.iter().find(|day| !day.yearly && day.date == date);
        once.or_else(|| days.iter().find(|day| day.yearly && is_same_day(day.date, date)))
    }
}

fn is_same_day(one: Date, other: Date) -> bool {
    (one.month(), one.day()) == (other.month(), other.day())
}
