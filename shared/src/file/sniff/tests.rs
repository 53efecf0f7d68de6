//! Bytes as they come, and as they are made to deceive.

use super::*;
use crate::{id::FileId, id::MessageId, value::FileName, value::ShortText, value::Timestamp};

fn start(name: &str, told: Option<&str>) -> StartFile {
    StartFile {
        file: FileId::new(Timestamp::from_ms(1), [1; 10]),
        message: MessageId::new(Timestamp::from_ms(1), [1; 10]),
        name: FileName::try_from(name).expect("a name"),
        bytes: 100,
        media_type: told.map(|told| ShortText::try_from(told).expect("a text")),
        width: Some(30),
        height: Some(20),
        duration_ms: Some(900),
        voice: true,
        call: None,
    }
}

fn is(head: &[u8]) -> Option<&'static str> {
    sniff(head, None).map(|sniffed| sniffed.media_type)
}

fn zipped(names: &[&str]) -> Vec<u8> {
    let entry = |name: &&str| {
        let mut entry = b"PK\x03\x04".to_vec();
        entry.extend([0; 22]);
        entry.extend(u16::try_from(name.len()).expect("short").to_le_bytes());
        entry.extend([0; 2]);
        entry.extend(name.as_bytes());
        entry
    };
    names.iter().flat_map(entry).collect()
}

fn mp4(brand: [u8; 4], handler: [u8; 4]) -> Vec<u8> {
    [b"\0\0\0\x18ftyp", &brand[..], b"\0\0\0\0....hdlr\0\0\0\0\0\0\0\0", &handler].concat()
}

#[test]
fn the_table_is_in_order() {
    assert!(SHOWN.is_sorted(), "it is searched by halves");
}

