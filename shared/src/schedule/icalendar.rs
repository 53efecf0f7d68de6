//! Holidays from an iCalendar file (RFC 5545), as calendars of countries and companies are given out: events of whole days,
//! once or every year. What has hours is somebody's appointment, and is left out. It is read where it is chosen, in the
//! owner's browser, so that it is seen before it is saved.

use super::{Date, Weekday};
use crate::{setup::schedule::Day, value::DisplayName};

/// The largest file that is read. A country's holidays of ten years have 100 KB.
pub const MAX_CALENDAR_BYTES: usize = 1024 * 1024;

/// How many years ahead of the first one a rule is followed that isn't the same date each year ("the fourth Thursday").
const YEARS_AHEAD: u16 = 5;

/// Most days of one event: longer ones are seasons, not holidays.
const MOST_DAYS: i64 = 31;

/// Most days that are kept, and that one event lists: ten times what a schedule takes.
const MOST_FOUND: usize = 3_000;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Its holidays, earliest first, each date once.
    pub days: Vec<Day>,
    /// How many of its events aren't whole days, or come round in a way that isn't understood.
    pub left_out: usize,
}

/// Reads the holidays from `year` on: older ones open and close nothing any more. None if it isn't an iCalendar file.
#[must_use]
pub fn read(text: &str, year: u16) -> Option<Found> {
    if !text.trim_start_matches('\u{feff}').trim_start().get(..15)?.eq_ignore_ascii_case("BEGIN:VCALENDAR") {
        return None;
    }
    let mut found = Found::default();
    let mut event: Option<Event> = None;
    // Parts of an event, like its alarms, have lines of their own.
    let mut depth = 0_usize;
    for line in unfolded(text) {
        let Some(line) = Line::read(&line) else { continue };
        match (line.name.as_str(), line.value.to_ascii_uppercase().as_str(), &mut event) {
            ("BEGIN", "VEVENT", None) => event = Some(Event::default()),
            ("END", "VEVENT", Some(_)) if depth == 0 => found.take(&event.take().unwrap_or_default(), year),
            ("BEGIN", _, Some(_)) => depth += 1,
            ("END", _, Some(_)) => depth = depth.saturating_sub(1),
            (_, _, Some(event)) if depth == 0 => event.note(&line),
            _ => {}
        }
    }
    found.days.sort_by_key(|day| (day.date, day.yearly));
    found.days.dedup_by_key(|day| (day.date, day.yearly));
    Some(found)
}

/// Lines as they were before long ones were folded (3.1).
fn unfolded(text: &str) -> impl Iterator<Item = String> {
    let mut lines = text.lines().map(|line| line.trim_end_matches('\r')).peekable();
    std::iter::from_fn(move || {
        let mut line = lines.next()?.to_owned();
        while let Some(more) = lines.next_if(|line| line.starts_with([' ', '\t'])) {
            line.push_str(&more[1..]);
        }
        Some(line)
    })
}

/// `NAME;PARAMETER=…:value`.
struct Line {
    name: String,
    value: String,
}

impl Line {
    fn read(line: &str) -> Option<Self> {
        let mut quoted = false;
        let colon = line.find(|character| {
            quoted ^= character == '"';
            character == ':' && !quoted
        })?;
        let (head, value) = line.split_at(colon);
        let name = head.split(';').next().unwrap_or_default().to_ascii_uppercase();
        Some(Self { name, value: value[1..].to_owned() })
    }
}

#[derive(Default)]
struct Event {
    start: Option<Date>,
    end: Option<Date>,
    name: Option<DisplayName>,
    rule: Option<String>,
    /// Days of it that were called off, and that were added.
    without: Vec<Date>,
    with: Vec<Date>,
    cancelled: bool,
    /// Whether it has a date that isn't of a whole day.
    hours: bool,
}

impl Event {
    fn note(&mut self, line: &Line) {
        match line.name.as_str() {
            "DTSTART" => self.start = self.whole_day(&line.value),
            "DTEND" => self.end = self.whole_day(&line.value),
            "SUMMARY" => {
                self.name = DisplayName::try_from(plain(&line.value).chars().take(80).collect::<String>()).ok();
            }
            "RRULE" => self.rule = Some(line.value.to_ascii_uppercase()),
            "EXDATE" => self.without.extend(line.value.split(',').filter_map(whole_day)),
            "RDATE" => self.with.extend(line.value.split(',').filter_map(whole_day).take(MOST_FOUND)),
            "STATUS" => self.cancelled = line.value.eq_ignore_ascii_case("CANCELLED"),
            _ => {}
        }
    }

    fn whole_day(&mut self, value: &str) -> Option<Date> {
        let day = whole_day(value);
        self.hours |= day.is_none();
        day
    }

