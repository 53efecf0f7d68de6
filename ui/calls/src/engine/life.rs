//! How a call begins and ends for this browser: what is heard, what is asked for, and what is let go.

use gloo_timers::callback::Interval;
use leptos::prelude::{GetUntracked, Set, Update, WithUntracked};
use ui::{calls::CallState, clock, task::spawn};
use wasm_bindgen::JsValue;

use super::{Engine, LOOK_MS, Levels, Own};
use crate::{
    browser::{Meter, tone, uptime_ms},
    core::{
        seat::{Doing, Seat, Stage},
        servers::Chance,
    },
    tab,
};

impl Engine {
    /// What is heard while nobody speaks yet, and when nobody speaks any more.
    pub(super) fn sound(&self, stage: Stage) {
        let now = clock::now();
        let left_ms = {
            let mut bell = self.bell.borrow_mut();
            bell.ring(self.seat.with_untracked(Seat::ring), now);
            bell.left_ms(now)
        };
        let was_busy = matches!(self.told.get(), CallState::Calling | CallState::Ongoing);
        let wanted = match stage {
            Stage::Rings { .. } | Stage::Calling if left_ms == Some(0) => None,
            // Staff are rung by their dashboard (`edge/dashboard/src/alert.rs`), with the tone and as loud as they chose.
            Stage::Rings { .. } if self.start.with_untracked(|start| start.visitor) => Some("ring"),
            Stage::Calling => Some("ringback"),
            Stage::Over if was_busy => Some("end"),
            Stage::Rings { .. } | Stage::Quiet | Stage::Ongoing | Stage::Elsewhere | Stage::Others | Stage::Over => {
                None
            }
        };
        match left_ms.and_then(|left| u32::try_from(left).ok()) {
            Some(left @ 1..) => {
                let this = self.clone();
                self.after("bell", left, move || this.sound(this.seat.with_untracked(Seat::stage)));
            }
            Some(0) | None => self.forget("bell"),
        }
        let known = self.tone.borrow().as_ref().map(|(name, _)| *name);
        if known == wanted || (known == Some("end") && wanted.is_none() && stage == Stage::Over) {
            return;
        }
        if let Some((_, end)) = self.tone.take() {
            let _ = end.call0(&JsValue::UNDEFINED);
        }
        self.tone.replace(wanted.map(|name| (name, tone(name))));
    }

    /// A call begins: the servers are asked for, and time goes by.
    pub(super) fn begin(&self) {
        if self.pulse.borrow().is_some() {
            return;
        }
        let this = self.clone();
        self.pulse.replace(Some(Interval::new(LOOK_MS, move || this.look())));
        self.servers.borrow_mut().begin(uptime_ms());
        self.ask_for_servers();
    }

    /// Makes the connections, if that may be by now; says so if nobody can tell.
    pub(super) fn connect(&self) {
        let chance = self.servers.borrow().chance(uptime_ms());
        if self.chance.replace(chance) != chance {
            self.own.update(|own| own.unreachable = chance == Chance::Unreachable);
            self.mesh();
        }
    }

    fn ask_for_servers(&self) {
        let this = self.clone();
        spawn(async move {
            let (relay_only, wait) = this.ice.fetch().await;
            if this.pulse.borrow().is_none() {
                return;
            }
            if let Some(relay_only) = relay_only {
                this.servers.borrow_mut().answer(relay_only);
                let configuration = this.ice.configuration();
                for link in this.links.borrow().values() {
                    link.configure(&configuration);
                    link.recover();
                }
                this.connect();
            }
            let again = this.clone();
            this.after("servers", wait, move || again.ask_for_servers());
        });
    }

    /// It is over: nothing is sent, shown or recorded any more.
    pub(super) fn finish(&self) {
        if self.pulse.take().is_none() {
            return;
        }
        tab::forget();
        self.servers.borrow_mut().end();
        self.chance.set(Chance::Waits);
        self.forget("servers");
        self.tracks.end();
        self.meter.take().inspect(Meter::end);
        self.own.set(Own::default());
        self.notes.borrow_mut().clear();
        self.early.borrow_mut().clear();
        self.levels.set(Levels::new());
        self.picture.update(|number| *number += 1);
    }

    pub(super) fn after(&self, name: &'static str, ms: u32, what: impl FnOnce() + 'static) {
        self.forget(name);
        self.timers.borrow_mut().push((name, clock::after(ms, what)));
    }

    pub(super) fn forget(&self, name: &'static str) {
        self.timers.borrow_mut().retain(|(known, _)| *known != name);
    }

    /// Ends everything: the page draws it no more.
    pub(crate) fn unmount(&self) {
        self.over.set(true);
        let mut seat = self.seat.get_untracked();
        let leave = seat.leave(clock::now());
        for doing in leave {
            if let Doing::Send(frame) = doing {
                self.send(&frame);
            }
        }
        self.seat.set(seat);
        if let Some((_, end)) = self.tone.take() {
            let _ = end.call0(&JsValue::UNDEFINED);
        }
        self.finish();
        self.mesh();
        self.follow_recording();
        self.timers.borrow_mut().clear();
        for end in self.ends.take() {
            let _ = end.call0(&JsValue::UNDEFINED);
        }
    }
}
