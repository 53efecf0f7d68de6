//! Where other programs find what was copied.

use ui::view::dom;
use wasm_bindgen_futures::JsFuture;

/// Puts a text there; whether the browser let it.
pub async fn copy(text: &str) -> bool {
    JsFuture::from(dom::window().navigator().clipboard().write_text(text)).await.is_ok()
}
