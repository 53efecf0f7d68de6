//! What the visitor's chat and the staff's dashboard both draw and both do.

pub mod text;
