//! A busy service as a whole, on the runtime that `cargo xtask dev` uses.

use anyhow::Result;

use super::Bench;
use crate::process::{self, progress};

/// Measures and prints; `tests/bench/service.mjs` does both.
///
/// # Errors
/// When the worker doesn't start.
pub(crate) fn run(bench: &Bench) -> Result<()> {
    progress("service: 50 staff and 2,000 rooms; making them takes a minute or two");
    let script = bench.project.path("tests/bench/service.mjs");
    process::run(bench.tools.node().arg(script).current_dir(bench.project.root()))
}
