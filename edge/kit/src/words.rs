//! Names of countries and languages, and the time elsewhere, as the reader's browser says them.

use std::cell::RefCell;

use js_sys::{JSON, Reflect};
use shared::value::Timestamp;
use ui::text::in_force;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    type DisplayNames;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &JsValue, options: &JsValue) -> Result<DisplayNames, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, code: &str) -> Result<JsValue, JsValue>;

    type DateTimeFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &JsValue, options: &JsValue) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, ms: f64) -> String;

    type ListFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &JsValue, options: &JsValue) -> Result<ListFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &ListFormat, items: &js_sys::Array) -> String;

    type RelativeTimeFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &JsValue, options: &JsValue) -> Result<RelativeTimeFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &RelativeTimeFormat, value: f64, unit: &str) -> String;
}

thread_local! {
    static COUNTRIES: RefCell<Option<DisplayNames>> = const { RefCell::new(None) };
    static LANGUAGES: RefCell<Option<DisplayNames>> = const { RefCell::new(None) };
    static AGO: RefCell<Option<RelativeTimeFormat>> = const { RefCell::new(None) };
}

/// "Japan" for `JP`.
#[must_use]
pub fn country(code: &str) -> String {
    COUNTRIES.with_borrow_mut(|names| name(names, r#"{"type":"region"}"#, code))
}

/// "Japanese" for `ja`.
#[must_use]
pub fn language(tag: &str) -> String {
    LANGUAGES.with_borrow_mut(|names| name(names, r#"{"type":"language"}"#, tag))
}

fn name(names: &mut Option<DisplayNames>, options: &str, code: &str) -> String {
    if names.is_none() {
        *names = DisplayNames::new(&JsValue::from_str(&in_force()), &parsed(options)).ok();
    }
    let known = names.as_ref().and_then(|names| names.of(code).ok()).and_then(|name| name.as_string());
    known.unwrap_or_else(|| code.to_owned())
}

/// The flag of a country as a sign of text; none for what is no code of two letters.
#[must_use]
pub fn flag(code: &str) -> Option<String> {
    let letters =
        code.chars().map(|letter| letter.is_ascii_uppercase().then_some(letter)).collect::<Option<Vec<_>>>()?;
    // Regional indicators: U+1F1E6 stands for A.
    let signs = letters.into_iter().map(|letter| char::from_u32(0x1_F1E6 + u32::from(letter) - u32::from('A')));
    signs.collect::<Option<String>>().filter(|_| code.len() == 2)
}

/// Weekday and time in a time zone: "Mon 14:05". None if the browser doesn't know the zone.
#[expect(clippy::cast_precision_loss, reason = "milliseconds are below 2^53")]
#[must_use]
pub fn time_in(zone: &str, at: Timestamp) -> Option<String> {
    let options = parsed(r#"{"weekday":"short","hour":"numeric","minute":"2-digit"}"#);
    let _ = Reflect::set(&options, &JsValue::from_str("timeZone"), &JsValue::from_str(zone));
    let format = DateTimeFormat::new(&JsValue::from_str(&in_force()), &options).ok()?;
    Some(format.format(at.as_ms() as f64))
}

/// "Mon" for `mon`; what is no day stays as it is.
#[must_use]
pub fn weekday(day: &str) -> String {
    let Some(place) = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|one| *one == day) else {
        return day.to_owned();
    };
    let options = parsed(r#"{"weekday":"short","timeZone":"UTC"}"#);
    // 5 January 1970 was a Monday.
    let at = 86_400_000.0 * (4.0 + f64::from(u8::try_from(place).unwrap_or(0)));
    DateTimeFormat::new(&JsValue::from_str(&in_force()), &options)
        .map_or_else(|_| day.to_owned(), |format| format.format(at))
}

/// The same with the date, for what is further away than a week: "Mon, 4 Jan, 09:00".
#[expect(clippy::cast_precision_loss, reason = "milliseconds are below 2^53")]
#[must_use]
pub fn date_and_time_in(zone: &str, at: Timestamp) -> Option<String> {
    let options = parsed(r#"{"weekday":"short","day":"numeric","month":"short","hour":"numeric","minute":"2-digit"}"#);
    let _ = Reflect::set(&options, &JsValue::from_str("timeZone"), &JsValue::from_str(zone));
    let format = DateTimeFormat::new(&JsValue::from_str(&in_force()), &options).ok()?;
    Some(format.format(at.as_ms() as f64))
}

/// "Monday" for 0, to "Sunday" for 6.
#[must_use]
pub fn weekday_name(index: u8) -> String {
    // 5 January 1970 was a Monday.
    let ms = (4.0 + f64::from(index)) * 86_400_000.0;
    let options = parsed(r#"{"weekday":"long","timeZone":"UTC"}"#);
    DateTimeFormat::new(&JsValue::from_str(&in_force()), &options).map(|format| format.format(ms)).unwrap_or_default()
}

/// How far the clock of a time zone is from Greenwich at `at`: seconds to the east. None if the browser doesn't know the
/// zone.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "milliseconds are below 2^53")]
#[must_use]
pub fn offset_s(zone: &str, at: Timestamp) -> Option<i32> {
    let options = parsed(
        r#"{"year":"numeric","month":"2-digit","day":"2-digit","hour":"2-digit","minute":"2-digit","second":"2-digit","hourCycle":"h23"}"#,
    );
    let _ = Reflect::set(&options, &JsValue::from_str("timeZone"), &JsValue::from_str(zone));
    // Swedish writes a time as ISO 8601 does.
    let wall = DateTimeFormat::new(&JsValue::from_str("sv"), &options).ok()?.format(at.as_ms() as f64);
    let wall_s = js_sys::Date::parse(&format!("{}Z", wall.replace(' ', "T"))) / 1_000.0;
    let offset_s = wall_s - at.as_ms().div_euclid(1_000) as f64;
    offset_s.is_finite().then_some(offset_s as i32)
}

/// A moment as a field for a day and time shows it, on the clock of a time zone: "2026-12-25T12:00".
#[must_use]
pub fn wall_in(zone: &str, at: Timestamp) -> Option<String> {
    let wall = at.plus_ms(i64::from(offset_s(zone, at)?) * 1_000);
    #[expect(clippy::cast_precision_loss, reason = "milliseconds are below 2^53")]
    let text = js_sys::Date::new(&JsValue::from_f64(wall.as_ms() as f64)).to_iso_string().as_string()?;
    text.get(..16).map(str::to_owned)
}

/// The moment that such a field shows. Of a time that a clock shows twice the first is meant; one that it skips is as much
/// later.
#[must_use]
pub fn moment_in(zone: &str, wall: &str) -> Option<Timestamp> {
    let ms = js_sys::Date::parse(&format!("{wall}Z"));
    if !ms.is_finite() {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "a whole number of milliseconds, below 2^53")]
    let wall = Timestamp::from_ms(ms as i64);
    // The clock as it went a day before, and as it goes a day after: between them it was changed at most once.
    let by = |offset_s: i32| wall.plus_ms(-i64::from(offset_s) * 1_000);
    let (before, after) = (offset_s(zone, wall.plus_ms(-86_400_000))?, offset_s(zone, wall.plus_ms(86_400_000))?);
    let right = [before, after].into_iter().find(|offset| offset_s(zone, by(*offset)) == Some(*offset));
    Some(by(right.unwrap_or(before)))
}

/// "5 minutes ago", in the largest unit that is full once; under a minute, the browser's "now".
#[must_use]
pub fn ago(at: Timestamp, now: Timestamp) -> String {
    relative(now.ms_since(at), -1.0)
}

/// "In 5 minutes", in the same way.
#[must_use]
pub fn ahead(at: Timestamp, now: Timestamp) -> String {
    relative(at.ms_since(now), 1.0)
}

fn relative(ms: i64, direction: f64) -> String {
    let minutes = i32::try_from(ms / 60_000).unwrap_or(i32::MAX);
    let (value, unit) = match minutes {
        0 => (0, "second"),
        1..60 => (minutes, "minute"),
        60..1_440 => (minutes / 60, "hour"),
        _ => (minutes / 1_440, "day"),
    };
    AGO.with_borrow_mut(|format| {
        if format.is_none() {
            *format = RelativeTimeFormat::new(
                &JsValue::from_str(&in_force()),
                &parsed(r#"{"numeric":"auto","style":"short"}"#),
            )
            .ok();
        }
        format.as_ref().map(|format| format.format(direction * f64::from(value), unit)).unwrap_or_default()
    })
}

/// "Ada, Ben", as the language lists things.
#[must_use]
pub fn list(items: &[String]) -> String {
    let all: js_sys::Array = items.iter().map(|item| JsValue::from_str(item)).collect();
    ListFormat::new(&JsValue::from_str(&in_force()), &parsed(r#"{"type":"unit","style":"short"}"#))
        .map_or_else(|_| items.join(", "), |format| format.format(&all))
}

/// Every time zone that the browser knows; empty where it doesn't tell.
#[must_use]
pub fn time_zones() -> Vec<String> {
    let zones = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).and_then(|intl| {
        let list: js_sys::Function = Reflect::get(&intl, &JsValue::from_str("supportedValuesOf"))?.dyn_into()?;
        list.call1(&intl, &JsValue::from_str("timeZone"))
    });
    let Ok(zones) = zones else { return Vec::new() };
    js_sys::Array::from(&zones).iter().filter_map(|zone| zone.as_string()).collect()
}

fn parsed(json: &str) -> JsValue {
    JSON::parse(json).unwrap_or(JsValue::UNDEFINED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_is_made_of_a_countrys_letters() {
        assert_eq!(flag("JP").as_deref(), Some("🇯🇵"));
        assert_eq!(flag("T1"), None);
        assert_eq!(flag("XXX"), None);
        assert_eq!(flag("jp"), None);
    }
}
