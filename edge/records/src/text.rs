//! What is read in the records, a table for each part of them.

mod contacts;
mod reports;
mod search;

pub(crate) use kit::text::*;

pub(crate) use self::{contacts::*, reports::*, search::*};
