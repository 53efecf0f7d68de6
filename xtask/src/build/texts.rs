//! The texts of the languages that aren't in the programs: read from the tables in the sources (`ui::texts!`), written as the
//! files that `ui/src/text/file.rs` describes.

use std::{
    collections::BTreeMap,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use syn::{
    LitStr, Token, braced, parenthesized,
    parse::{Parse, ParseStream},
};

use crate::project::Project;

#[allow(unreachable_pub, reason = "a file of the library that reads what is written here")]
#[path = "../../../ui/src/text/key.rs"]
mod key;

/// The languages beside English: as tables name them, and as documents do.
pub(crate) const LANGUAGES: [(&str, &str); 3] = [("zh_hant", "zh-Hant"), ("zh_hans", "zh-Hans"), ("ja", "ja")];

/// What the file of an application and a language is called in the build.
pub(crate) fn name(application: &str, tag: &str) -> String {
    format!("{application}-{tag}.txt")
}

/// The files of an application whose tables are below these folders (or are these files), by language.
///
/// # Errors
/// When a table can't be read, or two texts would have one key.
pub(super) fn files(project: &Project, places: &[&str]) -> Result<Vec<(&'static str, String)>> {
    let mut entries = Vec::new();
    for place in places {
        for path in sources(&project.path(place))? {
            let content = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            let reading = || format!("reading the texts in {}", project.shown(&path));
            let tokens: TokenStream =
                content.parse().map_err(|error| anyhow::anyhow!("{error}")).with_context(reading)?;
            tables(tokens, &mut entries).with_context(reading)?;
        }
    }
    LANGUAGES.iter().map(|(name, tag)| Ok((*tag, file(&entries, name)?))).collect()
}

/// The Rust files below a folder; or a file itself.
fn sources(place: &Path) -> Result<Vec<PathBuf>> {
    if place.is_file() {
        return Ok(vec![place.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(place).with_context(|| format!("reading {}", place.display()))? {
        found.extend(sources(&entry?.path())?);
    }
    found.retain(|path| path.extension().is_some_and(|end| end == "rs"));
    found.sort();
    Ok(found)
}

/// Collects what stands in `texts! { … }`, as far down as modules go. What is in a test isn't read by visitors.
fn tables(tokens: TokenStream, entries: &mut Vec<Entry>) -> Result<()> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for three in tokens.windows(3) {
        if let [TokenTree::Ident(name), TokenTree::Punct(mark), TokenTree::Group(group)] = three
            && name == "texts"
            && mark.as_char() == '!'
            && group.delimiter() == Delimiter::Brace
        {
            entries.extend(table(group)?);
        }
    }
    Ok(())
}

fn table(group: &Group) -> Result<Vec<Entry>> {
    struct Table(Vec<Entry>);
    impl Parse for Table {
        fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
            let mut entries = Vec::new();
            while !input.is_empty() {
                entries.push(input.parse()?);
            }
            Ok(Self(entries))
        }
    }
    let Table(entries) = syn::parse2(group.stream())?;
    Ok(entries)
}

/// A text of a table.
struct Entry {
    name: String,
    words: BTreeMap<String, Words>,
}

/// What it says in one language.
enum Words {
    Plain(String),
    /// By the names of the forms, in the order of the table.
    Forms(Vec<(String, String)>),
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        while input.peek(Token![#]) {
            input.parse::<Token![#]>()?;
            input.parse::<Group>()?;
        }
        let name = input.parse::<Ident>()?.to_string();
        if input.peek(syn::token::Paren) {
            let arguments;
            parenthesized!(arguments in input);
            arguments.parse::<TokenStream>()?;
        }
        let languages;
        braced!(languages in input);
        let mut words = BTreeMap::new();
        while !languages.is_empty() {
            let language = named(&languages)?;
            words.insert(language, languages.parse()?);
            languages.parse::<Option<Token![,]>>()?;
        }
        Ok(Self { name, words })
    }
}

impl Parse for Words {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if !input.peek(syn::token::Brace) {
            return Ok(Self::Plain(input.parse::<LitStr>()?.value()));
        }
        let inner;
        braced!(inner in input);
        let mut forms = Vec::new();
        while !inner.is_empty() {
            forms.push((named(&inner)?, inner.parse::<LitStr>()?.value()));
            inner.parse::<Option<Token![,]>>()?;
        }
        Ok(Self::Forms(forms))
    }
}

/// `name:`
fn named(input: ParseStream<'_>) -> syn::Result<String> {
    let name = input.parse::<Ident>()?.to_string();
    input.parse::<Token![:]>()?;
    Ok(name)
}

/// The lines of a language, by their keys.
fn file(entries: &[Entry], language: &str) -> Result<String> {
    let mut lines = BTreeMap::new();
    for entry in entries {
        for (key, text) in lines_of(entry, language).with_context(|| format!("the text `{}`", entry.name))? {
            ensure!(!text.contains('\n'), "the text `{}` has more than one line", entry.name);
            // The same name with the same English may stand in two tables, if it says the same.
            let before = lines.insert(key, text);
            ensure!(before.is_none_or(|before| before == text), "the text `{}` has the key of another", entry.name);
        }
    }
    Ok(lines.iter().fold(String::new(), |mut file, (key, text)| {
        let _ = writeln!(file, "{key:x} {text}");
        file
    }))
}

fn lines_of<'a>(entry: &'a Entry, language: &str) -> Result<Vec<(u32, &'a str)>> {
    let said = |language: &str| entry.words.get(language).with_context(|| format!("it says nothing in {language}"));
    Ok(match (said("en")?, said(language)?) {
        (Words::Plain(english), Words::Plain(text)) => vec![(key::of(&[&entry.name, english]), text)],
        (Words::Forms(english), Words::Forms(forms)) => {
            let mut parts = vec![entry.name.as_str()];
            parts.extend(english.iter().map(|(_, text)| text.as_str()));
            let key = key::of(&parts);
            forms.iter().map(|(category, text)| (key::and(key, category), text.as_str())).collect()
        }
        _ => bail!("it depends on a count in one language, and not in another"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Result<Vec<Entry>> {
        let mut entries = Vec::new();
        tables(source.parse().map_err(|error| anyhow::anyhow!("{error}"))?, &mut entries)?;
        Ok(entries)
    }

    const SOURCE: &str = r#"
        use shared::api::ErrorCode;
        crate::texts! {
            /// On the button.
            send { en: "Send \"it\"", zh_hant: "傳送", zh_hans: "发送", ja: "送信" }
            unread(count: u32) {
                en: { one: "{count} message", other: "{count} messages" },
                zh_hant: { other: "{count} 則" }, zh_hans: { other: "{count} 条" }, ja: { other: "{count}件" },
            }
        }
        fn send() {}
    "#;

    #[test]
    fn a_table_becomes_lines_by_their_keys() {
        let entries = read(SOURCE).expect("a table");
        let japanese = file(&entries, "ja").expect("Japanese");
        let unread = key::of(&["unread", "{count} message", "{count} messages"]);
        let mut wanted = [(key::of(&["send", "Send \"it\""]), "送信"), (key::and(unread, "other"), "{count}件")];
        wanted.sort_unstable();
        assert_eq!(japanese, wanted.map(|(key, text)| format!("{key:x} {text}\n")).concat());
    }

    #[test]
    fn what_would_be_read_wrongly_is_refused() {
        let of = |source: &str| read(source).and_then(|entries| file(&entries, "ja"));
        assert!(of(r#"texts! { send { en: "Send" } }"#).is_err(), "a language is missing");
        assert!(of(r#"texts! { send { en: "Send", ja: { other: "送信" } } }"#).is_err(), "a form without a count");
        assert!(of(r#"texts! { send { en: "Send", ja: "送\n信" } }"#).is_err(), "two lines");
        let twice = r#"texts! { a { en: "A", ja: "ア" } } texts! { a { en: "A", ja: "亜" } }"#;
        assert!(of(twice).is_err(), "two texts of one key");
    }
}
