//! Which language is in force. It is settled once, before anything is drawn.

use std::cell::{Cell, RefCell};

/// A language that every text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// `en`
    English,
    /// `zh-Hant`: Taiwan, Hong Kong, Macau.
    TraditionalChinese,
    /// `zh-Hans`: mainland China, Singapore, Malaysia.
    SimplifiedChinese,
    /// `ja`
    Japanese,
    /// `ar-XB`, for tests: English in right-to-left order and longer, so that a layout that only fits English read from
    /// the left shows itself.
    Mirrored,
}

impl Language {
    /// As documents and browsers write it.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::TraditionalChinese => "zh-Hant",
            Self::SimplifiedChinese => "zh-Hans",
            Self::Japanese => "ja",
            Self::Mirrored => "ar-XB",
        }
    }

    /// The value of `dir`.
    #[must_use]
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Mirrored => "rtl",
            Self::English | Self::TraditionalChinese | Self::SimplifiedChinese | Self::Japanese => "ltr",
        }
    }

    /// What a BCP 47 tag asks for, if we have it.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase().replace('_', "-");
        let mut parts = tag.split('-');
        match parts.next()? {
            "en" => Some(Self::English),
            "ja" => Some(Self::Japanese),
            "yue" => Some(Self::TraditionalChinese),
            // A script says it outright; without one, the place does (CLDR's likely subtags).
            "zh" => Some(
                parts
                    .find_map(|part| match part {
                        "hant" | "tw" | "hk" | "mo" => Some(Self::TraditionalChinese),
                        "hans" | "cn" | "sg" | "my" => Some(Self::SimplifiedChinese),
                        _ => None,
                    })
                    .unwrap_or(Self::SimplifiedChinese),
            ),
            "ar" if parts.next() == Some("xb") => Some(Self::Mirrored),
            _ => None,
        }
    }
}

/// The first of the tags that we have a language for, most wanted first. The tag comes back too: `en-GB` reads our English,
/// but wants its dates in its own way.
pub fn choose<'a>(wanted: impl IntoIterator<Item = &'a str>) -> (Language, String) {
    wanted
        .into_iter()
        .find_map(|tag| Language::of_tag(tag).map(|language| (language, tag.replace('_', "-"))))
        .unwrap_or((Language::English, "en".to_owned()))
}

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::English) };
    static TAG: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Puts a language in force; `tag` is for dates and numbers.
pub fn set(language: Language, tag: &str) {
    LANGUAGE.set(language);
    // Browsers know no such place, and would write its digits in Arabic.
    TAG.replace(if language == Language::Mirrored { "en" } else { tag }.to_owned());
}

/// What `make` gives while English is in force: for a search that also knows the words of documents and of colleagues.
pub fn in_english<T>(make: impl FnOnce() -> T) -> T {
    let before = LANGUAGE.replace(Language::English);
    let words = make();
    LANGUAGE.set(before);
    words
}

/// The language in force.
#[must_use]
pub fn current() -> Language {
    LANGUAGE.get()
}

/// The tag in force, for `Intl`.
#[must_use]
pub fn in_force() -> String {
    TAG.with_borrow(Clone::clone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_in_force_for_a_moment() {
        set(Language::Japanese, "ja");
        assert_eq!(in_english(current), Language::English);
        assert_eq!((current(), in_force()), (Language::Japanese, "ja".to_owned()));
    }

    #[test]
    fn a_browser_gets_the_nearest_language_that_we_have() {
        let chosen = |tags: &[&str]| choose(tags.iter().copied()).0;
        assert_eq!(chosen(&["zh-TW"]), Language::TraditionalChinese);
        assert_eq!(chosen(&["zh_HK"]), Language::TraditionalChinese);
        assert_eq!(chosen(&["zh-Hans-HK"]), Language::SimplifiedChinese);
        assert_eq!(chosen(&["zh-Hant"]), Language::TraditionalChinese);
        assert_eq!(chosen(&["zh-CN"]), Language::SimplifiedChinese);
        assert_eq!(chosen(&["zh"]), Language::SimplifiedChinese);
        assert_eq!(chosen(&["fr-FR", "ja-JP", "en"]), Language::Japanese);
        assert_eq!(chosen(&["fr", "ar"]), Language::English);
        assert_eq!(chosen(&["ar-XB"]), Language::Mirrored);
        assert_eq!(choose(["en-GB"]).1, "en-GB");
    }
}
