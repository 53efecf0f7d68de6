//! A form for visitors, as it is typed: every text in each language, and fields that keep their place under the cursor.

mod field;

use kit::form::{Problems, Reader, shift};
use shared::{
    id::TagId,
    setup::form::{Fills, Form, MAX_FIELDS, Moment, OPTIONS, Questions},
    value::{DisplayName, LanguageTag, ShortText},
};

pub(crate) use self::field::{Asks, FieldDraft, Words};
use self::field::{check_words, has, read, typed};
use crate::text;

/// A form as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FormDraft {
    pub(crate) name: String,
    pub(crate) on: bool,
    pub(crate) moment: Moment,
    pub(crate) tags: Vec<TagId>,
    pub(crate) introduction: Words,
    pub(crate) fields: Vec<FieldDraft>,
}

impl From<&Form> for FormDraft {
    fn from(form: &Form) -> Self {
        let Form { name, on, questions } = form;
        let Questions { moment, tags, introduction, fields } = questions;
        let fields = (1..).zip(fields).map(|(key, field)| FieldDraft::of(key, field)).collect();
        let (name, introduction) = (name.to_string(), typed(introduction));
        Self { name, on: *on, moment: *moment, tags: tags.clone(), introduction, fields }
    }
}

impl FormDraft {
    /// A form with one field, which says nothing yet.
    pub(crate) fn new() -> Self {
        let (name, introduction) = (String::new(), Words::new());
        let mut draft =
            Self { name, on: true, moment: Moment::PreChat, tags: Vec::new(), introduction, fields: Vec::new() };
        draft.add();
        draft
    }

    /// The field with this key.
    pub(crate) fn field(&self, key: u32) -> Option<&FieldDraft> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The field with this key, to be changed.
    pub(crate) fn field_mut(&mut self, key: u32) -> Option<&mut FieldDraft> {
        self.fields.iter_mut().find(|field| field.key == key)
    }

    /// Whether there may be one more field.
    pub(crate) fn has_room(&self) -> bool {
        self.fields.len() < MAX_FIELDS
    }

    /// Adds a field at the end, and gives its key.
    pub(crate) fn add(&mut self) -> u32 {
        let key = 1 + self.fields.iter().map(|field| field.key).max().unwrap_or(0);
        self.fields.push(FieldDraft::new(key));
        key
    }

    /// Takes a field away.
    pub(crate) fn remove(&mut self, key: u32) {
        self.fields.retain(|field| field.key != key);
    }

    /// Puts a field one place nearer to the start, or to the end.
    pub(crate) fn shift(&mut self, key: u32, earlier: bool) {
        if let Some(at) = self.fields.iter().position(|field| field.key == key) {
            shift(&mut self.fields, at, earlier);
        }
    }

    /// Makes a field one of another kind; it fills what it can of the contact, unless another one does.
    pub(crate) fn choose(&mut self, key: u32, kind: Asks) {
        let taken = |fills: &Fills| self.fields.iter().any(|field| field.key != key && field.fills == *fills);
        let fills = kind.can_fill().filter(|fills| *fills != Fills::Name && !taken(fills)).unwrap_or_default();
        if let Some(field) = self.field_mut(key) {
            (field.kind, field.fills) = (kind, fills);
            while kind == Asks::Choice && field.options.len() < *OPTIONS.start() {
                field.add_option();
            }
        }
    }

    /// The languages of the service, and others that something is written in.
    pub(crate) fn languages(&self, service: &[LanguageTag]) -> Vec<LanguageTag> {
        let mut all = service.to_vec();
        for language in self.texts().flat_map(Words::keys) {
            if !all.contains(language) {
                all.push(language.clone());
            }
        }
        all
    }

    /// Whether something is said in other languages and not in this one.
    pub(crate) fn lacks(&self, language: &LanguageTag) -> bool {
        self.texts().any(|words| !has(words, language) && words.keys().any(|other| has(words, other)))
    }

    fn texts(&self) -> impl Iterator<Item = &Words> {
        let of_fields = self.fields.iter().flat_map(|field| {
            let options = field.options.iter().map(|option| &option.words);
            options.filter(|_| field.kind == Asks::Choice).chain([&field.label, &field.hint, &field.text])
        });
        of_fields.chain([&self.introduction])
    }

