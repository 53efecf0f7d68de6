//! Tokens by which programs of a service's owner use the HTTP interface. Each acts as a named integration, which is nobody of
//! the staff: what it writes is shown as its own. What a token may do is in `permission.rs`.

use serde::{Deserialize, Serialize};

use crate::{
    api::{ErrorBody, ErrorCode},
    id::{StaffId, TokenId},
    pace::Limit,
    permission::ByToken,
    setup::Problem,
    value::{DisplayName, Timestamp},
};

/// How the text of a token begins, so that scanners of leaked secrets know it (and its owner sees what it is).
pub const PREFIX: &str = "fdk_";

/// Most tokens of a service that weren't revoked: one for each program, and room for a change.
pub const MAX_TOKENS: usize = 50;

/// Requests of one token. Ten a second is what a program needs that looks at every enquiry of a busy desk.
pub const PACE: Limit = Limit { burst: 60, every_ms: 100 };

/// What the last day of use is told by.
pub const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// What a token lets its holder do; few, by what can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Scope {
    /// Lists of enquiries, each with its room and what was said there, notes too.
    #[serde(rename = "enquiries:read")]
    ReadEnquiries,
    /// Answering, passing on and closing enquiries, and writing in their rooms.
    #[serde(rename = "enquiries:write")]
    WriteEnquiries,
    /// Figures, and the enquiries behind them.
    #[serde(rename = "reports:read")]
    ReadReports,
    /// What is set up.
    #[serde(rename = "settings:read")]
    ReadSettings,
    /// Changing what is set up.
    #[serde(rename = "settings:write")]
    WriteSettings,
    /// Staff and invitations.
    #[serde(rename = "staff:write")]
    ManageStaff,
    /// Webhooks: what they send may be all that is said.
    #[serde(rename = "hooks:write")]
    ManageHooks,
    /// Blocks, and erasing people.
    #[serde(rename = "privacy:write")]
    ManagePrivacy,
    /// Public Spaces of staff, and what is said there.
    #[serde(rename = "spaces:read")]
    ReadSpaces,
    /// Writing there.
    #[serde(rename = "spaces:write")]
    WriteSpaces,
}

impl Scope {
    /// Every one, in the order in which they are shown.
    pub const ALL: [Self; 10] = [
        Self::ReadEnquiries,
        Self::WriteEnquiries,
        Self::ReadReports,
        Self::ReadSettings,
        Self::WriteSettings,
        Self::ManageStaff,
        Self::ManageHooks,
        Self::ManagePrivacy,
        Self::ReadSpaces,
        Self::WriteSpaces,
    ];

    /// As it is on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadEnquiries => "enquiries:read",
            Self::WriteEnquiries => "enquiries:write",
            Self::ReadReports => "reports:read",
            Self::ReadSettings => "settings:read",
            Self::WriteSettings => "settings:write",
            Self::ManageStaff => "staff:write",
            Self::ManageHooks => "hooks:write",
            Self::ManagePrivacy => "privacy:write",
            Self::ReadSpaces => "spaces:read",
            Self::WriteSpaces => "spaces:write",
        }
    }
}

/// Body of `POST …/tokens`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MakeToken {
    /// Of the integration that the token acts as: what it writes is shown under this name.
    pub name: DisplayName,
    /// What it may do; at least one.
    pub scopes: Vec<Scope>,
    /// When it ends by itself; never, if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at_ms: Option<Timestamp>,
}

impl MakeToken {
    /// Puts the scopes in their order, each once.
    ///
    /// # Errors
    /// When it can do nothing, or has ended already.
    pub fn check(mut self, now: Timestamp) -> Result<Self, Problem> {
        self.scopes.sort_unstable();
        self.scopes.dedup();
        if self.scopes.is_empty() {
            return Err(Problem::at("scopes", "Choose at least one thing that it may do."));
        }
        if self.ends_at_ms.is_some_and(|ends| ends <= now) {
            return Err(Problem::at("ends_at_ms", "Choose an end that is still to come."));
        }
        Ok(self)
    }
}

/// A token, without what proves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Token {
    /// Which.
    pub token: TokenId,
    /// Who it acts as: in rooms, among owners of enquiries, and in the log of changes.
    pub acts_as: StaffId,
    /// The integration's name.
    pub name: DisplayName,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// The last characters of its text, to know it by.
    pub hint: String,
    /// Who made it.
    pub made_by: DisplayName,
    /// When.
    pub made_at_ms: Timestamp,
    /// When it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at_ms: Option<Timestamp>,
    /// The day on which it was used last, by its first moment in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at_ms: Option<Timestamp>,
}

/// Answers `POST …/tokens`: the only time that the token itself is told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TokenMade {
    /// What it is.
    pub token: Token,
    /// Its text, for `Authorization: Bearer`.
    pub secret: String,
}

/// The text of a token: which one, and what proves it.
#[must_use]
pub fn text(token: TokenId, secret: &str) -> String {
    let id = token.to_string();
    let digits = id.rsplit('_').next().unwrap_or_default();
    format!("{PREFIX}{digits}_{secret}")
}

