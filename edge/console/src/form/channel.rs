//! A social account, as it is typed.

use std::collections::BTreeMap;

use kit::form::{Problems, Reader, suggested_handle};
use shared::{
    api::{ChannelAccount, ChannelField, ChannelKind, WriteChannel},
    id::TagId,
    value::{DisplayName, Handle},
};

use crate::text;

/// A social account as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChannelDraft {
    kind: Handle,
    pub(crate) name: String,
    /// In its address; chosen once.
    pub(crate) account: String,
    pub(crate) fields: Vec<FilledDraft>,
    /// An id; empty before one is chosen.
    pub(crate) tag: String,
    pub(crate) on: bool,
}

/// What is filled in for one field of the messaging service's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FilledDraft {
    pub(crate) field: ChannelField,
    /// Whether there is something already. Of a secret it isn't known what: that stays until another one is typed.
    pub(crate) is_set: bool,
    pub(crate) typed: String,
    /// Of a secret that is set: that it is made anew if we make it up, else that it is taken out.
    pub(crate) emptied: bool,
}

impl ChannelDraft {
    /// One that isn't there yet, called like its messaging service; with a number, if there is one of that name.
    pub(crate) fn new(kind: &ChannelKind, others: &[ChannelAccount], tag: String) -> Self {
        let is_free = |name: &String| others.iter().all(|one| one.account.as_str() != suggested_handle(name));
        let numbered = (2..).map(|number| format!("{} {number}", kind.name));
        let name = std::iter::once(kind.name.clone()).chain(numbered).find(is_free).unwrap_or_default();
        let fields = kind.fields.iter().map(|field| FilledDraft {
            field: field.clone(),
            is_set: false,
            typed: String::new(),
            emptied: false,
        });
        Self {
            kind: kind.kind.clone(),
            account: suggested_handle(&name),
            name,
            fields: fields.collect(),
            tag,
            on: true,
        }
    }

    /// One that is there.
    pub(crate) fn of(account: &ChannelAccount, kind: &ChannelKind) -> Self {
        let fields = kind.fields.iter().map(|field| {
            let typed = account.fields.get(&field.name).cloned().unwrap_or_default();
            let is_set = account.secrets.contains(&field.name) || !typed.is_empty();
            FilledDraft { field: field.clone(), is_set, typed, emptied: false }
        });
        Self {
            kind: account.kind.clone(),
            name: account.name.to_string(),
            account: account.account.to_string(),
            fields: fields.collect(),
            tag: account.tag.to_string(),
            on: account.on,
        }
    }

    /// The request and whose it is, or what is wrong.
    pub(crate) fn check(&self) -> Result<(Handle, WriteChannel), Problems> {
        let mut reader = Reader::default();
        let name = reader.read::<DisplayName>("name", &self.name, text::problem_name());
        let account = reader.read::<Handle>("account", &self.account, text::problem_handle());
        let mut fields = BTreeMap::new();
        for one in &self.fields {
            if one.is_missing() {
                reader.blame(one.path(), text::problem_missing());
            }
            if let Some(value) = one.sent() {
                fields.insert(one.field.name.clone(), value);
            }
        }
        let tag = reader.read::<TagId>("tag", &self.tag, text::choose_tag());
        let made = name.zip(account).zip(tag).map(|((name, account), tag)| {
            let (kind, on) = (self.kind.clone(), self.on);
            (account, WriteChannel { kind, name, tag, on, fields })
        });
        reader.done(made)
    }
}

impl FilledDraft {
    /// In what is sent.
    pub(crate) fn path(&self) -> String {
        format!("fields.{}", self.field.name)
    }

    /// Whether it isn't shown, whatever it is.
    fn is_hidden(&self) -> bool {
        self.field.secret || self.field.made
    }

    fn is_missing(&self) -> bool {
        let may_be_empty = self.field.made || self.field.optional || (self.field.secret && self.is_set);
        !may_be_empty && self.typed.trim().is_empty()
    }

    /// What is sent for it; nothing leaves it as it is.
    fn sent(&self) -> Option<String> {
        let typed = self.typed.trim();
        let is_emptied = self.is_set && (self.emptied || !self.is_hidden());
        (!typed.is_empty() || is_emptied).then(|| typed.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use kit::form::problem_of;
    use shared::value::Timestamp;

    use super::*;

    fn field(name: &str, secret: bool, made: bool, optional: bool) -> ChannelField {
        let (label, help) = (name.to_owned(), String::new());
        ChannelField { name: name.to_owned(), label, help, secret, made, optional }
    }

    fn kind() -> ChannelKind {
        let fields = vec![
            field("id", false, false, false),
            field("note", false, false, true),
            field("secret", true, false, false),
            field("spare", true, false, true),
            field("token", true, true, false),
        ];
        let kind = Handle::try_from("line").expect("a handle");
        ChannelKind { kind, name: "LINE".to_owned(), steps: Vec::new(), fields }
    }

    fn account(name: &str) -> ChannelAccount {
        let handle = Handle::try_from(name).expect("a handle");
        ChannelAccount {
            webhook: format!("/hooks/acme/{name}"),
            account: handle,
            kind: kind().kind,
            name: DisplayName::try_from("Shop").expect("a name"),
            tag: tag(),
            on: false,
            fields: [("id", "1"), ("note", "Ours")].map(|(name, text)| (name.to_owned(), text.to_owned())).into(),
            secrets: ["secret", "spare", "token"].map(str::to_owned).into(),
            problem: None,
        }
    }

    fn tag() -> TagId {
        TagId::new(Timestamp::from_ms(0), [1; 10])
    }

    fn sent(draft: &ChannelDraft) -> Vec<(String, String)> {
        draft.check().expect("nothing is wrong").1.fields.into_iter().collect()
    }

    fn typed(name: &str, text: &str) -> (String, String) {
        (name.to_owned(), text.to_owned())
    }

    #[test]
    fn a_new_one_is_called_like_its_service_and_asks_for_what_is_needed() {
        let mut draft = ChannelDraft::new(&kind(), &[account("line"), account("line-2")], String::new());
        assert_eq!((draft.name.as_str(), draft.account.as_str(), draft.on), ("LINE 3", "line-3", true));
        let problems = draft.check().expect_err("three are missing");
        for missing in ["fields.id", "fields.secret", "tag"] {
            assert!(problem_of(&problems, missing).is_some(), "{missing}");
        }
        assert_eq!(problems.len(), 3);
        draft.fields[0].typed = " 1 ".to_owned();
        draft.fields[2].typed = "s".to_owned();
        draft.tag = tag().to_string();
        assert_eq!(sent(&draft), [typed("id", "1"), typed("secret", "s")]);
    }

    #[test]
    fn a_secret_that_is_set_stays_until_it_is_typed_taken_out_or_made_anew() {
        let mut draft = ChannelDraft::of(&account("shop"), &kind());
        assert_eq!(sent(&draft), [typed("id", "1"), typed("note", "Ours")]);
        draft.fields[1].typed.clear();
        draft.fields[2].typed = "another".to_owned();
        draft.fields[3].emptied = true;
        draft.fields[4].emptied = true;
        let expected =
            [typed("id", "1"), typed("note", ""), typed("secret", "another"), typed("spare", ""), typed("token", "")];
        assert_eq!(sent(&draft), expected);
        draft.fields[0].typed.clear();
        assert!(draft.check().is_err());
    }
}
