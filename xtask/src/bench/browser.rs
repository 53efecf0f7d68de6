//! The widget in a slow browser, on the runtime that `cargo xtask dev` uses.

use anyhow::Result;

use super::Bench;
use crate::process::{self, progress};

/// Measures and prints; `tests/bench/browser.mjs` does both.
///
/// # Errors
/// When the worker doesn't start, or the page fails.
pub(crate) fn run(bench: &Bench) -> Result<()> {
    progress("browser: the widget on a slow phone");
    let script = bench.project.path("tests/bench/browser.mjs");
    process::run(bench.tools.node().arg(script).arg(bench.rounds.to_string()).current_dir(bench.project.root()))
}
