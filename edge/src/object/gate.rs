//! Events that go on together. A commit is a write to the disk that holds up every object of the process, and all that is
//! written between two turns of the runtime's event loop shares one.

use std::{
    cell::{Cell, RefCell},
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
    time::Duration,
};

use worker::Delay;

/// Opened once, for all who wait at it.
#[derive(Default)]
pub(super) struct Gate {
    open: Cell<bool>,
    wakers: RefCell<Vec<Waker>>,
}

impl Gate {
    /// Lets everybody through.
    pub(super) fn open(&self) {
        self.open.set(true);
        for waker in self.wakers.take() {
            waker.wake();
        }
    }

    /// Until it is open.
    pub(super) async fn wait(&self) {
        poll_fn(|context| {
            if self.open.get() {
                return Poll::Ready(());
            }
            self.wakers.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

/// Until the event loop has run all that was ready: whatever had arrived has had its say by then. A timer of no length does
/// that.
pub(super) async fn all_that_arrived() {
    Delay::from(Duration::ZERO).await;
}

/// Lets callers who arrive together go on together, one right after the other.
#[derive(Default)]
pub(super) struct Together {
    gate: RefCell<Option<Rc<Gate>>>,
}

impl Together {
    /// Until all who arrived meanwhile may go on.
    pub(super) async fn wait(&self) {
        let there = self.gate.borrow().clone();
        if let Some(gate) = there {
            gate.wait().await;
        } else {
            let gate = Rc::new(Gate::default());
            self.gate.replace(Some(gate.clone()));
            all_that_arrived().await;
            self.gate.replace(None);
            gate.open();
        }
    }
}
