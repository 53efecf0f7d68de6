//! Small changes to the bindings that wasm-bindgen writes for the worker, so that no fault in the module leaves a caller
//! without an answer (`docs/decisions/2026-11-22-faults.md`). Each is looked for in the exact words of the pinned version:
//! another version that says it otherwise stops the build here, rather than a room later.

use anyhow::{Result, ensure};

/// Text to find, and what to put there. All must be found.
const CHANGES: [(&str, &str); 5] = [
    // The runtime's bundler knows this import without the word that marks a compiled module.
    ("import source wasmModule from ", "import wasmModule from "),
    // All futures are polled in here; whatever breaks in one of them is caught by the shell (edge/shim/calls.js).
    ("queueMicrotask(arg0);", "runQueue(arg0);"),
    // What nothing in Rust catches may end in a trap of the clean-up; the log is to say what came before it, too.
    (
        "throw new WebAssembly.Exception(__wbindgen_jstag_polyfill, [e]",
        "noteThrown(e); throw new WebAssembly.Exception(__wbindgen_jstag_polyfill, [e]",
    ),
    // A closure made before the module was replaced holds pointers into memory that is gone. Checked too early, it passes,
    // and the guard inside replaces the module only then: so the guard goes first.
    ("    const real = (...args) => {\n", "    const real = (...args) => {\n        __wbg_call_guard();\n"),
    // And there is nothing to tell anybody: its caller has been answered.
    ("throw new Error('Cannot invoke closure from previous WASM instance');", "return;"),
];

/// What the shell needs to know of the module: which one it is, and whether it may still be used.
const ADDITIONS: &str = "
import { noteThrown, runQueue } from \"fault-shell\";
export const instance = () => __wbg_instance_id;
export const terminated = () => getInt32ArrayMemory0()[wasm.__instance_terminated.value / 4] !== 0;
";

/// The bindings with our changes.
///
/// # Errors
/// When the bindings are not written the way they were when this was.
pub(super) fn changed(bindings: &str) -> Result<String> {
    let mut changed = bindings.to_owned();
    for (from, to) in CHANGES {
        ensure!(changed.contains(from), "the bindings of the worker no longer say `{}`: see glue.rs", from.trim());
        changed = changed.replace(from, to);
    }
    for name in ["__wbg_instance_id", "getInt32ArrayMemory0", "function __wbg_reset_state"] {
        ensure!(changed.contains(name), "the bindings of the worker no longer have `{name}`: see glue.rs");
    }
    Ok(changed + ADDITIONS)
}
