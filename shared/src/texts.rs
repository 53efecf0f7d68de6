//! A text in several languages, and which of them a reader gets. The same rule stands in the loader
//! (`widget/loader/words.js`), where a page says its language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::value::LanguageTag;

/// The same text in some languages: `{"en": "Chat with us", "zh-Hant": "與我們聊聊"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Texts<T>(pub BTreeMap<LanguageTag, T>);

impl<T> Default for Texts<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Texts<T> {
    /// Whether no language has it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text for a reader of `wanted`, if there is one.
    #[must_use]
    pub fn in_language(&self, wanted: &str) -> Option<&T> {
        self.tagged(wanted).map(|(_, text)| text)
    }

    fn tagged(&self, wanted: &str) -> Option<(&LanguageTag, &T)> {
        let exact = self.0.iter().find(|(tag, _)| tag.as_str().eq_ignore_ascii_case(wanted));
        exact.or_else(|| self.0.iter().find(|(tag, _)| key(tag.as_str()) == key(wanted)))
    }

    /// The text for somebody who reads the `wanted` languages, best first; whichever there is if none of them has one.
    #[must_use]
    pub fn pick<'a>(&self, wanted: impl IntoIterator<Item = &'a str>) -> Option<&T> {
        self.pick_tagged(wanted).map(|(_, text)| text)
    }

    /// The same, with the language that it is in.
    #[must_use]
    pub fn pick_tagged<'a>(&self, wanted: impl IntoIterator<Item = &'a str>) -> Option<(&LanguageTag, &T)> {
        wanted.into_iter().find_map(|tag| self.tagged(tag)).or_else(|| self.0.iter().next())
    }
}

impl<T, const N: usize> From<[(LanguageTag, T); N]> for Texts<T> {
    fn from(texts: [(LanguageTag, T); N]) -> Self {
        Self(BTreeMap::from(texts))
    }
}

/// What readers of the language share: `en-GB` and `en` are read by the same people, `zh-TW` and `zh-CN` are not.
#[must_use]
pub fn key(tag: &str) -> String {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split(['-', '_']);
    match parts.next().unwrap_or_default() {
        "yue" => "hant".to_owned(),
        // A script says it outright; without one, the place does (CLDR's likely subtags).
        "zh" => parts
            .find_map(|part| match part {
                "hant" | "tw" | "hk" | "mo" => Some("hant"),
                "hans" | "cn" | "sg" | "my" => Some("hans"),
                _ => None,
            })
            .unwrap_or("hans")
            .to_owned(),
        first => first.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(all: &[(&str, &str)]) -> Texts<String> {
        Texts(all.iter().map(|(tag, text)| (LanguageTag::try_from(*tag).expect("a tag"), (*text).to_owned())).collect())
    }

    #[test]
    fn a_reader_gets_the_nearest_language() {
        let all = texts(&[("en", "colour"), ("en-US", "color"), ("zh-Hans", "颜色"), ("zh-Hant", "顏色")]);
        let pick = |wanted: &[&str]| all.pick(wanted.iter().copied()).map(String::as_str);
        assert_eq!(pick(&["en-us"]), Some("color"));
        assert_eq!(pick(&["en-GB"]), Some("colour"));
        assert_eq!(pick(&["zh-HK"]), Some("顏色"));
        assert_eq!(pick(&["zh"]), Some("颜色"));
        assert_eq!(pick(&["zh-Hans-HK"]), Some("颜色"));
        assert_eq!(pick(&["fr", "zh-TW"]), Some("顏色"));
        assert_eq!(pick(&["fr"]), Some("colour"));
        assert_eq!(texts(&[]).pick(["en"]), None);
    }

    #[test]
    fn a_text_is_an_object_by_language() {
        let all = texts(&[("en", "Hi")]);
        assert_eq!(serde_json::to_string(&all).expect("it is written"), r#"{"en":"Hi"}"#);
    }
}
