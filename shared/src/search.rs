//! Finding what was said, and who said it. How texts become words that a full text index holds, what a question asks of that
//! index, who may be shown what, and how a hit is shown. The index itself is `edge`'s; it splits nothing and folds nothing
//! by itself, so that what is found and what is marked can't differ.

mod given;
#[cfg(feature = "search")]
pub mod mark;
#[cfg(feature = "search")]
pub mod query;
#[cfg(feature = "search")]
mod script;
#[cfg(feature = "search")]
pub mod snippet;
#[cfg(feature = "search")]
pub mod words;

pub use given::{Found, Hit, HitKind, PersonFound, SEARCH_PAGE, Search, SearchText, Snippet, Span};
