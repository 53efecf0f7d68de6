//! Dates and times of day as a wall calendar and a clock show them, without a zone. Just the arithmetic that schedules
//! need: a time zone database has no place in what visitors download.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::DAY_MS;
use crate::value::{InvalidValue, Timestamp};

/// Minutes of a day.
pub(super) const DAY_MIN: u16 = 24 * 60;

/// The first year of a date here.
const FIRST_YEAR: u16 = 1970;

/// The last one: zones are known to the end of it.
const LAST_YEAR: u16 = 2099;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

impl Weekday {
    /// All of them, Monday first (ISO 8601).
    pub const ALL: [Self; 7] = [Self::Mon, Self::Tue, Self::Wed, Self::Thu, Self::Fri, Self::Sat, Self::Sun];

    /// As in JSON and addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mon => "mon",
            Self::Tue => "tue",
            Self::Wed => "wed",
            Self::Thu => "thu",
            Self::Fri => "fri",
            Self::Sat => "sat",
            Self::Sun => "sun",
        }
    }

    /// 0 for Monday to 6 for Sunday.
    #[must_use]
    pub const fn index(self) -> u8 {
        self as u8
    }
}

/// A date of the years 1970 to 2099. Text form, the same everywhere: `2026-12-25`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The date with these numbers, month and day from 1.
    ///
    /// # Errors
    /// If no calendar of 1970 to 2099 has it.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, InvalidValue> {
        let known = (FIRST_YEAR..=LAST_YEAR).contains(&year) && (1..=12).contains(&month);
        if known && (1..=days_of(year, month)).contains(&day) {
            Ok(Self { year, month, day })
        } else {
            Err(InvalidValue("Enter a date like `2026-12-25`, of 1970 to 2099."))
        }
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Which day of the week it is.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        // 1 January 1970 was a Thursday.
        let index = (self.number() + 3).rem_euclid(7);
        Weekday::ALL[usize::try_from(index).unwrap_or_default()]
    }

    /// The date so many days later, or earlier. The ends of the calendar stop it.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::of_number(self.number().saturating_add(days))
    }

    /// The date in Greenwich.
    #[must_use]
    pub fn of_utc(at: Timestamp) -> Self {
        Self::of_number(at.as_ms().div_euclid(DAY_MS))
    }

    /// When the date begins in Greenwich.
    #[must_use]
    pub fn beginning_utc(self) -> Timestamp {
        Timestamp::from_ms(self.number() * DAY_MS)
    }

    /// How many days it is after `earlier`; negative if it is before.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        self.number() - earlier.number()
    }

    /// Days since 1 January 1970. By H. Hinnant's `days_from_civil`, which counts years from March.
    pub(super) fn number(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let month_from_march = (month + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// The other way round: `civil_from_days`.
    pub(super) fn of_number(number: i64) -> Self {
        let last = Self { year: LAST_YEAR, month: 12, day: 31 };
        let shifted = number.clamp(0, last.number()) + 719_468;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let parts = (u16::try_from(year), u8::try_from(month), u8::try_from(day));
        match parts {
            (Ok(year), Ok(month), Ok(day)) => Self { year, month, day },
            _ => last,
        }
    }
}

/// How many days a month has.
fn days_of(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A time of day in minutes, up to and with `24:00`, the end of the day. Text form: `09:30`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClockTime(u16);

impl ClockTime {
    /// Where a day begins.
    pub const MIDNIGHT: Self = Self(0);

    /// So many minutes after midnight, at most 1,440.
    ///
    /// # Errors
    /// If a day has no such minute.
    pub fn of_minutes(minutes: u16) -> Result<Self, InvalidValue> {
        if minutes <= DAY_MIN { Ok(Self(minutes)) } else { Err(InvalidValue("Enter a time like `09:30`.")) }
    }

    /// Minutes since midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

macro_rules! text_form {
    ($name:ident, $pattern:literal, |$value:ident| $write:expr, |$text:ident| $read:expr) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let $value = self;
                f.write_str(&$write)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = InvalidValue;

            fn try_from($text: &str) -> Result<Self, InvalidValue> {
                $read
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidValue;

            fn try_from(text: String) -> Result<Self, InvalidValue> {
                Self::try_from(text.as_str())
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.to_string()
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern })
            }
        }
    };
}

text_form! {
    Date, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    |date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day),
    |text| {
        let parts = numbers::<3>(text, '-', [4, 2, 2]).unwrap_or_default();
        Self::new(parts[0], u8::try_from(parts[1]).unwrap_or(0), u8::try_from(parts[2]).unwrap_or(0))
    }
}
text_form! {
    ClockTime, "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$",
    |time| format!("{:02}:{:02}", time.0 / 60, time.0 % 60),
    |text| {
        let [hours, minutes] = numbers::<2>(text, ':', [2, 2]).unwrap_or([99, 99]);
        let minutes = if minutes < 60 { hours * 60 + minutes } else { DAY_MIN + 1 };
        Self::of_minutes(minutes)
    }
}

/// Numbers with so many digits each, and a mark between them.
fn numbers<const N: usize>(text: &str, mark: char, digits: [usize; N]) -> Option<[u16; N]> {
    let mut parts = text.split(mark);
    let mut numbers = [0; N];
    for (number, digits) in numbers.iter_mut().zip(digits) {
        let part =
            parts.next().filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::try_from(text).expect("a date")
    }

    #[test]
    fn every_day_of_the_calendar_has_a_number_and_follows_the_one_before() {
        let mut today = date("1970-01-01");
        for number in 0..=47_481 {
            assert_eq!((today.number(), Date::of_number(number)), (number, today));
            assert_eq!(i64::from(today.weekday().index()), (number + 3) % 7);
            today = today.plus_days(1);
        }
        assert_eq!((today, today.plus_days(1)), (date("2099-12-31"), date("2099-12-31")));
        assert_eq!(date("2026-11-23").weekday(), Weekday::Mon);
        assert_eq!(date("2000-02-29").plus_days(1), date("2000-03-01"));
    }

    #[test]
    fn what_no_calendar_and_no_clock_shows_is_refused() {
        for bad in [
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "1969-12-31",
            "2100-01-01",
            "26-01-01",
            "2026-1-1",
            "",
            "-",
            "2026-01-01-01",
        ] {
            assert!(Date::try_from(bad).is_err(), "{bad}");
        }
        for bad in ["24:01", "9:00", "09:60", "25:00", "", "09", "09:00:00", "+9:00"] {
            assert!(ClockTime::try_from(bad).is_err(), "{bad}");
        }
        for good in ["00:00", "09:30", "23:59", "24:00"] {
            assert_eq!(ClockTime::try_from(good).expect("a time").to_string(), good);
        }
    }
}
