//! What becomes of a form's answers: which form is asked, what is still to be asked of somebody, whether an answer will do,
//! and what the service keeps of it. The chat checks by the same rule as the Desk, so nobody is told later what could have
//! been said at once.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

use crate::{
    card::{ContactDetails, Entry},
    id::{FieldId, TagId},
    setup::form::{Field, FieldKind, Fills, Moment, Questions},
    texts::Texts,
    value::{DisplayName, EmailAddress, LanguageTag, MessageBody, PageAddress, PhoneNumber, ShortText, Timestamp},
};

/// Most characters of an answer of several lines. Twelve of them in characters of four bytes fit into one frame
/// ([`MAX_CLIENT_FRAME_BYTES`]); whoever has more to say says it in the chat.
///
/// [`MAX_CLIENT_FRAME_BYTES`]: crate::wire::MAX_CLIENT_FRAME_BYTES
pub const MAX_LINES_CHARS: usize = 500;

/// What stands for a consent that was given.
pub const AGREED: &str = "yes";

/// A form as somebody filled it in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Filled {
    /// The language that it was shown in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// One for each field that was shown. Those for fields that aren't there any more count for nothing.
    pub answers: Vec<Answer>,
}

impl Filled {
    /// Whether nothing in it was answered.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.answers.iter().all(|answer| answer.value.trim().is_empty())
    }
}

/// One field as somebody filled it in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answer {
    /// Which.
    pub field: FieldId,
    /// What was typed; of a choice, the id of the option; of a consent that was given, `yes`. Empty where it was left so.
    pub value: String,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What people write is in no log.
        write!(f, "Answer({}, {} characters)", self.field, self.value.chars().count())
    }
}

/// Why an answer won't do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// It is required.
    #[error("This has to be answered.")]
    Missing,
    /// The consent is required.
    #[error("There is no way on without agreeing to this.")]
    NotAgreed,
    /// It is no e-mail address.
    #[error("Enter an e-mail address like `name@example.com`.")]
    Email,
    /// It is no phone number.
    #[error("Enter a phone number with 5 to 20 digits, like `+81 6 1234 5678`.")]
    Phone,
    /// It has more characters than this.
    #[error("This has at most {0} characters.")]
    TooLong(usize),
    /// It is none of the options.
    #[error("Choose one of the options.")]
    NoOption,
}

/// An answer that will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Left empty.
    Nothing,
    /// A name.
    Name(DisplayName),
    /// An e-mail address.
    Email(EmailAddress),
    /// A phone number.
    Phone(PhoneNumber),
    /// Something else that was typed.
    Text(MessageBody),
    /// An option, by its id.
    Option(u32),
    /// Agreement.
    Agreed,
}

/// A form as far as it decides when it is asked: who needs no more of it needn't know its fields.
pub trait Asks {
    /// When it is asked.
    fn moment(&self) -> Moment;
    /// At which tags; without any, at all that no other form names.
    fn tags(&self) -> &[TagId];
}

impl Asks for Questions {
    fn moment(&self) -> Moment {
        self.moment
    }

    fn tags(&self) -> &[TagId] {
        &self.tags
    }
}

/// The form that is asked at an entry: for a tag, the one that names it before one that names none.
pub fn asked<'a, F: Asks>(forms: impl Iterator<Item = &'a F> + Clone, moment: Moment, entry: Entry) -> Option<&'a F> {
    let mut of_moment = forms.filter(|form| form.moment() == moment);
    let named = match entry {
        Entry::Tag { tag } => of_moment.clone().find(|form| form.tags().contains(&tag)),
        Entry::Staff { .. } => None,
    };
    named.or_else(|| of_moment.find(|form| form.tags().is_empty()))
}

