//! Finding in a service that has been there for years, on the runtime that `cargo xtask dev` uses.

use anyhow::Result;

use super::Bench;
use crate::process::{self, progress};

/// Measures and prints; `tests/bench/search.mjs` does both.
///
/// # Errors
/// When the worker doesn't start, or can't be filled.
pub(crate) fn run(bench: &Bench) -> Result<()> {
    progress("search: 100,000 enquiries with 2,000,000 messages; filling takes some minutes");
    let script = bench.project.path("tests/bench/search.mjs");
    process::run(bench.tools.node().arg(script).current_dir(bench.project.root()))
}
