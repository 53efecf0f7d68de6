//! Reads command lines: names that start with `--`, some followed by a value.

use std::str::FromStr;

use anyhow::{Context, Result, anyhow};

/// What is left of a command line.
pub(crate) struct Arguments<'a>(std::slice::Iter<'a, &'a str>);

impl<'a> Arguments<'a> {
    /// All of it.
    pub(crate) fn of(arguments: &'a [&'a str]) -> Self {
        Self(arguments.iter())
    }

    /// The next word.
    pub(crate) fn next(&mut self) -> Option<&'a str> {
        self.0.next().copied()
    }

    /// The value that follows the option `name`.
    ///
    /// # Errors
    /// When nothing follows.
    pub(crate) fn value(&mut self, name: &str) -> Result<&'a str> {
        self.next().with_context(|| format!("`{name}` needs a value"))
    }

    /// The number that follows the option `name`.
    ///
    /// # Errors
    /// When nothing follows, or something else than such a number.
    pub(crate) fn number<T: FromStr>(&mut self, name: &str) -> Result<T> {
        let value = self.value(name)?;
        value.parse().map_err(|_| anyhow!("`{name} {value}`: that is not a number that can be used here"))
    }
}
