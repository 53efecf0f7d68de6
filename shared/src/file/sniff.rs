//! What a file is, by its first bytes. The signatures are those of the WHATWG's "MIME Sniffing" and of the formats' own
//! specifications; where both sides of a doubt do no harm (a recording or a video in the same container), the sender is
//! believed. Whatever isn't known is a document that is saved, never shown.

use super::{
    FileCard, FileKind,
    name::is_executable,
    size::{self, Size},
};
use crate::{
    api::{ErrorCode, StartFile},
    value::MediaType,
};

/// So much of a file is looked at: a JPEG's size stands behind its EXIF and colour profiles, each of which has up to 64 KiB.
pub const HEAD_BYTES: u32 = 256 * 1024;

/// What browsers show without running anything in it, and so may be shown instead of saved.
const SHOWN: &[&str] = &[
    "application/pdf",
    "audio/aac",
    "audio/flac",
    "audio/mp4",
    "audio/mpeg",
    "audio/ogg",
    "audio/wav",
    "audio/webm",
    "image/avif",
    "image/bmp",
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/webp",
    "video/mp4",
    "video/ogg",
    "video/quicktime",
    "video/webm",
];

/// Whether a browser may show a file of this type; everything else is saved.
#[must_use]
pub fn is_shown(media_type: &str) -> bool {
    SHOWN.binary_search(&media_type).is_ok()
}

/// The card of a file that begins with `head`, and whose sender told `start`.
///
/// # Errors
/// [`ErrorCode::Executable`].
pub fn card(start: &StartFile, head: &[u8]) -> Result<FileCard, ErrorCode> {
    let told = start.media_type.as_ref().and_then(|told| MediaType::try_from(told.as_str()).ok());
    let Sniffed { media_type, size } = sniff(head, told.as_ref()).ok_or(ErrorCode::Executable)?;
    if is_executable(&start.name) {
        return Err(ErrorCode::Executable);
    }
    let kind = kind_of(media_type);
    let is_seen = matches!(kind, FileKind::Image | FileKind::Video);
    let told_size = start.width.zip(start.height);
    let size = size.or(told_size).filter(|_| is_seen).and_then(size::sensible);
    let is_played = matches!(kind, FileKind::Video | FileKind::Audio);
    Ok(FileCard {
        file: start.file,
        name: start.name.clone(),
        bytes: start.bytes,
        // By our own table.
        media_type: MediaType::try_from(media_type).map_err(|_| ErrorCode::Internal)?,
        kind,
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
        duration_ms: start.duration_ms.filter(|_| is_played),
        voice: start.voice && kind == FileKind::Audio,
        deleted: false,
    })
}

/// How a file of this type is shown.
#[must_use]
pub fn kind_of(media_type: &str) -> FileKind {
    match media_type.split_once('/') {
        Some(("image", _)) if is_shown(media_type) => FileKind::Image,
        Some(("video", _)) if is_shown(media_type) => FileKind::Video,
        Some(("audio", _)) if is_shown(media_type) => FileKind::Audio,
        Some(_) | None => FileKind::Document,
    }
}

struct Sniffed {
    media_type: &'static str,
    size: Option<Size>,
}

impl From<&'static str> for Sniffed {
    fn from(media_type: &'static str) -> Self {
        Self { media_type, size: None }
    }
}

