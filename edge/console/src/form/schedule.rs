//! When somebody is there, as it is typed.

use kit::form::{Problems, Reader};
use shared::{
    schedule::{ClockTime, Date, Weekday},
    setup::schedule::{Day, Hours, MAX_DAYS, MAX_HOURS, MAX_SPANS, ScheduleSettings, Span, overlapping},
    value::{DisplayName, ShortText},
};

use crate::text;

/// From when until when, as fields for a time give it: `09:00`, or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HoursDraft {
    pub(crate) from: String,
    pub(crate) to: String,
}

impl From<Hours> for HoursDraft {
    fn from(Hours { from, to }: Hours) -> Self {
        // A field for a time has no 24:00; 00:00 ends at the same moment.
        let to = if to.minutes() == 24 * 60 { ClockTime::MIDNIGHT } else { to };
        Self { from: from.to_string(), to: to.to_string() }
    }
}

impl HoursDraft {
    /// Whether they end on the day after that on which they begin.
    pub(crate) fn is_past_midnight(&self) -> bool {
        self.read().is_some_and(|hours| hours.to <= hours.from)
    }

    fn read(&self) -> Option<Hours> {
        let time = |text: &str| ClockTime::try_from(text).ok().filter(|time| time.minutes() < 24 * 60);
        Some(Hours { from: time(&self.from)?, to: time(&self.to)? })
    }
}

/// A day that differs, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DayDraft {
    /// As a field for a date gives it: `2026-12-25`, or nothing.
    pub(crate) date: String,
    pub(crate) name: String,
    pub(crate) yearly: bool,
    pub(crate) hours: Vec<HoursDraft>,
}

impl From<&Day> for DayDraft {
    fn from(day: &Day) -> Self {
        Self {
            date: day.date.to_string(),
            name: day.name.as_ref().map(ToString::to_string).unwrap_or_default(),
            yearly: day.yearly,
            hours: day.hours.iter().copied().map(HoursDraft::from).collect(),
        }
    }
}

/// Which hours of a draft are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// Those of a weekday, by its index.
    Week(usize),
    /// Those of a day that differs, by its place.
    Day(usize),
}

/// A schedule as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ScheduleDraft {
    pub(crate) name: String,
    /// Empty for the service's.
    pub(crate) time_zone: String,
    /// The hours of each weekday, Monday first.
    pub(crate) week: [Vec<HoursDraft>; 7],
    pub(crate) days: Vec<DayDraft>,
}

impl ScheduleDraft {
    /// What most offices have, to begin with: nine to six from Monday to Friday.
    pub(crate) fn office() -> Self {
        let usual = || vec![HoursDraft { from: "09:00".into(), to: "18:00".into() }];
        let week = std::array::from_fn(|day| if day < 5 { usual() } else { vec![] });
        Self { name: String::new(), time_zone: String::new(), week, days: vec![] }
    }

    /// Those hours.
    pub(crate) fn hours(&self, of: Of) -> &[HoursDraft] {
        match of {
            Of::Week(day) => self.week.get(day).map(Vec::as_slice),
            Of::Day(place) => self.days.get(place).map(|day| day.hours.as_slice()),
        }
        .unwrap_or_default()
    }

    /// Those hours, to be changed.
    pub(crate) fn hours_mut(&mut self, of: Of) -> Option<&mut Vec<HoursDraft>> {
        match of {
            Of::Week(day) => self.week.get_mut(day),
            Of::Day(place) => self.days.get_mut(place).map(|day| &mut day.hours),
        }
    }

    /// Adds hours: after those that are there, so that they fit.
    pub(crate) fn add_hours(&mut self, of: Of) {
        if let Some(all) = self.hours_mut(of) {
            let begins = all.last().map_or_else(|| "09:00".to_owned(), |last| last.to.clone());
            let ends = if begins.as_str() < "18:00" { "18:00" } else { "22:00" };
            all.push(HoursDraft { from: begins, to: ends.to_owned() });
        }
    }

    /// Gives a weekday the hours of another one.
    pub(crate) fn copy_hours(&mut self, from: usize, to: usize) {
        if let Some(hours) = self.week.get(from).cloned()
            && let Some(day) = self.week.get_mut(to)
        {
            *day = hours;
        }
    }

    /// Adds a day on which nobody is there.
    pub(crate) fn add_day(&mut self) {
        self.days.push(DayDraft { date: String::new(), name: String::new(), yearly: false, hours: vec![] });
    }

    /// Adds days, except those whose date is in the list.
    pub(crate) fn import(&mut self, days: &[Day]) {
        for day in days.iter().map(DayDraft::from) {
            if !self.days.iter().any(|other| (&other.date, other.yearly) == (&day.date, day.yearly)) {
                self.days.push(day);
            }
        }
        self.days.sort_by(|one, other| one.date.cmp(&other.date));
    }

    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<ScheduleSettings, Problems> {
        let mut reader = Reader::default();
        let name = reader.read::<DisplayName>("name", &self.name, text::problem_name());
        let time_zone = reader.optional::<ShortText>("time_zone", &self.time_zone, text::problem_missing());
        let week = self.read_week(&mut reader);
        let days: Vec<Day> = (0..self.days.len()).filter_map(|place| self.read_day(place, &mut reader)).collect();
        if days.len() > MAX_DAYS {
            reader.blame("days", text::problem_too_many(u32::try_from(MAX_DAYS).unwrap_or(u32::MAX)));
        }
        if self.week.iter().all(Vec::is_empty) && self.days.iter().all(|day| day.hours.is_empty()) {
            reader.blame("week", text::problem_never_open());
        }
        reader.done(name.map(|name| ScheduleSettings { name, time_zone, week, days }))
    }

