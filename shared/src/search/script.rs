//! Which characters are written without spaces between words.

/// Whether words in this character's script run into each other. There every two characters count as a word, for who looks
/// for two or three of them types no space either.
pub(super) fn runs_on(character: char) -> bool {
    matches!(u32::from(character),
        // Thai, Lao; Myanmar; Khmer.
        0x0e01..=0x0e4e | 0x0e81..=0x0edf | 0x1000..=0x109f | 0x1780..=0x17dd
        // 々 and 〇; Hiragana and Katakana, with the long vowel mark.
        | 0x3005..=0x3007 | 0x3041..=0x3096 | 0x309d..=0x309f | 0x30a1..=0x30fa | 0x30fc..=0x30ff | 0x31f0..=0x31ff
        // Han.
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff
        // Hangul: written with spaces, but with particles that stick to the words.
        | 0xac00..=0xd7a3)
}

/// Whether it is part of a word, and not what stands between two.
pub(super) fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || runs_on(character) || joins(character)
}

/// Marks within words of scripts that have them: they are letters to nobody but to readers.
fn joins(character: char) -> bool {
    matches!(u32::from(character),
        0x0300..=0x036f | 0x0483..=0x0487 | 0x0591..=0x05bd | 0x0610..=0x061a | 0x064b..=0x065f | 0x0900..=0x0dff
        | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0x3099..=0x309a | 0xff9e..=0xff9f)
        && !matches!(u32::from(character), 0x0964..=0x0965)
}

/// Whether it changes the character before it and has no place of its own.
pub(super) fn is_attached(character: char) -> bool {
    matches!(u32::from(character),
        0x0300..=0x036f | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0x3099..=0x309a | 0xff9e..=0xff9f)
}

/// Whether it is an accent on a letter, which people leave out when they type.
pub(super) fn is_accent(character: char) -> bool {
    // And what Arabic and Hebrew leave out by themselves.
    matches!(u32::from(character),
        0x0300..=0x036f | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0x0591..=0x05bd | 0x064b..=0x065f)
}
