//! What is drawn: the list of pages, and beside it the one that was chosen. A view shows what the forms decided, and tells
//! the console what was pressed; a branch here matches a state, it does not work one out.

pub(crate) mod account;
pub(crate) mod alerts;
pub(crate) mod appearance;
mod bind;
mod campaigns;
pub(crate) mod changes;
mod channel;
mod channel_check;
pub(crate) mod channels;
mod check;
mod choice;
pub(crate) mod closing;
mod code_logo;
mod codes;
mod color;
mod compared;
mod conditions;
pub(crate) mod contacts;
mod copy;
mod crop;
mod cta;
pub(crate) mod ctas;
mod destination;
mod form_field;
mod form_page;
pub(crate) mod forms;
pub(crate) mod guide;
mod hook;
mod hours_choice;
pub(crate) mod install;
pub(crate) mod keeping;
mod label;
pub(crate) mod labels;
mod link;
mod link_look;
mod link_preview;
pub(crate) mod links;
mod member;
mod message_set;
mod message_slot;
pub(crate) mod messages;
mod order;
mod own_link;
mod picture;
mod preview;
pub(crate) mod programs;
mod quiet;
mod removal;
mod rules;
mod saving;
mod schedule;
mod schedule_days;
mod schedule_week;
pub(crate) mod schedules;
mod search;
pub(crate) mod service;
mod service_rows;
mod sign_choice;
pub(crate) mod staff;
mod tag;
pub(crate) mod tags;
mod target;
pub(crate) mod tester;
mod texts;
mod toggles;
pub(crate) mod transfer;
mod wake;

use kit::view::Pages;
use leptos::prelude::*;

use crate::{console::Console, navigation::SECTIONS, text};

/// The whole console.
#[component]
pub(crate) fn App() -> AnyView {
    let console = Console::start();
    // The guide, once put away, is found by the search.
    let is_listed = Callback::new(move |page| page != guide::PAGE || !console.guide_away.get());
    Pages { title: text::settings, sections: SECTIONS, is_listed, above: Some(search::search_box) }.draw()
}
