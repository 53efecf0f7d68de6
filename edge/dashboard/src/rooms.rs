//! The rooms whose sockets are open: those looked at last, so that switching between them shows the talk at once and no
//! draft has to be fetched again. The desk tells of what happens in the others.

use leptos::{prelude::*, reactive::owner::Owner};
use shared::id::{RoomId, StaffId};
use ui::{
    connection::{Access, RoomConnection, Status},
    transcript::Viewer,
};

use crate::desk::Desk;

/// Most sockets at once: what one person can talk in at a time, and a few to look up.
const MOST: usize = 8;

struct Open {
    id: RoomId,
    connection: RoomConnection,
    /// Everything of the connection lives in it.
    owner: Owner,
}

/// The rooms whose sockets are open.
#[derive(Clone, Copy)]
pub(crate) struct Rooms {
    /// Looked at last at the end.
    open: StoredValue<Vec<Open>, LocalStorage>,
    owner: StoredValue<Owner>,
    /// Rises when all were closed: who shows one has to ask for it again.
    generation: RwSignal<u32>,
}

impl Rooms {
    pub(crate) fn new(owner: Owner) -> Self {
        Self { open: StoredValue::new_local(Vec::new()), owner: StoredValue::new(owner), generation: RwSignal::new(0) }
    }

    /// The room's connection, made if there is none.
    pub(crate) fn open(self, desk: Desk, id: RoomId, me: StaffId) -> RoomConnection {
        self.generation.track();
        let known = self.open.try_update_value(|open| {
            let at = open.iter().position(|room| room.id == id)?;
            let room = open.remove(at);
            // It was refused, for a reason that may be over: who could not follow the talk then may have it now.
            if has_ended(&room) {
                end(room);
                return None;
            }
            let connection = room.connection;
            open.push(room);
            Some(connection)
        });
        if let Some(Some(connection)) = known {
            return connection;
        }
        let owner = self.owner.with_value(Owner::child);
        let service = desk.requests.service();
        let connection =
            owner.with(|| untrack(|| RoomConnection::open(&service, id, Viewer::Staff(me), Access::Cookie)));
        owner.with(|| untrack(|| desk.follow_calls(connection)));
        self.open.update_value(|open| {
            open.push(Open { id, connection, owner });
            // Nobody is thrown out of a call by looking around.
            let idle = open.iter().position(|room| !untrack(|| desk.calls.holds(room.id)));
            if open.len() > MOST {
                end(open.remove(idle.unwrap_or_default()));
            }
        });
        connection
    }

    /// Whoever may enter the room has changed: a connection that was refused is made anew by who shows it.
    pub(crate) fn knock(self, id: RoomId) {
        let refused = self.open.with_value(|open| open.iter().any(|room| room.id == id && has_ended(room)));
        if refused {
            self.generation.update(|generation| *generation += 1);
        }
    }

    /// Closes all. Drafts and what was not sent stay in storage; a room that is on the screen opens anew.
    pub(crate) fn close_all(self) {
        let all = self.open.try_update_value(std::mem::take).unwrap_or_default();
        all.into_iter().for_each(end);
        self.generation.update(|generation| *generation += 1);
    }
}

fn has_ended(room: &Open) -> bool {
    matches!(room.connection.status.get_untracked(), Status::Ended(_))
}

fn end(room: Open) {
    room.connection.end();
    // What is on the screen may still read it in this turn of the browser.
    request_animation_frame(move || room.owner.cleanup());
}
