//! Finds pages, and what stands on them, by the words that are shown and by the English ones: so that what a colleague or
//! a document calls a thing is found, too.

use kit::page::Page;
use shared::card::Role;
use ui::text::in_english;

use crate::navigation::pages;

/// Most that are shown: more is not read, and one letter more narrows it down.
const MOST: usize = 12;

/// Something that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hit {
    /// Where it is.
    pub(crate) page: Page,
    /// The label or heading on that page; none for the page itself.
    pub(crate) part: Option<&'static str>,
}

impl Hit {
    /// What it is called.
    pub(crate) fn name(&self) -> &'static str {
        self.part.unwrap_or_else(self.page.name)
    }
}

/// How well something fits, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It begins so.
    Begins,
    /// A word of it begins so.
    WordBegins,
    /// It has all of it somewhere.
    Has,
}

/// What fits all words of `wanted`, best first; nothing for no words.
pub(crate) fn search(wanted: &str, role: Role) -> Vec<Hit> {
    let wanted = folded(wanted);
    let wanted: Vec<&str> = wanted.split_whitespace().collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(Fit, bool, Hit)> = Vec::new();
    for page in pages().filter(|page| page.role <= role) {
        let names = [None].into_iter().chain(page.has.iter().map(|name| Some(*name)));
        for name in names {
            let name_of = name.unwrap_or(page.name);
            let fit = [name_of(), in_english(name_of)].iter().filter_map(|words| fit(&folded(words), &wanted)).min();
            if let Some(fit) = fit {
                found.push((fit, name.is_some(), Hit { page, part: name.map(|name| name()) }));
            }
        }
    }
    // A page before its parts; else in the order of the table.
    found.sort_by_key(|(fit, is_part, _)| (*fit, *is_part));
    found.into_iter().map(|(_, _, hit)| hit).take(MOST).collect()
}

fn fit(words: &str, wanted: &[&str]) -> Option<Fit> {
    let one = |wanted: &&str| {
        if words.starts_with(wanted) {
            Some(Fit::Begins)
        } else if words.split(|letter: char| !letter.is_alphanumeric()).any(|word| word.starts_with(wanted)) {
            Some(Fit::WordBegins)
        } else {
            words.contains(wanted).then_some(Fit::Has)
        }
    };
    wanted.iter().map(one).collect::<Option<Vec<_>>>()?.into_iter().max()
}

fn folded(words: &str) -> String {
    words.to_lowercase().replace(['“', '”', '’', '\''], "")
}

#[cfg(test)]
mod tests {
    use ui::text::{Language, file, key, set};

    use super::*;

    fn found(wanted: &str) -> Vec<&'static str> {
        search(wanted, Role::Owner).iter().map(Hit::name).collect()
    }

    #[test]
    fn a_page_is_found_before_what_stands_on_others() {
        assert_eq!(found("tags").first(), Some(&"Tags"));
        assert_eq!(found("STAFF").first(), Some(&"Staff"));
        assert!(found("zone").contains(&"Time zone"));
        assert!(found("who serves").contains(&"Who serves"));
        assert!(found("  ").is_empty());
        assert!(found("nonsense").is_empty());
    }

    #[test]
    fn in_another_language_both_its_words_and_the_english_ones_find() {
        file::put(format!("{:x} タイムゾーン", key::of(&["time_zone", "Time zone"])));
        set(Language::Japanese, "ja");
        assert!(found("タイムゾーン").contains(&"タイムゾーン"));
        assert!(found("time zone").contains(&"タイムゾーン"));
        set(Language::English, "en");
    }

    #[test]
    fn nobody_finds_what_they_may_not_see() {
        assert!(search("tags", Role::Agent).is_empty());
        assert!(!search("password", Role::Agent).is_empty());
    }
}
