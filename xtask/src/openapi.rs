//! Writes the OpenAPI document to where the worker serves it from. It is committed: a test fails when it is out of date.

use std::{fs, process::Command};

use anyhow::{Context, Result, ensure};

use crate::{process::progress, project::Project};

/// Where the worker takes it from.
const DOCUMENT: &str = "edge/src/openapi.json";

/// Makes the document anew.
///
/// # Errors
/// When the crate `shared` does not build, or the file cannot be written.
pub(crate) fn write(project: &Project) -> Result<()> {
    // By a program of that crate: otherwise all of xtask would have to wait for the schema library to be built.
    let command = ["run", "--quiet", "--package", "shared", "--features", "schema", "--example", "openapi"];
    let made = Command::new("cargo").args(command).current_dir(project.root()).output().context("starting cargo")?;
    ensure!(made.status.success(), "the document could not be made:\n{}", String::from_utf8_lossy(&made.stderr));
    fs::write(project.path(DOCUMENT), made.stdout).with_context(|| format!("writing {DOCUMENT}"))?;
    progress(format_args!("{DOCUMENT} is up to date"));
    Ok(())
}
