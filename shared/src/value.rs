//! Values that are parsed once and valid ever after. `TryFrom` is the only way in, so no rule has to check again.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970 in UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From milliseconds since 1970 in UTC.
    #[must_use]
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since 1970 in UTC.
    #[must_use]
    pub const fn as_ms(self) -> i64 {
        self.0
    }

    /// This moment and `ms` milliseconds.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment; 0 if it lies ahead (clocks of two machines differ a little).
    #[must_use]
    pub const fn ms_since(self, earlier: Self) -> i64 {
        let ms = self.0.saturating_sub(earlier.0);
        if ms < 0 { 0 } else { ms }
    }
}

/// The place of an entry in a room's log: 1, 2, 3 … without gaps. 0 stands for "nothing yet".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Seq(pub u32);

impl Seq {
    /// The place after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// Why a text isn't the value it should be, in words for the person who typed it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidValue(pub &'static str);

macro_rules! text_value {
    ($(#[$doc:meta])* $name:ident, $check:expr, min $min:literal, max $max:literal $(, pattern $pattern:literal)?) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The most characters it may have.
            pub const MAX_CHARS: usize = $max;

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// As the server sent it, which checked it when it came in. For pages alone: there, the checks of all that is
            /// only shown would be a tenth of what reads it.
            #[must_use]
            pub const fn from_server(text: String) -> Self {
                Self(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidValue;

            fn try_from(text: String) -> Result<Self, InvalidValue> {
                let check: fn(&str) -> Result<String, InvalidValue> = $check;
                check(&text).map(Self)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = InvalidValue;

            fn try_from(text: &str) -> Result<Self, InvalidValue> {
                Self::try_from(text.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.0
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string", "minLength": $min, "maxLength": $max, $("pattern": $pattern)?
                })
            }
        }
    };
}

macro_rules! shown_in_debug {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

macro_rules! hidden_in_debug {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({} characters)", stringify!($name), self.0.chars().count())
            }
        }
    )+};
}

text_value! {
    /// What somebody looks for: 1 to 200 characters on one line. `Debug` shows the length alone: it is a name or a number of
    /// somebody's often enough.
    SearchText, |text| line(text, 200, "Enter what to look for.", "Look for at most 200 characters."), min 1, max 200
}

text_value! {
    /// What someone wrote, trimmed: 1 to 4,000 characters. That is two pages, more than anybody types into a chat; channels
    /// that carry less split it. `Debug` shows the length alone, so that no log ever holds the words.
    MessageBody, |text| prose(text, 4_000, "Write something first.", "A message has at most 4,000 characters."), min 1, max 4000
}
text_value! {
    /// The name of a person, tag, destination or service as others see it: 1 to 80 characters, on one line.
    DisplayName, |text| line(text, 80, "Enter a name.", "A name has at most 80 characters."), min 1, max 80
}
text_value! {
    /// What a member of staff notes for another: 1 to 1,000 characters.
    Note, |text| prose(text, 1_000, "Write something first.", "A note has at most 1,000 characters."), min 1, max 1000
}
text_value! {
    /// A line of prose: a job title, a description, the title of a page. 1 to 300 characters.
    ShortText, |text| line(text, 300, "Enter a text.", "This text has at most 300 characters."), min 1, max 300
}
text_value! {
    /// What a file is called: 1 to 200 characters, on one line, without the folders before it. Systems take 255 bytes; the
    /// rest is for what is added on the way.
    FileName, file_name, min 1, max 200
}
text_value! {
    /// What a file is (RFC 2046): `image/png`. In lower case, without parameters.
    MediaType, media_type, min 3, max 100, pattern "^[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*$"
}
text_value! {
    /// A service's name in addresses: `acme`.
    ServiceSlug, slug, min 1, max 40, pattern "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
}
text_value! {
    /// The name of a tag or a member of staff in addresses and in `data-frontdesk`: `sales`, `ada`.
    Handle, slug, min 1, max 40, pattern "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
}
text_value! {
    /// An e-mail address, in lower case. Only its shape is checked; whether it exists, a message to it shows.
    EmailAddress, email, min 3, max 254
}
text_value! {
    /// A phone number as the person wrote it: digits, spaces and `+ - ( ) . /`, with 5 to 20 digits.
    PhoneNumber, phone, min 5, max 40
}
text_value! {
    /// A language as browsers and pages write it (BCP 47): `en`, `zh-Hant`, `ja`.
    LanguageTag, language, min 2, max 35, pattern "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
}
text_value! {
    /// A country by its two letters (ISO 3166-1 alpha-2): `JP`. Written small, it is made large.
    CountryCode, country, min 2, max 2, pattern "^[A-Z]{2}$"
}
text_value! {
    /// A password as typed: 10 to 128 characters (OWASP ASVS 2.1 asks for a length, not for kinds of characters).
    Password, password, min 10, max 128
}
text_value! {
    /// The address of a page, `http` or `https`, at most 2,000 characters. Longer ones are cut by who sends them.
    PageAddress, page_address, min 8, max 2000
}
text_value! {
    /// A site that may carry the widget: an exact origin (`https://www.example.com`) or all subdomains
    /// (`https://*.example.com`).
    SitePattern, site, min 8, max 260
}

