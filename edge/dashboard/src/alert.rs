//! Calling for the person's attention: a sound, a count in the title and on the icon, and a notification of the desktop
//! when they look elsewhere. What may call, and how loudly, is chosen in the settings: [`Choice`].

mod badge;
mod notification;
mod sound;

use kit::alert::Choice;
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
}

/// The alerts of this browser.
#[derive(Clone, Copy)]
pub(crate) struct Alerts {
    choice: StoredValue<Choice>,
}

impl Alerts {
    /// As they were chosen last.
    pub(crate) fn new() -> Self {
        sound::prepare();
        Self { choice: StoredValue::new(Choice::kept()) }
    }

    /// They were chosen anew.
    pub(crate) fn look_again(self) {
        self.choice.set_value(Choice::kept());
    }

    /// Calls. The notification is only shown to somebody who looks elsewhere; pressing it brings them here and does
    /// `on_press`.
    pub(crate) fn call(self, call: Call, title: &str, words: &str, subject: &str, on_press: impl FnOnce() + 'static) {
        self.ring(call);
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
        if choice.sound {
            sound::play(call, choice.volume);
        }
    }
}

/// Whether somebody looks at this page: it is in front, and has the keyboard.
pub(crate) fn is_looked_at() -> bool {
    let document = dom::document();
    !document.hidden() && document.has_focus().unwrap_or(true)
}
