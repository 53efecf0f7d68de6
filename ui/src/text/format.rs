//! Numbers, plurals, dates and times as the reader writes them, by the browser's `Intl`. Making a formatter costs
//! milliseconds and using one costs microseconds, so each is made once.
//!
//! Natively, where there is no `Intl`, tests get plain English.

use shared::{schedule::Opening, value::Timestamp};

/// `1,234`
#[must_use]
pub fn number(number: u32) -> String {
    imp::number(number)
}

/// The CLDR category of a count in the language in force: `one`, `other` …
#[must_use]
pub fn plural_category(count: u32) -> String {
    imp::plural_category(count)
}

/// The time of day: `14:05`, `2:05 PM`.
#[must_use]
pub fn time(at: Timestamp) -> String {
    imp::format(imp::Style::Time, at)
}

/// The day, as near as one says it: `Today`, `Yesterday`, `Monday`, `3 May`, `3 May 2025`.
#[must_use]
pub fn day(at: Timestamp, now: Timestamp) -> String {
    match distance(at, now) {
        days @ 0..=1 => imp::relative_day(-days),
        2..=6 => imp::format(imp::Style::Weekday, at),
        days if days.abs() < 200 => imp::format(imp::Style::Day, at),
        _ => imp::format(imp::Style::Date, at),
    }
}

/// When, as short as can be: the time if it was today, else the day.
#[must_use]
pub fn short(at: Timestamp, now: Timestamp) -> String {
    if distance(at, now) == 0 { time(at) } else { day(at, now) }
}

/// A moment ahead, as near as one says it: `09:00` of today, `Mon 09:00` of the next six days, else in full.
#[must_use]
pub fn ahead(at: Timestamp, now: Timestamp) -> String {
    match -distance(at, now) {
        0 => time(at),
        1..=6 => imp::format(imp::Style::WeekdayTime, at),
        _ => full(at),
    }
}

/// When somebody is there again; none while somebody may be there.
#[must_use]
pub fn opens(opening: Option<&Opening>, now: Timestamp) -> Option<String> {
    let Some(Opening::ClosedUntil { opens_ms }) = opening else { return None };
    (*opens_ms > now).then(|| ahead(*opens_ms, now))
}

/// Day and time in full, for tooltips and details: `3 May 2026, 14:05`.
#[must_use]
pub fn full(at: Timestamp) -> String {
    imp::format(imp::Style::Full, at)
}

/// A date whose day begins then in Greenwich: `3 May`.
#[must_use]
pub fn date_utc(begins: Timestamp) -> String {
    imp::format(imp::Style::DateUtc, begins)
}

