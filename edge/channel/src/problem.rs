//! What an error of a service means, and who can do something about it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An error that a service answered, or told of later.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What is to be done about it.
    pub class: Class,
    /// The service's own code, such as `131047` or `100/2018001`; `status 502` where it gave none; `timeout`.
    pub code: String,
    /// The service's own words, cut at 300 characters. They may quote what was sent, so they are for no log.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// What is to be done. The table is that of `docs/channels.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Again, a few times, with longer and longer waits; not before so many ms, if it says so.
    Retry {
        /// A least wait in ms.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after_ms: Option<u32>,
    },
    /// With a new token, once. Where the owner's is for good, so that [`Adapter::token`](crate::Adapter::token) is none, it means
    /// [`Class::Credentials`].
    RenewToken,
    /// The service had it already: it is sent.
    Accepted,
    /// Nobody knows whether it was sent; again only with a retry key, or by a person's decision.
    UnknownOutcome,
    /// The token for a free answer is used or old: send it the other way.
    ReplyTokenSpent,
    /// Nothing can be sent until the person writes again.
    WindowClosed,
    /// Nothing can be sent until the period of the account's quota ends.
    QuotaUsed,
    /// The person can't be reached: blocked, gone, not following.
    Unavailable,
    /// The account's credentials or rights are wrong: its owner has to see to it.
    Credentials,
    /// It can't be sent as it is.
    Permanent,
}

impl Problem {
    /// One with the service's words.
    #[must_use]
    pub fn new(class: Class, code: impl Into<String>, words: &str) -> Self {
        Self { class, code: code.into(), words: words.chars().take(300).collect() }
    }

    /// A status without the service's own error in it: something in between answered. A send may have got through.
    #[must_use]
    pub fn of_status(status: u16) -> Self {
        let class = if status >= 500 { Class::UnknownOutcome } else { Class::Permanent };
        Self::new(class, format!("status {status}"), "")
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({})", self.class, self.code)
    }
}
