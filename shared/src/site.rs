//! Where a page is, and whether it is one of the sites that may carry the widget. The browser holds strangers off by
//! `frame-ancestors`; this is the same rule for whoever has to answer before or without it.

use std::net::Ipv6Addr;

use crate::value::{PageAddress, SitePattern};

/// Most bytes of a host: what DNS can carry of a name (RFC 1035, 2.3.4, without the length octets).
const MAX_HOST_BYTES: usize = 253;

/// Scheme, host and port of an address, as browsers compare them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    scheme: String,
    host: String,
    port: u16,
}

impl Origin {
    /// That of an address with `http` or `https`, as a browser writes it: names in Punycode. None if it names no host, or one
    /// that no page can have: anybody can say where they come from, and what they say is kept.
    #[must_use]
    pub fn of(address: &str) -> Option<Self> {
        Self::read(address).filter(|origin| is_host(&origin.host))
    }

    /// As [`Origin::of`], and that of a pattern too.
    fn read(address: &str) -> Option<Self> {
        let (scheme, rest) = address.split_once("://")?;
        let scheme = scheme.to_ascii_lowercase();
        let usual = usual_port(&scheme)?;
        // To browsers and to `fetch` a backslash is a slash (WHATWG URL, "special authority"): what is behind it must not be
        // taken for the host here.
        let authority = rest.split(['/', '\\', '?', '#']).next()?;
        // Names before an `@` are no part of an origin.
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let (host, port) = match host.rsplit_once(':') {
            Some((name, port)) if !host.ends_with(']') => (name, port.parse().ok().filter(|port| *port > 0)?),
            Some(_) | None => (host, usual),
        };
        Some(Self { scheme, host: host.to_ascii_lowercase(), port })
    }

    /// As browsers write it: the usual port is left out.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { scheme, host, port } = self;
        if usual_port(scheme) == Some(*port) {
            format!("{scheme}://{host}")
        } else {
            format!("{scheme}://{host}:{port}")
        }
    }

    /// Whether its port is the usual one of its scheme.
    #[must_use]
    pub fn is_on_usual_port(&self) -> bool {
        usual_port(&self.scheme) == Some(self.port)
    }

    /// Whether it is where `own`, an origin, is, by whichever scheme. A point at its end makes a name no other one.
    #[must_use]
    pub fn is_at(&self, own: &str) -> bool {
        let host = |origin: &Self| origin.host.trim_end_matches('.').to_owned();
        let is_on_its_port = |own: &Self| own.port == self.port || (own.is_on_usual_port() && self.is_on_usual_port());
        Self::of(own).is_some_and(|own| host(&own) == host(self) && is_on_its_port(&own))
    }

    /// The name of the host.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }
}

/// Whether something can be the host of a page: a name, an address, or one of IPv6 in brackets. Underscores are in no name of
/// a host (RFC 952), but browsers open such pages all the same.
fn is_host(host: &str) -> bool {
    let named = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let fits = match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => !host.is_empty() && host.bytes().all(named),
    };
    fits && host.len() <= MAX_HOST_BYTES
}

fn usual_port(scheme: &str) -> Option<u16> {
    match scheme {
        "https" => Some(443),
        "http" => Some(80),
        _ => None,
    }
}

/// Whether one of the sites is that of the address, by the rules of a content policy's sources: a page by `https` is fine
/// where `http` was written, and `*.` stands for one or more names before the rest.
#[must_use]
pub fn is_allowed<'a>(sites: impl IntoIterator<Item = &'a SitePattern>, address: &str) -> bool {
    let Some(origin) = Origin::of(address) else { return false };
    sites.into_iter().any(|site| covers(site.as_str(), &origin))
}

/// Whether a source of a content policy, with its scheme, covers the origin (CSP 3, 6.7.2.7).
#[must_use]
pub fn covers(source: &str, origin: &Origin) -> bool {
    let Some(wanted) = Origin::read(source) else { return false };
    let upgraded = wanted.scheme == "http" && origin.scheme == "https";
    let scheme = wanted.scheme == origin.scheme || upgraded;
    let port = wanted.port == origin.port || (upgraded && wanted.port == 80 && origin.port == 443);
    let host = match wanted.host.strip_prefix('*') {
        Some(end) => origin.host.len() > end.len() && origin.host.ends_with(end),
        None => wanted.host == origin.host,
    };
    scheme && port && host
}