/// Which token a text is of, and what is to prove it. None if it is the text of none.
#[must_use]
pub fn read(text: &str) -> Option<(TokenId, &str)> {
    let (digits, secret) = text.strip_prefix(PREFIX)?.split_once('_')?;
    let token = format!("tok_{digits}").parse().ok()?;
    Some((token, secret)).filter(|(_, secret)| !secret.is_empty())
}

/// Why a token doesn't let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It has ended.
    Ended,
    /// The route isn't for programs.
    NotForTokens,
    /// It wasn't given that.
    Lacks(Scope),
}

impl From<Refusal> for ErrorBody {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Ended => Self::new(ErrorCode::Unauthenticated, "This token has ended. Make another one."),
            Refusal::NotForTokens => Self::new(ErrorCode::Forbidden, "This isn't for tokens, but for people."),
            Refusal::Lacks(scope) => {
                Self::new(ErrorCode::Forbidden, format!("This token lacks the scope `{}`.", scope.as_str()))
            }
        }
    }
}

/// Whether a token with these scopes lets in at `now` where `wanted` is asked for.
///
/// # Errors
/// [`Refusal`].
pub fn admit(now: Timestamp, ends_at: Option<Timestamp>, scopes: &[Scope], wanted: ByToken) -> Result<(), Refusal> {
    if ends_at.is_some_and(|ends| ends <= now) {
        return Err(Refusal::Ended);
    }
    match wanted {
        ByToken::Never => Err(Refusal::NotForTokens),
        ByToken::With(scope) if scopes.contains(&scope) => Ok(()),
        ByToken::With(scope) => Err(Refusal::Lacks(scope)),
    }
}

/// The day of a moment, by its first one in UTC.
#[must_use]
pub fn day(at: Timestamp) -> Timestamp {
    Timestamp::from_ms(at.as_ms() - at.as_ms().rem_euclid(DAY_MS))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{api::route::ROUTES, permission::by_token};

    const NOW: Timestamp = Timestamp::from_ms(1_800_000_000_000);

    fn token() -> TokenId {
        TokenId::new(NOW, [7; 10])
    }

    fn wish(scopes: &[Scope], ends_at_ms: Option<Timestamp>) -> MakeToken {
        let name = DisplayName::try_from("Stock bot").expect("a name");
        MakeToken { name, scopes: scopes.to_vec(), ends_at_ms }
    }

    #[test]
    fn a_token_says_which_one_it_is_and_nothing_else_does() {
        let written = text(token(), "s3cret_with-dashes_");
        assert!(written.starts_with("fdk_") && !written.contains("tok_"));
        assert_eq!(read(&written), Some((token(), "s3cret_with-dashes_")));
        for bad in
            ["", "fdk_", "fdk_1_x", "FDK_01a204dd37f873a9b0900023733ad342_x", "fdk_01a204dd37f873a9b0900023733ad342_"]
        {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_token_that_could_do_nothing_is_not_made() {
        assert!(wish(&[], None).check(NOW).is_err());
        assert!(wish(&[Scope::ReadReports], Some(NOW)).check(NOW).is_err());
        let twice = [Scope::ManageHooks, Scope::ReadEnquiries, Scope::ManageHooks];
        let made = wish(&twice, Some(NOW.plus_ms(1))).check(NOW).expect("it can be made");
        assert_eq!(made.scopes, [Scope::ReadEnquiries, Scope::ManageHooks]);
    }

    #[test]
    fn a_scope_has_one_word() {
        for scope in Scope::ALL {
            assert_eq!(serde_json::to_value(scope).expect("a word"), scope.as_str());
        }
    }

    #[test]
    fn the_day_of_use_tells_no_hour() {
        assert_eq!(day(NOW), day(NOW.plus_ms(3_600_000)));
        assert_eq!(day(NOW).as_ms() % DAY_MS, 0);
        assert!(day(NOW.plus_ms(DAY_MS)) > day(NOW));
    }

    fn scopes() -> impl Strategy<Value = Vec<Scope>> {
        prop::sample::subsequence(Scope::ALL.to_vec(), 0..=Scope::ALL.len())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_token_lets_in_where_it_was_meant_to_and_nowhere_else(
            scopes in scopes(),
            place in 0..ROUTES.len(),
            ends in prop::option::of(-5_i64..5),
        ) {
            let route = &ROUTES[place];
            let ends_at = ends.map(|ms| NOW.plus_ms(ms));
            let wanted = by_token(route.operation);
            let admitted = admit(NOW, ends_at, &scopes, wanted);
            let has = match wanted {
                ByToken::Never => false,
                ByToken::With(scope) => scopes.contains(&scope),
            };
            prop_assert_eq!(admitted.is_ok(), has && ends.is_none_or(|ms| ms > 0));
        }

        #[test]
        fn no_text_is_taken_for_a_token_that_isnt_written_so(any in ".{0,80}") {
            if let Some((token, secret)) = read(&any) {
                prop_assert_eq!(text(token, secret), any);
            }
        }
    }
}
