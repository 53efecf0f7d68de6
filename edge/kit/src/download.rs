//! Files that the page itself makes.

use ui::view::dom;
use wasm_bindgen::{JsCast, JsValue};

/// Gives the browser a file to keep, of this media type.
///
/// # Errors
/// That of the browser.
pub fn download(name: &str, kind: &str, words: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&JsValue::from_str(words));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = dom::document().create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&address)
}
