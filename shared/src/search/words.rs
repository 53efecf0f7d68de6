//! Texts to words as the index holds them. Case, accents and widths are folded. Where words run into each other (Chinese,
//! Japanese …) each two neighbouring characters are a word, and the last one of a run is one by itself: so every character
//! begins exactly one word, a single one is found as a beginning, and several as a phrase.

use std::ops::Range;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

use super::script::{is_accent, is_attached, is_of_word, runs_on};

/// A word, and where it stands in the text: bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As in the index: letters and digits alone, so that it can stand between quotes there.
    pub text: String,
    /// Of a pair, the first character alone: so that the ranges of a run follow each other.
    pub range: Range<usize>,
    /// Which run of letters it is in; a space, dot or dash ends one.
    pub run: usize,
    /// Whether it is in a script without spaces.
    pub runs_on: bool,
}

/// Longer words are cut: nobody types so many letters to find one, and an index needn't hold what a machine printed.
const MAX_WORD_CHARS: usize = 64;

/// The words of a text.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut splitter = Splitter { words: &mut words, run: 0, word: None, before: None };
    for (range, cluster) in clusters(text) {
        if cluster.starts_with(is_of_word) {
            for character in folded(cluster).chars() {
                splitter.take(character, range.clone());
            }
        } else {
            splitter.end();
        }
    }
    splitter.end();
    words
}

/// A text as the index takes it.
#[must_use]
pub fn indexed(text: &str) -> String {
    words(text).into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}

/// Digits of a phone number as the index takes them: every ending of it is a word, so that it is found without the code of
/// its country, and by its last four digits.
#[must_use]
pub fn indexed_phone(text: &str) -> String {
    let digits = digits(text);
    let endings = (0..digits.len().saturating_sub(2)).filter_map(|start| digits.get(start..));
    endings.map(|ending| format!("{PHONE}{ending}")).collect::<Vec<_>>().join(" ")
}

/// How the word of a phone number begins, so that no other number is taken for one.
pub(super) const PHONE: &str = "phone";

/// The digits of a text, in the form that everybody writes.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter_map(|c| folded_char(c).chars().next()).filter(char::is_ascii_digit).collect()
}

/// Characters with what is attached to them.
fn clusters(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut starts: Vec<usize> =
        text.char_indices().filter(|(at, character)| *at == 0 || !is_attached(*character)).map(|(at, _)| at).collect();
    starts.push(text.len());
    let ranges: Vec<Range<usize>> =
        starts.windows(2).filter_map(|pair| if let [from, to] = pair { Some(*from..*to) } else { None }).collect();
    ranges.into_iter().filter_map(|range| Some((range.clone(), text.get(range)?)))
}

/// A character with its marks, as everybody types it.
fn folded(cluster: &str) -> String {
    if let [byte] = cluster.as_bytes() {
        return char::from(*byte).to_ascii_lowercase().to_string();
    }
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(cluster);
    composed.chars().flat_map(char::to_lowercase).map(folded_char).collect()
}

fn folded_char(character: char) -> String {
    if character.is_ascii() || runs_on(character) {
        return character.to_string();
    }
    let mut text = [0; 4];
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(character.encode_utf8(&mut text));
    let bare: String = decomposed.chars().filter(|character| !is_accent(*character)).collect();
    bare.chars().map(plain).collect()
}

/// Letters that no table takes apart, and that people without them on their keyboard write so.
fn plain(letter: char) -> String {
    match letter {
        'ß' => "ss".to_owned(),
        'æ' => "ae".to_owned(),
        'œ' => "oe".to_owned(),
        'þ' => "th".to_owned(),
        'ø' => "o".to_owned(),
        'ł' => "l".to_owned(),
        'đ' | 'ð' => "d".to_owned(),
        'ħ' => "h".to_owned(),
        'ı' => "i".to_owned(),
        'ς' => "σ".to_owned(),
        letter => letter.to_string(),
    }
}

struct Splitter<'a> {
    words: &'a mut Vec<Word>,
    run: usize,
    /// The word that is being read.
    word: Option<(String, usize, Range<usize>)>,
    /// The character before, if it runs on.
    before: Option<(char, Range<usize>)>,
}

