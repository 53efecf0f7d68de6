//! Which rows of a long list are drawn, and where the others would be. It knows no document.

use std::{collections::BTreeMap, ops::Range};

/// Rows that are drawn at first: what else a page draws in the same task takes its time, too, and there may be two lists on it.
const FIRST: usize = 6;

/// Rows that are drawn at once at either end: a wheel that is turned fast passes no more of them in a frame.
const STEP: usize = 6;

/// The rows that stand together on the screen, among all.
pub(super) struct Span {
    keys: Vec<u128>,
    drawn: Range<usize>,
    /// Of rows that were ever drawn, in pixels, with the gap below them.
    heights: BTreeMap<u128, f64>,
    /// That of a row as long as nothing was measured.
    guess: f64,
}

impl Span {
    pub(super) fn new(guess: f64) -> Self {
        Self { keys: Vec::new(), drawn: 0..0, heights: BTreeMap::new(), guess }
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    pub(super) fn key(&self, at: usize) -> Option<u128> {
        self.keys.get(at).copied()
    }

    pub(super) fn place(&self, key: u128) -> Option<usize> {
        self.keys.iter().position(|known| *known == key)
    }

    pub(super) fn drawn(&self) -> Range<usize> {
        self.drawn.clone()
    }

    /// Other rows are listed. What was drawn stays drawn, wherever it is now; at the top, what comes above it is drawn, too.
    /// Gives those that were listed before.
    pub(super) fn take(&mut self, keys: Vec<u128>) -> Vec<u128> {
        let Range { start, end } = self.drawn();
        let count = (end - start).max(FIRST);
        let before = std::mem::replace(&mut self.keys, keys);
        let stays = || before[start..end].iter().find_map(|key| self.place(*key));
        let start = if start == 0 { 0 } else { stays().unwrap_or(start) };
        let start = start.min(self.len().saturating_sub(count));
        self.drawn = start..self.len().min(start + count);
        if self.heights.len() > 2 * self.len() + 100 {
            let Self { keys, heights, .. } = self;
            heights.retain(|key, _| keys.contains(key));
        }
        before
    }

    /// A row was measured.
    pub(super) fn measure(&mut self, key: u128, px: f64) {
        self.heights.insert(key, px);
    }

    /// How much there is above a row.
    pub(super) fn above(&self, at: usize) -> f64 {
        self.sum(0..at)
    }

    /// How much there is from a row on.
    pub(super) fn below(&self, at: usize) -> f64 {
        self.sum(at..self.len())
    }

    fn sum(&self, rows: Range<usize>) -> f64 {
        let guess = self.usual();
        self.keys[rows].iter().map(|key| self.heights.get(key).copied().unwrap_or(guess)).sum()
    }

    /// The height of a row that was never drawn.
    fn usual(&self) -> f64 {
        let known: Vec<f64> = self.keys[self.drawn()].iter().filter_map(|key| self.heights.get(key).copied()).collect();
        let count = u32::try_from(known.len()).unwrap_or(u32::MAX);
        if count == 0 { self.guess } else { known.iter().sum::<f64>() / f64::from(count) }
    }

    /// Draws more above.
    pub(super) fn grow_up(&mut self) {
        self.drawn.start = self.drawn.start.saturating_sub(STEP);
    }

    /// Draws more below.
    pub(super) fn grow_down(&mut self) {
        self.drawn.end = self.len().min(self.drawn.end + STEP);
    }

    /// Draws those around a place, so many pixels from the top of the list, in place of what is drawn.
    pub(super) fn go(&mut self, px: f64) {
        let (mut at, mut passed, guess) = (0, 0.0, self.usual());
        while let Some(key) = self.keys.get(at) {
            passed += self.heights.get(key).copied().unwrap_or(guess);
            if passed > px {
                break;
            }
            at += 1;
        }
        let start = at.min(self.len().saturating_sub(FIRST));
        self.drawn = start..self.len().min(start + FIRST);
    }

    /// Leaves out so many rows at the top and at the bottom, but never all.
    pub(super) fn trim(&mut self, top: usize, bottom: usize) {
        if top + bottom + STEP < self.drawn.len() {
            self.drawn = self.drawn.start + top..self.drawn.end - bottom;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(count: u128) -> Span {
        let mut span = Span::new(100.0);
        span.take((0..count).collect());
        span
    }

    #[test]
    fn of_thousands_the_first_few_are_drawn_and_the_rest_has_its_place() {
        let mut span = span(5_000);
        assert_eq!(span.drawn(), 0..6);
        assert!((span.below(6) - 499_400.0).abs() < 1.0);
        (0..6).for_each(|key| span.measure(key, 150.0));
        assert!((span.below(6) - 4_994.0 * 150.0).abs() < 1.0, "as those that were seen");
        span.grow_down();
        assert_eq!(span.drawn(), 0..12);
    }

    #[test]
    fn a_place_far_away_is_gone_to_at_once() {
        let mut span = span(5_000);
        span.go(250_050.0);
        assert_eq!(span.drawn(), 2_500..2_506);
        span.grow_up();
        assert_eq!(span.drawn(), 2_494..2_506);
        span.go(1e9);
        assert_eq!(span.drawn(), 4_994..5_000);
        span.grow_up();
        span.grow_up();
        span.trim(3, 1);
        assert_eq!(span.drawn(), 4_985..4_999);
        span.trim(5, 3);
        assert_eq!(span.drawn(), 4_985..4_999, "never all");
    }

    #[test]
    fn rows_that_come_and_go_elsewhere_leave_those_on_the_screen() {
        let mut span = span(100);
        span.go(5_000.0);
        let shown = |span: &Span| span.key(span.drawn().start);
        assert_eq!(shown(&span), Some(50));
        span.take((0..10).chain([1_000]).chain(12..50).chain(51..100).collect());
        assert_eq!(shown(&span), Some(51), "the first that is still there");
        assert_eq!(span.drawn().len(), 6);
        span.take((0..3).collect());
        assert_eq!(span.drawn(), 0..3);
        span.take(Vec::new());
        assert_eq!(span.drawn(), 0..0);
    }

    #[test]
    fn what_comes_on_top_is_drawn_by_who_is_there() {
        let mut span = span(100);
        span.take((1_000..1_001).chain(0..100).collect());
        assert_eq!(span.drawn(), 0..6);
        assert_eq!(span.key(0), Some(1_000));
    }
}
