//! Pictures that somebody uploaded, as the worker draws them: PNG alone, for that is what it can read anyway.

use std::io::Cursor;

use png::{BitDepth, ColorType, Decoder, Limits, Transformations};
use shared::{color::Color, picture::MAX_SIDE_PX};

use super::{
    canvas::{Area, Canvas},
    letters::whole,
};

/// Memory that one may take while it is read, four bytes for each of the most pixels and as much again.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// See the module.
#[derive(Clone)]
pub(crate) struct Raster {
    width: u32,
    height: u32,
    /// Row by row; the last channel is how much covers what is below.
    pixels: Vec<[u8; 4]>,
}

impl Raster {
    /// Reads a PNG; none if it is broken or too large.
    pub(crate) fn read(file: &[u8]) -> Option<Self> {
        let mut decoder = Decoder::new_with_limits(Cursor::new(file), Limits { bytes: MOST_BYTES });
        // Eight bits and every channel, whatever it is written with.
        decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
        let mut reader = decoder.read_info().ok()?;
        let (width, height) = (reader.info().width, reader.info().height);
        if width.max(height) > MAX_SIDE_PX || width.min(height) == 0 {
            return None;
        }
        let mut bytes = vec![0; reader.output_buffer_size()?];
        let frame = reader.next_frame(&mut bytes).ok()?;
        if frame.bit_depth != BitDepth::Eight {
            return None;
        }
        let pixels: Vec<[u8; 4]> = match frame.color_type {
            ColorType::Rgba => bytes.as_chunks().0.to_vec(),
            ColorType::GrayscaleAlpha => {
                bytes.as_chunks().0.iter().map(|[light, cover]| [*light, *light, *light, *cover]).collect()
            }
            ColorType::Grayscale | ColorType::Rgb | ColorType::Indexed => return None,
        };
        Some(Self { width, height, pixels })
    }

    /// Draws it into the middle of a square, as large as it fits.
    pub(super) fn draw(&self, canvas: &mut Canvas, square: Area) {
        let (width, height) = (pixels(self.width), pixels(self.height));
        let scale = square.width / width.max(height);
        let (left, top) =
            (square.left + (square.width - width * scale) / 2.0, square.top + (square.width - height * scale) / 2.0);
        for y in whole(top)..whole(top + height * scale) {
            for x in whole(left)..whole(left + width * scale) {
                let from = |at: i32, start: f32| (offset(at) - start) / scale;
                let ([red, green, blue], cover) = self.mean((from(x, left), from(y, top)), 1.0 / scale);
                canvas.dab(x, y, Color::new(red, green, blue), cover);
            }
        }
    }

    /// The colour of a square of it, of which each pixel counts by how much it covers.
    fn mean(&self, (left, top): (f32, f32), side: f32) -> ([u8; 3], f32) {
        let span = |start: f32, end: u32| {
            let first = u32::try_from(whole(start)).unwrap_or(0).min(end.saturating_sub(1));
            let last = u32::try_from(whole((start + side).ceil())).unwrap_or(0).min(end);
            first..last.max(first + 1)
        };
        let (mut sums, mut covers, mut count) = ([0.0_f32; 3], 0.0_f32, 0.0_f32);
        for y in span(top, self.height) {
            for x in span(left, self.width) {
                let at = usize::try_from(y * self.width + x).unwrap_or(usize::MAX);
                let [red, green, blue, cover] = self.pixels.get(at).copied().unwrap_or_default();
                let cover = f32::from(cover) / 255.0;
                for (sum, channel) in sums.iter_mut().zip([red, green, blue]) {
                    *sum += f32::from(channel) * cover;
                }
                covers += cover;
                count += 1.0;
            }
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a mean of bytes is one")]
        let channel = |sum: f32| if covers > 0.0 { (sum / covers).round() as u8 } else { 0 };
        (sums.map(channel), covers / count)
    }
}

#[expect(clippy::cast_precision_loss, reason = "pictures are at most 4,096 pixels wide")]
fn pixels(side: u32) -> f32 {
    side as f32
}

#[expect(clippy::cast_precision_loss, reason = "pictures are at most 4,096 pixels wide")]
fn offset(at: i32) -> f32 {
    at as f32
}

#[cfg(test)]
mod tests {
    use png::Encoder;

    use super::*;

    fn png(color: ColorType, width: u32, height: u32, bytes: &[u8]) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, width, height);
        encoder.set_color(color);
        encoder.set_depth(BitDepth::Eight);
        if color == ColorType::Indexed {
            encoder.set_palette(vec![255, 0, 0, 0, 0, 255]);
        }
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(bytes).expect("its data");
        writer.finish().expect("an end");
        file
    }

    fn drawn(file: &[u8], side: u32) -> Vec<[u8; 3]> {
        let mut canvas = Canvas::new(side, side, Color::WHITE).expect("a sheet");
        Raster::read(file).expect("a picture").draw(&mut canvas, Area::square(0.0, 0.0, pixels(side)));
        canvas.pixels
    }

    #[test]
    fn every_kind_of_png_is_read() {
        let [red, blue] = [[255, 0, 0], [0, 0, 255]];
        for (color, bytes) in [
            (ColorType::Rgb, [red, blue].concat()),
            (ColorType::Rgba, vec![255, 0, 0, 255, 0, 0, 255, 255]),
            (ColorType::Indexed, vec![0, 1]),
        ] {
            // Twice as wide as high: ground above and below.
            let white = [255; 3];
            let expected = [[white; 4], [red, red, blue, blue], [red, red, blue, blue], [white; 4]].concat();
            assert_eq!(drawn(&png(color, 2, 1, &bytes), 4), expected, "{color:?}");
        }
        assert_eq!(drawn(&png(ColorType::Grayscale, 1, 1, &[90]), 1), [[90; 3]]);
        assert_eq!(drawn(&png(ColorType::GrayscaleAlpha, 1, 1, &[0, 0]), 1), [[255; 3]]);
    }

    #[test]
    fn what_is_reduced_is_the_mean_of_what_was_there() {
        let half = [0, 0, 0, 255, 9, 9, 9, 0, 0, 0, 0, 255, 9, 9, 9, 0];
        assert_eq!(drawn(&png(ColorType::Rgba, 2, 2, &half), 1), [[128; 3]]);
    }

    #[test]
    fn what_is_no_png_is_no_picture() {
        let file = png(ColorType::Rgb, 2, 1, &[1, 2, 3, 4, 5, 6]);
        assert!(Raster::read(b"RIFF").is_none());
        assert!(Raster::read(file.get(..40).expect("it is longer")).is_none());
        assert!(Raster::read(&png(ColorType::Grayscale, 1_025, 1, &[0; 1_025])).is_none());
    }
}
