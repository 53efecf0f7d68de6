//! What is read in the records, a table for each part of them.

mod privacy;
mod reports;

pub(crate) use kit::text::*;

pub(crate) use self::{privacy::*, reports::*};
