//! A sheet to draw on: rectangles with round corners, and lines of text.

use shared::color::Color;

use super::letters::{Letters, whole};
use crate::error::EdgeError;

/// See the module.
pub(super) struct Canvas {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Row by row.
    pub(super) pixels: Vec<[u8; 3]>,
    pub(super) letters: Letters,
}

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Area {
    pub(super) fn square(left: f32, top: f32, side: f32) -> Self {
        Self { left, top, width: side, height: side }
    }
}

impl Canvas {
    /// A sheet of one colour.
    ///
    /// # Errors
    /// When our font can't be read.
    pub(super) fn new(width: u32, height: u32, ground: Color) -> Result<Self, EdgeError> {
        let count = usize::try_from(width * height).unwrap_or(0);
        Ok(Self { width, height, pixels: vec![ground.rgb(); count], letters: Letters::get()? })
    }

    /// Covers part of a pixel; nothing outside of the sheet.
    pub(super) fn dab(&mut self, x: i32, y: i32, color: Color, cover: f32) {
        let place = |at: i32, end: u32| u32::try_from(at).ok().filter(|at| *at < end);
        let (Some(x), Some(y)) = (place(x, self.width), place(y, self.height)) else { return };
        let at = usize::try_from(y * self.width + x).unwrap_or(usize::MAX);
        if let Some(pixel) = self.pixels.get_mut(at) {
            let mixed = std::iter::zip(*pixel, color.rgb()).map(|(under, over)| mix(under, over, cover));
            for (channel, value) in pixel.iter_mut().zip(mixed.collect::<Vec<_>>()) {
                *channel = value;
            }
        }
    }

    /// A rectangle with round corners.
    pub(super) fn fill(&mut self, area: Area, radius: f32, color: Color) {
        let Area { left, top, width, height } = area;
        let (half_width, half_height) = (width / 2.0, height / 2.0);
        let (x0, y0) = (left + half_width, top + half_height);
        for y in whole(top)..=whole(top + height) {
            for x in whole(left)..=whole(left + width) {
                // How far the pixel's middle is outside of the edge: half a pixel of it is blended.
                let out = |at: i32, middle: f32, half: f32| (centre(at) - middle).abs() - half + radius;
                let (dx, dy) = (out(x, x0, half_width), out(y, y0, half_height));
                let outside = dx.max(0.0).hypot(dy.max(0.0)) + dx.max(dy).min(0.0) - radius;
                self.dab(x, y, color, (0.5 - outside).clamp(0.0, 1.0));
            }
        }
    }

    /// A line of text; gives its width.
    pub(super) fn write(&mut self, text: &str, size: f32, left: f32, base: f32, color: Color) -> f32 {
        let mut dabs = Vec::new();
        self.letters.write(text, size, left, base, |x, y, cover| dabs.push((x, y, cover)));
        for (x, y, cover) in dabs {
            self.dab(x, y, color, cover);
        }
        self.letters.width(text, size)
    }
}

#[expect(clippy::cast_precision_loss, reason = "pictures are at most 4,096 pixels wide")]
fn centre(at: i32) -> f32 {
    at as f32 + 0.5
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a mean of two bytes is one")]
fn mix(under: u8, over: u8, cover: f32) -> u8 {
    let cover = cover.clamp(0.0, 1.0);
    (f32::from(under) * (1.0 - cover) + f32::from(over) * cover).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_has_round_corners_and_stays_on_the_sheet() {
        let mut canvas = Canvas::new(20, 10, Color::WHITE).expect("a sheet");
        canvas.fill(Area { left: 2.0, top: 2.0, width: 40.0, height: 6.0 }, 3.0, Color::BLACK);
        let at = |x: usize, y: usize| canvas.pixels.get(y * 20 + x).copied();
        assert_eq!((at(0, 0), at(2, 2), at(10, 5), at(19, 5)), (Some([255; 3]), at(2, 7), Some([0; 3]), Some([0; 3])));
        assert!(at(2, 2).is_some_and(|[red, ..]| red > 100), "a corner is mostly ground");
    }
}
