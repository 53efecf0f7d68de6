//! What people read, in every language. A text is a function of a table made by [`texts!`](crate::texts): one that a
//! language lacks, or that names an argument wrongly, does not compile. English is in the program, the other languages are in
//! [`mod@file`]s. Numbers, plurals, dates and times are the browser's business ([`mod@format`]); nothing here knows what a text
//! is for.

pub mod file;
pub mod form;
pub mod format;
pub mod key;
mod language;
mod pseudo;
mod table;

pub use language::{Language, choose, current, in_english, in_force, set};
pub use table::*;

/// One thing for each language. Its fields are the check: a table that lacks one does not compile.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct PerLanguage<T> {
    pub en: T,
    pub zh_hant: T,
    pub zh_hans: T,
    pub ja: T,
}

/// A text as it depends on a count: for each of the categories that the language has, by their names in CLDR.
#[doc(hidden)]
pub type Forms = &'static [(&'static str, &'static str)];

/// Something that fills a gap of a text.
pub trait Argument {
    /// As people read it.
    fn shown(&self) -> String;
}

impl Argument for &str {
    fn shown(&self) -> String {
        (*self).to_owned()
    }
}

impl Argument for u32 {
    fn shown(&self) -> String {
        format::number(*self)
    }
}

/// A text without gaps.
#[doc(hidden)]
#[must_use]
pub fn plain(key: u32, english: &'static str) -> &'static str {
    let text = file::find(key).unwrap_or(english);
    if current() == Language::Mirrored { pseudo::kept(text) } else { text }
}

/// A text with its gaps filled.
#[doc(hidden)]
#[must_use]
pub fn filled(key: u32, english: &str, arguments: &[(&str, String)]) -> String {
    fill(file::find(key).unwrap_or(english), arguments)
}

/// A text with its gaps filled, in the form that goes with `count`.
#[doc(hidden)]
#[must_use]
pub fn counted(key: u32, english: Forms, count: u32, arguments: &[(&str, String)]) -> String {
    let category = format::plural_category(count);
    let of_file = |category: &str| file::find(key::and(key, category));
    let in_english = |category: &str| english.iter().find(|(name, _)| *name == category).map(|(_, text)| *text);
    let either = |find: &dyn Fn(&str) -> Option<&'static str>| find(&category).or_else(|| find(OTHER));
    fill(either(&of_file).or_else(|| either(&in_english)).unwrap_or_default(), arguments)
}

/// The category that every language has.
const OTHER: &str = "other";

fn fill(template: &str, arguments: &[(&str, String)]) -> String {
    let mut text = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        text.push_str(before);
        // Unknown names don't compile: see `check`.
        if let Some((_, value)) = arguments.iter().find(|(known, _)| *known == name) {
            text.push_str(value);
        }
        rest = after;
    }
    text.push_str(rest);
    if current() == Language::Mirrored { pseudo::mirrored(&text) } else { text }
}

/// Fails the build if a text has a gap that no argument fills, or (where `all`) lacks one for an argument.
#[doc(hidden)]
pub const fn check(text: &str, arguments: &[&str], all: bool) {
    let bytes = text.as_bytes();
    let mut used = 0;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'{' {
            let mut which = 0;
            while which < arguments.len() && !gap_is(bytes, at, arguments[which].as_bytes()) {
                which += 1;
            }
            assert!(which < arguments.len(), "a text has a gap that is no argument of it");
            used |= 1 << which;
        }
        at += 1;
    }
    assert!(!all || used == (1 << arguments.len()) - 1, "a text leaves out one of its arguments");
}

const fn gap_is(text: &[u8], open: usize, name: &[u8]) -> bool {
    let mut at = 0;
    while at < name.len() {
        if open + 1 + at >= text.len() || text[open + 1 + at] != name[at] {
            return false;
        }
        at += 1;
    }
    open + 1 + at < text.len() && text[open + 1 + at] == b'}'
}

