//! Frames that wait for the next turn, to share its commit.

use std::{cell::RefCell, rc::Rc};

use worker::{WebSocket, WebSocketIncomingMessage};

use crate::object::gate::Gate;

/// A frame with the socket that it came on.
pub(super) type Arrived = (WebSocket, WebSocketIncomingMessage);

/// The frames of the next turn.
#[derive(Default)]
pub(super) struct Waiting {
    batch: RefCell<Batch>,
}

#[derive(Default)]
struct Batch {
    frames: Vec<Arrived>,
    /// Opened by the turn. Every frame's call waits for that: should the turn break, each of them is told.
    taken: Rc<Gate>,
}

impl Waiting {
    /// Puts a frame at the end. None if it is the first one: then the caller sees to the turn. Else what to wait for.
    pub(super) fn push(&self, arrived: Arrived) -> Option<Rc<Gate>> {
        let mut batch = self.batch.borrow_mut();
        batch.frames.push(arrived);
        (batch.frames.len() > 1).then(|| batch.taken.clone())
    }

    /// All frames that wait, in the order in which they came, for a turn that is made now.
    pub(super) fn take(&self) -> (Vec<Arrived>, Rc<Gate>) {
        let Batch { frames, taken } = self.batch.take();
        (frames, taken)
    }
}