    /// What visitors would see of it, as far as it is typed.
    pub(crate) fn shown(&self) -> Questions {
        let fields = self.fields.iter().map(FieldDraft::made).collect();
        Questions { moment: self.moment, tags: self.tags.clone(), introduction: read(&self.introduction), fields }
    }

    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<Form, Problems> {
        let mut reader = Reader::default();
        let name = reader.read::<DisplayName>("name", &self.name, text::problem_name());
        check_words(&mut reader, "introduction", &self.introduction, ShortText::MAX_CHARS);
        for (place, field) in self.fields.iter().enumerate() {
            field.check(&format!("fields.{place}"), &mut reader);
        }
        let questions = self.shown();
        if let Err(problem) = questions.check() {
            let words = match problem.field.rsplit('.').next().unwrap_or_default() {
                "fields" if self.fields.is_empty() => text::problem_no_fields(),
                "fields" => text::problem_no_reach(),
                "label" => text::problem_label(),
                "options" => text::problem_options(),
                "words" => text::problem_option(),
                "text" => text::problem_consent(),
                "link" => text::problem_link(),
                _ => text::problem_fills(),
            };
            reader.blame(problem.field, words);
        }
        reader.done(name.map(|name| Form { name, on: self.on, questions }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> LanguageTag {
        LanguageTag::try_from("en").expect("a language")
    }

    fn filled() -> FormDraft {
        let mut draft = FormDraft { name: "Before the chat".into(), ..FormDraft::new() };
        draft.field_mut(1).expect("there is one").label.insert(english(), "Name".into());
        draft
    }

    fn wrong(draft: &FormDraft) -> Vec<String> {
        draft.check().map(drop).err().into_iter().flatten().map(|problem| problem.field.into_owned()).collect()
    }

    #[test]
    fn a_new_form_is_told_what_it_lacks() {
        assert_eq!(wrong(&FormDraft::new()), ["name", "fields.0.label"]);
        assert!(wrong(&filled()).is_empty());
        let mut none = filled();
        none.remove(1);
        assert_eq!(wrong(&none), ["fields"]);
    }

    #[test]
    fn a_choice_has_options_and_a_consent_words() {
        let mut draft = filled();
        draft.choose(1, Asks::Choice);
        assert_eq!(draft.field(1).map(|field| field.options.len()), Some(2));
        assert_eq!(wrong(&draft), ["fields.0.options.0.words"]);
        draft.choose(1, Asks::Consent);
        assert_eq!(wrong(&draft), ["fields.0.text"]);
        let field = draft.field_mut(1).expect("there is one");
        field.text.insert(english(), "I agree.".into());
        field.link = "example.com".into();
        assert_eq!(wrong(&draft), ["fields.0.link"]);
    }

    #[test]
    fn an_address_fills_the_contact_unless_another_one_does() {
        let mut draft = filled();
        let (one, two) = (draft.add(), draft.add());
        draft.choose(one, Asks::Email);
        draft.choose(two, Asks::Email);
        let fills = |key: u32| draft.field(key).map(|field| field.fills);
        assert_eq!((fills(1), fills(one), fills(two)), (Some(Fills::Own), Some(Fills::Email), Some(Fills::Own)));
        draft.moment = Moment::Offline;
        draft.remove(one);
        draft.field_mut(two).expect("it is there").label.insert(english(), "E-mail".into());
        assert_eq!(wrong(&draft), ["fields"], "nobody could be reached");
    }

    #[test]
    fn what_is_typed_is_what_is_sent_and_read_back() {
        let mut draft = filled();
        let key = draft.add();
        draft.choose(key, Asks::Choice);
        for (option, words) in draft.field_mut(key).expect("it is there").options.iter_mut().zip(["A", "B"]) {
            option.words.insert(english(), words.into());
        }
        draft.field_mut(key).expect("it is there").label.insert(english(), "Size".into());
        let form = draft.check().expect("all is there");
        assert_eq!(FormDraft::from(&form), draft);
        let japanese = LanguageTag::try_from("ja").expect("a language");
        assert!(draft.lacks(&japanese) && !draft.lacks(&english()));
        draft.introduction.insert(japanese.clone(), "はじめに".into());
        assert_eq!(draft.languages(&[english()]), [english(), japanese]);
    }

    #[test]
    fn a_text_that_is_too_long_is_told_beside_it() {
        let mut draft = filled();
        draft.field_mut(1).expect("there is one").hint.insert(english(), "x".repeat(161));
        assert!(wrong(&draft).contains(&"fields.0.hint".to_owned()));
    }
}
