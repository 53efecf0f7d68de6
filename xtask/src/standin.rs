//! `cargo xtask standin`: a messaging service on this machine, to try a channel without an account.

use std::{path::PathBuf, process::Command};

use anyhow::Result;

use crate::{process, project::Project};

/// Where each listens unless the command line says otherwise, so that all can run beside `cargo xtask dev`.
const PORTS: &[(&str, &str)] =
    &[("facebook", "8791"), ("whatsapp", "8792"), ("line", "8793"), ("wechat", "8794"), ("telegram", "8795")];

/// Builds `tests/standin`.
///
/// # Errors
/// When it doesn't compile.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target = project.path("target");
    let mut command = Command::new(cargo);
    command.args(["build", "--quiet", "--package", "standin", "--target-dir"]).arg(&target);
    process::run(command.current_dir(project.root()))?;
    Ok(target.join("debug/standin"))
}

/// Runs one until Ctrl-C.
///
/// # Errors
/// When it doesn't build, or the command line names no service.
pub(crate) fn run(project: &Project, arguments: &[&str]) -> Result<()> {
    let mut standin = Command::new(build(project)?);
    standin.args(arguments);
    let port = PORTS.iter().find(|(kind, _)| arguments.first() == Some(kind));
    if let Some((_, port)) = port.filter(|_| !arguments.contains(&"--port")) {
        standin.args(["--port", port]);
    }
    // A worker has one address for both of Meta's services: what isn't for this one is passed on to the other.
    if arguments.first() == Some(&"facebook") && !arguments.contains(&"--config") {
        standin.args(["--config", r#"{"beside":"http://127.0.0.1:8792"}"#]);
    }
    match process::run(&mut standin) {
        Err(_) if process::stopping() => Ok(()),
        result => result,
    }
}
