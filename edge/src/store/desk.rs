//! What the Desk keeps.

pub(crate) mod account;
pub(crate) mod availability;
pub(crate) mod contact;
pub(crate) mod counter;
pub(crate) mod cta;
pub(crate) mod enquiry;
mod event;
pub(crate) mod link_count;
pub(crate) mod push;
pub(crate) mod seat;
pub(crate) mod settings;

/// Append-only: a Desk may wake after a year at any of these.
pub(crate) const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_account", include_str!("../../migrations/desk/0001_account.sql")),
    ("0002_settings", include_str!("../../migrations/desk/0002_settings.sql")),
    ("0003_enquiry", include_str!("../../migrations/desk/0003_enquiry.sql")),
    crate::owed::MIGRATION,
    ("0004_routing", include_str!("../../migrations/desk/0004_routing.sql")),
    ("0005_link_count", include_str!("../../migrations/desk/0005_link_count.sql")),
    ("0006_cta_seen", include_str!("../../migrations/desk/0006_cta_seen.sql")),
    ("0007_push", include_str!("../../migrations/desk/0007_push.sql")),
];
