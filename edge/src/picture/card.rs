//! The picture that messengers and social services show of a weblink: whose it is, with the link's code beside it. They
//! write the link's title under it themselves, so names that our font lacks are left out here.

use shared::{
    color::Color,
    qr::{Level, QrLook},
};

use super::{
    canvas::{Area, Canvas},
    code::{Code, Logo},
    encode,
    mark::Mark,
};
use crate::error::EdgeError;

/// What the social services show without cutting: 1.91 to 1.
pub(crate) const WIDTH: u32 = 1200;
/// See [`WIDTH`].
pub(crate) const HEIGHT: u32 = 630;

/// Distance of everything from the edge.
const EDGE: f32 = 72.0;
/// The code's white panel, without the edge below it.
const PANEL: f32 = 420.0;
/// Where text has to end.
const TEXT_END: f32 = 1200.0 - EDGE - PANEL - 56.0;

/// What is on it.
pub(crate) struct Card<'a> {
    /// The tag or person.
    pub(crate) name: &'a str,
    /// The business.
    pub(crate) service: &'a str,
    /// The link, as the code says it.
    pub(crate) address: &'a str,
    /// The ground.
    pub(crate) accent: Color,
}

impl Card<'_> {
    /// Draws it, as PNG.
    ///
    /// # Errors
    /// Never in practice.
    pub(crate) fn png(&self) -> Result<Vec<u8>, EdgeError> {
        let ink = self.accent.text_on();
        let mut canvas = Canvas::new(WIDTH, HEIGHT, self.accent)?;
        self.code(&mut canvas)?;
        Mark::of(self.service).draw(&mut canvas, Area::square(EDGE, EDGE, 128.0), ink, self.accent);
        let mut base = 330.0;
        for (text, size, lines) in [(self.name, 84.0, 2), (self.service, 40.0, 1)] {
            for line in lines_of(&canvas, text, size, lines) {
                canvas.write(&line, size, EDGE, base, ink);
                base += size * 1.15;
            }
            base -= size * 0.3;
        }
        let shown = self.address.split_once("://").map_or(self.address, |(_, rest)| rest);
        if let Some(line) = lines_of(&canvas, shown, 28.0, 1).first() {
            canvas.write(line, 28.0, EDGE, 630.0 - EDGE, ink);
        }
        encode::rgb(WIDTH, HEIGHT, &canvas.pixels)
    }

    /// The link's code, on a panel of its own.
    fn code(&self, canvas: &mut Canvas) -> Result<(), EdgeError> {
        let panel = Area::square(1200.0 - EDGE - PANEL, (630.0 - PANEL) / 2.0, PANEL);
        canvas.fill(panel, 36.0, Color::WHITE);
        let look = QrLook { level: Level::M, ..QrLook::default() };
        let code = Code::of(self.address, look, Logo::Mark(Mark::of("")))?;
        code.modules_in(panel, |area| canvas.fill(area, 0.0, Color::BLACK));
        Ok(())
    }
}

/// A text in lines that fit, the last one cut if need be; none if it can't be written.
fn lines_of(canvas: &Canvas, text: &str, size: f32, most: usize) -> Vec<String> {
    if !canvas.letters.can_write(text) {
        return Vec::new();
    }
    let fits = |line: &str| EDGE + canvas.letters.width(line, size) <= TEXT_END;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if fits(&format!("{line} {word}")) => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    let over = lines.len() > most;
    lines.truncate(most);
    let last = lines.len().saturating_sub(1);
    for (place, line) in lines.iter_mut().enumerate() {
        let cut = over && place == last;
        if cut || !fits(line) {
            while !line.is_empty() && !fits(&format!("{line}…")) {
                line.pop();
            }
            line.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, most: usize) -> Vec<String> {
        lines_of(&Canvas::new(1, 1, Color::WHITE).expect("a sheet"), text, 84.0, most)
    }

    #[test]
    fn long_names_go_over_two_lines_and_are_cut() {
        assert_eq!(lines("Sales", 2), ["Sales"]);
        assert_eq!(lines("Support for tents", 2), ["Support for", "tents"]);
        let cut = lines("Everything about tents and kayaks and canoes", 2);
        assert_eq!((cut.len(), cut.last().is_some_and(|line| line.ends_with('…'))), (2, true));
        assert!(lines(&"W".repeat(80), 2).first().is_some_and(|line| line.ends_with('…')));
        assert_eq!(lines("東京", 2), [""; 0]);
    }

    #[test]
    fn a_card_is_small_enough_for_every_messenger() {
        let accent = Color::try_from("#2457e6").expect("a colour");
        let address = "https://desk.example.com/l/acme/sales";
        let png = Card { name: "Sales", service: "Acme Outdoor", address, accent }.png().expect("a card");
        // WhatsApp shows pictures up to 600 KB.
        assert!(png.len() < 100_000, "{}", png.len());
    }
}
