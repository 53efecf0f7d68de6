//! What WeChat says of itself and may change: windows, limits, paces, errors. The code reads them from here and knows none by
//! heart.

use std::ops::RangeInclusive;

use crate::{
    adapter::FileLimit,
    inbound::MediaKind,
    pace::Pace,
    problem::Class,
    window::{Dated, READ, Rule, read},
};

/// After a message. It was 20 messages before.
pub(super) const AFTER_MESSAGE: Rule = Rule {
    for_ms: 48 * 60 * 60 * 1_000,
    messages: Some(5),
    since: "2023-06",
    source: "WeChat documentation, customer service messages, read 2026-11",
};

/// After a press on the menu, following, or scanning a code.
pub(super) const AFTER_ACTION: Rule = Rule {
    for_ms: 60 * 1_000,
    messages: Some(3),
    since: READ,
    source: "WeChat documentation, customer service messages, read 2026-11",
};

/// How long WeChat waits for our answer to a call, in ms.
pub(super) const ANSWER_WITHIN_MS: Dated<i64> = read(5_000, "WeChat documentation, receiving messages, read 2026-11");

/// Most bytes of UTF-8 in one text (45002 above it).
pub(super) const TEXT_BYTES: Dated<usize> =
    read(2_048, "WeChat documentation, customer service messages, read 2026-11");

/// Most characters of an article's title: longer ones are cut. Ours: WeChat has an error for what is too long (45003), and
/// none of the pages that were read says what that is.
pub(super) const TITLE_CHARS: usize = 64;

/// How long the sign of typing is shown, in s.
pub(super) const TYPING_S: Dated<u32> = read(15, "no page of WeChat's; integrators, as seen 2026-11");

/// For how many seconds after what the person wrote it can be shown (45080 after it).
pub(super) const TYPING_WITHIN_S: Dated<u32> =
    read(30, "WeChat documentation, customer service typing state, read 2026-11");

/// Ours: WeChat gives no number, only an error (45011) that counts by the minute.
pub(super) const PACE: Pace = Pace { per_second: 10, person_gap_ms: 200, person_burst: 1 };

/// What it takes as files. Older texts say 2 MB for a picture. Whether its megabytes are those of 1,024 isn't said: these are
/// within both.
pub(super) const FILES: Dated<&[FileLimit]> = read(
    &[
        FileLimit {
            kind: MediaKind::Image,
            media_types: &["image/png", "image/jpeg", "image/jpg", "image/gif"],
            bytes: 10_000_000,
        },
        FileLimit { kind: MediaKind::Audio, media_types: &["audio/amr", "audio/mpeg", "audio/mp3"], bytes: 2_000_000 },
        FileLimit { kind: MediaKind::Video, media_types: &["video/mp4"], bytes: 10_000_000 },
    ],
    "WeChat documentation, temporary media, read 2026-11",
);

/// Longest sound, in ms.
pub(super) const VOICE_MS: Dated<u32> = read(60_000, "WeChat documentation, temporary media, read 2026-11");

/// What the codes mean. Those that aren't here are [`Class::Permanent`].
pub(super) const ERRORS: Dated<&[(RangeInclusive<i64>, Class)]> = read(
    &[
        (-1..=-1, Class::Retry { after_ms: None }),
        (40_001..=40_001, Class::RenewToken),
        (40_003..=40_003, Class::Unavailable),
        (40_004..=40_009, Class::Permanent),
        (40_013..=40_013, Class::Credentials),
        (40_014..=40_014, Class::RenewToken),
        (40_125..=40_125, Class::Credentials),
        (40_164..=40_164, Class::Credentials),
        (41_001..=41_001, Class::RenewToken),
        (42_001..=42_001, Class::RenewToken),
        (43_004..=43_004, Class::Unavailable),
        (43_019..=43_019, Class::Unavailable),
        (44_001..=44_004, Class::Permanent),
        (45_001..=45_008, Class::Permanent),
        (45_009..=45_009, Class::QuotaUsed),
        // Counted by the minute.
        (45_011..=45_011, Class::Retry { after_ms: Some(60_000) }),
        (45_015..=45_015, Class::WindowClosed),
        (45_047..=45_047, Class::WindowClosed),
        // Signs of typing: none is shown, and nothing is to be done about it.
        (45_072..=45_072, Class::Accepted),
        (45_080..=45_081, Class::Accepted),
        (46_004..=46_004, Class::Unavailable),
        (47_001..=47_001, Class::Permanent),
        (48_001..=48_001, Class::Credentials),
        (48_002..=48_002, Class::Unavailable),
        (48_004..=48_004, Class::Credentials),
        (50_002..=50_002, Class::Credentials),
        (50_005..=50_005, Class::Unavailable),
    ],
    "WeChat documentation, global return codes, read 2026-11",
);