    /// How many days it lasts: the end is the first day after it (3.6.1).
    fn days(&self, start: Date) -> i64 {
        self.end.map_or(1, |end| end.number() - start.number()).clamp(1, MOST_DAYS)
    }
}

/// `20261225`, or midnight of it.
fn whole_day(value: &str) -> Option<Date> {
    let (date, time) = value.trim().split_once('T').unwrap_or((value.trim(), "000000"));
    let number = |from: usize, to: usize| date.get(from..to)?.parse().ok();
    if date.len() != 8 || time != "000000" || !date.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Date::new(number(0, 4)?, u8::try_from(number(4, 6)?).ok()?, u8::try_from(number(6, 8)?).ok()?).ok()
}

/// A text without its escapes (3.3.11).
fn plain(value: &str) -> String {
    value.replace("\\n", " ").replace("\\N", " ").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
}

impl Found {
    fn take(&mut self, event: &Event, year: u16) {
        if event.cancelled {
            return;
        }
        if self.days.len() >= MOST_FOUND {
            self.left_out += 1;
            return;
        }
        let Some(start) = event.start.filter(|_| !event.hours) else {
            self.left_out += 1;
            return;
        };
        let rule = event.rule.as_ref().map(|rule| Rule::read(rule, start));
        self.left_out += usize::from(matches!(rule, Some(None)));
        let starts = rule.flatten().map_or_else(|| vec![(start, false)], |rule| rule.starts(start, year));
        let starts = starts.into_iter().filter(|(date, _)| !event.without.contains(date));
        for (first, yearly) in starts.chain(event.with.iter().map(|date| (*date, false))) {
            for day in 0..event.days(start) {
                let date = first.plus_days(day);
                if yearly || date.year() >= year {
                    self.days.push(Day { date, name: event.name.clone(), yearly, hours: vec![] });
                }
            }
        }
    }
}

/// A rule that comes round every year (3.3.10).
struct Rule {
    until: Option<Date>,
    count: Option<u16>,
    every: u16,
    /// "The fourth Thursday of November", "the last Monday of May": which of the month, from its end if below zero.
    weekday: Option<(u8, i8, Weekday)>,
}

impl Rule {
    /// None if it comes round in another way.
    fn read(text: &str, start: Date) -> Option<Self> {
        let mut rule = Self { until: None, count: None, every: 1, weekday: None };
        let (mut yearly, mut month, mut monthday, mut by_day) = (false, start.month(), start.day(), None);
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=')?;
            match key {
                "FREQ" => yearly = value == "YEARLY",
                "UNTIL" => rule.until = Some(whole_day(value.split('T').next()?)?),
                "COUNT" => rule.count = Some(value.parse().ok()?),
                "INTERVAL" => rule.every = value.parse().ok().filter(|every| *every > 0)?,
                "BYMONTH" => month = value.parse().ok()?,
                "BYMONTHDAY" => monthday = value.parse().ok()?,
                "BYDAY" => by_day = Some(value),
                "WKST" => {}
                _ => return None,
            }
        }
        if let Some(text) = by_day {
            let (which, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
            let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
            let day = names.iter().position(|known| *known == name).and_then(|place| Weekday::ALL.get(place))?;
            rule.weekday =
                Some((month, which.parse().ok().filter(|which| (-5..=5).contains(which) && *which != 0)?, *day));
        }
        // On another day than its first: something that isn't followed here.
        let same_date = (month, monthday) == (start.month(), start.day());
        (yearly && (same_date || rule.weekday.is_some())).then_some(rule)
    }

    /// When it comes round: once for every year alike, or one by one.
    fn starts(&self, start: Date, year: u16) -> Vec<(Date, bool)> {
        if self.weekday.is_none() && self.every == 1 && self.until.is_none() && self.count.is_none() {
            return vec![(start, true)];
        }
        let last = self.until.map_or(u16::MAX, Date::year).min(year.saturating_add(YEARS_AHEAD));
        let years = (start.year()..=last).step_by(usize::from(self.every));
        let dates = years.map(|year| match self.weekday {
            Some((month, which, day)) => nth(year, month, which, day),
            None => Date::new(year, start.month(), start.day()).ok(),
        });
        let dates = dates.flatten().filter(|date| *date >= start && self.until.is_none_or(|until| *date <= until));
        dates.take(self.count.map_or(usize::MAX, usize::from)).map(|date| (date, false)).collect()
    }
}

