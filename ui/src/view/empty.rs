//! What stands where there is nothing, or nothing yet.

use leptos::{children::Children, prelude::*};

use super::icon;
use crate::text;

/// A list or page without content, and what to do about it.
#[component]
pub fn EmptyState(
    /// One of [`icon`](mod@icon)'s.
    sign: &'static str,
    /// What there is not.
    #[prop(into)]
    title: String,
    /// More words, or a button.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    view! {
        <div class="empty">
            <span class="empty-sign">{icon(sign)}</span>
            <p class="empty-title">{title}</p>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}

/// Something is on its way, and nothing is known of its shape.
#[component]
pub fn Spinner() -> AnyView {
    view! { <span class="spinner" role="status"><span class="unseen">{text::loading()}</span></span> }.into_any()
}

/// Something is on its way: `rows` rows of a list, as they will stand.
#[component]
pub fn Skeleton(
    /// How many.
    rows: usize,
) -> AnyView {
    let row = || view! { <span class="skeleton-row"><i></i><b></b><b></b></span> };
    view! {
        <div class="skeleton" role="status">
            <span class="unseen">{text::loading()}</span>
            {std::iter::repeat_with(row).take(rows).collect_view()}
        </div>
    }
    .into_any()
}
