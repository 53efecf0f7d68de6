//! The ways to a transcript: a page to print, a text, or the entries as they are.

use leptos::prelude::*;

/// The links, in the words of whoever draws them: open to print, save as text, save as JSON. `path` is that of a room's
/// transcript.
#[must_use]
pub fn transcript_links(path: &str, [print, text, json]: [&'static str; 3]) -> AnyView {
    let link = |format: &str, words: &'static str| {
        // A page opens beside this one, and is printed there; all else is saved.
        let beside = (format == "html").then_some("_blank");
        view! { <a href=format!("{path}?format={format}") target=beside rel="noopener">{words}</a> }
    };
    view! {
        <p class="transcript">
            {link("html", print)}
            {link("text", text)}
            {link("json", json)}
        </p>
    }
    .into_any()
}
