//! Runs the calls of one room: hears the room and the person, and does what [`crate::core`] decides.

pub(crate) mod ice;
mod life;
pub(crate) mod link;
mod media;
pub(crate) mod mesh;
pub(crate) mod own;
pub(crate) mod recording;

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use gloo_timers::callback::Interval;
use js_sys::Function;
use leptos::prelude::{ArcRwSignal, GetUntracked, Set, Update, WithUntracked};
use shared::{
    call::RecordStep,
    id::{CallId, PeerId},
    value::Timestamp,
    wire::{CallClientFrame, CallServerFrame},
};
use ui::{
    calls::{CallStart, CallState, CallWish},
    clock::{self, Timer},
    read::from_text,
    write::to_text,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use self::{
    ice::Ice,
    link::Link,
    mesh::Other,
    own::{Chosen, Device, Tracks},
    recording::Recording,
};
use crate::{
    browser::{Meter, Mixer, on_devices, recover},
    core::{
        bell::Bell,
        memory::Memory,
        seat::{Doing, Me, Seat},
        servers::{Chance, Servers},
        signal::{Notes, Signal},
        trouble::Trouble,
    },
    tab,
};

/// How often it is looked how loud everybody is.
const LOOK_MS: u32 = 100;
/// How often the connections are looked after, and counted. By a clock: browsers wake pages that nobody sees less often.
const TICK_MS: f64 = 1_000.0;
const COUNT_MS: f64 = 2_000.0;
/// How long a call that was known waits to be shown again, after the room's connection came back.
const STALE_MS: u32 = 1_500;

/// What this person does with what they send, and what is in the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Own {
    pub(crate) notes: Notes,
    /// The browser asks whether it may.
    pub(crate) asks: bool,
    pub(crate) trouble: Option<Trouble>,
    /// The browser plays nothing before something is pressed.
    pub(crate) blocked: bool,
    /// Nobody says by which servers the others are found.
    pub(crate) unreachable: bool,
}

/// How loud it is, of 1, by peer; `None` is this person.
pub(crate) type Levels = BTreeMap<Option<PeerId>, f64>;

/// See the module. A handle to be copied around.
#[derive(Clone)]
pub(crate) struct Engine(Rc<Inner>);

