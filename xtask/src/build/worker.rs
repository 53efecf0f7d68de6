//! The worker: every message runs through it and nobody downloads it, so it is built for speed, with names for its
//! stack traces, and with panics that unwind (see `edge/shim` for why that matters).

use std::fs;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::{
    glue, minify, page,
    stamp::{self, Fingerprint},
    wasm::{self, Recipe},
};
use crate::{process::progress, project::Project, setup::Tools};

/// Unwinding uses the older form of WebAssembly's exceptions: LLVM 22 writes the newer one wrongly for large functions
/// ("`catch_all_ref` label must be a subtype of (ref exn)").
///
/// The variable makes the macros of wasm-bindgen use `js_sys::futures`, as the `worker` crate expects of its build.
const RECIPE: Recipe = Recipe {
    packages: &["edge"],
    profile: "worker",
    build_std: &["-Zbuild-std=std,panic_unwind"],
    flags: "-Cpanic=unwind",
    variables: &[("WASM_BINDGEN_USE_JS_SYS", "1")],
    folder: "worker",
};

/// Compiles it.
///
/// # Errors
/// When it does not compile.
pub(crate) fn compile(project: &Project) -> Result<()> {
    RECIPE.compile(project)
}

/// Makes `build/worker` of what was compiled, of `edge/shim`, and of the list of the pages' files.
///
/// # Errors
/// When a step fails, which says so itself.
pub(crate) fn finish(project: &Project, tools: &Tools) -> Result<()> {
    let compiled = RECIPE.compiled(project, "edge");
    let stage = project.path("build/stage/worker");
    let bindings = stage.join("edge.js");
    let module = project.path("build/worker/edge_bg.wasm");
    let content = fs::read(&compiled).with_context(|| format!("reading {}", compiled.display()))?;
    // No wasm-opt: it takes 20 seconds for a tenth of the size, and the runtime's own compiler optimises what runs often.
    stamp::unless_made(&module, Fingerprint::default().and(content), || {
        progress("making the worker's bindings");
        let mut bindgen = Bindgen::new();
        bindgen.module(true)?.reset_state_function(true).force_enable_abort_handler(true);
        wasm::bind(&mut bindgen, &compiled, "edge")?.emit(&stage)?;
        let code = fs::read_to_string(&bindings).context("reading the bindings of the worker")?;
        fs::write(&bindings, glue::changed(&code)?).context("writing the bindings of the worker")?;
        fs::copy(stage.join("edge_bg.wasm"), &module).map(drop).context("copying the worker's module")
    })?;
    let manifest = project.path("build/assets/manifest.json");
    ensure!(manifest.exists(), "build the pages first: `cargo xtask build pages`");
    minify::worker(
        tools,
        &project.path("edge/shim/index.js"),
        &project.path("build/worker/index.js"),
        &[
            ("edge-bindings", &bindings),
            ("asset-manifest", &manifest),
            ("page-scripts", &project.path(page::SCRIPTS)),
            ("fault-shell", &project.path("edge/shim/calls.js")),
        ],
    )
}
