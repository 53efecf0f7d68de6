//! What is read in the records, a table for each part of them.

mod audit;
mod contacts;
mod files;
mod overview;
mod privacy;
mod reminder;
mod reports;
mod search;

pub(crate) use kit::text::*;

pub(crate) use self::{audit::*, contacts::*, files::*, overview::*, privacy::*, reminder::*, reports::*, search::*};
