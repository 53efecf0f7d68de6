//! What is decided about calls, in plain Rust: no browser, no clock. Tests tell it stories.

pub(crate) mod bell;
pub(crate) mod link;
pub(crate) mod memory;
pub(crate) mod plan;
pub(crate) mod quality;
pub(crate) mod seat;
pub(crate) mod servers;
pub(crate) mod signal;
pub(crate) mod trouble;

#[cfg(test)]
pub(crate) mod cards;
