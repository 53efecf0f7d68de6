//! What may call for the person's attention, and how loudly: theirs to choose, for each browser they use. The console
//! sets it, and the dashboard calls.

use serde::Serialize;
use ui::{
    read::{Json, Read, field},
    storage,
    view::dom,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationPermission};

/// Where the choice is kept.
const KEY: &str = "frontdesk.desk.alerts";

/// What may call, and how loudly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Sounds.
    pub sound: bool,
    /// 0 to 100.
    pub volume: u8,
    /// Notifications of the desktop; the browser has to allow them too.
    pub desktop: bool,
}

impl Default for Choice {
    fn default() -> Self {
        Self { sound: true, volume: 60, desktop: true }
    }
}

impl Read for Choice {
    /// What was not chosen yet, when it was kept, is as usual.
    fn read(json: &Json) -> Option<Self> {
        let usual = Self::default();
        Some(Self {
            sound: field::<Option<bool>>(json, "sound")?.unwrap_or(usual.sound),
            volume: field::<Option<u8>>(json, "volume")?.unwrap_or(usual.volume),
            desktop: field::<Option<bool>>(json, "desktop")?.unwrap_or(usual.desktop),
        })
    }
}

impl Choice {
    /// What was chosen last.
    #[must_use]
    pub fn kept() -> Self {
        storage::find(KEY).unwrap_or_default()
    }

    /// Remembers it.
    pub fn keep(self) {
        storage::keep(KEY, &self);
    }
}

/// What the browser says about notifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// It has none.
    Unsupported,
    /// The person was not asked yet.
    NotAsked,
    /// They said yes.
    Granted,
    /// They said no, which only the browser's own settings can change.
    Denied,
}

impl Permission {
    /// What it says now.
    #[must_use]
    pub fn now() -> Self {
        if !js_sys::Reflect::has(&dom::window(), &JsValue::from_str("Notification")).unwrap_or(false) {
            return Self::Unsupported;
        }
        let permission = Notification::permission();
        if permission == NotificationPermission::Granted {
            Self::Granted
        } else if permission == NotificationPermission::Denied {
            Self::Denied
        } else {
            Self::NotAsked
        }
    }

    /// Asks the person. Only ever on their click: a page that asks unbidden is refused, for good.
    pub async fn ask() {
        if Self::now() == Self::NotAsked
            && let Ok(asked) = Notification::request_permission()
        {
            let _ = JsFuture::from(asked).await;
        }
    }
}
