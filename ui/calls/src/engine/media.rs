//! What this person does with their microphone, camera, screen and speaker.

use leptos::prelude::{GetUntracked, Set, Update, WithUntracked};
use ui::task::spawn;

use super::{
    Engine,
    own::{DeviceKind, devices, open},
};
use crate::{
    browser::{Meter, meter},
    core::trouble::{Trouble, What},
};

impl Engine {
    /// Gets the microphone, and the camera if it is wanted, and then goes on. Without a microphone it doesn't; without a camera
    /// it does.
    pub(super) fn with_media(&self, video: bool, then: impl FnOnce(&Self) + 'static) {
        if self.own.with_untracked(|own| own.asks) {
            return;
        }
        self.own.update(|own| (own.asks, own.trouble) = (true, None));
        let this = self.clone();
        spawn(async move {
            let microphone = this.get(What::Microphone).await;
            let mut trouble = microphone.err();
            if trouble.is_none() && video {
                trouble = this.get(What::Camera).await.err();
            }
            this.own.update(|own| (own.asks, own.trouble) = (false, trouble.flatten()));
            if this.tracks.get(What::Microphone).is_some() && !this.over.get() {
                then(&this);
                // The person may have thought better of it meanwhile, or the call is over.
                if this.seat.with_untracked(|seat| seat.wanted().is_none()) {
                    this.tracks.end();
                    this.meter.take().inspect(Meter::end);
                }
            }
            this.look_for_devices();
        });
    }

    /// Opens one, if it isn't open, and sends it.
    async fn get(&self, what: What) -> Result<(), Option<Trouble>> {
        if self.tracks.get(what).is_some_and(|track| track.ready_state() == web_sys::MediaStreamTrackState::Live) {
            return Ok(());
        }
        self.replace(what).await
    }

    /// Opens one in the place of the one that is open: that one goes on until the other is there.
    async fn replace(&self, what: What) -> Result<(), Option<Trouble>> {
        let chosen = self.chosen.get_untracked();
        let this = self.clone();
        let track = open(what, &chosen, move || this.ended(what)).await?;
        if what == What::Microphone {
            self.meter.replace(Some(meter(&track))).inspect(Meter::end);
        }
        // Those who are connected get the new one first, so that nothing breaks off.
        let before = self.tracks.swap(what, track);
        self.apply();
        if let Some(before) = before {
            before.stop();
        }
        Ok(())
    }

    /// One has ended by itself: it was unplugged, or the browser's own button ended the sharing.
    fn ended(&self, what: What) {
        if what != What::Microphone {
            return self.hide(what);
        }
        let this = self.clone();
        spawn(async move {
            if let Err(trouble) = this.replace(What::Microphone).await {
                this.own.update(|own| own.trouble = trouble);
            }
        });
    }

    /// Sends what there is to be sent, as the switches say, and tells the others.
    fn apply(&self) {
        let has = |what| self.tracks.get(what).is_some();
        let (camera, screen) = (has(What::Camera), has(What::Screen));
        self.own.update(|own| (own.notes.camera, own.notes.screen) = (camera, screen));
        let notes = self.own.with_untracked(|own| own.notes);
        for (what, on) in
            [(What::Microphone, !notes.muted && !notes.held), (What::Camera, !notes.held), (What::Screen, !notes.held)]
        {
            if let Some(track) = self.tracks.get(what) {
                track.set_enabled(on);
            }
        }
        self.feed_all();
        self.follow_recording();
        self.hush();
        self.tell_all();
        self.picture.update(|number| *number += 1);
        self.remember();
    }

    pub(crate) fn mute(&self) {
        self.own.update(|own| own.notes.muted = !own.notes.muted);
        self.apply();
    }

    pub(crate) fn hold(&self) {
        self.own.update(|own| own.notes.held = !own.notes.held);
        self.apply();
    }

    pub(crate) fn switch_camera(&self) {
        self.switch(What::Camera);
    }

    pub(crate) fn switch_screen(&self) {
        self.switch(What::Screen);
    }

    fn switch(&self, what: What) {
        if self.tracks.get(what).is_some() {
            return self.hide(what);
        }
        let this = self.clone();
        self.forget_trouble();
        spawn(async move {
            let got = this.get(what).await;
            if this.seat.with_untracked(|seat| seat.wanted().is_none()) {
                this.tracks.end();
            } else if let Err(trouble) = got {
                this.own.update(|own| own.trouble = trouble);
            }
            this.look_for_devices();
        });
    }

    fn hide(&self, what: What) {
        self.tracks.stop(what);
        self.apply();
    }

    /// Uses another device from now on.
    pub(crate) fn choose(&self, kind: DeviceKind, id: &str) {
        self.chosen.update(|chosen| chosen.set(kind, id));
        self.chosen.with_untracked(super::own::Chosen::keep);
        let what = match kind {
            DeviceKind::Speaker => return self.hush(),
            DeviceKind::Microphone => What::Microphone,
            DeviceKind::Camera => What::Camera,
        };
        if self.tracks.get(what).is_none() {
            return;
        }
        let this = self.clone();
        self.forget_trouble();
        spawn(async move {
            if let Err(trouble) = this.replace(what).await {
                this.own.update(|own| own.trouble = trouble);
            }
        });
    }

    pub(super) fn look_for_devices(&self) {
        let known = self.devices.clone();
        spawn(async move { known.set(devices().await) });
    }

    /// What this person shows.
    pub(crate) fn own_picture(&self) -> Option<web_sys::MediaStream> {
        let track = self.tracks.picture()?;
        let stream = web_sys::MediaStream::new().ok()?;
        stream.add_track(&track);
        Some(stream)
    }
}
