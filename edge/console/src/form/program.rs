//! Tokens and webhooks, as they are typed.

use kit::form::{Problems, Reader};
use shared::{
    hook::{HookSettings, Topic},
    token::{DAY_MS, MakeToken, Scope},
    value::{DisplayName, PageAddress, Timestamp},
};

use crate::text;

/// Days after which a token ends; none stands for no end.
pub(crate) const ENDS: [Option<u32>; 4] = [Some(30), Some(90), Some(365), None];

/// A new token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TokenDraft {
    pub(crate) name: String,
    pub(crate) days: Option<u32>,
}

impl Default for TokenDraft {
    fn default() -> Self {
        Self { name: String::new(), days: Some(365) }
    }
}

impl TokenDraft {
    /// The request, or what is wrong.
    pub(crate) fn check(&self, scopes: &[Scope], now: Timestamp) -> Result<MakeToken, Problems> {
        let mut reader = Reader::default();
        let name = reader.read::<DisplayName>("name", &self.name, text::problem_name());
        if scopes.is_empty() {
            reader.blame("scopes", text::choose_one());
        }
        let ends_at_ms = self.days.map(|days| now.plus_ms(i64::from(days) * DAY_MS));
        reader.done(name.map(|name| MakeToken { name, scopes: scopes.to_vec(), ends_at_ms }))
    }
}

/// A webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HookDraft {
    pub(crate) address: String,
    /// In the order of [`Topic::ALL`].
    pub(crate) topics: Vec<Topic>,
    pub(crate) texts: bool,
    pub(crate) on: bool,
}

impl Default for HookDraft {
    fn default() -> Self {
        Self { address: String::new(), topics: Vec::new(), texts: false, on: true }
    }
}

impl From<&HookSettings> for HookDraft {
    fn from(settings: &HookSettings) -> Self {
        let HookSettings { address, topics, texts, on } = settings.clone();
        Self { address: address.into(), topics, texts, on }
    }
}

impl HookDraft {
    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<HookSettings, Problems> {
        let mut reader = Reader::default();
        let address = reader.read::<PageAddress>("address", &self.address, text::problem_hook_address());
        if self.topics.is_empty() {
            reader.blame("topics", text::choose_one());
        }
        let Self { topics, texts, on, .. } = self.clone();
        reader.done(address.map(|address| HookSettings { address, topics, texts, on }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_can_do_something_and_has_a_name() {
        let now = Timestamp::from_ms(1_800_000_000_000);
        let draft = TokenDraft { name: "Stock bot".to_owned(), ..TokenDraft::default() };
        assert!(draft.check(&[], now).is_err() && TokenDraft::default().check(&Scope::ALL, now).is_err());
        let made = draft.check(&[Scope::ReadReports], now).expect("it can be");
        assert_eq!(made.ends_at_ms, Some(now.plus_ms(365 * DAY_MS)));
        assert_eq!(TokenDraft { days: None, ..draft }.check(&Scope::ALL, now).expect("it can be").ends_at_ms, None);
    }

    #[test]
    fn a_webhook_leads_somewhere_and_is_told_something() {
        let draft = HookDraft { address: "https://hooks.example.com/x".to_owned(), ..HookDraft::default() };
        assert!(draft.check().is_err());
        let draft = HookDraft { topics: vec![Topic::EnquiryRaised], ..draft };
        let settings = draft.check().expect("it can be");
        assert_eq!(HookDraft::from(&settings), draft);
        assert!(HookDraft { address: "nowhere".to_owned(), ..draft }.check().is_err());
    }
}
