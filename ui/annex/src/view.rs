//! What of the annex is seen. Each view is a function to an element.

mod ask;
mod contact_form;
mod file;
mod light_box;
mod questionnaire;
mod rating;
mod strip;

pub(crate) use self::{file::file, rating::rating, strip::strip};
use ui::view::{El, el};

use crate::sheet::Sheet;

/// A form of the room.
pub(crate) fn sheet(sheet: &Sheet) -> El {
    if sheet.start.offline { contact_form::contact_form(sheet) } else { ask::ask(sheet) }
}

fn title(words: &str) -> El {
    el("p", "tail-title").text(words)
}

fn words(words: &str) -> El {
    el("p", "").text(words)
}
