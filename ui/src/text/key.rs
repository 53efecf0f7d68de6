//! What a text is known by in the files of the other languages, which `cargo xtask build` makes of the tables in the sources.
//! It compiles this very file.

/// FNV-1a with 32 bits. The build stops if two texts of an application had the same.
const BASIS: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// The key of a text: of its name and its English, or of its name and each of the English forms.
#[must_use]
pub const fn of(parts: &[&str]) -> u32 {
    let mut key = BASIS;
    let mut at = 0;
    while at < parts.len() {
        key = and(key, parts[at]);
        at += 1;
    }
    key
}

/// The key of one form of a text, by the name of the form in CLDR.
#[must_use]
pub const fn and(key: u32, part: &str) -> u32 {
    let (mut key, bytes) = (key, part.as_bytes());
    let mut at = 0;
    while at < bytes.len() {
        key = (key ^ bytes[at] as u32).wrapping_mul(PRIME);
        at += 1;
    }
    // Ends the part: no byte of a text is this one.
    (key ^ 0xff).wrapping_mul(PRIME)
}
