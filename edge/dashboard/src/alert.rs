//! Calling for the person's attention: a sound, a count in the title and on the icon, and a notification of the desktop
//! when they look elsewhere. What may call, and how loudly, is theirs to choose, for each browser they use.

mod badge;
mod notification;
mod sound;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::{storage, view::dom};

pub(crate) use badge::show as show_badge;
pub(crate) use notification::{Permission, ask as ask_permission};

/// Where the choice is kept.
const KEY: &str = "frontdesk.desk.alerts";

/// What may call, and how loudly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Choice {
    /// Sounds.
    pub(crate) sound: bool,
    /// 0 to 100.
    pub(crate) volume: u8,
    /// Notifications of the desktop; the browser has to allow them too.
    pub(crate) desktop: bool,
}

impl Default for Choice {
    fn default() -> Self {
        Self { sound: true, volume: 60, desktop: true }
    }
}

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
    choice: RwSignal<Choice>,
    permission: RwSignal<Permission>,
}

impl Alerts {
    /// As they were chosen last.
    pub(crate) fn new() -> Self {
        sound::prepare();
        Self {
            choice: RwSignal::new(storage::read(KEY).unwrap_or_default()),
            permission: RwSignal::new(notification::permission()),
        }
    }

    /// What was chosen.
    pub(crate) fn choice(self) -> Choice {
        self.choice.get()
    }

    /// Changes it, and remembers it.
    pub(crate) fn choose(self, change: impl FnOnce(&mut Choice)) {
        self.choice.update(change);
        storage::keep(KEY, &self.choice.get_untracked());
    }

    /// What the browser says about notifications.
    pub(crate) fn permission(self) -> Permission {
        self.permission.get()
    }

    /// What the browser says now, after the person was asked, or may have changed its settings.
    pub(crate) fn look_again(self) {
        let permission = notification::permission();
        if permission != self.permission.get_untracked() {
            self.permission.set(permission);
        }
    }

    /// Calls. The notification is only shown to somebody who looks elsewhere; pressing it brings them here and does
    /// `on_press`.
    pub(crate) fn call(self, call: Call, title: &str, words: &str, subject: &str, on_press: impl FnOnce() + 'static) {
        self.ring(call);
        if self.choice.get_untracked().desktop && !is_looked_at() {
            notification::show(title, words, subject, on_press);
        }
    }

    /// Calls whether or not anybody looks, to show how it will be.
    pub(crate) fn test(self, title: &str, words: &str) {
        self.ring(Call::Offer);
        if self.choice.get_untracked().desktop {
            notification::show(title, words, "test", || {});
        }
    }

    /// Just the sound.
    pub(crate) fn ring(self, call: Call) {
        let choice = self.choice.get_untracked();
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
