//! A QR code of an address, as SVG and as PNG.

use std::{collections::BTreeSet, fmt::Write as _};

use qrcode::{Color as Module, EcLevel, QrCode};
use shared::qr::{Level, QrLook};

use super::{
    canvas::{Area, Canvas},
    encode,
    mark::Mark,
    raster::Raster,
};
use crate::{error::EdgeError, page::escape};

/// How much of a side the logo takes at most. Level H makes up for 30 % of the code; this covers 5 %, and leaves the rest to
/// dirt and bad light.
const LOGO_SHARE: f64 = 0.22;

/// More colours than a PNG with a palette has room for beside ours.
const MOST_LOGO_COLORS: usize = 250;

/// See the module.
pub(crate) struct Code {
    address: String,
    look: QrLook,
    /// Row by row, without the margin.
    modules: Vec<bool>,
    /// Modules on each side, without the margin.
    width: u32,
    logo: Option<Logo>,
}

/// What stands in the middle.
pub(crate) enum Logo {
    /// The service's.
    Mark(Mark),
    /// A picture.
    Picture(Raster),
}

impl Code {
    /// The code of an address; `logo` is drawn if the look has one.
    ///
    /// # Errors
    /// When the address is longer than any code holds (over 1,200 bytes).
    pub(crate) fn of(address: &str, look: QrLook, logo: Logo) -> Result<Self, EdgeError> {
        let level = match look.level {
            Level::L => EcLevel::L,
            Level::M => EcLevel::M,
            Level::Q => EcLevel::Q,
            Level::H => EcLevel::H,
        };
        let code = QrCode::with_error_correction_level(address, level)
            .map_err(|_| EdgeError::Broken("an address has no room in a code"))?;
        let width = u32::try_from(code.width()).unwrap_or(0);
        let modules = code.to_colors().into_iter().map(|module| module == Module::Dark).collect();
        let logo = Some(logo).filter(|_| look.logo);
        Ok(Self { address: address.to_owned(), look, modules, width, logo })
    }

    /// Modules on each side, with the margin: the smallest picture has a pixel for each.
    pub(crate) fn side(&self) -> u32 {
        self.width + 2 * u32::from(self.look.quiet_zone)
    }

    /// Whether a module is dark; there is none under the logo.
    fn is_dark(&self, x: u32, y: u32) -> bool {
        let under_logo = self.logo_modules().is_some_and(|logo| logo.contains(&x) && logo.contains(&y));
        let at = usize::try_from(y * self.width + x).unwrap_or(usize::MAX);
        !under_logo && x < self.width && self.modules.get(at) == Some(&true)
    }

    /// The rows, and columns, that the logo takes.
    fn logo_modules(&self) -> Option<std::ops::Range<u32>> {
        self.logo.as_ref()?;
        // Odd like the code itself, so that it is right in the middle.
        let side = u32::from(whole_share(self.width)).saturating_sub(1) | 1;
        let start = (self.width - side) / 2;
        Some(start..start + side)
    }

