//! Contacts: what the service keeps of the people who ask. A visitor's browser has one, and one person may have several,
//! which staff merge. A merge copies nothing: each contact keeps what was told and written of it, and [`Person`] is what they
//! say together. So a merge can be undone at any time, and what came meanwhile stays with the contact that it came to.
//!
//! Who said what is told apart everywhere: a visitor's own word, what the owner's backend signed, and what staff wrote.

mod edit;
mod merge;
#[cfg(test)]
mod random;
#[cfg(test)]
mod stories;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::{
    edit::{EditRefusal, check, edit},
    merge::{MAX_PARTS, MergeRefusal, Merges},
};
use crate::{
    card::ContactDetails,
    id::{ContactId, FieldId, LabelId},
    value::{CountryCode, DisplayName, EmailAddress, LanguageTag, PhoneNumber, ShortText},
};

/// Most labels on one contact, as on an enquiry.
pub const MAX_LABELS: usize = crate::label::MAX_ON_ENQUIRY;

/// Most notes on one contact: a life of notes, and yet no page without an end.
pub const MAX_NOTES: usize = 200;

/// Enquiries that a contact's page shows.
pub const MAX_ENQUIRIES: usize = 200;

/// What staff wrote of a contact. What is absent, they wrote nothing of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Written {
    /// What they are called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<DisplayName>,
    /// Where to write.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// Where to call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneNumber>,
    /// What they speak.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// Where they live.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<CountryCode>,
    /// The service's own fields, each as it is typed: numbers like `12.5`, dates like `2026-12-24`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<FieldId, ShortText>,
    /// The service's labels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<LabelId>,
}

/// What the owner's backend signed of a visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verified {
    /// Who they are there, as it is called in a JWT.
    pub sub: ShortText,
    /// What they are called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<DisplayName>,
    /// Where to write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// Where to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneNumber>,
}

/// One contact with all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Which.
    pub id: ContactId,
    /// What it is called until somebody has a name for it.
    pub handle: DisplayName,
    /// What the visitor said.
    pub said: ContactDetails,
    /// Of their browser.
    pub language: Option<LanguageTag>,
    /// Where their first request came from.
    pub country: Option<CountryCode>,
    /// What the owner's backend signed.
    pub verified: Option<Verified>,
    /// What staff wrote.
    pub written: Written,
}

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Staff.
    Written,
    /// The owner's backend, signed.
    Verified,
    /// The visitor; nobody looked whether it is so.
    Said,
    /// Their browser, or where their requests come from.
    Seen,
}

/// Something that is known, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fact {
    /// What.
    pub value: String,
    /// Who says so; the strongest, where several say the same.
    pub source: Source,
}

/// What the contacts of one person say together. Of each list the first is what is shown; none says a thing twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// The contact that the others were merged into, or the only one.
    pub contact: ContactId,
    /// What they are called while `names` is empty.
    pub handle: DisplayName,
    /// What they are called.
    pub names: Vec<Fact>,
    /// Where to write.
    pub emails: Vec<Fact>,
    /// Where to call.
    pub phones: Vec<Fact>,
    /// What they speak.
    pub languages: Vec<Fact>,
    /// Where they live.
    pub countries: Vec<Fact>,
    /// Who they are at the owner's, as the backend signed it.
    pub verified: Vec<ShortText>,
    /// What staff wrote: what `PUT …/contacts/{contact}` takes.
    pub written: Written,
    /// Values of the service's own fields that others of the contacts have beside the one in `written`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub other_fields: BTreeMap<FieldId, Vec<ShortText>>,
}

