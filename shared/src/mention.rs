//! Mentions: `@ada` in what staff write to each other. Who is meant by a handle, and whether they may read it, is for those to
//! say who know everybody; here handles are found in words.

use serde::{Deserialize, Serialize};

use crate::{
    id::{EnquiryId, StaffId},
    value::{Handle, Seq, ShortText, Timestamp},
};

/// The handle that means everybody in a Space; nobody is called so.
pub const ALL: &str = "all";

/// Most people who are told of one note: who means more of them means a Space.
pub const MAX_MENTIONED: usize = 20;

/// Most that one person keeps unread; the oldest go first.
pub const MAX_UNREAD: u32 = 200;

/// A piece of a text: words, or a handle with its `@`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// `@ada`, as it was written.
    Handle(&'a str),
}

/// What `text` consists of, in order; joined again, it is the text. Whether somebody has such a handle isn't known here.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut plain_from, mut at) = (0, 0);
    while let Some(offset) = text[at..].find('@') {
        let start = at + offset;
        let rest = &text[start + 1..];
        let length = rest.find(|c: char| !is_of_handle(c)).unwrap_or(rest.len());
        // A full stop or a dash at its end belongs to the sentence.
        let length = rest[..length].trim_end_matches('-').len();
        let begins_word = text[..start].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
        at = start + 1 + length;
        if length > 0 && begins_word {
            if plain_from < start {
                pieces.push(Piece::Text(&text[plain_from..start]));
            }
            pieces.push(Piece::Handle(&text[start..at]));
            plain_from = at;
        }
    }
    if plain_from < text.len() {
        pieces.push(Piece::Text(&text[plain_from..]));
    }
    pieces
}

fn is_of_handle(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

/// The handles in a text, each once, in small letters as handles are.
#[must_use]
pub fn handles(text: &str) -> Vec<Handle> {
    let mut found: Vec<Handle> = Vec::new();
    for piece in pieces(text) {
        let Piece::Handle(written) = piece else { continue };
        let Ok(handle) = Handle::try_from(written[1..].to_ascii_lowercase()) else { continue };
        if !found.contains(&handle) {
            found.push(handle);
        }
    }
    found
}

/// What is being looked for in a text that is written: what follows an `@` that begins its last word; where that word begins.
#[must_use]
pub fn typed(text: &str) -> Option<(usize, &str)> {
    let start = text.rfind('@')?;
    let begins_word = text[..start].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    let typed = &text[start + 1..];
    (begins_word && typed.chars().all(|c| c.is_alphanumeric() || c == '-')).then_some((start, typed))
}

/// Something that colleagues noted in the chat of an enquiry, for somebody who hasn't looked yet: they are in its room, or are
/// named in the note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mention {
    /// In which chat.
    pub enquiry: EnquiryId,
    /// The note's place there.
    pub seq: Seq,
    /// Who wrote it.
    pub by: StaffId,
    /// Whether it names whom it is for; else it stands in a chat of theirs.
    pub named: bool,
    /// How it begins.
    pub words: ShortText,
    /// When.
    pub at_ms: Timestamp,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<String> {
        handles(text).into_iter().map(String::from).collect()
    }

    #[test]
    fn a_handle_is_found_where_it_begins_a_word() {
        assert_eq!(found("@ada, can you and @Ben-2 look? @ada!"), ["ada", "ben-2"]);
        assert_eq!(found("(@ada) \u{3000}@ben。@cleo-"), ["ada", "ben", "cleo"]);
        assert_eq!(found("@all: lunch"), ["all"]);
        for none in ["", "@", "a@b.example", "ada", "@ ada", "é@ada", "@-"] {
            assert_eq!(found(none), Vec::<String>::new(), "{none}");
        }
    }

    #[test]
    fn what_is_typed_of_a_handle_is_looked_for() {
        assert_eq!(typed("Ask @be"), Some((4, "be")));
        assert_eq!(typed("@"), Some((0, "")));
        for none in ["Ask @ben now", "me@be", "Ask"] {
            assert_eq!(typed(none), None, "{none}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_comes_back_whole(text in "[@a-c\\-é 。.]{0,40}") {
            let joined: String = pieces(&text)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Text(text) | Piece::Handle(text) => text,
                })
                .collect();
            prop_assert_eq!(joined, text);
        }
    }
}
