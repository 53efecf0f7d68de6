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

/// What sounds again and again while somebody calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// A telephone.
    #[default]
    Phone,
    /// Three soft notes.
    Chime,
    /// Nothing.
    Silent,
}

impl Tone {
    /// All, the usual one first.
    pub const ALL: [Self; 3] = [Self::Phone, Self::Chime, Self::Silent];

    /// As it is kept.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Chime => "chime",
            Self::Silent => "silent",
        }
    }

    /// The one that is called so; the usual one, if there is none.
    #[must_use]
    pub fn named(word: &str) -> Self {
        Self::ALL.into_iter().find(|tone| tone.as_str() == word).unwrap_or_default()
    }
}

/// What may call, and how loudly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Sounds.
    pub sound: bool,
    /// 0 to 100.
    pub volume: u8,
    /// Notifications of the desktop; the browser has to allow them too.
    pub desktop: bool,
    /// What sounds while somebody calls, whether or not the rest sounds.
    pub tone: Tone,
    /// How loudly: 0 to 100.
    pub tone_volume: u8,
}

impl Default for Choice {
    fn default() -> Self {
        Self { sound: true, volume: 60, desktop: true, tone: Tone::Phone, tone_volume: 80 }
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
            tone: json.get("tone").text().map_or(usual.tone, Tone::named),
            tone_volume: field::<Option<u8>>(json, "tone_volume")?.unwrap_or(usual.tone_volume),
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
