//! What Meta says of WhatsApp and may change: window, price, limits, paces, errors. The code reads them from here and knows
//! none by heart.

use crate::{
    adapter::FileLimit,
    graph::{RETRY, Row},
    inbound::MediaKind,
    pace::Pace,
    problem::Class,
    window::{Dated, READ, Rule, read},
};

/// Everything, after what the person wrote or pressed; templates at any time.
pub(super) const USUAL: Rule = Rule {
    for_ms: 24 * 3_600_000,
    messages: None,
    since: READ,
    source: "WhatsApp Business Platform documentation, customer service windows, read 2026-11",
};

/// Each message is paid to Meta. Templates were before, since 2025-07; what was written within the window was free.
pub(super) const CHARGED: Dated<bool> = Dated {
    value: true,
    since: "2026-10-01",
    source: "WhatsApp Business Platform documentation, pricing, read 2026-11",
};

/// Most characters in one text.
pub(super) const TEXT_CHARS: Dated<usize> =
    read(4_096, "WhatsApp Business Platform documentation, messages, read 2026-11");

/// Most characters of `biz_opaque_callback_data`.
pub(super) const CALLBACK_CHARS: Dated<usize> =
    read(512, "WhatsApp Business Platform documentation, messages, read 2026-11");

/// How long the sign of typing is shown, in s.
pub(super) const TYPING_S: Dated<u32> = read(25, "WhatsApp Business Platform documentation, messages, read 2026-11");

/// 20 a second if the number is shared with the phone's application. Bursts to one person are let through up to 45; after a
/// restart we don't know of the last one, so two of ours fit in.
pub(super) const PACE: Dated<Pace> = read(
    Pace { per_second: 80, person_gap_ms: 6_000, person_burst: 22 },
    "WhatsApp Business Platform documentation, throughput, read 2026-11",
);

/// What it takes as files.
pub(super) const FILES: Dated<&[FileLimit]> = read(
    &[
        FileLimit { kind: MediaKind::Image, media_types: &["image/jpeg", "image/png"], bytes: 5_000_000 },
        FileLimit { kind: MediaKind::Video, media_types: &["video/mp4", "video/3gpp"], bytes: 16_000_000 },
        FileLimit {
            kind: MediaKind::Audio,
            media_types: &["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"],
            bytes: 16_000_000,
        },
        FileLimit { kind: MediaKind::File, media_types: &[], bytes: 100_000_000 },
    ],
    "WhatsApp Business Platform documentation, media, read 2026-11",
);

/// Meta asks for 4^n seconds.
const SOON: Class = Class::Retry { after_ms: Some(4_000) };

/// Meta asks for hours.
const LATER: Class = Class::Retry { after_ms: Some(3_600_000) };

/// What its errors mean; the first row that fits.
pub(super) const ERRORS: Dated<&[Row]> = read(
    &[
        Row(131_047, 131_047, None, Class::WindowClosed),
        Row(130_429, 130_429, None, RETRY),
        Row(80_007, 80_007, None, RETRY),
        Row(4, 4, None, RETRY),
        Row(131_056, 131_056, None, SOON),
        Row(131_048, 131_048, None, LATER),
        Row(131_026, 131_026, None, Class::Unavailable),
        Row(131_064, 131_064, None, Class::QuotaUsed),
        Row(131_049, 131_050, None, Class::Permanent),
        Row(130_472, 130_472, None, Class::Permanent),
        Row(131_037, 131_037, None, Class::Permanent),
        Row(131_021, 131_021, None, Class::Permanent),
        Row(131_030, 131_030, None, Class::Permanent),
        Row(131_062, 131_062, None, Class::Permanent),
        Row(33, 33, None, Class::Permanent),
        Row(100, 100, None, Class::Permanent),
        Row(131_008, 131_009, None, Class::Permanent),
        Row(131_051, 131_052, None, Class::Permanent),
        Row(131_053, 131_053, None, RETRY),
        Row(132_000, 132_016, None, Class::Permanent),
        Row(0, 0, None, Class::Credentials),
        Row(190, 190, None, Class::Credentials),
        Row(3, 3, None, Class::Credentials),
        Row(10, 10, None, Class::Credentials),
        Row(200, 299, None, Class::Credentials),
        Row(131_005, 131_005, None, Class::Credentials),
        Row(131_042, 131_042, None, Class::Credentials),
        Row(131_031, 131_031, None, Class::Credentials),
        Row(368, 368, None, Class::Credentials),
        Row(131_045, 131_045, None, Class::Credentials),
        Row(133_010, 133_010, None, Class::Credentials),
        Row(130_497, 130_497, None, Class::Credentials),
        Row(1, 2, None, RETRY),
        Row(131_000, 131_000, None, RETRY),
        Row(131_016, 131_016, None, RETRY),
        Row(131_057, 131_057, None, RETRY),
        Row(133_016, 133_016, None, RETRY),
        Row(135_000, 135_000, None, RETRY),
    ],
    "WhatsApp Business Platform documentation, error codes, read 2026-11",
);
