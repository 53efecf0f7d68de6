//! A question and its answer, as they travel.

use serde::{Deserialize, Serialize};

use crate::{
    card::{ContactCard, EnquiryCard},
    id::{ContactId, EnquiryId, LabelId, StaffId, TagId},
    report::ContactPoint,
    value::{DisplayName, Seq, Timestamp},
    wire::Author,
};

pub use crate::value::SearchText;

/// Most messages in one answer: more than fit on a screen.
pub const SEARCH_PAGE: usize = 20;

/// Body of `POST …/search`. All that is set has to fit. It is sent as a body and not in the address: what people look for
/// is often a name or a number of somebody's, and addresses are kept in logs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Search {
    /// Words, all of which have to be there, in any order; the last one may be a beginning. `"Words in quotes"` stand
    /// together in this order.
    pub text: SearchText,
    /// Only in enquiries that were asked of this tag, or passed on to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<TagId>,
    /// Only what this person wrote, or what is in enquiries of theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
    /// Only in enquiries with this label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<LabelId>,
    /// Only in enquiries that came in here: `link:…`, `site:…` or `unknown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_point: Option<ContactPoint>,
    /// Only of this person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    /// Only in the room of this enquiry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enquiry: Option<EnquiryId>,
    /// Only what was said then or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_ms: Option<Timestamp>,
    /// Only what was said before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_ms: Option<Timestamp>,
    /// `next` of the page before; none for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
}

/// Answers `POST …/search`: only what the one who asks may read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Found {
    /// People who fit by name, e-mail address or phone number; on the first page only, and not within one room.
    pub people: Vec<PersonFound>,
    /// What was said, newest first, at most [`SEARCH_PAGE`].
    pub hits: Vec<Hit>,
    /// The enquiries that people and hits name, each once.
    pub cards: Vec<EnquiryCard>,
    /// For `before` of the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Not everything older can be found yet: it is being read in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reading: bool,
}

/// Somebody who asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonFound {
    /// Who.
    pub contact: ContactCard,
    /// Their last enquiry that the one who asks may read.
    pub enquiry: EnquiryId,
    /// What is known of them in one line, with what fits.
    pub line: Snippet,
}

/// Something that was said, or noted beside the talk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hit {
    /// In the room of which enquiry.
    pub enquiry: EnquiryId,
    /// Its place in that room's log.
    pub seq: Seq,
    /// When.
    pub at_ms: Timestamp,
    /// What it is.
    pub kind: HitKind,
    /// Who.
    pub author: Author,
    /// Their name, if it was one of the staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<DisplayName>,
    /// The words around the first place that fits.
    pub snippet: Snippet,
}

/// What is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    /// Words to the other side.
    Message,
    /// A note, which visitors never see.
    Note,
    /// A file, by its name.
    File,
    /// What a visitor left in a form.
    Form,
}

/// A piece of text in which places are marked. Text, never markup: whoever draws it cuts it at the spans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Snippet {
    /// On one line; `…` stands for what was left out.
    pub text: String,
    /// What fits: in order, and none within another.
    pub marked: Vec<Span>,
}

/// A part of a text, counted in characters (Unicode code points).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// The first one of it.
    pub from: u32,
    /// The first one after it.
    pub to: u32,
}

impl Snippet {
    /// The text in pieces, and of each whether it is marked.
    pub fn pieces(&self) -> impl Iterator<Item = (String, bool)> {
        let characters: Vec<char> = self.text.chars().collect();
        let cut = |from: u32, to: u32| -> String {
            let (from, to) = (usize::try_from(from).unwrap_or(0), usize::try_from(to).unwrap_or(0));
            characters.iter().skip(from).take(to.saturating_sub(from)).collect()
        };
        let mut pieces = Vec::new();
        let mut end = 0;
        for span in &self.marked {
            pieces.push((cut(end, span.from), false));
            pieces.push((cut(span.from, span.to), true));
            end = span.to;
        }
        pieces.push((cut(end, u32::MAX), false));
        pieces.into_iter().filter(|(text, _)| !text.is_empty())
    }
}