impl Splitter<'_> {
    fn take(&mut self, character: char, range: Range<usize>) {
        if !is_of_word(character) {
            self.end();
            return;
        }
        if runs_on(character) {
            self.end_word();
            if let Some((before, at)) = self.before.replace((character, range)) {
                self.put([before, character].iter().collect(), at, true);
            }
            return;
        }
        self.end_pair();
        let (word, chars, at) = self.word.get_or_insert_with(|| (String::new(), 0, range.clone()));
        at.end = range.end;
        if *chars < MAX_WORD_CHARS {
            word.push(character);
            *chars += 1;
        }
    }

    fn put(&mut self, text: String, range: Range<usize>, runs_on: bool) {
        self.words.push(Word { text, range, run: self.run, runs_on });
    }

    fn end_word(&mut self) {
        if let Some((word, _, range)) = self.word.take() {
            self.put(word, range, false);
        }
    }

    fn end_pair(&mut self) {
        if let Some((last, range)) = self.before.take() {
            self.put(last.to_string(), range, true);
        }
    }

    fn end(&mut self) {
        self.end_word();
        self.end_pair();
        self.run += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_accents_and_widths_are_folded() {
        assert_eq!(indexed("Crème BRÛLÉE, naïve Zoë"), "creme brulee naive zoe");
        assert_eq!(indexed("Tiếng Việt Łódź Straße Ærø"), "tieng viet lodz strasse aero");
        assert_eq!(indexed("ＡＢＣ １２３ ﬁne"), "abc 123 fine");
        assert_eq!(indexed("e\u{301}te\u{301}"), "ete");
        assert_eq!(indexed("ΣΊΣΥΦΟΣ Ёлка"), "σισυφοσ елка");
    }

    #[test]
    fn scripts_without_spaces_are_pairs() {
        assert_eq!(indexed("日本語"), "日本 本語 語");
        assert_eq!(indexed("返品できますか？"), "返品 品で でき きま ます すか か");
        assert_eq!(indexed("退款"), "退款 款");
        assert_eq!(indexed("雨"), "雨");
        // Halfwidth kana with their marks are the letters that everybody else types.
        assert_eq!(indexed("ｶﾞﾗｽ"), indexed("ガラス"));
        assert_eq!(indexed("か\u{3099}"), "が");
        assert_eq!(indexed("iPhoneの値段"), "iphone の値 値段 段");
        assert_eq!(indexed("한국어를"), "한국 국어 어를 를");
    }

    #[test]
    fn what_is_no_letter_parts_words() {
        assert_eq!(indexed("ada@acme.example"), "ada acme example");
        assert_eq!(indexed("  —!? 😀 \u{0}"), "");
        assert_eq!(indexed("\"a\" OR NEAR(b) *"), "a or near b");
    }

    #[test]
    fn a_phone_number_is_found_by_its_ending() {
        assert_eq!(indexed_phone("+81 90-12"), "phone819012 phone19012 phone9012 phone012");
        assert_eq!(indexed_phone("0"), "");
        assert_eq!(indexed_phone("０９０"), "phone090");
    }

    #[test]
    fn words_of_machines_are_cut() {
        assert_eq!(indexed(&"x".repeat(4_000)).len(), MAX_WORD_CHARS);
    }

    proptest! {
        #[test]
        fn words_are_letters_alone_and_lie_in_the_text_in_order(text in "\\PC{0,60}") {
            let mut end = 0;
            for word in words(&text) {
                prop_assert!(text.get(word.range.clone()).is_some());
                prop_assert!(word.range.start >= end || word.range.start + 4 >= end);
                end = word.range.start;
                prop_assert!(!word.text.is_empty() && word.text.chars().all(is_of_word), "{:?}", word.text);
                prop_assert!(!word.text.contains(['"', ' ', '*', '(', ')', ':', '\0']));
            }
        }

        #[test]
        fn folding_again_changes_nothing(text in "\\PC{0,40}") {
            let once: Vec<String> = words(&text).into_iter().filter(|word| !word.runs_on).map(|word| word.text).collect();
            for word in once {
                let again: Vec<String> = words(&word).into_iter().map(|word| word.text).collect();
                prop_assert_eq!(again.join(""), word);
            }
        }
    }
}
