//! A friendly name for a person who hasn't told theirs: "Calm Otter 42". Made of random bytes alone, never of an
//! address or anything else about them. The words are short, harmless in the languages that we answer in, and chosen so
//! that no pair of them says something about a person.

use crate::value::{DisplayName, InvalidValue};

const MANNERS: [&str; 32] = [
    "Amber", "Azure", "Bright", "Brisk", "Calm", "Cheerful", "Clear", "Coral", "Crisp", "Dapper", "Early", "Fair",
    "Gentle", "Golden", "Happy", "Ivory", "Jade", "Kind", "Lively", "Lucky", "Mellow", "Merry", "Misty", "Nimble",
    "Olive", "Polite", "Quiet", "Rosy", "Silver", "Sunny", "Swift", "Violet",
];

const ANIMALS: [&str; 32] = [
    "Badger", "Beaver", "Bison", "Crane", "Dolphin", "Falcon", "Finch", "Fox", "Gecko", "Hare", "Heron", "Ibis",
    "Koala", "Lark", "Lemur", "Lynx", "Marten", "Moth", "Newt", "Otter", "Owl", "Panda", "Penguin", "Plover", "Puffin",
    "Robin", "Seal", "Sparrow", "Swan", "Tern", "Turtle", "Wren",
];

/// A handle from four random bytes: one of 92,160. Two people may share one; ids tell them apart.
///
/// # Errors
/// Never: every pair of words is a valid name.
pub fn friendly(random: [u8; 4]) -> Result<DisplayName, InvalidValue> {
    let [manner, animal, high, low] = random;
    let pick =
        |words: &'static [&'static str; 32], byte: u8| words.get(usize::from(byte) % 32).copied().unwrap_or_default();
    // 10 to 99: two digits that nobody takes for a count or a year.
    let number = u16::from_be_bytes([high, low]) % 90 + 10;
    DisplayName::try_from(format!("{} {} {number}", pick(&MANNERS, manner), pick(&ANIMALS, animal)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_handle_is_a_name_of_three_words() {
        for manner in 0..=u8::MAX {
            for animal in 0..=u8::MAX {
                let handle = friendly([manner, animal, animal, manner]).expect("a valid name");
                assert_eq!(handle.as_str().split(' ').filter(|word| !word.is_empty()).count(), 3, "{handle}");
            }
        }
    }

    #[test]
    fn the_same_bytes_give_the_same_handle() {
        assert_eq!(friendly([4, 19, 0, 32]).expect("a valid name").as_str(), "Calm Otter 42");
    }

    #[test]
    fn no_word_is_in_a_list_twice() {
        for words in [MANNERS, ANIMALS] {
            assert!(words.is_sorted_by(|a, b| a < b));
        }
    }
}
