//! One field of a form for visitors, as it is typed, and its texts.

use std::collections::BTreeMap;

use kit::form::Reader;
use shared::{
    id::FieldId,
    setup::form::{ChoiceOption, Field, FieldKind, Fills, MAX_HINT_CHARS, MAX_LABEL_CHARS, OPTIONS},
    texts::Texts,
    value::{LanguageTag, PageAddress, ShortText},
};

use crate::text;

/// A text by language, as it is typed.
pub(crate) type Words = BTreeMap<LanguageTag, String>;

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

impl FieldDraft {
    pub(super) fn new(key: u32) -> Self {
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

    pub(super) fn of(key: u32, field: &Field) -> Self {
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
    pub(super) fn made(&self) -> Field {
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

    /// Blames what is wrong with it; `path` is where it stands in the form.
    pub(super) fn check(&self, path: &str, reader: &mut Reader) {
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

/// What is typed of texts that are set.
pub(super) fn typed(texts: &Texts<ShortText>) -> Words {
    texts.0.iter().map(|(language, text)| (language.clone(), text.to_string())).collect()
}

/// The texts that are typed.
pub(super) fn read(words: &Words) -> Texts<ShortText> {
    let texts = words.iter().filter_map(|(tag, text)| Some((tag.clone(), ShortText::try_from(text.as_str()).ok()?)));
    Texts(texts.collect())
}

/// Whether it is typed in a language.
pub(super) fn has(words: &Words, language: &LanguageTag) -> bool {
    words.get(language).is_some_and(|text| !text.trim().is_empty())
}

/// Texts that are too long would be left out without a word.
pub(super) fn check_words(reader: &mut Reader, field: &str, words: &Words, most: usize) {
    if words.values().any(|text| text.trim().chars().count() > most) {
        reader.blame(field.to_owned(), text::problem_too_long(u32::try_from(most).unwrap_or(u32::MAX)));
    }
}