    /// The hours of the week, as far as they can be read.
    pub(super) fn read_week(&self, reader: &mut Reader) -> Vec<Span> {
        let (mut week, mut places) = (Vec::new(), Vec::new());
        for (day, (weekday, all)) in Weekday::ALL.into_iter().zip(&self.week).enumerate() {
            for hours in read_hours(all, &format!("week.{day}"), reader) {
                week.push(Span { day: weekday, hours });
                places.push(day);
            }
        }
        let overlap = overlapping(week.iter().map(|span| (span.day.index(), span.hours)), true);
        if let Some(day) = overlap.and_then(|place| places.get(place)) {
            reader.blame(format!("week.{day}"), text::problem_overlap());
        }
        if week.len() > MAX_SPANS {
            reader.blame("week", text::problem_too_many(u32::try_from(MAX_SPANS).unwrap_or(u32::MAX)));
        }
        week
    }

    fn read_day(&self, place: usize, reader: &mut Reader) -> Option<Day> {
        let DayDraft { date, name, yearly, hours } = self.days.get(place)?;
        let field = |name: &str| format!("days.{place}.{name}");
        let twice = self.days.iter().take(place).any(|other| (&other.date, other.yearly) == (date, *yearly));
        if twice && !date.is_empty() {
            reader.blame(field("date"), text::problem_twice());
        }
        let date = reader.read::<Date>(field("date"), date, text::problem_date());
        let name = reader.optional::<DisplayName>(field("name"), name, text::problem_name());
        let hours = read_hours(hours, &field("hours"), reader);
        if overlapping(hours.iter().map(|hours| (0, *hours)), false).is_some() {
            reader.blame(field("hours"), text::problem_overlap());
        }
        if hours.len() > MAX_HOURS {
            reader.blame(field("hours"), text::problem_too_many(u32::try_from(MAX_HOURS).unwrap_or(u32::MAX)));
        }
        date.map(|date| Day { date, name, yearly: *yearly, hours })
    }
}

impl From<&ScheduleSettings> for ScheduleDraft {
    fn from(settings: &ScheduleSettings) -> Self {
        let of = |weekday: Weekday| {
            let mut hours: Vec<Hours> =
                settings.week.iter().filter(|span| span.day == weekday).map(|span| span.hours).collect();
            hours.sort_by_key(|hours| hours.from);
            hours.into_iter().map(HoursDraft::from).collect()
        };
        Self {
            name: settings.name.to_string(),
            time_zone: settings.time_zone.as_ref().map(ToString::to_string).unwrap_or_default(),
            week: Weekday::ALL.map(of),
            days: settings.days.iter().map(DayDraft::from).collect(),
        }
    }
}

fn read_hours(all: &[HoursDraft], field: &str, reader: &mut Reader) -> Vec<Hours> {
    let read: Vec<Hours> = all.iter().filter_map(HoursDraft::read).collect();
    if read.len() < all.len() {
        reader.blame(field.to_owned(), text::problem_hours());
    }
    read
}

#[cfg(test)]
mod tests {
    use kit::form::Problem;

    use super::*;

    fn office() -> ScheduleDraft {
        ScheduleDraft { name: "Office".into(), ..ScheduleDraft::office() }
    }

    #[test]
    fn what_was_saved_is_typed_and_read_again() {
        let mut draft = office();
        draft.add_hours(Of::Week(0));
        draft.copy_hours(0, 5);
        draft.add_day();
        draft.days[0].date = "2026-12-25".into();
        let settings = draft.check().expect("nothing is wrong");
        assert_eq!(settings.week.len(), 8, "{:?}", settings.week);
        assert_eq!(ScheduleDraft::from(&settings), draft);
    }

    #[test]
    fn what_is_wrong_is_told_at_the_day() {
        let mut draft = office();
        draft.week[0].push(HoursDraft { from: "17:00".into(), to: "19:00".into() });
        draft.week[1] = vec![HoursDraft { from: "09:00".into(), to: String::new() }];
        draft.add_day();
        let problems = draft.check().expect_err("three days are wrong");
        assert_eq!(
            problems,
            [
                Problem::new("week.1", text::problem_hours()),
                Problem::new("week.0", text::problem_overlap()),
                Problem::new("days.0.date", text::problem_date()),
            ]
        );
        draft = office();
        draft.week = Default::default();
        let problems = draft.check().expect_err("nobody is ever there");
        assert_eq!(problems, [Problem::new("week", text::problem_never_open())]);
    }

    #[test]
    fn midnight_is_crossed_by_ending_no_later_than_one_begins() {
        let past = |from: &str, to: &str| HoursDraft { from: from.into(), to: to.into() }.is_past_midnight();
        assert!(past("18:00", "02:00"));
        assert!(past("00:00", "00:00"));
        assert!(!past("09:00", "18:00"));
        assert!(!past("09:00", ""));
    }

    #[test]
    fn an_imported_day_comes_once() {
        let day =
            |date: &str| Day { date: Date::try_from(date).expect("a date"), name: None, yearly: false, hours: vec![] };
        let mut draft = office();
        draft.import(&[day("2026-12-26"), day("2026-12-25")]);
        draft.import(&[day("2026-12-25")]);
        let dates: Vec<&str> = draft.days.iter().map(|day| day.date.as_str()).collect();
        assert_eq!(dates, ["2026-12-25", "2026-12-26"]);
    }
}
