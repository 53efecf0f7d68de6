//! One turn's writes: all or none. A statement that fails undoes nothing before it, and the runtime keeps what a turn
//! wrote even if the turn then throws; only `transactionSync`, which the `worker` crate doesn't wrap, rolls back.

use std::{cell::RefCell, panic::AssertUnwindSafe};

use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use worker::Storage;

#[wasm_bindgen]
extern "C" {
    type StorageExt;

    #[wasm_bindgen(method, catch, js_name = transactionSync)]
    fn transaction_sync(
        this: &StorageExt,
        body: &mut dyn FnMut() -> Result<JsValue, JsValue>,
    ) -> Result<JsValue, JsValue>;
}

/// Runs `body` and keeps what it wrote if it gives `Ok`; an `Err` or a panic leaves the database as it was. Nothing in
/// memory is rolled back: change that afterwards. May be nested.
///
/// # Errors
/// That of `body`, or that of the database.
pub(crate) fn atomically<T, E: From<worker::Error>>(
    storage: &Storage,
    body: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    let slot = AssertUnwindSafe((RefCell::new(Some(body)), RefCell::new(None)));
    let slot = &slot;
    let raw: &StorageExt = storage.as_raw().unchecked_ref();
    let ran = raw.transaction_sync(&mut || {
        let AssertUnwindSafe((body, outcome)) = slot;
        let Some(body) = body.take() else { return Err(JsValue::from_str("a turn ran twice")) };
        let result = body();
        let kept = result.is_ok();
        outcome.replace(Some(result));
        if kept { Ok(JsValue::UNDEFINED) } else { Err(JsValue::from_str("rolled back")) }
    });
    match (slot.1.take(), ran) {
        (Some(Ok(value)), Ok(_)) => Ok(value),
        (Some(Err(error)), _) => Err(error),
        (_, Err(thrown)) => Err(worker::Error::from(thrown).into()),
        (None, Ok(_)) => Err(worker::Error::from("a turn did not run").into()),
    }
}
