//! `cargo xtask test`: the rules in milliseconds, the objects on their real runtime, the stories in a real browser.

mod apt;
mod browser;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use anyhow::{Context, Result, bail};

use crate::{
    build,
    process::{progress, run},
    project::Project,
    setup::{self, Tools},
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
    let mut scripts = Vec::new();
    collect(&project.path("tests"), &mut scripts)?;
    scripts.sort();
    scripts.retain(|path| words.is_empty() || words.iter().any(|word| path.to_string_lossy().contains(word)));
    if scripts.is_empty() {
        bail!("no script below tests/ has {} in its path", words.join(" or "));
    }
    if words.is_empty() {
        progress("testing the rules");
        run(Command::new("cargo").current_dir(project.root()).args(["test", "--quiet", "--workspace"]))?;
        progress("testing the description of the HTTP interface");
        let described = ["test", "--quiet", "--package", "shared", "--features", "schema", "openapi"];
        run(Command::new("cargo").current_dir(project.root()).args(described))?;
    }
    let texts: Vec<String> = scripts.iter().filter_map(|script| fs::read_to_string(script).ok()).collect();
    let use_kit = |kit: &str| texts.iter().any(|text| text.contains(&format!("kit/{kit}.mjs")));
    if use_kit("codes") {
        apt::programs("of QR codes", &apt::FOR_CODES)?;
    }
    if use_kit("plugin") {
        apt::programs("of the plugin for WordPress", &apt::FOR_PLUGIN)?;
    }
    if use_kit("frameworks") {
        setup::frameworks(project)?;
    }
    build::with(project, &tools)?;
    let mut failed = Vec::new();
    for script in &scripts {
        progress(format_args!("testing {}", project.shown(script)));
        if let Err(error) = run(&mut node(project, &tools, script, full)?) {
            if crate::process::stopping() {
                return Err(error);
            }
            failed.push(project.shown(script).to_string());
        }
    }
    let seconds = begun.elapsed().as_secs();
    if failed.is_empty() {
        progress(format_args!("all tests passed: {} scripts, in {seconds} s", scripts.len()));
        return Ok(());
    }
    bail!("{} of {} scripts failed, in {seconds} s:\n  {}", failed.len(), scripts.len(), failed.join("\n  "))
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

/// Node.js on one script. Scripts run one after another: several start a runtime of their own, and some measure time.
fn node(project: &Project, tools: &Tools, script: &Path, full: bool) -> Result<Command> {
    let mut node = tools.node();
    node.args(["--test", "--test-reporter=spec"]).arg(script).current_dir(project.root());
    node.envs(QUIET).env("CI", "1").env("FRONTDESK_CHROMIUM", browser::chromium(project, tools)?);
    if full {
        node.env("FRONTDESK_FULL", "1");
    }
    Ok(node)
}

/// Every test script below a folder.
fn collect(folder: &Path, scripts: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() && !path.ends_with("node_modules") && !path.ends_with("output") {
            collect(&path, scripts)?;
        } else if path.to_string_lossy().ends_with(".test.mjs") {
            scripts.push(path);
        }
    }
    Ok(())
}
