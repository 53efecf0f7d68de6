//! How visitors rated: the average, and how many with each grade.

use kit::view::part::card;
use leptos::prelude::*;
use shared::report::{Figure, Figures};
use ui::text::format;

use super::reports::link_behind;
use crate::{report::Asked, text};

/// A bar for each grade, best first, each a way to what is behind it.
pub(super) fn ratings(asked: &Asked, total: &Figures) -> AnyView {
    if total.rated.count == 0 {
        return card(text::figure_rating(), None, view! { <p class="list-none">{text::no_ratings()}</p> }.into_any());
    }
    let rows = Figure::GRADES.into_iter().zip([1_u8, 2, 3, 4, 5]).rev().map(|(figure, grade)| {
        let count = total.rated.of_grade(grade);
        let share = format!("--share: {}%", count * 100 / total.rated.count);
        let stars = "★".repeat(usize::from(grade));
        let number = match count {
            0 => view! { <span class="rating-count">{format::number(0)}</span> }.into_any(),
            count => view! { <a class="rating-count" href=link_behind(asked, figure)>{format::number(count)}</a> }.into_any(),
        };
        view! {
            <li class="rating-row">
                <span class="rating-grade"><span aria-hidden="true">{stars}</span><span class="unseen">{u32::from(grade)}</span></span>
                <span class="rating-bar" style=share></span>
                {number}
            </li>
        }
    });
    let body = view! { <ol class="rating-rows">{rows.collect_view()}</ol> }.into_any();
    card(text::figure_rating(), Some(text::ratings_words()), body)
}
