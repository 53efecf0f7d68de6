//! One account that a service connected: what its owner filled in, and where its calls go.

use std::{collections::BTreeMap, fmt};

use crate::http;

/// A text in every language of the console. A missing one doesn't compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// English.
    pub en: &'static str,
    /// Traditional Chinese.
    pub zh_hant: &'static str,
    /// Simplified Chinese.
    pub zh_hans: &'static str,
    /// Japanese.
    pub ja: &'static str,
}

/// One thing that the owner fills in, or is shown.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name in [`Account`], on the wire and in the database: `channel_secret`.
    pub name: &'static str,
    /// What it is called in the service's own console.
    pub label: Words,
    /// Where it is found there, or what it looks like.
    pub help: Words,
    /// Whether it is stored encrypted and never shown again.
    pub secret: bool,
    /// Whether we make it up, for the owner to paste there: a verify token.
    pub made: bool,
    /// Whether the account works without.
    pub optional: bool,
    /// Whether a text can be one.
    pub accepts: fn(&str) -> bool,
}

/// What the owner filled in, by the names of the [`Field`]s, and the addresses of the service.
///
/// `Debug` shows the names alone, so that no log ever holds a secret.
pub struct Account<'a> {
    fields: &'a BTreeMap<String, String>,
    bases: &'a dyn Fn(&str) -> Option<String>,
}

impl<'a> Account<'a> {
    /// An account with these fields. `bases` gives the address that a deployment set instead of a service's own: tests point it
    /// at their stand-in, and WeChat may need a relay with a fixed address.
    #[must_use]
    pub fn new(fields: &'a BTreeMap<String, String>, bases: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self { fields, bases }
    }

    /// What was filled in; empty where nothing was.
    #[must_use]
    pub fn field(&self, name: &str) -> &'a str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// An address below the base called `name`, which is `default` unless the deployment says otherwise.
    #[must_use]
    pub fn address(&self, (name, default): (&str, &str), path: &str) -> String {
        let base = (self.bases)(name);
        http::join(base.as_deref().unwrap_or(default), path)
    }
}

impl fmt::Debug for Account<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.fields.keys()).finish()
    }
}
