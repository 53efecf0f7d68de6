//! What a tab keeps of the call that it is in, so that it comes back into it when its page is loaded anew.

use serde::Serialize;
use shared::id::{CallId, RoomId};

/// Where it is kept, in the tab's storage.
pub(crate) const KEY: &str = "frontdesk.call";

/// The call of a tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Memory {
    /// In which room.
    pub(crate) room: RoomId,
    /// Which.
    pub(crate) call: CallId,
    /// Only to listen.
    pub(crate) listens: bool,
    /// With the camera.
    pub(crate) camera: bool,
}

ui::read_struct!(Memory { room, call, listens, camera });
