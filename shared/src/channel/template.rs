//! Forms that a messaging service approved for what is said outside of its window: what staff see of them, and the words that
//! one of them becomes.

use serde::{Deserialize, Serialize};

use crate::value::MessageBody;

/// Most characters of what is filled in at one place. Meta's documentation of message templates, read 2026-11.
pub const FILLED_CHARS: usize = 1_024;

/// Most characters of an address. Meta's documentation of message templates, read 2026-11.
pub const ADDRESS_CHARS: usize = 2_000;

/// A form. In the list of `GET …/rooms/{room}/templates`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Template {
    /// What the messaging service calls it; there is one in each language.
    pub name: String,
    /// As the messaging service writes it: `en_US`.
    pub language: String,
    /// All its words, buttons in brackets, with `{{1}}` where the first of its places is.
    pub text: String,
    /// What is filled in, in the order of those numbers.
    pub places: Vec<Place>,
}

/// Where something is filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// What the business calls it, such as `order_number`; absent if it gave it a number only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The part of the form that it is in.
    #[serde(flatten)]
    pub part: Part,
}

/// See [`Place::part`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Part {
    /// The words above the others.
    Head,
    /// The words.
    Body,
    /// The address behind a button.
    Button {
        /// Which button, counted from 0.
        button: u32,
    },
    /// Above the words, where a picture is shown: the address of one.
    Picture,
    /// Likewise of a video.
    Video,
    /// Likewise of a document.
    Document,
}

impl Part {
    /// Whether a whole address goes there, and no words.
    #[must_use]
    pub fn takes_address(self) -> bool {
        match self {
            Self::Picture | Self::Video | Self::Document => true,
            Self::Head | Self::Body | Self::Button { .. } => false,
        }
    }
}

/// A place, and what was filled in there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    /// The place.
    #[serde(flatten)]
    pub place: Place,
    /// What stands there now.
    pub text: String,
}

/// Why a form can't be sent as it was filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfilled {
    /// It has more places, or fewer.
    Places,
    /// What goes to this place is missing or too long; counted from 0.
    Place(usize),
    /// What goes to this place is no address of a file; counted from 0.
    Address(usize),
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
        if filled.len() != self.places.len() {
            return Err(Unfilled::Places);
        }
        for (at, (text, place)) in filled.iter().zip(&self.places).enumerate() {
            if place.part.takes_address() {
                let is_address = text.starts_with("https://") && !text.contains(' ');
                if !is_address || text.chars().count() > ADDRESS_CHARS {
                    return Err(Unfilled::Address(at));
                }
            } else if text.is_empty() || text.chars().count() > FILLED_CHARS {
                return Err(Unfilled::Place(at));
            }
        }
        Ok(filled)
    }

    /// The words that the person reads. Where nothing was filled in yet, the place itself stands, by its name if it has one.
    #[must_use]
    pub fn words(&self, filled: &[String]) -> String {
        with_places(&self.text, |place| {
            let number = place.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            if let Some(text) = number.and_then(|number| filled.get(number)).filter(|text| !text.is_empty()) {
                return text.clone();
            }
            let name = number.and_then(|number| self.places.get(number)?.name.as_deref());
            ["{{", name.unwrap_or(place), "}}"].concat()
        })
    }

    /// What stands in the log, and what the messaging service is told.
    ///
    /// # Errors
    /// Every [`Unfilled`].
    pub fn fill<'a>(&self, filled: impl IntoIterator<Item = &'a str>) -> Result<(MessageBody, Vec<Filled>), Unfilled> {
        let filled = self.fitted(filled)?;
        let body = MessageBody::try_from(self.words(&filled)).map_err(|_| Unfilled::Long)?;
        let places = self.places.iter().cloned();
        Ok((body, places.zip(filled).map(|(place, text)| Filled { place, text }).collect()))
    }
}

/// A text with something else where its places are, found by what stands between `{{` and `}}`.
pub fn with_places(text: &str, mut put: impl FnMut(&str) -> String) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some((before, (place, after))) =
        rest.split_once("{{").and_then(|(before, behind)| Some((before, behind.split_once("}}")?)))
    {
        words += before;
        words += &put(place);
        rest = after;
    }
    words + rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BODY: Place = Place { name: None, part: Part::Body };

    fn template(text: &str, places: usize) -> Template {
        Template {
            name: "order".to_owned(),
            language: "en".to_owned(),
            text: text.to_owned(),
            places: vec![BODY; places],
        }
    }

    fn filled(text: &str, places: usize, with: &[&str]) -> Result<String, Unfilled> {
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
        let expected = Filled { place: BODY, text: "1 High Street W".to_owned() };
        assert_eq!((body.as_str(), sent), ("1 High Street W", vec![expected]));
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

    #[test]
    fn a_place_that_has_a_name_is_shown_by_it_until_it_is_filled_in() {
        let named = Place { name: Some("order".to_owned()), part: Part::Body };
        let form = Template { places: vec![BODY, named], ..template("Hi {{1}}, {{2}}", 0) };
        assert_eq!(form.words(&[]), "Hi {{1}}, {{order}}");
        assert_eq!(form.words(&["Ana".to_owned(), "42".to_owned()]), "Hi Ana, 42");
    }

    #[test]
    fn where_a_picture_is_shown_goes_the_address_of_one() {
        let picture = Place { name: None, part: Part::Picture };
        let form = Template { places: vec![picture], ..template("{{1}}\n\nLook", 0) };
        for wrong in ["", "a picture", "http://a.example/a.png", "https://a.example/a b.png"] {
            assert_eq!(form.fill([wrong]).unwrap_err(), Unfilled::Address(0), "{wrong}");
        }
        let long = format!("https://a.example/{}", "a".repeat(ADDRESS_CHARS));
        assert_eq!(form.fill([long.as_str()]).unwrap_err(), Unfilled::Address(0));
        let (body, _) = form.fill(["https://a.example/a.png"]).expect("it is filled in");
        assert_eq!(body.as_str(), "https://a.example/a.png\n\nLook");
    }

    #[test]
    fn a_place_is_written_on_one_level() {
        let filled = Filled { place: Place { name: None, part: Part::Button { button: 1 } }, text: "42".to_owned() };
        let written = serde_json::to_value(&filled).expect("it is written");
        assert_eq!(written, serde_json::json!({ "part": "button", "button": 1, "text": "42" }));
        assert_eq!(serde_json::from_value::<Filled>(written).expect("it is read"), filled);
    }

    proptest! {
        #[test]
        fn whatever_a_form_says_it_is_read_and_loses_nothing(text in "[a{}1 ]{0,40}") {
            prop_assert_eq!(template(&text, 0).words(&[]), text);
        }
    }
}
