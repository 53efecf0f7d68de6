//! How the chat gets onto a site, for each way in which sites are made: steps in words, and what is copied. The snippets are
//! files of their own in `install/`, which the tests build, run and unpack: what is shown is what was tried.
//!
//! What each of them wants was looked up in 2026: Shopify's pixels run in a sandbox without a page, so its theme it is; Wix and
//! Squarespace have a place for code in their paid plans; Google Tag Manager takes attributes off scripts, so that only the
//! service's own script, whose address says it all, can come by it.

use crate::text;

/// The service and address that the snippets have.
const EXAMPLE: (&str, &str) = ("acme", "https://desk.example.com");

const SCRIPT: &str = include_str!("install/script.html");

/// One way to make a site.
#[derive(Clone, Copy)]
pub(crate) struct Guide {
    /// Behind `install/`.
    pub(crate) path: &'static str,
    pub(crate) name: fn() -> &'static str,
    /// In order; of a site whose views come and go, ways of which one is enough.
    pub(crate) steps: &'static [Step],
    /// Whether its views come and go without the page.
    pub(crate) is_single_page: bool,
}

/// What is to be done.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    pub(crate) words: fn() -> &'static str,
    pub(crate) shows: Shows,
}

/// What is needed for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shows {
    Nothing,
    /// Something to copy, as it stands in its file.
    Code(&'static str),
    /// The plugin for `WordPress`.
    Plugin,
    /// The address of this deployment, and the service's name, each for a field.
    Fields,
}

const fn step(words: fn() -> &'static str) -> Step {
    Step { words, shows: Shows::Nothing }
}

const fn shows(words: fn() -> &'static str, shows: Shows) -> Step {
    Step { words, shows }
}

const fn guide(path: &'static str, name: fn() -> &'static str, steps: &'static [Step]) -> Guide {
    Guide { path, name, steps, is_single_page: false }
}

const fn single_page(path: &'static str, name: fn() -> &'static str, steps: &'static [Step]) -> Guide {
    Guide { path, name, steps, is_single_page: true }
}

/// All of them, the most usual first.
pub(crate) const GUIDES: &[Guide] = &[
    guide("html", text::any_site, &[shows(text::html_paste, Shows::Code(SCRIPT))]),
    guide(
        "wordpress",
        text::wordpress,
        &[
            shows(text::wordpress_download, Shows::Plugin),
            step(text::wordpress_upload),
            shows(text::wordpress_settings, Shows::Fields),
            shows(text::wordpress_button, Shows::Code(include_str!("install/shortcode.txt"))),
        ],
    ),
    guide(
        "shopify",
        text::shopify,
        &[step(text::shopify_code), shows(text::shopify_paste, Shows::Code(SCRIPT)), step(text::shopify_limits)],
    ),
    guide(
        "wix",
        text::wix,
        &[step(text::wix_code), shows(text::wix_paste, Shows::Code(SCRIPT)), step(text::wix_apply)],
    ),
    guide(
        "squarespace",
        text::squarespace,
        &[
            step(text::squarespace_code),
            shows(text::squarespace_paste, Shows::Code(SCRIPT)),
            step(text::squarespace_look),
        ],
    ),
    guide(
        "tag-manager",
        text::tag_manager,
        &[
            step(text::tag_manager_new),
            shows(text::tag_manager_paste, Shows::Code(SCRIPT)),
            step(text::tag_manager_publish),
            step(text::tag_manager_limits),
        ],
    ),
    single_page(
        "react",
        text::react,
        &[
            shows(text::react_index, Shows::Code(SCRIPT)),
            shows(text::react_component, Shows::Code(include_str!("install/react.jsx"))),
        ],
    ),
    single_page(
        "vue",
        text::vue,
        &[
            shows(text::vue_index, Shows::Code(SCRIPT)),
            shows(text::vue_composable, Shows::Code(include_str!("install/vue.js"))),
        ],
    ),
    single_page(
        "svelte",
        text::svelte,
        &[
            shows(text::svelte_app, Shows::Code(SCRIPT)),
            shows(text::svelte_component, Shows::Code(include_str!("install/svelte.svelte"))),
        ],
    ),
    single_page("next", text::next, &[shows(text::next_layout, Shows::Code(include_str!("install/next.jsx")))]),
];

/// A snippet for a service of a deployment.
pub(crate) fn filled(snippet: &str, service: &str, origin: &str) -> String {
    // The address last: it may have the example's name in it.
    snippet.trim_end().replace(EXAMPLE.0, service).replace(EXAMPLE.1, origin)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_guide_has_an_address_of_its_own_and_something_to_take_along() {
        let paths: BTreeSet<&str> = GUIDES.iter().map(|guide| guide.path).collect();
        assert_eq!(paths.len(), GUIDES.len());
        for guide in GUIDES {
            assert!(guide.steps.iter().any(|step| step.shows != Shows::Nothing), "{}", guide.path);
        }
    }

    #[test]
    fn nothing_of_the_example_is_left_in_what_is_copied() {
        for guide in GUIDES {
            for step in guide.steps {
                let Shows::Code(snippet) = step.shows else { continue };
                let filled = filled(snippet, "tents", "https://acme.example.net");
                assert_eq!(filled.contains("https://acme.example.net/widget/tents.js"), snippet.contains("https:"));
                assert!(!filled.contains("desk.example.com"), "{filled}");
                assert_eq!(filled.matches("acme").count(), filled.matches("//acme.example.net").count(), "{filled}");
            }
        }
    }
}
