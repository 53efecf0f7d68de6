//! How staff spent their days: how long each was Active, Busy and Idle, by what others saw of them.

use serde::{Deserialize, Serialize};

use super::Period;
use crate::{
    card::Availability,
    id::StaffId,
    schedule::{Date, Zone},
    value::{DisplayName, Timestamp},
};

/// Most days of one such report: the longest month.
pub const MAX_DAYS: i64 = 31;

/// Answers `GET …/reports/staff`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StaffReport {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// When the first day begins.
    pub begins_ms: Timestamp,
    /// When the last day ends.
    pub ends_ms: Timestamp,
    /// IANA name of the clock that days are by.
    pub time_zone: String,
    /// Everybody who was there in that time.
    pub staff: Vec<StaffDays>,
}

/// How one person spent them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StaffDays {
    /// Who.
    pub staff: StaffId,
    /// Their name, also after they were removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<DisplayName>,
    /// Every day of the period.
    pub days: Vec<StaffDay>,
    /// When they were there, earliest first, Offline left out.
    pub spans: Vec<Span>,
}

/// One day of one person. The rest of it they were Offline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StaffDay {
    /// Which.
    pub date: Date,
    /// How long Active.
    pub active_ms: i64,
    /// How long Busy.
    pub busy_ms: i64,
    /// How long Idle.
    pub idle_ms: i64,
}

/// A time in which somebody was seen as one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// From when.
    pub from_ms: Timestamp,
    /// Until when.
    pub to_ms: Timestamp,
    /// As what.
    pub availability: Availability,
}

/// How somebody spent the days of `period`, until `now`. `changes`: since when others saw them as what, earliest first, with
/// the last one before the period.
#[must_use]
pub fn spent(
    staff: StaffId,
    changes: &[(Timestamp, Availability)],
    period: Period,
    zone: &Zone,
    now: Timestamp,
) -> StaffDays {
    let (begins, ends) = period.moments(zone);
    let ends = ends.min(now);
    let until = changes.iter().skip(1).map(|(at, _)| *at).chain([ends]);
    let spans: Vec<Span> = changes
        .iter()
        .zip(until)
        .map(|((from, availability), to)| Span {
            from_ms: (*from).max(begins),
            to_ms: to.min(ends),
            availability: *availability,
        })
        .filter(|span| span.from_ms < span.to_ms && span.availability != Availability::Offline)
        .collect();
    let days = (0..period.days()).map(|day| day_of(period.from().plus_days(day), &spans, zone)).collect();
    StaffDays { staff, name: None, days, spans }
}

fn day_of(date: Date, spans: &[Span], zone: &Zone) -> StaffDay {
    let (begins, ends) = (zone.beginning_of(date), zone.beginning_of(date.plus_days(1)));
    let as_what = |wanted: Availability| {
        let within = spans.iter().filter(|span| span.availability == wanted);
        within.map(|span| span.to_ms.min(ends).ms_since(span.from_ms.max(begins))).sum()
    };
    StaffDay {
        date,
        active_ms: as_what(Availability::Active),
        busy_ms: as_what(Availability::Busy),
        idle_ms: as_what(Availability::Idle),
    }
}
