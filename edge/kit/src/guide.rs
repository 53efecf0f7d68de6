//! Whether somebody put the guide of a new service away, in this browser. What is done of it is known by what there is; this is
//! all that is kept.

use shared::value::ServiceSlug;
use ui::storage;

fn key(service: &ServiceSlug) -> String {
    format!("frontdesk.desk.{service}.guide-away")
}

/// Whether it was put away.
#[must_use]
pub fn is_away(service: &ServiceSlug) -> bool {
    storage::find(&key(service)).unwrap_or(false)
}

/// Puts it away, or brings it back.
pub fn put_away(service: &ServiceSlug, away: bool) {
    storage::keep(&key(service), &away);
}
