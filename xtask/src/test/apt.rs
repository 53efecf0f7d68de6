//! Programs that the tests use and npm has not: Debian's, installed where we may.

use std::{env, path::Path, process::Command};

use anyhow::{Result, bail};
use nix::unistd::geteuid;

use crate::process::{progress, run};

/// Programs with the Debian packages that have them.
type Programs = [(&'static str, &'static str)];

/// What the tests of QR codes read and distort pictures with. Of `ImageMagick` a program that every version of it has, and
/// nothing else is called.
pub(super) const FOR_CODES: &Programs = &[("zbarimg", "zbar-tools"), ("identify", "imagemagick")];

/// What unpacks the plugin for `WordPress`, and runs it.
pub(super) const FOR_PLUGIN: &Programs = &[("php", "php-cli"), ("unzip", "unzip")];

/// The TURN server through which calls are tested.
pub(super) const FOR_RELAYS: &Programs = &[("turnserver", "coturn")];

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

/// Sees to it that programs for the tests of something are there.
///
/// # Errors
/// When one is missing and can't be installed; the message says what to do.
pub(super) fn programs(tests: &str, programs: &Programs) -> Result<()> {
    let missing = programs.iter().filter(|(program, _)| !is_there(program));
    let (names, packages): (Vec<&str>, Vec<&str>) = missing.copied().unzip();
    if packages.is_empty() {
        return Ok(());
    }
    progress(format_args!("installing {} for the tests {tests}", packages.join(" and ")));
    if install(&packages)? {
        rest(&packages)?;
        return Ok(());
    }
    bail!(
        "the tests {tests} need {}; install what has them (Debian: apt-get install {})",
        names.join(" and "),
        packages.join(" ")
    )
}

/// Ends the service that Debian starts with a package: an open relay is nothing that a test leaves on a machine.
fn rest(packages: &[&str]) -> Result<()> {
    let runs_services = Path::new("/run/systemd/system").exists();
    for package in packages.iter().filter(|package| runs_services && **package == "coturn") {
        run(Command::new("systemctl").args(["disable", "--now", package]))?;
    }
    Ok(())
}

fn is_there(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