impl Field {
    /// Reads what somebody typed.
    ///
    /// # Errors
    /// Why it won't do.
    pub fn read(&self, typed: &str) -> Result<Said, Wrong> {
        let typed = typed.trim();
        if typed.is_empty() {
            return match (self.required, &self.kind) {
                (false, _) => Ok(Said::Nothing),
                (true, FieldKind::Consent { .. }) => Err(Wrong::NotAgreed),
                (true, _) => Err(Wrong::Missing),
            };
        }
        match &self.kind {
            FieldKind::Text if self.fills == Fills::Name => text(typed, DisplayName::MAX_CHARS, Said::Name),
            FieldKind::Text => text(typed, ShortText::MAX_CHARS, Said::Text),
            FieldKind::Lines => text(typed, MAX_LINES_CHARS, Said::Text),
            FieldKind::Email => EmailAddress::try_from(half_width(typed)).map(Said::Email).map_err(|_| Wrong::Email),
            FieldKind::Phone => PhoneNumber::try_from(half_width(typed)).map(Said::Phone).map_err(|_| Wrong::Phone),
            FieldKind::Choice { options } => match typed.parse() {
                Ok(id) if options.iter().any(|option| option.id == Some(id)) => Ok(Said::Option(id)),
                Ok(_) | Err(_) => Err(Wrong::NoOption),
            },
            FieldKind::Consent { .. } if typed == AGREED => Ok(Said::Agreed),
            FieldKind::Consent { .. } => Err(Wrong::NotAgreed),
        }
    }
}

/// A text without what nobody can see; if nothing is left then, it was empty.
fn text<T: TryFrom<String>>(typed: &str, most: usize, said: fn(T) -> Said) -> Result<Said, Wrong> {
    if typed.chars().count() > most {
        return Err(Wrong::TooLong(most));
    }
    T::try_from(typed.to_owned()).map(said).map_err(|_| Wrong::Missing)
}

/// Digits and signs as a Chinese or Japanese keyboard may write them, in the form that addresses have.
#[must_use]
pub fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            'ー' | '−' | '‐' => '-',
            _ => c,
        })
        .collect()
}

/// Puts what fills the contact into it; the rest stays as it is.
pub fn fill<'a>(details: &mut ContactDetails, said: impl IntoIterator<Item = (&'a Field, &'a Said)>) {
    for (field, said) in said {
        match (field.fills, said) {
            (Fills::Name, Said::Name(name)) => details.name = Some(name.clone()),
            (Fills::Email, Said::Email(email)) => details.email = Some(email.clone()),
            (Fills::Phone, Said::Phone(phone)) => details.phone = Some(phone.clone()),
            (Fills::Own | Fills::Name | Fills::Email | Fills::Phone, _) => {}
        }
    }
}

/// What somebody told, with what they were asked: forms change, and what was said stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Told {
    /// What was asked.
    pub field: FieldId,
    /// As it was called then, by language.
    pub label: Texts<ShortText>,
    /// When it was told.
    pub at_ms: Timestamp,
    /// What was told.
    #[serde(flatten)]
    pub value: Value,
}

/// What was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Value {
    /// Nothing: it was left empty, or it is in the contact's name, e-mail address or phone number.
    Empty,
    /// Something that was typed.
    Text {
        /// As it was.
        text: MessageBody,
    },
    /// An option.
    Option {
        /// Which.
        option: u32,
        /// What it said then, by language.
        words: Texts<ShortText>,
    },
    /// Agreement.
    Agreed {
        /// To these words.
        words: ShortText,
        /// Where they were written in full.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<PageAddress>,
    },
}

impl Told {
    /// What is kept of an answer. None for a field that isn't set up.
    fn of(field: &Field, said: &Said, language: &str, now: Timestamp) -> Option<Self> {
        let value = match (said, &field.kind) {
            _ if field.fills != Fills::Own => Value::Empty,
            (Said::Text(text), _) => Value::Text { text: text.clone() },
            (Said::Email(email), _) => Value::Text { text: MessageBody::try_from(email.as_str()).ok()? },
            (Said::Phone(phone), _) => Value::Text { text: MessageBody::try_from(phone.as_str()).ok()? },
            (Said::Option(id), FieldKind::Choice { options }) => {
                let words = options.iter().find(|option| option.id == Some(*id))?.words.clone();
                Value::Option { option: *id, words }
            }
            (Said::Agreed, FieldKind::Consent { text, link }) => {
                Value::Agreed { words: text.pick([language])?.clone(), link: link.clone() }
            }
            (Said::Nothing | Said::Name(_) | Said::Option(_) | Said::Agreed, _) => Value::Empty,
        };
        Some(Self { field: field.id?, label: field.label.clone(), at_ms: now, value })
    }
}

