//! What fits in a text, and as much of it as fits on two lines.

use std::ops::Range;

use super::{
    Snippet, Span,
    query::{Phrase, Query},
    words::{Word, digits, words},
};

/// As many characters as a line of results shows.
const MAX_CHARS: usize = 160;

/// How much stands before the first place that fits.
const BEFORE_CHARS: usize = 40;

/// A text as a hit shows it.
#[must_use]
pub fn snippet(text: &str, query: &Query) -> Snippet {
    let marked = places(text, query);
    let first = marked.first().map_or(0, |place| place.start);
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let at = characters.partition_point(|(byte, _)| *byte < first);
    let start = if at <= BEFORE_CHARS + 1 || characters.len() <= MAX_CHARS { 0 } else { beginning(&characters, at) };
    let end = (start + MAX_CHARS).min(characters.len());
    let mut shown = Snippet::default();
    if start > 0 {
        shown.text.push('…');
    }
    for (number, (byte, character)) in (u32::from(start > 0)..).zip(characters.get(start..end).unwrap_or_default()) {
        shown.text.push(if character.is_whitespace() { ' ' } else { *character });
        if marked.iter().any(|place| place.contains(byte)) {
            match shown
                .marked
                .last_mut()
                .filter(|span| span.to == number && !marked.iter().any(|place| place.start == *byte))
            {
                Some(span) => span.to += 1,
                None => shown.marked.push(Span { from: number, to: number + 1 }),
            }
        }
    }
    if end < characters.len() {
        shown.text.push('…');
    }
    shown
}

/// Not in the middle of a word, if one ends nearby.
fn beginning(characters: &[(usize, char)], at: usize) -> usize {
    let from = at - BEFORE_CHARS;
    let nearby = characters.get(from..at).unwrap_or_default().iter().take(BEFORE_CHARS / 2);
    let space = nearby.into_iter().position(|(_, character)| character.is_whitespace());
    space.map_or(from, |space| from + space + 1)
}

