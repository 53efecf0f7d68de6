//! How wrangler is called: with our configuration, asked to tell nobody anything but Cloudflare what it is told to.

use std::{path::Path, process::Command};

use crate::{project::Project, setup::Tools};

/// Switches off what wrangler would send to others, and what it would ask on a terminal.
pub(crate) const QUIET: [(&str, &str); 4] = [
    ("WRANGLER_SEND_METRICS", "false"),
    ("WRANGLER_SEND_ERROR_REPORTS", "false"),
    ("WRANGLER_HIDE_BANNER", "true"),
    // Facts about the machine's address, which it would otherwise look up at each start.
    ("CLOUDFLARE_CF_FETCH_ENABLED", "false"),
];

/// Bucket of `edge/wrangler.toml`.
pub(crate) const BUCKET: &str = "frontdesk-files";

/// wrangler with a command of its own, on our worker.
pub(crate) fn wrangler(project: &Project, tools: &Tools, command: &[&str]) -> Command {
    configured(project, tools, &project.path("edge/wrangler.toml"), command)
}

/// The same with another configuration.
pub(crate) fn configured(project: &Project, tools: &Tools, config: &Path, command: &[&str]) -> Command {
    let mut wrangler = tools.script("wrangler/bin/wrangler.js");
    wrangler.args(command).arg("--config").arg(config);
    wrangler.envs(QUIET).env("WRANGLER_LOG_PATH", project.path("build/stage/wrangler")).current_dir(project.root());
    wrangler
}