/// Where a page is, without what may be somebody's own: no query, nothing behind `#`.
#[must_use]
pub fn place(page: &PageAddress) -> Option<PageAddress> {
    let address = page.as_str();
    let end = address.find(['?', '#']).unwrap_or(address.len());
    PageAddress::try_from(address.get(..end)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(sites: &[&str], address: &str) -> bool {
        let sites: Vec<_> = sites.iter().map(|site| SitePattern::try_from(*site).expect("a site")).collect();
        is_allowed(&sites, address)
    }

    #[test]
    fn an_exact_site_is_itself_alone() {
        let site = &["https://www.example.com"];
        for good in ["https://www.example.com", "https://www.example.com/a?b#c", "HTTPS://WWW.EXAMPLE.COM:443/"] {
            assert!(allowed(site, good), "{good}");
        }
        for bad in [
            "http://www.example.com/",
            "https://example.com/",
            "https://www.example.com.evil.example/",
            "https://www.example.com:8443/",
            "https://evil.example/?https://www.example.com",
            "https://www.example.com@evil.example/",
            "https://evil.example\\@www.example.com/",
            "null",
            "",
        ] {
            assert!(!allowed(site, bad), "{bad}");
        }
    }

    #[test]
    fn a_star_stands_for_names_before_the_rest() {
        let site = &["https://*.example.com"];
        assert!(allowed(site, "https://shop.example.com/") && allowed(site, "https://a.b.example.com/"));
        for bad in [
            "https://example.com/",
            "https://badexample.com/",
            "https://.example.com.evil.example/",
            "https://evil.example\\.example.com/",
        ] {
            assert!(!allowed(site, bad), "{bad}");
        }
    }

    #[test]
    fn a_page_by_https_is_fine_where_http_was_written() {
        assert!(allowed(&["http://example.com"], "https://example.com/"));
        assert!(allowed(&["http://127.0.0.1:8788"], "http://127.0.0.1:8788/x"));
        assert!(!allowed(&["http://example.com:8080"], "https://example.com/"));
    }

    #[test]
    fn a_host_is_one_that_a_page_can_have() {
        let longest = "a".repeat(MAX_HOST_BYTES);
        for good in
            ["a.example", "my_shop.example", "127.0.0.1:8788", "[::1]", "[2001:db8::1]:8443", "x@a.example", &longest]
        {
            assert!(Origin::of(&format!("https://{good}/")).is_some(), "{good}");
        }
        let long = format!("{longest}a");
        for bad in [
            "",
            ":443",
            "a b",
            "<b>.example",
            "a.example\u{0}",
            "m\u{fc}ller.example",
            "*.example.com",
            "a\".example",
            "[]",
            "[::1",
            "[<b>]",
            "[a.example]",
            "[::1]x",
            "a.example:",
            "a.example:0",
            "a.example:65536",
            "a.example:x",
            &long,
        ] {
            assert!(Origin::of(&format!("https://{bad}/")).is_none(), "{bad}");
        }
        let below = &["https://*.example.com"];
        assert!(
            !allowed(below, &format!("https://{long}.example.com/")) && !allowed(below, "https://<b>.example.com/")
        );
    }

    #[test]
    fn an_origin_is_itself_however_it_is_written() {
        let at = |address: &str, own: &str| Origin::of(address).is_some_and(|origin| origin.is_at(own));
        for own in ["https://desk.example", "https://Desk.example.", "http://desk.example"] {
            assert!(at("https://desk.example./x", own) && at("http://x@desk.example:80", own), "{own}");
        }
        for other in ["https://desk.example:8443", "https://a.desk.example", "https://desk.example.evil.example"] {
            assert!(!at(other, "https://desk.example"), "{other}");
        }
        assert!(
            at("http://127.0.0.1:8787/x", "http://127.0.0.1:8787") && !at("http://127.0.0.1:1", "http://127.0.0.1:2")
        );
        assert!(!at("https://desk.example", ""));
    }

    #[test]
    fn a_place_says_nothing_of_who_is_there() {
        let place =
            |address: &str| super::place(&PageAddress::try_from(address).expect("an address")).map(String::from);
        assert_eq!(place("https://a.example/b?mail=x@y.example#z").as_deref(), Some("https://a.example/b"));
        assert_eq!(place("https://a.example#z").as_deref(), Some("https://a.example"));
    }
}
