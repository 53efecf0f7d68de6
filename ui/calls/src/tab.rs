//! What this page is in calls, and what its tab keeps of them.

use shared::id::PeerId;
use ui::{clock, read::from_text, write::to_text};
use web_sys::Storage;

use crate::core::memory::{KEY, Memory};

thread_local!(static PEER: PeerId = PeerId::new(clock::now(), clock::random()));

/// This page, as one that may be in a call.
pub(crate) fn peer() -> PeerId {
    PEER.with(|peer| *peer)
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// The call that this tab was in, if it was in one when its page went.
pub(crate) fn find() -> Option<Memory> {
    from_text(&storage()?.get_item(KEY).ok()??)
}

/// Keeps it. Without storage, a page that is loaded anew rings its person again, or shows where they are missed.
pub(crate) fn keep(memory: &Memory) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(KEY, &to_text(memory));
    }
}

/// Forgets it.
pub(crate) fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(KEY);
    }
}
