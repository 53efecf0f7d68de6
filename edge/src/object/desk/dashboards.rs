//! The sockets of dashboards, and whose they are. Worked out anew after each wake from what is attached to the sockets.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use shared::{
    availability::{LEASE_MS, Sockets},
    id::{SessionId, StaffId},
    pace::Pace,
    value::Timestamp,
    wire::{DeskServerFrame, PROBE},
};
use wasm_bindgen::JsValue;
use worker::{State, WebSocket};

use super::call::Signed;
use crate::{
    error::EdgeError,
    object::socket::{self, attached},
};

/// Most dashboards of one person: more tabs and devices than anybody has open.
const MAX_EACH: usize = 20;

/// Going away: the client comes back, if it is still there.
const GOING_AWAY: u16 = 1001;

/// What is attached to a socket, as JSON. It outlives the code: a field may be added with a default.
#[derive(Serialize, Deserialize)]
struct Attachment {
    number: u32,
    staff: StaffId,
    session: SessionId,
    #[serde(default)]
    welcomed: bool,
    seen_ms: Timestamp,
    input_ms: Timestamp,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    watches: bool,
}

/// One socket.
pub(super) struct Dashboard {
    socket: WebSocket,
    pub(super) staff: StaffId,
    pub(super) session: SessionId,
    pub(super) welcomed: bool,
    /// The last frame. Pings aren't frames: the runtime counts those.
    seen: Timestamp,
    input: Timestamp,
    /// Whether it is told how it all stands.
    watches: bool,
    pub(super) pace: Pace,
}

/// Every open one, by its number.
pub(super) struct Dashboards {
    state: JsValue,
    open: BTreeMap<u32, Dashboard>,
}

impl Dashboards {
    /// From the sockets that outlived the object's sleep.
    pub(super) fn restore(state: &State) -> Self {
        let raw: &JsValue = state.as_raw().as_ref();
        let mut dashboards = Self { state: raw.clone(), open: BTreeMap::new() };
        for (socket, attachment) in socket::restored(state) {
            let Attachment { number, staff, session, welcomed, seen_ms: seen, input_ms: input, watches } = attachment;
            let pace = Pace::default();
            dashboards.open.insert(number, Dashboard { socket, staff, session, welcomed, seen, input, watches, pace });
        }
        dashboards
    }

    /// Takes a socket in, from which nothing is taken before its `hello`.
    ///
    /// # Errors
    /// `too_fast` if the person has too many.
    pub(super) fn accept(&mut self, now: Timestamp, socket: WebSocket, signed: Signed) -> Result<(), EdgeError> {
        let Signed { staff, session, role: _ } = signed;
        if self.open.values().filter(|dashboard| dashboard.staff == staff).count() >= MAX_EACH {
            return Err(EdgeError::too_fast("Your dashboard is open in too many places.", 60_000));
        }
        socket::accept(&self.state, &socket)?;
        let number = self.open.last_key_value().map_or(1, |(last, _)| last.saturating_add(1));
        let pace = Pace::default();
        let dashboard =
            Dashboard { socket, staff, session, welcomed: false, seen: now, input: now, watches: false, pace };
        self.open.insert(number, dashboard);
        self.attach(number)
    }

    fn attach(&self, number: u32) -> Result<(), EdgeError> {
        let Some(dashboard) = self.open.get(&number) else { return Ok(()) };
        let Dashboard { socket, staff, session, welcomed, seen, input, watches, pace: _ } = dashboard;
        let attachment = Attachment {
            number,
            staff: *staff,
            session: *session,
            welcomed: *welcomed,
            seen_ms: *seen,
            input_ms: *input,
            watches: *watches,
        };
        Ok(socket::attach(socket, &attachment)?)
    }

    /// The number of a socket; none if it was closed from here.
    pub(super) fn number(&self, socket: &WebSocket) -> Option<u32> {
        attached(socket).map(|Attachment { number, .. }| number).filter(|number| self.open.contains_key(number))
    }

    pub(super) fn get_mut(&mut self, number: u32) -> Option<&mut Dashboard> {
        self.open.get_mut(&number)
    }

    /// It was heard of; `input` says whether by the hand of a person.
    pub(super) fn note(&mut self, now: Timestamp, number: u32, input: bool) -> Result<(), EdgeError> {
        let Some(dashboard) = self.open.get_mut(&number) else { return Ok(()) };
        dashboard.seen = now;
        if input {
            dashboard.input = now;
        }
        self.attach(number)
    }

    /// From now on it is told what changes.
    pub(super) fn welcome(&mut self, number: u32) -> Result<(), EdgeError> {
        let Some(dashboard) = self.open.get_mut(&number) else { return Ok(()) };
        dashboard.welcomed = true;
        self.attach(number)
    }

