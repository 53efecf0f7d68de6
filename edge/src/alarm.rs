//! The one alarm that the runtime gives an object.

use std::cell::RefCell;

use shared::value::Timestamp;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use worker::Storage;

#[wasm_bindgen]
extern "C" {
    type StorageExt;

    #[wasm_bindgen(method, catch, js_name = setAlarm)]
    fn set_alarm(this: &StorageExt, at_ms: f64) -> Result<JsValue, JsValue>;
}

/// The object's one alarm, shared by everything in it that waits. It is only ever moved to an earlier moment: one
/// that fires for nothing costs less than a write on every turn.
#[derive(Debug, Default)]
pub(crate) struct Alarm {
    at: RefCell<Option<Timestamp>>,
}

impl Alarm {
    /// Sees to it that the alarm fires at `earliest` or before. `earliest` must be the earliest of all that the object
    /// waits for, worked out from its storage: after a wake, what was set before is unknown and written over.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn wake_at(&self, storage: &Storage, earliest: Option<Timestamp>) -> worker::Result<()> {
        let Some(earliest) = earliest else { return Ok(()) };
        if self.at.borrow().is_some_and(|set| set <= earliest) {
            return Ok(());
        }
        set_alarm(storage, earliest)?;
        self.at.replace(Some(earliest));
        Ok(())
    }

    /// Whether it fires at `wish` or before, as far as is known.
    pub(crate) fn covers(&self, wish: Option<Timestamp>) -> bool {
        self.at.borrow().is_some_and(|set| wish.is_none_or(|wish| set <= wish))
    }

    /// Whether it is known when it fires. If not, [`Alarm::wake_at`] writes over what was set, and so must be told the
    /// earliest of all; if it is, a moment that is new is enough.
    pub(crate) fn is_known(&self) -> bool {
        self.at.borrow().is_some()
    }

    /// Call it first thing in the alarm handler, and then [`Alarm::wake_at`] last thing. Also after a turn that failed:
    /// what it set is rolled back.
    pub(crate) fn forget(&self) {
        self.at.replace(None);
    }
}

/// Sets the object's one alarm, as part of the turn that calls it: unlike `Storage::set_alarm` it awaits nothing, and a
/// turn that is rolled back takes its alarm with it. A moment that is past fires at once.
///
/// # Errors
/// That of the database.
fn set_alarm(storage: &Storage, at: Timestamp) -> worker::Result<()> {
    let raw: &StorageExt = storage.as_raw().unchecked_ref();
    #[expect(clippy::cast_precision_loss, reason = "milliseconds stay below 2^53 for 285,000 years")]
    raw.set_alarm(at.as_ms() as f64)?;
    Ok(())
}
