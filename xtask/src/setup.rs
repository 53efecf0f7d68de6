//! Installs what is missing: the Rust parts through rustup, all else through npm, everything npm brings into ignored
//! folders of the project. Looking costs milliseconds, so every command looks.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{
    process::{output, progress, run},
    project::Project,
};

/// The oldest Node.js that wrangler starts on.
const NODE_NEEDED: (u32, u32) = (22, 12);
/// The oldest that npm and our way of calling it were tried with.
const NODE_AT_LEAST: (u32, u32) = (20, 0);

/// The programs that the commands use, all present.
pub(crate) struct Tools {
    node: PathBuf,
    modules: PathBuf,
}

impl Tools {
    /// Node.js, new enough for wrangler, first on the `PATH` of what it starts too.
    pub(crate) fn node(&self) -> Command {
        let mut command = Command::new(&self.node);
        if let Some(folder) = self.node.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            let rest = env::var_os("PATH").unwrap_or_default();
            let folders = [folder.to_owned()].into_iter().chain(env::split_paths(&rest));
            if let Ok(path) = env::join_paths(folders) {
                command.env("PATH", path);
            }
        }
        command
    }

    /// A program that came through npm, by its script's path below `node_modules`.
    pub(crate) fn script(&self, script: &str) -> Command {
        let mut command = self.node();
        command.arg(self.modules.join(script));
        command
    }

    /// esbuild itself, without the script around it that only finds the program and repeats its failures.
    pub(crate) fn esbuild(&self) -> Command {
        let system = if cfg!(target_os = "macos") { "darwin" } else { env::consts::OS };
        Command::new(self.modules.join(format!("@esbuild/{system}-{}/bin/esbuild", processor())))
    }

    /// workerd itself, likewise.
    pub(crate) fn workerd(&self) -> PathBuf {
        let system = if cfg!(target_os = "macos") { "darwin" } else { env::consts::OS };
        let processor = if cfg!(target_arch = "aarch64") { "arm64" } else { "64" };
        self.modules.join(format!("@cloudflare/workerd-{system}-{processor}/bin/workerd"))
    }
}

/// Sets up everything that building needs.
///
/// # Errors
/// When something is missing that only the user can install, or an installation fails; the message says what to do.
pub(crate) fn tools(project: &Project) -> Result<Tools> {
    rust_parts(project)?;
    let found = node_version(Path::new("node"));
    let Some(version) = found.filter(|version| *version >= NODE_AT_LEAST) else {
        bail!(
            "Node.js 20 or later with npm is needed and was not found. Install it from https://nodejs.org, then try again."
        );
    };
    npm_packages(project, &project.path("."), "build tools (wrangler, esbuild, binaryen …; about 350 MB)")?;
    let node = if version >= NODE_NEEDED { PathBuf::from("node") } else { own_node(project, version)? };
    Ok(Tools { node, modules: project.path("node_modules") })
}

/// Installs what the snippets for frameworks are tried with.
///
/// # Errors
/// When npm can't.
pub(crate) fn frameworks(project: &Project) -> Result<()> {
    npm_packages(project, &project.path("tests/fixtures/frameworks"), "React, Vue and Vite for the tests (about 60 MB)")
}

/// The wasm target's prebuilt library (clippy uses it), the sources of std (both builds compile their own) and the two
/// tools that `check` runs.
fn rust_parts(project: &Project) -> Result<()> {
    let toolchain = toolchain(project)?;
    let sysroot = PathBuf::from(output(Command::new("rustc").args(["--print", "sysroot"]))?.trim());
    let missing = |part: &str| !sysroot.join(part).exists();
    let mut wanted: Vec<(&str, &str)> = Vec::new();
    if missing("lib/rustlib/wasm32-unknown-unknown/lib") {
        wanted.push(("target", "wasm32-unknown-unknown"));
    }
    if missing("lib/rustlib/src/rust/library/Cargo.lock") {
        wanted.push(("component", "rust-src"));
    }
    for (program, component) in [("bin/rustfmt", "rustfmt"), ("bin/cargo-clippy", "clippy")] {
        if missing(program) && missing(&format!("{program}.exe")) {
            wanted.push(("component", component));
        }
    }
    for (kind, part) in wanted {
        progress(format_args!("adding the Rust {kind} {part}"));
        run(Command::new("rustup").args([kind, "add", "--toolchain", &toolchain, part])).with_context(|| {
            format!("The Rust {kind} {part} is needed: install Rust by https://rustup.rs, or add it")
        })?;
    }
    Ok(())
}

/// The version that `rust-toolchain.toml` pins.
fn toolchain(project: &Project) -> Result<String> {
    let path = project.path("rust-toolchain.toml");
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let channel = text.lines().find_map(|line| line.strip_prefix("channel = "));
    Ok(channel.context("rust-toolchain.toml names no channel")?.trim_matches('"').to_owned())
}

/// Installs what `folder/package-lock.json` says, unless the last installation there was of the same lock file.
///
/// `npm ci` would refuse a lock file that lacks another platform's optional package; this only passes it over, and
/// still holds every package that is in it to its version and checksum. Nothing needs an installation script.
fn npm_packages(project: &Project, folder: &Path, what: &str) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let wanted = fs::read_to_string(&lock).with_context(|| format!("reading {}", lock.display()))?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    progress(format_args!("installing {what} into {}", project.shown(&folder.join("node_modules"))));
    let arguments = ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    run(Command::new("npm").args(arguments).current_dir(folder))
        .context("npm could not install them; check the network and the npm registry settings, then try again")?;
    fs::write(&stamp, wanted).with_context(|| format!("writing {}", stamp.display()))
}

/// A newer Node.js from npm, for this project alone, where the machine's is too old for wrangler.
fn own_node(project: &Project, (major, minor): (u32, u32)) -> Result<PathBuf> {
    let folder = project.path("xtask/node");
    npm_packages(project, &folder, &format!("Node.js 22 (this machine has {major}.{minor}; about 190 MB)"))?;
    let system = if cfg!(target_os = "macos") { "darwin" } else { env::consts::OS };
    let processor = processor();
    let node = folder.join(format!("node_modules/node-{system}-{processor}/bin/node"));
    if node_version(&node).is_none_or(|version| version < NODE_NEEDED) {
        bail!(
            "wrangler needs Node.js {}.{} or later, this machine has {major}.{minor}, and npm has none for {system} \
             {processor}. Install a newer Node.js from https://nodejs.org, then try again.",
            NODE_NEEDED.0,
            NODE_NEEDED.1
        );
    }
    Ok(node)
}

/// The processor in npm's words.
fn processor() -> &'static str {
    if cfg!(target_arch = "aarch64") { "arm64" } else { "x64" }
}

/// Major and minor version of a Node.js, if it is one.
fn node_version(node: &Path) -> Option<(u32, u32)> {
    let printed = output(Command::new(node).arg("--version")).ok()?;
    let mut numbers = printed.trim().strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}
