//! What the Desk keeps.

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod availability;
pub(crate) mod block;
pub(crate) mod canned;
pub(crate) mod channel;
pub(crate) mod contact;
pub(crate) mod counter;
pub(crate) mod cta;
pub(crate) mod draft;
pub(crate) mod enquiry;
pub(crate) mod erasure;
mod event;
pub(crate) mod file;
pub(crate) mod hook;
pub(crate) mod identity;
mod label;
pub(crate) mod life;
pub(crate) mod link_count;
pub(crate) mod listing;
pub(crate) mod mention;
pub(crate) mod network;
pub(crate) mod person;
pub(crate) mod person_list;
pub(crate) mod picture;
pub(crate) mod push;
pub(crate) mod quiet;
pub(crate) mod reminder;
pub(crate) mod seat;
pub(crate) mod settings;
pub(crate) mod site;
pub(crate) mod space;
pub(crate) mod token;
pub(crate) mod told;
pub(crate) mod visitor_push;

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
    ("0008_staff_said", include_str!("../../migrations/desk/0008_staff_said.sql")),
    ("0009_told", include_str!("../../migrations/desk/0009_told.sql")),
    ("0010_alerts", include_str!("../../migrations/desk/0010_alerts.sql")),
    ("0011_site_seen", include_str!("../../migrations/desk/0011_site_seen.sql")),
    ("0012_picture", include_str!("../../migrations/desk/0012_picture.sql")),
    ("0013_staff", include_str!("../../migrations/desk/0013_staff.sql")),
    ("0014_picture_goes", include_str!("../../migrations/desk/0014_picture_goes.sql")),
    ("0015_transfer", include_str!("../../migrations/desk/0015_transfer.sql")),
    ("0016_report", include_str!("../../migrations/desk/0016_report.sql")),
    ("0019_canned", include_str!("../../migrations/desk/0019_canned.sql")),
    ("0021_label", include_str!("../../migrations/desk/0021_label.sql")),
    ("0022_rating", include_str!("../../migrations/desk/0022_rating.sql")),
    ("0023_token", include_str!("../../migrations/desk/0023_token.sql")),
    ("0024_hook", include_str!("../../migrations/desk/0024_hook.sql")),
    ("0025_contact", include_str!("../../migrations/desk/0025_contact.sql")),
    ("0026_identity", include_str!("../../migrations/desk/0026_identity.sql")),
    ("0027_identity_home", include_str!("../../migrations/desk/0027_identity_home.sql")),
    ("0028_identity_used", include_str!("../../migrations/desk/0028_identity_used.sql")),
    ("0029_identity_ended", include_str!("../../migrations/desk/0029_identity_ended.sql")),
    ("0030_block", include_str!("../../migrations/desk/0030_block.sql")),
    ("0031_erasure", include_str!("../../migrations/desk/0031_erasure.sql")),
    ("0035_unlisted", include_str!("../../migrations/desk/0035_unlisted.sql")),
    ("0040_audit", include_str!("../../migrations/desk/0040_audit.sql")),
    ("0041_reach", include_str!("../../migrations/desk/0041_reach.sql")),
    ("0045_erased", include_str!("../../migrations/desk/0045_erased.sql")),
    ("0047_reminder", include_str!("../../migrations/desk/0047_reminder.sql")),
    ("0049_file", include_str!("../../migrations/desk/0049_file.sql")),
    ("0050_space", include_str!("../../migrations/desk/0050_space.sql")),
    ("0051_mention", include_str!("../../migrations/desk/0051_mention.sql")),
    ("0052_draft", include_str!("../../migrations/desk/0052_draft.sql")),
    crate::owed::MIGRATION_TARGET,
    ("0055_channel", include_str!("../../migrations/desk/0055_channel.sql")),
    ("0056_photo", include_str!("../../migrations/desk/0056_photo.sql")),
    ("0060_calls", include_str!("../../migrations/desk/0060_calls.sql")),
    ("0061_woken", include_str!("../../migrations/desk/0061_woken.sql")),
];
