//! What both applications of the staff are made of: the dashboard, and the console that it loads when somebody goes to the
//! settings. Forms with what is wrong beside each field, dialogs, lists that come from the server, names in the reader's
//! language; and how the two applications talk with each other ([`host`]). It knows no page of either.

pub mod alert;
pub mod focus;
pub mod form;
pub mod guide;
pub mod host;
pub mod language;
pub mod lean;
pub mod requests;
pub mod sign;
pub mod text;
pub mod trace;
#[allow(unreachable_pub, reason = "the macro for components makes functions that nothing reaches")]
pub mod view;
pub mod wake;
pub mod words;
