//! What is drawn: the list of pages, and beside it the one that was chosen. A view shows what was decided elsewhere; a branch
//! here matches a state, it does not work one out.

pub(crate) mod privacy;
mod report_behind;
mod report_chart;
mod report_rating;
mod report_table;
pub(crate) mod reports;
pub(crate) mod staff_days;
pub(crate) mod visitor;

use kit::view::Pages;
use leptos::prelude::*;

use crate::{navigation::SECTIONS, text};

/// All records.
#[component]
pub(crate) fn App() -> AnyView {
    Pages {
        title: text::records,
        sections: SECTIONS,
        is_listed: Callback::new(|page| page != visitor::PAGE),
        above: None,
    }
    .draw()
}
