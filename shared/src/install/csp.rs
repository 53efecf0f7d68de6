//! Content policies, as far as the widget needs them: may this page load our script, and frame our chat? If not, the line
//! that would let it. After CSP 3; what isn't about scripts and frames is not read.

use crate::site::{Origin, covers};

/// What of a page's policies stands in the way, and the directive that would let it through, as it should stand in the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Forbidden {
    /// The directive with our host in it: `script-src 'self' https://desk.example.com`.
    pub(super) line: String,
}

/// What the widget makes an owner's page load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loads {
    /// The script.
    Script,
    /// The frame with the chat.
    Frame,
}

impl Loads {
    /// The directives that decide, nearest first; the second is what an owner would write.
    const fn directives(self) -> [&'static str; 3] {
        match self {
            Self::Script => ["script-src-elem", "script-src", "default-src"],
            Self::Frame => ["frame-src", "child-src", "default-src"],
        }
    }

    const fn usual(self) -> &'static str {
        match self {
            Self::Script => "script-src",
            Self::Frame => "frame-src",
        }
    }
}

/// What the policies of the page at `page` forbid of `ours`, the address of our script or chat. `policies`: the values of the
/// header, and of `<meta>` elements. `nonce`: that of the script's element.
#[must_use]
pub(super) fn forbidden(
    policies: &[String],
    page: &str,
    ours: &str,
    what: Loads,
    nonce: Option<&str>,
) -> Vec<Forbidden> {
    let (Some(page), Some(origin)) = (Origin::of(page), Origin::of(ours)) else { return Vec::new() };
    let asked = Asked { page: &page, ours, origin: &origin, nonce };
    // Policies in one header are separated by commas, and all of them count.
    let each = policies.iter().flat_map(|policy| policy.split(','));
    each.filter_map(|policy| asked.forbidden_by(policy, what)).collect()
}

struct Asked<'a> {
    page: &'a Origin,
    ours: &'a str,
    origin: &'a Origin,
    nonce: Option<&'a str>,
}

impl Asked<'_> {
    fn forbidden_by(&self, policy: &str, what: Loads) -> Option<Forbidden> {
        let directives: Vec<Vec<&str>> = policy
            .split(';')
            .map(|part| part.split_whitespace().collect())
            .filter(|words: &Vec<_>| !words.is_empty())
            .collect();
        // Of a directive that stands there twice, browsers take the first.
        let (name, sources) = what.directives().iter().find_map(|name| {
            let words =
                directives.iter().find(|words| words.first().is_some_and(|word| word.eq_ignore_ascii_case(name)))?;
            Some((*name, words.get(1..).unwrap_or_default()))
        })?;
        if self.is_allowed(sources, what) {
            return None;
        }
        let name = if name == "default-src" { what.usual() } else { name };
        let kept = sources.iter().filter(|source| !source.eq_ignore_ascii_case("'none'")).copied();
        // Where only trusted scripts load others, a host means nothing: the element needs the page's nonce.
        let strict = what == Loads::Script && has(sources, "'strict-dynamic'");
        let ours = if strict { "'nonce-…'".to_owned() } else { self.origin.text() };
        let line =
            std::iter::once(name).chain(kept).chain(std::iter::once(ours.as_str())).collect::<Vec<_>>().join(" ");
        Some(Forbidden { line })
    }

    fn is_allowed(&self, sources: &[&str], what: Loads) -> bool {
        if what == Loads::Script {
            let nonce = self.nonce.filter(|nonce| !nonce.is_empty());
            if nonce.is_some_and(|nonce| sources.contains(&format!("'nonce-{nonce}'").as_str())) {
                return true;
            }
            if has(sources, "'strict-dynamic'") {
                return false;
            }
        }
        sources.iter().any(|source| self.is_source(source))
    }

    fn is_source(&self, source: &str) -> bool {
        let source = source.to_ascii_lowercase();
        if source == "'self'" {
            return self.page == self.origin;
        }
        if source.starts_with('\'') {
            return false;
        }
        if source == "*" {
            return true;
        }
        let scheme = self.ours.split(':').next().unwrap_or_default();
        if let Some(wanted) = source.strip_suffix(':') {
            return wanted == scheme || (wanted == "http" && scheme == "https");
        }
        // Without a scheme, that of the page counts, or a better one.
        let page_scheme = self.page.text().split(':').next().unwrap_or_default().to_owned();
        let full = if source.contains("://") { source } else { format!("{page_scheme}://{source}") };
        let (host, path) = split_path(&full);
        let host = host.trim_end_matches(":*");
        let any_port = full.contains(":*");
        let origin_fits = if any_port {
            Origin::of(&without_port(self.ours)).is_some_and(|ours| covers(host, &ours))
        } else {
            covers(host, self.origin)
        };
        origin_fits && path_fits(path, split_path(self.ours).1)
    }
}

