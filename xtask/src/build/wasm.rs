//! The steps that every WebAssembly file goes through: cargo with a rebuilt std, the bindings, the optimiser.
//!
//! Why std, and why `RUSTC_BOOTSTRAP`: `docs/decisions/2026-11-22-rebuilt-std.md`.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::{Bindgen, Output};

use crate::{
    process::{output, progress, run},
    project::Project,
    setup::Tools,
};

/// The one target of everything that is not run natively.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// What LLVM may use by default on this target; the optimiser has to be told.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// How cargo compiles a group of packages.
pub(crate) struct Recipe {
    /// Packages compiled in one run, so that what they share is compiled once.
    pub(crate) packages: &'static [&'static str],
    /// Cargo profile, which names a folder of the output too.
    pub(crate) profile: &'static str,
    /// Which crates of the standard library to compile, and how.
    pub(crate) build_std: &'static [&'static str],
    /// Flags for the compiler, which std is compiled with too.
    pub(crate) flags: &'static str,
    /// Variables for procedural macros. Cargo does not notice when they change: each recipe needs its own folder.
    pub(crate) variables: &'static [(&'static str, &'static str)],
    /// Folder below `target/` that belongs to this recipe alone.
    pub(crate) folder: &'static str,
}

impl Recipe {
    /// Runs cargo.
    ///
    /// # Errors
    /// When it does not compile.
    pub(crate) fn compile(&self, project: &Project) -> Result<()> {
        progress(format_args!("compiling {}", self.packages.join(" and ")));
        let mut cargo = Command::new("cargo");
        cargo.current_dir(project.root()).args(["build", "--target", TARGET, "--profile", self.profile]);
        cargo.args(self.packages.iter().flat_map(|package| ["--package", package]));
        cargo.args(self.build_std);
        cargo.arg("--target-dir").arg(project.path("target").join(self.folder));
        cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", self.flags).envs(self.variables.iter().copied());
        // Set by the cargo that runs this program, and of no concern to what it builds.
        cargo.env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("CARGO_BUILD_TARGET");
        run(&mut cargo)
    }

    /// Where cargo puts what `package` became.
    pub(crate) fn compiled(&self, project: &Project, package: &str) -> PathBuf {
        let folder = project.path("target").join(self.folder).join(TARGET).join(self.profile);
        folder.join(format!("{package}.wasm"))
    }
}

/// Makes the JavaScript bindings, to be emitted as `NAME.js`, `NAME_bg.wasm` and perhaps `snippets`.
///
/// # Errors
/// When the file was not compiled with the very version of wasm-bindgen that this program has.
pub(crate) fn bind(bindgen: &mut Bindgen, input: &Path, name: &str) -> Result<Output> {
    bindgen
        .typescript(false)
        .input_path(input)
        .out_name(name)
        .generate_output()
        .with_context(|| format!("making the JavaScript bindings of {}", input.display()))
}

/// Optimises `input` into `optimised`; gives what the optimiser prints.
///
/// # Errors
/// When the optimiser refuses the file.
pub(crate) fn optimise(tools: &Tools, arguments: &[&str], input: &Path, optimised: &Path) -> Result<String> {
    let mut command = tools.script("binaryen/bin/wasm-opt");
    command.args(FEATURES).args(arguments).arg(input).arg("-o").arg(optimised);
    output(&mut command).with_context(|| format!("optimising {}", input.display()))
}