impl Person {
    /// What `members` say together; the first is the one that the others were merged into. None without any.
    #[must_use]
    pub fn of(members: &[Member]) -> Option<Self> {
        let head = members.first()?;
        let text = |value: Option<&str>| value.map(str::to_owned);
        let facts = |of: &dyn Fn(&Member) -> [Option<String>; 4]| {
            let mut facts: Vec<Fact> = Vec::new();
            for (place, source) in SOURCES.into_iter().enumerate() {
                for value in members.iter().filter_map(|member| of(member)[place].clone()) {
                    if facts.iter().all(|fact| fact.value != value) {
                        facts.push(Fact { value, source });
                    }
                }
            }
            facts
        };
        let mut other_fields: BTreeMap<FieldId, Vec<ShortText>> = BTreeMap::new();
        let written = Written::of(members.iter().map(|member| &member.written));
        for (field, value) in members.iter().flat_map(|member| &member.written.fields) {
            let others = other_fields.entry(*field).or_default();
            if written.fields.get(field) != Some(value) && !others.contains(value) {
                others.push(value.clone());
            }
        }
        other_fields.retain(|_, others| !others.is_empty());
        let mut verified = Vec::new();
        for sub in members.iter().filter_map(|member| Some(&member.verified.as_ref()?.sub)) {
            if !verified.contains(sub) {
                verified.push(sub.clone());
            }
        }
        Some(Self {
            contact: head.id,
            handle: head.handle.clone(),
            names: facts(&|it| {
                let signed = it.verified.as_ref().and_then(|it| it.name.as_ref());
                [&it.written.name, &signed.cloned(), &it.said.name, &None]
                    .map(|name| text(name.as_ref().map(DisplayName::as_str)))
            }),
            emails: facts(&|it| {
                let signed = it.verified.as_ref().and_then(|it| it.email.as_ref());
                [&it.written.email, &signed.cloned(), &it.said.email, &None]
                    .map(|email| text(email.as_ref().map(EmailAddress::as_str)))
            }),
            phones: facts(&|it| {
                let signed = it.verified.as_ref().and_then(|it| it.phone.as_ref());
                [&it.written.phone, &signed.cloned(), &it.said.phone, &None]
                    .map(|phone| text(phone.as_ref().map(PhoneNumber::as_str)))
            }),
            languages: facts(&|it| {
                [&it.written.language, &None, &None, &it.language]
                    .map(|language| text(language.as_ref().map(LanguageTag::as_str)))
            }),
            countries: facts(&|it| {
                [&it.written.country, &None, &None, &it.country]
                    .map(|country| text(country.as_ref().map(CountryCode::as_str)))
            }),
            verified,
            written,
            other_fields,
        })
    }

    /// What they are called.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.first().map_or(self.handle.as_str(), |name| &name.value)
    }
}

/// The strongest first.
const SOURCES: [Source; 4] = [Source::Written, Source::Verified, Source::Said, Source::Seen];

impl Written {
    /// What is written of all of them: of each the first value, and every label.
    fn of<'a>(all: impl Iterator<Item = &'a Self>) -> Self {
        all.fold(Self::default(), |mut sum, one| {
            let Self { name, email, phone, language, country, fields, labels } = one;
            sum.name = sum.name.or_else(|| name.clone());
            sum.email = sum.email.or_else(|| email.clone());
            sum.phone = sum.phone.or_else(|| phone.clone());
            sum.language = sum.language.or_else(|| language.clone());
            sum.country = sum.country.or_else(|| country.clone());
            for (field, value) in fields {
                sum.fields.entry(*field).or_insert_with(|| value.clone());
            }
            for label in labels {
                if !sum.labels.contains(label) {
                    sum.labels.push(*label);
                }
            }
            sum
        })
    }
}

/// Why two contacts are taken for one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The owner's backend signed the same id for both.
    Verified,
    /// They have the same e-mail address.
    Email,
    /// They have the same phone number.
    Phone,
    /// Somebody says so.
    Hand,
}

/// What a contact is found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyKind {
    /// A name, and each word of it.
    Name,
    /// An e-mail address.
    Email,
    /// The digits of a phone number.
    Phone,
}

impl KeyKind {
    /// As it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }
}

/// Words of a name that it is found by: more have no names.
const MAX_WORDS: usize = 8;

impl Member {
    /// What it is found by.
    #[must_use]
    pub fn keys(&self) -> Vec<(KeyKind, String)> {
        let alone = Person::of(std::slice::from_ref(self));
        let Some(Person { names, emails, phones, handle, .. }) = alone else { return Vec::new() };
        let mut keys = Vec::new();
        let called = names.into_iter().map(|fact| fact.value).chain([handle.as_str().to_owned()]);
        for name in called {
            let name = name.to_lowercase();
            let starts = name.split(' ').take(MAX_WORDS).map(|word| word.as_ptr() as usize - name.as_ptr() as usize);
            keys.extend(starts.filter_map(|start| Some((KeyKind::Name, name.get(start..)?.to_owned()))));
        }
        keys.extend(emails.into_iter().map(|fact| (KeyKind::Email, fact.value)));
        keys.extend(phones.into_iter().map(|fact| (KeyKind::Phone, digits(&fact.value))));
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// The digits of a phone number, by which two ways to write it are one.
fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

/// What keys begin with that somebody looks for: a name or an e-mail address as typed, and a number by its digits.
#[must_use]
pub fn sought(typed: &str) -> Vec<String> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let number = digits(&text);
    let is_number = number.len() >= 3 && text.chars().all(|c| c.is_ascii_digit() || "+-(). /".contains(c));
    let mut sought = vec![text];
    if is_number && sought.first() != Some(&number) {
        sought.push(number);
    }
    sought.retain(|text| !text.is_empty());
    sought
}
