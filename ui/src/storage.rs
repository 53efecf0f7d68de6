//! What one browser keeps for one site. Storage may be full, switched off or gone: then nothing is kept, and whoever
//! wrote goes on without.

use serde::Serialize;

use crate::{
    read::{Read, from_text},
    write::to_text,
};

fn storage() -> Option<web_sys::Storage> {
    let window = web_sys::window()?;
    // A chat that its owner tries is nobody's.
    if window.document()?.body()?.has_attribute("data-draft") {
        return None;
    }
    window.local_storage().ok()?
}

/// What was kept under a key, if it can still be read.
#[must_use]
pub fn find<T: Read>(key: &str) -> Option<T> {
    from_text(&storage()?.get_item(key).ok()??)
}

/// Keeps something under a key.
pub fn keep(key: &str, value: &impl Serialize) {
    if let Some(storage) = storage() {
        // A full storage refuses; what is on the screen stays there all the same.
        let _ = storage.set_item(key, &to_text(value));
    }
}

/// Forgets what was kept under a key.
pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}
