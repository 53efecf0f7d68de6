//! Calling for the person's attention: a sound, a count in the title and on the icon, and a notification of the desktop
//! when they look elsewhere. What may call, and how loudly, is chosen in the settings: [`Choice`].

mod badge;
mod notification;
mod sound;

use kit::alert::{Choice, Tone};
use leptos::prelude::*;
use ui::view::dom;

pub(crate) use badge::show as show_badge;

/// What it is about; each sounds in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    /// Somebody waits to be answered.
    Offer,
    /// Somebody wrote in one of the person's rooms.
    Message,
    /// Somebody calls, and goes on doing so.
    Phone,
}

/// How often the tone of a call sounds, in seconds.
const TONE_EVERY_S: u32 = 3;

/// The alerts of this browser.
#[derive(Clone, Copy)]
pub(crate) struct Alerts {
    choice: StoredValue<Choice>,
    /// For how many seconds somebody has called.
    rung_s: StoredValue<u32>,
}

impl Alerts {
    /// As they were chosen last.
    pub(crate) fn new() -> Self {
        sound::prepare();
        Self { choice: StoredValue::new(Choice::kept()), rung_s: StoredValue::new(0) }
    }

    /// They were chosen anew.
    pub(crate) fn look_again(self) {
        self.choice.set_value(Choice::kept());
    }

    /// Calls. The notification is only shown to somebody who looks elsewhere; pressing it brings them here and does
    /// `on_press`.
    pub(crate) fn call(self, call: Call, title: &str, words: &str, subject: &str, on_press: impl FnOnce() + 'static) {
        match call {
            Call::Phone => self.phone(true),
            Call::Offer | Call::Message => self.ring(call),
        }
        if self.choice.get_value().desktop && !is_looked_at() {
            notification::show(title, words, subject, on_press);
        }
    }

    /// Calls whether or not anybody looks, to show how it will be.
    pub(crate) fn test(self, title: &str, words: &str) {
        self.ring(Call::Offer);
        if self.choice.get_value().desktop {
            notification::show(title, words, "test", || {});
        }
    }

    /// Just the sound.
    pub(crate) fn ring(self, call: Call) {
        let choice = self.choice.get_value();
        let (tone, volume) = match (call, choice.tone) {
            (Call::Phone, Tone::Silent) => return,
            (Call::Phone, Tone::Phone) => (sound::PHONE, choice.tone_volume),
            (Call::Phone, Tone::Chime) => (sound::CHIME, choice.tone_volume),
            (Call::Offer | Call::Message, _) if !choice.sound => return,
            (Call::Offer, _) => (sound::OFFER, choice.volume),
            (Call::Message, _) => (sound::MESSAGE, choice.volume),
        };
        sound::play(tone, volume);
    }

    /// Whether somebody calls; to be told each second.
    pub(crate) fn phone(self, rings: bool) {
        let so_far = self.rung_s.get_value();
        if rings && so_far.is_multiple_of(TONE_EVERY_S) {
            self.ring(Call::Phone);
        }
        self.rung_s.set_value(if rings { so_far + 1 } else { 0 });
    }
}

/// Whether somebody looks at this page: it is in front, and has the keyboard.
pub(crate) fn is_looked_at() -> bool {
    let document = dom::document();
    !document.hidden() && document.has_focus().unwrap_or(true)
}
