//! Webhooks of the messaging services, as fast as they are answered while the Desk stalls.

use anyhow::Result;

use super::Bench;
use crate::{
    process::{self, progress},
    standin,
};

/// Measures and prints; `tests/bench/channels.mjs` does both.
///
/// # Errors
/// When the worker or a stand-in doesn't start, or a bar is missed.
pub(crate) fn run(bench: &Bench) -> Result<()> {
    progress("channels: 100 events a second, and a Desk that stalls for ten seconds");
    standin::build(bench.project)?;
    let script = bench.project.path("tests/bench/channels.mjs");
    process::run(bench.tools.node().arg(script).current_dir(bench.project.root()))
}
