//! Which time zones there are, and how their clocks go: from the database that is compiled into the worker, so that tests
//! and deployments know the same.

use std::collections::BTreeMap;

use shared::{
    id::ScheduleId,
    quiet::QuietHours,
    schedule::{Schedule, Zone},
    setup::{Problem, Setup, schedule::ScheduleSettings},
    value::ShortText,
};

use crate::error::EdgeError;

/// # Errors
/// `malformed` unless it is the name of a time zone. An offset like `+09:00` isn't: it knows no daylight saving.
pub(in crate::object::desk) fn check(name: &ShortText) -> Result<(), EdgeError> {
    if Zone::named(name.as_str()).is_some() {
        return Ok(());
    }
    Err(Problem::at("time_zone", "Enter a time zone like `Europe/London` or `Asia/Hong_Kong`.").into())
}

/// Somebody's quiet hours with their clock; none if they have none now.
pub(super) fn quiet(hours: &QuietHours) -> Option<Schedule> {
    hours.schedule(Zone::named(hours.time_zone.as_str())?)
}

/// Every schedule with its clock: its own, or the service's.
pub(super) fn schedules(setup: &Setup) -> BTreeMap<ScheduleId, Schedule> {
    let mut zones: BTreeMap<&str, Zone> = BTreeMap::new();
    let usual = setup.service().map_or("UTC", |service| service.time_zone.as_str());
    let schedules = setup.all::<ScheduleSettings>().filter_map(|(id, settings)| {
        let name = settings.time_zone.as_ref().map_or(usual, ShortText::as_str);
        // Names were checked when they were saved, and none ever leaves the database.
        let zone = zones.entry(name).or_insert_with(|| Zone::named(name).unwrap_or_else(|| Zone::fixed(0)));
        Some((id.parse()?, Schedule { settings: settings.clone(), zone: zone.clone() }))
    });
    schedules.collect()
}
