//! Memory for the modules of the visitor's chat. What std brings for WebAssembly joins and splits blocks, for programs that
//! run for weeks; it came to 1.6 KB of a download that everybody waits for. A chat is small and short: here a block has a
//! power of two of bytes, and one that was freed is kept for the next that needs as much.
//!
//! So a block takes up to twice what was asked for, which is memory of the reader's device and no download; and what a program
//! holds is at most the sum of the most that it ever held of each size.
#![expect(unsafe_code, reason = "an allocator deals in addresses")]

use std::{
    alloc::{GlobalAlloc, Layout},
    cell::Cell,
    ptr,
};

/// Bytes of the smallest blocks, to which all are aligned. No type of ours wants more.
const SMALLEST: usize = 8;

/// Sizes that there are: the largest block has 1 GiB.
const SIZES: usize = 28;

/// Taken from the browser at once, at least: its own page has 64 KiB, and each turn makes the script look anew where the memory is.
const CHUNK: usize = 16 * PAGE;
const PAGE: usize = 65_536;

/// Where memory comes from.
pub trait Source {
    /// Address of so many more bytes, whole pages of 64 KiB; none if there is no more. Right behind what came before, if nobody
    /// else took any.
    fn more(&self, bytes: usize) -> Option<usize>;
}

/// Memory of a page's module.
#[cfg(target_arch = "wasm32")]
pub struct Browser;

#[cfg(target_arch = "wasm32")]
impl Source for Browser {
    fn more(&self, bytes: usize) -> Option<usize> {
        let before = std::arch::wasm32::memory_grow::<0>(bytes / PAGE);
        (before != usize::MAX).then_some(before * PAGE)
    }
}

/// The allocator, for one thread: modules of pages have no more.
pub struct Blocks<S> {
    source: S,
    /// The first free block of each size, or 0. In each stands the address of the next.
    free: [Cell<usize>; SIZES],
    /// What was taken and not given out yet, from here …
    from: Cell<usize>,
    /// … to here.
    to: Cell<usize>,
}

// SAFETY: there is one thread.
unsafe impl<S> Sync for Blocks<S> {}

impl<S: Source> Blocks<S> {
    /// Without any memory yet.
    pub const fn new(source: S) -> Self {
        Self { source, free: [const { Cell::new(0) }; SIZES], from: Cell::new(0), to: Cell::new(0) }
    }

    /// An address of so much that nobody had before.
    fn fresh(&self, bytes: usize) -> Option<usize> {
        if self.to.get() - self.from.get() < bytes {
            let taken = bytes.next_multiple_of(CHUNK);
            let start = self.source.more(taken)?;
            if start != self.to.get() {
                self.from.set(start);
            }
            self.to.set(start + taken);
        }
        Some(self.from.replace(self.from.get() + bytes))
    }
}

/// Which of the sizes is enough; none if that is too much.
fn size(layout: Layout) -> Option<usize> {
    let fits = layout.align() <= SMALLEST && layout.size() <= SMALLEST << (SIZES - 1);
    fits.then(|| (layout.size().max(SMALLEST).next_power_of_two() / SMALLEST).trailing_zeros() as usize)
}

// SAFETY: blocks are given out once until they are freed, lie in what the source gave, don't overlap, and are as large as asked
// for and aligned to `SMALLEST`.
unsafe impl<S: Source> GlobalAlloc for Blocks<S> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some(size) = size(layout) else { return ptr::null_mut() };
        let first = self.free[size].get();
        if first != 0 {
            // SAFETY: a free block is ours, and holds the address of the next.
            self.free[size].set(unsafe { *ptr::with_exposed_provenance::<usize>(first) });
            return ptr::with_exposed_provenance_mut(first);
        }
        self.fresh(SMALLEST << size).map_or(ptr::null_mut(), ptr::with_exposed_provenance_mut)
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let Some(size) = size(layout) else { return };
        let freed = block.expose_provenance();
        let next = self.free[size].replace(freed);
        // SAFETY: it was given out by `alloc`, and nobody has it any more.
        unsafe { *ptr::with_exposed_provenance_mut::<usize>(freed) = next };
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, bytes: usize) -> *mut u8 {
        let Ok(wanted) = Layout::from_size_align(bytes, layout.align()) else { return ptr::null_mut() };
        if size(wanted) == size(layout) {
            return block;
        }
        // SAFETY: as for the two; the new block is another one, and the shorter of both is in both.
        unsafe {
            let moved = self.alloc(wanted);
            if !moved.is_null() {
                ptr::copy_nonoverlapping(block, moved, layout.size().min(bytes));
                self.dealloc(block, layout);
            }
            moved
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Memory of the test, which stays: a page's does too.
    struct Leaked(Cell<usize>);

    impl Source for Leaked {
        fn more(&self, bytes: usize) -> Option<usize> {
            self.0.set(self.0.get() + bytes);
            let memory = vec![0_u64; bytes / 8].leak();
            Some(memory.as_mut_ptr().expose_provenance())
        }
    }

    fn blocks() -> Blocks<Leaked> {
        Blocks::new(Leaked(Cell::new(0)))
    }

    fn layout(bytes: usize) -> Layout {
        Layout::from_size_align(bytes, 8).expect("a layout")
    }

    #[test]
    fn what_was_freed_is_given_to_the_next() {
        let blocks = blocks();
        for _ in 0..100_000 {
            // SAFETY: it is freed once, as it was asked for.
            unsafe {
                let block = blocks.alloc(layout(5_000));
                blocks.dealloc(block, layout(5_000));
            }
        }
        assert_eq!(blocks.source.0.get(), CHUNK);
    }

    #[test]
    fn what_cannot_be_had_is_refused() {
        let blocks = blocks();
        for layout in [layout(SMALLEST << SIZES), Layout::from_size_align(8, 64).expect("a layout")] {
            // SAFETY: nothing is done with it.
            assert!(unsafe { blocks.alloc(layout) }.is_null());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        /// Each step takes a block, or makes one of those that there are larger or smaller, or frees it; all bytes of a block are
        /// its number, and stay so.
        #[test]
        fn no_block_is_in_another(steps in prop::collection::vec((0_usize..3, 0_usize..40, 1_usize..3_000), 1..300)) {
            let blocks = blocks();
            let mut held: Vec<(*mut u8, usize, u8)> = Vec::new();
            for (number, (what, which, bytes)) in steps.into_iter().enumerate() {
                let mark = number.to_le_bytes()[0];
                // SAFETY: blocks are used as they were asked for, and no more when they are freed.
                unsafe {
                    if what == 0 || held.is_empty() {
                        let block = blocks.alloc(layout(bytes));
                        prop_assert!(!block.is_null() && block.addr().is_multiple_of(SMALLEST));
                        block.write_bytes(mark, bytes);
                        held.push((block, bytes, mark));
                    } else {
                        let (block, before, mark) = held.swap_remove(which % held.len());
                        if what == 1 {
                            let block = blocks.realloc(block, layout(before), bytes);
                            prop_assert!((0..before.min(bytes)).all(|at| *block.add(at) == mark));
                            block.write_bytes(mark, bytes);
                            held.push((block, bytes, mark));
                        } else {
                            blocks.dealloc(block, layout(before));
                        }
                    }
                    for (block, bytes, mark) in &held {
                        prop_assert!((0..*bytes).all(|at| *block.add(at) == *mark));
                    }
                }
            }
        }
    }
}
