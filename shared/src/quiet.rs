//! Hours in which somebody isn't woken: their own, by a clock of their own, and for all their devices at once. Within them
//! no browser of theirs is woken, and they don't count as there while their dashboard is closed.

use serde::{Deserialize, Serialize};

use crate::{
    schedule::{Schedule, Zone},
    setup::{
        Problem,
        schedule::{MAX_SPANS, ScheduleSettings, Span, overlapping},
    },
    value::{DisplayName, ShortText, Timestamp},
};

/// Minutes of a week.
const WEEK_MIN: u32 = 7 * 24 * 60;

/// What somebody set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuietHours {
    /// Whether they hold; switched off, they are kept for another time.
    pub on: bool,
    /// IANA name, like `Asia/Hong_Kong`: where the person lives, wherever the service is.
    pub time_zone: ShortText,
    /// Every week, at most 21 spans, none of which overlap; one that doesn't end later than it begins ends on the next day.
    pub week: Vec<Span>,
}

impl QuietHours {
    /// What the types leave open. That there is such a time zone is for the one who knows them all.
    ///
    /// # Errors
    /// What is wrong, and in which field.
    pub fn check(&self) -> Result<(), Problem> {
        let Self { on: _, time_zone: _, week } = self;
        if week.len() > MAX_SPANS {
            return Err(Problem::at("week", format!("A week has at most {MAX_SPANS} spans.")));
        }
        if let Some(place) = overlapping(week.iter().map(|span| (span.day.index(), span.hours)), true) {
            let words = "These hours overlap with others. Change one of them.";
            return Err(Problem::at(format!("week.{place}"), words));
        }
        if week.iter().map(|span| u32::from(span.hours.minutes())).sum::<u32>() >= WEEK_MIN {
            return Err(Problem::at("week", "Nothing would ever wake you. Leave some hours free."));
        }
        Ok(())
    }

    /// As the rules go by them, on this clock; none if there are none now.
    #[must_use]
    pub fn schedule(&self, zone: Zone) -> Option<Schedule> {
        let Self { on, time_zone: _, week } = self;
        let name = DisplayName::try_from("Quiet hours").ok()?;
        let settings = ScheduleSettings { name, time_zone: None, week: week.clone(), days: vec![] };
        (*on && !week.is_empty()).then_some(Schedule { settings, zone })
    }
}

/// How it stands with somebody's quiet hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quiet {
    /// Whether it is quiet.
    pub is_now: bool,
    /// When that changes.
    pub turns_at: Option<Timestamp>,
}

impl Quiet {
    /// Of hours that are open while it is quiet.
    #[must_use]
    pub fn at(hours: Option<&Schedule>, now: Timestamp) -> Self {
        hours.map_or_else(Self::default, |hours| Self { is_now: hours.is_open(now), turns_at: hours.next_change(now) })
    }

    /// When it ends, if it is quiet.
    #[must_use]
    pub fn until(self) -> Option<Timestamp> {
        self.turns_at.filter(|_| self.is_now)
    }

    /// Whether that has changed since.
    #[must_use]
    pub fn has_turned(self, now: Timestamp) -> bool {
        self.turns_at.is_some_and(|at| at <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{schedule::Weekday, setup::schedule::Hours};

    fn hours(spans: &[(Weekday, &str, &str)]) -> QuietHours {
        let time = |text: &str| text.try_into().expect("a time");
        let span = |(day, from, to): &(Weekday, &str, &str)| Span {
            day: *day,
            hours: Hours { from: time(from), to: time(to) },
        };
        let time_zone = ShortText::try_from("Asia/Tokyo").expect("a name");
        QuietHours { on: true, time_zone, week: spans.iter().map(span).collect() }
    }

    #[test]
    fn hours_that_overlap_and_hours_without_end_are_told() {
        use Weekday::{Mon, Sun, Tue};
        let field = |spans: &[(Weekday, &str, &str)]| hours(spans).check().map_err(|problem| problem.field);
        assert_eq!(field(&[(Mon, "22:00", "08:00"), (Tue, "22:00", "08:00")]), Ok(()));
        assert_eq!(field(&[(Mon, "22:00", "08:00"), (Tue, "07:00", "09:00")]), Err("week.1".into()));
        assert_eq!(field(&[(Sun, "22:00", "08:00"), (Mon, "07:00", "09:00")]), Err("week.1".into()));
        assert_eq!(field(&Weekday::ALL.map(|day| (day, "00:00", "00:00"))), Err("week".into()));
        assert_eq!(field(&[]), Ok(()));
    }

    #[test]
    fn hours_that_are_switched_off_are_kept_and_hold_for_nobody() {
        let night = hours(&[(Weekday::Mon, "22:00", "08:00")]);
        assert!(night.schedule(Zone::fixed(0)).is_some());
        assert_eq!(QuietHours { on: false, ..night }.schedule(Zone::fixed(0)), None);
        assert_eq!(hours(&[]).schedule(Zone::fixed(0)), None);
    }

    #[test]
    fn quiet_hours_read_back_from_what_was_stored() {
        let stored = r#"{"on":true,"time_zone":"Asia/Tokyo","week":[{"day":"mon","from":"22:00","to":"08:00"}]}"#;
        let read: QuietHours = serde_json::from_str(stored).expect("what was stored stays readable");
        assert_eq!(serde_json::to_string(&read).expect("it has a JSON form"), stored);
    }
}
