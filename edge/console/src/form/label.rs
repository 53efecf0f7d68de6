//! A label, and what is asked when a chat ends, as they are typed.

use kit::form::{Problems, Reader};
use shared::{
    label::{Label, LabelColor},
    rating::Scale,
    setup::closing::{Closing, MAX_QUESTION_CHARS, Rating},
    value::{DisplayName, LanguageTag, ShortText},
};

use super::TextsDraft;
use crate::text;

/// A label as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LabelDraft {
    pub(crate) name: String,
    pub(crate) color: LabelColor,
    pub(crate) description: String,
    pub(crate) archived: bool,
}

impl From<&Label> for LabelDraft {
    fn from(label: &Label) -> Self {
        let Label { name, color, description, archived } = label.clone();
        Self { name: name.into(), color, description: description.map(String::from).unwrap_or_default(), archived }
    }
}

impl LabelDraft {
    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<Label, Problems> {
        let mut reader = Reader::default();
        let name = reader.read::<DisplayName>("name", &self.name, text::problem_name());
        let description = reader.optional::<ShortText>("description", &self.description, text::problem_line());
        let (color, archived) = (self.color, self.archived);
        reader.done(name.map(|name| Label { name, color, description, archived }))
    }
}

/// What is asked when a chat ends, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClosingDraft {
    pub(crate) label_required: bool,
    pub(crate) rating: bool,
    /// The scale's word on the wire.
    pub(crate) scale: String,
    pub(crate) question: TextsDraft,
}

impl ClosingDraft {
    /// What is set, with room for the question in each of the service's languages.
    pub(crate) fn new(closing: &Closing, languages: &[LanguageTag]) -> Self {
        let Closing { label_required, rating: Rating { on, scale, question } } = closing;
        let question = TextsDraft::new(Some(question), languages);
        Self { label_required: *label_required, rating: *on, scale: scale.as_str().to_owned(), question }
    }

    /// The request, or what is wrong; `has_labels` says whether there is one to put on.
    pub(crate) fn check(&self, has_labels: bool) -> Result<Closing, Problems> {
        let mut reader = Reader::default();
        if self.label_required && !has_labels {
            reader.blame("label_required", text::problem_no_label());
        }
        let scale = Scale::ALL.into_iter().find(|scale| scale.as_str() == self.scale).unwrap_or_default();
        let question = self.question.check(&mut reader, "rating.question", MAX_QUESTION_CHARS);
        let rating = Rating { on: self.rating, scale, question };
        reader.done(Some(Closing { label_required: self.label_required, rating }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_a_name_and_perhaps_words() {
        let draft = LabelDraft { name: " Refund ".into(), description: " ".into(), ..LabelDraft::default() };
        let label = draft.check().expect("nothing is wrong");
        assert_eq!((label.name.as_str(), label.description), ("Refund", None));
        assert!(LabelDraft::default().check().is_err());
    }

    #[test]
    fn a_label_is_required_only_where_there_is_one() {
        let closing = Closing { label_required: true, ..Closing::default() };
        let draft = ClosingDraft::new(&closing, &[]);
        assert!(draft.check(true).is_ok() && draft.check(false).is_err());
        assert!(ClosingDraft::new(&Closing::default(), &[]).check(false).is_ok());
    }

    #[test]
    fn what_is_asked_comes_back_as_it_was_set() {
        let english = LanguageTag::try_from("en").expect("a language");
        let mut draft = ClosingDraft::new(&Closing::default(), std::slice::from_ref(&english));
        (draft.rating, draft.scale) = (true, "faces".into());
        draft.question.set("en", "How was it?".into());
        let closing = draft.check(false).expect("nothing is wrong");
        assert_eq!((closing.rating.scale, closing.rating.question.0.len()), (Scale::Faces, 1));
        assert_eq!(ClosingDraft::new(&closing, std::slice::from_ref(&english)), draft);
        draft.question.set("en", "x".repeat(121));
        assert!(draft.check(false).is_err());
    }
}
