//! The one place of both applications that reads time and randomness, and sets timers.

use gloo_timers::callback::Timeout;
use shared::{
    id::{EnquiryId, MessageId},
    value::Timestamp,
};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// Fails above 65,536 bytes only, and nobody asks for as many.
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(into: &mut [u8]);
}

/// What time this machine thinks it is.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a whole number of milliseconds, below 2^53")]
pub fn now() -> Timestamp {
    Timestamp::from_ms(js_sys::Date::now() as i64)
}

/// The day of a moment where this machine is, counted from 1970: two moments of one day have the same number.
#[must_use]
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "milliseconds are below 2^53")]
pub fn local_day(at: Timestamp) -> i32 {
    let ms = at.as_ms() as f64;
    let date = js_sys::Date::new(&JsValue::from_f64(ms));
    ((ms - date.get_timezone_offset() * 60_000.0) / 86_400_000.0).floor() as i32
}

/// Bytes that nobody can guess.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    get_random_values(&mut bytes);
    bytes
}

/// A new message's id.
#[must_use]
pub fn message_id() -> MessageId {
    MessageId::new(now(), random())
}

/// A new enquiry's id.
#[must_use]
pub fn enquiry_id() -> EnquiryId {
    EnquiryId::new(now(), random())
}

/// Does it after `ms` milliseconds, unless the timer is dropped before.
#[must_use = "a dropped timer never fires"]
pub fn after(ms: u32, what: impl FnOnce() + 'static) -> Timer {
    Timer { _timeout: Timeout::new(ms, what) }
}

/// Something that will be done; dropped, it won't.
#[derive(Debug)]
pub struct Timer {
    _timeout: Timeout,
}
