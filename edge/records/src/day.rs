//! Days of a calendar as moments of the reader's own clock.

use shared::{schedule::Date, value::Timestamp};

/// When a day (`2026-12-25`), or one so many days later, begins where the reader is; none if that is no day.
#[expect(clippy::cast_possible_truncation, reason = "a whole number of milliseconds, below 2^53")]
pub(crate) fn day_begins(text: &str, days_later: i64) -> Option<Timestamp> {
    let written = Date::try_from(text).ok()?.plus_days(days_later).to_string();
    // Without a zone behind it, the reader's own is meant (ECMA-262, Date Time String Format).
    let at = js_sys::Date::parse(&format!("{written}T00:00:00"));
    at.is_finite().then(|| Timestamp::from_ms(at as i64))
}

/// A moment on the reader's clock, as a field for date and time has it (`2026-12-25T09:30`).
pub(crate) fn local_text(at: Timestamp) -> String {
    written(&date(at))
}

/// So many days later, at this hour of the reader's clock.
pub(crate) fn local_hour(at: Timestamp, days_later: u32, hour: u32) -> String {
    let date = date(at);
    date.set_date(date.get_date() + days_later);
    date.set_hours(hour);
    date.set_minutes(0);
    written(&date)
}

/// Sunday is 0.
pub(crate) fn local_weekday(at: Timestamp) -> u32 {
    date(at).get_day()
}

/// The moment that [`local_text`] wrote.
#[expect(clippy::cast_possible_truncation, reason = "a whole number of milliseconds, below 2^53")]
pub(crate) fn moment(text: &str) -> Option<Timestamp> {
    // Without a zone behind it, the reader's own is meant (ECMA-262, Date Time String Format).
    let at = js_sys::Date::parse(text);
    at.is_finite().then(|| Timestamp::from_ms(at as i64))
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are below 2^53")]
fn date(at: Timestamp) -> js_sys::Date {
    js_sys::Date::new(&(at.as_ms() as f64).into())
}

fn written(date: &js_sys::Date) -> String {
    let (year, month, day) = (date.get_full_year(), date.get_month() + 1, date.get_date());
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}", date.get_hours(), date.get_minutes())
}
