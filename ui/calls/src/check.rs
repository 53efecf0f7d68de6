//! What is tried before a call: whether there is a microphone, how loud it is, and which devices are used.

use std::{cell::RefCell, rc::Rc};

use gloo_timers::callback::Interval;
use js_sys::Function;
use leptos::prelude::{ArcRwSignal, GetUntracked, Set, Update, WithUntracked};
use ui::{
    calls::{CheckStart, CheckWish},
    task::spawn,
    write::to_text,
};
use wasm_bindgen::JsValue;

use crate::{
    browser::{Meter, meter},
    core::trouble::{Trouble, What},
    engine::own::{Chosen, Device, DeviceKind, Tracks, devices, open},
};

/// How often it is looked how loud it is.
const LOOK_MS: u32 = 100;

/// How it stands with the microphone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trial {
    /// The person was not asked yet.
    New,
    /// The browser asks.
    Asks,
    /// It is there.
    Works,
    /// Something is in the way.
    Fails(Trouble),
}

/// See the module. A handle to be copied around.
#[derive(Clone)]
pub(crate) struct Checking {
    pub(crate) start: Rc<CheckStart>,
    pub(crate) trial: ArcRwSignal<Trial>,
    pub(crate) level: ArcRwSignal<f64>,
    pub(crate) devices: ArcRwSignal<Vec<Device>>,
    pub(crate) chosen: ArcRwSignal<Chosen>,
    tell: Function,
    inner: Rc<Inner>,
}

#[derive(Default)]
struct Inner {
    tracks: Tracks,
    meter: RefCell<Option<Meter>>,
    looks: RefCell<Option<Interval>>,
}

impl Checking {
    pub(crate) fn new(start: CheckStart, tell: Function) -> Self {
        Self {
            start: Rc::new(start),
            trial: ArcRwSignal::new(Trial::New),
            level: ArcRwSignal::new(0.0),
            devices: ArcRwSignal::default(),
            chosen: ArcRwSignal::new(Chosen::known()),
            tell,
            inner: Rc::default(),
        }
    }

    /// Asks for the microphone, and shows how loud it is.
    pub(crate) fn begin(&self) {
        self.trial.set(Trial::Asks);
        let this = self.clone();
        spawn(async move {
            let (chosen, ended) = (this.chosen.get_untracked(), this.clone());
            let lost = Trouble { what: What::Microphone, why: crate::core::trouble::Why::Missing };
            let opened = open(What::Microphone, &chosen, move || ended.trial.set(Trial::Fails(lost))).await;
            match opened {
                Ok(track) => {
                    this.inner.meter.replace(Some(meter(&track))).inspect(Meter::end);
                    this.inner.tracks.stop(What::Microphone);
                    this.inner.tracks.swap(What::Microphone, track);
                    this.trial.set(Trial::Works);
                    this.look();
                }
                Err(trouble) => this.trial.set(trouble.map_or(Trial::New, Trial::Fails)),
            }
            this.devices.set(devices().await);
        });
    }

    fn look(&self) {
        let this = self.clone();
        self.inner.looks.replace(Some(Interval::new(LOOK_MS, move || {
            this.level.set(this.inner.meter.borrow().as_ref().map_or(0.0, Meter::level));
        })));
    }

    pub(crate) fn choose(&self, kind: DeviceKind, id: &str) {
        self.chosen.update(|chosen| chosen.set(kind, id));
        self.chosen.with_untracked(Chosen::keep);
        if kind == DeviceKind::Microphone {
            self.begin();
        }
    }

    pub(crate) fn wish(&self, wish: CheckWish) {
        self.end();
        let _ = self.tell.call1(&JsValue::UNDEFINED, &to_text(&wish).into());
    }

    /// Lets the microphone go.
    pub(crate) fn end(&self) {
        self.inner.looks.take();
        self.inner.meter.take().inspect(Meter::end);
        self.inner.tracks.end();
    }
}