    /// As SVG: scales without end, for print shops.
    ///
    /// # Errors
    /// When the logo can't be drawn.
    pub(crate) fn svg(&self) -> Result<String, EdgeError> {
        let side = self.side();
        let margin = u32::from(self.look.quiet_zone);
        let mut path = String::new();
        for y in 0..self.width {
            let mut x = 0;
            while x < self.width {
                let run = (x..self.width).take_while(|at| self.is_dark(*at, y)).count();
                let run = u32::try_from(run).unwrap_or(0);
                if run > 0 {
                    let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + margin, y + margin);
                }
                x += run + 1;
            }
        }
        let QrLook { foreground, background, .. } = self.look;
        let logo = match self.logo_modules() {
            Some(logo) => {
                let picture = data_address(&self.logo_picture(480)?)?;
                let (at, side) = (logo.start + margin, logo.end - logo.start);
                format!(r#"<image x="{at}" y="{at}" width="{side}" height="{side}" href="{picture}"/>"#)
            }
            None => String::new(),
        };
        Ok(format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="1024" height="1024" role="img" shape-rendering="crispEdges"><title>{}</title><path fill="{background}" d="M0 0h{side}v{side}H0z"/><path fill="{foreground}" d="{path}"/>{logo}</svg>"#,
            escape(&self.address)
        ))
    }

    /// As PNG of exactly this many pixels a side. All modules have the same whole number of pixels, so that none is blurred;
    /// what is left over widens the margin.
    ///
    /// # Errors
    /// When it has less than [`Self::side`] pixels.
    pub(crate) fn png(&self, size: u32) -> Result<Vec<u8>, EdgeError> {
        let scale = size / self.side();
        if scale == 0 {
            return Err(EdgeError::Broken("a code in too few pixels"));
        }
        let start = (size - scale * self.width) / 2;
        let inside = start..start + scale * self.width;
        let module = |at: u32| inside.contains(&at).then(|| (at - start) / scale);
        let logo = self.logo_modules().map(|modules| start + modules.start * scale..start + modules.end * scale);
        let logo = logo.map(|area| Ok::<_, EdgeError>((area.clone(), self.logo_colors(area.end - area.start)?)));
        let logo = logo.transpose()?;
        let mut palette = vec![self.look.background.rgb(), self.look.foreground.rgb()];
        palette.extend(logo.iter().flat_map(|(_, logo)| &logo.palette));
        encode::indexed(size, &palette, |y, pixels| {
            let row = module(y);
            pixels.extend((0..size).map(|x| {
                if let Some((area, colors)) = &logo
                    && area.contains(&x)
                    && area.contains(&y)
                {
                    return colors.at(x - area.start, y - area.start);
                }
                u8::from(row.zip(module(x)).is_some_and(|(y, x)| self.is_dark(x, y)))
            }));
        })
    }

    /// Gives the runs of dark modules, with the margin's place left out, as they lie in a square.
    pub(super) fn modules_in(&self, square: Area, mut run: impl FnMut(Area)) {
        let scale = (square.width / pixels(self.side())).floor().max(1.0);
        let start = (square.width - scale * pixels(self.width)) / 2.0;
        let (left, top) = ((square.left + start).floor(), (square.top + start).floor());
        for y in 0..self.width {
            for x in (0..self.width).filter(|x| self.is_dark(*x, y)) {
                let (x, y) = (left + scale * pixels(x), top + scale * pixels(y));
                run(Area { left: x, top: y, width: scale, height: scale });
            }
        }
    }

    /// The logo with a little ground around it.
    fn logo_picture(&self, side: u32) -> Result<Canvas, EdgeError> {
        let QrLook { foreground, background, .. } = self.look;
        let mut canvas = Canvas::new(side, side, background)?;
        let whole = pixels(side);
        let gap = whole * 0.07;
        let inside = Area::square(gap, gap, whole - 2.0 * gap);
        match &self.logo {
            Some(Logo::Mark(mark)) => mark.draw(&mut canvas, inside, foreground, background),
            Some(Logo::Picture(picture)) => picture.draw(&mut canvas, inside),
            None => {}
        }
        Ok(canvas)
    }

    fn logo_colors(&self, side: u32) -> Result<Colors, EdgeError> {
        Ok(Colors::of(&self.logo_picture(side)?))
    }
}

/// A picture as places in a palette, behind the two colours of the code.
struct Colors {
    palette: Vec<[u8; 3]>,
    places: Vec<u8>,
    side: u32,
}

