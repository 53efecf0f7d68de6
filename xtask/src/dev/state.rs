//! The folder that survives a restart: databases, files, the secrets of this deployment, who the demo staff are.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::{project::Project, secret};

/// Marks a folder as ours; whoever holds its lock uses the folder.
const LOCK: &str = "in-use.lock";

/// The folder, in use by this process alone.
pub(crate) struct State {
    folder: PathBuf,
    /// Set-up key of the deployment.
    pub(crate) setup_key: String,
    /// What the demo remembers of itself: see `demo.rs`.
    pub(crate) demo_seed: String,
    _lock: File,
}

impl State {
    /// Opens the folder, made anew where there is none; `fresh` empties it first.
    ///
    /// # Errors
    /// When another process uses it, or it holds something that is not ours.
    pub(crate) fn open(project: &Project, folder: &Path, fresh: bool) -> Result<Self> {
        let shown = project.shown(folder);
        let marker = folder.join(LOCK);
        let empty = !folder.exists() || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
        if !empty && !marker.exists() {
            bail!("{shown} holds something else than our state; choose a new or empty folder with `--state DIR`");
        }
        fs::create_dir_all(folder).with_context(|| format!("making the folder {shown}"))?;
        let lock = File::create(&marker).with_context(|| format!("writing into {shown}"))?;
        if lock.try_lock().is_err() {
            bail!("another `cargo xtask dev` uses {shown}; stop it, or choose another folder with `--state DIR`");
        }
        if fresh {
            clear(folder).with_context(|| format!("emptying {shown}"))?;
        }
        let secrets = secrets(&folder.join("secrets.json"))?;
        let named =
            |name: &str| secrets[name].as_str().map(str::to_owned).with_context(|| format!("{shown} lacks {name}"));
        let (setup_key, token_secret) = (named("SETUP_KEY")?, named("TOKEN_SECRET")?);
        let variables = format!("SETUP_KEY={setup_key}\nTOKEN_SECRET={token_secret}\nLOCAL=on\n");
        secret::write(&folder.join("worker.env"), &variables).context("writing the secrets for the worker")?;
        Ok(Self { folder: folder.to_owned(), setup_key, demo_seed: named("DEMO_SEED")?, _lock: lock })
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// Removes everything but the lock, which is held.
fn clear(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.ends_with(LOCK) {
            continue;
        }
        if path.is_dir() { fs::remove_dir_all(&path)? } else { fs::remove_file(&path)? }
    }
    Ok(())
}

/// The secrets of this deployment, made once.
fn secrets(path: &Path) -> Result<Value> {
    if path.exists() {
        let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        return serde_json::from_str(&text)
            .with_context(|| format!("{} is damaged; start with --fresh", path.display()));
    }
    let made = json!({
        "SETUP_KEY": secret::random()?,
        "TOKEN_SECRET": secret::random()?,
        "DEMO_SEED": secret::random()?,
    });
    secret::write(path, &made.to_string()).with_context(|| format!("writing {}", path.display()))?;
    Ok(made)
}
