//! Forms as they are typed, and what becomes of them: a request, or what is wrong beside each field. A draft holds any
//! text, so nothing that a person typed is lost to a rule. Here is what all drafts use; the drafts are by their forms.

use std::borrow::Cow;

use shared::value::Handle;

use crate::text;

/// Which field of a form: its path in what is sent, like `name` or `destinations.1.wait_s`.
pub type Field = Cow<'static, str>;

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which.
    pub field: Field,
    /// What it should be: one sentence, in the language shown.
    pub words: String,
}

impl Problem {
    /// That with these words.
    pub fn new(field: impl Into<Field>, words: impl Into<String>) -> Self {
        Self { field: field.into(), words: words.into() }
    }
}

/// What is wrong, field by field, in the order of the form.
pub type Problems = Vec<Problem>;

/// What is wrong with one field, in words.
#[must_use]
pub fn problem_of(problems: &Problems, field: &str) -> Option<String> {
    problems.iter().find(|problem| problem.field == field).map(|problem| problem.words.clone())
}

/// Reads fields one by one and remembers what was wrong with each.
#[derive(Debug, Default)]
pub struct Reader {
    problems: Problems,
}

impl Reader {
    /// The value that a text stands for; if it stands for none, `words` say what it should be.
    pub fn read<T: TryFrom<String>>(&mut self, field: impl Into<Field>, text: &str, words: &str) -> Option<T> {
        let value = T::try_from(text.to_owned()).ok();
        if value.is_none() {
            self.blame(field, words);
        }
        value
    }

    /// The same for a field that may be left empty.
    pub fn optional<T: TryFrom<String>>(&mut self, field: impl Into<Field>, text: &str, words: &str) -> Option<T> {
        if text.trim().is_empty() { None } else { self.read(field, text, words) }
    }

    /// Asks for something, whatever it is.
    pub fn present(&mut self, field: impl Into<Field>, text: &str) {
        if text.is_empty() {
            self.blame(field, text::problem_missing());
        }
    }

    /// Remembers that something is wrong with a field.
    pub fn blame(&mut self, field: impl Into<Field>, words: impl Into<String>) {
        self.problems.push(Problem::new(field, words));
    }

    /// The request, if every field gave its value.
    ///
    /// # Errors
    /// What was wrong, in the order of the form.
    pub fn done<T>(self, made: Option<T>) -> Result<T, Problems> {
        match made {
            Some(made) if self.problems.is_empty() => Ok(made),
            _ => Err(self.problems),
        }
    }
}

/// A handle made of a name, while the person has not typed one: empty for names without Latin letters.
#[must_use]
pub fn suggested_handle(name: &str) -> String {
    let mut handle = String::new();
    for character in name.chars().map(|character| character.to_ascii_lowercase()) {
        if character.is_ascii_lowercase() || (character.is_ascii_digit() && !handle.is_empty()) {
            handle.push(character);
        } else if !handle.is_empty() && !handle.ends_with('-') {
            handle.push('-');
        }
    }
    handle.truncate(Handle::MAX_CHARS);
    handle.trim_end_matches('-').to_owned()
}

/// Puts a value into a list, or takes it out if it is there.
pub fn toggle<T: PartialEq>(items: &mut Vec<T>, value: T) {
    if items.contains(&value) {
        items.retain(|other| *other != value);
    } else {
        items.push(value);
    }
}

/// Swaps an item with its neighbour, if it has one on that side.
pub fn shift<T>(items: &mut [T], at: usize, earlier: bool) {
    let other = if earlier { at.checked_sub(1) } else { at.checked_add(1) };
    if let Some(other) = other.filter(|&other| at < items.len() && other < items.len()) {
        items.swap(at, other);
    }
}

#[cfg(test)]
mod tests {
    use shared::value::{DisplayName, ShortText};

    use super::*;

    #[test]
    fn every_field_that_is_wrong_is_told_at_once() {
        let mut reader = Reader::default();
        let name = reader.read::<DisplayName>("name", " ", text::problem_name());
        reader.optional::<ShortText>("title", &"x".repeat(301), text::problem_line());
        reader.present("password", "");
        let problems = reader.done(name).expect_err("three fields are wrong");
        assert_eq!(problems.iter().map(|problem| &*problem.field).collect::<Vec<_>>(), ["name", "title", "password"]);
        assert_eq!(problem_of(&problems, "title").as_deref(), Some(text::problem_line()));
        assert_eq!(problem_of(&problems, "email"), None);
    }

    #[test]
    fn a_field_that_may_be_left_empty_is_not_missed() {
        let mut reader = Reader::default();
        assert_eq!(reader.optional::<ShortText>("title", " ", text::problem_line()), None);
        assert_eq!(reader.done(Some(())), Ok(()));
    }

    #[test]
    fn what_is_toggled_twice_is_as_before_but_at_the_end() {
        let mut items = vec!["sales", "support"];
        toggle(&mut items, "sales");
        assert_eq!(items, ["support"]);
        toggle(&mut items, "sales");
        assert_eq!(items, ["support", "sales"]);
    }

    #[test]
    fn a_handle_is_suggested_from_a_name() {
        assert_eq!(suggested_handle("Sales & Support"), "sales-support");
        assert_eq!(suggested_handle("24/7 Help!"), "help");
        assert_eq!(suggested_handle("營業"), "");
        assert!(Handle::try_from(suggested_handle(&"very long ".repeat(9))).is_ok());
    }
}
