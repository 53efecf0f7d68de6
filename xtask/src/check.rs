//! `cargo xtask check`: everything that can be said of the code without running it, and what it weighs.

mod size;

use std::{fs, process::Command};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    build::{self, wasm::TARGET},
    process::{output, progress, run},
    project::Project,
    setup::{self, Tools},
};

/// Packages that run as WebAssembly.
const WASM: [&str; 10] = ["shared", "ui", "annex", "calls", "edge", "kit", "widget", "dashboard", "console", "records"];

/// Runs all checks, cheapest first, and stops at the first that fails.
///
/// # Errors
/// When one fails; what it says is shown.
pub(crate) fn run_all(project: &Project) -> Result<()> {
    let tools = setup::tools(project)?;
    progress("checking the formatting");
    run(cargo(project).args(["fmt", "--all", "--check"])).context("run `cargo fmt` and look at what it changed")?;
    progress("checking the scripts and the runtime's date");
    scripts_parse(project, &tools)?;
    date_is_known(project)?;
    progress("linting for this machine");
    run(clippy(project).args(["--workspace", "--all-targets", "--", "--deny=warnings"]))?;
    // What describes the HTTP interface is compiled with this feature only.
    let described = ["--package", "shared", "--features", "schema", "--all-targets", "--", "--deny=warnings"];
    run(clippy(project).args(described))?;
    progress("linting for WebAssembly");
    run(clippy(project).args(packages(&WASM)).args(["--target", TARGET, "--", "--deny=warnings"]))?;
    progress("checking the documentation");
    let mut doc = cargo(project);
    doc.args(["doc", "--quiet", "--no-deps", "--document-private-items", "--target", TARGET]);
    run(doc.args(packages(&WASM)).env("RUSTDOCFLAGS", "--deny=warnings"))?;
    build::pages(project)?;
    size::check(project, &tools)
}

fn cargo(project: &Project) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(project.root());
    cargo
}

fn clippy(project: &Project) -> Command {
    let mut clippy = cargo(project);
    clippy.args(["clippy", "--quiet"]);
    clippy
}

fn packages(names: &[&'static str]) -> impl Iterator<Item = &'static str> {
    names.iter().flat_map(|name| ["--package", *name])
}

/// Whether every script of ours is one: those that git knows, and those that it is about to be told of.
fn scripts_parse(project: &Project, tools: &Tools) -> Result<()> {
    let mut list = Command::new("git");
    list.current_dir(project.root()).args(["ls-files", "--cached", "--others", "--exclude-standard", "*.js", "*.mjs"]);
    let scripts = output(&mut list).context("asking git for the scripts")?;
    let scripts = scripts.lines().map(|name| project.path(name)).filter(|path| path.exists());
    // Written nowhere: only whether they parse is asked.
    let nowhere = project.path("build/stage/parsed");
    output(tools.esbuild().arg("--log-level=warning").arg(format!("--outdir={}", nowhere.display())).args(scripts))?;
    Ok(())
}

/// Whether the runtime that we test with knows the date that `wrangler.toml` asks for. If not, it warns and takes an older
/// one, and the deployment behaves otherwise than what was tested.
fn date_is_known(project: &Project) -> Result<()> {
    let config = fs::read_to_string(project.path("edge/wrangler.toml")).context("reading edge/wrangler.toml")?;
    let date = config.lines().find_map(|line| line.strip_prefix("compatibility_date = "));
    let date = date.context("edge/wrangler.toml has no compatibility_date")?.trim_matches('"').replace('-', "");
    let package =
        fs::read_to_string(project.path("node_modules/workerd/package.json")).context("reading workerd's version")?;
    let package: serde_json::Value = serde_json::from_str(&package).context("reading workerd's version")?;
    // Like 1.20261117.1: the middle is the newest date that it knows.
    let known = package["version"].as_str().and_then(|version| version.split('.').nth(1));
    let Some(known) = known else {
        bail!("workerd's version is not what it used to look like: {}", package["version"])
    };
    ensure!(
        *date <= *known,
        "edge/wrangler.toml asks for {date}, but the installed workerd knows no later date than {known}"
    );
    Ok(())
}
