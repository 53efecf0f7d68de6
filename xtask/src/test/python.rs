//! What the tests use of Python: packages from `PyPI`, pinned, in a folder of the project's own.

use std::{fs, process::Command};

use anyhow::{Context, Result, bail};

use super::apt;
use crate::{
    process::{output, progress, run},
    project::Project,
};

/// Installs what `xtask/python/requirements.txt` names into an environment beside it, unless the last installation there was of
/// the same file.
///
/// # Errors
/// When there is no Python 3 with `venv` that we may install, or pip can't.
pub(super) fn packages(project: &Project) -> Result<()> {
    let folder = project.path("xtask/python");
    let list = folder.join("requirements.txt");
    let wanted = fs::read_to_string(&list).with_context(|| format!("reading {}", list.display()))?;
    let venv = folder.join("venv");
    let stamp = venv.join(".installed-requirements.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    // Debian has Python without what makes environments.
    let has_venv = || output(Command::new("python3").args(["-c", "import ensurepip, venv"])).is_ok();
    if !(has_venv() || apt::install(&["python3", "python3-venv"])? && has_venv()) {
        bail!("the tests of the HTTP interface need Python 3 with venv (Debian: apt-get install python3 python3-venv)");
    }
    progress(format_args!("installing schemathesis (about 90 MB) into {}", project.shown(&venv)));
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement"];
    run(Command::new(venv.join("bin/python")).args(pip).arg(&list)).context(
        "pip could not install them; check the network and the settings of the package index, then try again",
    )?;
    fs::write(&stamp, wanted).with_context(|| format!("writing {}", stamp.display()))
}