#[test]
fn common_files_are_known_by_their_bytes() {
    for (head, media_type) in [
        (&b"%PDF-1.7"[..], "application/pdf"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
        (b"RIFF\x24\0\0\0AVI LIST", "video/x-msvideo"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90\x64", "audio/mpeg"),
        (b"\xff\xf1\x50\x80", "audio/aac"),
        (b"OggS\0\x02..............................OpusHead", "audio/ogg"),
        (b"\x1a\x45\xdf\xa3....webm....V_VP8....A_OPUS", "video/webm"),
        (b"\x1a\x45\xdf\xa3....webm....A_OPUS", "audio/webm"),
        (b"\x1a\x45\xdf\xa3....matroska....V_MPEG4", "video/x-matroska"),
        (b"\x1f\x8b\x08", "application/gzip"),
        (b"{\\rtf1", "application/rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        (b"BEGIN:VCARD\r\n", "text/vcard"),
        (b"Hello\n", "text/plain"),
        ("报价\n".as_bytes(), "text/plain"),
        (b"\xff\xfeH\0i\0", "text/plain"),
        (b"#!AMR\n", "text/plain"),
        (b"MZungu is a word\n", "text/plain"),
        (b"BM is a word, too, and goes on\n", "text/plain"),
        (b"\0\x01\x02", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ] {
        assert_eq!(is(head), Some(media_type), "{}", head.escape_ascii());
    }
    assert_eq!(is(&mp4(*b"isom", *b"vide")), Some("video/mp4"));
    assert_eq!(is(&mp4(*b"isom", *b"soun")), Some("audio/mp4"));
    assert_eq!(is(&mp4(*b"M4A ", *b"soun")), Some("audio/mp4"));
    assert_eq!(is(&mp4(*b"heic", *b"pict")), Some("image/heic"));
    let office = |folder| zipped(&["[Content_Types].xml", folder]);
    assert!(is(&office("word/document.xml")).is_some_and(|it| it.ends_with("wordprocessingml.document")));
    assert!(is(&office("xl/workbook.xml")).is_some_and(|it| it.ends_with("spreadsheetml.sheet")));
    assert_eq!(is(&zipped(&["mimetypeapplication/epub+zip"])), Some("application/epub+zip"));
    assert_eq!(is(&zipped(&["a.txt"])), Some("application/zip"));
}

#[test]
fn what_a_machine_runs_is_refused_whatever_it_is_called() {
    let mut pe = b"MZ\x90\0\x03".to_vec();
    pe.extend([0; 64]);
    let mut installer = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    installer.extend([7; 100]);
    installer.extend([0x84, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46]);
    for head in [
        &pe[..],
        &installer,
        b"\x7fELF\x02",
        b"\xcf\xfa\xed\xfe",
        b"\xca\xfe\xba\xbe",
        b"#!/bin/sh\n",
        b"#! /usr/bin/env python\n",
        b"\0asm\x01",
        b"L\0\0\0\x01\x14\x02\0",
        b"!<arch>\ndebian-binary",
        b"xar!",
        &zipped(&["META-INF/MANIFEST.MF", "a.class"]),
        &zipped(&["res/a.png", "AndroidManifest.xml"]),
        &zipped(&["classes.dex"]),
    ] {
        assert_eq!(is(head), None, "{}", head.escape_ascii());
        assert_eq!(card(&start("photo.jpg", Some("image/jpeg")), head), Err(ErrorCode::Executable));
    }
    assert_eq!(card(&start("setup.exe", None), b"%PDF-1.7"), Err(ErrorCode::Executable));
    assert!(is(&zipped(&["META-INF/container.xml"])).is_some(), "a book is no program");
}

#[test]
fn pages_that_could_run_here_are_known_as_such() {
    for (head, media_type) in [
        (&b"<!DOCTYPE html><p>"[..], "text/html"),
        (b"\xef\xbb\xbf  \n<HTML>", "text/html"),
        (b"<!-- x --><script>alert(1)</script>", "text/html"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'>", "image/svg+xml"),
        (b"<svg onload=alert(1)>", "image/svg+xml"),
        (b"<?xml version='1.0'?><note/>", "text/xml"),
        (b"\xff\xfe<\0s\0v\0g\0>\0", "image/svg+xml"),
    ] {
        assert_eq!(is(head), Some(media_type), "{}", head.escape_ascii());
        let card = card(&start("photo.png", Some("image/png")), head).expect("it runs on no machine");
        assert_eq!(card.kind, FileKind::Document);
        assert!(!is_shown(card.media_type.as_str()), "{media_type} is saved");
    }
}

#[test]
fn a_picture_tells_its_size_and_a_sender_only_where_it_does_not() {
    let size = |head: &[u8]| sniff(head, None).and_then(|sniffed| sniffed.size);
    assert_eq!(size(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x10"), Some((256, 16)));
    assert_eq!(size(b"GIF89a\x05\x00\x04\x00"), Some((5, 4)));
    let jpeg = |orientation: u8| {
        let mut jpeg = b"\xff\xd8\xff\xe1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        jpeg.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
        jpeg.extend(b"\xff\xc0\0\x0b\x08\0\x1e\0\x28\x01\x01\x11\0");
        jpeg
    };
    assert_eq!((size(&jpeg(1)), size(&jpeg(6))), (Some((40, 30)), Some((30, 40))));
    assert_eq!(size(b"RIFF....WEBPVP8X\x0a\0\0\0\0\0\0\0\x27\0\0\x1d\0\0"), Some((40, 30)));
    assert_eq!(size(b"RIFF....WEBPVP8 \x0a\0\0\0...\x9d\x01\x2a\x28\0\x1e\0"), Some((40, 30)));
    let card = card(&start("a.jpg", None), b"\xff\xd8\xff\xda\0\x02").expect("a picture, if a broken one");
    assert_eq!((card.width, card.height), (Some(30), Some(20)));
}

#[test]
fn what_is_told_counts_only_where_both_are_as_good() {
    let of = |told, head: &[u8]| card(&start("a", Some(told)), head).expect("a file");
    let voice = of("audio/mp4", &mp4(*b"isom", *b"...."));
    assert_eq!((voice.media_type.as_str(), voice.kind, voice.voice), ("audio/mp4", FileKind::Audio, true));
    assert_eq!((voice.width, voice.duration_ms), (None, Some(900)));
    assert_eq!(of("video/mp4", &mp4(*b"isom", *b"....")).kind, FileKind::Video);
    assert_eq!(of("audio/mp4", &mp4(*b"isom", *b"vide")).kind, FileKind::Video);
    let pdf = of("image/png", b"%PDF-1.7");
    assert_eq!(
        (pdf.media_type.as_str(), pdf.kind, pdf.voice, pdf.width),
        ("application/pdf", FileKind::Document, false, None)
    );
}

proptest::proptest! {
    #[test]
    fn no_bytes_break_it(head in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300), which in 0..8_usize) {
        let starts: [&[u8]; 8] = [
            b"", b"\xff\xd8\xff\xe1\0\x22Exif\0\0MM\0*", b"RIFF....WEBPVP8L", b"GIF89a", b"PK\x03\x04", b"BM",
            b"\0\0\0\x18ftypavif....ispe", b"\x89PNG\r\n\x1a\n",
        ];
        let _ = card(&start("a.bin2", Some("image/png")), &[starts[which], &head].concat());
    }
}
