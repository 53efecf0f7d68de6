//! From sources to `build/`: what browsers load (`build/assets`) and the worker (`build/worker`). Cargo decides what
//! to compile again; everything after it is skipped when its input is byte for byte that of the last time.

mod assets;
mod glue;
mod minify;
mod order;
pub(crate) mod page;
mod slim;
mod stamp;
pub(crate) mod texts;
pub(crate) mod wasm;
mod worker;
mod zip;

use std::thread;

use anyhow::{Context, Result};

use crate::{
    project::Project,
    setup::{self, Tools},
};

/// Builds everything: the pages first, because the worker carries the list of their files' names.
///
/// # Errors
/// When a tool is missing, or something does not compile.
pub(crate) fn all(project: &Project) -> Result<()> {
    with(project, &setup::tools(project)?)
}

/// The same, with tools that are set up already.
///
/// # Errors
/// As for [`all`].
pub(crate) fn with(project: &Project, tools: &Tools) -> Result<()> {
    page::compile(project)?;
    // Optimising the pages keeps one core busy while cargo compiles the worker on the other.
    thread::scope(|scope| {
        let pages = scope.spawn(|| page::finish(project, tools));
        worker::compile(project)?;
        pages.join().ok().context("the build of the pages stopped")?
    })?;
    worker::finish(project, tools)
}

/// Builds only what browsers load.
///
/// # Errors
/// As for [`all`].
pub(crate) fn pages(project: &Project) -> Result<()> {
    let tools = setup::tools(project)?;
    page::compile(project)?;
    page::finish(project, &tools)
}

/// Builds only the worker, with the list of files of the last build of the pages.
///
/// # Errors
/// As for [`all`].
pub(crate) fn worker(project: &Project) -> Result<()> {
    let tools = setup::tools(project)?;
    worker::compile(project)?;
    worker::finish(project, &tools)
}
