//! Who is seated in a room, on which socket. Worked out anew after each wake from what is attached to the sockets.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shared::{
    call::{CallRules, is_there},
    card::{Side, StaffCard},
    id::{PeerId, SessionId, StaffId},
    owed::Seat,
    pace::Pace,
    room::Speaker,
    value::Timestamp,
    wire::{CallClientFrame, close},
};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use worker::{State, WebSocket};

use super::{calls::act_of, plan::Ask};
use crate::object::socket::{accept, attached, pinged_at, restored};

#[wasm_bindgen(module = "/src/object/room/sockets.js")]
extern "C" {
    type Sockets;

    #[wasm_bindgen(constructor)]
    fn new() -> Sockets;
    #[wasm_bindgen(method)]
    fn add(this: &Sockets, socket: &JsValue, number: u32);
    #[wasm_bindgen(method)]
    fn number(this: &Sockets, socket: &JsValue) -> u32;
    #[wasm_bindgen(method)]
    fn socket(this: &Sockets, number: u32) -> JsValue;
    #[wasm_bindgen(method)]
    fn welcome(this: &Sockets, number: u32);
    #[wasm_bindgen(method)]
    fn remove(this: &Sockets, number: u32);
    #[wasm_bindgen(method)]
    fn tell(this: &Sockets, text: &str);
    #[wasm_bindgen(method)]
    fn send(this: &Sockets, number: u32, text: &str);
    #[wasm_bindgen(method, catch)]
    fn attach(this: &Sockets, number: u32, attachment: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn close(this: &Sockets, number: u32, code: u16, reason: &str);
}

/// Most sockets of one visitor or one member of staff in one room: more tabs than anybody has open.
const MAX_SOCKETS_EACH: usize = 20;

/// Known by its place in this room's list of sockets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(u32);

impl Place {
    /// Of who has no socket: what is sent there goes nowhere.
    pub(super) const NOWHERE: Self = Self(0);
}

/// What is attached to a socket, as JSON. It outlives the code: a field may be added with a default.
#[derive(Serialize, Deserialize)]
struct Attachment {
    seat: Seat,
    /// Whether it was welcomed.
    #[serde(default)]
    welcomed: bool,
    /// Whether the page is hidden, as it said.
    #[serde(default)]
    looks_away: bool,
    /// Which browser of the room's call it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    peer: Option<PeerId>,
    /// When it was heard of last, as far as that was noted here: pings are counted by the runtime.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    heard_ms: Option<Timestamp>,
}

/// One socket with who sits there.
pub(super) struct Seated {
    pub(super) seat: Seat,
    pub(super) welcomed: bool,
    looks_away: bool,
    /// Which browser of the room's call it is.
    pub(super) peer: Option<PeerId>,
    /// When it came, or sent its last frame; none if that was before this was noted.
    heard: Option<Timestamp>,
}

/// Who speaks from a seat.
pub(super) fn speaker_of(seat: &Seat) -> Speaker {
    match seat {
        Seat::Visitor { .. } => Speaker::Visitor,
        Seat::Staff { card, reads_only: true, .. } | Seat::Recorder { card } => Speaker::Reader(card.clone()),
        Seat::Staff { card, looks_on: true, .. } => Speaker::Onlooker(card.clone()),
        Seat::Staff { card, .. } => Speaker::Staff(card.clone()),
        Seat::Elsewhere { card } => Speaker::Elsewhere(card.clone()),
    }
}

/// What may be done in calls by who has this seat.
pub(super) fn rules_of(seat: &Seat) -> CallRules {
    match seat {
        Seat::Visitor { calls, .. } | Seat::Staff { calls, .. } => *calls,
        Seat::Recorder { .. } | Seat::Elsewhere { .. } => CallRules::NONE,
    }
}

impl Seated {
    pub(super) fn speaker(&self) -> Speaker {
        speaker_of(&self.seat)
    }

    /// What a frame about a call asks of the room from here.
    pub(super) fn act(&self, place: Place, frame: &CallClientFrame) -> Option<Ask> {
        let act = act_of(frame, self.peer)?;
        Some(Ask::Call(place, self.speaker(), rules_of(&self.seat), act))
    }

    pub(super) fn side(&self) -> Side {
        match &self.seat {
            Seat::Visitor { .. } => Side::Visitor,
            Seat::Staff { .. } | Seat::Recorder { .. } | Seat::Elsewhere { .. } => Side::Staff,
        }
    }

    pub(super) fn staff(&self) -> Option<StaffId> {
        staff_of(&self.seat)
    }

    fn until(&self) -> Option<Timestamp> {
        match &self.seat {
            Seat::Visitor { .. } | Seat::Recorder { .. } | Seat::Elsewhere { .. } => None,
            Seat::Staff { until_ms, .. } => Some(*until_ms),
        }
    }

    fn is_of(&self, staff: StaffId, session: Option<SessionId>) -> bool {
        match &self.seat {
            Seat::Visitor { .. } | Seat::Recorder { .. } | Seat::Elsewhere { .. } => false,
            Seat::Staff { card, session: its, .. } => card.id == staff && session.is_none_or(|session| session == *its),
        }
    }
}

/// Which member of staff; none is the visitor.
fn staff_of(seat: &Seat) -> Option<StaffId> {
    match seat {
        Seat::Visitor { .. } => None,
        Seat::Staff { card, .. } | Seat::Recorder { card } | Seat::Elsewhere { card } => Some(card.id),
    }
}

/// Everybody who is seated.
pub(super) struct Seats {
    state: JsValue,
    sockets: Sockets,
    seated: BTreeMap<u32, Seated>,
    /// What the visitor, and each member of staff, has sent lately: also of those who left, or coming back would help.
    paces: BTreeMap<Option<StaffId>, Pace>,
    next: u32,
    /// Those of whom the staff was told that they look on.
    lookers: Vec<StaffId>,
    /// When the first seat runs out; before that there is nothing to look through.
    first_end: Option<Timestamp>,
}

impl Seats {
    /// From the sockets that outlived the object's sleep.
    pub(super) fn restore(state: &State) -> Self {
        let raw: &JsValue = state.as_raw().as_ref();
        let mut seats = Self {
            state: raw.clone(),
            sockets: Sockets::new(),
            seated: BTreeMap::new(),
            paces: BTreeMap::new(),
            lookers: Vec::new(),
            next: 1,
            first_end: None,
        };
        for (socket, Attachment { seat, welcomed, looks_away, peer, heard_ms: heard }) in restored(state) {
            seats.insert(&socket, Seated { seat, welcomed, looks_away, peer, heard });
        }
        seats.lookers = seats.lookers().iter().map(|card| card.id).collect();
        seats
    }

    /// Whether one more socket of the same person fits in.
    pub(super) fn has_room_for(&self, seat: &Seat) -> bool {
        self.seated.values().filter(|seated| staff_of(&seated.seat) == staff_of(seat)).count() < MAX_SOCKETS_EACH
    }

    /// How fast somebody has been lately.
    pub(super) fn pace(&mut self, seat: &Seat) -> &mut Pace {
        self.paces.entry(staff_of(seat)).or_default()
    }

    /// The same for who sits there.
    pub(super) fn pace_at(&mut self, place: Place) -> Option<&mut Pace> {
        let staff = self.get(place)?.staff();
        Some(self.paces.entry(staff).or_default())
    }

    /// Seats somebody on a new socket, from which nothing is taken before its `hello`.
    pub(super) fn seat(&mut self, now: Timestamp, socket: &WebSocket, seat: Seat) -> worker::Result<()> {
        accept(&self.state, socket)?;
        let seated = Seated { seat, welcomed: false, looks_away: false, peer: None, heard: Some(now) };
        let place = self.insert(socket, seated);
        self.attach(place)
    }

    fn insert(&mut self, socket: &WebSocket, seated: Seated) -> Place {
        let number = self.next;
        self.next = self.next.saturating_add(1);
        self.sockets.add(socket.as_ref(), number);
        if seated.welcomed {
            self.sockets.welcome(number);
        }
        self.first_end = self.first_end.into_iter().chain(seated.until()).min();
        self.seated.insert(number, seated);
        Place(number)
    }

    fn attach(&self, Place(number): Place) -> worker::Result<()> {
        let Some(seated) = self.seated.get(&number) else { return Ok(()) };
        let Seated { seat, welcomed, looks_away, peer, heard } = seated;
        let attachment = Attachment {
            seat: seat.clone(),
            welcomed: *welcomed,
            looks_away: *looks_away,
            peer: *peer,
            heard_ms: *heard,
        };
        self.sockets.attach(number, &serde_json::to_string(&attachment)?)?;
        Ok(())
    }

    /// Whose socket it is; none if it was closed from here.
    pub(super) fn place(&self, socket: &WebSocket) -> Option<Place> {
        let number = self.sockets.number(socket.as_ref());
        self.seated.contains_key(&number).then_some(Place(number))
    }

    pub(super) fn get(&self, place: Place) -> Option<&Seated> {
        self.seated.get(&place.0)
    }

    /// This socket is that browser of the call from now on, and no other one is.
    pub(super) fn bind(&mut self, place: Place, peer: PeerId) -> worker::Result<()> {
        let others: Vec<u32> =
            self.seated.iter().filter(|(_, seated)| seated.peer == Some(peer)).map(|(at, _)| *at).collect();
        for number in others.into_iter().chain([place.0]) {
            if let Some(seated) = self.seated.get_mut(&number) {
                seated.peer = (number == place.0).then_some(peer);
                self.attach(Place(number))?;
            }
        }
        Ok(())
    }

    /// The socket of a browser of the call.
    pub(super) fn place_of(&self, peer: PeerId) -> Option<Place> {
        let mut seated = self.seated.iter();
        seated.find(|(_, seated)| seated.welcomed && seated.peer == Some(peer)).map(|(number, _)| Place(*number))
    }

    /// It has sent a frame.
    pub(super) fn hear(&mut self, now: Timestamp, place: Place) {
        if let Some(seated) = self.seated.get_mut(&place.0) {
            seated.heard = Some(now);
        }
    }

    /// The browsers of the call that have a socket on which something was heard lately: that of a machine that is off may stay
    /// open for many minutes.
    pub(super) fn peers(&self, now: Timestamp) -> Vec<PeerId> {
        let in_call = self.seated.iter().filter_map(|(number, seated)| Some((number, seated, seated.peer?)));
        let is_there = |(number, seated, peer): (&u32, &Seated, PeerId)| {
            let pinged = pinged_at(&self.state, &self.sockets.socket(*number));
            is_there(now, seated.heard.max(pinged)).then_some(peer)
        };
        in_call.filter_map(is_there).collect()
    }

    /// From now on this socket is shown what is new.
    pub(super) fn welcome(&mut self, place: Place) -> worker::Result<()> {
        let Some(seated) = self.seated.get_mut(&place.0) else { return Ok(()) };
        if seated.welcomed {
            return Ok(());
        }
        seated.welcomed = true;
        self.sockets.welcome(place.0);
        self.attach(place)
    }

    /// Who looks on, if those whom they look at are to know.
    pub(super) fn lookers(&self) -> Vec<StaffCard> {
        let shown = self.seated.values().filter(|seated| seated.welcomed).filter_map(|seated| match &seated.seat {
            Seat::Staff { card, looks_on: true, shown: true, .. } => Some((card.id, card.clone())),
            Seat::Visitor { .. } | Seat::Staff { .. } | Seat::Recorder { .. } | Seat::Elsewhere { .. } => None,
        });
        shown.collect::<BTreeMap<_, _>>().into_values().collect()
    }

    /// Notes that somebody was told of whose socket has ended: also of one that ended while the object slept.
    pub(super) fn note_left(&mut self, socket: &WebSocket) {
        if let Some(Attachment { seat: Seat::Staff { card, shown: true, .. }, .. }) = attached(socket)
            && !self.lookers.contains(&card.id)
        {
            self.lookers.push(card.id);
        }
    }

    /// The same, if it isn't who was told last.
    pub(super) fn new_lookers(&mut self) -> Option<Vec<StaffCard>> {
        let lookers = self.lookers();
        let ids: Vec<StaffId> = lookers.iter().map(|card| card.id).collect();
        (std::mem::replace(&mut self.lookers, ids.clone()) != ids).then_some(lookers)
    }

    /// Whether a page of the visitor's is in front of them.
    pub(super) fn visitor_looks(&self) -> bool {
        self.seated.values().any(|seated| seated.welcomed && !seated.looks_away && seated.side() == Side::Visitor)
    }

    /// The page behind this socket is in front of its reader from now on, or isn't.
    pub(super) fn look(&mut self, place: Place, looking: bool) -> worker::Result<()> {
        let Some(seated) = self.seated.get_mut(&place.0).filter(|seated| seated.looks_away == looking) else {
            return Ok(());
        };
        seated.looks_away = !looking;
        self.attach(place)
    }

    /// Shows a frame to everybody who was welcomed.
    pub(super) fn tell(&self, frame: &str) {
        self.sockets.tell(frame);
    }

    /// Shows a frame to one side.
    pub(super) fn tell_side(&self, side: Side, frame: &str) {
        for (number, seated) in &self.seated {
            if seated.welcomed && seated.side() == side {
                self.sockets.send(*number, frame);
            }
        }
    }

    /// Shows a frame to these of the staff.
    pub(super) fn tell_staff(&self, which: impl Fn(StaffId) -> bool, frame: &str) {
        for (number, seated) in &self.seated {
            if seated.welcomed && seated.staff().is_some_and(&which) {
                self.sockets.send(*number, frame);
            }
        }
    }

    /// Shows a frame to one socket.
    pub(super) fn send(&self, place: Place, frame: &str) {
        self.sockets.send(place.0, frame);
    }

    /// Ends a socket. The reason is for people who look into their browser's tools.
    pub(super) fn close(&mut self, place: Place, code: u16, reason: &str) {
        self.sockets.close(place.0, code, reason);
        self.seated.remove(&place.0);
    }

    /// A socket has ended.
    pub(super) fn leave(&mut self, place: Place) {
        self.sockets.remove(place.0);
        self.seated.remove(&place.0);
    }

    /// Ends the sockets of a member of staff, or of one of their sessions.
    pub(super) fn unseat(&mut self, staff: StaffId, session: Option<SessionId>) {
        self.close_all(close::UNAUTHENTICATED, "signed out", |seated| seated.is_of(staff, session));
    }

    /// Ends every socket: there is no such room any more.
    pub(super) fn end_all(&mut self) {
        self.close_all(close::NOT_FOUND, "gone", |_| true);
    }

    /// Ends the sockets of these people, who come back for other seats.
    pub(super) fn call_back(&mut self, staff: &[StaffId]) {
        let moved = |seated: &Seated| seated.staff().is_some_and(|its| staff.contains(&its));
        self.close_all(close::SEAT_ENDED, "come back", moved);
    }

    /// Ends the seats that have run out: before anything is shown to them.
    pub(super) fn end_old(&mut self, now: Timestamp) {
        if self.first_end.is_some_and(|end| end <= now) {
            let over = |seated: &Seated| seated.until().is_some_and(|until| until <= now);
            self.close_all(close::SEAT_ENDED, "come back", over);
            self.first_end = self.seated.values().filter_map(Seated::until).min();
        }
    }

    fn close_all(&mut self, code: u16, reason: &str, which: impl Fn(&Seated) -> bool) {
        let sockets = &self.sockets;
        self.seated.retain(|number, seated| {
            let ends = which(seated);
            if ends {
                sockets.close(*number, code, reason);
            }
            !ends
        });
    }
}
