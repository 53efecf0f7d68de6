//! A service's mark: a square with its first letters, or with a speech bubble where our font lacks them.

use shared::color::Color;

use super::canvas::{Area, Canvas};

/// What stands in the square.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark(String);

impl Mark {
    /// Of a name: the first letters of its first two words.
    pub(crate) fn of(name: &str) -> Self {
        let first = |word: &str| word.chars().find(|letter| letter.is_alphanumeric());
        Self(name.split_whitespace().filter_map(first).take(2).flat_map(char::to_uppercase).take(2).collect())
    }

    /// Draws it.
    pub(super) fn draw(&self, canvas: &mut Canvas, area: Area, ground: Color, ink: Color) {
        let side = area.width;
        canvas.fill(area, side * 0.24, ground);
        if canvas.letters.can_write(&self.0) {
            let em = side * 0.44;
            let left = area.left + (side - canvas.letters.width(&self.0, em)) / 2.0;
            // Capitals of the font are 0.73 em high.
            canvas.write(&self.0, em, left, area.top + side / 2.0 + em * 0.73 / 2.0, ink);
            return;
        }
        let part = |left: f32, top: f32, width: f32, height: f32| Area {
            left: area.left + side * left,
            top: area.top + side * top,
            width: side * width,
            height: side * height,
        };
        canvas.fill(part(0.22, 0.26, 0.56, 0.4), side * 0.12, ink);
        canvas.fill(part(0.3, 0.56, 0.16, 0.2), side * 0.05, ink);
        for dot in [0.33, 0.46, 0.59] {
            canvas.fill(part(dot, 0.42, 0.08, 0.08), side * 0.04, ground);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_has_the_first_letters_of_two_words() {
        let letters = |name| Mark::of(name).0;
        assert_eq!(letters("Acme Outdoor Ltd"), "AO");
        assert_eq!(letters("& söhne"), "S");
        assert_eq!(letters("東京 堂"), "東堂");
        assert_eq!(letters("!!"), "");
    }
}
