//! Running other programs: progress said in one form, failures in words.

use std::{fmt::Display, path::Path, process::Command};

use anyhow::{Context, Result, bail};

/// Says what is being done, to the error stream, so that the output of a command stays its own.
pub(crate) fn progress(what: impl Display) {
    eprintln!("\x1b[1;32m{:>12}\x1b[0m {what}", "xtask");
}

/// Runs the command to its end, its output shown as it comes.
///
/// # Errors
/// When it cannot be started or ends badly; both say which command it was.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = name(command);
    let status = command.status().with_context(|| format!("`{name}` could not be started; is it installed?"))?;
    if !status.success() {
        bail!("`{name}` failed ({status}); what it says is above");
    }
    Ok(())
}

/// Runs the command and returns what it prints. Its output is shown only if it fails.
///
/// # Errors
/// When it cannot be started or ends badly, with all that it said.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let name = name(command);
    let output = command.output().with_context(|| format!("`{name}` could not be started; is it installed?"))?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{name}` failed ({}):\n{printed}{said}", output.status);
    }
    Ok(printed)
}

/// The program and its first argument: enough to know it by, short enough for one line.
fn name(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy();
    let first = command.get_args().next().map(|argument| {
        let path = Path::new(argument);
        if path.is_absolute() { path.file_name().unwrap_or_default() } else { argument }.to_string_lossy()
    });
    first.map_or_else(|| program.to_string(), |first| format!("{program} {first}"))
}
