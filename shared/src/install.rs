//! Whether a page of the owner's carries the widget rightly: judged from what the page says, which somebody else has fetched
//! and read.

mod csp;

use serde::{Deserialize, Serialize};

use self::csp::Loads;
use crate::{
    site::{self, Origin},
    value::{PageAddress, ServiceSlug, SitePattern},
};

/// A page as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadPage {
    /// Where it is, after all that it led on to.
    pub address: String,
    /// Its `<script>` elements with a `src`, and those in whose text our address stands.
    pub scripts: Vec<ReadScript>,
    /// Values of `Content-Security-Policy`, of the header and of `<meta>`.
    pub policies: Vec<String>,
}

/// A script of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadScript {
    /// As it stands there.
    pub src: String,
    /// `data-service`.
    pub service: Option<String>,
    /// `nonce`.
    pub nonce: Option<String>,
}

/// Body of `POST …/install/check`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckInstall {
    /// Of the page that should carry the widget.
    pub address: PageAddress,
}

/// Answers `POST …/install/check`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InstallCheck {
    /// Where the page was read, after all that it led on to.
    pub address: String,
    /// The snippet that was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snippet: Option<Snippet>,
    /// What stands in the way; none if all is well.
    pub findings: Vec<Finding>,
}

/// How the widget gets onto a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Snippet {
    /// `/widget.js` with `data-service`.
    Plain,
    /// `/widget/{service}.js`.
    Own,
}

/// Something that stands in the way, or may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "finding", rename_all = "snake_case")]
pub enum Finding {
    /// The page can't be read.
    Unreachable {
        /// What the site answered; none if it didn't, within 8 seconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<u16>,
    },
    /// What is there isn't a page.
    NoPage,
    /// No script of ours is in the page. One that another script adds, as tag managers do, isn't seen here.
    NoScript,
    /// The script is of another service.
    OtherService {
        /// Which, as it stands there; empty if none does.
        service: String,
    },
    /// The script is there more than once; the first one counts.
    Twice,
    /// The page is safe and the script isn't: browsers refuse it.
    Insecure,
    /// The page's site may not show the chat.
    SiteNotAllowed {
        /// What to add to the sites.
        site: String,
    },
    /// The page's policy forbids the script.
    ScriptForbidden {
        /// The directive as it should be.
        line: String,
    },
    /// The page's policy forbids the frame.
    FrameForbidden {
        /// The directive as it should be.
        line: String,
    },
}

/// Whether an origin may be one of the public network: a name of several parts on the usual port. Whatever the name stands for is
/// the network's to say; numbers, and names that only mean something inside of a network, are refused here.
#[must_use]
pub fn is_public(origin: &Origin) -> bool {
    /// RFC 6761, 6762, 7686, 8375, 9476, and what is not delegated for good (ICANN, resolution 2018.02.04.12 among others).
    const INSIDE: [&str; 14] = [
        "localhost",
        "localdomain",
        "local",
        "internal",
        "arpa",
        "onion",
        "alt",
        "test",
        "invalid",
        "lan",
        "home",
        "corp",
        "mail",
        "intranet",
    ];
    let host = origin.host().trim_end_matches('.');
    let Some((_, last)) = host.rsplit_once('.') else { return false };
    // A last part like a number makes the whole an IPv4 address (WHATWG URL, "ends in a number").
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x");
    let is_name = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
    is_name && !is_number && !last.is_empty() && !INSIDE.contains(&last) && origin.is_on_usual_port()
}

/// Judges a page for a service that answers at `desk`, an origin.
#[must_use]
pub fn judge(page: &ReadPage, desk: &str, service: &ServiceSlug, sites: &[SitePattern]) -> InstallCheck {
    let mut findings = Vec::new();
    let found: Vec<(&ReadScript, Snippet, String)> =
        page.scripts.iter().filter_map(|script| ours(script, &page.address, desk)).collect();
    // That of this service, if there is one: a page may carry two by mistake.
    let one = found.iter().find(|(_, _, of)| *of == service.as_str()).or(found.first());
    match one {
        None => findings.push(Finding::NoScript),
        Some((_, _, of)) if *of != service.as_str() => findings.push(Finding::OtherService { service: of.clone() }),
        Some(_) => {}
    }
    if found.len() > 1 {
        findings.push(Finding::Twice);
    }
    if page.address.starts_with("https:") && one.is_some_and(|(script, ..)| script.src.starts_with("http:")) {
        findings.push(Finding::Insecure);
    }
    if !site::is_allowed(sites, &page.address)
        && let Some(origin) = Origin::of(&page.address)
    {
        findings.push(Finding::SiteNotAllowed { site: origin.text() });
    }
    let (file, nonce) = match one {
        Some((script, Snippet::Plain, _)) => ("/widget.js".to_owned(), script.nonce.as_deref()),
        Some((script, Snippet::Own, _)) => (format!("/widget/{service}.js"), script.nonce.as_deref()),
        None => (format!("/widget/{service}.js"), None),
    };
    let forbidden =
        |path: &str, what, nonce| csp::forbidden(&page.policies, &page.address, &format!("{desk}{path}"), what, nonce);
    let script = forbidden(&file, Loads::Script, nonce);
    findings.extend(script.into_iter().map(|one| Finding::ScriptForbidden { line: one.line }));
    let frame = forbidden(&format!("/widget/{service}"), Loads::Frame, None);
    findings.extend(frame.into_iter().map(|one| Finding::FrameForbidden { line: one.line }));
    InstallCheck { address: page.address.clone(), snippet: one.map(|(_, snippet, _)| *snippet), findings }
}

