//! Forms that a messaging service approved for what is said outside of its window: what staff see of them, and the words that
//! one of them becomes.

use serde::{Deserialize, Serialize};

use crate::value::MessageBody;

/// Most characters of what is filled in at one place. Meta's documentation of message templates, read 2026-11.
pub const FILLED_CHARS: usize = 1_024;

/// A form. In the list of `GET …/rooms/{room}/templates`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Template {
    /// What the messaging service calls it; there is one in each language.
    pub name: String,
    /// As the messaging service writes it: `en_US`.
    pub language: String,
    /// All its words, with `{{1}}` where the first thing is filled in.
    pub text: String,
    /// How many things are.
    pub places: u32,
}

/// Why a form can't be sent as it was filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfilled {
    /// It has more places, or fewer.
    Places,
    /// What goes to this place is missing or too long; counted from 0.
    Place(usize),
    /// It is longer than a message may be.
    Long,
}

impl Template {
    /// What goes to the places, as the messaging service takes it: on one line each, without runs of spaces.
    ///
    /// # Errors
    /// Every [`Unfilled`] but [`Unfilled::Long`].
    pub fn fitted<'a>(&self, filled: impl IntoIterator<Item = &'a str>) -> Result<Vec<String>, Unfilled> {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let filled: Vec<String> = filled.into_iter().map(one_line).collect();
        if u32::try_from(filled.len()) != Ok(self.places) {
            return Err(Unfilled::Places);
        }
        let is_wrong = |text: &String| text.is_empty() || text.chars().count() > FILLED_CHARS;
        match filled.iter().position(is_wrong) {
            Some(place) => Err(Unfilled::Place(place)),
            None => Ok(filled),
        }
    }

    /// The words that the person reads. Where nothing was filled in yet, the place itself stands.
    #[must_use]
    pub fn words(&self, filled: &[String]) -> String {
        let mut words = String::new();
        let mut rest = self.text.as_str();
        while let Some((before, (place, after))) =
            rest.split_once("{{").and_then(|(before, behind)| Some((before, behind.split_once("}}")?)))
        {
            let number = place.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            words += before;
            match number.and_then(|number| filled.get(number)).filter(|text| !text.is_empty()) {
                Some(text) => words += text,
                None => words.extend(["{{", place, "}}"]),
            }
            rest = after;
        }
        words + rest
    }

    /// What stands in the log, and what the messaging service is told.
    ///
    /// # Errors
    /// Every [`Unfilled`].
    pub fn fill<'a>(&self, filled: impl IntoIterator<Item = &'a str>) -> Result<(MessageBody, Vec<String>), Unfilled> {
        let filled = self.fitted(filled)?;
        let body = MessageBody::try_from(self.words(&filled)).map_err(|_| Unfilled::Long)?;
        Ok((body, filled))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn template(text: &str, places: u32) -> Template {
        Template { name: "order".to_owned(), language: "en".to_owned(), text: text.to_owned(), places }
    }

    fn filled(text: &str, places: u32, with: &[&str]) -> Result<String, Unfilled> {
        template(text, places).fill(with.iter().copied()).map(|(body, _)| body.as_str().to_owned())
    }

    #[test]
    fn each_place_has_what_was_filled_in_there_however_often_and_in_which_order() {
        let text = "{{2}} for {{1}}. Thank you, {{ 1 }}!";
        assert_eq!(filled(text, 2, &["Ana", "Order 42"]).as_deref(), Ok("Order 42 for Ana. Thank you, Ana!"));
        assert_eq!(filled("Hello", 0, &[]).as_deref(), Ok("Hello"));
    }

    #[test]
    fn what_was_filled_in_is_no_place_itself() {
        assert_eq!(filled("{{1}} {{2}}", 2, &["{{2}}", "b"]).as_deref(), Ok("{{2}} b"));
        assert_eq!(filled("{{1}} {{x}} {{", 1, &["a"]).as_deref(), Ok("a {{x}} {{"));
    }

    #[test]
    fn lines_and_runs_of_spaces_are_one_space_for_the_service_takes_no_others() {
        let (body, sent) = template("{{1}}", 1).fill([" 1 High\n\tStreet    W "]).expect("it is filled in");
        assert_eq!((body.as_str(), sent), ("1 High Street W", vec!["1 High Street W".to_owned()]));
    }

    #[test]
    fn a_form_with_something_missing_is_not_sent() {
        assert_eq!(filled("{{1}}", 1, &[]), Err(Unfilled::Places));
        assert_eq!(filled("Hello", 0, &["a"]), Err(Unfilled::Places));
        assert_eq!(filled("{{1}} {{2}}", 2, &["a", " \n"]), Err(Unfilled::Place(1)));
        assert_eq!(filled("{{1}}", 1, &["a".repeat(FILLED_CHARS + 1).as_str()]), Err(Unfilled::Place(0)));
        let long = "a".repeat(FILLED_CHARS);
        assert_eq!(filled("{{1}}{{1}}{{1}}{{1}}{{1}}", 1, &[&long]), Err(Unfilled::Long));
    }

    #[test]
    fn a_preview_shows_the_places_that_are_empty() {
        assert_eq!(template("Hi {{1}}, {{2}}", 2).words(&["Ana".to_owned(), String::new()]), "Hi Ana, {{2}}");
    }

    proptest! {
        #[test]
        fn whatever_a_form_says_it_is_read_and_loses_nothing(text in "[a{}1 ]{0,40}") {
            prop_assert_eq!(template(&text, 0).words(&[]), text);
        }
    }
}
