//! The few marks by which people stress words in chats: `*bold*`, `_italic_`, `~struck~` and `` `code` ``, as messengers have them.
//! The marks stay in the text; they are only drawn.

/// A stretch of a text between two marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked<'a> {
    /// The text before the first mark.
    pub before: &'a str,
    /// The HTML element that it is drawn as.
    pub tag: &'static str,
    /// Between the marks: on one line, and not empty.
    pub inside: &'a str,
    /// The text after the second one.
    pub after: &'a str,
}

/// The first of them. A mark counts where it touches the words that it stresses and no others: `2 * 3 * 4` and `snake_case_name`
/// stay as they are.
#[must_use]
pub fn first(text: &str) -> Option<Marked<'_>> {
    let bytes = text.as_bytes();
    // Marks that have no end on this line: looked for once, for a line may be full of them.
    let mut endless = [false; 4];
    for (start, byte) in bytes.iter().enumerate() {
        let (which, tag) = match byte {
            b'*' => (0, "strong"),
            b'_' => (1, "em"),
            b'~' => (2, "s"),
            b'`' => (3, "code"),
            b'\n' => {
                endless = [false; 4];
                continue;
            }
            _ => continue,
        };
        if endless[which] {
            continue;
        }
        let rest = &text[start + 1..];
        let opens = is_outside(text[..start].chars().next_back()) && is_inside(rest.chars().next(), *byte);
        let line = rest.split('\n').next().filter(|_| opens).unwrap_or_default();
        let ends = line.bytes().enumerate().filter(|(_, found)| found == byte).map(|(end, _)| end);
        let mut ends = ends.filter(|end| {
            let (inside, after) = (&line[..*end], &line[end + 1..]);
            is_inside(inside.chars().next_back(), *byte) && is_outside(after.chars().next())
        });
        if let Some(end) = ends.next() {
            return Some(Marked { before: &text[..start], tag, inside: &line[..end], after: &rest[end + 1..] });
        }
        endless[which] = opens;
    }
    None
}

/// Whether a mark may stand beside this, on its outer side.
fn is_outside(beside: Option<char>) -> bool {
    beside.is_none_or(|c| !(c.is_ascii_alphanumeric() || c == '/'))
}

/// The same on its inner side.
fn is_inside(beside: Option<char>, mark: u8) -> bool {
    beside.is_some_and(|c| !c.is_ascii_whitespace() && c != char::from(mark))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn drawn(text: &str) -> String {
        match first(text) {
            None => text.to_owned(),
            Some(Marked { before, tag: "code", inside, after }) => {
                format!("{before}<code>{inside}</code>{}", drawn(after))
            }
            Some(Marked { before, tag, inside, after }) => {
                format!("{before}<{tag}>{}</{tag}>{}", drawn(inside), drawn(after))
            }
        }
    }

    #[test]
    fn marks_stress_what_is_between_them() {
        for (text, expected) in [
            ("*Now* or _later_", "<strong>Now</strong> or <em>later</em>"),
            ("~9~ 10 o'clock", "<s>9</s> 10 o'clock"),
            ("Run `a * b * c`.", "Run <code>a * b * c</code>."),
            ("*all _of_ it*!", "<strong>all <em>of</em> it</strong>!"),
            ("(*see*)", "(<strong>see</strong>)"),
            ("請*看*這裡", "請<strong>看</strong>這裡"),
        ] {
            assert_eq!(drawn(text), expected);
        }
    }

    #[test]
    fn a_mark_that_stresses_nothing_is_a_character() {
        for text in
            ["2 * 3 * 4", "snake_case_name", "*", "**", "_ _", "a*b*c", "*one\ntwo*", "~/.config ~/x", "* item", "2*3"]
        {
            assert_eq!(drawn(text), text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_but_the_marks_is_lost(text in "[*_~` a-cé\\n]{0,40}") {
            if let Some(Marked { before, inside, after, .. }) = first(&text) {
                prop_assert_eq!(before.len() + inside.len() + after.len() + 2, text.len());
                prop_assert!(!inside.is_empty() && !inside.contains('\n'));
            }
        }
    }
}