/// Makes a table of texts, a function for each:
///
/// ```
/// ui::texts! {
///     /// On the button of the composer.
///     send { en: "Send", zh_hant: "傳送", zh_hans: "发送", ja: "送信" }
///     is_typing(name: &str) {
///         en: "{name} is typing", zh_hant: "{name} 正在輸入", zh_hans: "{name} 正在输入", ja: "{name}さんが入力中"
///     }
///     unread(count: u32) {
///         en: { one: "{count} unread message", other: "{count} unread messages" },
///         zh_hant: { other: "{count} 則未讀訊息" }, zh_hans: { other: "{count} 条未读消息" }, ja: { other: "未読{count}件" }
///     }
/// }
/// assert_eq!(is_typing("Ada"), "Ada is typing");
/// ```
///
/// Arguments are `&str` (put in as it is) or `u32` (written as the language writes numbers). Where the form depends on a
/// count, that is the first argument, and the forms have the names of CLDR: `zero`, `one`, `two`, `few`, `many`, `other`.
///
/// Without a language, it does not compile:
///
/// ```compile_fail
/// ui::texts! { send { en: "Send", zh_hant: "傳送", zh_hans: "发送" } }
/// ```
///
/// Nor with a gap that no argument fills:
///
/// ```compile_fail
/// ui::texts! { hello(name: &str) { en: "Hello {nam}", zh_hant: "{name}", zh_hans: "{name}", ja: "{name}" } }
/// ```
///
/// ```compile_fail
/// ui::texts! { hello { en: "Hello {name}", zh_hant: "你好", zh_hans: "你好", ja: "こんにちは" } }
/// ```
#[macro_export]
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident $(($($arg:ident : $kind:ty),+))? {
        en: $english:tt, $($language:ident : $text:tt),+ $(,)?
    })+) => {
        $($crate::text_of! { [$(#[$doc])*] $name ($($($arg : $kind),+)?) { en: $english, $($language : $text),+ } })+
    };
}

/// One function of a table.
#[doc(hidden)]
#[macro_export]
macro_rules! text_of {
    ([$(#[$doc:meta])*] $name:ident () { en: $english:literal, $($language:ident : $text:literal),+ }) => {
        $(#[$doc])*
        #[doc = concat!("\n\nen: ", $english, $("\n\n", stringify!($language), ": ", $text),+)]
        #[must_use]
        #[allow(unreachable_pub, reason = "a table of an application is not seen outside of it")]
        pub fn $name() -> &'static str {
            const TEXT: $crate::text::PerLanguage<&str> = $crate::text::PerLanguage { en: $english, $($language: $text),+ };
            const KEY: u32 = $crate::text::key::of(&[stringify!($name), $english]);
            const _: () = {
                $crate::text::check(TEXT.en, &[], true);
                $($crate::text::check(TEXT.$language, &[], true);)+
            };
            $crate::text::plain(KEY, $english)
        }
    };
    ([$(#[$doc:meta])*] $name:ident ($($arg:ident : $kind:ty),+) {
        en: $english:literal, $($language:ident : $text:literal),+
    }) => {
        $(#[$doc])*
        #[doc = concat!("\n\nen: ", $english, $("\n\n", stringify!($language), ": ", $text),+)]
        #[must_use]
        #[allow(unreachable_pub, reason = "a table of an application is not seen outside of it")]
        pub fn $name($($arg: $kind),+) -> String {
            const TEXT: $crate::text::PerLanguage<&str> = $crate::text::PerLanguage { en: $english, $($language: $text),+ };
            const KEY: u32 = $crate::text::key::of(&[stringify!($name), $english]);
            const ARGUMENTS: &[&str] = &[$(stringify!($arg)),+];
            const _: () = {
                $crate::text::check(TEXT.en, ARGUMENTS, true);
                $($crate::text::check(TEXT.$language, ARGUMENTS, true);)+
            };
            $crate::text::filled(KEY, $english, &[$((stringify!($arg), $crate::text::Argument::shown(&$arg))),+])
        }
    };
    ([$(#[$doc:meta])*] $name:ident ($count:ident : $number:ty $(, $arg:ident : $kind:ty)*) {
        en: { $($category:ident : $english:literal),+ $(,)? },
        $($language:ident : { $($form:ident : $text:literal),+ $(,)? }),+
    }) => {
        $(#[$doc])*
        #[doc = concat!("\n\nen: ", $($english, " ",)+ $("\n\n", stringify!($language), ": ", $($text, " "),+),+)]
        #[must_use]
        #[allow(unreachable_pub, reason = "a table of an application is not seen outside of it")]
        pub fn $name($count: $number $(, $arg: $kind)*) -> String {
            const TEXT: $crate::text::PerLanguage<$crate::text::Forms> = $crate::text::PerLanguage {
                en: &[$((stringify!($category), $english)),+],
                $($language: &[$((stringify!($form), $text)),+]),+
            };
            const KEY: u32 = $crate::text::key::of(&[stringify!($name), $($english),+]);
            const ARGUMENTS: &[&str] = &[stringify!($count) $(, stringify!($arg))*];
            const _: () = {
                $crate::text::check_forms(TEXT.en, ARGUMENTS);
                $($crate::text::check_forms(TEXT.$language, ARGUMENTS);)+
            };
            $crate::text::counted(KEY, TEXT.en, $count, &[
                (stringify!($count), $crate::text::Argument::shown(&$count))
                $(, (stringify!($arg), $crate::text::Argument::shown(&$arg)))*
            ])
        }
    };
}

/// Fails the build unless there is a form for every count, and each is sound. "One" need not say the number.
#[doc(hidden)]
pub const fn check_forms(forms: Forms, arguments: &[&str]) {
    let mut has_other = false;
    let mut at = 0;
    while at < forms.len() {
        let is_other = same(forms[at].0, OTHER);
        has_other |= is_other;
        check(forms[at].1, arguments, is_other);
        at += 1;
    }
    assert!(has_other, "a text has no form `other`");
}

const fn same(one: &str, two: &str) -> bool {
    let (one, two) = (one.as_bytes(), two.as_bytes());
    let mut at = 0;
    while at < one.len() && at < two.len() && one[at] == two[at] {
        at += 1;
    }
    at == one.len() && at == two.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::texts! {
        greeting { en: "Hello", zh_hant: "你好", zh_hans: "你好", ja: "こんにちは" }
        of_whom(name: &str, place: &str) {
            en: "{name} of {place}", zh_hant: "{place}的{name}", zh_hans: "{place}的{name}", ja: "{place}の{name}"
        }
        apples(count: u32, name: &str) {
            en: { one: "{name} has one apple", other: "{name} has {count} apples" },
            zh_hant: { other: "{name}有 {count} 個蘋果" },
            zh_hans: { other: "{name}有 {count} 个苹果" },
            ja: { other: "{name}さんのりんご{count}個" },
        }
    }

    fn read_japanese(texts: &[(u32, &str)]) {
        let mut texts = texts.to_vec();
        texts.sort_unstable();
        let lines: Vec<String> = texts.iter().map(|(key, text)| format!("{key:x} {text}\n")).collect();
        file::put(lines.concat());
        set(Language::Japanese, "ja");
    }

    #[test]
    fn a_text_is_read_in_the_language_in_force_with_its_gaps_filled() {
        assert_eq!((greeting(), of_whom("Ada", "{name}")), ("Hello", "Ada of {name}".to_owned()));
        assert_eq!(apples(1, "Ada"), "Ada has one apple");
        assert_eq!(apples(2, "Ada"), "Ada has 2 apples");
        let of_apples = key::of(&["apples", "{name} has one apple", "{name} has {count} apples"]);
        read_japanese(&[
            (key::of(&["greeting", "Hello"]), "こんにちは"),
            (key::of(&["of_whom", "{name} of {place}"]), "{place}の{name}"),
            (key::and(of_apples, "other"), "{name}さんのりんご{count}個"),
        ]);
        assert_eq!((greeting(), of_whom("Ada", "London")), ("こんにちは", "LondonのAda".to_owned()));
        assert_eq!(apples(1, "Ada"), "Adaさんのりんご1個");
        assert_eq!(in_english(greeting), "Hello");
        set(Language::English, "en");
        assert_eq!(greeting(), "Hello");
    }

    #[test]
    fn where_the_file_is_missing_or_broken_english_is_read() {
        for file in ["", "\n", "zz x", "1", "ffffffff x\n", "811c9dc5\n"] {
            file::put(file.to_owned());
            set(Language::Japanese, "ja");
            assert_eq!((greeting(), apples(2, "Ada")), ("Hello", "Ada has 2 apples".to_owned()));
        }
        set(Language::English, "en");
    }
}
