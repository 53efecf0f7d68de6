//! Colours as owners choose them, and whether they can be read: the contrast rule of WCAG 2.2 (1.4.3 and 1.4.11).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::value::InvalidValue;

/// What controls and large letters need against their ground (WCAG 2.2, 1.4.11).
pub const CONTROL: f64 = 3.0;

/// What text needs against its ground (WCAG 2.2, 1.4.3).
pub const TEXT: f64 = 4.5;

/// A colour without transparency; in text `#rrggbb`, also read from `#rgb`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Color([u8; 3]);

impl Color {
    /// The darkest.
    pub const BLACK: Self = Self([0; 3]);
    /// The lightest.
    pub const WHITE: Self = Self([255; 3]);

    /// From its red, green and blue, 0 to 255 each.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self([red, green, blue])
    }

    /// Its red, green and blue.
    #[must_use]
    pub const fn rgb(self) -> [u8; 3] {
        self.0
    }

    /// How light it looks: 0 for black to 1 for white (WCAG 2.2, "relative luminance").
    #[must_use]
    pub fn luminance(self) -> f64 {
        let Self([red, green, blue]) = self;
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// How well the two are told apart: 1 for the same to 21 for black on white (WCAG 2.2, "contrast ratio").
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Black or white, whichever is easier to read on it. It has 4.58 : 1 at least, so text on any colour can be read.
    #[must_use]
    pub fn text_on(self) -> Self {
        if self.contrast(Self::WHITE) >= self.contrast(Self::BLACK) { Self::WHITE } else { Self::BLACK }
    }

    /// The nearest shade of the same hue that has `ratio` against `ground`: darker on a light ground, lighter on a dark one.
    /// The colour itself if it has that.
    #[must_use]
    pub fn nearest_on(self, ground: Self, ratio: f64) -> Self {
        let end = ground.text_on();
        (0..=u8::MAX).map(|share| self.mixed(end, share)).find(|shade| shade.contrast(ground) >= ratio).unwrap_or(end)
    }

    /// With `share` of 255 parts of the other colour.
    fn mixed(self, other: Self, share: u8) -> Self {
        let mix = |own: u8, others: u8| {
            let sum = u32::from(own) * u32::from(u8::MAX - share) + u32::from(others) * u32::from(share);
            u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
        };
        let (Self([red, green, blue]), Self([to_red, to_green, to_blue])) = (self, other);
        Self([mix(red, to_red), mix(green, to_green), mix(blue, to_blue)])
    }
}

/// One channel without the curve of sRGB.
fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

impl TryFrom<&str> for Color {
    type Error = InvalidValue;

    fn try_from(text: &str) -> Result<Self, InvalidValue> {
        const RULE: InvalidValue = InvalidValue("Enter a colour like `#2457e6`.");
        let digits = text.trim().strip_prefix('#').ok_or(RULE)?;
        let values: Option<Vec<u8>> =
            digits.chars().map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok())).collect();
        match values.as_deref() {
            Some(&[red, green, blue]) => Ok(Self([red * 17, green * 17, blue * 17])),
            Some(&[r1, r2, g1, g2, b1, b2]) => Ok(Self([r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2])),
            Some(_) | None => Err(RULE),
        }
    }
}

impl TryFrom<String> for Color {
    type Error = InvalidValue;

    fn try_from(text: String) -> Result<Self, InvalidValue> {
        Self::try_from(text.as_str())
    }
}

impl From<Color> for String {
    fn from(color: Color) -> String {
        color.to_string()
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([red, green, blue]) = self;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl fmt::Debug for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Color {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Color".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^#([0-9a-f]{3}|[0-9a-f]{6})$" })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn color(text: &str) -> Color {
        Color::try_from(text).expect("a colour")
    }

    #[test]
    fn a_colour_is_read_and_written() {
        assert_eq!(color(" #2457E6 ").to_string(), "#2457e6");
        assert_eq!(color("#fc0").to_string(), "#ffcc00");
        for bad in ["", "2457e6", "#", "#12345", "#1234567", "red", "#ggg", "#2457e6;}"] {
            assert!(Color::try_from(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_specification() {
        // Known pairs, to two places.
        for (one, two, ratio) in [
            ("#000", "#fff", 21.0),
            ("#777", "#fff", 4.48),
            ("#767676", "#fff", 4.54),
            ("#00f", "#fff", 8.59),
            ("#f00", "#0f0", 2.91),
        ] {
            assert!(
                (color(one).contrast(color(two)) - ratio).abs() < 0.01,
                "{one} {two}: {}",
                color(one).contrast(color(two))
            );
        }
        assert!((color("#123456").contrast(color("#123456")) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_yellow_gets_black_letters_and_a_darker_shade_on_white() {
        let yellow = color("#ffd500");
        assert_eq!(yellow.text_on(), Color::BLACK);
        let shade = yellow.nearest_on(Color::WHITE, CONTROL);
        assert!(shade.contrast(Color::WHITE) >= CONTROL);
        assert!(shade.contrast(Color::WHITE) < CONTROL + 0.1, "no darker than it has to be: {shade}");
        assert_eq!(color("#2457e6").nearest_on(Color::WHITE, CONTROL), color("#2457e6"));
    }

    proptest! {
        #[test]
        fn text_can_be_read_on_every_colour_and_every_colour_has_a_shade_that_is_seen(red: u8, green: u8, blue: u8, ground: [u8; 3]) {
            let (any, ground) = (Color::new(red, green, blue), Color(ground));
            prop_assert!(any.contrast(any.text_on()) >= TEXT);
            prop_assert!(any.nearest_on(ground, CONTROL).contrast(ground) >= CONTROL);
            prop_assert_eq!(color(&any.to_string()), any);
        }
    }
}
