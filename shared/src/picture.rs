//! Pictures that staff upload: photos, logos, signs of tags. A browser has cropped them and encoded them anew, but anybody
//! can send anything. So what is kept is decided by its bytes, not by its name: a still picture of bounded size, of which
//! only those parts are kept that draw it. Where and when a photo was taken, by which camera, and whatever else was put into
//! the file or behind its end, is left out.

pub(crate) mod bytes;
mod jpeg;
pub mod keep;
mod png;
mod webp;

#[cfg(test)]
mod tests;

use crate::{card::Role, value::ServiceSlug};

/// The largest file: a photo of [`MAX_SIDE_PX`] takes some 150 KB as WebP of good quality, and ours are half as wide.
pub const MAX_PICTURE_BYTES: usize = 256 * 1024;

/// The longest side: a face or a logo is drawn at 96 CSS pixels at most, on screens with up to four dots for each, and
/// twice that in print. What is larger takes a visitor's memory for nothing.
pub const MAX_SIDE_PX: u32 = 1_024;

/// The same of a picture that a messaging service hands out of somebody: nobody cropped it for us.
pub const FACE: Bounds = Bounds { bytes: 1024 * 1024, side_px: 2_048 };

/// How large a picture may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Of the file.
    pub bytes: usize,
    /// Of the longer side, in pixels.
    pub side_px: u32,
}

/// Most pictures of one service: at their largest half a gigabyte. With [`crate::account::MAX_STAFF`] people it is four for
/// each. What nothing shows any more is counted until it goes ([`keep`]).
pub const MAX_PICTURES: u32 = 2_000;

/// Most pictures of somebody who only sets their own photo, so that nobody else's are used up by them.
pub const MAX_PICTURES_OF_MEMBER: u32 = 50;

/// Hexadecimal digits of a name: 128 bits of a hash of what is in the file.
pub const NAME_DIGITS: usize = 32;

/// Longest path of a picture.
const MAX_PATH_BYTES: usize = 200;

/// How a picture is written. All browsers of the last years read each of these, and none of them can hold a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// WebP, lossy or not.
    WebP,
    /// PNG.
    Png,
    /// JPEG, baseline or progressive.
    Jpeg,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::WebP, Self::Png, Self::Jpeg];

    /// At the end of the name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::WebP => "webp",
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }

    /// For `Content-Type`.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::WebP => "image/webp",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// A picture that may be kept and shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// How it is written.
    pub format: Format,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What draws it, and nothing else.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    /// Without its bytes: nobody's face is for a log.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { format, width, height, bytes } = self;
        write!(formatter, "{format:?} of {width} × {height} in {} bytes", bytes.len())
    }
}

/// Why something can't be kept as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Nothing that we know, or SVG.
    #[error("Send a picture as WebP, PNG or JPEG.")]
    Unknown,
    /// It begins as one and goes on otherwise, or ends too early.
    #[error("This picture is damaged. Choose another one.")]
    Broken,
    /// It moves.
    #[error("This picture is animated. Choose one that stands still.")]
    Animated,
    /// Larger than [`MAX_PICTURE_BYTES`].
    #[error("A picture has at most 256 KB.")]
    Heavy,
    /// Wider or higher than [`MAX_SIDE_PX`].
    #[error("A picture has at most 1,024 pixels on each side.")]
    Large,
}

impl Picture {
    /// Reads what somebody sent.
    ///
    /// # Errors
    /// [`Unfit`], in words for who sent it.
    pub fn read(bytes: &[u8]) -> Result<Self, Unfit> {
        Self::read_within(Bounds { bytes: MAX_PICTURE_BYTES, side_px: MAX_SIDE_PX }, bytes)
    }

    /// The same with other bounds.
    ///
    /// # Errors
    /// [`Unfit`]; its words name the usual bounds.
    pub fn read_within(bounds: Bounds, bytes: &[u8]) -> Result<Self, Unfit> {
        if bytes.len() > bounds.bytes {
            return Err(Unfit::Heavy);
        }
        let (format, Kept { width, height, bytes }) = match bytes {
            [0x89, b'P', b'N', b'G', ..] => (Format::Png, png::read(bytes)?),
            [0xff, 0xd8, 0xff, ..] => (Format::Jpeg, jpeg::read(bytes)?),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => (Format::WebP, webp::read(bytes)?),
            _ => return Err(Unfit::Unknown),
        };
        if width == 0 || height == 0 {
            return Err(Unfit::Broken);
        }
        if width.max(height) > bounds.side_px {
            return Err(Unfit::Large);
        }
        Ok(Self { format, width, height, bytes })
    }
}

/// What a format's reader keeps.
struct Kept {
    width: u32,
    height: u32,
    bytes: Vec<u8>,
}

/// How many pictures a service has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// All together.
    pub all: u32,
    /// Of who sends another one.
    pub own: u32,
}

/// Whether somebody may add a picture to those that are there; if not, why, in words.
///
/// # Errors
/// When there are too many.
pub fn may_add(role: Role, count: Count) -> Result<(), &'static str> {
    if count.all >= MAX_PICTURES {
        return Err("This service has 2,000 pictures, which is as many as it can have.");
    }
    if role < Role::Admin && count.own >= MAX_PICTURES_OF_MEMBER {
        return Err("You have uploaded 50 pictures, which is as many as you can. Ask an admin to choose your photo.");
    }
    Ok(())
}

/// The name of a picture, of a hash of what is in it: so the same picture is kept once, and an address shows one for ever.
/// None if that is too short.
#[must_use]
pub fn name(hash: &str, format: Format) -> Option<String> {
    hash.get(..NAME_DIGITS).map(|digits| format!("{digits}.{}", format.extension()))
}

/// How the picture of a name is written; none if no picture has such a name.
#[must_use]
pub fn format_of(name: &str) -> Option<Format> {
    let (digits, extension) = name.split_once('.')?;
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let is_hash = digits.len() == NAME_DIGITS && digits.bytes().all(is_digit);
    Format::ALL.into_iter().find(|format| is_hash && format.extension() == extension)
}

/// Where the picture of a name is.
#[must_use]
pub fn path(service: &ServiceSlug, name: &str) -> String {
    format!("/files/{service}/{name}")
}

/// Whether something is the path of a picture. It goes into a page's `src`: nothing but a path of ours gets through.
#[must_use]
pub fn is_path(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte);
    path.len() <= MAX_PATH_BYTES
        && path.strip_prefix("/files/").is_some_and(|rest| !rest.is_empty())
        && path.bytes().all(plain)
        && !path.contains("..")
        && !path.contains("//")
}
