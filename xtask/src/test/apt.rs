//! Programs that the tests use and npm has not: Debian's, installed where we may.

use std::{env, path::Path, process::Command};

use anyhow::{Result, bail};
use nix::unistd::geteuid;

use crate::process::{progress, run};

/// What the tests of QR codes read and distort pictures with. Of `ImageMagick` a program that every version of it has, and
/// nothing else is called.
const FOR_CODES: [(&str, &str); 2] = [("zbarimg", "zbar-tools"), ("identify", "imagemagick")];

/// Installs packages, if this is a Debian and we may.
///
/// # Errors
/// When the installation fails; whether there was one.
pub(super) fn install(packages: &[&str]) -> Result<bool> {
    if !geteuid().is_root() || !Path::new("/usr/bin/apt-get").exists() {
        return Ok(false);
    }
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    run(apt().arg("update"))?;
    run(apt().args(["install", "--yes", "--no-install-recommends"]).args(packages))?;
    Ok(true)
}

/// Sees to it that QR codes can be read and distorted.
///
/// # Errors
/// When a program is missing and can't be installed; the message says what to do.
pub(super) fn for_codes() -> Result<()> {
    let missing: Vec<&str> =
        FOR_CODES.iter().filter(|(program, _)| !is_there(program)).map(|(_, package)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    progress(format_args!("installing {} for the tests of QR codes", missing.join(" and ")));
    if install(&missing)? {
        return Ok(());
    }
    bail!(
        "the tests of QR codes need zbar and ImageMagick; install them (Debian: apt-get install {}; macOS: brew install zbar imagemagick)",
        missing.join(" ")
    )
}

fn is_there(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