/// None for what a machine would run.
fn sniff(head: &[u8], told: Option<&MediaType>) -> Option<Sniffed> {
    if runs(head) {
        return None;
    }
    if let Some(picture) = picture(head) {
        return Some(picture);
    }
    let media_type = match head {
        [b'%', b'P', b'D', b'F', b'-', ..] => "application/pdf",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => "audio/wav",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'A', b'V', b'I', b' ', ..] => "video/x-msvideo",
        [b'f', b'L', b'a', b'C', ..] => "audio/flac",
        [b'I', b'D', b'3', ..] => "audio/mpeg",
        [b'O', b'g', b'g', b'S', ..] if has(head, b"theora") => "video/ogg",
        [b'O', b'g', b'g', b'S', ..] => "audio/ogg",
        [0x1a, 0x45, 0xdf, 0xa3, ..] => matroska(head, told),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => iso(head, brand, told),
        // ADTS and MPEG audio: layers II and III. What begins with a byte order mark would be of layer I.
        [0xff, second, ..] if second & 0xf6 == 0xf0 => "audio/aac",
        [0xff, second, third, ..] if second & 0xe0 == 0xe0 && matches!(second >> 1 & 3, 1 | 2) && third >> 4 != 15 => {
            "audio/mpeg"
        }
        [b'P', b'K', 3, 4, ..] => zip(head),
        [0x1f, 0x8b, ..] => "application/gzip",
        [b'7', b'z', 0xbc, 0xaf, 0x27, 0x1c, ..] => "application/x-7z-compressed",
        [b'R', b'a', b'r', b'!', 0x1a, 7, ..] => "application/vnd.rar",
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => "application/x-ole-storage",
        [b'{', b'\\', b'r', b't', b'f', ..] => "application/rtf",
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => "image/tiff",
        _ => text(head),
    };
    Some(media_type.into())
}

fn picture(head: &[u8]) -> Option<Sniffed> {
    let (media_type, size) = match head {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => ("image/png", size::png(head)),
        [0xff, 0xd8, 0xff, ..] => ("image/jpeg", size::jpeg(head)),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => ("image/gif", size::gif(head)),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => ("image/webp", size::webp(head)),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => ("image/avif", size::avif(head)),
        // With the length of its second header, or a text that begins so would be one.
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, _, _, _, _, 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0, ..] => {
            ("image/bmp", size::bmp(head))
        }
        _ => return None,
    };
    Some(Sniffed { media_type, size })
}

/// Whether a machine would run it: programs, and scripts that say by what.
#[expect(clippy::match_same_arms, reason = "each line is a kind of its own")]
fn runs(head: &[u8]) -> bool {
    match head {
        // A header of 64 bytes with nothing in many of them, or a text that begins so would be one.
        [b'M', b'Z', rest @ ..] => rest.iter().take(62).any(|byte| *byte == 0),
        [0x7f, b'E', b'L', b'F', ..] | [0, b'a', b's', b'm', ..] => true,
        // Mach-O, for one machine or several; the last is that of Java's classes, too.
        [0xfe, 0xed, 0xfa, 0xce | 0xcf, ..]
        | [0xce | 0xcf, 0xfa, 0xed, 0xfe, ..]
        | [0xca, 0xfe, 0xba, 0xbe | 0xbf, ..] => true,
        [b'#', b'!', rest @ ..] => rest.iter().find(|byte| !matches!(byte, b' ' | b'\t')) == Some(&b'/'),
        // Android's, Windows' links and help, and what is installed: Debian, Red Hat, macOS, Chrome.
        [b'd', b'e', b'x', b'\n', ..] | [b'L', 0, 0, 0, 1, 0x14, 2, 0, ..] | [b'I', b'T', b'S', b'F', ..] => true,
        [0xed, 0xab, 0xee, 0xdb, ..] | [b'x', b'a', b'r', b'!', ..] | [b'C', b'r', b'2', b'4', ..] => true,
        [b'!', b'<', b'a', b'r', b'c', b'h', b'>', ..] => true,
        // Windows Installer: the class of its root, in the storage that old documents have, too.
        [0xd0, 0xcf, 0x11, 0xe0, ..] => has(head, &[0x84, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46]),
        [b'P', b'K', 3, 4, ..] => entries(head)
            .any(|name| name == b"META-INF/MANIFEST.MF" || name == b"AndroidManifest.xml" || name.ends_with(b".dex")),
        _ => false,
    }
}

/// `WebM`, if it is: by the tracks that it tells of, else as the sender says.
fn matroska(head: &[u8], told: Option<&MediaType>) -> &'static str {
    if !has(head.get(..64).unwrap_or(head), b"webm") {
        return "video/x-matroska";
    }
    let sounds = has(head, b"A_OPUS") || has(head, b"A_VORBIS");
    match (has(head, b"V_"), sounds) {
        (true, _) => "video/webm",
        (false, true) => "audio/webm",
        (false, false) => if_audio(told, "audio/webm", "video/webm"),
    }
}

