//! Long texts in parts: cut at a paragraph, else a line, else a space, else between two graphemes; never within one.

use unicode_segmentation::UnicodeSegmentation;

/// What a service counts a text in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Unicode scalar values.
    Characters,
    /// UTF-16 code units.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
}

impl Unit {
    /// How many a text has.
    #[must_use]
    pub fn count(self, text: &str) -> usize {
        match self {
            Self::Characters => text.chars().count(),
            Self::Utf16 => text.encode_utf16().count(),
            Self::Bytes => text.len(),
        }
    }
}

/// The parts of a text, each of at most `limit` units and none of white space alone. A single grapheme above the limit is cut
/// between its characters.
#[must_use]
pub fn split(text: &str, unit: Unit, limit: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (part, after) = rest.split_at(cut(rest, unit, limit.max(4)));
        parts.push(part.trim_end());
        rest = after.trim_start();
    }
    parts
}

/// Where the first part ends, in bytes.
fn cut(text: &str, unit: Unit, limit: usize) -> usize {
    let end = fitting(text, unit, limit);
    if end == text.len() {
        return end;
    }
    let head = &text[..end];
    // A cut that leaves less than half of a part is none: what is gained for the eye is lost in parts.
    let breaks = ["\n\n", "\n", " "].iter().filter_map(|mark| head.rfind(mark));
    breaks.filter(|at| *at >= end / 2).map(|at| at + 1).next().unwrap_or(end)
}

/// How many bytes from the start fit, at the end of a grapheme if one fits.
fn fitting(text: &str, unit: Unit, limit: usize) -> usize {
    let mut counted = 0;
    let mut end = 0;
    for grapheme in text.graphemes(true) {
        counted += unit.count(grapheme);
        if counted > limit {
            break;
        }
        end += grapheme.len();
    }
    if end > 0 {
        return end;
    }
    // One grapheme alone is longer than that.
    let mut counted = 0;
    for (at, character) in text.char_indices() {
        counted += unit.count(character.encode_utf8(&mut [0; 4]));
        if counted > limit {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_cut_where_a_reader_would_pause() {
        assert_eq!(split("one two three", Unit::Characters, 8), ["one two", "three"]);
        assert_eq!(split("first line\nsecond line", Unit::Characters, 14), ["first line", "second line"]);
        assert_eq!(split("a paragraph\n\nanother one here", Unit::Characters, 22), ["a paragraph", "another one here"]);
        assert_eq!(split("short", Unit::Characters, 22), ["short"]);
        assert!(split("  \n ", Unit::Characters, 22).is_empty());
    }

    #[test]
    fn a_text_without_a_pause_is_cut_between_graphemes_in_the_units_of_the_service() {
        assert_eq!(split("有货六件", Unit::Bytes, 7), ["有货", "六件"]);
        assert_eq!(split("👩‍👩‍👧👩‍👩‍👧", Unit::Utf16, 9), ["👩‍👩‍👧", "👩‍👩‍👧"]);
        assert_eq!(split("👩‍👩‍👧", Unit::Characters, 4), ["👩‍👩‍", "👧"]);
    }

    proptest! {
        #[test]
        fn every_part_fits_and_nothing_but_white_space_is_lost(text in "\\PC{0,300}|[a-z \n]{0,300}", limit in 4_usize..60) {
            for unit in [Unit::Characters, Unit::Utf16, Unit::Bytes] {
                let parts = split(&text, unit, limit);
                prop_assert!(parts.iter().all(|part| !part.is_empty() && unit.count(part) <= limit));
                let bare = |text: &str| text.chars().filter(|it| !it.is_whitespace()).collect::<String>();
                prop_assert_eq!(bare(&parts.concat()), bare(&text));
            }
        }
    }
}
