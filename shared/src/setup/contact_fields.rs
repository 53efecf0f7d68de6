//! What a service keeps of its contacts beside what every service does: fields of its own.

use serde::{Deserialize, Serialize};

use super::{Item, ItemId, Kind, Mint, Problem, Settings, Setup};
use crate::{id::FieldId, value::DisplayName};

/// Most fields: what a page shows without becoming a form of an office.
pub const MAX_FIELDS: usize = 20;

/// Most options of one.
pub const MAX_OPTIONS: usize = 50;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ContactFields {
    /// In the order in which they are shown.
    pub fields: Vec<ContactField>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactField {
    /// Which; absent for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<FieldId>,
    /// What it is called, for staff.
    pub name: DisplayName,
    /// What can stand in it.
    #[serde(flatten)]
    pub kind: ContactFieldKind,
}

/// What can stand in a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ContactFieldKind {
    /// A line of text.
    Text,
    /// A number like `-12.5`: up to 15 digits, and up to 6 after the point.
    Number,
    /// A day like `2026-12-24`, of 1900 to 2199: people are born and contracts end on some.
    Date,
    /// One of these.
    Choice {
        /// In the order in which they are offered.
        options: Vec<DisplayName>,
    },
}

impl ContactFieldKind {
    /// Whether it can be this.
    ///
    /// # Errors
    /// What it can be, in words for who typed.
    pub fn check(&self, value: &str) -> Result<(), &'static str> {
        let (fits, words) = match self {
            Self::Text => (true, ""),
            Self::Number => (is_number(value), "Enter a number like 12 or -3.5."),
            Self::Date => (is_day(value), "Enter a day like 2026-12-24."),
            Self::Choice { options } => {
                (options.iter().any(|option| option.as_str() == value), "Choose one of the options.")
            }
        };
        if fits { Ok(()) } else { Err(words) }
    }
}

fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let digits = |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole, 15) && part.is_none_or(|part| digits(part, 6))
}

fn is_day(text: &str) -> bool {
    let is_shaped = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(place, byte)| if matches!(place, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    let number = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<u16>().ok()).unwrap_or(0);
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u16::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    is_shaped && (1900..2200).contains(&year) && (1..=days).contains(&day)
}

impl Settings for ContactFields {
    const KIND: Kind = Kind::ContactFields;

    fn check(&self, _: &ItemId, _: &Setup) -> Result<(), Problem> {
        if self.fields.len() > MAX_FIELDS {
            return Err(Problem::at("fields", format!("There are at most {MAX_FIELDS} fields.")));
        }
        for (place, field) in self.fields.iter().enumerate() {
            let within = |problem: Problem| problem.within(&format!("fields.{place}"));
            let name = field.name.as_str().to_lowercase();
            let before = self.fields.get(..place).unwrap_or_default();
            if before.iter().any(|other| other.name.as_str().to_lowercase() == name) {
                return Err(within(Problem::taken("name", "Another field has this name.")));
            }
            if field.id.is_none() || before.iter().any(|other| other.id == field.id) {
                return Err(within(Problem::at("id", "Each field has an id of its own.")));
            }
            if let ContactFieldKind::Choice { options } = &field.kind {
                check_options(options).map_err(within)?;
            }
        }
        Ok(())
    }

    /// An id stands for one field for ever.
    fn settle(&mut self, former: Option<&Self>, mint: &mut Mint<'_>) {
        let before = former.map(|one| one.fields.as_slice()).unwrap_or_default();
        let mut seen = Vec::new();
        for field in &mut self.fields {
            let known = field.id.filter(|id| before.iter().any(|one| one.id == Some(*id)) && !seen.contains(id));
            let id = known.unwrap_or_else(|| FieldId::new(mint.now, (mint.random)()));
            field.id = Some(id);
            seen.push(id);
        }
    }

    fn of(item: &Item) -> Option<&Self> {
        if let Item::ContactFields(fields) = item { Some(fields) } else { None }
    }
}

fn check_options(options: &[DisplayName]) -> Result<(), Problem> {
    if options.is_empty() {
        return Err(Problem::at("options", "Enter at least one option."));
    }
    if options.len() > MAX_OPTIONS {
        return Err(Problem::at("options", format!("A field has at most {MAX_OPTIONS} options.")));
    }
    let is_twice = options.iter().enumerate().any(|(place, option)| options.iter().take(place).any(|it| it == option));
    if is_twice { Err(Problem::at("options", "An option stands in the list twice.")) } else { Ok(()) }
}

impl Setup {
    /// The service's own fields of contacts, in the owner's order.
    #[must_use]
    pub fn contact_fields(&self) -> &[ContactField] {
        self.only::<ContactFields>().map(|one| one.fields.as_slice()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_fits_what_the_field_is() {
        let check = |kind: &ContactFieldKind, value: &str| kind.check(value).is_ok();
        for (value, fits) in [
            ("12", true),
            ("-3.5", true),
            ("0.000001", true),
            ("1e5", false),
            ("", false),
            ("-", false),
            (".5", false),
            ("5.", false),
            ("1234567890123456", false),
        ] {
            assert_eq!(check(&ContactFieldKind::Number, value), fits, "{value}");
        }
        for (value, fits) in [
            ("2026-12-24", true),
            ("2026-02-30", false),
            ("24.12.2026", false),
            ("1964-02-29", true),
            ("1900-02-29", false),
            ("2026-1-1", false),
            ("2026-13-01", false),
            ("日本語2", false),
        ] {
            assert_eq!(check(&ContactFieldKind::Date, value), fits, "{value}");
        }
        let choice = ContactFieldKind::Choice { options: vec![DisplayName::try_from("Gold").expect("a name")] };
        assert!(check(&choice, "Gold") && !check(&choice, "gold"));
    }
}
