//! What the Desk keeps.

/// Append-only: a Desk may wake after a year at any of these.
pub(crate) const MIGRATIONS: &[(&str, &str)] = &[];
