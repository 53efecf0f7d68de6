//! Notifications of the desktop, where browser and person allow them.

use ui::view::dom;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

/// What the browser says about notifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    /// It has none.
    Unsupported,
    /// The person was not asked yet.
    NotAsked,
    /// They said yes.
    Granted,
    /// They said no, which only the browser's own settings can change.
    Denied,
}

/// What it says now.
pub(super) fn permission() -> Permission {
    if !js_sys::Reflect::has(&dom::window(), &JsValue::from_str("Notification")).unwrap_or(false) {
        return Permission::Unsupported;
    }
    let permission = Notification::permission();
    if permission == NotificationPermission::Granted {
        Permission::Granted
    } else if permission == NotificationPermission::Denied {
        Permission::Denied
    } else {
        Permission::NotAsked
    }
}

/// Asks the person. Only ever on their click: a page that asks unbidden is refused, for good.
pub(crate) async fn ask() {
    if permission() == Permission::NotAsked
        && let Ok(asked) = Notification::request_permission()
    {
        let _ = JsFuture::from(asked).await;
    }
}

/// Shows one, in the place of an earlier one on the same subject. Nothing happens where it isn't allowed.
pub(super) fn show(title: &str, words: &str, subject: &str, on_press: impl FnOnce() + 'static) {
    if permission() != Permission::Granted {
        return;
    }
    let options = NotificationOptions::new();
    options.set_body(words);
    options.set_tag(subject);
    // The sound is ours, as loud as was chosen.
    options.set_silent(Some(true));
    // Android's browsers have the name, but want a service worker for it, and throw.
    let Ok(notification) = Notification::new_with_options(title, &options) else { return };
    let shown = notification.clone();
    let press = Closure::once_into_js(move || {
        let _ = dom::window().focus();
        shown.close();
        on_press();
    });
    notification.set_onclick(Some(press.unchecked_ref()));
}