/// Whether a script is ours, which one, and of which service.
fn ours<'a>(script: &'a ReadScript, page: &str, desk: &str) -> Option<(&'a ReadScript, Snippet, String)> {
    let src = script.src.trim();
    let scheme = page.split(':').next().unwrap_or_default();
    let full = if src.starts_with("//") { format!("{scheme}:{src}") } else { src.to_owned() };
    let (own, asked) = (Origin::of(desk)?, Origin::of(&full)?);
    // By a scheme that is wrong it is ours all the same.
    if own.host() != asked.host() {
        return None;
    }
    let path = full.split_once("://")?.1.find('/').and_then(|at| full.split_once("://")?.1.get(at..))?;
    let path = path.split(['?', '#']).next()?;
    if path == "/widget.js" {
        return Some((script, Snippet::Plain, script.service.clone().unwrap_or_default()));
    }
    let service = path.strip_prefix("/widget/")?.strip_suffix(".js")?;
    Some((script, Snippet::Own, service.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESK: &str = "https://desk.example.com";

    fn script(src: &str, service: Option<&str>) -> ReadScript {
        ReadScript { src: src.to_owned(), service: service.map(str::to_owned), nonce: None }
    }

    fn page(scripts: Vec<ReadScript>, policies: &[&str]) -> ReadPage {
        let policies = policies.iter().map(|policy| (*policy).to_owned()).collect();
        ReadPage { address: "https://www.acme.example/tents".to_owned(), scripts, policies }
    }

    fn check(page: &ReadPage) -> InstallCheck {
        let acme = ServiceSlug::try_from("acme").expect("a slug");
        let sites = [SitePattern::try_from("https://*.acme.example").expect("a site")];
        judge(page, DESK, &acme, &sites)
    }

    #[test]
    fn both_snippets_are_found_where_they_are_right() {
        for (src, service, snippet) in [
            ("https://desk.example.com/widget.js", Some("acme"), Snippet::Plain),
            ("https://desk.example.com/widget/acme.js?v=2", None, Snippet::Own),
            ("//desk.example.com/widget/acme.js", None, Snippet::Own),
        ] {
            let found = check(&page(vec![script("/app.js", None), script(src, service)], &[]));
            assert_eq!((found.snippet, found.findings), (Some(snippet), vec![]), "{src}");
        }
    }

    #[test]
    fn only_public_names_are_asked_for() {
        let public = |address: &str| Origin::of(address).is_some_and(|origin| is_public(&origin));
        for good in
            ["https://www.example.com/", "http://example.co.uk", "https://xn--fsq.example/", "https://a_b.example."]
        {
            assert!(public(good), "{good}");
        }
        for bad in [
            "http://127.0.0.1/",
            "http://[::1]/",
            "http://localhost/",
            "http://app.localhost/",
            "http://printer.local/",
            "http://metadata.google.internal/",
            "http://169.254.169.254/latest/meta-data",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://1.2.3.0x4/",
            "http://intranet/",
            "http://wiki.intranet/",
            "https://nas.home/",
            "https://router.home.arpa./",
            "https://example.com:8443/",
            "https://user@127.0.0.1/",
            "ftp://example.com/",
            "https://exa mple.com/",
            "https:///x",
        ] {
            assert!(!public(bad), "{bad}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_one_by_one() {
        assert_eq!(check(&page(vec![], &[])).findings, [Finding::NoScript]);
        let stranger = script("https://evil.example/widget.js", Some("acme"));
        assert_eq!(check(&page(vec![stranger], &[])).findings, [Finding::NoScript]);
        let other = script("https://desk.example.com/widget.js", Some("acne"));
        assert_eq!(check(&page(vec![other], &[])).findings, [Finding::OtherService { service: "acne".to_owned() }]);
        let nobody = script("https://desk.example.com/widget.js", None);
        assert_eq!(check(&page(vec![nobody], &[])).findings, [Finding::OtherService { service: String::new() }]);
        let own = || script("https://desk.example.com/widget/acme.js", None);
        assert_eq!(check(&page(vec![own(), own()], &[])).findings, [Finding::Twice]);
        let insecure = script("http://desk.example.com/widget/acme.js", None);
        assert_eq!(check(&page(vec![insecure], &[])).findings, [Finding::Insecure]);
        let elsewhere = ReadPage { address: "https://shop.example/".to_owned(), ..page(vec![own()], &[]) };
        assert_eq!(check(&elsewhere).findings, [Finding::SiteNotAllowed { site: "https://shop.example".to_owned() }]);
    }

    #[test]
    fn a_policy_that_forbids_script_and_frame_is_answered_with_both_lines() {
        let own = script("https://desk.example.com/widget/acme.js", None);
        let found = check(&page(vec![own], &["default-src 'self'"]));
        assert_eq!(
            found.findings,
            [
                Finding::ScriptForbidden { line: "script-src 'self' https://desk.example.com".to_owned() },
                Finding::FrameForbidden { line: "frame-src 'self' https://desk.example.com".to_owned() },
            ]
        );
    }
}
