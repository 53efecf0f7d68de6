//! What is read in the records, a table for each part of them.

mod audit;
mod overview;
mod reports;

pub(crate) use kit::text::*;

pub(crate) use self::{audit::*, overview::*, reports::*};
