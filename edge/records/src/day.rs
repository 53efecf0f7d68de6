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
