//! What happened in a room, as a page that is read without us: no script, nothing from elsewhere, every word escaped.

use std::collections::BTreeMap;

use shared::{
    id::{EnquiryId, StaffId},
    value::{DisplayName, Timestamp},
    wire::{Author, LogEntry, Logged},
};

use crate::page::escape;

/// What staff are called.
pub(super) type Names = BTreeMap<StaffId, DisplayName>;

/// What ends a page.
pub(super) const FOOT: &str = "</ol>\n</main>\n</body>\n</html>\n";

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:46rem;padding:0 1rem;color:#1b1f29;background:#fff}\
ol{list-style:none;padding:0}li{padding:.5rem 0;border-top:1px solid #d8dce5}time{color:#596275;font-size:.85rem}\
p{margin:.25rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere}.note{background:#fff7db;padding-inline:.5rem}.event{color:#596275}\
@media(prefers-color-scheme:dark){body{color:#e8ebf2;background:#14171f}li{border-color:#333a48}time,.event{color:#a3acbe}.note{background:#3a3213}}";

/// What begins a page.
pub(super) fn head(enquiry: EnquiryId) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{enquiry}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{enquiry}</h1>\n<ol>\n"
    )
}

/// One entry; nothing for what isn't drawn.
pub(super) fn row(entry: &LogEntry, names: &Names) -> String {
    let name = |staff: &StaffId| names.get(staff).map_or_else(|| staff.to_string(), ToString::to_string);
    let author = |author: &Author| match author {
        Author::Visitor => "Visitor".to_owned(),
        Author::Staff { staff } => name(staff),
    };
    let (kind, who, words) = match &entry.logged {
        Logged::Said { author: by, body, .. } => ("said", author(by), body.as_str().to_owned()),
        Logged::Noted { staff, body, .. } => ("note", format!("{} (note)", staff.name), body.as_str().to_owned()),
        Logged::Shared { author: by, file, .. } => {
            let gone = if file.deleted { ", deleted" } else { "" };
            ("said", author(by), format!("File: {} ({} bytes{gone})", file.name.as_str(), file.bytes))
        }
        Logged::Automatic { body, .. } => ("said", "Automatic".to_owned(), body.as_str().to_owned()),
        Logged::DetailsLeft { details, .. } => {
            let left = [
                details.name.as_ref().map(ToString::to_string),
                details.email.as_ref().map(|email| email.as_str().to_owned()),
                details.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            ];
            let left: Vec<String> = left.into_iter().flatten().collect();
            ("said", "Visitor".to_owned(), format!("Left how to be reached: {}", left.join(", ")))
        }
        Logged::Revised { author: by, body, .. } => {
            let what = if body.is_some() { "edited a message" } else { "recalled a message" };
            ("event", author(by), what.to_owned())
        }
        Logged::FileDeleted { staff, .. } => {
            let by = staff.as_ref().map_or_else(|| "The service".to_owned(), name);
            ("event", by, "deleted a file".to_owned())
        }
        Logged::Raised => ("event", "Visitor".to_owned(), "raised the enquiry".to_owned()),
        Logged::Answered { staff } => ("event", staff.name.to_string(), "answered".to_owned()),
        Logged::Joined { staff } => ("event", staff.name.to_string(), "joined".to_owned()),
        Logged::Left { staff } => ("event", staff.name.to_string(), "left".to_owned()),
        Logged::Passing { to } => ("event", "Passed on to".to_owned(), to.name().to_string()),
        Logged::Returned { staff, .. } => ("event", staff.name.to_string(), "has it again".to_owned()),
        Logged::Missed => ("event", "Nobody".to_owned(), "answered in time".to_owned()),
        Logged::Reopened => ("event", "The enquiry".to_owned(), "is open again".to_owned()),
        Logged::Closed { staff, .. } => {
            ("event", staff.as_ref().map_or_else(|| "The chat".to_owned(), name), "ended".to_owned())
        }
        Logged::Hidden | Logged::Closing { .. } | Logged::Unknown => return String::new(),
    };
    let at = written(entry.at_ms);
    format!(
        "<li class=\"{kind}\"><time datetime=\"{at}\">{at}</time> <strong>{}</strong><p dir=\"auto\">{}</p></li>\n",
        escape(&who),
        escape(&words)
    )
}

/// As ISO 8601 has it, in UTC.
#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are below 2^53")]
pub(super) fn written(at: Timestamp) -> String {
    js_sys::Date::new(&(at.as_ms() as f64).into()).to_iso_string().into()
}
