//! When somebody is there, as the owner sets it: hours of the week, and days that differ.

use serde::{Deserialize, Serialize};

use super::{Item, ItemId, Kind, Problem, Settings, Setup};
use crate::{
    id::ScheduleId,
    schedule::{ClockTime, Date, Weekday},
    value::{DisplayName, ShortText},
};

/// Most spans of a week: a morning, an afternoon and an evening on each day.
pub const MAX_SPANS: usize = 21;

/// Most days that differ: the holidays of ten years in most countries.
pub const MAX_DAYS: usize = 300;

/// Most spans of a day that differs.
pub const MAX_HOURS: usize = 3;

/// What can be set of a schedule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScheduleSettings {
    /// "Office hours".
    pub name: DisplayName,
    /// IANA name, like `Asia/Hong_Kong`; the service's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<ShortText>,
    /// The usual week: at most [`MAX_SPANS`], none of which overlap.
    #[serde(default)]
    pub week: Vec<Span>,
    /// Holidays, and days with hours of their own: at most [`MAX_DAYS`].
    #[serde(default)]
    pub days: Vec<Day>,
}

/// Which hours a tag goes by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TagHours {
    /// Those of the service.
    #[default]
    Service,
    /// None: it is open always.
    Always,
    /// Its own.
    Own {
        /// Which.
        schedule: ScheduleId,
    },
}

impl TagHours {
    /// The schedule, where the service goes by this one; none for always.
    #[must_use]
    pub fn or(self, service: Option<ScheduleId>) -> Option<ScheduleId> {
        match self {
            Self::Service => service,
            Self::Always => None,
            Self::Own { schedule } => Some(schedule),
        }
    }

    /// Whether nothing was chosen.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A span of every week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// The day on which it begins.
    pub day: Weekday,
    /// From when until when.
    #[serde(flatten)]
    pub hours: Hours,
}

/// A span of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hours {
    /// From then on: up to `23:59`.
    pub from: ClockTime,
    /// Until then. If that isn't later than `from`, it is on the next day: `18:00` to `02:00`, `00:00` to `00:00`.
    pub to: ClockTime,
}

impl Hours {
    /// How long it is by the clock, in minutes: 1 to 1,440.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        let (from, to) = (self.from.minutes(), self.to.minutes());
        if to > from { to - from } else { to + 24 * 60 - from }
    }
}

/// A day that differs from its weekday. What began on the day before still ends as it always does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Day {
    /// Which.
    pub date: Date,
    /// "Christmas".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<DisplayName>,
    /// Whether the same date of every year is meant; a day of one year alone goes before it.
    #[serde(default)]
    pub yearly: bool,
    /// What begins on it, at most [`MAX_HOURS`]; nothing for a holiday.
    #[serde(default)]
    pub hours: Vec<Hours>,
}

impl Settings for ScheduleSettings {
    const KIND: Kind = Kind::Schedule;

    /// What the types leave open. That there is such a time zone is for the one who knows them all.
    fn check(&self, _: &ItemId, _: &Setup) -> Result<(), Problem> {
        let Self { name: _, time_zone: _, week, days } = self;
        if week.len() > MAX_SPANS {
            return Err(Problem::at("week", format!("A week has at most {MAX_SPANS} spans.")));
        }
        if week.is_empty() && days.iter().all(|day| day.hours.is_empty()) {
            return Err(Problem::at("week", "Nobody would ever be there. Add hours to the week."));
        }
        if days.len() > MAX_DAYS {
            return Err(Problem::at("days", format!("A schedule has at most {MAX_DAYS} days that differ.")));
        }
        check_hours(week.iter().map(|span| (i64::from(span.day.index()), span.hours)), Some(7 * DAY))
            .map_err(|(place, words)| Problem::at(format!("week.{place}"), words))?;
        for (place, day) in days.iter().enumerate() {
            if days.iter().take(place).any(|other| (other.date, other.yearly) == (day.date, day.yearly)) {
                return Err(Problem::at(format!("days.{place}.date"), format!("{} is in the list twice.", day.date)));
            }
            if day.hours.len() > MAX_HOURS {
                return Err(Problem::at(format!("days.{place}.hours"), "A day has at most 3 spans."));
            }
            check_hours(day.hours.iter().map(|hours| (0, *hours)), None)
                .map_err(|(span, words)| Problem::at(format!("days.{place}.hours.{span}"), words))?;
        }
        Ok(())
    }

    fn name(&self) -> Option<&str> {
        Some(self.name.as_str())
    }

    fn of(item: &Item) -> Option<&Self> {
        if let Item::Schedule(schedule) = item { Some(schedule) } else { None }
    }
}

/// The place of the first span that overlaps with one before it; spans begin on days with these indices, and, if
/// `round`, come again each week.
pub fn overlapping(spans: impl Iterator<Item = (u8, Hours)>, round: bool) -> Option<usize> {
    let spans = spans.map(|(day, hours)| (i64::from(day), hours));
    check_hours(spans, round.then_some(7 * DAY)).err().map(|(place, _)| place)
}