/// Where the parts of the question stand: bytes, in order, none within another.
fn places(text: &str, query: &Query) -> Vec<Range<usize>> {
    let words = words(text);
    let mut places: Vec<Range<usize>> = query.phrases().iter().flat_map(|phrase| of_phrase(&words, phrase)).collect();
    places.extend(query.phone().and_then(|wanted| of_phone(text, wanted)));
    places.sort_by_key(|place| (place.start, place.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for place in places {
        match merged.last_mut().filter(|last| place.start < last.end) {
            Some(last) => last.end = last.end.max(place.end),
            None => merged.push(place),
        }
    }
    merged
}

fn of_phrase(words: &[Word], phrase: &Phrase) -> Vec<Range<usize>> {
    let length = phrase.words.len();
    let fits = |window: &&[Word]| {
        window.iter().zip(&phrase.words).enumerate().all(|(place, (word, wanted))| {
            let open = phrase.prefix && place + 1 == length;
            if open { word.text.starts_with(wanted.as_str()) } else { word.text == *wanted }
        })
    };
    let mut found = Vec::new();
    for (start, window) in words.windows(length.max(1)).enumerate().filter(|(_, window)| fits(window)) {
        let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
        // Of a pair, both characters fit, unless only the first one is looked for.
        let is_pair = last.runs_on && phrase.words.last().is_some_and(|wanted| wanted.chars().count() > 1);
        let after = words.get(start + length).filter(|_| is_pair);
        let end = after
            .filter(|after| after.runs_on && after.run == last.run)
            .map_or(last.range.end, |after| after.range.end);
        found.push(first.range.start..end);
    }
    found
}

/// A phone number in which the digits stand, as a whole.
fn of_phone(text: &str, wanted: &str) -> Option<Range<usize>> {
    let is_of_number = |c: char| c.is_ascii_digit() || "+-() ".contains(c);
    let mut from = 0;
    while let Some(start) = text.get(from..)?.find(|c: char| c.is_ascii_digit() || c == '+').map(|at| from + at) {
        let rest = text.get(start..)?;
        let end = start + rest.find(|c| !is_of_number(c)).unwrap_or(rest.len());
        let number = text.get(start..end)?;
        if digits(number).contains(wanted) {
            return Some(start..start + number.trim_end_matches(|c: char| !c.is_ascii_digit()).len());
        }
        from = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The snippet with its marks as brackets.
    fn shown(text: &str, query: &str) -> String {
        let snippet = snippet(text, &Query::parse(query));
        snippet.pieces().map(|(text, marked)| if marked { format!("[{text}]") } else { text }).collect()
    }

    #[test]
    fn what_fits_is_marked_as_it_was_written() {
        assert_eq!(shown("Do you ship to Ōsaka?", "osaka ship"), "Do you [ship] to [Ōsaka]?");
        assert_eq!(shown("Reference: REF-0042", "ref"), "[Reference]: [REF]-0042");
        assert_eq!(shown("Where is my order? My order!", "\"my order\""), "Where is [my order]? [My order]!");
        assert_eq!(shown("nothing of it", "else"), "nothing of it");
    }

    #[test]
    fn without_spaces_the_very_characters_are_marked() {
        assert_eq!(shown("返品できますか？", "返品"), "[返品]できますか？");
        assert_eq!(shown("返品できますか？", "できます"), "返品[できます]か？");
        assert_eq!(shown("明日は雨です", "雨"), "明日は[雨]です");
        assert_eq!(shown("雨のち雨", "雨"), "[雨]のち[雨]");
        assert_eq!(shown("申请退款", "退款"), "申请[退款]");
        assert_eq!(shown("ｶﾞﾗｽのｺｯﾌﾟ", "ガラス"), "[ｶﾞﾗｽ]のｺｯﾌﾟ");
        assert_eq!(shown("iPhoneの値段", "iphoneの"), "[iPhoneの]値段");
    }

    #[test]
    fn a_long_text_is_cut_around_the_first_place() {
        let long = format!("{}needle {}", "hay ".repeat(60), "straw ".repeat(60));
        let shown = shown(&long, "needle");
        assert!(shown.starts_with("…hay ") && shown.contains("[needle]") && shown.ends_with('…'), "{shown}");
        assert!(shown.chars().count() <= MAX_CHARS + 4, "{shown}");
    }

    #[test]
    fn a_phone_number_is_marked_whole() {
        assert_eq!(shown("Mina · +81 90-1234-5678", "09012345678"), "Mina · [+81 90-1234-5678]");
        assert_eq!(shown("+81 90-1234-5678", "5678"), "[+81 90-1234-5678]");
        // What fits as a whole is shown as a whole.
        let line = "Mina Sato · Calm Otter 42 · mina.sato@kite.example · +81 90-1234-5678";
        assert_eq!(shown(line, "5678"), line.replace("+81 90-1234-5678", "[+81 90-1234-5678]"));
    }

    proptest! {
        #[test]
        fn spans_lie_in_the_text_in_order(text in "\\PC{0,300}", query in "\\PC{0,12}") {
            let Snippet { text: shown, marked } = snippet(&text, &Query::parse(&query));
            let mut end = 0;
            for Span { from, to } in marked {
                prop_assert!(from >= end && from < to);
                end = to;
            }
            prop_assert!(usize::try_from(end).expect("it fits") <= shown.chars().count());
        }

        #[test]
        fn what_is_copied_out_of_a_text_is_found_in_it(text in "[a-zé日本語かな ]{1,40}", from in 0_usize..40, length in 1_usize..12) {
            let part: String = text.chars().skip(from).take(length).collect();
            let query = Query::parse(&format!("\"{part}\""));
            prop_assume!(!query.is_empty() && !part.starts_with(' '));
            // Whole words, as far as words are parted by spaces.
            let begins = from == 0 || text.chars().nth(from - 1).is_some_and(|c| c == ' ' || super::super::script::runs_on(c));
            let after = text.chars().nth(from + length);
            let last = part.chars().last();
            let ends = after.is_none_or(|c| c == ' ' || super::super::script::runs_on(c)) || last.is_some_and(super::super::script::runs_on);
            prop_assume!(begins && ends && !part.ends_with(' '));
            prop_assert!(!snippet(&text, &query).marked.is_empty(), "{} in {}", part, text);
        }
    }
}