/// MP4 and its kin (ISO 14496-12): by the brand, and by the handlers of its tracks.
fn iso(head: &[u8], brand: &[u8], told: Option<&MediaType>) -> &'static str {
    match brand.get(..4).unwrap_or_default() {
        b"M4A " | b"M4B " => "audio/mp4",
        b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1" => "image/heic",
        b"qt  " => "video/quicktime",
        _ if handles(head, *b"vide") => "video/mp4",
        _ if handles(head, *b"soun") => "audio/mp4",
        // What its tracks are stands at its end.
        _ => if_audio(told, "audio/mp4", "video/mp4"),
    }
}

/// Whether a track is of this kind: version and flags, four bytes of nothing, and the kind (ISO 14496-12, 8.4.3).
fn handles(head: &[u8], kind: [u8; 4]) -> bool {
    let places = head.windows(4).enumerate().filter(|(_, name)| *name == b"hdlr").map(|(place, _)| place);
    places.into_iter().any(|place| head.get(place + 12..place + 16) == Some(&kind))
}

fn if_audio(told: Option<&MediaType>, audio: &'static str, video: &'static str) -> &'static str {
    if told.is_some_and(|told| told.as_str().starts_with("audio/")) { audio } else { video }
}

/// Office documents and books are archives of a certain form.
fn zip(head: &[u8]) -> &'static str {
    // ODF 1.3, part 2, 3.3, and EPUB 3.3, 4.2.3: the first entry says it.
    let said = head.get(30..).and_then(|rest| rest.strip_prefix(b"mimetype"));
    for (word, media_type) in [
        (&b"application/epub+zip"[..], "application/epub+zip"),
        (b"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
        (b"application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
        (b"application/vnd.oasis.opendocument.presentation", "application/vnd.oasis.opendocument.presentation"),
    ] {
        if said.is_some_and(|said| said.starts_with(word)) {
            return media_type;
        }
    }
    // ECMA-376, part 2: by the folder of what is in it.
    for (folder, media_type) in [
        (&b"word/"[..], "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ] {
        if entries(head).any(|name| name.starts_with(folder)) {
            return media_type;
        }
    }
    "application/zip"
}

/// Names of what is in an archive, as far as it is here.
fn entries(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    let starts = head.windows(4).enumerate().filter(|(_, four)| *four == b"PK\x03\x04").map(|(place, _)| place);
    starts.filter_map(move |place| {
        let length: [u8; 2] = head.get(place + 26..place + 28)?.try_into().ok()?;
        head.get(place + 30..place + 30 + usize::from(u16::from_le_bytes(length)))
    })
}

/// Text, which may be active: a browser would run what is in such a page.
fn text(head: &[u8]) -> &'static str {
    let bare = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let is_wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    // MIME Sniffing, 3: bytes that no text has.
    let is_binary = |byte: &u8| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f);
    if head.is_empty() || (!is_wide && bare.iter().any(is_binary)) {
        return "application/octet-stream";
    }
    // One of two bytes a letter reads the same with every other one left out.
    let letters = bare.iter().filter(|byte| !is_wide || byte.is_ascii_graphic()).take(1024);
    let start: String = letters.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let start = start.trim_start();
    let is = |words: &[&str]| words.iter().any(|word| start.contains(word));
    if start.starts_with('<') {
        if is(&["<svg"]) {
            return "image/svg+xml";
        }
        if is(&["<!doctype", "<html", "<head", "<body", "<script", "<iframe", "<style", "<a ", "<div", "<p>", "<table"])
        {
            return "text/html";
        }
        return if start.starts_with("<?xml") { "text/xml" } else { "text/plain" };
    }
    if start.starts_with("begin:vcard") {
        "text/vcard"
    } else if start.starts_with("begin:vcalendar") {
        "text/calendar"
    } else {
        "text/plain"
    }
}

fn has(head: &[u8], word: &[u8]) -> bool {
    head.windows(word.len()).any(|part| part == word)
}

#[cfg(test)]
mod tests;
