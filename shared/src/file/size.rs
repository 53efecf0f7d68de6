//! How wide and high a picture is drawn, from its first bytes. None where they don't say it, or say it wrongly: it is told by
//! the sender then, and only decides how much place is kept.

use crate::picture::bytes::Bytes;

/// Beyond this it is no picture that a browser draws.
const MAX_SIDE_PX: u32 = 65_535;

/// Width and height.
pub(super) type Size = (u32, u32);

/// Nothing without an extent, or with an absurd one.
pub(super) fn sensible((width, height): Size) -> Option<Size> {
    let fits = |side: u32| (1..=MAX_SIDE_PX).contains(&side);
    (fits(width) && fits(height)).then_some((width, height))
}

/// PNG (W3C, third edition): the header comes first.
pub(super) fn png(head: &[u8]) -> Option<Size> {
    let mut rest = Bytes(head.get(16..)?);
    Some((rest.big_32().ok()?, rest.big_32().ok()?))
}

/// `GIF89a`, 18: the logical screen.
pub(super) fn gif(head: &[u8]) -> Option<Size> {
    let mut rest = Bytes(head.get(6..)?);
    Some((rest.little_16().ok()?.into(), rest.little_16().ok()?.into()))
}

/// BITMAPINFOHEADER and its successors; a height below 0 means that it starts at the top.
pub(super) fn bmp(head: &[u8]) -> Option<Size> {
    let mut rest = Bytes(head.get(18..)?);
    let (width, height) = (rest.little_32().ok()?, rest.little_32().ok()?);
    Some((width, height.cast_signed().unsigned_abs()))
}

/// WebP (RFC 9649): the canvas of the extended form, or the frame of a simple one.
pub(super) fn webp(head: &[u8]) -> Option<Size> {
    let kind = head.get(12..16)?;
    let mut data = Bytes(head.get(20..)?);
    match kind {
        b"VP8X" => {
            data.take(4).ok()?;
            Some((data.little_24().ok()? + 1, data.little_24().ok()? + 1))
        }
        // RFC 6386, 9.1: a frame tag, a start code, and 14 bits for each side.
        b"VP8 " => {
            data.take(6).ok()?;
            Some(((data.little_16().ok()? & 0x3fff).into(), (data.little_16().ok()? & 0x3fff).into()))
        }
        // RFC 9649, 3.4: a signature, and 14 bits for each side less one.
        b"VP8L" => {
            data.byte().ok()?;
            let bits = data.little_32().ok()?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        _ => None,
    }
}

/// AVIF (ISO 23008-12, 6.5.3): the first extent that is told.
pub(super) fn avif(head: &[u8]) -> Option<Size> {
    let place = head.windows(4).position(|name| name == b"ispe")?;
    let mut rest = Bytes(head.get(place + 8..)?);
    Some((rest.big_32().ok()?, rest.big_32().ok()?))
}

/// JPEG (ITU T.81): the first frame; turned, if its EXIF says that it is drawn so.
pub(super) fn jpeg(head: &[u8]) -> Option<Size> {
    let mut rest = Bytes(head.get(2..)?);
    let mut turned = false;
    loop {
        if rest.byte().ok()? != 0xff {
            return None;
        }
        let marker = loop {
            match rest.byte().ok()? {
                0xff => {}
                marker => break marker,
            }
        };
        let told = usize::from(rest.big_16().ok()?);
        let data = rest.take(told.checked_sub(2)?).ok()?;
        match marker {
            // Where the coded data begins without a frame, there is none.
            0xd9 | 0xda => return None,
            0xe1 => turned = turned || is_turned(data).unwrap_or(false),
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let mut frame = Bytes(data.get(1..)?);
                let (height, width) = (u32::from(frame.big_16().ok()?), u32::from(frame.big_16().ok()?));
                return Some(if turned { (height, width) } else { (width, height) });
            }
            _ => {}
        }
    }
}

/// EXIF 2.32, 4.6.4: an orientation from 5 on swaps the sides.
fn is_turned(segment: &[u8]) -> Option<bool> {
    const ORIENTATION: u16 = 0x0112;
    let tiff = segment.strip_prefix(b"Exif\0\0")?;
    let is_big = tiff.starts_with(b"MM");
    let short = |place: usize| {
        let pair: [u8; 2] = tiff.get(place..place.checked_add(2)?)?.try_into().ok()?;
        Some(if is_big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let long = |place: usize| {
        let four: [u8; 4] = tiff.get(place..place.checked_add(4)?)?.try_into().ok()?;
        Some(if is_big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(directory)?);
    (0..entries).find_map(|entry| {
        let place = directory.checked_add(2 + entry * 12)?;
        (short(place)? == ORIENTATION).then(|| short(place + 8)).flatten().map(|way| (5..=8).contains(&way))
    })
}
