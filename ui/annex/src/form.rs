//! The offline form: what was typed, whether it will do, and what becomes of it.

use serde::Serialize;
use shared::{
    card::ContactDetails,
    form::half_width,
    value::{DisplayName, EmailAddress, MessageBody, PhoneNumber},
};

use crate::text;

/// As it was typed. Kept with every key, so that a reload loses nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Typed {
    pub(crate) name: String,
    pub(crate) reach: String,
    pub(crate) question: String,
}

ui::read_struct!(Typed { name, reach, question });

/// What is wrong with it, field by field, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) name: Option<&'static str>,
    pub(crate) reach: Option<&'static str>,
    pub(crate) question: Option<&'static str>,
}

impl Typed {
    /// The form filled with what was left before, to change it.
    pub(crate) fn of(details: &ContactDetails) -> Self {
        Self {
            name: details.name.as_ref().map(std::string::ToString::to_string).unwrap_or_default(),
            reach: details.reach().to_owned(),
            question: details.message.as_ref().map(|body| body.as_str().to_owned()).unwrap_or_default(),
        }
    }

    /// What it says, if it says how to reach the person.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub(crate) fn read(&self) -> Result<ContactDetails, Wrong> {
        let mut wrong = Wrong::default();
        let mut details = ContactDetails::default();
        if !self.name.trim().is_empty() {
            match DisplayName::try_from(self.name.as_str()) {
                Ok(name) => details.name = Some(name),
                Err(_) => wrong.name = Some(text::wrong_name()),
            }
        }
        let reach = self.reach.trim();
        if reach.is_empty() {
            wrong.reach = Some(text::wrong_no_reach());
        } else if reach.contains(|c: char| c == '@' || c == '＠' || c.is_ascii_alphabetic()) {
            match EmailAddress::try_from(half_width(reach)) {
                Ok(email) => details.email = Some(email),
                Err(_) => wrong.reach = Some(ui::text::form::wrong_email()),
            }
        } else {
            match PhoneNumber::try_from(half_width(reach)) {
                Ok(phone) => details.phone = Some(phone),
                Err(_) => wrong.reach = Some(ui::text::form::wrong_phone()),
            }
        }
        if !self.question.trim().is_empty() {
            match MessageBody::try_from(self.question.as_str()) {
                Ok(body) => details.message = Some(body),
                Err(_) => wrong.question = Some(ui::text::wrong_too_large()),
            }
        }
        if wrong == Wrong::default() { Ok(details) } else { Err(wrong) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, reach: &str, question: &str) -> Result<ContactDetails, Wrong> {
        Typed { name: name.into(), reach: reach.into(), question: question.into() }.read()
    }

    #[test]
    fn an_address_or_a_number_is_enough() {
        let by_mail = read("", " ada@example.com ", "").expect("it can be reached");
        assert_eq!(
            (by_mail.reach(), &by_mail.phone, &by_mail.name, &by_mail.message),
            ("ada@example.com", &None, &None, &None)
        );
        let by_phone = read("Ada", "０６−１２３４ー５６７８", "Boots?").expect("it can be reached");
        assert_eq!((by_phone.reach(), by_phone.email.is_none()), ("06-1234-5678", true));
        assert_eq!(
            Typed::of(&by_phone),
            Typed { name: "Ada".into(), reach: "06-1234-5678".into(), question: "Boots?".into() }
        );
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        assert_eq!(read("", "", "").unwrap_err().reach, Some(text::wrong_no_reach()));
        assert_eq!(read("", "ada@example", "").unwrap_err().reach, Some(ui::text::form::wrong_email()));
        assert_eq!(read("", "ada", "").unwrap_err().reach, Some(ui::text::form::wrong_email()));
        assert_eq!(read("", "123", "").unwrap_err().reach, Some(ui::text::form::wrong_phone()));
        let all = read(&"x".repeat(81), "", &"x".repeat(4_001)).unwrap_err();
        assert!(all.name.is_some() && all.reach.is_some() && all.question.is_some());
    }
}
