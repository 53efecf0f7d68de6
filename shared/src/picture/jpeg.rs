//! JPEG (ITU T.81): segments that begin with a marker, and behind each start of a scan its coded data.

use super::{Kept, Unfit, bytes::Bytes};

const END: u8 = 0xd9;
const START_OF_SCAN: u8 = 0xda;
/// JFIF, which says how the colours are meant, without the small picture that it may hold.
const JFIF: u8 = 0xe0;
/// Adobe's, which says so too where they are meant otherwise.
const ADOBE: u8 = 0xee;

pub(super) fn read(file: &[u8]) -> Result<Kept, Unfit> {
    let mut rest = Bytes(file);
    let mut bytes = rest.take(2)?.to_vec();
    let mut size = None;
    let mut has_scan = false;
    loop {
        let marker = marker(&mut rest)?;
        if marker == END {
            bytes.extend([0xff, END]);
            let (width, height) = size.filter(|_| has_scan).ok_or(Unfit::Broken)?;
            return Ok(Kept { width, height, bytes });
        }
        let told = rest.big_16()?;
        let data = rest.take(usize::from(told).checked_sub(2).ok_or(Unfit::Broken)?)?;
        if is_frame(marker) {
            // A second one would be another picture in the same file.
            if size.is_some() {
                return Err(Unfit::Broken);
            }
            size = Some(size_of(data)?);
        }
        if draws(marker, data) {
            bytes.extend([0xff, marker]);
            bytes.extend(told.to_be_bytes());
            bytes.extend(data);
        }
        if marker == START_OF_SCAN {
            size.ok_or(Unfit::Broken)?;
            has_scan = true;
            bytes.extend(scan(&mut rest)?);
        }
    }
}

/// The next marker; before it may stand any number of bytes of ones.
fn marker(rest: &mut Bytes<'_>) -> Result<u8, Unfit> {
    if rest.byte()? != 0xff {
        return Err(Unfit::Broken);
    }
    loop {
        match rest.byte()? {
            0xff => {}
            // Those without a length belong into scans, and a start is at the start.
            0x00 | 0x01 | 0xd0..=0xd8 => return Err(Unfit::Broken),
            marker => return Ok(marker),
        }
    }
}

const fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf)
}

fn size_of(frame: &[u8]) -> Result<(u32, u32), Unfit> {
    let mut frame = Bytes(frame);
    frame.byte()?;
    let (height, width) = (frame.big_16()?, frame.big_16()?);
    Ok((width.into(), height.into()))
}

/// Whether a segment is needed to draw: frames, tables, scans, and what says how colours are meant.
fn draws(marker: u8, data: &[u8]) -> bool {
    match marker {
        0xc0..=0xcf | 0xda..=0xdd => true,
        JFIF => data.len() == 14 && data.starts_with(b"JFIF\0"),
        ADOBE => data.len() == 12 && data.starts_with(b"Adobe"),
        _ => false,
    }
}

/// Coded data up to the next marker: a byte of ones with nothing or a restart behind it is no marker there.
fn scan<'a>(rest: &mut Bytes<'a>) -> Result<&'a [u8], Unfit> {
    let is_marker = |pair: &[u8]| matches!(pair, [0xff, kind] if !matches!(kind, 0x00 | 0xd0..=0xd7 | 0xff));
    let end = rest.0.windows(2).position(is_marker).ok_or(Unfit::Broken)?;
    rest.take(end)
}
