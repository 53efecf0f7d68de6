//! What this browser has: its microphone, camera and screen, and which of the devices are used.

use std::cell::RefCell;

use js_sys::{Array, Promise};
use serde::Serialize;
use ui::storage;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::MediaStreamTrack;

use crate::{
    browser::{self, texts},
    core::trouble::{Trouble, What},
};

/// Where it is kept which devices were chosen.
const KEY: &str = "frontdesk.devices";

/// Ids of devices; an empty one is whichever the browser takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Chosen {
    pub(crate) microphone: String,
    pub(crate) camera: String,
    pub(crate) speaker: String,
}

ui::read_struct!(Chosen { microphone, camera, speaker });

impl Chosen {
    pub(crate) fn known() -> Self {
        storage::find(KEY).unwrap_or_default()
    }

    pub(crate) fn keep(&self) {
        storage::keep(KEY, self);
    }

    pub(crate) fn of(&self, kind: DeviceKind) -> &str {
        match kind {
            DeviceKind::Microphone => &self.microphone,
            DeviceKind::Camera => &self.camera,
            DeviceKind::Speaker => &self.speaker,
        }
    }

    pub(crate) fn set(&mut self, kind: DeviceKind, id: &str) {
        let place = match kind {
            DeviceKind::Microphone => &mut self.microphone,
            DeviceKind::Camera => &mut self.camera,
            DeviceKind::Speaker => &mut self.speaker,
        };
        id.clone_into(place);
    }
}

/// What a device is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DeviceKind {
    Microphone,
    Camera,
    Speaker,
}

/// One that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Device {
    pub(crate) kind: DeviceKind,
    pub(crate) id: String,
    /// Empty until a microphone or camera was allowed.
    pub(crate) label: String,
}

/// All of them, as far as the browser tells.
pub(crate) async fn devices() -> Vec<Device> {
    let Ok(all) = JsFuture::from(browser::devices()).await else { return Vec::new() };
    let device = |one| {
        let [kind, id, label] = texts(&one).try_into().ok()?;
        let kind = match kind.as_str() {
            "audioinput" => DeviceKind::Microphone,
            "videoinput" => DeviceKind::Camera,
            "audiooutput" => DeviceKind::Speaker,
            _ => return None,
        };
        Some(Device { kind, id, label })
    };
    Array::from(&all).iter().filter_map(device).filter(|device| !device.id.is_empty()).collect()
}

/// The tracks of this browser.
#[derive(Default)]
pub(crate) struct Tracks {
    microphone: RefCell<Option<MediaStreamTrack>>,
    camera: RefCell<Option<MediaStreamTrack>>,
    screen: RefCell<Option<MediaStreamTrack>>,
}

impl Tracks {
    fn place(&self, what: What) -> &RefCell<Option<MediaStreamTrack>> {
        match what {
            What::Microphone => &self.microphone,
            What::Camera => &self.camera,
            What::Screen => &self.screen,
        }
    }

    pub(crate) fn get(&self, what: What) -> Option<MediaStreamTrack> {
        self.place(what).borrow().clone()
    }

    /// What is shown: the screen rather than the camera.
    pub(crate) fn picture(&self) -> Option<MediaStreamTrack> {
        self.get(What::Screen).or_else(|| self.get(What::Camera))
    }

    /// Puts one in the place of another, and gives that one back: it is to be stopped.
    pub(crate) fn swap(&self, what: What, track: MediaStreamTrack) -> Option<MediaStreamTrack> {
        let before = self.place(what).replace(Some(track))?;
        before.set_onended(None);
        Some(before)
    }

    /// Ends one.
    pub(crate) fn stop(&self, what: What) {
        if let Some(before) = self.place(what).take() {
            before.set_onended(None);
            before.stop();
        }
    }

    /// Ends them all.
    pub(crate) fn end(&self) {
        for what in [What::Microphone, What::Camera, What::Screen] {
            self.stop(what);
        }
    }
}

/// Asks the browser for one. `ended` is told when it ends by itself: it was unplugged, or its sharing was ended.
///
/// # Errors
/// What is in the way; nothing if the person thought better of it.
pub(crate) async fn open(
    what: What,
    chosen: &Chosen,
    ended: impl FnOnce() + 'static,
) -> Result<MediaStreamTrack, Option<Trouble>> {
    let promise: Promise = match what {
        What::Microphone => browser::microphone(&chosen.microphone),
        What::Camera => browser::camera(&chosen.camera),
        What::Screen => browser::screen(),
    };
    match JsFuture::from(promise).await {
        Ok(track) => {
            let track: MediaStreamTrack = track.unchecked_into();
            track.set_onended(Some(Closure::once_into_js(ended).unchecked_ref()));
            Ok(track)
        }
        Err(word) => Err(Trouble::of(what, &word.as_string().unwrap_or_default())),
    }
}
