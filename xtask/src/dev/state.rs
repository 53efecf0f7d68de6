//! The folder that survives a restart: databases, files, the secrets of this deployment, who the demo staff are.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::project::Project;

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
        let secret =
            |name: &str| secrets[name].as_str().map(str::to_owned).with_context(|| format!("{shown} lacks {name}"));
        let (setup_key, token_secret) = (secret("SETUP_KEY")?, secret("TOKEN_SECRET")?);
        let variables = format!("SETUP_KEY={setup_key}\nTOKEN_SECRET={token_secret}\n");
        fs::write(folder.join("worker.env"), variables).context("writing the secrets for the worker")?;
        Ok(Self { folder: folder.to_owned(), setup_key, demo_seed: secret("DEMO_SEED")?, _lock: lock })
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
        "SETUP_KEY": random_secret()?,
        "TOKEN_SECRET": random_secret()?,
        "DEMO_SEED": random_secret()?,
    });
    fs::write(path, made.to_string()).with_context(|| format!("writing {}", path.display()))?;
    Ok(made)
}

/// 32 random bytes in base64url: what nobody guesses.
///
/// # Errors
/// When the system has no source of randomness.
pub(crate) fn random_secret() -> Result<String> {
    let mut bytes = [0_u8; 32];
    File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut bytes)).context("reading random bytes")?;
    Ok(base64url(&bytes))
}

/// RFC 4648, section 5, without padding.
fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        for digit in 0..=chunk.len() {
            text.push(char::from(DIGITS[(bits >> (18 - 6 * digit) & 63) as usize]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64url;

    #[test]
    fn base64url_is_that_of_the_specification() {
        for (bytes, text) in [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64url(bytes.as_bytes()), text);
        }
        assert_eq!(base64url(&[0xfb, 0xff]), "-_8");
    }
}
