//! JavaScript and CSS through esbuild.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{process::run, project::Project, setup::Tools};

/// Browsers of the last five years: what has WebAssembly with reference types has all of this.
const BROWSERS: &str = "--target=es2022,chrome96,firefox94,safari15.4";

/// Bundles a script with all that it imports, and minifies it.
///
/// # Errors
/// When it does not parse, or imports what is not there.
pub(crate) fn script(tools: &Tools, entry: &Path, to: &Path, options: &[&str]) -> Result<()> {
    let mut esbuild = tools.esbuild();
    esbuild.args(["--bundle", "--minify", "--legal-comments=none", "--log-level=warning", BROWSERS]).args(options);
    run(esbuild.arg(entry).arg(format!("--outfile={}", to.display())))
}

/// Minifies a script that stands in a page.
///
/// # Errors
/// When it does not parse.
pub(crate) fn in_page(tools: &Tools, script: &Path, to: &Path) -> Result<()> {
    let mut esbuild = tools.esbuild();
    esbuild.args(["--minify", "--legal-comments=none", "--log-level=warning", BROWSERS]);
    run(esbuild.arg(script).arg(format!("--outfile={}", to.display())))
}

/// Bundles the worker's script. The module stays a file of its own, and what the runtime brings is left alone. Names are
/// kept: this is read in stack traces and never downloaded.
///
/// # Errors
/// As for [`script`].
pub(crate) fn worker(tools: &Tools, entry: &Path, to: &Path, parts: &[(&str, &Path)]) -> Result<()> {
    let mut esbuild = tools.esbuild();
    esbuild.args(["--bundle", "--format=esm", "--platform=neutral", "--target=es2024", "--log-level=warning"]);
    esbuild.args(["--external:*.wasm", "--external:cloudflare:*", "--external:node:*"]);
    esbuild.args(parts.iter().map(|(name, path)| format!("--alias:{name}={}", path.display())));
    run(esbuild.arg(entry).arg(format!("--outfile={}", to.display())))
}

/// One minified stylesheet from the shared styles and a crate's own. In each folder the order is that of the names, but
/// `tokens.css` comes first: it has the variables and the order of the layers.
///
/// # Errors
/// When a sheet cannot be read or does not parse.
pub(crate) fn style(project: &Project, tools: &Tools, folders: &[&str], to: &Path) -> Result<()> {
    let mut sheet = String::new();
    for folder in folders {
        for path in sheets(&project.path(folder))? {
            sheet += &fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            sheet.push('\n');
        }
    }
    let joined = to.with_extension("joined.css");
    fs::write(&joined, sheet).with_context(|| format!("writing {}", joined.display()))?;
    let mut esbuild = tools.esbuild();
    esbuild.args(["--minify", "--legal-comments=none", "--log-level=warning", BROWSERS]);
    run(esbuild.arg(&joined).arg(format!("--outfile={}", to.display())))
}

/// The stylesheets of a folder in their order; none if there is no such folder.
fn sheets(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    let mut sheets = entries
        .map(|entry| Ok(entry?.path()))
        .filter(|path| path.as_ref().map_or(true, |path| path.extension().is_some_and(|end| end == "css")))
        .collect::<Result<Vec<_>>>()?;
    sheets.sort_by_key(|path| (!path.ends_with("tokens.css"), path.clone()));
    Ok(sheets)
}
