//! Being notified while one looks elsewhere. No browser lets a frame of another site ask for that, so there the chat is opened
//! in a window of its own. What subscribes is a script that comes when it is asked for (`edge/src/page/visitor/notify.js`).

use shared::id::EnquiryId;
use ui::{
    http::{self, Auth},
    storage,
    task::spawn,
    text,
    view::dom,
};
use wasm_bindgen::JsValue;

use crate::{app::App, frame};

/// How it stands with it in this browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Notify {
    /// Not asked for.
    #[default]
    Off,
    /// It is being seen to.
    Busy,
    /// They are.
    On,
    /// The browser, or the visitor, doesn't let us.
    Denied,
    /// It went wrong on the way.
    Failed,
    /// The window was not let open.
    Blocked,
}

impl Notify {
    /// As the script says it.
    fn of(word: Option<&str>) -> Self {
        match word {
            Some("on") => Self::On,
            Some("off") => Self::Off,
            Some("denied") => Self::Denied,
            Some(_) | None => Self::Failed,
        }
    }
}

/// Whether this browser can notify anybody at all: a phone's may only do it for apps.
pub(crate) fn is_possible() -> bool {
    let has = |of: &JsValue, name: &str| js_sys::Reflect::has(of, &name.into()).unwrap_or(false);
    has(&dom::window(), "PushManager") && has(&dom::window().navigator(), "serviceWorker")
}

impl App {
    /// Notifies the visitor from now on; from a frame, opens this chat where that can be done.
    pub(crate) fn notify_me(self, enquiry: EnquiryId) {
        if self.notify.get_untracked() == Notify::Busy {
            return;
        }
        let Some(token) = self.session().known() else { return };
        if self.is_framed {
            let opened = frame::open_window(&format!("#chat:{enquiry}"), &token);
            self.notify.set(if opened { Notify::Off } else { Notify::Blocked });
        } else {
            self.call_notify("begin", &token);
        }
    }

    /// Notifies them no more.
    pub(crate) fn notify_no_more(self) {
        if let Some(token) = self.session().known() {
            self.call_notify("end", &token);
        }
    }

    /// Goes on with what was asked for on an earlier visit.
    pub(crate) fn renew_notify(self) {
        let asked = storage::find::<bool>(&self.notify_key()).unwrap_or(false);
        if let Some(token) = self.session().known().filter(|_| asked && !self.is_framed && is_possible()) {
            self.call_notify("renew", &token);
        }
    }

    /// The visitor signs out: whoever uses this browser next isn't them.
    pub(crate) fn forget_notify(self, token: Option<String>) {
        frame::leave_window();
        storage::forget(&self.notify_key());
        self.notify.set(Notify::Off);
        let address = format!("/api/v1/services/{}/visitor/push", self.service());
        if let Some(token) = token {
            spawn(async move {
                let _ = http::text("DELETE", &address, None, Auth::Bearer(&token)).await;
            });
        }
    }

    fn call_notify(self, what: &'static str, token: &str) {
        self.notify.set(Notify::Busy);
        let answer = frame::notify(what, token, text::current().tag());
        spawn(async move {
            let state = Notify::of(answer.await.as_deref());
            if matches!(state, Notify::On | Notify::Off) {
                storage::keep(&self.notify_key(), &(state == Notify::On));
            }
            self.notify.set(state);
        });
    }

    fn notify_key(self) -> String {
        format!("frontdesk.{}.notify", self.service())
    }
}