    /// From now on it is told how it all stands, or no more.
    pub(super) fn watch(&mut self, number: u32, on: bool) -> Result<(), EdgeError> {
        let Some(dashboard) = self.open.get_mut(&number) else { return Ok(()) };
        dashboard.watches = on;
        self.attach(number)
    }

    /// Those that are, and whose they are.
    pub(super) fn watching(&self) -> impl Iterator<Item = (u32, StaffId)> {
        let those = self.open.iter().filter(|(_, dashboard)| dashboard.watches && dashboard.welcomed);
        those.map(|(number, dashboard)| (*number, dashboard.staff))
    }

    /// Tells one what is written already.
    pub(super) fn send_text(&self, number: u32, text: &str) {
        if let Some(dashboard) = self.open.get(&number) {
            let _ = dashboard.socket.send_with_str(text);
        }
    }

    /// What each person's dashboards know: for who has one that was welcomed.
    pub(super) fn signs(&self) -> BTreeMap<StaffId, Sockets> {
        let mut signs: BTreeMap<StaffId, Sockets> = BTreeMap::new();
        for dashboard in self.open.values().filter(|dashboard| dashboard.welcomed) {
            let sockets = signs.entry(dashboard.staff).or_default();
            sockets.last_sign = sockets.last_sign.max(Some(self.last_sign(dashboard)));
            sockets.last_input = sockets.last_input.max(Some(dashboard.input));
        }
        signs
    }

    fn last_sign(&self, dashboard: &Dashboard) -> Timestamp {
        let pinged = socket::pinged_at(&self.state, dashboard.socket.as_ref());
        pinged.map_or(dashboard.seen, |pinged| pinged.max(dashboard.seen))
    }

    /// Who is signed in on any.
    pub(super) fn sessions(&self) -> BTreeSet<SessionId> {
        self.open.values().map(|dashboard| dashboard.session).collect()
    }

    /// Who has one that was welcomed.
    pub(super) fn people(&self) -> BTreeSet<StaffId> {
        self.open.values().filter(|dashboard| dashboard.welcomed).map(|dashboard| dashboard.staff).collect()
    }

    /// Whether a person has one that was welcomed.
    pub(super) fn has(&self, staff: StaffId) -> bool {
        self.open.values().any(|dashboard| dashboard.staff == staff && dashboard.welcomed)
    }

    /// Tells those of `to` that were welcomed. May be lost: who comes back gets the whole picture.
    pub(super) fn tell(&self, to: impl Fn(StaffId) -> bool, frame: &DeskServerFrame) {
        let Ok(text) = serde_json::to_string(frame) else { return };
        self.tell_text(to, &text);
    }

    fn tell_text(&self, to: impl Fn(StaffId) -> bool, text: &str) {
        for dashboard in self.open.values().filter(|dashboard| dashboard.welcomed && to(dashboard.staff)) {
            let _ = dashboard.socket.send_with_str(text);
        }
    }

    /// Tells one.
    pub(super) fn send(&self, number: u32, frame: &DeskServerFrame) -> Result<(), EdgeError> {
        let Some(dashboard) = self.open.get(&number) else { return Ok(()) };
        let _ = dashboard.socket.send_with_str(serde_json::to_string(frame)?);
        Ok(())
    }

    /// Asks a person's dashboards whether they are still there.
    pub(super) fn probe(&self, staff: StaffId) {
        self.tell_text(|other| other == staff, PROBE);
    }

    /// Ends those that were silent for longer than a sign of life counts. One that is there after all comes back.
    pub(super) fn end_silent(&mut self, now: Timestamp) {
        let silent = |dashboard: &Dashboard| now.ms_since(self.last_sign(dashboard)) >= LEASE_MS;
        let silent: BTreeSet<u32> =
            self.open.iter().filter(|(_, dashboard)| silent(dashboard)).map(|(number, _)| *number).collect();
        for number in silent {
            self.end(number, GOING_AWAY, "silent");
        }
    }

    /// Ends those of a person, or of one session of theirs.
    pub(super) fn end_all(&mut self, which: impl Fn(StaffId, SessionId) -> bool, code: u16, reason: &str) {
        let which = |dashboard: &Dashboard| which(dashboard.staff, dashboard.session);
        let ending: Vec<u32> =
            self.open.iter().filter(|(_, dashboard)| which(dashboard)).map(|(number, _)| *number).collect();
        for number in ending {
            self.end(number, code, reason);
        }
    }

    /// Ends one. The reason is for people who look into their browser's tools.
    pub(super) fn end(&mut self, number: u32, code: u16, reason: &str) {
        if let Some(dashboard) = self.open.remove(&number) {
            socket::end(&dashboard.socket, code, reason);
        }
    }

    /// A socket has ended; whose, if it was the person's last.
    pub(super) fn leave(&mut self, socket: &WebSocket) -> Option<StaffId> {
        let left = self.number(socket).and_then(|number| self.open.remove(&number))?;
        (left.welcomed && !self.has(left.staff)).then_some(left.staff)
    }
}
