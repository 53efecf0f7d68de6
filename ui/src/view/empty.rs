//! What stands where there is nothing, or nothing yet.

use super::{
    element::{El, el},
    icon::sign,
};
use crate::text;

/// A list or page without content: what there is not, to which more words or a button are added.
#[must_use]
pub fn empty(path: &str, title: &str) -> El {
    let picture = el("span", "empty-sign").child(sign(path));
    el("div", "empty").child(picture).child(el("p", "empty-title").text(title))
}

/// Something is on its way, and nothing is known of its shape.
#[must_use]
pub fn spinner() -> El {
    el("span", "spinner").attr("role", "status").child(el("span", "unseen").text(text::loading()))
}

/// Something is on its way: rows of a list, as they will stand.
#[must_use]
pub fn skeleton(rows: usize) -> El {
    let row = || el("span", "skeleton-row").children(["i", "b", "b"].map(|part| el(part, "")));
    let all = el("div", "skeleton").attr("role", "status").child(el("span", "unseen").text(text::loading()));
    all.children(std::iter::repeat_with(row).take(rows))
}
