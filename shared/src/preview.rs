//! Previews of pages that people link to: which page may be asked for, and what of it is shown. Fetching one is somebody
//! else's business.
//!
//! Whoever can say something in a room chooses the address, so it must not become a way to where only this deployment gets: it
//! is judged by the rule of webhooks ([`check_address`]), and so is each one that a page leads on to. What a page says of itself
//! is words of a stranger: text, never markup, on one line and of a length that we choose.

mod entity;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use self::entity::decoded;
use crate::{
    hook::check_address,
    links,
    site::Origin,
    value::{ShortText, one_line},
    wire::Logged,
};

/// Pages that one may lead on to: from a shortener to a name, from there to `www`, and to a language.
pub const MOST_REDIRECTS: usize = 3;

/// How long all of it may take: a preview that comes later isn't looked at any more.
pub const PATIENCE_MS: i64 = 4_000;

/// Most characters of a title, of a description and of a site's name: a card has one line, two lines, and a piece of one.
const MOST_CHARS: (usize, usize, usize) = (160, 300, 60);

/// What a page says of itself. Answers `GET …/rooms/{room}/entries/{entry}/preview`. Words of a stranger: none of it is markup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LinkPreview {
    /// The link, as it was said.
    pub url: String,
    /// The host of the page that was read: where the link leads in the end, as the network knows it.
    pub host: String,
    /// At most 160 characters.
    pub title: ShortText,
    /// At most 300 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<ShortText>,
    /// How the site calls itself; at most 60 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<ShortText>,
}

/// What was found in a page, as it stands there: entities and all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Head {
    /// Of the first `<title>`.
    #[serde(default)]
    pub title: String,
    /// The first `content` of each `<meta>`, by its `property` or `name` in small letters.
    #[serde(default)]
    pub metas: BTreeMap<String, String>,
}

/// The link that an entry is shown with: the first one that somebody said, or noted.
#[must_use]
pub fn link_of(logged: &Logged) -> Option<String> {
    let (Logged::Said { body, .. } | Logged::Noted { body, .. }) = logged else { return None };
    links::first_page(body.as_str())
}

/// Whether a page may be asked for, of a deployment at `own`. The address has to be as `fetch` reads it: what is judged must be
/// what is fetched. `anywhere` lets those on this machine be asked for, too.
#[must_use]
pub fn may_fetch(address: &str, own: &str, anywhere: bool) -> bool {
    check_address(address, own, anywhere).is_ok()
}

impl LinkPreview {
    /// That of a link which led to the page at `address`. None for a page without a title: it says nothing.
    #[must_use]
    pub fn of(link: &str, address: &str, head: &Head) -> Option<Self> {
        let (title, description, site) = MOST_CHARS;
        let first = |names: &[&str], most| names.iter().find_map(|name| shown(head.metas.get(*name)?, most));
        Some(Self {
            url: link.to_owned(),
            host: Origin::of(address)?.host().to_owned(),
            title: first(&["og:title", "twitter:title"], title).or_else(|| shown(&head.title, title))?,
            description: first(&["og:description", "twitter:description", "description"], description),
            site: first(&["og:site_name"], site),
        })
    }
}

