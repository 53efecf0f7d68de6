//! When something shows itself on the owner's page. Here it is checked, and made into what the loader needs to decide
//! (`widget/loader/rules.js`): where a page is, how long it has been looked at and how far, is known only there.

use serde::{Deserialize, Serialize};

use super::Problem;
use crate::value::InvalidValue;

/// Longest wait: who has read a page for an hour has found what they came for, or left it open.
pub const MAX_AFTER_S: u16 = 3_600;

/// Most patterns of one list. All of them are in the script that every page loads.
pub const MAX_PATTERNS: usize = 20;

/// The conditions; all of them must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Show {
    /// On these pages; on all if there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<PagePattern>,
    /// Never on these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_pages: Vec<PagePattern>,
    /// After so many seconds on the page.
    pub after_s: u16,
    /// Once so much of the page was scrolled, in percent; a page that fits the screen is at 100.
    pub scroll_percent: u8,
    /// Whether it comes back after the visitor pressed it or put it away.
    pub again: Again,
    /// On which devices.
    pub device: Device,
}

/// Whether something comes back after the visitor pressed it or put it away. Nothing is stored for who only saw it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Again {
    /// On the next page that loads.
    Always,
    /// On the next visit: when the tab was closed.
    Session,
    /// Never in this browser.
    #[default]
    Never,
}

/// Which devices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// All.
    #[default]
    Any,
    /// Windows up to 640 CSS pixels wide.
    Phone,
    /// Wider ones.
    Desktop,
}

/// Some pages of the owner's sites: a path (`/pricing`, `/blog/*`), or an address (`https://shop.example.com/*`), where `*`
/// stands for anything. What is behind a question mark never counts; what is behind `#` counts where the pattern has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct PagePattern(String);

impl PagePattern {
    /// The most characters.
    pub const MAX_CHARS: usize = 200;

    /// As it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The source of a regular expression, of JavaScript's kind, that the pages' addresses match: origin and path, and what
    /// is behind `#`.
    #[must_use]
    pub fn expression(&self) -> String {
        let (head, body) =
            if self.0.starts_with('/') { ("^[^/]+//[^/]+", self.0.as_str()) } else { ("^", self.0.as_str()) };
        let mut expression = head.to_owned();
        // A page's address is the same with and without a slash behind it.
        let body = body.strip_suffix('/').unwrap_or(body);
        for character in body.chars() {
            match character {
                // Two beside each other say no more than one, and would make a browser try all ways of sharing out a text.
                '*' if expression.ends_with(".*") => {}
                '*' => expression.push_str(".*"),
                '.' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '$' | '\\' => {
                    expression.push('\\');
                    expression.push(character);
                }
                other => expression.push(other),
            }
        }
        expression.push_str(if self.0.contains('#') { "/?$" } else { "/?(#.*)?$" });
        expression
    }

    /// Whether the page at this address is one of them; the same as [`PagePattern::expression`] says.
    #[must_use]
    pub fn fits(&self, address: &str) -> bool {
        let (before, fragment) =
            address.split_once('#').map_or((address, None), |(before, after)| (before, Some(after)));
        let page = before.split_once('?').map_or(before, |(page, _)| page);
        let page = if self.0.starts_with('/') {
            let rest = page.split_once("//").map_or(page, |(_, rest)| rest);
            rest.find('/').map_or("", |slash| &rest[slash..])
        } else {
            page
        };
        let pattern = self.0.strip_suffix('/').unwrap_or(&self.0);
        let mut place = page.to_owned();
        if let Some(fragment) = fragment.filter(|_| self.0.contains('#')) {
            place.push('#');
            place.push_str(fragment);
        }
        like(pattern, &place) || place.strip_suffix('/').is_some_and(|place| like(pattern, place))
    }
}

/// Whether `text` is like `pattern`, in which `*` stands for anything.
fn like(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or_default();
    }
    rest.ends_with(last)
}

impl TryFrom<String> for PagePattern {
    type Error = InvalidValue;

    fn try_from(text: String) -> Result<Self, InvalidValue> {
        let text = text.trim();
        let begins = text.starts_with('/') || text.starts_with("https://") || text.starts_with("http://");
        let clean = !text.contains(|c: char| c == '?' || c.is_whitespace() || c.is_control());
        if begins && clean && text.chars().count() <= Self::MAX_CHARS {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidValue(
                "Enter a path like `/pricing` or `/blog/*`, or an address like `https://shop.example.com/*`, without `?`.",
            ))
        }
    }
}

impl From<PagePattern> for String {
    fn from(pattern: PagePattern) -> Self {
        pattern.0
    }
}

impl Show {
    /// Checks what the types leave open.
    ///
    /// # Errors
    /// The first that is wrong, in words for the person who filled in the form.
    pub fn check(&self) -> Result<(), Problem> {
        let Self { pages, not_pages, after_s, scroll_percent, again: _, device: _ } = self;
        if *after_s > MAX_AFTER_S {
            return Err(Problem::at("after_s", "Wait 3,600 seconds at most."));
        }
        if *scroll_percent > 100 {
            return Err(Problem::at("scroll_percent", "A page ends at 100 percent."));
        }
        for (field, list) in [("pages", pages), ("not_pages", not_pages)] {
            if list.len() > MAX_PATTERNS {
                return Err(Problem::at(field, "A list has at most 20 lines; `*` stands for anything."));
            }
        }
        if let Some(both) = pages.iter().find(|page| not_pages.contains(page)) {
            let words = format!("{} stands in the list above too, so this would never be seen there.", both.as_str());
            return Err(Problem::at("not_pages", words));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> PagePattern {
        PagePattern::try_from(text.to_owned()).expect("a pattern")
    }

    #[test]
    fn a_pattern_means_the_pages_that_one_expects() {
        // `tests/browser/loader-rules.test.mjs` holds the expressions to the same table.
        let table: serde_json::Value =
            serde_json::from_str(include_str!("../../../tests/kit/page-patterns.json")).expect("it is JSON");
        for row in table.as_array().expect("a list") {
            let one = pattern(row["pattern"].as_str().expect("a pattern"));
            assert_eq!(one.expression(), row["expression"], "{}", one.as_str());
            for (name, fits) in [("fits", true), ("not", false)] {
                for page in row[name].as_array().expect("a list") {
                    assert_eq!(one.fits(page.as_str().expect("an address")), fits, "{} {page}", one.as_str());
                }
            }
        }
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for bad in ["", "pricing", "*", "ftp://x", "/a b", "/a?b=c", &format!("/{}", "x".repeat(200))] {
            assert!(PagePattern::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }

    #[test]
    fn conditions_that_can_never_hold_are_refused() {
        let field = |show: &Show| show.check().err().map(|problem| problem.field);
        assert_eq!(field(&Show::default()), None);
        assert_eq!(field(&Show { after_s: 3_601, ..Show::default() }).as_deref(), Some("after_s"));
        assert_eq!(field(&Show { scroll_percent: 101, ..Show::default() }).as_deref(), Some("scroll_percent"));
        let both = Show { pages: vec![pattern("/a")], not_pages: vec![pattern("/a")], ..Show::default() };
        assert_eq!(field(&both).as_deref(), Some("not_pages"));
        assert_eq!(field(&Show { pages: vec![pattern("/a"); 21], ..Show::default() }), Some("pages".to_owned()));
    }
}
