//! A voice note while it is recorded.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Blob;

use super::Sending;
use crate::text;

#[wasm_bindgen(module = "/src/voice.js")]
extern "C" {
    fn record(tell: &Function) -> Promise;
}

/// How many levels are drawn.
const LEVELS: usize = 40;

/// How it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Take {
    /// Nothing is recorded.
    None,
    /// The browser asks whether it may.
    Asking,
    /// It runs.
    Running,
    /// It is made ready to be sent.
    Writing,
}

/// The recorder of a room.
#[derive(Clone)]
pub(crate) struct Voice {
    pub(crate) take: ArcRwSignal<Take>,
    /// How loud it was of late, of 1.
    pub(crate) levels: ArcRwSignal<Vec<f64>>,
    pub(crate) ms: ArcRwSignal<i64>,
    recorder: Rc<RefCell<JsValue>>,
    sending: Sending,
}

impl Voice {
    pub(crate) fn new(sending: Sending) -> Self {
        Self {
            take: ArcRwSignal::new(Take::None),
            levels: ArcRwSignal::new(Vec::new()),
            ms: ArcRwSignal::new(0),
            recorder: Rc::default(),
            sending,
        }
    }

    /// Begins, if the browser lets us.
    pub(crate) fn begin(&self) {
        if self.take.get_untracked() != Take::None {
            return;
        }
        self.sending.notices().set(Vec::new());
        self.take.set(Take::Asking);
        self.levels.set(Vec::new());
        self.ms.set(0);
        let this = self.clone();
        spawn_local(async move {
            let hears = this.clone();
            #[expect(clippy::cast_possible_truncation, reason = "five minutes")]
            let tell = Closure::<dyn FnMut(f64, f64)>::new(move |level, ms: f64| {
                hears.ms.set(ms as i64);
                hears.levels.update(|levels| {
                    levels.push(level);
                    if levels.len() > LEVELS {
                        levels.remove(0);
                    }
                });
            });
            match JsFuture::from(record(tell.into_js_value().unchecked_ref())).await {
                Ok(recorder) if this.take.get_untracked() == Take::Asking => {
                    this.recorder.replace(recorder);
                    this.take.set(Take::Running);
                }
                // It was given up before the browser's question was answered.
                Ok(recorder) => drop(call(&recorder, "stop")),
                Err(why) => {
                    this.take.set(Take::None);
                    this.sending.note(text::no_voice(&why.as_string().unwrap_or_default()).to_owned());
                }
            }
        });
    }

    /// Gives it up.
    pub(crate) fn cancel(&self) {
        let recorder = self.recorder.take();
        let _ = call(&recorder, "stop");
        self.take.set(Take::None);
    }

    /// Sends it.
    pub(crate) fn send(&self) {
        let recorder = self.recorder.take();
        self.take.set(Take::Writing);
        let this = self.clone();
        spawn_local(async move {
            match done(&recorder).await {
                Some((blob, kind, ms)) => this.sending.say(blob, kind, ms),
                None => this.sending.note(text::no_voice("").to_owned()),
            }
            this.take.set(Take::None);
        });
    }
}

async fn done(recorder: &JsValue) -> Option<(Blob, String, u32)> {
    let promise: Promise = call(recorder, "done")?.dyn_into().ok()?;
    let made = Array::from(&JsFuture::from(promise).await.ok()?);
    Some((made.get(0).dyn_into().ok()?, made.get(1).as_string()?, super::whole(made.get(2).as_f64()?)?))
}

fn call(recorder: &JsValue, what: &str) -> Option<JsValue> {
    let what: Function = Reflect::get(recorder, &what.into()).ok()?.dyn_into().ok()?;
    what.call0(recorder).ok()
}
