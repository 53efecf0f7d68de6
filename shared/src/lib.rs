//! What server, widget and dashboard agree on: ids, values, the rules of an enquiry and of a room, and the frames and
//! requests that carry them. Nothing in here reads a clock, makes a random number or touches a network, so a week of
//! talk replays in a test at once.
#![forbid(unsafe_code)]

pub mod account;
pub mod api;
pub mod audit;
pub mod availability;
pub mod call;
pub mod canned;
pub mod card;
pub mod channel;
pub mod color;
pub mod contact;
pub mod csv;
pub mod desk;
pub mod directory;
pub mod enquiry;
pub mod face;
pub mod file;
pub mod form;
pub mod handle;
pub mod hook;
pub mod id;
pub mod identity;
pub mod install;
pub mod label;
pub mod link;
pub mod links;
pub mod mention;
pub mod overview;
pub mod owed;
pub mod pace;
pub mod permission;
pub mod picture;
pub mod preview;
pub mod privacy;
pub mod push;
pub mod qr;
pub mod quiet;
pub mod rating;
pub mod reminder;
pub mod report;
pub mod room;
pub mod routing;
pub mod schedule;
pub mod script;
pub mod search;
pub mod setup;
pub mod site;
pub mod space;
pub mod texts;
pub mod token;
pub mod utm;
pub mod value;
pub mod wire;
