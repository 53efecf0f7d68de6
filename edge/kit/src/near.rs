//! Tells when something comes near what is seen, whatever it is scrolled in.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How near that is.
pub const MARGIN_PX: f64 = 600.0;

/// Watches elements until it is dropped.
pub struct Near(IntersectionObserver, #[expect(dead_code, reason = "what the observer calls")] Closure<dyn Fn(Array)>);

impl Near {
    /// Calls `see` with those that have come near or gone, and with each that is watched anew.
    pub fn new(see: impl Fn(Vec<IntersectionObserverEntry>) + 'static) -> Option<Self> {
        let seen = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            see(entries.iter().filter_map(|entry| entry.dyn_into().ok()).collect());
        });
        let options = IntersectionObserverInit::new();
        let margin = format!("{MARGIN_PX}px");
        options.set_root_margin(&margin);
        // Of the frame that scrolls. Where a browser doesn't know it, near is what is seen.
        let _ = Reflect::set(&options, &"scrollMargin".into(), &margin.into());
        let observer = IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options).ok()?;
        Some(Self(observer, seen))
    }

    /// Watches an element; one that is watched already is told of again, as it stands after what changes now.
    pub fn watch(&self, element: &Element) {
        self.0.unobserve(element);
        self.0.observe(element);
    }
}

impl Drop for Near {
    fn drop(&mut self) {
        self.0.disconnect();
    }
}
