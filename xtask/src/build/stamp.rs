//! Skips a step whose input has not changed. Times lie (a checkout sets them, a copy keeps them), so bytes decide.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

use anyhow::{Context, Result};

/// Identifies content: in a file's name, so that browsers may keep it for ever, and in stamps. It tells our own versions
/// of one file apart, which 64 bits do; nobody gains by forging one.
#[derive(Default)]
pub(crate) struct Fingerprint(DefaultHasher);

impl Fingerprint {
    /// With `part` added. The length goes in too, so that parts cannot flow into one another.
    pub(crate) fn and(mut self, part: impl AsRef<[u8]>) -> Self {
        part.as_ref().hash(&mut self.0);
        self
    }

    /// Sixteen hexadecimal digits.
    pub(crate) fn text(&self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

/// Runs `make` unless it ran before, to its end, on the same `input`, and `output` is still there.
///
/// # Errors
/// Those of `make`, or when the stamp beside `output` cannot be written.
pub(crate) fn unless_made(output: &Path, input: Fingerprint, make: impl FnOnce() -> Result<()>) -> Result<()> {
    let stamp = output.with_added_extension("stamp");
    // This program is input too: another version of it may make something else of the same file.
    let program = std::env::current_exe().and_then(fs::read).context("reading this program")?;
    let wanted = input.and(program).text();
    if output.exists() && fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(());
    }
    if let Some(folder) = output.parent() {
        fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))?;
    }
    if stamp.exists() {
        fs::remove_file(&stamp).with_context(|| format!("removing {}", stamp.display()))?;
    }
    make()?;
    fs::write(&stamp, wanted).with_context(|| format!("writing {}", stamp.display()))
}
