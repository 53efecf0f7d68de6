//! The letters of our pictures: one weight of one font, in which Latin, Greek and Cyrillic can be written. What can't be
//! written with it isn't drawn at all, rather than as boxes.

use ab_glyph::{Font, FontRef, InvalidFont, PxScale, ScaleFont, point};

use crate::error::EdgeError;

const FONT: &[u8] = include_bytes!("../../font/inter-semibold.ttf");

/// See the module.
pub(super) struct Letters(FontRef<'static>);

impl Letters {
    /// Reads the font.
    ///
    /// # Errors
    /// Never: a test reads it.
    pub(super) fn get() -> Result<Self, EdgeError> {
        FontRef::try_from_slice(FONT).map(Self).map_err(|InvalidFont| EdgeError::Broken("our font can't be read"))
    }

    /// Whether all of a text can be written.
    pub(super) fn can_write(&self, text: &str) -> bool {
        !text.is_empty() && text.chars().all(|letter| self.0.glyph_id(letter).0 != 0)
    }

    /// How wide a line is.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        let font = self.0.as_scaled(self.scale(size));
        let mut last = None;
        text.chars().fold(0.0, |width, letter| {
            let glyph = font.glyph_id(letter);
            let kern = last.replace(glyph).map_or(0.0, |last| font.kern(last, glyph));
            width + kern + font.h_advance(glyph)
        })
    }

    /// Gives each pixel that a line touches, and how much of it is covered, 0 to 1. `left` is where it begins, `base` the
    /// line that letters stand on.
    pub(super) fn write(&self, text: &str, size: f32, left: f32, base: f32, mut paint: impl FnMut(i32, i32, f32)) {
        let font = self.0.as_scaled(self.scale(size));
        let mut last = None;
        let mut at = left;
        for letter in text.chars() {
            let id = font.glyph_id(letter);
            at += last.replace(id).map_or(0.0, |last| font.kern(last, id));
            if let Some(outline) = font.outline_glyph(id.with_scale_and_position(self.scale(size), point(at, base))) {
                let corner = outline.px_bounds().min;
                let (x0, y0) = (whole(corner.x), whole(corner.y));
                outline.draw(|x, y, cover| {
                    paint(x0 + i32::try_from(x).unwrap_or(0), y0 + i32::try_from(y).unwrap_or(0), cover);
                });
            }
            at += font.h_advance(id);
        }
    }

    /// So that `size` is the em, as in CSS.
    fn scale(&self, size: f32) -> PxScale {
        let em = self.0.units_per_em().unwrap_or(1.0);
        PxScale::from(size * self.0.height_unscaled() / em)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "pictures are at most 4,096 pixels wide")]
pub(super) fn whole(value: f32) -> i32 {
    value.floor() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_countries_can_be_written_and_others_are_known() {
        let letters = Letters::get().expect("it is in the program");
        for text in ["Acme Outdoor & Söhne", "Łódź", "Ελλάδα", "Москва", "https://desk.example.com/l/a-1"]
        {
            assert!(letters.can_write(text), "{text}");
        }
        for text in ["", "東京", "Acme 東京", "مرحبا", "🙂"] {
            assert!(!letters.can_write(text), "{text}");
        }
    }

    #[test]
    fn a_longer_line_is_wider() {
        let letters = Letters::get().expect("it is in the program");
        assert!(letters.width("Sales", 40.0) < letters.width("Sales team", 40.0));
        assert!((letters.width("Sales", 80.0) - 2.0 * letters.width("Sales", 40.0)).abs() < 0.1);
    }
}
