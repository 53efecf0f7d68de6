//! What somebody wrote, drawn: text nodes and safe links, never HTML.

use leptos::prelude::*;

use crate::links::{Piece, pieces};

/// The words of a message, with what can be pressed in them made so.
#[must_use]
pub fn prose(text: &str) -> AnyView {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.to_owned().into_any(),
            Piece::Link { text, href } => {
                let words = honest(text, &href);
                view! { <a href=href target="_blank" rel="noopener noreferrer nofollow ugc">{words}</a> }.into_any()
            }
        })
        .collect_view()
        .into_any()
}

/// A host that looks like another one (`аpple.com` with a Cyrillic а) is shown as the network knows it (`xn--pple-43d.com`).
fn honest(text: &str, href: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    web_sys::Url::new(href).map_or_else(|_| text.to_owned(), |url| url.href())
}
