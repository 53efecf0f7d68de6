//! PNG (W3C, third edition): a signature, and chunks of a length, a type, data and a checksum.

use super::{
    Kept, Unfit,
    bytes::{Bytes, length},
};

const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// What draws it. Left out are texts, times, EXIF, colour profiles, which browsers' canvases don't write, and whatever comes
/// later.
const DRAWS: [&[u8; 4]; 8] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"sRGB", b"gAMA", b"cHRM"];

pub(super) fn read(file: &[u8]) -> Result<Kept, Unfit> {
    let mut rest = Bytes(file);
    if rest.array()? != SIGNATURE {
        return Err(Unfit::Broken);
    }
    let mut bytes = SIGNATURE.to_vec();
    let mut size = None;
    let mut has_data = false;
    loop {
        let whole = rest.0;
        let told = length(rest.big_32()?);
        let kind: [u8; 4] = rest.array()?;
        let data = rest.take(told)?;
        rest.take(4)?;
        match (&kind, size) {
            (b"IHDR", None) => {
                let mut data = Bytes(data);
                size = Some((data.big_32()?, data.big_32()?));
            }
            // The size comes first, once.
            (b"IHDR", Some(_)) | (_, None) => return Err(Unfit::Broken),
            (b"acTL", Some(_)) => return Err(Unfit::Animated),
            (b"IDAT", Some(_)) => has_data = true,
            (_, Some(_)) => {}
        }
        if DRAWS.contains(&&kind) {
            bytes.extend_from_slice(Bytes(whole).take(told.saturating_add(12))?);
        }
        if kind == *b"IEND" {
            let (width, height) = size.filter(|_| has_data).ok_or(Unfit::Broken)?;
            return Ok(Kept { width, height, bytes });
        }
    }
}
