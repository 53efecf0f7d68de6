//! The dashboard of a service's staff, served by the worker at `/desk/{service}`. `board` decides what the panels show,
//! `form` what becomes of what was typed; `desk` has the effects, and `view` draws.

#![allow(clippy::large_types_passed_by_value, reason = "a set of signals is copied, as Leptos wants it")]

mod alert;
mod board;
mod channel;
mod desk;
mod finding;
mod form;
mod guests;
mod navigation;
mod place;
mod preference;
mod rooms;
mod shortcut;
mod text;
mod toast;
#[allow(unreachable_pub, reason = "the macro for components turns every visibility into `pub`")]
mod view;

use leptos::{prelude::*, reactive::owner::Owner};
use shared::value::ServiceSlug;
use ui::view::dom;
use wasm_bindgen_futures::spawn_local;

fn main() {
    spawn_local(begin());
}

async fn begin() {
    kit::language::put_in_force("dashboard").await;
    let path = dom::window().location().pathname().unwrap_or_default();
    // The worker serves this page for services that there are, and for nothing else.
    let Some(service) = service_of(&path) else { return };
    leptos::mount::mount_to_body(move || {
        let owner = Owner::current().unwrap_or_default();
        let desk = desk::Desk::start(service.clone(), owner);
        view! { <view::App desk=desk /> }
    });
    // The page's own skeleton goes now.
    if let Some(body) = dom::document().body() {
        let _ = body.set_attribute("data-started", "");
    }
}

/// The service in a path `/desk/{service}`.
fn service_of(path: &str) -> Option<ServiceSlug> {
    let slug = path.strip_prefix("/desk/")?.split('/').next()?;
    ServiceSlug::try_from(slug).ok()
}

#[cfg(test)]
mod tests {
    use super::service_of;

    #[test]
    fn the_service_is_in_the_path() {
        assert_eq!(service_of("/desk/acme").map(|slug| slug.to_string()).as_deref(), Some("acme"));
        assert_eq!(service_of("/desk/acme/").map(|slug| slug.to_string()).as_deref(), Some("acme"));
        assert!(service_of("/desk/").is_none());
        assert!(service_of("/widget/acme").is_none());
    }
}