shown_in_debug!(DisplayName, ShortText, MediaType, ServiceSlug, Handle, LanguageTag, CountryCode, SitePattern);
hidden_in_debug!(SearchText, MessageBody, Note, FileName, EmailAddress, PhoneNumber, Password, PageAddress);

/// Characters that turn the direction of what follows, or that nobody can see: they let one name pass for another.
fn is_deceptive(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn within(text: String, max: usize, empty: &'static str, long: &'static str) -> Result<String, InvalidValue> {
    if text.is_empty() {
        Err(InvalidValue(empty))
    } else if text.chars().count() > max {
        Err(InvalidValue(long))
    } else {
        Ok(text)
    }
}

/// Whether a byte follows itself. The library's search for a text in a text is half a kilobyte of each browser application.
fn has_twice(text: &str, byte: u8) -> bool {
    text.as_bytes().windows(2).any(|two| two == [byte; 2])
}

/// Prose keeps its line breaks and joiners (emoji and several scripts need them), but no control characters.
fn prose(text: &str, max: usize, empty: &'static str, long: &'static str) -> Result<String, InvalidValue> {
    let kept: String = text.chars().filter(|&c| c == '\n' || c == '\t' || !c.is_control()).collect();
    within(kept.trim().to_owned(), max, empty, long)
}

fn line(text: &str, max: usize, empty: &'static str, long: &'static str) -> Result<String, InvalidValue> {
    within(one_line(text), max, empty, long)
}

/// Its words on one line, without characters that deceive.
pub(crate) fn one_line(text: &str) -> String {
    let kept: String = text.chars().filter(|&c| c == '\u{200d}' || c == '\u{200c}' || !is_deceptive(c)).collect();
    let words: Vec<&str> =
        kept.split(|c: char| c.is_control() || c.is_whitespace()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// What comes from a browser is a name; a program may send a path.
fn file_name(text: &str) -> Result<String, InvalidValue> {
    let name = text.rsplit(['/', '\\']).next().unwrap_or_default();
    line(name, 200, "A file needs a name.", "The name of a file has at most 200 characters.")
}

fn media_type(text: &str) -> Result<String, InvalidValue> {
    const RULE: InvalidValue = InvalidValue("Enter a media type like `image/png`.");
    let bare = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_alphanumeric())
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte))
    };
    let is_type = bare.split_once('/').is_some_and(|(kind, what)| is_word(kind) && is_word(what));
    if is_type && bare.len() <= 100 { Ok(bare) } else { Err(RULE) }
}

fn slug(text: &str) -> Result<String, InvalidValue> {
    const RULE: InvalidValue = InvalidValue(
        "Use 1 to 40 small letters, digits and single hyphens, with a letter first, like `acme` or `north-shop`.",
    );
    let starts_with_letter = text.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
    let allowed = text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    if starts_with_letter && allowed && text.len() <= 40 && !text.ends_with('-') && !has_twice(text, b'-') {
        Ok(text.to_owned())
    } else {
        Err(RULE)
    }
}

fn email(text: &str) -> Result<String, InvalidValue> {
    const RULE: InvalidValue = InvalidValue("Enter an e-mail address like `name@example.com`.");
    let text = text.trim().to_ascii_lowercase();
    let (local, domain) = text.rsplit_once('@').ok_or(RULE)?;
    let clean = |part: &str| {
        !part.is_empty()
            && !part.chars().any(|c| {
                c.is_whitespace()
                    || c.is_control()
                    || matches!(c, '<' | '>' | ',' | ';' | ':' | '"' | '(' | ')' | '[' | ']' | '\\')
            })
    };
    let dotted = domain.bytes().any(|byte| byte == b'.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !has_twice(domain, b'.');
    // 64 and 254: RFC 5321, 4.5.3.1.
    if clean(local)
        && clean(domain)
        && local.bytes().all(|byte| byte != b'@')
        && dotted
        && local.len() <= 64
        && text.len() <= 254
    {
        Ok(text)
    } else {
        Err(RULE)
    }
}

fn phone(text: &str) -> Result<String, InvalidValue> {
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let allowed = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '(' | ')' | '.' | '/'));
    if allowed && (5..=20).contains(&digits) && text.len() <= 40 {
        Ok(text.to_owned())
    } else {
        Err(InvalidValue("Enter a phone number with 5 to 20 digits, like `+81 6 1234 5678`."))
    }
}

fn language(text: &str) -> Result<String, InvalidValue> {
    let mut parts = text.split('-');
    let first =
        parts.next().is_some_and(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let rest = parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if first && rest && text.len() <= 35 {
        Ok(text.to_owned())
    } else {
        Err(InvalidValue("Enter a language like `en`, `zh-Hant` or `ja`."))
    }
}

fn country(text: &str) -> Result<String, InvalidValue> {
    let text = text.trim().to_ascii_uppercase();
    if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
        Ok(text)
    } else {
        Err(InvalidValue("Enter a country by its two letters, like `JP`."))
    }
}

