//! What is read in the records, a table for each part of them.

mod audit;
mod contacts;
mod files;
mod mail;
mod overview;
mod privacy;
mod reminder;
mod reports;
mod search;
mod space;

pub(crate) use kit::text::*;

pub(crate) use self::{
    audit::*, contacts::*, files::*, mail::*, overview::*, privacy::*, reminder::*, reports::*, search::*, space::*,
};