/// The nth such weekday of a month, or the nth from its end; none if there is none.
fn nth(year: u16, month: u8, which: i8, weekday: Weekday) -> Option<Date> {
    let days = (1..=31).filter_map(|day| Date::new(year, month, day).ok()).filter(|date| date.weekday() == weekday);
    let days: Vec<Date> = days.collect();
    let place = usize::from(which.unsigned_abs()).checked_sub(1)?;
    if which > 0 { days.get(place).copied() } else { days.iter().rev().nth(place).copied() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(events: &str) -> Found {
        let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", events.replace('\n', "\r\n"));
        read(&text, 2026).expect("it is a calendar")
    }

    fn dates(found: &Found) -> Vec<String> {
        let mark = |yearly| if yearly { "*" } else { "" };
        found.days.iter().map(|day| format!("{}{}", day.date, mark(day.yearly))).collect()
    }

    fn event(lines: &str) -> String {
        format!("BEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT\n")
    }

    #[test]
    fn a_calendar_of_holidays_is_read() {
        let text =
            event("DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227\nSUMMARY:Christmas\\, and the day\n  after")
                + &event("DTSTART;VALUE=DATE:20260101\nSUMMARY;LANGUAGE=\"en:x\":New Year")
                + &event("DTSTART:20260501T000000\nDTEND:20260502T000000\nSUMMARY:Labour Day");
        let found = found(&text);
        assert_eq!(dates(&found), ["2026-01-01", "2026-05-01", "2026-12-25", "2026-12-26"]);
        let names: Vec<_> = found.days.iter().filter_map(|day| day.name.as_ref()).map(DisplayName::as_str).collect();
        assert_eq!(names, ["New Year", "Labour Day", "Christmas, and the day after", "Christmas, and the day after"]);
        assert_eq!(found.left_out, 0);
    }

    #[test]
    fn what_comes_round_every_year_does() {
        let yearly = |rule: &str| dates(&found(&event(&format!("DTSTART;VALUE=DATE:20201126\nRRULE:{rule}"))));
        assert_eq!(yearly("FREQ=YEARLY"), ["2020-11-26*"]);
        assert_eq!(yearly("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=26;INTERVAL=1"), ["2020-11-26*"]);
        let thanksgiving = ["2026-11-26", "2027-11-25", "2028-11-23", "2029-11-22", "2030-11-28", "2031-11-27"];
        assert_eq!(yearly("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"), thanksgiving);
        assert_eq!(yearly("FREQ=YEARLY;BYMONTH=11;BYDAY=-1TH;UNTIL=20271231T000000Z"), ["2026-11-26", "2027-11-25"]);
        assert_eq!(yearly("FREQ=YEARLY;INTERVAL=4"), ["2028-11-26"]);
        assert_eq!(yearly("FREQ=YEARLY;COUNT=7"), ["2026-11-26"]);
    }

    #[test]
    fn what_is_called_off_is_no_holiday_and_what_has_hours_is_counted() {
        let text = event("DTSTART;VALUE=DATE:20260301\nSTATUS:CANCELLED")
            + &event("DTSTART;TZID=Asia/Tokyo:20260302T090000\nDTEND;TZID=Asia/Tokyo:20260302T100000")
            + &event("DTSTART;VALUE=DATE:20240101\nSUMMARY:Long ago")
            + &event("DTSTART;VALUE=DATE:20260303\nRRULE:FREQ=WEEKLY\nBEGIN:VALARM\nSUMMARY:Wake up\nEND:VALARM")
            + &event(
                "DTSTART;VALUE=DATE:20200404\nRRULE:FREQ=YEARLY;COUNT=9\nEXDATE;VALUE=DATE:20270404\nRDATE;VALUE=DATE:20270405",
            );
        let found = found(&text);
        assert_eq!(dates(&found), ["2026-03-03", "2026-04-04", "2027-04-05", "2028-04-04"]);
        assert_eq!(found.left_out, 2);
    }

    #[test]
    fn what_is_no_calendar_is_told_and_nothing_breaks() {
        assert_eq!(read("<html>", 2026), None);
        assert_eq!(read("", 2026), None);
        let bare =
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:é\nRRULE:FREQ=YEARLY;BYDAY=é\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART";
        assert_eq!(read(bare, 2026).map(|found| found.left_out), Some(1));
        assert_eq!(read("\u{feff}begin:vcalendar\n :\n;:;\nEND:VEVENT", 2026), Some(Found::default()));
    }

    proptest::proptest! {
        #[test]
        fn any_file_is_read_without_harm(lines in proptest::collection::vec("(BEGIN:VEVENT|END:VEVENT|DTSTART:[0-9T]{0,9}|DTEND:2[0-9]{7}|RRULE:FREQ=YEARLY;[A-Z]{2,8}=[-0-9A-Z]{0,4}|\\PC{0,12})", 0..40)) {
            let found = read(&format!("BEGIN:VCALENDAR\n{}", lines.join("\n")), 2026);
            proptest::prop_assert!(found.is_some());
        }
    }
}