fn password(text: &str) -> Result<String, InvalidValue> {
    match text.chars().count() {
        0..10 => Err(InvalidValue("A password has at least 10 characters.")),
        10..=128 => Ok(text.to_owned()),
        _ => Err(InvalidValue("A password has at most 128 characters.")),
    }
}

fn page_address(text: &str) -> Result<String, InvalidValue> {
    let web = text.starts_with("https://") || text.starts_with("http://");
    if web && text.len() <= 2_000 && !text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        Ok(text.to_owned())
    } else {
        Err(InvalidValue("Enter an address that starts with `https://` and has at most 2,000 characters."))
    }
}

fn site(text: &str) -> Result<String, InvalidValue> {
    const RULE: InvalidValue = InvalidValue(
        "Enter a site like `https://www.example.com`, or `https://*.example.com` for all its subdomains; no path.",
    );
    let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or(RULE)?;
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let bare = name.strip_prefix("*.").unwrap_or(name);
    let labels = bare.split('.').all(|label| {
        !label.is_empty() && label.len() <= 63 && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    });
    let wild_enough = !name.starts_with("*.") || bare.contains('.');
    let port_fits = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|number| number > 0));
    // It becomes part of a `frame-ancestors` header: nothing but a host may get through.
    if labels && wild_enough && port_fits && text.len() <= 260 { Ok(text) } else { Err(RULE) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_trimmed_and_keeps_its_lines() {
        let body = MessageBody::try_from("  Hello\r\nthere\u{0} \n").expect("it has words");
        assert_eq!(body.as_str(), "Hello\nthere");
        assert!(MessageBody::try_from(" \n\t ").is_err());
        assert!(MessageBody::try_from("x".repeat(4_001)).is_err());
        assert!(MessageBody::try_from("語".repeat(4_000)).is_ok());
    }

    #[test]
    fn what_people_wrote_stays_out_of_debug_output() {
        let body = MessageBody::try_from("my card number").expect("it has words");
        assert_eq!(format!("{body:?}"), "MessageBody(14 characters)");
    }

    #[test]
    fn a_name_is_one_line_without_hidden_characters() {
        let name = DisplayName::try_from(" Ada\n\u{202e}Lovelace ").expect("a name");
        assert_eq!(name.as_str(), "Ada Lovelace");
    }

    #[test]
    fn a_file_is_called_by_its_name_without_folders_and_tricks() {
        for (sent, called) in [
            ("photo.jpg", "photo.jpg"),
            ("C:\\fakepath\\photo.jpg", "photo.jpg"),
            ("../../etc/passwd", "passwd"),
            (" a\nb\u{202e}gpj.exe ", "a bgpj.exe"),
            ("報價單.pdf", "報價單.pdf"),
        ] {
            assert_eq!(FileName::try_from(sent).expect("a name").as_str(), called);
        }
        for bad in ["", "/", "a/", " ", &"x".repeat(201)] {
            assert!(FileName::try_from(bad).is_err(), "{bad}");
        }
        assert_eq!(MediaType::try_from("Audio/WebM; codecs=opus").expect("a type").as_str(), "audio/webm");
        for bad in ["", "image", "image/", "/png", "image/p ng", "image/png/x", "a/b\r\nX: y"] {
            assert!(MediaType::try_from(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn slugs_sites_and_addresses_are_checked() {
        for good in ["acme", "north-shop", "a1"] {
            assert!(ServiceSlug::try_from(good).is_ok(), "{good}");
        }
        for bad in ["", "Acme", "1a", "a--b", "a-", "a/b", "ä", &"a".repeat(41)] {
            assert!(ServiceSlug::try_from(bad).is_err(), "{bad}");
        }
        for good in
            ["https://www.example.com", "http://127.0.0.1:8788", "https://*.example.com", "https://example.com/"]
        {
            assert!(SitePattern::try_from(good).is_ok(), "{good}");
        }
        for bad in [
            "example.com",
            "https://*",
            "https://*.com",
            "https://a b",
            "https://x/path",
            "https://x; script-src *",
            "https://x:99999",
        ] {
            assert!(SitePattern::try_from(bad).is_err(), "{bad}");
        }
        assert_eq!(EmailAddress::try_from(" Ada@Example.COM ").expect("an address").as_str(), "ada@example.com");
        for bad in ["ada", "@example.com", "ada@", "ada@localhost", "a b@example.com", "a@b@c.de", "a@b..c"] {
            assert!(EmailAddress::try_from(bad).is_err(), "{bad}");
        }
        assert!(PhoneNumber::try_from("+81 (6) 1234-5678").is_ok());
        assert!(PhoneNumber::try_from("call me").is_err());
    }
}