impl Colors {
    /// With as many shades as fit.
    fn of(canvas: &Canvas) -> Self {
        let distinct = |bits: u32| {
            let mut palette = BTreeSet::new();
            for pixel in &canvas.pixels {
                palette.insert(coarse(*pixel, bits));
                // A photo has so many at once.
                if palette.len() > MOST_LOGO_COLORS {
                    break;
                }
            }
            (bits, palette.into_iter().collect::<Vec<_>>())
        };
        let fits = |(_, palette): &(u32, Vec<[u8; 3]>)| palette.len() <= MOST_LOGO_COLORS;
        // Two bits make 64 colours at most.
        let (bits, palette) = (3..=8).rev().map(distinct).find(fits).unwrap_or_else(|| distinct(2));
        let place = |pixel: &[u8; 3]| palette.binary_search(&coarse(*pixel, bits)).unwrap_or(0) + 2;
        let places = canvas.pixels.iter().map(|pixel| u8::try_from(place(pixel)).unwrap_or(0)).collect();
        Self { palette, places, side: canvas.width }
    }

    fn at(&self, x: u32, y: u32) -> u8 {
        usize::try_from(y * self.side + x).ok().and_then(|at| self.places.get(at)).copied().unwrap_or(0)
    }
}

/// A colour with its channels to so many bits, black and white staying what they are.
fn coarse(pixel: [u8; 3], bits: u32) -> [u8; 3] {
    let most = (1_u32 << bits) - 1;
    pixel.map(|channel| {
        let step = (u32::from(channel) * most + 127) / 255;
        u8::try_from(step * 255 / most).unwrap_or(u8::MAX)
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a fifth of a code's 177 modules at most")]
fn whole_share(width: u32) -> u8 {
    (f64::from(width) * LOGO_SHARE).floor() as u8
}

#[expect(clippy::cast_precision_loss, reason = "pictures are at most 4,096 pixels wide")]
fn pixels(side: u32) -> f32 {
    side as f32
}

fn data_address(canvas: &Canvas) -> Result<String, EdgeError> {
    use base64ct::{Base64, Encoding};
    let png = encode::rgb(canvas.width, canvas.height, &canvas.pixels)?;
    Ok(format!("data:image/png;base64,{}", Base64::encode_string(&png)))
}

#[cfg(test)]
mod tests {
    use shared::color::Color;

    use super::*;

    const ADDRESS: &str = "https://desk.example.com/l/acme/sales";

    fn code(look: QrLook) -> Code {
        Code::of(ADDRESS, look, Logo::Mark(Mark::of("Acme Outdoor"))).expect("a code")
    }

    #[test]
    fn a_picture_has_exactly_the_size_that_was_asked_for() {
        for size in [64, 65, 100, 333, 1000] {
            let png = code(QrLook::default()).png(size).expect("a picture");
            let reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
            assert_eq!((reader.info().width, reader.info().height), (size, size));
            assert_eq!(reader.info().bits_per_pixel(), 1);
        }
    }

    #[test]
    fn a_module_is_never_less_than_a_pixel() {
        let code = code(QrLook { quiet_zone: 20, ..QrLook::default() });
        assert!(code.png(code.side() - 1).is_err());
        assert!(code.png(code.side()).is_ok());
    }

    #[test]
    fn a_logo_is_in_the_middle_and_covers_a_twentieth_at_most() {
        let code = code(QrLook { level: Level::H, logo: true, ..QrLook::default() });
        let logo = code.logo_modules().expect("it has one");
        assert_eq!(logo.start, code.width - logo.end);
        assert!((logo.end - logo.start).pow(2) * 20 <= code.width.pow(2), "{logo:?} of {}", code.width);
        assert!(code.svg().expect("a picture").contains("<image "));
    }

    #[test]
    fn the_logos_colours_fit_beside_the_codes_own() {
        let code = code(QrLook { level: Level::H, logo: true, ..QrLook::default() });
        assert!(code.logo_colors(900).expect("a logo").palette.len() <= MOST_LOGO_COLORS);
        let mut canvas = Canvas::new(64, 64, Color::WHITE).expect("a sheet");
        for (at, pixel) in (0_u32..).zip(&mut canvas.pixels) {
            let [_, _, low, high] = at.to_be_bytes();
            *pixel = [low, high, low ^ high];
        }
        assert!(Colors::of(&canvas).palette.len() <= MOST_LOGO_COLORS);
    }
}
