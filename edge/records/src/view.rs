//! What is drawn: the list of pages, and beside it the one that was chosen. A view shows what was decided elsewhere; a branch
//! here matches a state, it does not work one out.

pub(crate) mod audit;
mod contact;
mod contact_form;
mod contact_merge;
pub(crate) mod contacts;
pub(crate) mod files;
mod finder;
pub(crate) mod follow_ups;
mod mail;
pub(crate) mod overview;
pub(crate) mod privacy;
mod reminder;
mod report_behind;
mod report_chart;
mod report_rating;
mod report_table;
pub(crate) mod reports;
mod room_search;
pub(crate) mod search;
mod search_hits;
mod space_dialog;
pub(crate) mod staff_days;
pub(crate) mod visitor;

use kit::{guest::Visit, host::Finder, view::Pages};
use leptos::prelude::*;

use crate::{navigation::SECTIONS, text};

/// What the dashboard asks for: the pages, or the finder above whatever is there.
pub(crate) fn draw() -> AnyView {
    match Visit::here().finder() {
        None => view! { <App /> }.into_any(),
        Some(Finder { spaces: Some(about), .. }) => space_dialog::in_dialog(&about),
        Some(finder) => match (finder.room, finder.remind, finder.mail) {
            (.., Some(enquiry)) => mail::in_dialog(enquiry),
            (_, Some(remind), None) => reminder::in_dialog(remind),
            (Some(enquiry), None, None) => room_search::room_search(enquiry),
            (None, None, None) => finder::palette(finder),
        },
    }
}

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
