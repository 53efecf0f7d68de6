//! What somebody typed into a search field, as a question to the index.

use super::words::{PHONE, digits, words};

/// Most words that a question is made of: the rest is left out. Who pastes a page looks for its beginning.
const MAX_WORDS: usize = 24;

/// Fewest digits that are looked for in phone numbers.
const MIN_PHONE_DIGITS: usize = 3;

/// Words that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// As in the index.
    pub(super) words: Vec<String>,
    /// Whether the last one is only a beginning.
    pub(super) prefix: bool,
}

/// What is looked for: all of these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    phrases: Vec<Phrase>,
    /// The digits, if it may be a phone number.
    phone: Option<String>,
}

impl Query {
    /// Reads what was typed. Nothing is an error: what makes no sense is a word like others, and signs alone ask nothing.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut phrases = Vec::new();
        let parts: Vec<&str> = text.split(['"', '“', '”', '„', '「', '」', '『', '』']).collect();
        let last = parts.len() - 1;
        for (place, part) in parts.iter().enumerate() {
            // Every second part stands between quotes; the last one, if its closing quote isn't typed yet, is still open.
            if place % 2 == 1 {
                phrases.extend(phrase(part, place == last));
            } else {
                let pieces: Vec<&str> = part.split_whitespace().collect();
                let open = place == last && !part.ends_with(char::is_whitespace);
                let end = pieces.len();
                phrases.extend(
                    pieces.iter().enumerate().filter_map(|(piece, text)| phrase(text, open && piece + 1 == end)),
                );
            }
        }
        let mut left = MAX_WORDS;
        for phrase in &mut phrases {
            phrase.prefix &= phrase.words.len() <= left;
            phrase.words.truncate(left);
            left -= phrase.words.len();
        }
        phrases.retain(|phrase| !phrase.words.is_empty());
        Self { phrases, phone: phone(text) }
    }

    /// Whether it asks nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    pub(super) fn phrases(&self) -> &[Phrase] {
        &self.phrases
    }

    /// As the index (`SQLite`'s FTS5) reads it, for what was said. Words are letters alone, so nothing in it is a command.
    #[must_use]
    pub fn of_words(&self) -> String {
        self.phrases.iter().map(Phrase::written).collect::<Vec<_>>().join(" AND ")
    }

    /// The same for people, of whom phone numbers are known.
    #[must_use]
    pub fn of_people(&self) -> String {
        match &self.phone {
            Some(digits) => format!("({}) OR \"{PHONE}{digits}\" *", self.of_words()),
            None => self.of_words(),
        }
    }

    /// The digits that are looked for in phone numbers.
    pub(super) fn phone(&self) -> Option<&str> {
        self.phone.as_deref()
    }
}

impl Phrase {
    fn written(&self) -> String {
        format!("\"{}\"{}", self.words.join(" "), if self.prefix { " *" } else { "" })
    }
}

/// The words of a piece, one after the other. `open`: whether the last one may go on.
fn phrase(text: &str, open: bool) -> Option<Phrase> {
    let mut found = words(text);
    let runs_on = found.last()?.runs_on;
    let alone = runs_on && {
        let run = found.last()?.run;
        found.iter().rev().take_while(|word| word.run == run && word.runs_on).count() == 1
    };
    if runs_on && !alone {
        // The pair before it says the same, and in a longer text it isn't the last one.
        found.pop();
    }
    let words: Vec<String> = found.into_iter().map(|word| word.text).collect();
    // A single one of those that stand in pairs begins the pair that it is in.
    let prefix = if runs_on { alone } else { open };
    Some(Phrase { words, prefix })
}

fn phone(text: &str) -> Option<String> {
    let is_number = text.chars().all(|c| c.is_numeric() || c.is_whitespace() || "+-()./・ー－＋".contains(c));
    let digits = digits(text);
    // What is dialled within a country begins with zeros that stand for its code.
    let bare = digits.trim_start_matches('0');
    (is_number && bare.len() >= MIN_PHONE_DIGITS).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn asked(text: &str) -> String {
        Query::parse(text).of_words()
    }

    #[test]
    fn all_words_are_wanted_and_the_last_may_be_a_beginning() {
        assert_eq!(asked("Crème brû"), r#""creme" AND "bru" *"#);
        assert_eq!(asked("refund "), r#""refund""#);
        assert_eq!(asked("ada@acme.ex"), r#""ada acme ex" *"#);
        assert_eq!(asked("é"), r#""e" *"#);
    }

    #[test]
    fn quotes_keep_words_together() {
        assert_eq!(asked(r#""track my order" today"#), r#""track my order" AND "today" *"#);
        assert_eq!(asked(r#"where "is my ord"#), r#""where" AND "is my ord" *"#);
        assert_eq!(asked("「返品 できます」"), r#""返品 品 でき きま ます""#);
    }

    #[test]
    fn one_character_and_two_are_enough_without_spaces() {
        assert_eq!(asked("雨"), r#""雨" *"#);
        assert_eq!(asked("雨 "), r#""雨" *"#);
        assert_eq!(asked("退款"), r#""退款""#);
        assert_eq!(asked("日本語"), r#""日本 本語""#);
        assert_eq!(asked("iPhoneの"), r#""iphone の" *"#);
        assert_eq!(asked("iPhoneの値段"), r#""iphone の値 値段""#);
    }

    #[test]
    fn signs_ask_nothing_and_are_no_commands() {
        for text in ["", "  ", "\"\"", "* ^ : ( ) - + {said}", "😀", "\0"] {
            let query = Query::parse(text);
            assert_eq!(query.is_empty(), !text.contains("said"), "{text}");
        }
        assert_eq!(asked("a\" OR b*"), r#""a" AND "or b" *"#);
        assert_eq!(asked("NEAR(a b) AND NOT marks:x"), r#""near a" AND "b" AND "and" AND "not" AND "marks x" *"#);
    }

    #[test]
    fn a_number_is_looked_for_in_phone_numbers_too() {
        assert_eq!(Query::parse("090-1234").of_people(), r#"("090 1234" *) OR "phone901234" *"#);
        assert_eq!(Query::parse("+81 90").of_people(), r#"("81" AND "90" *) OR "phone8190" *"#);
        assert_eq!(Query::parse("12").of_people(), r#""12" *"#);
        assert_eq!(Query::parse("order 1234").of_people(), r#""order" AND "1234" *"#);
    }

    #[test]
    fn a_pasted_page_is_cut() {
        let query = Query::parse(&"word ".repeat(500));
        assert_eq!(query.phrases.iter().map(|phrase| phrase.words.len()).sum::<usize>(), MAX_WORDS);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_a_question_that_the_index_can_read(text in "\\PC{0,80}") {
            let written = asked(&text);
            prop_assert_eq!(written.matches('"').count() % 2, 0);
            // Between the quotes are words; outside of them nothing but what we wrote.
            for (place, part) in written.split('"').enumerate() {
                if place % 2 == 0 {
                    prop_assert!(["", " AND ", " * AND ", " *"].contains(&part), "{}", part);
                }
            }
        }
    }
}
