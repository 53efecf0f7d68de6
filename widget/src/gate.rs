//! Something that many wait for and that happens once.

use std::{
    cell::{Cell, RefCell},
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

/// Closed until it is opened, then open for ever. Clones are the same gate.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gate(Rc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    is_open: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
}

impl Gate {
    /// Lets everybody through.
    pub(crate) fn open(&self) {
        self.0.is_open.set(true);
        // Taken out first: who is woken may come back here at once.
        let waiting = self.0.waiting.take();
        waiting.into_iter().for_each(Waker::wake);
    }

    /// Waits until it is open.
    pub(crate) async fn passed(&self) {
        poll_fn(|context| {
            if self.0.is_open.get() {
                return Poll::Ready(());
            }
            self.0.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}