pub(crate) struct Inner {
    pub(crate) start: ArcRwSignal<CallStart>,
    pub(crate) seat: ArcRwSignal<Seat>,
    pub(crate) own: ArcRwSignal<Own>,
    pub(crate) others: ArcRwSignal<BTreeMap<PeerId, Other>>,
    pub(crate) levels: ArcRwSignal<Levels>,
    pub(crate) devices: ArcRwSignal<Vec<Device>>,
    pub(crate) chosen: ArcRwSignal<Chosen>,
    pub(crate) now: ArcRwSignal<Timestamp>,
    /// Changes whenever what this person shows is another track.
    pub(crate) picture: ArcRwSignal<u32>,
    tell: Function,
    keep: Function,
    ice: Ice,
    tracks: Tracks,
    links: RefCell<BTreeMap<PeerId, Link>>,
    notes: RefCell<BTreeMap<PeerId, Notes>>,
    /// What others said before the connection with them could be made.
    early: RefCell<Vec<(PeerId, Signal)>>,
    mixer: RefCell<Option<Mixer>>,
    meter: RefCell<Option<Meter>>,
    recording: RefCell<Option<Recording>>,
    servers: RefCell<Servers>,
    /// Whether connections may be made, as it was looked last.
    chance: Cell<Chance>,
    told: Cell<CallState>,
    bell: RefCell<Bell>,
    tone: RefCell<Option<(&'static str, Function)>>,
    pulse: RefCell<Option<Interval>>,
    /// When the connections were looked after last, and counted.
    ticked: Cell<f64>,
    counted: Cell<f64>,
    timers: RefCell<Vec<(&'static str, Timer)>>,
    ends: RefCell<Vec<Function>>,
    over: Cell<bool>,
}

impl std::ops::Deref for Engine {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Engine {
    /// Begins to look after the calls of a room.
    pub(crate) fn new(start: CallStart, access: Function, tell: Function, keep: Function) -> Self {
        let me = Me { peer: tab::peer(), staff: start.me };
        let was_in = tab::find().filter(|memory| memory.room == start.room);
        let ice = Ice::new(&start.service, start.room, start.visitor, access);
        let (room, whose) = (start.room.to_string(), whose(&start));
        let engine = Self(Rc::new(Inner {
            seat: ArcRwSignal::new(Seat::new(me, was_in.map(|memory| (memory.call, memory.listens)))),
            start: ArcRwSignal::new(start),
            own: ArcRwSignal::new(Own::default()),
            others: ArcRwSignal::default(),
            levels: ArcRwSignal::default(),
            devices: ArcRwSignal::default(),
            chosen: ArcRwSignal::new(Chosen::known()),
            now: ArcRwSignal::new(clock::now()),
            picture: ArcRwSignal::new(0),
            tell,
            keep,
            ice,
            tracks: Tracks::default(),
            links: RefCell::default(),
            notes: RefCell::default(),
            early: RefCell::default(),
            mixer: RefCell::default(),
            meter: RefCell::default(),
            recording: RefCell::default(),
            servers: RefCell::default(),
            chance: Cell::default(),
            told: Cell::default(),
            bell: RefCell::default(),
            tone: RefCell::default(),
            pulse: RefCell::default(),
            ticked: Cell::default(),
            counted: Cell::default(),
            timers: RefCell::default(),
            ends: RefCell::default(),
            over: Cell::new(false),
        }));
        engine.listen();
        // What was recorded when the page went.
        drop(recover(&room, &whose, &engine.keep));
        engine
    }

    fn listen(&self) {
        let this = self.clone();
        let came = Closure::<dyn Fn()>::new(move || this.look_for_devices()).into_js_value();
        let end = on_devices(came.unchecked_ref());
        self.ends.borrow_mut().push(end);
        let weak = Rc::downgrade(&self.0);
        ui::view::dom::on_window("online", move |_| {
            if let Some(inner) = weak.upgrade() {
                Self(inner).renew();
            }
        });
    }

    /// Takes what the room says.
    pub(crate) fn hear(&self, text: &str) {
        match from_text::<CallServerFrame>(text) {
            Some(CallServerFrame::Call { call, ended }) => {
                self.forget("stale");
                self.act(|seat, now| seat.hear(call.map(|call| *call), ended, now));
            }
            Some(CallServerFrame::Signal { call, from, signal }) => self.signal(call, from, &signal),
            Some(CallServerFrame::Refused { call, error }) => {
                self.act(|seat, now| {
                    seat.refused(call, error.code, now);
                    Vec::new()
                });
            }
            None => {}
        }
    }

    /// The room's connection was made, or lost.
    pub(crate) fn connected(&self, is: bool) {
        self.bell.borrow_mut().line(is, clock::now());
        if !is {
            return self.act(|_, _| Vec::new());
        }
        self.act(|seat, _| seat.connected());
        self.recover();
        let this = self.clone();
        self.after("stale", STALE_MS, move || {
            this.act(|seat, _| {
                seat.forget_stale();
                Vec::new()
            });
        });
    }

    /// Offers a call, or comes into the one that there is.
    pub(crate) fn offer(&self, video: bool) {
        self.with_media(video, move |this| {
            let call = CallId::new(clock::now(), clock::random());
            this.act(|seat, _| seat.offer(call, video));
        });
    }

    /// Comes into the call.
    pub(crate) fn join(&self, listens: bool, video: bool) {
        if listens {
            return self.act(|seat, _| seat.join(true));
        }
        self.with_media(video, |this| this.act(|seat, _| seat.join(false)));
    }

    /// The same, because the room or the tab asks for it.
    fn enter(&self, listens: bool) {
        let memory = tab::find();
        let call = self.seat.with_untracked(|seat| seat.card().map(|card| card.call));
        let camera = memory.is_some_and(|memory| Some(memory.call) == call && memory.camera);
        self.join(listens, camera);
    }

    /// What was in the way was read.
    pub(crate) fn forget_trouble(&self) {
        self.own.update(|own| own.trouble = None);
    }

    pub(crate) fn decline(&self) {
        self.forget_trouble();
        self.act(|seat, _| seat.decline());
    }

    pub(crate) fn hang_up(&self) {
        self.act(Seat::leave);
    }

    pub(crate) fn dismiss(&self) {
        self.forget_trouble();
        self.act(|seat, _| {
            seat.dismiss();
            Vec::new()
        });
    }

    pub(crate) fn record(&self, step: RecordStep) {
        self.act(|seat, _| seat.record(step));
    }

    /// Tells the page to do something; whether it did.
    pub(crate) fn wish(&self, wish: &CallWish) -> bool {
        self.tell.call1(&JsValue::UNDEFINED, &to_text(wish).into()).is_ok_and(|heard| heard.is_truthy())
    }

    fn send(&self, frame: &CallClientFrame) {
        // What isn't sent now is said again when the connection is back: see `Seat::connected`.
        self.wish(&CallWish::Frame { text: to_text(frame) });
    }

    /// Says something to another browser in the call.
    fn say(&self, to: PeerId, signal: &Signal) {
        let Some(call) = self.seat.with_untracked(|seat| seat.inside().map(|card| card.call)) else { return };
        self.send(&CallClientFrame::Signal { call, to, signal: to_text(signal) });
    }

    /// Changes the seat, and does what that leads to.
    fn act(&self, change: impl FnOnce(&mut Seat, Timestamp) -> Vec<Doing>) {
        if self.over.get() {
            return;
        }
        let now = clock::now();
        let mut seat = self.seat.get_untracked();
        let doing = change(&mut seat, now);
        if self.seat.with_untracked(|known| *known != seat) {
            self.now.set(now);
            self.seat.set(seat);
        }
        for one in doing {
            match one {
                Doing::Send(frame) => self.send(&frame),
                Doing::Enter { listens } => self.enter(listens),
            }
        }
        self.settle();
    }

    /// Makes everything as the seat has it.
    fn settle(&self) {
        let (stage, told, wanted) = self.seat.with_untracked(|seat| (seat.stage(), seat.state(), seat.wanted()));
        self.sound(stage);
        match wanted {
            Some(_) => {
                self.remember();
                self.begin();
            }
            None => self.finish(),
        }
        self.mesh();
        self.follow_recording();
        if self.told.replace(told) != told {
            self.wish(&CallWish::State { state: told });
        }
    }

    /// Keeps which call this tab is in.
    fn remember(&self) {
        let Some((call, listens)) = self.seat.with_untracked(Seat::wanted) else { return };
        let room = self.start.with_untracked(|start| start.room);
        let camera = self.own.with_untracked(|own| own.notes.camera);
        tab::keep(&Memory { room, call, listens, camera });
    }
}

/// A name of the service and the person, for what their browser keeps: others may use it, too.
fn whose(start: &CallStart) -> String {
    let me = start.me.map(|staff| staff.to_string()).unwrap_or_default();
    format!("{}/{me}", start.service)
}
