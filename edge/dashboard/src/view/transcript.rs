//! The ways to a transcript: a page to print, a text, or the entries as they are.

use leptos::prelude::*;

use crate::text;

/// The links; `path` is that of a room's transcript.
pub(super) fn links(path: &str) -> AnyView {
    let link = |format: &str, words: &'static str| {
        // A page opens beside this one, and is printed there; all else is saved.
        let beside = (format == "html").then_some("_blank");
        view! { <a href=format!("{path}?format={format}") target=beside rel="noopener">{words}</a> }
    };
    view! {
        <p class="transcript">
            {link("html", text::print_transcript())}
            {link("text", text::transcript_text())}
            {link("json", text::transcript_json())}
        </p>
    }
    .into_any()
}
