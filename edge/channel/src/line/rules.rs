//! What LINE says of itself and may change: windows, limits, errors. The code reads them from here and knows none by heart.

use crate::{
    adapter::FileLimit,
    inbound::MediaKind,
    problem::Class,
    window::{Dated, READ, Rule, read},
};

/// An error of LINE's, known by its status and, where that leaves a choice, its words.
#[derive(Clone, Copy, Debug)]
pub struct ErrorRow {
    /// The HTTP status.
    pub status: u16,
    /// What its message has in it, in lower case; empty for all that the rows before leave over.
    pub words: &'static str,
    /// What is to be done.
    pub class: Class,
}

/// How long a reply token is used. It is good for about a minute, which LINE asks not to rely on.
pub const REPLY: Rule = Rule {
    for_ms: 50_000,
    messages: Some(1),
    since: READ,
    source: "LINE documentation, send reply message, read 2026-11; ten seconds kept for the way",
};

/// How long after what happened a reply token that comes again can be used at all.
pub const REDELIVERED: Rule = Rule {
    for_ms: 20 * 60_000,
    messages: Some(1),
    since: READ,
    source: "LINE documentation, redelivered webhooks, read 2026-11",
};

/// Most message objects in one call. They count once against the quota.
pub const OBJECTS: Dated<usize> = read(5, "LINE documentation, send push message, read 2026-11");

/// Most UTF-16 code units in one text.
pub const TEXT_UNITS: Dated<usize> = read(5_000, "LINE documentation, text message, read 2026-11");

/// Most UTF-16 code units of what stands for a message in a notification.
pub const ALT_UNITS: Dated<usize> = read(1_500, "LINE documentation, flex message, read 2026-11");

/// Most characters in the address of a file or preview.
pub const FILE_URL_CHARS: Dated<usize> = read(2_000, "LINE documentation, image message, read 2026-11");

/// Most characters in the address behind a button.
pub const ACTION_URL_CHARS: Dated<usize> = read(1_000, "LINE documentation, URI action, read 2026-11");

/// Most bytes of the small picture in front of a file.
pub const PREVIEW_BYTES: Dated<u64> = read(1_000_000, "LINE documentation, image message, read 2026-11");

/// How long the sign of typing is shown, in s: 5 to 60, in steps of 5.
pub const TYPING_S: Dated<u32> = read(20, "LINE documentation, display a loading animation, read 2026-11");

/// Most calls a second for an account.
pub const PER_SECOND: Dated<u32> = read(2_000, "LINE documentation, rate limits, read 2026-11");

/// What it takes as files.
pub const FILES: Dated<&[FileLimit]> = read(
    &[
        FileLimit { kind: MediaKind::Image, media_types: &["image/jpeg", "image/png"], bytes: 10_000_000 },
        FileLimit { kind: MediaKind::Video, media_types: &["video/mp4"], bytes: 200_000_000 },
        FileLimit { kind: MediaKind::Audio, media_types: &["audio/mp4", "audio/mpeg"], bytes: 200_000_000 },
    ],
    "LINE documentation, message objects, read 2026-11",
);

/// What its errors mean; the first row that fits. What is in none is [`Class::Retry`] from 500 on, else [`Class::Permanent`].
pub const ERRORS: Dated<&[ErrorRow]> = read(
    &[
        row(400, "invalid reply token", Class::ReplyTokenSpent),
        row(400, "failed to send messages", Class::Unavailable),
        row(400, "", Class::Permanent),
        row(401, "", Class::RenewToken),
        row(403, "", Class::Credentials),
        row(404, "", Class::Permanent),
        row(409, "", Class::Accepted),
        row(410, "", Class::Permanent),
        row(413, "", Class::Permanent),
        row(415, "", Class::Permanent),
        row(429, "monthly limit", Class::QuotaUsed),
        // Also words that nobody knows yet: a wait harms less than a message that is given up.
        row(429, "", Class::Retry { after_ms: None }),
        row(500, "", Class::Retry { after_ms: None }),
    ],
    "LINE documentation, status codes and error messages, read 2026-11",
);

const fn row(status: u16, words: &'static str, class: Class) -> ErrorRow {
    ErrorRow { status, words, class }
}
