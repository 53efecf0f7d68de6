//! Futures that run by themselves. `wasm_bindgen_futures` compiles its machinery anew for each type of future, some 500 bytes
//! of WebAssembly for each place that starts one; boxed, they are of one type.

use std::pin::Pin;

use js_sys::Promise;
use wasm_bindgen::JsValue;

/// Runs it, beginning soon.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    boxed(Box::pin(future));
}

fn boxed(future: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(future);
}

/// Runs it, and gives a promise of what becomes of it.
pub fn promise(future: impl Future<Output = Result<JsValue, JsValue>> + 'static) -> Promise {
    let future: Pin<Box<dyn Future<Output = _>>> = Box::pin(future);
    wasm_bindgen_futures::future_to_promise(future)
}
