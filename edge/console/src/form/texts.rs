//! A text in several languages, as it is typed.

use std::fmt::Display;

use kit::form::Reader;
use shared::{texts::Texts, value::LanguageTag};

use crate::text;

/// A row for each language of the service, in their order, and after them for others that the text was in before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TextsDraft(Vec<(LanguageTag, String)>);

impl TextsDraft {
    /// What is set, if anything is, with room for each of the service's languages.
    pub(crate) fn new<T: Display>(texts: Option<&Texts<T>>, languages: &[LanguageTag]) -> Self {
        let mut all = languages.to_vec();
        let said = texts.into_iter().flat_map(|texts| texts.0.keys());
        all.extend(said.filter(|language| !languages.contains(language)).cloned());
        let said = |language: &LanguageTag| texts.and_then(|texts| texts.0.get(language)).map(ToString::to_string);
        Self(all.into_iter().map(|language| (language.clone(), said(&language).unwrap_or_default())).collect())
    }

    /// The languages of its rows.
    pub(crate) fn languages(&self) -> Vec<String> {
        self.0.iter().map(|(language, _)| language.to_string()).collect()
    }

    /// What was typed in a language.
    pub(crate) fn get(&self, language: &str) -> String {
        let row = self.0.iter().find(|(one, _)| one.as_str() == language);
        row.map(|(_, text)| text.clone()).unwrap_or_default()
    }

    /// Takes what was typed in a language that has a row.
    pub(crate) fn set(&mut self, language: &str, typed: String) {
        if let Some((_, text)) = self.0.iter_mut().find(|(one, _)| one.as_str() == language) {
            *text = typed;
        }
    }

    /// The first that was typed, with its language; none if nothing was.
    pub(crate) fn first(&self) -> Option<(&LanguageTag, &str)> {
        let mut said = self.0.iter().map(|(language, text)| (language, text.trim()));
        said.find(|(_, text)| !text.is_empty())
    }

    /// How many languages after the first say nothing yet.
    pub(crate) fn missing(&self) -> usize {
        self.0.iter().skip(1).filter(|(_, text)| text.trim().is_empty()).count()
    }

    /// The texts, of at most `most` characters each; a row that is left empty says nothing. What is wrong is blamed on the row,
    /// `label.ja` of the field `label`.
    pub(crate) fn check<T: TryFrom<String>>(&self, reader: &mut Reader, field: &str, most: usize) -> Texts<T> {
        let mut texts = Texts::default();
        for (language, typed) in &self.0 {
            let words = text::problem_too_long(u32::try_from(most).unwrap_or(u32::MAX));
            let row = format!("{field}.{language}");
            if typed.trim().chars().count() > most {
                reader.blame(row, words);
            } else if let Some(text) = reader.optional::<T>(row, typed, &words) {
                texts.0.insert(language.clone(), text);
            }
        }
        texts
    }
}

#[cfg(test)]
mod tests {
    use shared::value::ShortText;

    use super::*;

    fn language(tag: &str) -> LanguageTag {
        LanguageTag::try_from(tag).expect("a language")
    }

    fn checked(draft: &TextsDraft) -> Result<Texts<ShortText>, Vec<String>> {
        let mut reader = Reader::default();
        let texts = draft.check(&mut reader, "label", 10);
        reader.done(Some(texts)).map_err(|problems| problems.iter().map(|one| one.field.to_string()).collect())
    }

    #[test]
    fn what_was_said_in_a_language_that_the_service_gave_up_is_kept() {
        let texts = Texts::from([(language("fr"), "Salut"), (language("ja"), "やあ")]);
        let draft = TextsDraft::new(Some(&texts), &[language("en"), language("ja")]);
        assert_eq!(draft.languages(), ["en", "ja", "fr"]);
        assert_eq!((draft.get("ja").as_str(), draft.get("en").as_str(), draft.missing()), ("やあ", "", 0));
        assert_eq!(checked(&draft).expect("nothing is wrong").0.len(), 2);
    }

    #[test]
    fn an_empty_row_says_nothing_and_a_long_one_is_told_at_its_place() {
        let mut draft = TextsDraft::new(None::<&Texts<ShortText>>, &[language("en"), language("ja")]);
        draft.set("en", "  ".into());
        draft.set("ja", "ご用件をどうぞ".into());
        draft.set("de", "is not asked for".into());
        assert_eq!(checked(&draft).expect("nothing is wrong").0.len(), 1);
        draft.set("ja", "ご用件をおうかがいします".into());
        assert_eq!(checked(&draft).expect_err("one is too long"), ["label.ja"]);
        assert_eq!(TextsDraft::new(None::<&Texts<ShortText>>, &[language("en"), language("ja")]).missing(), 1);
    }
}
