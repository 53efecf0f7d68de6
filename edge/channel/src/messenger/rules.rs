//! What Meta says of Messenger and may change: windows, limits, paces, errors. The code reads them from here and knows none by
//! heart.

use crate::{
    adapter::FileLimit,
    graph::{RETRY, Row},
    inbound::MediaKind,
    pace::Pace,
    problem::Class,
    window::{Dated, READ, Rule, read},
};

/// Everything, after anything that the person did.
pub(super) const USUAL: Rule = Rule {
    for_ms: 24 * 3_600_000,
    messages: None,
    since: READ,
    source: "Messenger Platform documentation, messaging windows, read 2026-11",
};

/// What a person wrote, under the tag `HUMAN_AGENT`, after the person's last message. Since 2026-04-27 no other tag
/// goes with any words.
pub(super) const HUMAN: Rule = Rule {
    for_ms: 7 * 24 * 3_600_000,
    messages: None,
    since: READ,
    source: "Messenger Platform documentation, message tags, read 2026-11",
};

/// Most UTF-16 code units in one text: nobody says in what it is counted, and of those there are the most.
pub(super) const TEXT_UNITS: Dated<usize> =
    read(2_000, "no page of Meta's; every integrator counts on it, as seen 2026-11");

/// Most characters of `metadata`.
pub(super) const METADATA_CHARS: Dated<usize> = read(1_000, "Messenger Platform documentation, send API, read 2026-11");

/// How long the sign of typing is shown, in s.
pub(super) const TYPING_S: Dated<u32> = read(20, "no page of Meta's; integrators, as seen 2026-11");

/// For audio and video; of texts 300 a second would go.
pub(super) const PACE: Dated<Pace> = Dated {
    value: Pace { per_second: 10, person_gap_ms: 0, person_burst: 1 },
    since: "2026-03-23",
    source: "Messenger Platform documentation, rate limits, read 2026-11",
};

/// What it takes as files.
pub(super) const FILES: Dated<&[FileLimit]> = read(
    &[
        FileLimit { kind: MediaKind::Image, media_types: &["image/jpeg", "image/png", "image/gif"], bytes: 8_000_000 },
        FileLimit { kind: MediaKind::Video, media_types: &["video/mp4"], bytes: 25_000_000 },
        FileLimit { kind: MediaKind::Audio, media_types: &[], bytes: 25_000_000 },
        FileLimit { kind: MediaKind::File, media_types: &[], bytes: 25_000_000 },
    ],
    "Messenger Platform documentation, send API, read 2026-11",
);

/// What its errors mean; the first row that fits.
pub(super) const ERRORS: Dated<&[Row]> = read(
    &[
        Row(10, 10, Some(2_018_278), Class::WindowClosed),
        Row(10, 10, Some(2_534_022), Class::WindowClosed),
        Row(10, 10, Some(2_018_065), Class::WindowClosed),
        Row(10, 10, Some(2_018_108), Class::Unavailable),
        Row(551, 551, None, Class::Unavailable),
        // It couldn't fetch our file: once more may do.
        Row(100, 100, Some(2_018_008), RETRY),
        Row(100, 100, None, Class::Permanent),
        // No consent yet: lookups alone.
        Row(230, 230, None, Class::Permanent),
        Row(190, 190, None, Class::Credentials),
        Row(10, 10, None, Class::Credentials),
        Row(200, 299, None, Class::Credentials),
        Row(368, 368, None, Class::Permanent),
        Row(4, 4, None, RETRY),
        Row(32, 32, None, RETRY),
        Row(613, 613, None, RETRY),
        Row(80_004, 80_004, None, RETRY),
        Row(1, 2, None, RETRY),
        Row(99, 99, None, RETRY),
        Row(1_200, 1_200, None, RETRY),
    ],
    "Messenger Platform documentation, error codes, read 2026-11",
);
