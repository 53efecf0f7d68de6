//! What somebody wrote, drawn: text nodes and safe links, never HTML.

use super::element::{El, el};
use crate::links::{Piece, pieces};

/// Adds the words of a message, with what can be pressed in them made so.
#[must_use]
pub fn prose(to: El, text: &str) -> El {
    pieces(text).into_iter().fold(to, |to, piece| match piece {
        Piece::Text(text) => to.text(text),
        Piece::Link { text, href } => {
            let link = el("a", "").attr("href", &href).attr("target", "_blank");
            to.child(link.attr("rel", "noopener noreferrer nofollow ugc").text(&honest(text, &href)))
        }
    })
}

/// A host that looks like another one (`аpple.com` with a Cyrillic а) is shown as the network knows it (`xn--pple-43d.com`).
fn honest(text: &str, href: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    web_sys::Url::new(href).map_or_else(|_| text.to_owned(), |url| url.href())
}