fn has(sources: &[&str], word: &str) -> bool {
    sources.iter().any(|source| source.eq_ignore_ascii_case(word))
}

/// Scheme and host, and the path behind them, empty if there is none.
fn split_path(address: &str) -> (&str, &str) {
    let after_scheme = address.find("://").map_or(0, |at| at + 3);
    let path =
        address.get(after_scheme..).and_then(|rest| rest.find('/')).map_or(address.len(), |at| after_scheme + at);
    address.split_at(path)
}

fn without_port(address: &str) -> String {
    let (host, _) = split_path(address);
    let after_scheme = host.find("://").map_or(0, |at| at + 3);
    let port = host.get(after_scheme..).and_then(|rest| rest.find(':')).map_or(host.len(), |at| after_scheme + at);
    host.get(..port).unwrap_or(host).to_owned()
}

/// A path that ends in a slash stands for all under it (CSP 3, 6.7.2.10).
fn path_fits(wanted: &str, path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    match wanted {
        "" | "/" => true,
        folder if folder.ends_with('/') => path.starts_with(folder),
        file => path == file,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://www.acme.example/tents";
    const SCRIPT: &str = "https://desk.example.com/widget/acme.js";

    fn line(policy: &str) -> Option<String> {
        of(policy, Loads::Script, None)
    }

    fn of(policy: &str, what: Loads, nonce: Option<&str>) -> Option<String> {
        forbidden(&[policy.to_owned()], PAGE, SCRIPT, what, nonce).into_iter().next().map(|one| one.line)
    }

    #[test]
    fn a_page_without_a_policy_or_with_one_about_other_things_loads_the_script() {
        assert_eq!(line(""), None);
        assert_eq!(line("img-src 'self'; upgrade-insecure-requests"), None);
        assert!(forbidden(&[], PAGE, SCRIPT, Loads::Script, None).is_empty());
    }

    #[test]
    fn the_ways_in_which_a_policy_names_our_host() {
        for good in [
            "script-src https://desk.example.com",
            "SCRIPT-SRC 'self' HTTPS://DESK.EXAMPLE.COM",
            "script-src desk.example.com",
            "script-src https://*.example.com",
            "script-src *",
            "script-src https:",
            "script-src https://desk.example.com:*",
            "script-src https://desk.example.com/widget/",
            "script-src https://desk.example.com/widget/acme.js",
            "default-src 'none'; script-src https://desk.example.com",
            "script-src 'none'; script-src-elem https://desk.example.com",
        ] {
            assert_eq!(line(good), None, "{good}");
        }
        for bad in [
            "script-src 'self'",
            "script-src 'none'",
            "script-src",
            "script-src http://desk.example.com:8080",
            "script-src https://example.com",
            "script-src https://desk.example.com.evil.example",
            "script-src https://desk.example.com/widget.js",
            "script-src https://desk.example.com/other/",
            "default-src 'self'",
            "script-src 'self'; script-src https://desk.example.com",
            "script-src data: 'unsafe-inline' 'unsafe-eval'",
        ] {
            assert!(line(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn the_line_that_the_owner_needs_keeps_what_was_allowed_before() {
        assert_eq!(
            line("script-src 'self' https://cdn.example; img-src *").as_deref(),
            Some("script-src 'self' https://cdn.example https://desk.example.com")
        );
        assert_eq!(line("default-src 'none'").as_deref(), Some("script-src https://desk.example.com"));
        assert_eq!(
            of("default-src 'self'", Loads::Frame, None).as_deref(),
            Some("frame-src 'self' https://desk.example.com")
        );
        assert_eq!(
            of("child-src 'self'", Loads::Frame, None).as_deref(),
            Some("child-src 'self' https://desk.example.com")
        );
    }

    #[test]
    fn all_policies_count() {
        let policies = ["script-src *".to_owned(), "script-src 'self', default-src *".to_owned()];
        let found = forbidden(&policies, PAGE, SCRIPT, Loads::Script, None);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn where_only_trusted_scripts_load_others_the_element_needs_a_nonce() {
        let policy = "script-src 'nonce-r4nd0m' 'strict-dynamic' https:";
        assert_eq!(of(policy, Loads::Script, Some("r4nd0m")), None);
        assert!(of(policy, Loads::Script, Some("other")).is_some());
        assert_eq!(line(policy).as_deref(), Some("script-src 'nonce-r4nd0m' 'strict-dynamic' https: 'nonce-…'"));
        assert_eq!(of("script-src 'nonce-a'", Loads::Script, Some("a")), None);
    }
}
