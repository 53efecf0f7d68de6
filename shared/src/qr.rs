//! How a QR code may look: whatever can be chosen here is read by scanners.

use serde::{Deserialize, Serialize};

use crate::{color::Color, value::InvalidValue};

/// How much of a code may be lost without harm (ISO/IEC 18004, 5.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// 7 %: for screens.
    L,
    /// 15 %: for clean print.
    #[default]
    M,
    /// 25 %: for what gets dirty.
    Q,
    /// 30 %: for outdoors, and under a logo.
    H,
}

impl Level {
    /// The level by its letter, small or large.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        match text {
            "l" | "L" => Some(Self::L),
            "m" | "M" => Some(Self::M),
            "q" | "Q" => Some(Self::Q),
            "h" | "H" => Some(Self::H),
            _ => None,
        }
    }
}

/// Modules of empty ground around the code: ISO/IEC 18004, 9.1 asks for 4. Wider than 20, it only gets smaller.
pub const QUIET_ZONE: std::ops::RangeInclusive<u8> = 4..=20;

/// Pixels on each side of a picture: a favicon's four times, up to what a poster of 35 cm needs at 300 dots an inch.
pub const SIZE_PX: std::ops::RangeInclusive<u32> = 64..=4096;

/// The difference in light between the two colours that a scanner needs: grade C of symbol contrast in ISO/IEC 15415,
/// which print shops promise.
const LEAST_DIFFERENCE: f64 = 0.4;

/// The same as a ratio, which counts where both are dark. WCAG 2.2, 1.4.11 asks it of signs, too.
const LEAST_CONTRAST: f64 = 3.0;

/// What can be chosen. Everything has a default that suits print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct QrLook {
    /// Of the modules.
    pub foreground: Color,
    /// Of the ground.
    pub background: Color,
    /// How much may be lost.
    pub level: Level,
    /// In modules; see [`QUIET_ZONE`].
    pub quiet_zone: u8,
    /// Whether the service's mark is in the middle; needs level H.
    pub logo: bool,
}

impl Default for QrLook {
    fn default() -> Self {
        Self {
            foreground: Color::BLACK,
            background: Color::WHITE,
            level: Level::default(),
            quiet_zone: *QUIET_ZONE.start(),
            logo: false,
        }
    }
}

impl QrLook {
    /// Whether scanners read it; if not, in which field it has to change.
    ///
    /// # Errors
    /// The first thing that is wrong: the name of its field, and words for the person who chose it.
    pub fn check(&self) -> Result<(), (&'static str, InvalidValue)> {
        let Self { foreground, background, level, quiet_zone, logo } = self;
        check_colors(*foreground, *background).map_err(|wrong| ("foreground", wrong))?;
        if !QUIET_ZONE.contains(quiet_zone) {
            return Err((
                "quiet_zone",
                InvalidValue("The margin has 4 to 20 modules: with less, phones miss the code."),
            ));
        }
        if *logo && *level != Level::H {
            return Err(("level", InvalidValue("A code with a logo needs level H: the logo covers part of it.")));
        }
        Ok(())
    }
}

/// # Errors
/// When scanners would miss modules of the one colour on a ground of the other.
fn check_colors(foreground: Color, background: Color) -> Result<(), InvalidValue> {
    let difference = background.luminance() - foreground.luminance();
    if difference < 0.0 {
        return Err(InvalidValue(
            "The code must be darker than its ground: many phones don't read a light code on a dark ground.",
        ));
    }
    if difference < LEAST_DIFFERENCE || foreground.contrast(background) < LEAST_CONTRAST {
        return Err(InvalidValue(
            "Scanners can't tell these two colours apart. Choose a darker one for the code or a lighter one for the ground.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(foreground: &str, background: &str) -> QrLook {
        let color = |text| Color::try_from(text).expect("a colour");
        QrLook { foreground: color(foreground), background: color(background), ..QrLook::default() }
    }

    #[test]
    fn colours_that_scanners_read_are_taken() {
        for (foreground, background) in
            [("#000000", "#ffffff"), ("#2457e6", "#ffffff"), ("#8a1c1c", "#fff4dc"), ("#000000", "#ffb000")]
        {
            assert_eq!(look(foreground, background).check(), Ok(()), "{foreground} on {background}");
        }
    }

    #[test]
    fn colours_that_are_too_much_alike_are_refused_in_words() {
        for (foreground, background) in [
            ("#ffff00", "#ffffff"),
            ("#9a9a9a", "#ffffff"),
            ("#0000ff", "#ff0000"),
            ("#000000", "#444444"),
            ("#777777", "#777777"),
        ] {
            let (field, wrong) = look(foreground, background).check().expect_err("it can't be read");
            assert_eq!(field, "foreground", "{foreground} on {background}");
            assert!(wrong.0.contains("tell these two colours apart"), "{foreground} on {background}");
        }
    }

    #[test]
    fn light_on_dark_is_refused_however_clear_it_is() {
        let (_, wrong) = look("#ffffff", "#000000").check().expect_err("many phones miss it");
        assert!(wrong.0.contains("darker than its ground"));
    }

    #[test]
    fn a_logo_needs_the_highest_level() {
        let with = |level| QrLook { logo: true, level, ..QrLook::default() }.check().map_err(|(field, _)| field);
        assert_eq!(
            [Level::L, Level::M, Level::Q, Level::H].map(with),
            [Err("level"), Err("level"), Err("level"), Ok(())]
        );
    }

    #[test]
    fn the_margin_is_never_narrower_than_the_standard_asks() {
        let with = |quiet_zone| QrLook { quiet_zone, ..QrLook::default() }.check().map_err(|(field, _)| field);
        assert_eq!([3, 4, 20, 21].map(with), [Err("quiet_zone"), Ok(()), Ok(()), Err("quiet_zone")]);
    }

    #[test]
    fn a_look_that_says_nothing_is_the_usual_one() {
        assert_eq!(serde_json::from_str::<QrLook>("{}").expect("all of it has a default"), QrLook::default());
    }
}
