//! The texts of the other languages. They are files of the build, one for each language and application, so that nobody
//! downloads languages that they don't read. Only English is in the program: it is what is read where a file can't be had.
//!
//! A file has a line for each text or form of one, in the order of the keys: the [key](super::key) in hexadecimal digits, a
//! space, the text.

use std::cell::RefCell;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::language::{Language, current};

thread_local! {
    static TEXTS: RefCell<Vec<(u32, &'static str)>> = const { RefCell::new(Vec::new()) };
}

/// Brings the texts of the language in force, if that isn't English. To be awaited before anything is drawn; a file that
/// can't be had within five seconds is done without.
///
/// `application` is the name in the build: its script knows where the files are.
pub async fn load(application: &str) {
    if is_in_program(current()) {
        return;
    }
    if let Some(file) = fetched(application, current().tag()).await {
        put(file);
    }
}

async fn fetched(application: &str, tag: &str) -> Option<String> {
    let scripts = Reflect::get(&js_sys::global(), &"frontdeskTexts".into()).ok()?;
    let fetch: Function = Reflect::get(&scripts, &application.into()).ok()?.dyn_into().ok()?;
    let answer: Promise = fetch.call1(&scripts, &tag.into()).ok()?.dyn_into().ok()?;
    JsFuture::from(answer).await.ok()?.as_string()
}

/// The mirrored one is made of English.
const fn is_in_program(language: Language) -> bool {
    matches!(language, Language::English | Language::Mirrored)
}

/// Takes the texts of a file. They stay: texts are handed out for as long as the program runs.
pub fn put(file: String) {
    let file: &'static str = file.leak();
    let line = |line: &'static str| {
        let (key, text) = line.split_once(' ')?;
        Some((u32::from_str_radix(key, 16).ok()?, text))
    };
    TEXTS.set(file.lines().filter_map(line).collect());
}

/// The text of this key in the language in force, if that isn't English.
pub(super) fn find(key: u32) -> Option<&'static str> {
    if is_in_program(current()) {
        return None;
    }
    TEXTS.with_borrow(|texts| {
        let at = texts.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        texts.get(at).map(|(_, text)| *text)
    })
}
