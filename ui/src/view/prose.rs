//! What somebody wrote, drawn: text nodes and safe links, and words that are stressed; never HTML.

use shared::links::{Piece, pieces};

use super::element::{El, el};
use crate::formatting::{Marked, first};

/// So deep may stresses lie in each other: there are four kinds.
const DEPTH: u8 = 4;

/// Adds the words of a message, with what can be pressed in them made so.
#[must_use]
pub fn prose(to: El, text: &str) -> El {
    prose_with(to, text, El::text)
}

/// The same; `plain` adds what is neither link nor mark.
#[must_use]
pub fn prose_with(to: El, text: &str, plain: fn(El, &str) -> El) -> El {
    pieces(text).into_iter().fold(to, |to, piece| match piece {
        Piece::Text(text) => stressed(to, text, plain, DEPTH),
        Piece::Link { text, href } => {
            let link = el("a", "").attr("href", &href).attr("target", "_blank");
            to.child(link.attr("rel", "noopener noreferrer nofollow ugc").text(&honest(text, &href)))
        }
    })
}

fn stressed(mut to: El, mut text: &str, plain: fn(El, &str) -> El, depth: u8) -> El {
    while depth > 0
        && let Some(Marked { before, tag, inside, after }) = first(text)
    {
        to = plain(to, before);
        let inner = el(tag, "");
        to = to.child(if tag == "code" { inner.text(inside) } else { stressed(inner, inside, plain, depth - 1) });
        text = after;
    }
    plain(to, text)
}

/// A host that looks like another one (`аpple.com` with a Cyrillic а) is shown as the network knows it (`xn--pple-43d.com`).
fn honest(text: &str, href: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    web_sys::Url::new(href).map_or_else(|_| text.to_owned(), |url| url.href())
}
