//! WebP (RFC 9649): a RIFF file of chunks with a type, a length and data, each filled up to an even length.

use super::{
    Kept, Unfit,
    bytes::{Bytes, length},
};

/// Of the extended header: whether there is an alpha channel. The other flags are for what is left out here.
const ALPHA: u8 = 0x10;
const ANIMATION: u8 = 0x02;

pub(super) fn read(file: &[u8]) -> Result<Kept, Unfit> {
    let mut rest = Bytes(file);
    rest.take(4)?;
    let told = length(rest.little_32()?);
    // What stands behind the end that it tells is none of the picture.
    let mut rest = Bytes(rest.take(told)?);
    rest.take(4)?;
    let mut canvas = None;
    let mut picture = None;
    let mut chunks = Vec::new();
    while !rest.0.is_empty() {
        let kind: [u8; 4] = rest.array()?;
        let told = rest.little_32()?;
        let data = rest.take(length(told))?;
        if told % 2 == 1 {
            rest.byte()?;
        }
        match &kind {
            b"VP8X" if canvas.is_none() && picture.is_none() => {
                let mut data = Bytes(data);
                let flags = data.byte()?;
                if flags & ANIMATION != 0 {
                    return Err(Unfit::Animated);
                }
                data.take(3)?;
                let sides: [u8; 6] = data.array()?;
                let mut of = Bytes(&sides);
                canvas = Some((of.little_24()? + 1, of.little_24()? + 1));
                add(&mut chunks, kind, &[[flags & ALPHA, 0, 0, 0].as_slice(), &sides].concat());
            }
            b"ALPH" if canvas.is_some() && picture.is_none() => add(&mut chunks, kind, data),
            b"VP8 " if picture.is_none() => {
                picture = Some(lossy(data)?);
                add(&mut chunks, kind, data);
            }
            b"VP8L" if picture.is_none() => {
                picture = Some(lossless(data)?);
                add(&mut chunks, kind, data);
            }
            b"VP8X" | b"ALPH" | b"VP8 " | b"VP8L" => return Err(Unfit::Broken),
            b"ANIM" | b"ANMF" => return Err(Unfit::Animated),
            // EXIF, XMP, colour profiles, and whatever comes later.
            _ => {}
        }
    }
    let (width, height) = picture.ok_or(Unfit::Broken)?;
    if canvas.is_some_and(|canvas| canvas != (width, height)) {
        return Err(Unfit::Broken);
    }
    let told = u32::try_from(chunks.len() + 4).map_err(|_| Unfit::Heavy)?;
    Ok(Kept { width, height, bytes: [b"RIFF", told.to_le_bytes().as_slice(), b"WEBP", &chunks].concat() })
}

fn add(chunks: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    chunks.extend(kind);
    chunks.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    chunks.extend(data);
    if data.len() % 2 == 1 {
        chunks.push(0);
    }
}

/// RFC 6386, 9.1: a key frame, whose sides have 14 bits.
fn lossy(data: &[u8]) -> Result<(u32, u32), Unfit> {
    let mut data = Bytes(data);
    let [first, ..] = data.array::<3>()?;
    if first & 1 != 0 || data.array()? != [0x9d, 0x01, 0x2a] {
        return Err(Unfit::Broken);
    }
    let side = |told: u16| u32::from(told & 0x3fff);
    Ok((side(data.little_16()?), side(data.little_16()?)))
}

/// RFC 9649, 3.4: sides of 14 bits, one less than they are.
fn lossless(data: &[u8]) -> Result<(u32, u32), Unfit> {
    let mut data = Bytes(data);
    if data.byte()? != 0x2f {
        return Err(Unfit::Broken);
    }
    let told = data.little_32()?;
    Ok(((told & 0x3fff) + 1, ((told >> 14) & 0x3fff) + 1))
}