/// A duration as a clock shows it: `0:12`, `1:02:03`.
#[must_use]
pub fn clock(ms: i64) -> String {
    let seconds = ms.max(0) / 1_000;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// IANA name of the reader's time zone, as far as the browser tells it.
#[must_use]
pub fn time_zone() -> Option<String> {
    imp::time_zone()
}

fn distance(at: Timestamp, now: Timestamp) -> i32 {
    imp::local_day(now) - imp::local_day(at)
}

#[cfg(target_arch = "wasm32")]
mod imp {
    use std::cell::RefCell;

    use js_sys::JSON;
    use shared::value::Timestamp;
    use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

    pub(super) use crate::clock::local_day;
    use crate::text::in_force;

    #[wasm_bindgen]
    extern "C" {
        type DateTimeFormat;
        #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
        fn new(locale: &JsValue, options: &JsValue) -> Result<DateTimeFormat, JsValue>;
        #[wasm_bindgen(method)]
        fn format(this: &DateTimeFormat, ms: f64) -> String;
        #[wasm_bindgen(method, js_name = resolvedOptions)]
        fn resolved_options(this: &DateTimeFormat) -> JsValue;

        type NumberFormat;
        #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
        fn new(locale: &JsValue) -> Result<NumberFormat, JsValue>;
        #[wasm_bindgen(method)]
        fn format(this: &NumberFormat, number: f64) -> String;

        type PluralRules;
        #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
        fn new(locale: &JsValue) -> Result<PluralRules, JsValue>;
        #[wasm_bindgen(method)]
        fn select(this: &PluralRules, number: f64) -> String;

        type RelativeTimeFormat;
        #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
        fn new(locale: &JsValue, options: &JsValue) -> Result<RelativeTimeFormat, JsValue>;
        #[wasm_bindgen(method)]
        fn format(this: &RelativeTimeFormat, value: f64, unit: &str) -> String;
    }

    /// How to write a moment; the number is its place among the formatters.
    #[derive(Clone, Copy)]
    pub(super) enum Style {
        Time,
        Weekday,
        Day,
        Date,
        Full,
        WeekdayTime,
        DateUtc,
    }

    const STYLES: [&str; 7] = [
        r#"{"hour":"numeric","minute":"2-digit"}"#,
        r#"{"weekday":"long"}"#,
        r#"{"day":"numeric","month":"long"}"#,
        r#"{"day":"numeric","month":"long","year":"numeric"}"#,
        r#"{"day":"numeric","month":"long","year":"numeric","hour":"numeric","minute":"2-digit"}"#,
        r#"{"weekday":"short","hour":"numeric","minute":"2-digit"}"#,
        r#"{"day":"numeric","month":"short","timeZone":"UTC"}"#,
    ];

    #[derive(Default)]
    struct Formatters {
        /// What they were made for.
        tag: String,
        moments: [Option<DateTimeFormat>; STYLES.len()],
        numbers: Option<NumberFormat>,
        plurals: Option<PluralRules>,
        days: Option<RelativeTimeFormat>,
    }

    thread_local! {
        static FORMATTERS: RefCell<Formatters> = RefCell::default();
    }

    /// A formatter that is made when it is first used; a tag that the browser refuses means its own language.
    fn with<F, T>(
        slot: impl Fn(&mut Formatters) -> &mut Option<F>,
        make: impl Fn(&JsValue) -> Result<F, JsValue>,
        text: impl Fn(&F) -> T,
    ) -> Option<T> {
        FORMATTERS.with_borrow_mut(|all| {
            let tag = in_force();
            if all.tag != tag {
                *all = Formatters { tag: tag.clone(), ..Formatters::default() };
            }
            let slot = slot(all);
            if slot.is_none() {
                *slot = make(&JsValue::from_str(&tag)).or_else(|_| make(&JsValue::UNDEFINED)).ok();
            }
            slot.as_ref().map(text)
        })
    }

    fn options(json: &str) -> JsValue {
        JSON::parse(json).unwrap_or(JsValue::UNDEFINED)
    }

    #[expect(clippy::cast_precision_loss, reason = "moments fit 53 bits for 285,000 years")]
    pub(super) fn format(style: Style, at: Timestamp) -> String {
        let index = style as usize;
        with(
            |all| &mut all.moments[index],
            |tag| DateTimeFormat::new(tag, &options(STYLES[index])),
            |format| format.format(at.as_ms() as f64),
        )
        .unwrap_or_default()
    }

    pub(super) fn time_zone() -> Option<String> {
        let format = DateTimeFormat::new(&JsValue::UNDEFINED, &JsValue::UNDEFINED).ok()?;
        js_sys::Reflect::get(&format.resolved_options(), &"timeZone".into()).ok()?.as_string()
    }

    pub(super) fn number(number: u32) -> String {
        with(|all| &mut all.numbers, NumberFormat::new, |format| format.format(f64::from(number)))
            .unwrap_or_else(|| number.to_string())
    }

    pub(super) fn plural_category(count: u32) -> String {
        with(|all| &mut all.plurals, PluralRules::new, |rules| rules.select(f64::from(count))).unwrap_or_default()
    }

    pub(super) fn relative_day(days: i32) -> String {
        let text = with(
            |all| &mut all.days,
            |tag| RelativeTimeFormat::new(tag, &options(r#"{"numeric":"auto"}"#)),
            |format| format.format(f64::from(days), "day"),
        )
        .unwrap_or_default();
        // It is made for the middle of a sentence; here it stands alone.
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_ascii_uppercase(), letters.as_str()))
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod imp {
    use shared::value::Timestamp;

    #[derive(Clone, Copy, Debug)]
    pub(super) enum Style {
        Time,
        Weekday,
        Day,
        Date,
        Full,
        WeekdayTime,
        DateUtc,
    }

    pub(super) fn format(style: Style, at: Timestamp) -> String {
        format!("{style:?} {}", at.as_ms())
    }

    pub(super) fn time_zone() -> Option<String> {
        None
    }

    pub(super) fn number(number: u32) -> String {
        number.to_string()
    }

    pub(super) fn plural_category(count: u32) -> String {
        if count == 1 { "one" } else { "other" }.to_owned()
    }

    pub(super) fn relative_day(days: i32) -> String {
        if days == 0 { "Today" } else { "Yesterday" }.to_owned()
    }

    #[expect(clippy::cast_possible_truncation, reason = "a day of this century")]
    pub(super) const fn local_day(at: Timestamp) -> i32 {
        at.as_ms().div_euclid(86_400_000) as i32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_named_by_how_far_away_it_is() {
        const DAY: i64 = 86_400_000;
        let now = Timestamp::from_ms(1_000 * DAY + DAY / 2);
        let ago = |days: i64| day(now.plus_ms(-days * DAY), now);
        assert_eq!(ago(0), "Today");
        assert_eq!(day(Timestamp::from_ms(1_000 * DAY - 1), now), "Yesterday");
        assert!(ago(2).starts_with("Weekday"));
        assert!(ago(7).starts_with("Day"));
        assert!(ago(200).starts_with("Date"));
        // Two clocks that differ: a message from "tomorrow" gets its date.
        assert!(ago(-1).starts_with("Day"));
    }

    #[test]
    fn a_clock_shows_minutes_and_seconds() {
        assert_eq!((clock(-5), clock(12_900), clock(3_723_000)), ("0:00".into(), "0:12".into(), "1:02:03".into()));
    }
}
