//! How much of files is in memory at once, of the 128 MB that an object has: whoever brings one takes its share before it is read,
//! and waits for it. Files are brought in parts, so the share of a large one is that of its parts.

use std::{rc::Rc, time::Duration};

use shared::file::PART_BYTES;
use worker::Delay;

use super::Inner;

/// Most bytes of files in memory for one account; the rest of the object's is for all that is no file.
const MOST_BYTES: usize = 48 * 1024 * 1024;

/// A file whose size nobody tells beforehand is read whole, up to so many bytes.
pub(super) const UNTOLD_BYTES: usize = 16 * 1024 * 1024;

/// How often who waits for a share looks: a part takes longer.
const GLANCE: Duration = Duration::from_millis(20);

/// A share of the memory; given back however it ends.
pub(super) struct Load {
    inner: Rc<Inner>,
    bytes: usize,
}

/// The share of a file: a part is read, cut off, and handed over as a copy.
fn share(told: Option<u32>) -> usize {
    match told {
        Some(bytes) => 3 * usize::try_from(bytes.min(PART_BYTES)).unwrap_or(usize::MAX / 3),
        None => 2 * UNTOLD_BYTES,
    }
}

/// Whether there is place for another share.
const fn fits(taken: usize, bytes: usize) -> bool {
    taken == 0 || taken + bytes <= MOST_BYTES
}

impl Inner {
    /// Takes the share of a file of this size, if that is told, as soon as there is place for it.
    pub(super) async fn load(self: &Rc<Self>, told: Option<u32>) -> Load {
        let bytes = share(told);
        while !fits(self.loaded.get(), bytes) {
            Delay::from(GLANCE).await;
        }
        self.loaded.set(self.loaded.get() + bytes);
        Load { inner: self.clone(), bytes }
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        let loaded = &self.inner.loaded;
        loaded.set(loaded.get().saturating_sub(self.bytes));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_small_files_are_brought_at_once_and_large_ones_by_turns() {
        let together = |told| {
            let mut taken = 0;
            (0..1_000)
                .take_while(|_| {
                    let fits = fits(taken, share(told));
                    taken += share(told);
                    fits
                })
                .count()
        };
        assert_eq!(together(Some(100 * 1024)), 163);
        assert_eq!(together(Some(100 * 1024 * 1024)), 3);
        assert_eq!(together(None), 1);
    }
}