/// What somebody told before, as far as it matters for what to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known(BTreeMap<FieldId, Recalled>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Recalled {
    Empty,
    Said,
    /// Agreement to these words.
    Agreed(ShortText),
}

impl Known {
    /// What these say.
    pub fn of<'a>(told: impl IntoIterator<Item = &'a Told>) -> Self {
        let recalled = |told: &Told| match &told.value {
            Value::Empty => Recalled::Empty,
            Value::Text { .. } | Value::Option { .. } => Recalled::Said,
            Value::Agreed { words, .. } => Recalled::Agreed(words.clone()),
        };
        Self(told.into_iter().map(|told| (told.field, recalled(told))).collect())
    }

    /// Whether there is no need to ask. Who agreed to other words is asked again, and so is who left empty what has become
    /// required.
    #[must_use]
    pub fn has(&self, field: &Field, details: &ContactDetails) -> bool {
        let filled = match field.fills {
            Fills::Own => false,
            Fills::Name => details.name.is_some(),
            Fills::Email => details.email.is_some(),
            Fills::Phone => details.phone.is_some(),
        };
        let recalled = match (field.id.and_then(|id| self.0.get(&id)), &field.kind) {
            (None, _) => false,
            (Some(Recalled::Empty), _) => !field.required,
            (Some(Recalled::Agreed(words)), FieldKind::Consent { text, .. }) => {
                text.0.values().any(|text| text == words)
            }
            (Some(Recalled::Said | Recalled::Agreed(_)), _) => true,
        };
        filled || recalled
    }
}

/// Takes a form in: what is kept of the answers, which fill the contact too. Of `fields`, those are asked that aren't `known`.
///
/// # Errors
/// The first field whose answer won't do, and why.
pub fn take(
    fields: &[Field],
    filled: Option<&Filled>,
    known: &Known,
    details: &mut ContactDetails,
    now: Timestamp,
) -> Result<Vec<Told>, (FieldId, Wrong)> {
    let mut taken = Vec::new();
    for field in fields {
        let Some(id) = field.id else { continue };
        let answer = filled.and_then(|filled| filled.answers.iter().find(|answer| answer.field == id));
        let typed = answer.map_or("", |answer| answer.value.trim());
        if typed.is_empty() && (known.has(field, details) || (answer.is_none() && !field.required)) {
            continue;
        }
        let said = field.read(typed).map_err(|wrong| (id, wrong))?;
        taken.push((field, said));
    }
    fill(details, taken.iter().map(|(field, said)| (*field, said)));
    let language = filled.and_then(|filled| filled.language.as_ref()).map_or("", LanguageTag::as_str);
    Ok(taken.iter().filter_map(|(field, said)| Told::of(field, said, language, now)).collect())
}

/// Takes in what will do, and leaves the rest: of a form that was checked where it was filled in, and may be another one now.
pub fn take_what_fits<'a>(fields: impl IntoIterator<Item = &'a Field>, filled: &Filled, now: Timestamp) -> Vec<Told> {
    let language = filled.language.as_ref().map_or("", LanguageTag::as_str);
    // By the fields: an answer that is sent a hundred times is one.
    let told = fields.into_iter().filter_map(|field| {
        let answer = filled.answers.iter().find(|answer| Some(answer.field) == field.id)?;
        Told::of(field, &field.read(&answer.value).ok()?, language, now)
    });
    told.collect()
}

#[cfg(test)]
mod stories;
