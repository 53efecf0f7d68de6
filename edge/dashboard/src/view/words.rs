//! The words of a message as staff see them: with the colleagues in them that are named.

use shared::mention::{self, Piece};
use ui::view::{El, el, prose_with};

/// Adds the words of a message.
pub(super) fn words(to: El, text: &str) -> El {
    prose_with(to, text, named)
}

fn named(to: El, text: &str) -> El {
    mention::pieces(text).into_iter().fold(to, |to, piece| match piece {
        Piece::Text(text) => to.text(text),
        Piece::Handle(handle) => to.child(el("b", "mention").text(handle)),
    })
}
