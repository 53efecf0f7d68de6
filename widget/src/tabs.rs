//! The other tabs of this visitor. They share the storage; this tells them that it is time to look.

use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::BroadcastChannel;

use shared::value::ServiceSlug;

/// A line to all tabs with this chat on this site.
pub(crate) struct Tabs(Option<BroadcastChannel>);

impl Tabs {
    /// Calls `changed` whenever another tab raised an enquiry, or became somebody else.
    pub(crate) fn join(service: &ServiceSlug, changed: impl Fn() + 'static) -> Self {
        let channel = BroadcastChannel::new(&format!("frontdesk.{service}")).ok();
        if let Some(channel) = &channel {
            let changed = Closure::<dyn Fn()>::new(changed).into_js_value();
            channel.set_onmessage(changed.dyn_ref());
        }
        Self(channel)
    }

    /// Tells the others.
    pub(crate) fn tell(&self) {
        if let Some(channel) = &self.0 {
            let _ = channel.post_message(&JsValue::NULL);
        }
    }
}
