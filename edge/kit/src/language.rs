//! The language of what staff read, chosen for each browser.

use ui::{
    storage,
    text::file,
    view::dom::{self, settle_language},
};

const KEY: &str = "frontdesk.desk.language";

/// The languages that there are, each by its own name, with its tag.
pub const LANGUAGES: [(&str, &str); 4] =
    [("en", "English"), ("zh-Hant", "繁體中文"), ("zh-Hans", "简体中文"), ("ja", "日本語")];

/// Puts the language in force: the one chosen here, else the first that the browser's user reads. Its texts are there then;
/// `application` is whose, by its name in the build.
pub async fn put_in_force(application: &str) {
    let chosen: Option<String> = storage::find(KEY);
    let wanted = dom::browser_languages();
    settle_language(chosen.iter().chain(&wanted).map(String::as_str));
    file::load(application).await;
}

/// Remembers a language. Texts are drawn once, so the page starts over; drafts are in storage by then.
pub fn choose(tag: &str) {
    storage::keep(KEY, &tag);
    let _ = dom::window().location().reload();
}
