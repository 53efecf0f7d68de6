//! Reading bytes from the front, and never beyond the end.

use super::Unfit;

/// What is left to read.
pub(crate) struct Bytes<'a>(pub(crate) &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next ones.
    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], Unfit> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Unfit::Broken)?;
        self.0 = rest;
        Ok(taken)
    }

    /// The next ones, as many as an array has.
    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], Unfit> {
        self.take(N)?.try_into().map_err(|_| Unfit::Broken)
    }

    /// The next one.
    pub(crate) fn byte(&mut self) -> Result<u8, Unfit> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// The next two, the larger part first.
    pub(crate) fn big_16(&mut self) -> Result<u16, Unfit> {
        self.array().map(u16::from_be_bytes)
    }

    /// The next four, the larger part first.
    pub(crate) fn big_32(&mut self) -> Result<u32, Unfit> {
        self.array().map(u32::from_be_bytes)
    }

    /// The next two, the smaller part first.
    pub(crate) fn little_16(&mut self) -> Result<u16, Unfit> {
        self.array().map(u16::from_le_bytes)
    }

    /// The next three, the smaller part first.
    pub(crate) fn little_24(&mut self) -> Result<u32, Unfit> {
        self.array().map(|[low, middle, high]| u32::from_le_bytes([low, middle, high, 0]))
    }

    /// The next four, the smaller part first.
    pub(crate) fn little_32(&mut self) -> Result<u32, Unfit> {
        self.array().map(u32::from_le_bytes)
    }
}

/// A length that a file tells. Beyond what a machine can address it is beyond the file, too.
pub(crate) fn length(told: u32) -> usize {
    usize::try_from(told).unwrap_or(usize::MAX)
}
