//! Notifications of the desktop, where browser and person allow them.

use kit::alert::Permission;
use ui::view::dom;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Notification, NotificationOptions};

/// Shows one, in the place of an earlier one on the same subject. Nothing happens where it isn't allowed.
pub(super) fn show(title: &str, words: &str, subject: &str, on_press: impl FnOnce() + 'static) {
    if Permission::now() != Permission::Granted {
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
