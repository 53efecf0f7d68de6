//! What is asked before a call.

use shared::card::EntryCard;
use ui::{
    calls::{CheckStart, host::check},
    view::El,
};

use crate::app::App;

/// The sheet, in the place of all else.
pub(super) fn before_call(app: App, entry: &EntryCard) -> El {
    let start = CheckStart { service: app.service(), with: entry.name().to_string(), video: false };
    let entry = entry.clone();
    check(&start, move |wish| app.checked(&entry, wish))
}
