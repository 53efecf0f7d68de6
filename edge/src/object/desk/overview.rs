//! Tells dashboards that watch how it all stands: what has changed, at most once in a while, however much happens meanwhile.
//! Who watches is attached to the socket; what each was told last is not kept over the object's sleep, for the whole
//! picture is told then.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
    time::Duration,
};

use shared::{
    api::ErrorCode,
    card::Role,
    overview::{Overview, TOLD_EVERY_MS},
};
use worker::{Delay, State};

use super::{Desk, dashboards::Dashboards, memory::Memory};
use crate::{error::EdgeError, store::desk::availability};

/// What is needed to tell them.
pub(super) struct Watching {
    memory: Rc<Memory>,
    dashboards: Rc<RefCell<Option<Dashboards>>>,
    /// What each was told last, by its number.
    told: RefCell<BTreeMap<u32, Overview>>,
    /// Whether they are about to be told.
    soon: Cell<bool>,
}

impl Watching {
    pub(super) fn new(memory: &Rc<Memory>, dashboards: &Rc<RefCell<Option<Dashboards>>>) -> Rc<Self> {
        let (memory, dashboards) = (memory.clone(), dashboards.clone());
        Rc::new(Self { memory, dashboards, told: RefCell::default(), soon: Cell::default() })
    }

    /// Tells them after a moment, together with whatever happens until then.
    pub(super) fn tell_soon(self: Rc<Self>, state: &State) {
        if self.soon.replace(true) {
            return;
        }
        state.wait_until(async move {
            Delay::from(Duration::from_millis(TOLD_EVERY_MS.unsigned_abs())).await;
            self.soon.set(false);
            if let Err(error) = self.tell() {
                error.log("An overview");
            }
        });
    }

    /// Tells everybody who watches what is new to them.
    ///
    /// # Errors
    /// That of the database.
    fn tell(&self) -> Result<(), EdgeError> {
        let dashboards = self.dashboards.borrow();
        let Some(dashboards) = dashboards.as_ref() else { return Ok(()) };
        let mut told = self.told.borrow_mut();
        let watching: BTreeMap<u32, _> = dashboards.watching().collect();
        told.retain(|number, _| watching.contains_key(number));
        if watching.is_empty() {
            return Ok(());
        }
        let since = availability::since(&self.memory.sql).map_err(EdgeError::Storage)?;
        for (number, staff) in watching {
            let supervises = |known: &super::Known| {
                let member = known.rules.directory().staff.get(&staff);
                member.is_some_and(|member| member.role >= Role::Supervisor)
            };
            let seen =
                self.memory.look(|known| supervises(known).then(|| Overview::of(&known.rules, staff, &since)))?;
            let Some(now) = seen else { continue };
            if let Some(frame) = now.news(told.get(&number)) {
                dashboards.send_text(number, &serde_json::to_string(&frame)?);
                told.insert(number, now);
            }
        }
        Ok(())
    }
}

/// A dashboard wants to be told, from now on or no more.
///
/// # Errors
/// `forbidden` for who doesn't supervise.
pub(super) fn watch(desk: &Desk, number: u32, role: Role, on: bool) -> Result<(), EdgeError> {
    if role < Role::Supervisor {
        return Err(EdgeError::refused(ErrorCode::Forbidden, "Only supervisors see how it all stands."));
    }
    desk.dashboards(|dashboards| dashboards.watch(number, on))?;
    // All of it anew, also for one that watched before and has forgotten.
    desk.overview.told.borrow_mut().remove(&number);
    if on { desk.overview.tell() } else { Ok(()) }
}
