//! A report as a table of comma-separated values (RFC 4180), for spreadsheets.

use super::{ContactPoint, Figures, Group, GroupKey, Report};
use crate::csv::cell;

/// What the rows of a table are by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A row for each day.
    Day,
    /// By the hour of the day.
    Hour,
    /// By the day of the week.
    Weekday,
    /// By what was asked.
    Tag,
    /// By who answered first.
    Staff,
    /// By where they came in.
    ContactPoint,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Day, Self::Tag, Self::Staff, Self::ContactPoint, Self::Hour, Self::Weekday];

    /// As in names of files and heads of columns.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Weekday => "weekday",
            Self::Tag => "tag",
            Self::Staff => "staff",
            Self::ContactPoint => "contact_point",
        }
    }
}

const COLUMNS: &str = "raised,answered,missed,followed_up,left,waiting,missed_percent,waited_median_s,waited_p90_s,\
                       first_word_median_s,first_word_p90_s,handled_median_s,handled_p90_s,rated,rating_average,\
                       rated_1,rated_2,rated_3,rated_4,rated_5";

/// The table, with a head. Durations are in seconds.
#[must_use]
pub fn csv(report: &Report, by: By) -> String {
    let mut table = format!("{},{COLUMNS}\r\n", by.as_str());
    let mut put = |name: &str, figures: &Figures| {
        table.extend([&cell(name), ",", &values(figures), "\r\n"]);
    };
    match by {
        By::Day => report.days.iter().for_each(|day| put(&day.date.to_string(), &day.figures)),
        By::Hour => report.hours.iter().enumerate().for_each(|(hour, figures)| put(&format!("{hour:02}:00"), figures)),
        By::Weekday => {
            let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
            report.weekdays.iter().zip(days).for_each(|(figures, day)| put(day, figures));
        }
        By::Tag => report.tags.iter().for_each(|group| put(&called(group), &group.figures)),
        By::Staff => report.staff.iter().for_each(|group| put(&called(group), &group.figures)),
        By::ContactPoint => report.contact_points.iter().for_each(|group| put(&called(group), &group.figures)),
    }
    table
}

fn called(group: &Group) -> String {
    match (&group.name, &group.key) {
        (Some(name), _) => name.to_string(),
        (None, GroupKey::Tag { tag }) => tag.to_string(),
        (None, GroupKey::Staff { staff }) => staff.to_string(),
        (None, GroupKey::Direct) => "direct".to_owned(),
        (None, GroupKey::ContactPoint { contact_point: ContactPoint::Site(host) }) => host.clone(),
        (None, GroupKey::ContactPoint { contact_point }) => contact_point.clone().into(),
        (None, GroupKey::Unknown) => String::new(),
    }
}

fn values(figures: &Figures) -> String {
    let Figures { raised, answered, missed, followed_up, left, waiting, waited, first_word, handled, rated } = figures;
    let counts = [raised, answered, missed, followed_up, left, waiting].map(ToString::to_string);
    let rate = figures.missed_permille().map(|rate| format!("{}.{}", rate / 10, rate % 10));
    let durations = [waited, first_word, handled].into_iter().flat_map(|spread| [spread.median_ms, spread.p90_ms]);
    let seconds = durations.map(|ms| ms.map(|ms| ((ms + 500) / 1_000).to_string()).unwrap_or_default());
    let average = rated.average_hundredths().map(|grade| format!("{}.{:02}", grade / 100, grade % 100));
    let grades = rated.grades.into_iter().map(|count| count.to_string());
    let ratings = [rated.count.to_string(), average.unwrap_or_default()].into_iter().chain(grades);
    let values: Vec<String> =
        counts.into_iter().chain([rate.unwrap_or_default()]).chain(seconds).chain(ratings).collect();
    values.join(",")
}
