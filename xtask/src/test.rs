//! `cargo xtask test`: the rules in milliseconds, the objects on their real runtime, the stories in a real browser.

mod apt;
mod browser;
mod python;
mod scripts;

use std::{path::Path, process::Command, thread, time::Instant};

use anyhow::{Context, Result, bail};

use crate::{
    build,
    process::{output, progress, run},
    project::Project,
    setup::{self, Tools},
    standin,
    wrangler::QUIET,
};

/// Runs all tests; with words on the command line only those of the scripts whose path has one of the words in it.
///
/// # Errors
/// When a test fails, or something that they need cannot be had.
pub(crate) fn run_all(project: &Project, arguments: &[&str]) -> Result<()> {
    let (options, words): (Vec<&str>, Vec<&str>) = arguments.iter().partition(|argument| argument.starts_with('-'));
    let full = options.contains(&"--full");
    if let Some(unknown) = options.iter().find(|option| **option != "--full") {
        bail!("`cargo xtask test` knows --full and words that choose scripts, but not `{unknown}`");
    }
    let begun = Instant::now();
    let tools = setup::tools(project)?;
    let scripts = scripts::below(&project.path("tests"), &words)?;
    if scripts.is_empty() {
        bail!("no script below tests/ has {} in its path", words.join(" or "));
    }
    let use_kit = |kit: &str| scripts.iter().any(|script| script.uses(kit));
    if use_kit("codes") {
        apt::programs("of QR codes", apt::FOR_CODES)?;
    }
    if use_kit("plugin") {
        apt::programs("of the plugin for WordPress", apt::FOR_PLUGIN)?;
    }
    if use_kit("turn") {
        apt::programs("of calls by a relay", apt::FOR_RELAYS)?;
        progress(format_args!("relaying by coturn {}", output(Command::new("turnserver").arg("--version"))?.trim()));
    }
    if full && use_kit("schemathesis") {
        python::packages(project)?;
    }
    if use_kit("frameworks") {
        setup::frameworks(project)?;
    }
    // The end of the worker's compilation keeps one core busy.
    thread::scope(|scope| {
        let building = scope.spawn(|| build::with(project, &tools));
        if words.is_empty() {
            rules(project)?;
        }
        building.join().ok().context("the build stopped")?
    })?;
    if use_kit("standin") || use_kit("channels") {
        standin::build(project)?;
    }
    let outcome = scripts::run(project, &scripts, full, |script| node(project, &tools, script, full))?;
    let seconds = begun.elapsed().as_secs();
    let named = |scripts: &[&Path]| {
        let names: Vec<String> = scripts.iter().map(|script| project.shown(script).to_string()).collect();
        names.join("\n  ")
    };
    if !outcome.crowded.is_empty() {
        progress(format_args!("passed only when nothing ran beside them:\n  {}", named(&outcome.crowded)));
    }
    if outcome.failed.is_empty() {
        progress(format_args!("all tests passed: {} scripts, in {seconds} s", scripts.len()));
        return Ok(());
    }
    bail!("{} of {} scripts failed, in {seconds} s:\n  {}", outcome.failed.len(), scripts.len(), named(&outcome.failed))
}

/// What is tested without a runtime or a browser.
fn rules(project: &Project) -> Result<()> {
    progress("testing the rules");
    run(Command::new("cargo").current_dir(project.root()).args(["test", "--quiet", "--workspace"]))?;
    progress("testing the description of the HTTP interface");
    let described = ["test", "--quiet", "--package", "shared", "--features", "schema", "openapi"];
    run(Command::new("cargo").current_dir(project.root()).args(described))
}

/// Takes the pictures in `docs/owners` anew.
///
/// # Errors
/// When a page isn't as the script expects it, or something that it needs cannot be had.
pub(crate) fn pictures(project: &Project) -> Result<()> {
    let tools = setup::tools(project)?;
    build::with(project, &tools)?;
    let mut node = tools.node();
    node.arg(project.path("tests/docs/pictures.mjs")).current_dir(project.root());
    run(node.envs(QUIET).env("FRONTDESK_CHROMIUM", browser::chromium(project, &tools)?))
}

/// Node.js on one script, which says what it waited for if it is stopped.
fn node(project: &Project, tools: &Tools, script: &Path, full: bool) -> Result<Command> {
    let mut node = tools.node();
    node.arg("--import").arg(project.path("tests/kit/stopped.mjs")).arg("--test-reporter=spec");
    node.arg(script).current_dir(project.root());
    node.envs(QUIET).env("CI", "1").env("FRONTDESK_CHROMIUM", browser::chromium(project, tools)?);
    if full {
        node.env("FRONTDESK_FULL", "1");
    }
    Ok(node)
}
