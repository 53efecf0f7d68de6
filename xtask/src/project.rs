//! Where things lie in the project.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The checkout that this `xtask` was built from.
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// Finds the checkout, from every folder in it: cargo tells the program it runs where its package lies.
    pub(crate) fn find() -> Result<Self> {
        let package = std::env::var_os("CARGO_MANIFEST_DIR").context("run this as `cargo xtask …`")?;
        let root = Path::new(&package).parent().context("xtask is not inside a project")?;
        Ok(Self { root: root.to_owned() })
    }

    /// The checkout's folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the checkout, from its relative form.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// The path as people like to read it: relative to the checkout where it lies inside.
    pub(crate) fn shown<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}
