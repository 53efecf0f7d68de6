//! The `utm_…` values of a page's address: which advertisement or letter brought somebody here.

use crate::value::{PageAddress, ShortText};

/// More than any campaign uses; the rest is left out.
const MOST: usize = 10;

/// The `utm_…` values in the query of `page`, by name, decoded, in the order in which they stand there. What can't be
/// read is left out.
#[must_use]
pub fn utm(page: &PageAddress) -> Vec<(ShortText, ShortText)> {
    let address = page.as_str();
    let address = address.split_once('#').map_or(address, |(before, _)| before);
    utm_of_query(address.split_once('?').map_or("", |(_, query)| query))
}

/// The same of a query by itself.
#[must_use]
pub fn utm_of_query(query: &str) -> Vec<(ShortText, ShortText)> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let texts = pairs.filter(|(name, _)| name.starts_with("utm_")).filter_map(|(name, value)| {
        let text = |encoded| decoded(encoded).and_then(|text| ShortText::try_from(text).ok());
        Some((text(name)?, text(value)?))
    });
    texts.take(MOST).collect()
}

/// A value as forms and addresses encode it: `+` is a space, `%41` a byte of UTF-8. None if it isn't one.
#[must_use]
pub fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digit =
                    |byte: Option<u8>| char::from(byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                digit(rest.next())? * 16 + digit(rest.next())?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> Vec<(String, String)> {
        let page = PageAddress::try_from(address).expect("an address");
        utm(&page).into_iter().map(|(name, value)| (name.into(), value.into())).collect()
    }

    #[test]
    fn campaign_values_are_read_from_the_query_alone() {
        let found =
            read("https://acme.example/tents?size=2&utm_source=news+letter&utm_campaign=%E6%98%A5#utm_medium=x");
        assert_eq!(found, [("utm_source".into(), "news letter".into()), ("utm_campaign".into(), "春".into())]);
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        assert_eq!(read("https://acme.example/?utm_source=%ff&utm_medium=%2&utm_term=&utm_content=%zz&utm_id"), []);
        assert_eq!(read("https://acme.example/"), []);
    }
}
