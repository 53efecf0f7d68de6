//! `build/assets`: the files that browsers get. All but the loader carry a fingerprint of their content in their name, so
//! that they may be kept for ever; `manifest.json` says which name goes with which file today.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use super::stamp::Fingerprint;
use crate::project::Project;

/// Only for answers from the files themselves; the worker sets its own.
const HEADERS: &str = "\
/assets/*
  Cache-Control: public, max-age=31536000, immutable
  X-Content-Type-Options: nosniff
";

/// A new set of files, which replaces the old one as a whole when it is complete.
pub(crate) struct Assets {
    folder: PathBuf,
    manifest: BTreeMap<String, String>,
}

impl Assets {
    /// Begins with nothing.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub(crate) fn begin(project: &Project) -> Result<Self> {
        let folder = project.path("build/stage/assets");
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("emptying {}", folder.display()))?;
        }
        fs::create_dir_all(folder.join("assets")).with_context(|| format!("making {}", folder.display()))?;
        Ok(Self { folder, manifest: BTreeMap::new() })
    }

    /// Adds a file under a name with its fingerprint, and returns that name.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub(crate) fn add(&mut self, logical: &str, file: &Path) -> Result<String> {
        let content = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
        let fingerprint = Fingerprint::default().and(&content).text();
        let name = match logical.rsplit_once('.') {
            Some((stem, extension)) => format!("{stem}.{fingerprint}.{extension}"),
            None => format!("{logical}.{fingerprint}"),
        };
        let to = self.folder.join("assets").join(&name);
        fs::write(&to, content).with_context(|| format!("writing {}", to.display()))?;
        self.manifest.insert(logical.to_owned(), format!("/assets/{name}"));
        Ok(name)
    }

    /// The name of a file that was added.
    ///
    /// # Errors
    /// When it wasn't.
    pub(crate) fn name(&self, logical: &str) -> Result<&str> {
        let path = self.manifest.get(logical).with_context(|| format!("{logical} isn't there yet"))?;
        Ok(path.trim_start_matches("/assets/"))
    }

    /// Adds every file of a folder, if there is such a folder.
    ///
    /// # Errors
    /// As for [`Assets::add`].
    pub(crate) fn add_folder(&mut self, folder: &Path) -> Result<()> {
        if !folder.exists() {
            return Ok(());
        }
        let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_file() {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.add(&name, &path)?;
            }
        }
        Ok(())
    }

    /// Where to put a file whose address must not change.
    pub(crate) fn fixed(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Writes the lists and puts the set in the place of the last one.
    ///
    /// # Errors
    /// When a file or folder cannot be written.
    pub(crate) fn publish(self, project: &Project) -> Result<()> {
        fs::write(self.folder.join("_headers"), HEADERS).context("writing the headers of the assets")?;
        fs::write(self.folder.join("manifest.json"), serde_json::to_string_pretty(&self.manifest)?)
            .context("writing the list of the assets")?;
        replace(&self.folder, &project.path("build/assets"))
    }
}

/// Brings `to` to the content of `from`, touching only files that differ: a dev server that watches the folder would
/// otherwise start again at each build.
fn replace(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("making {}", to.display()))?;
    for entry in fs::read_dir(to).with_context(|| format!("reading {}", to.display()))? {
        let old = entry?.path();
        let new = from.join(old.file_name().unwrap_or_default());
        if !new.exists() {
            if old.is_dir() { fs::remove_dir_all(&old) } else { fs::remove_file(&old) }
                .with_context(|| format!("removing {}", old.display()))?;
        }
    }
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let new = entry?.path();
        let old = to.join(new.file_name().unwrap_or_default());
        if new.is_dir() {
            replace(&new, &old)?;
            continue;
        }
        let content = fs::read(&new).with_context(|| format!("reading {}", new.display()))?;
        if fs::read(&old).is_ok_and(|before| before == content) {
            continue;
        }
        fs::write(&old, content).with_context(|| format!("writing {}", old.display()))?;
    }
    Ok(())
}
