//! The one place that reads time and randomness.

use std::{pin::pin, time::Duration};

use futures_util::future::{Either, select};
use shared::value::Timestamp;
use wasm_bindgen::prelude::wasm_bindgen;
use worker::Delay;

#[wasm_bindgen]
extern "C" {
    /// Fails above 65,536 bytes only, and nobody asks for as many.
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(into: &mut [u8]);
}

/// What time it is. The runtime lets it pass between events only, so within a turn it stands still.
#[expect(clippy::cast_possible_truncation, reason = "a whole number of milliseconds, below 2^53")]
pub(crate) fn now() -> Timestamp {
    Timestamp::from_ms(js_sys::Date::now() as i64)
}

/// What comes of something, if it does within so long; what isn't done by then is let go.
pub(crate) async fn within<T>(patience: Duration, what: impl Future<Output = T>) -> Option<T> {
    match select(pin!(what), pin!(Delay::from(patience))).await {
        Either::Left((came, _)) => Some(came),
        Either::Right(_) => None,
    }
}

/// Bytes that nobody can guess. For a new id: `EnquiryId::new(clock::now(), clock::random())`.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    get_random_values(&mut bytes);
    bytes
}
