//! What the check of a page found, point by point: what a browser needs one after another to show the chat.

use shared::{
    install::{Finding, InstallCheck, Snippet},
    value::SitePattern,
};

use crate::text;

/// How it stands with one point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    Well,
    /// It works, and could be better.
    Nearly,
    Badly,
    /// Something before it went wrong.
    Unknown,
}

/// What helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// Go and see what to paste.
    Install,
    /// Let the site show the chat.
    Allow(SitePattern),
    /// Have this directive in the policy.
    Line(String),
}

/// Something that was found about a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remark {
    pub(crate) words: String,
    pub(crate) remedy: Option<Remedy>,
}

/// One thing that has to be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) name: &'static str,
    pub(crate) stands: Stands,
    pub(crate) remarks: Vec<Remark>,
}

impl Point {
    fn new(name: &'static str) -> Self {
        Self { name, stands: Stands::Well, remarks: Vec::new() }
    }

    fn remark(&mut self, stands: Stands, words: impl Into<String>, remedy: Option<Remedy>) {
        // The worst counts.
        if self.stands != Stands::Badly {
            self.stands = stands;
        }
        self.remarks.push(Remark { words: words.into(), remedy });
    }

    fn unless_said(mut self, words: &'static str) -> Self {
        if self.remarks.is_empty() {
            self.remarks.push(Remark { words: words.to_owned(), remedy: None });
        }
        self
    }
}

/// The page, the script on it, its site, and its policy.
pub(crate) fn points(found: &InstallCheck) -> [Point; 4] {
    let mut read = Point::new(text::point_read());
    let mut script = Point::new(text::point_script());
    let mut site = Point::new(text::point_site());
    let mut policy = Point::new(text::point_policy());
    if found.snippet == Some(Snippet::Plain) {
        script.remark(Stands::Nearly, text::script_plain(), Some(Remedy::Install));
    }
    for finding in &found.findings {
        match finding {
            Finding::Unreachable { status: Some(status) } => {
                read.remark(Stands::Badly, text::read_status(&status.to_string()), None);
            }
            Finding::Unreachable { status: None } => read.remark(Stands::Badly, text::read_no_answer(), None),
            Finding::NoPage => read.remark(Stands::Badly, text::read_no_page(), None),
            Finding::NoScript => script.remark(Stands::Badly, text::script_missing(), Some(Remedy::Install)),
            Finding::OtherService { service } if service.is_empty() => {
                script.remark(Stands::Badly, text::script_nobody(), Some(Remedy::Install));
            }
            Finding::OtherService { service } => {
                script.remark(Stands::Badly, text::script_other(service), Some(Remedy::Install));
            }
            Finding::Twice => script.remark(Stands::Nearly, text::script_twice(), None),
            Finding::Insecure => script.remark(Stands::Badly, text::script_insecure(), Some(Remedy::Install)),
            Finding::SiteNotAllowed { site: origin } => {
                let remedy = SitePattern::try_from(origin.as_str()).ok().map(Remedy::Allow);
                site.remark(Stands::Badly, text::site_forbidden(origin), remedy);
            }
            Finding::ScriptForbidden { line } => {
                policy.remark(Stands::Badly, text::policy_script(), Some(Remedy::Line(line.clone())));
            }
            Finding::FrameForbidden { line } => {
                policy.remark(Stands::Badly, text::policy_frame(), Some(Remedy::Line(line.clone())));
            }
        }
    }
    if read.stands != Stands::Well {
        let unknown = |mut point: Point| {
            point.stands = Stands::Unknown;
            point.unless_said(text::point_unknown())
        };
        return [read, unknown(script), unknown(site), unknown(policy)];
    }
    [
        read.unless_said(text::read_good()),
        script.unless_said(text::script_good()),
        site.unless_said(text::site_good()),
        policy.unless_said(text::policy_good()),
    ]
}

/// How it stands in all, and in words.
pub(crate) fn verdict(points: &[Point]) -> (Stands, String) {
    if points.iter().any(|point| point.stands == Stands::Unknown) {
        return (Stands::Badly, text::check_unread().to_owned());
    }
    let bad = points.iter().filter(|point| point.stands == Stands::Badly).map(|point| point.remarks.len());
    match u32::try_from(bad.sum::<usize>()).unwrap_or(u32::MAX) {
        0 => (Stands::Well, text::check_good().to_owned()),
        count => (Stands::Badly, text::check_bad(count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(snippet: Option<Snippet>, findings: Vec<Finding>) -> [Point; 4] {
        points(&InstallCheck { address: "https://www.acme.example/".to_owned(), snippet, findings })
    }

    fn stands(points: &[Point]) -> Vec<Stands> {
        points.iter().map(|point| point.stands).collect()
    }

    #[test]
    fn a_page_that_is_right_is_said_to_be() {
        let points = check(Some(Snippet::Own), vec![]);
        assert_eq!(stands(&points), [Stands::Well; 4]);
        assert!(points.iter().all(|point| point.remarks.len() == 1));
        assert_eq!(verdict(&points), (Stands::Well, text::check_good().to_owned()));
    }

    #[test]
    fn the_plain_script_is_good_and_could_be_better() {
        let points = check(Some(Snippet::Plain), vec![Finding::Twice]);
        assert_eq!(stands(&points), [Stands::Well, Stands::Nearly, Stands::Well, Stands::Well]);
        assert_eq!(points[1].remarks.len(), 2);
        assert_eq!(verdict(&points).0, Stands::Well);
    }

    #[test]
    fn everything_that_stands_in_the_way_has_a_remedy_where_there_is_one() {
        let site = SitePattern::try_from("https://shop.example").expect("a site");
        let line = |name: &str| format!("{name} 'self' https://desk.example.com");
        let points = check(
            None,
            vec![
                Finding::NoScript,
                Finding::SiteNotAllowed { site: site.to_string() },
                Finding::ScriptForbidden { line: line("script-src") },
                Finding::FrameForbidden { line: line("frame-src") },
            ],
        );
        assert_eq!(stands(&points), [Stands::Well, Stands::Badly, Stands::Badly, Stands::Badly]);
        let remedies: Vec<_> =
            points.iter().flat_map(|point| &point.remarks).filter_map(|remark| remark.remedy.clone()).collect();
        assert_eq!(
            remedies,
            [Remedy::Install, Remedy::Allow(site), Remedy::Line(line("script-src")), Remedy::Line(line("frame-src"))]
        );
        assert_eq!(verdict(&points), (Stands::Badly, text::check_bad(4)));
    }

    #[test]
    fn of_a_page_that_was_not_read_nothing_else_is_said() {
        for finding in
            [Finding::Unreachable { status: None }, Finding::Unreachable { status: Some(404) }, Finding::NoPage]
        {
            let points = check(None, vec![finding]);
            assert_eq!(stands(&points), [Stands::Badly, Stands::Unknown, Stands::Unknown, Stands::Unknown]);
            assert_eq!(verdict(&points).1, text::check_unread());
        }
    }
}
