//! Pixels as PNG.

use std::io::Write;

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};

use crate::error::EdgeError;

/// A picture of few colours, row by row: with two a bit for each pixel, else a byte. `row` gives the places in `palette` of
/// one row's pixels.
///
/// # Errors
/// Never: what is written goes into memory.
pub(super) fn indexed(
    side: u32,
    palette: &[[u8; 3]],
    mut row: impl FnMut(u32, &mut Vec<u8>),
) -> Result<Vec<u8>, EdgeError> {
    let bits = palette.len() <= 2;
    let depth = if bits { BitDepth::One } else { BitDepth::Eight };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, side, side);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(depth);
    encoder.set_palette(palette.concat());
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header().map_err(broken)?;
    let mut stream = writer.stream_writer().map_err(broken)?;
    let mut pixels = Vec::new();
    for y in 0..side {
        pixels.clear();
        row(y, &mut pixels);
        let packed = if bits { pack(&pixels) } else { pixels.clone() };
        stream.write_all(&packed).map_err(|_| NO_PICTURE)?;
    }
    stream.finish().map_err(broken)?;
    writer.finish().map_err(broken)?;
    Ok(bytes)
}

/// A picture of any colours.
///
/// # Errors
/// Never: what is written goes into memory.
pub(super) fn rgb(width: u32, height: u32, pixels: &[[u8; 3]]) -> Result<Vec<u8>, EdgeError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    let mut writer = encoder.write_header().map_err(broken)?;
    writer.write_image_data(pixels.as_flattened()).map_err(broken)?;
    writer.finish().map_err(broken)?;
    Ok(bytes)
}

const NO_PICTURE: EdgeError = EdgeError::Broken("a picture could not be written");

fn broken(_: EncodingError) -> EdgeError {
    NO_PICTURE
}

fn pack(pixels: &[u8]) -> Vec<u8> {
    let byte =
        |eight: &[u8]| eight.iter().zip((0..8).rev()).fold(0, |byte, (pixel, place)| byte | (pixel & 1) << place);
    pixels.chunks(8).map(byte).collect()
}
