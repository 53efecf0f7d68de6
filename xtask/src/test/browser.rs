//! Finds a Chromium for the tests, and gets one where there is none.

use std::{env, path::PathBuf};

use anyhow::{Result, bail};

use super::apt;
use crate::{
    process::{output, progress, run},
    project::Project,
    setup::Tools,
};

/// What it is called on the `PATH`, most likely first.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
/// Where it lies on a Mac.
const ON_A_MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// Path of the browser's program.
///
/// # Errors
/// When there is none and none can be installed; the message says what to do.
pub(crate) fn chromium(project: &Project, tools: &Tools) -> Result<PathBuf> {
    if let Some(chosen) = env::var_os("FRONTDESK_CHROMIUM") {
        return Ok(chosen.into());
    }
    if let Some(found) = installed().or_else(|| own(project, tools)) {
        return Ok(found);
    }
    progress("installing Chromium for the tests into build/browsers");
    let mut install = tools.script("playwright-core/cli.js");
    install.args(["install", "chromium"]).env("PLAYWRIGHT_BROWSERS_PATH", browsers(project));
    let downloaded = run(&mut install).is_ok();
    if let Some(found) = own(project, tools).filter(|_| downloaded) {
        return Ok(found);
    }
    progress("it could not be downloaded; looking for the system's");
    apt::install(&["chromium"])?;
    installed().map_or_else(
        || bail!("the tests need Chromium or Chrome and it could not be installed; install it, or name it in FRONTDESK_CHROMIUM"),
        Ok,
    )
}

fn installed() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name)));
    on_path.chain([ON_A_MAC.into()]).find(|program| program.is_file())
}

/// The one that playwright installed for us.
fn own(project: &Project, tools: &Tools) -> Option<PathBuf> {
    const SCRIPT: &str = "console.log(require('playwright-core').chromium.executablePath())";
    let mut ask = tools.node();
    ask.args(["--eval", SCRIPT]).current_dir(project.root()).env("PLAYWRIGHT_BROWSERS_PATH", browsers(project));
    let path = PathBuf::from(output(&mut ask).ok()?.trim());
    path.is_file().then_some(path)
}

fn browsers(project: &Project) -> PathBuf {
    project.path("build/browsers")
}
