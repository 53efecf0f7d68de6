//! What the Desk tells the service's Index: of each enquiry that changed, how it is now. It gathers for a moment and goes out
//! in batches, so that answering and passing on wait for nothing; what the Desk dies with, the next alarm tells.

use std::{cell::Cell, rc::Rc, time::Duration};

use shared::{
    id::EnquiryId,
    owed::Forgotten,
    value::{ServiceSlug, Timestamp},
};
use worker::{Delay, SqlStorage, State, Storage};

use crate::{
    alarm::Alarm,
    clock,
    error::EdgeError,
    owed::{Outbox, Target},
    store::desk::listing as store,
    turn::atomically,
};

/// How long changes gather: an answer is three of them.
const GATHER: Duration = Duration::from_millis(200);

/// When the alarm looks after what nobody told.
const LOOK_AFTER_MS: i64 = 5_000;

/// See the module.
pub(super) struct Listing {
    storage: Storage,
    sql: SqlStorage,
    outbox: Rc<Outbox>,
    alarm: Rc<Alarm>,
    /// Whether it is being told. Lost with the object, as it should be.
    busy: Cell<bool>,
}

impl Listing {
    pub(super) fn new(storage: Storage, outbox: Rc<Outbox>, alarm: Rc<Alarm>) -> Rc<Self> {
        Rc::new(Self { sql: storage.sql(), storage, outbox, alarm, busy: Cell::default() })
    }

    /// When the alarm has to call [`Listing::send`] again, if at all.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn next_at(&self) -> Result<Option<Timestamp>, EdgeError> {
        let owed = store::is_owed(&self.sql).map_err(EdgeError::Storage)?;
        Ok(owed.then(|| clock::now().plus_ms(LOOK_AFTER_MS)))
    }

    /// Whether there is something to tell that nobody tells yet.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn waits(&self) -> Result<bool, EdgeError> {
        Ok(!self.busy.get() && store::is_owed(&self.sql).map_err(EdgeError::Storage)?)
    }

    /// Tells it soon, without keeping the caller waiting.
    pub(super) fn send(self: &Rc<Self>, state: &State, service: &ServiceSlug) {
        if !self.busy.replace(true) {
            state.wait_until(self.clone().tell(Target::Index(service.clone())));
        }
    }

    async fn tell(self: Rc<Self>, index: Target) {
        let busy = Busy(self.clone());
        Delay::from(GATHER).await;
        loop {
            match self.owe(&index) {
                Ok(true) => self.outbox.settle(&index).await,
                Ok(false) => break,
                Err(error) => {
                    error.log("What the Index is to be told could not be read");
                    break;
                }
            }
            // It can't be reached: the outbox goes on, and the alarm with the rest.
            if !matches!(self.outbox.attempts(&index), Ok(None)) {
                break;
            }
        }
        drop(busy);
        let next = self.next_at().and_then(|at| self.alarm.wake_at(&self.storage, at).map_err(EdgeError::Storage));
        if let Err(error) = next {
            error.log("An alarm for the Index could not be set");
        }
    }

    /// Owes it the next batch; whether there was one.
    fn owe(&self, index: &Target) -> Result<bool, EdgeError> {
        let owed = atomically(&self.storage, || {
            let listed = store::take(&self.sql)?;
            if !listed.is_empty() {
                self.outbox.owe(clock::now(), index, "/internal/listed", &listed)?;
            }
            Ok::<_, worker::Error>(!listed.is_empty() || store::is_owed(&self.sql)?)
        });
        owed.map_err(EdgeError::Storage)
    }

    /// Sees to it that nothing of these enquiries is found any more. Within the turn that erases them; send what is owed
    /// after it.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn forget(&self, now: Timestamp, service: &ServiceSlug, enquiries: &[EnquiryId]) -> worker::Result<()> {
        store::forget(&self.sql, enquiries)?;
        let forgotten = Forgotten { enquiries: enquiries.to_vec() };
        self.outbox.owe(now, &Target::Index(service.clone()), "/internal/forget", &forgotten)
    }
}

/// That it is being told; over however that ends.
struct Busy(Rc<Listing>);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.busy.set(false);
    }
}
