//! Which time zones there are, as the runtime's own database has them.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;

    /// Throws for an unknown zone; the binding of `js_sys` would let that through.
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> Result<DateTimeFormat, JsValue>;
}

/// Whether `name` is the name of a time zone. An offset like `+09:00` isn't: it knows no daylight saving.
pub(super) fn exists(name: &str) -> bool {
    let options = js_sys::Object::new();
    let set = js_sys::Reflect::set(&options, &"timeZone".into(), &name.into());
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && set.is_ok()
        && DateTimeFormat::new("en", &options).is_ok()
}