/// Words of a page as they can be shown: on one line, and cut where they are too long.
fn shown(raw: &str, most: usize) -> Option<ShortText> {
    let words = one_line(&decoded(raw));
    let text = if words.chars().count() <= most {
        words
    } else {
        let cut: String = words.chars().take(most - 1).collect();
        format!("{}…", cut.trim_end())
    };
    ShortText::try_from(text).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OWN: &str = "https://desk.example.com";

    fn public(address: &str) -> bool {
        may_fetch(address, OWN, false)
    }

    fn head(title: &str, metas: &[(&str, &str)]) -> Head {
        let metas = metas.iter().map(|(name, words)| ((*name).to_owned(), (*words).to_owned())).collect();
        Head { title: title.to_owned(), metas }
    }

    fn preview(title: &str, metas: &[(&str, &str)]) -> Option<LinkPreview> {
        LinkPreview::of("https://a.example/x", "https://www.a.example/x", &head(title, metas))
    }

    #[test]
    fn only_safe_pages_of_public_names_are_asked_for() {
        for good in [
            "https://www.example.com/a?b#c",
            "https://xn--fsq.example/",
            "https://example.co.uk:443",
            "HTTPS://EXAMPLE.COM",
        ] {
            assert!(public(good), "{good}");
        }
        for bad in [
            // Not safe, or no page.
            "http://www.example.com/",
            "ftp://www.example.com/",
            "file:///etc/passwd",
            "https:www.example.com",
            "https:///x",
            "https://",
            "",
            // Another port, or somebody's name.
            "https://www.example.com:8443/",
            "https://www.example.com:80/",
            "https://ada@www.example.com/",
            "https://ada:secret@www.example.com/",
            "https://www.example.com@127.0.0.1/",
            "https://127.0.0.1\\@www.example.com/",
            // Numbers in every spelling.
            "https://127.0.0.1/",
            "https://127.1/",
            "https://0/",
            "https://2130706433/",
            "https://017700000001/",
            "https://0177.0.0.1/",
            "https://0x7f000001/",
            "https://0x7f.0.0.1/",
            "https://1.2.3.0x4/",
            "https://10.0.0.1./",
            "https://169.254.169.254/latest/meta-data/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:7f00:1]/",
            "https://[fd00::1]/",
            "https://[fe80::1%25eth0]/",
            // Names that mean something inside only.
            "https://localhost/",
            "https://LOCALHOST/",
            "https://localhost./",
            "https://app.localhost/",
            "https://host.localdomain/",
            "https://printer.local/",
            "https://printer.local./",
            "https://metadata.google.internal/",
            "https://router.home.arpa/",
            "https://1.0.0.127.in-addr.arpa/",
            "https://hidden.onion/",
            "https://a.test/",
            "https://a.invalid/",
            "https://nas.lan/",
            "https://wiki.corp/",
            "https://intranet/",
            "https://com/",
            // Ourselves.
            "https://desk.example.com/api/v1/services",
            "https://desk.example.com./",
            "https://DESK.example.com:443/",
            // What isn't as `fetch` would write it.
            "https://127.0.0.%31/",
            "https://ⅼocalhost/",
            "https://１２７.0.0.1/",
            "https://127。0。0。1/",
            "https://exam ple.com/",
            "https://example.com\u{0}/",
        ] {
            assert!(!public(bad), "{bad}");
        }
    }

    #[test]
    fn a_test_may_have_its_pages_on_this_machine_but_never_at_our_own_address() {
        let anywhere = |address| may_fetch(address, "http://127.0.0.1:8787", true);
        assert!(anywhere("http://127.0.0.1:9000/x"));
        assert!(
            !anywhere("http://127.0.0.1:8787/x")
                && !anywhere("http://ada@127.0.0.1:9000/x")
                && !anywhere("ftp://a.example")
        );
    }

    #[test]
    fn what_a_page_says_for_such_cards_goes_before_its_title() {
        let said = preview(
            "Tents | Acme",
            &[
                ("description", "plain"),
                ("twitter:title", "Twittered"),
                ("og:title", "Tents"),
                ("og:description", "Green ones"),
                ("og:site_name", "Acme Outdoor"),
            ],
        )
        .expect("it has a title");
        let words = |text: &Option<ShortText>| text.as_ref().map(ToString::to_string).unwrap_or_default();
        let texts = (said.title.as_str(), words(&said.description), words(&said.site));
        assert_eq!(texts, ("Tents", "Green ones".to_owned(), "Acme Outdoor".to_owned()));
        assert_eq!((said.url.as_str(), said.host.as_str()), ("https://a.example/x", "www.a.example"));
        let plain = preview("Tents", &[("og:title", " \u{200b} "), ("description", "plain")]).expect("it has a title");
        assert_eq!((plain.title.as_str(), words(&plain.description), plain.site), ("Tents", "plain".to_owned(), None));
        assert_eq!(preview(" \n ", &[("description", "plain")]), None);
    }

    #[test]
    fn words_of_a_stranger_are_text_on_one_line() {
        let title = |raw: &str| preview(raw, &[]).map(|said| String::from(said.title));
        assert_eq!(title("  a\n\t b\u{0}c ").as_deref(), Some("a b c"));
        assert_eq!(title("\u{202e}evil\u{2066} \u{61c}&#x202e;&rlm;x").as_deref(), Some("evil x"));
        assert_eq!(title("<b>&lt;script&gt;</b>").as_deref(), Some("<b><script></b>"));
        assert_eq!(title("R&amp;D &#39;n&#x27; &quot;so&hellip;&quot;").as_deref(), Some("R&D 'n' \"so…\""));
        let long = title(&"語".repeat(500)).expect("it has words");
        assert_eq!((long.chars().count(), long.ends_with('…')), (160, true));
        assert_eq!(title(&"語".repeat(160)).map(|text| text.ends_with('…')), Some(false));
    }

    #[test]
    fn the_link_of_an_entry_is_the_first_that_was_said() {
        use crate::{value::MessageBody, wire::Author};
        let said = |text: &str| Logged::Said {
            message: "msg_01a204dd38517bf8b0b52f5ba96a65ad".parse().expect("an id"),
            author: Author::Visitor,
            body: MessageBody::try_from(text).expect("words"),
            quote: None,
            revised: None,
        };
        assert_eq!(
            link_of(&said("see https://a.example/x, https://b.example")).as_deref(),
            Some("https://a.example/x")
        );
        assert_eq!(link_of(&said("no link")), None);
        assert_eq!(link_of(&Logged::Raised), None);
    }

    proptest! {
        #[test]
        fn no_number_is_a_public_name(bits: u32, wide: u128) {
            let [a, b, c, d] = bits.to_be_bytes();
            let six = std::net::Ipv6Addr::from(wide);
            for host in [
                format!("{bits}"), format!("{bits:#x}"), format!("{bits:#o}").replace("0o", "0"), format!("{a}.{b}.{c}.{d}"),
                format!("{a:#x}.{b}.{c}.{d}"), format!("{a}.{b}.{c}.{d:#x}"), format!("{a}.{}", bits & 0xff_ffff),
                format!("{a}.{b}.{}", bits & 0xffff), format!("{a}.{b}.{c}.{d}."), format!("[{six}]"), format!("[::ffff:{a}.{b}.{c}.{d}]"),
            ] {
                prop_assert!(!public(&format!("https://{host}/")), "{host}");
            }
        }

        #[test]
        fn what_may_be_asked_for_is_a_safe_address_of_a_name(rest in r"[a-z0-9.:@/\\\[\]%?#_-]{0,40}") {
            let address = format!("https://{rest}");
            if public(&address) {
                let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
                let host = authority.strip_suffix(":443").unwrap_or(authority).trim_end_matches('.');
                prop_assert!(host.contains('.') && host.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)), "{address}");
                let last = host.rsplit('.').next().unwrap_or_default();
                prop_assert!(last.chars().any(|c| c.is_ascii_alphabetic() || c == '_' || c == '-'), "{address}");
            }
        }

        #[test]
        fn whatever_a_page_says_is_short_and_on_one_line(title: String, words: String) {
            if let Some(said) = preview(&title, &[("og:description", &words)]) {
                prop_assert!(said.title.as_str().chars().count() <= 160);
                let all = [Some(said.title), said.description];
                prop_assert!(!all.iter().flatten().any(|text| text.as_str().chars().any(char::is_control)));
            }
        }
    }
}
