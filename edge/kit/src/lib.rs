//! What the applications of the staff are made of: the dashboard, and its guests, which it loads when somebody goes there: the
//! console and the records. Forms with what is wrong beside each field, dialogs, lists that come from the server, names in the
//! reader's language; and how the applications talk with each other ([`host`], [`guest`]). It knows no page of any.

pub mod alert;
pub mod choosing;
pub mod clipboard;
pub mod download;
pub mod focus;
pub mod form;
pub mod guest;
pub mod guide;
pub mod host;
pub mod language;
pub mod lean;
pub mod near;
pub mod page;
pub mod pause;
pub mod requests;
pub mod sign;
pub mod text;
pub mod trace;
#[allow(unreachable_pub, reason = "the macro for components makes functions that nothing reaches")]
pub mod view;
pub mod wake;
pub mod words;
