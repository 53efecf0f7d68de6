//! A rating, drawn for staff.

use leptos::prelude::*;
use shared::rating::{Rated, Scale};

use crate::text;

/// How a grade looks on its scale.
fn signs(scale: Scale, grade: u8) -> String {
    let grade = usize::from(grade.clamp(1, 5));
    match scale {
        Scale::Stars => format!("{}{}", "★".repeat(grade), "☆".repeat(5 - grade)),
        Scale::Faces => ["😞", "🙁", "😐", "🙂", "😀"].get(grade - 1).copied().unwrap_or_default().to_owned(),
        Scale::Thumbs => if grade > 2 { "👍" } else { "👎" }.to_owned(),
    }
}

/// The grade, in a chip.
#[must_use]
pub fn rating(rated: &Rated) -> AnyView {
    let Rated { scale, grade, .. } = rated;
    let words = text::rated_so(u32::from(*grade));
    let title = words.clone();
    view! {
        <span class="rating-chip" data-scale=scale.as_str() title=title>
            <span aria-hidden="true">{signs(*scale, *grade)}</span> <span class="unseen">{words}</span>
        </span>
    }
    .into_any()
}