const DAY: i64 = 24 * 60;

/// Checks spans that begin on these days, which come round after so many minutes, if at all. The error has the place of
/// the span.
fn check_hours(spans: impl Iterator<Item = (i64, Hours)>, round: Option<i64>) -> Result<(), (usize, &'static str)> {
    let mut known: Vec<(i64, i64)> = Vec::new();
    for (place, (day, hours)) in spans.enumerate() {
        if hours.from.minutes() >= 24 * 60 {
            return Err((place, "Enter a beginning between 00:00 and 23:59."));
        }
        let from = day * DAY + i64::from(hours.from.minutes());
        let to = from + i64::from(hours.minutes());
        let meets = |shift: i64| known.iter().any(|(other, end)| from + shift < *end && *other < to + shift);
        if meets(0) || round.is_some_and(|round| meets(round) || meets(-round)) {
            return Err((place, "These hours overlap with others. Change one of them."));
        }
        known.push((from, to));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(settings: &ScheduleSettings) -> Result<(), Problem> {
        let mut random = || [0; 10];
        let id = Kind::Schedule
            .mint(&mut super::super::Mint { now: crate::value::Timestamp::default(), random: &mut random });
        settings.check(&id, &Setup::default())
    }

    fn hours(text: &str) -> Hours {
        let (from, to) = text.split_once('-').expect("two times");
        Hours { from: ClockTime::try_from(from).expect("a time"), to: ClockTime::try_from(to).expect("a time") }
    }

    fn week(spans: &[(Weekday, &str)]) -> ScheduleSettings {
        let week = spans.iter().map(|(day, text)| Span { day: *day, hours: hours(text) }).collect();
        ScheduleSettings { name: DisplayName::try_from("Office").expect("a name"), time_zone: None, week, days: vec![] }
    }

    fn day(date: &str, yearly: bool, spans: &[&str]) -> Day {
        let hours = spans.iter().map(|text| hours(text)).collect();
        Day { date: Date::try_from(date).expect("a date"), name: None, yearly, hours }
    }

    #[test]
    fn spans_may_meet_but_not_overlap_also_over_midnight_and_over_the_end_of_the_week() {
        use Weekday::{Fri, Mon, Sat, Sun};
        let place = |spans: &[(Weekday, &str)]| check(&week(spans)).map_err(|problem| problem.field);
        assert_eq!(place(&[(Mon, "09:00-12:00"), (Mon, "12:00-18:00")]), Ok(()));
        assert_eq!(place(&[(Mon, "09:00-12:00"), (Mon, "11:59-18:00")]), Err("week.1".into()));
        assert_eq!(place(&[(Fri, "20:00-02:00"), (Sat, "02:00-04:00")]), Ok(()));
        assert_eq!(place(&[(Fri, "20:00-02:00"), (Sat, "01:00-04:00")]), Err("week.1".into()));
        assert_eq!(place(&[(Mon, "00:00-08:00"), (Sun, "22:00-00:30")]), Err("week.1".into()));
        assert_eq!(place(&[(Sun, "22:00-00:30"), (Mon, "00:00-08:00")]), Err("week.1".into()));
        let always: Vec<_> = Weekday::ALL.into_iter().map(|day| (day, "00:00-00:00")).collect();
        assert_eq!(place(&always), Ok(()));
        assert_eq!(place(&[(Mon, "24:00-02:00")]), Err("week.0".into()));
        assert_eq!(place(&[(Mon, "00:00-24:00"), (Sun, "00:00-24:00")]), Ok(()));
    }

    #[test]
    fn a_schedule_that_never_opens_and_a_day_that_stands_twice_are_told() {
        assert!(check(&week(&[])).is_err());
        let mut office = week(&[(Weekday::Mon, "09:00-18:00")]);
        office.days = vec![day("2026-12-25", true, &[]), day("2026-12-25", false, &["10:00-12:00"])];
        assert_eq!(check(&office), Ok(()));
        office.days.push(day("2026-12-25", true, &[]));
        assert_eq!(check(&office).map_err(|problem| problem.field), Err("days.2.date".into()));
        office.days = vec![day("2026-12-24", false, &["10:00-12:00", "11:00-13:00"])];
        assert_eq!(check(&office).map_err(|problem| problem.field), Err("days.0.hours.1".into()));
    }

    #[test]
    fn a_schedule_reads_back_from_what_was_stored() {
        let stored = r#"{"name":"Office","time_zone":"Asia/Tokyo","week":[{"day":"mon","from":"09:00","to":"18:00"}],"days":[{"date":"2026-12-25","name":"Christmas","yearly":true,"hours":[]}]}"#;
        let read: ScheduleSettings = serde_json::from_str(stored).expect("what was stored stays readable");
        assert_eq!(serde_json::to_string(&read).expect("it has a JSON form"), stored);
        assert!(serde_json::from_str::<ScheduleSettings>(r#"{"name":"Bare"}"#).is_ok());
    }
}
