//! The page that shall be checked, as it is typed.

use kit::form::{Problems, Reader};
use shared::{install::CheckInstall, value::PageAddress};

use crate::text;

/// The request, or what is wrong. People type addresses without the scheme, as browsers let them.
pub(crate) fn page_to_check(typed: &str) -> Result<CheckInstall, Problems> {
    let typed = typed.trim();
    let address = if typed.is_empty() || typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let mut reader = Reader::default();
    let address = reader.read::<PageAddress>("address", &address, text::problem_address());
    reader.done(address.map(|address| CheckInstall { address }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_people_type_it() {
        for (typed, read) in [
            (" www.example.com/tents ", Some("https://www.example.com/tents")),
            ("http://example.com", Some("http://example.com")),
            ("ftp://example.com", None),
            ("", None),
            ("two words", None),
        ] {
            assert_eq!(page_to_check(typed).ok().map(|check| String::from(check.address)).as_deref(), read, "{typed}");
        }
    }
}
