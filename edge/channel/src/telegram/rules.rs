//! What Telegram says of itself and may change: limits, paces, errors. The code reads them from here and knows none by heart.

use crate::{
    adapter::FileLimit,
    inbound::MediaKind,
    pace::Pace,
    problem::Class,
    window::{Dated, read},
};

/// Most UTF-16 code units in one text. Telegram says characters, and counts those elsewhere.
pub(super) const TEXT_UNITS: Dated<usize> = read(4_096, "Telegram Bot API, `sendMessage`, read 2026-11");

/// How long the sign of typing is shown, in s.
pub(super) const TYPING_S: Dated<u32> = read(5, "Telegram Bot API, `sendChatAction`, read 2026-11");

/// Some 30 a second, and one a second to one person, "short bursts" aside.
pub(super) const PACE: Dated<Pace> =
    read(Pace { per_second: 30, person_gap_ms: 1_000, person_burst: 3 }, "Telegram's FAQ for bots, read 2026-11");

/// What it takes as files. Whether its megabytes are those of 1,024 isn't said: these are within both.
pub(super) const FILES: Dated<&[FileLimit]> = read(
    &[
        FileLimit {
            kind: MediaKind::Image,
            media_types: &["image/jpeg", "image/png", "image/webp"],
            bytes: 10_000_000,
        },
        FileLimit { kind: MediaKind::Video, media_types: &["video/mp4"], bytes: 50_000_000 },
        FileLimit {
            kind: MediaKind::Audio,
            media_types: &["audio/ogg", "audio/mpeg", "audio/mp4", "audio/x-m4a"],
            bytes: 50_000_000,
        },
        FileLimit { kind: MediaKind::File, media_types: &[], bytes: 50_000_000 },
    ],
    "Telegram Bot API, `sendPhoto`, `sendVideo`, `sendVoice` and `sendDocument`, read 2026-11",
);

/// What the codes mean, where the description holds the words. The first that fits counts; others are [`Class::Permanent`], but
/// for 429, which says how long to wait.
pub(super) const ERRORS: Dated<&[(u64, &str, Class)]> = read(
    &[
        (400, "chat not found", Class::Unavailable),
        (400, "user not found", Class::Unavailable),
        // A token that was revoked, and one that never was.
        (401, "", Class::Credentials),
        (404, "", Class::Credentials),
        // Blocked by the user, the user is deactivated, never wrote to the bot.
        (403, "", Class::Unavailable),
    ],
    "no page of Telegram's lists them; integrators, as seen 2026-11",
);
