//! Which part of a picture is kept, while somebody moves it under a frame. In pixels of the picture.

/// Nearer, a face of a large photo is as blurred as can be borne.
pub(crate) const MAX_ZOOM: f64 = 4.0;

/// A rectangle of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// How a picture lies under its frame, which is square or as the picture is, and always full.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Crop {
    width: f64,
    height: f64,
    pub(crate) square: bool,
    /// 1 shows as much as has room, [`MAX_ZOOM`] the least.
    zoom: f64,
    /// The middle of the frame.
    x: f64,
    y: f64,
}

impl Crop {
    /// As much as has room, from the middle.
    pub(crate) fn new((width, height): (f64, f64), square: bool) -> Self {
        Self { width, height, square, zoom: 1.0, x: width / 2.0, y: height / 2.0 }
    }

    /// The same place in a frame that is square, or not.
    pub(crate) fn framed(self, square: bool) -> Self {
        Self { square, ..self }.held()
    }

    pub(crate) fn zoom(self) -> f64 {
        self.zoom
    }

    /// From nearer or farther, around the same middle.
    pub(crate) fn zoomed(self, zoom: f64) -> Self {
        Self { zoom: zoom.clamp(1.0, MAX_ZOOM), ..self }.held()
    }

    /// The picture moved by parts of the frame: to the right and down.
    pub(crate) fn moved(self, right: f64, down: f64) -> Self {
        let Part { width, height, .. } = self.part();
        Self { x: self.x - right * width, y: self.y - down * height, ..self }.held()
    }

    /// The frame's width for a height of 1.
    pub(crate) fn ratio(self) -> f64 {
        if self.square { 1.0 } else { self.width / self.height }
    }

    /// What is in the frame.
    pub(crate) fn part(self) -> Part {
        let (width, height) = self.seen();
        Part { left: self.x - width / 2.0, top: self.y - height / 2.0, width, height }
    }

    /// What is kept, in pixels: at most `longest`, and no more than there are.
    pub(crate) fn pixels(self, longest: u32) -> (u32, u32) {
        let (width, height) = self.seen();
        let scale = (f64::from(longest) / width.max(height)).min(1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most `longest`")]
        let side = |side: f64| ((side * scale).round() as u32).clamp(1, longest);
        (side(width), side(height))
    }

    fn seen(self) -> (f64, f64) {
        let least = self.width.min(self.height);
        let (width, height) = if self.square { (least, least) } else { (self.width, self.height) };
        (width / self.zoom, height / self.zoom)
    }

    /// The frame is full: its middle is not too near to an edge.
    fn held(mut self) -> Self {
        let (width, height) = self.seen();
        self.x = self.x.clamp(width / 2.0, self.width - width / 2.0);
        self.y = self.y.clamp(height / 2.0, self.height - height / 2.0);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(left: f64, top: f64, width: f64, height: f64) -> Part {
        Part { left, top, width, height }
    }

    #[test]
    fn the_middle_of_a_photo_is_kept_as_long_as_nobody_moves_it() {
        let crop = Crop::new((600.0, 400.0), true);
        assert_eq!(crop.part(), part(100.0, 0.0, 400.0, 400.0));
        assert_eq!((crop.pixels(256), crop.pixels(512)), ((256, 256), (400, 400)));
        assert_eq!(Crop::new((600.0, 300.0), false).pixels(512), (512, 256));
    }

    #[test]
    fn a_photo_stays_under_all_of_its_frame() {
        let crop = Crop::new((600.0, 400.0), true);
        assert_eq!(crop.moved(9.0, 9.0).part(), part(0.0, 0.0, 400.0, 400.0));
        assert_eq!(crop.moved(-9.0, -9.0).part(), part(200.0, 0.0, 400.0, 400.0));
        let near = crop.zoomed(2.0);
        assert_eq!(near.part(), part(200.0, 100.0, 200.0, 200.0));
        assert_eq!(near.moved(-0.5, 0.25).part(), part(300.0, 50.0, 200.0, 200.0));
        // From far again, what was at the edge moves back in.
        assert_eq!(near.moved(-9.0, 9.0).zoomed(1.0).part(), part(200.0, 0.0, 400.0, 400.0));
        assert!((crop.zoomed(99.0).zoom() - MAX_ZOOM).abs() < f64::EPSILON);
    }

    #[test]
    fn a_logo_keeps_its_shape_until_a_square_is_wanted() {
        let crop = Crop::new((300.0, 100.0), false);
        assert!((crop.ratio() - 3.0).abs() < f64::EPSILON);
        assert_eq!(crop.framed(true).part(), part(100.0, 0.0, 100.0, 100.0));
        assert_eq!(crop.framed(true).moved(5.0, 0.0).framed(false).part(), part(0.0, 0.0, 300.0, 100.0));
    }
}
