//! Frames that wait for the next turn. A commit is a write to the disk that holds up every room of the process, and
//! whatever arrived while the event loop was busy can share one.

use std::{
    cell::{Cell, RefCell},
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

use worker::{WebSocket, WebSocketIncomingMessage};

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
    taken: Rc<Taken>,
}

/// Whether a batch had its turn. Every frame's call waits for that: should the turn break, each of them is told.
#[derive(Default)]
pub(super) struct Taken {
    yes: Cell<bool>,
    wakers: RefCell<Vec<Waker>>,
}

impl Waiting {
    /// Puts a frame at the end. None if it is the first one: then the caller sees to the turn. Else what to wait for.
    pub(super) fn push(&self, arrived: Arrived) -> Option<Rc<Taken>> {
        let mut batch = self.batch.borrow_mut();
        batch.frames.push(arrived);
        (batch.frames.len() > 1).then(|| batch.taken.clone())
    }

    /// All frames that wait, in the order in which they came, for a turn that is made now.
    pub(super) fn take(&self) -> (Vec<Arrived>, Rc<Taken>) {
        let Batch { frames, taken } = self.batch.take();
        (frames, taken)
    }
}

impl Taken {
    /// The turn is over.
    pub(super) fn done(&self) {
        self.yes.set(true);
        for waker in self.wakers.take() {
            waker.wake();
        }
    }

    /// Until the turn is over.
    pub(super) async fn wait(&self) {
        poll_fn(|context| {
            if self.yes.get() {
                return Poll::Ready(());
            }
            self.wakers.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}
