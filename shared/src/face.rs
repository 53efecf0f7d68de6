//! What stands for a person without a photo: their initials, on a colour that stays theirs.

/// Which of the eight colours somebody has, by the text of their id.
#[must_use]
pub fn person(seed: &str) -> u32 {
    // FNV-1a: ids differ in their last digits, and this spreads them.
    seed.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) >> 8 & 7
}

/// One or two letters for a name: of its first and last word, or the first sign where names have no spaces.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    // In Chinese and Japanese the first sign is (nearly always) the family name, which stands for the person.
    let last = words.next_back().and_then(|word| word.chars().next()).filter(|_| first.is_some_and(|c| c < '\u{2e80}'));
    first.into_iter().chain(last).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn initials_are_of_the_first_and_last_word() {
        for (name, expected) in [
            ("Ada Lovelace", "AL"),
            ("ben", "b"),
            ("Ana María de la Cruz", "AC"),
            ("王小明", "王"),
            ("山田 太郎", "山"),
            ("", ""),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }

    #[test]
    fn a_person_keeps_one_of_eight_colours() {
        let colours: BTreeSet<u32> = (0..64).map(|n| person(&format!("stf_{n:032x}"))).collect();
        assert_eq!(colours, (0..8).collect());
    }
}
