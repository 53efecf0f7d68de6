//! Fields of contacts as they are typed.

use kit::form::{Problems, Reader};
use shared::{
    id::FieldId,
    setup::contact_fields::{ContactField, ContactFieldKind, ContactFields, MAX_OPTIONS},
    value::DisplayName,
};

use crate::text;

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ContactFieldsDraft {
    pub(crate) fields: Vec<ContactFieldDraft>,
}

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ContactFieldDraft {
    /// Tells rows apart while they are typed.
    pub(crate) key: u32,
    id: Option<FieldId>,
    pub(crate) name: String,
    /// The kind's word on the wire.
    pub(crate) kind: String,
    /// One on each line.
    pub(crate) options: String,
}

impl From<&ContactFields> for ContactFieldsDraft {
    fn from(all: &ContactFields) -> Self {
        let draft = |(key, field): (u32, &ContactField)| {
            let (kind, options) = match &field.kind {
                ContactFieldKind::Text => ("text", String::new()),
                ContactFieldKind::Number => ("number", String::new()),
                ContactFieldKind::Date => ("date", String::new()),
                ContactFieldKind::Choice { options } => {
                    ("choice", options.iter().map(DisplayName::as_str).collect::<Vec<_>>().join("\n"))
                }
            };
            ContactFieldDraft { key, id: field.id, name: field.name.to_string(), kind: kind.to_owned(), options }
        };
        Self { fields: (0..).zip(&all.fields).map(draft).collect() }
    }
}

impl ContactFieldsDraft {
    /// One more, with nothing in it.
    pub(crate) fn add(&mut self) {
        let key = self.fields.iter().map(|field| field.key + 1).max().unwrap_or_default();
        self.fields.push(ContactFieldDraft { key, kind: "text".to_owned(), ..ContactFieldDraft::default() });
    }

    /// One of them.
    pub(crate) fn field(&self, key: u32) -> Option<&ContactFieldDraft> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// Changes one of them.
    pub(crate) fn change(&mut self, key: u32, change: impl FnOnce(&mut ContactFieldDraft)) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.key == key) {
            change(field);
        }
    }

    /// Where one stands.
    pub(crate) fn place(&self, key: u32) -> usize {
        self.fields.iter().position(|field| field.key == key).unwrap_or_default()
    }

    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<ContactFields, Problems> {
        let mut reader = Reader::default();
        let mut fields = Vec::new();
        for (place, field) in self.fields.iter().enumerate() {
            let name = reader.read::<DisplayName>(format!("fields.{place}.name"), &field.name, text::problem_name());
            let kind = match field.kind.as_str() {
                "number" => ContactFieldKind::Number,
                "date" => ContactFieldKind::Date,
                "choice" => ContactFieldKind::Choice { options: field.read_options(&mut reader, place) },
                _ => ContactFieldKind::Text,
            };
            fields.extend(name.map(|name| ContactField { id: field.id, name, kind }));
        }
        reader.done(Some(ContactFields { fields }))
    }
}

impl ContactFieldDraft {
    fn read_options(&self, reader: &mut Reader, place: usize) -> Vec<DisplayName> {
        let lines = self.options.lines().filter(|line| !line.trim().is_empty());
        let options: Option<Vec<DisplayName>> = lines.map(|line| DisplayName::try_from(line).ok()).collect();
        let fits = |all: &Vec<DisplayName>| {
            let is_twice = all.iter().enumerate().any(|(at, one)| all.iter().take(at).any(|other| other == one));
            (1..=MAX_OPTIONS).contains(&all.len()) && !is_twice
        };
        options.filter(fits).unwrap_or_else(|| {
            reader.blame(format!("fields.{place}.options"), text::problem_contact_options());
            Vec::new()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_come_back_as_they_were_set() {
        let mut draft = ContactFieldsDraft::default();
        draft.add();
        draft.add();
        draft.change(0, |field| field.name = "Plan".into());
        draft.change(1, |field| {
            (field.name, field.kind, field.options) = ("Size".into(), "choice".into(), "S\n L \n\n".into());
        });
        let made = draft.check().expect("nothing is wrong");
        let again = ContactFieldsDraft::from(&made);
        assert_eq!((again.fields.len(), again.fields[1].options.as_str()), (2, "S\nL"));
        for options in ["", " \n", "S\nS"] {
            draft.change(1, |field| field.options = options.into());
            assert_eq!(draft.check().expect_err("no options")[0].field, "fields.1.options");
        }
    }
}
