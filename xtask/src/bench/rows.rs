//! The dashboard with thousands of rows in every list, on the runtime that `cargo xtask dev` uses.

use anyhow::Result;

use super::Bench;
use crate::process::{self, progress};

/// Measures and prints; `tests/bench/rows.mjs` does both.
///
/// # Errors
/// When the worker doesn't start, or a task of the page takes longer than it may.
pub(crate) fn run(bench: &Bench) -> Result<()> {
    progress("rows: the dashboard with 5,000 rows in every list; a round takes some minutes");
    let script = bench.project.path("tests/bench/rows.mjs");
    process::run(bench.tools.node().arg(script).arg(bench.rounds.to_string()).current_dir(bench.project.root()))
}
