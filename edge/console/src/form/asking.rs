//! A form for visitors, as it is typed: every text in each language, and fields that keep their place under the cursor.

use std::collections::BTreeMap;

use kit::form::{Problems, Reader, shift};
use shared::{
    id::{FieldId, TagId},
    setup::form::{
        ChoiceOption, Field, FieldKind, Fills, Form, MAX_FIELDS, MAX_HINT_CHARS, MAX_LABEL_CHARS, Moment, OPTIONS,
        Questions,
    },
    texts::Texts,
    value::{DisplayName, LanguageTag, PageAddress, ShortText},
};

use crate::text;

/// A text by language, as it is typed.
pub(crate) type Words = BTreeMap<LanguageTag, String>;

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

/// One of its fields. What a kind has no use for stays, in case the kind is chosen back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldDraft {
    /// Stays the same when the order changes.
    pub(crate) key: u32,
    id: Option<FieldId>,
    pub(crate) kind: Asks,
    pub(crate) label: Words,
    pub(crate) hint: Words,
    pub(crate) required: bool,
    pub(crate) fills: Fills,
    pub(crate) options: Vec<OptionDraft>,
    /// What is agreed to.
    pub(crate) text: Words,
    pub(crate) link: String,
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OptionDraft {
    pub(crate) key: u32,
    id: Option<u32>,
    pub(crate) words: Words,
}

/// The kinds of fields, as a list of choices has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asks {
    Text,
    Lines,
    Email,
    Phone,
    Choice,
    Consent,
}

impl Asks {
    pub(crate) const ALL: [Self; 6] = [Self::Text, Self::Lines, Self::Email, Self::Phone, Self::Choice, Self::Consent];

    /// As in JSON.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Lines => "lines",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Choice => "choice",
            Self::Consent => "consent",
        }
    }

    /// What of the contact it can fill.
    pub(crate) const fn can_fill(self) -> Option<Fills> {
        match self {
            Self::Text => Some(Fills::Name),
            Self::Email => Some(Fills::Email),
            Self::Phone => Some(Fills::Phone),
            Self::Lines | Self::Choice | Self::Consent => None,
        }
    }
}

fn typed(texts: &Texts<ShortText>) -> Words {
    texts.0.iter().map(|(language, text)| (language.clone(), text.to_string())).collect()
}

fn read(words: &Words) -> Texts<ShortText> {
    let texts = words.iter().filter_map(|(tag, text)| Some((tag.clone(), ShortText::try_from(text.as_str()).ok()?)));
    Texts(texts.collect())
}

/// Whether it is typed in a language.
fn has(words: &Words, language: &LanguageTag) -> bool {
    words.get(language).is_some_and(|text| !text.trim().is_empty())
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

/// Texts that are too long would be left out without a word.
fn check_words(reader: &mut Reader, field: &str, words: &Words, most: usize) {
    if words.values().any(|text| text.trim().chars().count() > most) {
        reader.blame(field.to_owned(), text::problem_too_long(u32::try_from(most).unwrap_or(u32::MAX)));
    }
}

impl FieldDraft {
    fn new(key: u32) -> Self {
        Self {
            key,
            id: None,
            kind: Asks::Text,
            label: Words::new(),
            hint: Words::new(),
            required: true,
            fills: Fills::Own,
            options: Vec::new(),
            text: Words::new(),
            link: String::new(),
        }
    }

    fn of(key: u32, field: &Field) -> Self {
        let Field { id, label, hint, required, kind, fills } = field;
        let mut draft = Self {
            id: *id,
            label: typed(label),
            hint: typed(hint),
            required: *required,
            fills: *fills,
            ..Self::new(key)
        };
        draft.kind = match kind {
            FieldKind::Text => Asks::Text,
            FieldKind::Lines => Asks::Lines,
            FieldKind::Email => Asks::Email,
            FieldKind::Phone => Asks::Phone,
            FieldKind::Choice { options } => {
                let options = (1..).zip(options);
                let option = |(key, option): (u32, &ChoiceOption)| OptionDraft {
                    key,
                    id: option.id,
                    words: typed(&option.words),
                };
                draft.options = options.map(option).collect();
                Asks::Choice
            }
            FieldKind::Consent { text, link } => {
                draft.text = typed(text);
                draft.link = link.as_ref().map(|link| link.as_str().to_owned()).unwrap_or_default();
                Asks::Consent
            }
        };
        draft
    }

    /// The option with this key, to be changed.
    pub(crate) fn option_mut(&mut self, key: u32) -> Option<&mut OptionDraft> {
        self.options.iter_mut().find(|option| option.key == key)
    }

    /// Adds an option, and gives its key.
    pub(crate) fn add_option(&mut self) -> u32 {
        let key = 1 + self.options.iter().map(|option| option.key).max().unwrap_or(0);
        self.options.push(OptionDraft { key, id: None, words: Words::new() });
        key
    }

    /// Takes an option away.
    pub(crate) fn remove_option(&mut self, key: u32) {
        self.options.retain(|option| option.key != key);
    }

    /// Whether there may be one more option.
    pub(crate) fn has_room(&self) -> bool {
        self.options.len() < *OPTIONS.end()
    }

    /// As far as it is typed. An address that is none yet is left out.
    fn made(&self) -> Field {
        let kind = match self.kind {
            Asks::Text => FieldKind::Text,
            Asks::Lines => FieldKind::Lines,
            Asks::Email => FieldKind::Email,
            Asks::Phone => FieldKind::Phone,
            Asks::Choice => {
                let option = |option: &OptionDraft| ChoiceOption { id: option.id, words: read(&option.words) };
                FieldKind::Choice { options: self.options.iter().map(option).collect() }
            }
            Asks::Consent => {
                FieldKind::Consent { text: read(&self.text), link: PageAddress::try_from(self.link.trim()).ok() }
            }
        };
        let (label, hint) = (read(&self.label), read(&self.hint));
        Field { id: self.id, label, hint, required: self.required, kind, fills: self.fills }
    }

    fn check(&self, path: &str, reader: &mut Reader) {
        check_words(reader, &format!("{path}.label"), &self.label, MAX_LABEL_CHARS);
        check_words(reader, &format!("{path}.hint"), &self.hint, MAX_HINT_CHARS);
        if self.kind == Asks::Choice {
            for (place, option) in self.options.iter().enumerate() {
                check_words(reader, &format!("{path}.options.{place}.words"), &option.words, MAX_LABEL_CHARS);
            }
        }
        if self.kind == Asks::Consent {
            check_words(reader, &format!("{path}.text"), &self.text, ShortText::MAX_CHARS);
            reader.optional::<PageAddress>(format!("{path}.link"), &self.link, text::problem_link());
        }
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
